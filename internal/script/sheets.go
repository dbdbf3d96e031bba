package script

import (
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// The sheets for colleagues. What they say of a deck is taken from it; the rest is true of every assembly, and is
// labelled as guidance.

// Brief is a page for the staff in the hall: what the assembly is, what to watch for, and who to tell.
func Brief(d *deck.Deck, o Options) *Document {
	w := writerOf(d, o)
	doc := w.document("Brief for staff")
	doc.Wide = true
	items := slices.Concat(w.course(), []Block{
		lead("Watch for", "a pupil who is upset, very quiet or wants to leave. Go with them. Nobody has to say why."),
		lead("Know", "which pupils are "+w.near()+". Be near them, and do not single them out."),
		lead("Stop", "unkind talk about any group of people at once."),
		lead("Tell", "the safeguarding lead today of anything that worries you."),
		lead("Do not", "film, take pictures or use a phone. Stay to the end."),
	})
	blanks := []Block{blank("Date, time and place"), blank("Safeguarding lead"), blank("Quiet room"), blank("Stands in for the speaker")}
	sections := []Section{
		w.guidance("What to do", items),
		{Title: "To fill in", Parts: []Part{{Blocks: blanks}}},
	}
	if heard := w.heard("What pupils hear"); len(heard.Parts[0].Blocks) <= mostHeard {
		sections = append([]Section{heard}, sections...)
	}
	sections = slices.DeleteFunc(sections, func(s Section) bool { return len(s.Parts[0].Blocks) == 0 })
	doc.Sections = slices.Values(sections)
	doc.SubTitle = ""
	doc.Facts = slices.DeleteFunc(doc.Facts, func(f Fact) bool { return slices.Contains([]string{"Slides", "Printed on", namedTime}, f.Name) })
	return doc
}

// mostHeard is how many messages there is room for on a brief of one page.
const mostHeard = 5

// near is whom the assembly may touch.
func (w *writer) near() string {
	if w.o.Statement != "" {
		return "bereaved"
	}
	return "close to the subject"
}

// mostTitles is how many titles of slides there is room for on a sheet.
const mostTitles = 12

// course says what happens in the hall, as far as the deck tells.
func (w *writer) course() []Block {
	var out []Block
	for i := range w.d.Len() {
		if t := w.d.PublicSlide(i).Reflection(w.o.Phase); t > 0 {
			out = []Block{lead("Be still", "during the silence of "+InWords(t)+". Open no doors.")}
			break
		}
	}
	return out
}

// Checklist is the list of what to see to before an assembly, with boxes to tick, and how to see to it where one page
// has room for that.
func Checklist(d *deck.Deck, o Options) *Document {
	doc := &Document{
		Kind: "Checklist", Title: oneLine(d.Heading()), Lang: d.Meta.Lang,
		Statement: o.Statement, Large: o.Large, Wide: true, Created: o.Date,
	}
	doc.audience(o)
	if !o.Date.IsZero() {
		doc.fact("Printed on", o.Date.Format("2 January 2006"))
	}
	list := preflight(o.Preflight)
	for i, b := range list.Parts[0].Blocks {
		text := strings.TrimSuffix(b.Runs[0].Text, ".")
		list.Parts[0].Blocks[i].Runs = []Run{{text, true}}
		list.Parts[0].Blocks[i].Spare = append([]Run{{".", true}}, b.Runs[1:]...)
	}
	list.Parts = append(list.Parts, Part{Blocks: []Block{blank("Checked by"), blank("Date")}})
	doc.Sections = slices.Values([]Section{list})
	return doc
}

// FollowUp is a page for class teachers: the deck's messages word for word, what to say after the assembly, and the
// numbers to call.
func FollowUp(d *deck.Deck, o Options) *Document {
	w := writerOf(d, o)
	doc := w.document("Follow-up in class")
	doc.Wide = true
	doc.Facts = slices.DeleteFunc(doc.Facts, func(f Fact) bool { return f.Name != "Pupils" && f.Name != "Printed on" })
	doc.SubTitle = ""
	heard := w.heard("What pupils heard")
	doc.Sections = func(yield func(Section) bool) {
		for _, s := range []Section{
			heard,
			w.guidance("What to say and do", inClass(heard.Parts[0].Blocks)),
			{Title: "Numbers to call", Parts: []Part{{Blocks: w.help()}}},
		} {
			if len(s.Parts[0].Blocks) > 0 && !yield(s) {
				return
			}
		}
	}
	return doc
}

// inClass is what to say and do in class, with a line on the word that the messages may have.
func inClass(messages []Block) []Block {
	out := []Block{
		lead("Ask", "what they remember, and listen. Say if you do not know."),
		lead("Say", "that people feel different things, and that all of it is fine."),
	}
	if slices.ContainsFunc(messages, func(b Block) bool { return strings.Contains(strings.ToLower(b.Text()), "suspicious") }) {
		out = append(out, lead("Suspicious", "means what a person does, or an object, and never how someone looks, dresses or speaks, or "+
			"their religion. Do not touch it. Tell an adult."))
	}
	return append(out,
		lead("Never ask", "a pupil to speak for a faith or a community."),
		lead("If a pupil is upset", "stay with them, and offer the quiet room with an adult. Promise no secrets. "+
			"Tell the safeguarding lead today."),
	)
}

// heard is the messages of the deck, word for word, under a title. A deck without messages says no more of itself than
// the titles of its slides, which are called so.
func (w *writer) heard(title string) Section {
	var messages, titles []Block
	for i := range w.d.Len() {
		s := w.d.PublicSlide(i)
		switch name := w.d.Title(i); {
		case s.Layout == deck.LayoutMessage:
			messages = append(messages, listed(s.Title))
		case s.Layout != deck.LayoutClosing && name != w.d.Heading():
			titles = append(titles, listed(name))
		}
	}
	if len(messages) == 0 && len(titles) <= mostTitles {
		title, messages = "The titles of the slides", titles
	}
	return Section{Title: title, Parts: []Part{{Blocks: messages}}}
}

// listed is an item of one line.
func listed(text string) Block {
	return Block{Kind: Item, Marker: "-", Level: 1, Runs: plain(oneLine(text))}
}

// childline is for every pupil, whatever the deck.
const childline = "0800 1111"

// help is the closing slide's lines, and Childline.
func (w *writer) help() []Block {
	var out []Block
	if i := w.d.Closing(); i >= 0 {
		out = numbersOf(w.d.PublicSlide(i))
	}
	if !slices.ContainsFunc(out, func(b Block) bool { return b.Marker == childline }) {
		name := "Childline, free for under 19s"
		if w.o.Statement != "" {
			name += " (not in the letter)"
		}
		out = append(out, Block{Kind: Number, Marker: childline, Runs: plain(name)})
	}
	for i, b := range out {
		out[i] = Block{Kind: Item, Marker: "-", Level: 1, Runs: b.Runs}
		if b.Marker != "" {
			out[i].Runs = trimmed([]Run{{Text: b.Text() + ": "}, {Text: b.Marker, Strong: true}})
		}
	}
	return out
}

// guidance is a section with words of ours, which are labelled so.
func (w *writer) guidance(title string, blocks []Block) Section {
	label := "guidance"
	if w.d.Meta.Source != "" || w.o.Statement != "" {
		label = deck.Guidance.String()
	}
	return Section{Title: title + " (" + label + ")", Parts: []Part{{Voice: label, Blocks: blocks}}}
}

// lead is an item that begins with strong words.
func lead(strong, text string) Block {
	return Block{Kind: Item, Marker: "-", Level: 1, Runs: []Run{{Text: strong, Strong: true}, {Text: " " + text}}}
}

// blank is a name with a line to write on.
func blank(name string) Block { return Block{Kind: Blank, Runs: plain(name + ":")} }
