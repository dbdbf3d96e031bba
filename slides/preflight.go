package slides

// Item is something to see to before an assembly.
type Item struct {
	ID   string // stays the same when the words change
	Text string // what is to be true
	Hint string // how to see to it
}

// Assembly is what decides which things are to be seen to before one.
type Assembly struct {
	Letter  bool // it is on the letter of the built-in assembly
	Phases  bool // it has words of their own for pupils of several phases
	Closing bool // it ends with numbers to call
}

// PreflightOf lists what to see to before an assembly, in the order of Preflight. An item has the same ID in every list.
func PreflightOf(a Assembly) []Item {
	var out []Item
	for _, it := range Preflight() {
		switch {
		case it.ID == "level" && !a.Letter, it.ID == "numbers" && !a.Closing:
			continue
		case it.ID == "wording" && !a.Phases:
			it.Hint = "Read them aloud once. Change what does not fit."
		case a.Letter:
		case it.ID == "wording":
			it.Hint = "Choose the phase of these pupils, and read its words aloud once. Change what does not fit."
		case it.ID == "pupils":
			it.Text = "Pupils close to it are known"
			it.Hint = "Ask teachers which pupils the subject is close to. Offer a seat by the door, or another room."
		case it.ID == "numbers":
			it.Hint = "Compare each of them with the official pages, or call it."
		}
		out = append(out, it)
	}
	return out
}

// Preflight lists what to see to before the assembly on the letter, in the order in which it is best done: at the school,
// in the hall, and on the day.
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
