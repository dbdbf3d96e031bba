package export

import (
	"fmt"
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/export/pptx"
	"github.com/westandtogether-assembly/assembly/internal/script"
)

// notes are those of a slide for the notes page: who speaks and when, and what is said and done, each block under its
// label. Of a slide whose steps are slides of their own each has the notes that belong to its step, or all of them where
// none do, as long as the steps are few; step -1 is the whole slide. The first slide says where the words come from.
func (e *Deck) notes(i, step int, section script.Section) []pptx.NoteParagraph {
	var out []pptx.NoteParagraph
	if i == 0 && step <= 0 && e.o.Statement != "" {
		out = append(out, noteParagraph(pptx.NoteRun{Text: "Before you present (not to be read out): ", Bold: true}, pptx.NoteRun{Text: e.o.Statement}))
	}
	facts := append([]string{e.number(i, step)}, section.Facts...)
	out = append(out, noteParagraph(pptx.NoteRun{Text: strings.Join(facts, " ")}))
	for _, p := range partsOf(step, section.Parts) {
		out = append(out, partNotes(p)...)
	}
	return out
}

// fewSteps is the most steps of a slide that repeat notes. A slide may have thousands of screens, and pages of notes.
const fewSteps = 8

// partsOf are the notes for a step of a slide, of all that it has.
func partsOf(step int, all []script.Part) []script.Part {
	if step < 0 {
		return all
	}
	own, says := ofStep(all, step)
	switch {
	case says:
		return own
	case step < fewSteps:
		return all
	}
	return []script.Part{{Blocks: []script.Block{{Runs: []script.Run{{Text: noneOfItsOwn}}}}}}
}

const noneOfItsOwn = "This step has no notes of its own. Any notes for the slide are with its earlier steps."

// number is which slide of the script a slide is.
func (e *Deck) number(i, step int) string {
	if step < 0 {
		return fmt.Sprintf("Slide %d of the script.", i+1)
	}
	return fmt.Sprintf("Slide %d of the script, step %d.", i+1, step+1)
}

// ofStep are the notes that belong to a step: those between two presses of next. The press itself leads to a slide here. It
// reports false where nothing is said among them.
func ofStep(parts []script.Part, step int) (own []script.Part, says bool) {
	presses := 0
	for _, p := range parts {
		var blocks []script.Block
		for _, b := range p.Blocks {
			if presses == step {
				blocks, says = append(blocks, toSlide(b)), says || b.Kind == script.Say
			}
			if isPress(b) {
				presses++
			}
		}
		if len(blocks) > 0 {
			p.Blocks = blocks
			own = append(own, p)
		}
	}
	return own, says
}

func isPress(b script.Block) bool { return b.Cue == script.NextStep || b.Cue == script.NextSlide }

func toSlide(b script.Block) script.Block {
	if b.Cue == script.NextStep {
		b.Cue = script.NextSlide
	}
	return b
}

// partNotes are the paragraphs of one part, under its title.
func partNotes(p script.Part) []pptx.NoteParagraph {
	var out []pptx.NoteParagraph
	if p.Title != "" {
		out = append(out, noteParagraph(pptx.NoteRun{Text: p.Title, Bold: true}))
	}
	for _, b := range p.Blocks {
		out = append(out, blockNotes(b))
	}
	return out
}

func blockNotes(b script.Block) pptx.NoteParagraph {
	var runs []pptx.NoteRun
	if lead := strings.Join(slices.DeleteFunc([]string{b.Cue, b.Marker}, func(s string) bool { return s == "" }), " "); lead != "" {
		runs = append(runs, pptx.NoteRun{Text: lead + " ", Bold: true})
	}
	for _, r := range b.Runs {
		runs = append(runs, pptx.NoteRun{Text: cell.Whole(r.Text), Bold: r.Strong})
	}
	out := noteParagraph(runs...)
	out.Level = b.Level
	return out
}

func noteParagraph(runs ...pptx.NoteRun) pptx.NoteParagraph { return pptx.NoteParagraph{Runs: runs} }
