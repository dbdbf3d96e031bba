package slides

// Item is something to see to before an assembly.
type Item struct {
	ID   string // stays the same when the words change
	Text string // what is to be true
	Hint string // how to see to it
}

// Preflight lists what to see to before an assembly, in the order in which it is best done: at the school, in the
// hall, and on the day.
func Preflight() []Item {
	return []Item{
		{
			"level", "Date and threat level checked",
			"Look at mi5.gov.uk/threat-levels and gov.uk/ACT today. Read no level out.",
		},
		{
			"pupils", "Bereaved pupils are known",
			"Ask teachers who is bereaved, close to it or worried. Offer a seat by the door, or another room.",
		},
		{
			"staff", "Safeguarding and posts agreed",
			"The safeguarding lead knows the day. Staff know who stands at which door, and who goes with a pupil.",
		},
		{
			"room", "A quiet room is ready",
			"It is open, with an adult in it, during the assembly and after.",
		},
		{
			"wording", "The words suit these pupils",
			"Choose the words for primary or secondary, and read them aloud once. Change what does not fit.",
		},
		{
			"numbers", "The closing numbers are right",
			"101, 0800 789 321 and 999: compare them with the official pages.",
		},
		{
			"parents", "Parents and carers are told",
			"Tell them what it is about, and who to talk to at school.",
		},
		{
			"script", "The script is printed",
			"With it you can go on if the laptop or the projector fails.",
		},
		{
			"display", "Two screens or one is chosen",
			"Two: extend the desktop, the slides in the hall and the notes here. One: the hall sees this screen.",
		},
		{
			"size", "The back row can read it",
			"Show the test card and sit in the last row.",
		},
		{
			"clicker", "The clicker is tested",
			"Test its keys where you will stand, and have new batteries at hand.",
		},
		{
			"quiet", "Sleep and notifications off",
			"Plug the laptop in. Close mail and chat, and switch on Do Not Disturb.",
		},
	}
}
