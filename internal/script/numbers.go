package script

import (
	"cmp"
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/slides/rules"
)

// numbers is the last page: the closing slide's numbers, large, and below them those that only the notes name.
func (w *writer) numbers() (Section, bool) {
	i := w.d.Closing()
	if i < 0 {
		return Section{}, false
	}
	blocks := numbersOf(w.d.PublicSlide(i))
	if len(blocks) == 0 {
		return Section{}, false
	}
	blocks = append(blocks, w.alsoNamed(blocks)...)
	return Section{Title: "Numbers to call", Alone: true, Parts: []Part{{Blocks: blocks}}}, true
}

// numbersOf is the lines of a closing slide that have a number.
func numbersOf(s deck.PublicSlide) []Block {
	var out []Block
	for _, r := range s.Rows {
		if number := oneLine(r.Number); number != "" {
			out = append(out, Block{Kind: Number, Marker: number, Runs: plain(oneLine(r.Label)), Apart: r.Apart})
		}
	}
	return out
}

// alsoNamed is a line with the numbers to call that the notes name, and the closing slide does not.
func (w *writer) alsoNamed(closing []Block) []Block {
	var known []string
	for _, b := range closing {
		known = append(known, digitsOf(b.Marker))
	}
	runs := []Run{{Text: "Also named in the notes: "}}
	for i := range w.d.Len() {
		for _, note := range w.d.Slide(i).Notes.For(w.o.Phase) {
			for _, n := range rules.FindNumbers(wordsOf(note)) {
				written, name, ok := rules.ToCall(n)
				if !ok || slices.Contains(known, digitsOf(written)) {
					continue
				}
				known = append(known, digitsOf(written))
				runs = append(runs, Run{oneLine(written), true}, Run{Text: inBrackets(name) + ", "})
			}
		}
	}
	if len(runs) == 1 {
		return nil
	}
	last := &runs[len(runs)-1]
	last.Text = strings.TrimSuffix(last.Text, ", ")
	return []Block{{Runs: trimmed(runs)}}
}

// wordsOf is the words of a note and of its cues.
func wordsOf(n deck.Note) string {
	var out []string
	for _, p := range n.Parts {
		out = append(out, cmp.Or(p.Text, " "+p.Cue.Text+" "))
	}
	return strings.Join(out, "")
}

func inBrackets(text string) string {
	if text == "" {
		return ""
	}
	return " (" + text + ")"
}

func digitsOf(number string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, number)
}
