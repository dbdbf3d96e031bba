package markdown

import (
	"strconv"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// openNotes opens an element of HTML that is notes for the speaker. They are never shown, so what cannot be read
// as notes is left out.
func (c *composer) openNotes(t tag) {
	c.flush()
	if c.followNotes(t); c.notes() != nil {
		return
	}
	if c.push(elementNotes, c.top().kind) {
		c.top().name, c.top().block.Pos = t.name, c.page.book.pos(c.page.shown.source(t.off))
		return
	}
	c.in.tag(t)
}

// notes is the element of notes that is open, nil for none.
func (c *composer) notes() *element {
	for _, e := range c.open {
		if e.kind == elementNotes {
			return e
		}
	}
	return nil
}

// followNotes closes the notes at the end of their element.
func (c *composer) followNotes(t tag) {
	e := c.notes()
	switch {
	case e == nil || e.name != t.name || t.empty:
	case !t.end:
		e.nested++
	case e.nested > 0:
		e.nested--
	default:
		for c.notes() != nil {
			c.close()
		}
	}
}

// followAside finds an </aside> that closes nothing: its notes were opened on another slide, so they would be
// shown.
func (c *composer) followAside(t tag) {
	switch {
	case t.name != "aside" || c.notes() != nil:
	case !t.end || c.page.asides > 0:
		c.page.countAside(t)
	default:
		c.page.errorf(c.page.shown.source(t.off), "this closes nothing, and the lines above it would be shown to everyone: open the notes on this slide, and end the slide below them")
	}
}

// countAside counts the elements of the name that are open.
func (p *page) countAside(t tag) {
	if !t.end {
		p.asides++
	} else if p.asides > 0 {
		p.asides--
	}
}

// addBlocks adds blocks to the notes of the slide.
func (p *page) addBlocks(blocks []deck.Block) {
	if p.slide.Notes == nil {
		p.slide.Notes = deck.Notes{}
	}
	notes := notesOf(blocks, deck.Guidance)
	for _, n := range notes {
		p.noted += len(n.String())
	}
	if !p.mergeNotes(map[string][]deck.Note{"": notes}) && len(notes) > 0 {
		p.warnLeftOut(notes[0].Pos)
	}
	if len(p.slide.Notes) == 0 {
		p.slide.Notes = nil
	}
}

// notesOf is blocks as notes in a voice; quotes are the letter's.
func notesOf(blocks []deck.Block, voice deck.Voice) []deck.Note {
	var out []deck.Note
	for _, b := range blocks {
		out = append(out, noteOf(b.Spans, voice, b.Pos)...)
		for line := range strings.Lines(b.Text) {
			out = append(out, noteOf([]deck.Span{{Text: line}}, voice, b.Pos)...)
		}
		for i, it := range b.Items {
			out = append(out, noteItem(b, i, append(noteOf(it.Spans, voice, b.Pos), notesOf(it.Blocks, voice)...))...)
		}
		for _, row := range b.Rows {
			for _, cell := range row {
				out = append(out, noteOf(cell, voice, b.Pos)...)
			}
		}
		out = append(out, notesOf(b.Blocks, deck.Letter)...)
	}
	return out
}

// noteItem is notes as those of item i of a list.
func noteItem(list deck.Block, i int, notes []deck.Note) []deck.Note {
	for n := range notes {
		notes[n].Level++
	}
	if len(notes) > 0 && !notes[0].Item {
		notes[0].Item = true
		if list.Ordered {
			notes[0].Number = strconv.Itoa(min(list.Start+i, maxNumber)) + "."
		}
	}
	return notes
}

// noteOf is spans as a note, none when they say nothing.
func noteOf(spans []deck.Span, voice deck.Voice, pos deck.Pos) []deck.Note {
	var items []inline
	for _, s := range spans {
		items = append(items, inline{Span: deck.Span{Text: s.Text, Strong: s.Strong}})
	}
	n := deck.Note{Voice: voice, Pos: pos}
	for _, it := range tidy(items) {
		n.Parts = append(n.Parts, deck.Part{Text: it.Text, Strong: it.Strong})
	}
	if len(n.Parts) == 0 {
		return nil
	}
	return []deck.Note{n}
}
