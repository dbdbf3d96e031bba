package markdown

import (
	"github.com/westandtogether-assembly/assembly/internal/deck"

	"github.com/yuin/goldmark/ast"
)

type page struct {
	raw          raw
	placeholders placeholders
	sink

	shown    excerpt    // what goldmark sees
	behind   excerpt    // what follows ???
	starts   []int      // offsets in shown where each reveal step after the first begins
	reveals  []bool     // by step: whether something is shown first at it
	maps     []Settings // the comments that are settings
	told     []told     // the notes in comments
	noted    int        // bytes of notes that were read
	at       token      // the comment that is read
	pictures int        // how many were found
	asides   int        // elements of HTML that are open, beside those of notes
	gone     bool       // one is left out, without words in its place
	openCode bool       // a block of HTML has begun code that has not ended: it may go on below, as other tools read it

	footnotes ast.Node       // in the order of the text, nil for none
	left      []string       // kinds of HTML that are left out
	leftAt    int            // offset of the first in the source
	lower     []byte         // shown in lower case, once an end has been looked for
	ends      map[string]int // offset of the last end tag of an element
	aside     string         // the element of notes that is open at the end of a chunk, "" for none

	fullOfNotes bool // there is no room for further notes

	skip     bool
	parsed   bool
	namedAt  int // offset of the layout's name
	silentAt int
	smallAt  int // of its own header or footer
	slide    deck.Slide
}

// page reads a slide's comments, and separates them from its visible text.
func (b *book) page(r *raw) *page {
	p := &page{sink: sink{book: b}, raw: *r}
	p.placeholders = placeholders{values: b.meta.Fill, sink: &p.sink}
	p.slide.Pos = b.pos(r.first)
	p.slide.Header, p.slide.Footer = b.header, b.footer
	if r.full || r.end-r.start > maxSource {
		p.errorf(r.first, "this slide is longer than %d MB, or has more than %d comments: end each slide with a line ---", maxSource>>20, maxTokens)
		p.reveals = make([]bool, 1)
		return p
	}
	p.separate()
	p.shown = *bulleted(&p.shown, p.starts)
	p.warnNotesLines()
	p.slide.Notes = deck.Notes{}
	for _, t := range r.tokens {
		if t.kind == tokenComment {
			p.comment(t)
		}
	}
	if len(p.behind.text) > 0 {
		below := p.behind.trimmed(false)
		if !p.mergeNotes(map[string][]deck.Note{"": p.notes(below)}) {
			p.warnLeftOut(p.book.pos(below.source(0)))
		}
	}
	if len(p.slide.Notes) == 0 {
		p.slide.Notes = nil
	}
	return p
}

// load parses slide i for the deck.
func (b *book) load(i int) (deck.Slide, []deck.Diagnostic) {
	p := b.parsed(i)
	b.raws[i].page = nil
	switch layout := p.slide.Layout; {
	case layout == deck.LayoutClosing && i != b.closing:
		p.warnf(p.namedAt, "layout: a deck has one closing slide, the last that is named so; this one is shown as text")
	case layout != "" && layout != deck.LayoutReflection && p.slide.Silence != nil:
		p.warnf(p.silentAt, "silence: only a reflection has one, and this slide's layout is %s", layout)
	}
	if p.smallAt > 0 && (i == b.closing || p.slide.Layout == deck.LayoutReflection || p.slide.Layout == "" && p.slide.Silence != nil) {
		p.warnf(p.smallAt, "a closing slide and a reflection have no header and no footer: this one is not shown")
	}
	return p.slide, p.list
}

// parsed is the page of slide i, read and parsed once.
func (b *book) parsed(i int) *page {
	r := &b.raws[i]
	if r.page == nil {
		r.page = b.page(r)
	}
	if !r.page.parsed {
		r.page.parsed = true
		r.page.parse()
	}
	return r.page
}

// headSettings reads the settings that the head of a slide needs, and reports whether the
// slide is skipped.
func (b *book) headSettings(r *raw) (skip bool) {
	p := b.page(r)
	if p.skip {
		// Nobody parses it again, so its mistakes are reported here.
		for _, d := range p.list {
			b.diags.add(d.Pos, d.Severity, "%s", d.Message)
		}
		return true
	}
	r.page = p
	r.named, r.silent = p.slide.Layout, p.slide.Silence != nil
	if r.named == deck.LayoutReflection || r.named == "" && r.silent {
		r.steps = max(r.steps, 2)
	}
	return false
}

// settleClosing decides which slide is the closing one: the last that is named so, or else the
// last slide of the deck when it looks like one.
func (b *book) settleClosing() {
	b.closing = -1
	for i, r := range b.raws {
		if r.named == deck.LayoutClosing {
			b.closing = i
		}
	}
	i := len(b.raws) - 1
	last := b.parsed(i).slide
	if b.closing < 0 && last.Layout == "" && !b.raws[i].silent && deck.Closes(last.Blocks) {
		b.closing = i
	}
}

// separate splits the slide into visible text, notes below ??? and comments.
func (p *page) separate() {
	into, from, idle := &p.shown, p.raw.start, -1
	keep := func(to int) {
		if to > from {
			p.placeholders.appendFilled(into, p.book.text[from:to], from)
		}
	}
	for _, t := range p.raw.tokens {
		keep(t.start)
		from = t.end
		switch t.kind {
		case tokenStep:
			idle = -1
			p.starts = append(p.starts, len(p.shown.text))
		case tokenPause:
			idle = t.start
		case tokenIdle:
			p.warnf(t.start, "this pause has nothing before it")
		case tokenNotes:
			into = &p.behind
		}
	}
	keep(p.raw.end)
	if idle >= 0 {
		p.warnf(idle, "this pause has nothing after it to reveal")
	}
	p.reveals = make([]bool, len(p.starts)+1)
}
