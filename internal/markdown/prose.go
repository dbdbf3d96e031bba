package markdown

import (
	"bytes"
	"cmp"
	"slices"
)

// Prose is a stretch of one line of a deck's file that is words: a part of a paragraph, an item, a cell, a heading or a
// note. No code, HTML, formula, address, title of a link, setting or mark of Markdown is in it.
type Prose struct {
	Range
	Notes bool // of the notes
	Mark  bool // a pasted bullet that begins an item, with the white space around it
}

// ProseOf returns the stretches of prose of a deck's file, in order. Words in blocks of HTML are not among them, nor
// are those that the deck's reader makes of something else, as it does of entities and blanks.
func ProseOf(file []byte, o Options) []Prose {
	o.Lazy = maxSlides
	b := newBook(o)
	b.prose = &proseReader{}
	if d, _ := b.parse(file, o); d == nil { // The errors of a deck that can be told apart do not matter here.
		return nil
	}
	return b.prose.all(b)
}

// proseReader collects the prose of a deck while it is read.
type proseReader struct{ runs []proseRun }

// proseRun is a stretch of the book's text.
type proseRun struct {
	from, to    int
	notes, mark bool
}

// text takes note of the words e.text[from:to], as far as the source has them as they are.
func (r *proseReader) text(b *book, e *excerpt, from, to int, notes bool) {
	for i := from; i < to; i++ {
		if !e.written(b.text, i) {
			continue
		}
		start := i
		for i+1 < to && e.from[i+1] == e.from[i]+1 && e.written(b.text, i+1) {
			i++
		}
		r.runs = append(r.runs, proseRun{from: int(e.from[start]), to: int(e.from[i]) + 1, notes: notes})
	}
}

// written reports whether a byte of an excerpt is one of the source, and not the end of a line.
func (e *excerpt) written(source []byte, i int) bool {
	at := int(e.from[i])
	return e.text[i] != '\n' && at < len(source) && source[at] == e.text[i] && !e.stands(i)
}

// stands reports whether a byte of an excerpt is part of a text that stands for what is at one offset.
func (e *excerpt) stands(i int) bool {
	return i > 0 && e.from[i-1] == e.from[i] || i+1 < len(e.from) && e.from[i+1] == e.from[i]
}

// item takes note of the mark of an item whose text is at an offset, if it is a pasted one.
func (r *proseReader) item(b *book, e *excerpt, off int, notes bool) {
	off = min(off, len(e.text))
	i := bytes.LastIndexByte(e.text[:off], '\n') + 1
	i += indentation(e.text[i:off])
	if i+2 >= len(e.text) || e.text[i] != '-' || !e.stands(i) {
		return
	}
	mark := int(e.from[i])
	line := bytes.LastIndexByte(b.text[:mark], '\n') + 1
	if to := int(e.from[i+2]); isBlank(b.text[line:mark]) && to > mark && bytes.IndexByte(b.text[mark:to], '\n') < 0 {
		r.runs = append(r.runs, proseRun{from: line, to: to, notes: notes, mark: true})
	}
}

// all are the stretches in the file. Words that are beside each other are one.
func (r *proseReader) all(b *book) []Prose {
	slices.SortFunc(r.runs, func(a, b proseRun) int { return cmp.Or(a.from-b.from, a.to-b.to) })
	var joined []proseRun
	for _, run := range r.runs {
		n := len(joined) - 1
		if n >= 0 && run.from <= joined[n].to && run.mark == joined[n].mark && run.notes == joined[n].notes {
			joined[n].to = max(joined[n].to, run.to)
			continue
		}
		joined = append(joined, run)
	}
	var out []Prose
	for _, run := range joined {
		if b.exact(run.from, run.to) {
			out = append(out, Prose{Range: b.span(run.from, run.to), Notes: run.notes, Mark: run.mark})
		}
	}
	return out
}
