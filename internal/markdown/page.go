package markdown

import (
	"assembly/internal/deck"
)

// page is a slide that is being parsed.
type page struct {
	book         *book
	raw          *raw
	positions    *positions
	placeholders placeholders
	diags        sink
	said         map[string]bool // kinds of warning that were given

	shown    excerpt // what goldmark sees
	behind   excerpt // what follows ???
	starts   []int   // offsets in shown where each reveal step after the first begins
	reveals  []bool  // by step: whether something is shown first at it
	comments []token
	maps     []Settings // the comments that are settings
	pictures int        // how many were found

	skip     bool
	parsed   bool
	namedAt  int // offset of the layout's name
	silentAt int
	slide    deck.Slide
}

// page reads a slide's comments, and separates them from its visible text.
func (b *book) page(r *raw) *page {
	p := &page{book: b, raw: r, positions: b.positions(r.start, r.end, r.line)}
	p.placeholders.values = b.meta.Fill
	p.placeholders.fail = func(off int, format string, args ...any) { p.errorf(off, format, args...) }
	p.slide.Pos = r.pos(b)
	if r.end-r.start > maxSource {
		p.errorf(r.first, "this slide is longer than %d MB with its notes: end each slide with a line ---", maxSource>>20)
		p.reveals = make([]bool, 1)
		return p
	}
	p.separate()
	for _, t := range p.comments {
		p.comment(t)
	}
	if len(p.behind.text) > 0 {
		p.addNotes(p.notes(p.behind.trimmed(false)))
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
	return p.slide, p.diags.list
}

// parsed is the page of slide i, read and parsed once.
func (b *book) parsed(i int) *page {
	r := &b.raws[i]
	if r.page == nil {
		r.page = b.page(r)
	}
	if !r.page.parsed {
		r.page.raw, r.page.parsed = r, true
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
		for _, d := range p.diags.list {
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

func (p *page) errorf(off int, format string, args ...any) {
	p.diags.add(p.positions.pos(off), deck.Error, format, args...)
}

func (p *page) warnf(off int, format string, args ...any) {
	p.diags.add(p.positions.pos(off), deck.Warning, format, args...)
}

// warnOnce warns about one kind of thing once in a slide.
func (p *page) warnOnce(kind string, off int, format string, args ...any) {
	if p.said[kind] {
		return
	}
	if p.said == nil {
		p.said = map[string]bool{}
	}
	p.said[kind] = true
	p.warnf(off, format, args...)
}

// separate splits the slide into visible text, notes below ??? and comments.
func (p *page) separate() {
	text := p.book.text[:p.raw.end]
	lex := newLexer(text, p.raw.start, p.raw.line)
	s := &separator{page: p, text: text, from: p.raw.start, idle: -1, into: &p.shown}
	for t := lex.next(); t.kind != tokenEnd; t = lex.next() {
		s.token(t)
	}
	s.keep(len(text))
	if s.idle >= 0 {
		p.warnf(s.idle, "this pause has nothing after it to reveal")
	}
	p.reveals = make([]bool, len(p.starts)+1)
}

// separator copies each token of a slide to where it belongs.
type separator struct {
	page    *page
	text    []byte
	from    int      // everything before it has been copied or left out
	into    *excerpt // the destination
	counter stepCounter
	idle    int // the pause that waits for something to reveal, or -1
}

func (s *separator) token(t token) {
	switch {
	case t.kind == tokenText:
		s.shownText(t)
		return
	case t.kind == tokenPause, t.kind == tokenComment && s.page.isPause(t):
		s.pause(t)
	case t.kind == tokenComment:
		s.page.comments = append(s.page.comments, t)
	}
	s.keep(t.start)
	s.from = t.end
	if t.kind == tokenNotes {
		s.into = &s.page.behind
	}
}

// shownText records where a reveal step begins.
func (s *separator) shownText(t token) {
	p := s.page
	if s.into != &p.shown || !s.counter.text() {
		return
	}
	s.keep(t.start)
	s.idle = -1
	p.starts = append(p.starts, len(p.shown.text))
}

func (s *separator) pause(t token) {
	if s.into == &s.page.shown && s.counter.pause() {
		s.idle = t.start
		return
	}
	s.page.warnf(t.start, "this pause has nothing before it")
}

// keep copies the text up to an offset.
func (s *separator) keep(to int) {
	if to > s.from {
		s.page.placeholders.appendFilled(s.into, s.text[s.from:to], s.from)
		s.from = to
	}
}

// isPause reports whether a comment is a pause on a line of its own.
func (p *page) isPause(t token) bool {
	return t.alone && isPauseWord(bareWord(p.body(t)))
}

// body returns the text of a comment.
func (p *page) body(t token) []byte {
	return p.book.text[t.start+4 : max(t.start+4, t.end-3)]
}
