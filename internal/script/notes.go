package script

import (
	"slices"
	"strconv"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/prompter"
)

// notes is the notes of slide i, in parts of one voice each, and the presses that lead on from it. What is not said
// aloud and stands at the end comes first: it is where the words come from.
func (w *writer) notes(i int) []Part {
	s := w.d.Slide(i)
	all := s.Notes.For(w.o.Phase)
	n := &noter{d: w.d, i: i, s: s, silent: s.Reflection(w.o.Phase) == 0}
	note, part := -1, -1
	if !n.silent {
		n.silence = Block{Kind: Direction, Cue: "SILENCE", Runs: plain(InWords(s.Reflection(w.o.Phase)))}
		note, part = prompter.Notes{All: all, Spoken: w.d.Spoken}.SilenceCue()
	}
	for _, k := range n.order(all) {
		at := -1
		if k == note {
			at = part
		}
		n.note(all[k], at)
	}
	n.end()
	return n.parts
}

// noter writes the notes of one slide.
type noter struct {
	d       *deck.Deck
	i       int
	s       *deck.Slide
	parts   []Part
	presses int  // of next, so far
	said    bool // the last block is words to say
	silence Block
	silent  bool // the silence has been told, or there is none
}

// order gives the notes in the order in which they are printed.
func (n *noter) order(all []deck.Note) []int {
	last := len(all)
	for last > 0 && !n.d.Spoken(all[last-1]) {
		last--
	}
	var out []int
	for i := range all {
		out = append(out, (i+last)%len(all))
	}
	if last == 0 {
		slices.Sort(out)
	}
	return out
}

// note writes one note. The silence of a reflection begins at one of its parts; -1 for none.
func (n *noter) note(note deck.Note, silence int) {
	n.voice(n.d.Label(note.Voice))
	if !n.d.Spoken(note) {
		n.quote(note)
		return
	}
	first := true
	var runs []Run
	flush := func() {
		if runs = trimmed(runs); len(runs) > 0 {
			n.say(note, runs, first)
			first = false
		}
		runs = nil
	}
	for i, p := range note.Parts {
		if p.Cue.Kind == deck.NoCue {
			runs = addRun(runs, p.Text, p.Strong)
			continue
		}
		flush()
		n.cue(p.Cue)
		if i == silence {
			n.add(n.silence)
			n.silent = true
		}
	}
	flush()
}

// voice begins a part where the words are another's.
func (n *noter) voice(label string) {
	if last := len(n.parts) - 1; last >= 0 && n.parts[last].Voice == label {
		return
	}
	n.parts = append(n.parts, Part{Title: notesTitle(label), Voice: label})
	n.said = false
}

// notesTitle makes a title of a label.
func notesTitle(label string) string {
	if label == "notes" {
		return "Notes"
	}
	return "Notes (" + label + ")"
}

func (n *noter) add(b Block) {
	if len(n.parts) == 0 {
		n.parts = []Part{{}}
	}
	p := &n.parts[len(n.parts)-1]
	p.Blocks = append(p.Blocks, b)
	n.said = b.Kind == Say
}

func (n *noter) quote(note deck.Note) {
	var runs []Run
	for _, p := range note.Parts {
		runs = addRun(runs, p.Text+p.Cue.String(), p.Strong)
	}
	if runs = trimmed(runs); len(runs) > 0 {
		n.add(Block{Kind: Quote, Marker: marker(note), Level: note.Level, Runs: runs})
	}
}

// say writes words to say, with the cue where something else came before them.
func (n *noter) say(note deck.Note, runs []Run, first bool) {
	b := Block{Kind: Say, Level: note.Level, Runs: runs}
	if first {
		b.Marker = marker(note)
	}
	if !n.said {
		b.Cue = "SAY"
	}
	n.add(b)
}

// marker is what stands ahead of a note that is an item of a list.
func marker(note deck.Note) string {
	switch {
	case !note.Item:
		return ""
	case note.Number != "":
		return oneLine(note.Number)
	}
	return "-"
}

func (n *noter) cue(c deck.Cue) {
	text := oneLine(c.Text)
	switch c.Kind {
	case deck.CuePause:
		n.add(Block{Kind: Direction, Cue: "PAUSE", Runs: plain(InWords(c.For))})
	case deck.CueWait:
		n.add(Block{Kind: Direction, Cue: "WAIT", Runs: words(text)})
	case deck.CueDo:
		n.add(do(text))
	case deck.CueNext:
		n.press(text)
	case deck.NoCue:
	}
}

// doNot is the cue of what is not to be done.
const doNot = "DO NOT"

// do is a thing to do, or not to do: "do not cut it short".
func do(text string) Block {
	for _, not := range []string{"do not ", "don't ", "don’t "} {
		if len(text) > len(not) && strings.EqualFold(text[:len(not)], not) {
			return Block{Kind: Direction, Cue: doNot, Runs: words(text[len(not):])}
		}
	}
	return Block{Kind: Direction, Cue: "DO", Runs: words(text)}
}

// during says of a silence with things to do right behind it that they are to be done while it lasts.
func (n *noter) during() {
	for _, p := range n.parts {
		for i, b := range p.Blocks[:max(len(p.Blocks)-1, 0)] {
			if next := p.Blocks[i+1].Cue; b.Cue == "SILENCE" && (next == "DO" || next == doNot) {
				p.Blocks[i].Runs = plain(b.Text() + ". During it:")
			}
		}
	}
}

// words is text as runs, nil where there is none.
func words(text string) []Run {
	if text == "" {
		return nil
	}
	return plain(text)
}

// press writes that next is pressed, and what comes.
func (n *noter) press(text string) {
	n.presses++
	b := Block{Kind: Direction, Cue: "NEXT SLIDE", Runs: words(text)}
	switch {
	case n.presses < n.s.Steps:
		b.Cue = "NEXT STEP"
		if text == "" {
			b.Runs = words(n.comes(n.presses))
		}
	case n.last():
		b.Cue = "END"
	}
	n.add(b)
}

// last reports whether no slide comes by pressing next.
func (n *noter) last() bool { return n.d.Heads[n.i].Closing || n.i == n.d.Len()-1 }

// longComes is the longest text, in bytes, that is repeated to say what comes.
const longComes = 60

// comes says what a step shows: its words where they are few, and otherwise its number.
func (n *noter) comes(step int) string {
	if n.s.Layout == deck.LayoutReflection {
		return "the shape starts to fill"
	}
	if text := sentences(shownAt(n.s.Blocks, step)); text != "" && len(text) <= longComes {
		return text
	}
	return "step " + strconv.Itoa(step+1)
}

// shownAt is the words that come with a step.
func shownAt(blocks []deck.Block, step int) []string {
	var out []string
	for _, b := range blocks {
		if b.Step == step {
			out = append(out, deck.PlainText(b.Spans))
		}
		for _, it := range b.Items {
			if it.Step == step {
				out = append(out, deck.PlainText(it.Spans))
			}
			out = append(out, shownAt(it.Blocks, step)...)
		}
		out = append(out, shownAt(b.Blocks, step)...)
	}
	return out
}

// fewPresses are as many as are written one by one.
const fewPresses = 3

// end writes what the notes leave unsaid: that there are none, a silence, and the presses that lead on.
func (n *noter) end() {
	if len(n.parts) == 0 {
		n.add(Block{Runs: plain("This slide has no notes.")})
	}
	if left := n.s.Steps - 1 - n.presses; left > fewPresses {
		n.add(Block{Kind: Direction, Cue: "NEXT STEP", Runs: plain(counted(left, "time"))})
		n.presses += left
	}
	for n.presses < n.s.Steps-1 {
		n.press("")
	}
	if !n.silent {
		n.add(n.silence)
	}
	if n.presses < n.s.Steps && !n.last() {
		n.press("")
	}
	n.during()
}
