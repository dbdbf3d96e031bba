package markdown

import (
	"bytes"

	"assembly/internal/deck"
)

// raw is a slide before it is parsed: its position, and the little that a talk needs to know about it.
type raw struct {
	start, end int // offsets of its lines
	first      int // offset of the first that is not blank
	line       int // number of the line at start
	steps      int
	named      deck.Layout
	page       *page // what has been read of it, until the deck asks for it
	silent     bool  // has a silence, so it is a reflection unless named otherwise
}

func (r *raw) pos(b *book) deck.Pos {
	return b.positions(r.start, r.first+1, r.line).pos(r.first)
}

// stepCounter counts reveal steps. The scanner and the parser share it, so they agree.
type stepCounter struct {
	steps   int // pauses that reveal something
	begun   bool
	pending bool
}

// text records that something is shown, and reports whether it begins a step.
func (c *stepCounter) text() bool {
	begins := c.pending
	if begins {
		c.steps++
	}
	c.begun, c.pending = true, false
	return begins
}

// pause reports whether a pause counts: something is shown before it, since the last one.
func (c *stepCounter) pause() bool {
	if !c.begun || c.pending {
		return false
	}
	c.pending = true
	return true
}

// scanner finds the slides of a deck without parsing them.
type scanner struct {
	book *book
	lex  *lexer

	cur     raw
	counter stepCounter
	shown   bool // something of the slide is shown
	told    bool // it has a comment or notes
	notes   bool // after ???
	skip    bool
	eager   bool // its settings may matter to its head
	count   int  // slides seen
}

// scan finds the slides from an offset on.
func (b *book) scan(body int) {
	line := 1 + bytes.Count(b.text[:body], []byte("\n"))
	s := &scanner{book: b, lex: newLexer(b.text, body, line)}
	s.begin()
	for {
		t := s.lex.next()
		switch t.kind {
		case tokenText:
			s.text(t)
		case tokenComment:
			s.comment(t)
		case tokenPause:
			s.touch(t)
			s.pause()
		case tokenNotes:
			s.touch(t)
			s.told, s.notes = true, true
		case tokenBreak:
			s.slideBreak(t)
		case tokenEnd:
			s.finish(t)
			return
		}
		if len(b.raws) > maxSlides || b.unreadable {
			s.tooMany()
			return
		}
	}
}

// begin starts a slide at the lexer's position.
func (s *scanner) begin() {
	s.lex.reset()
	cur := raw{start: s.lex.pos, line: s.lex.line, first: -1}
	*s = scanner{book: s.book, lex: s.lex, count: s.count, cur: cur}
}

// touch records where the first line is that is not blank.
func (s *scanner) touch(t token) {
	if s.cur.first < 0 {
		s.cur.first = t.start + indentation(s.book.text[t.start:t.end])
	}
}

func (s *scanner) text(t token) {
	s.touch(t)
	if s.notes {
		return
	}
	s.shown = true
	s.counter.text()
}

func (s *scanner) pause() {
	if !s.notes {
		s.counter.pause()
	}
}

// comment reads a comment only as far as the head of the slide depends on it.
func (s *scanner) comment(t token) {
	if t.open {
		s.unclosedComment(t)
		return
	}
	s.touch(t)
	body := s.book.text[t.start+4 : max(t.start+4, t.end-3)]
	switch w := bareWord(body); {
	case w == "end_slide" && t.alone:
		s.standsAlone(t)
		s.slideBreak(t)
		return
	case w == "skip_slide":
		s.skip = true
	case isPauseWord(w) && t.alone:
		s.pause()
		return
	}
	s.told = true
	s.eager = s.eager || mayNameLayout(body)
}

// bareWord returns the text of a comment when it is short, and "" otherwise.
func bareWord(body []byte) string {
	body = bytes.Trim(body, " \t\n")
	if len(body) > 16 {
		return ""
	}
	return string(body)
}

func isPauseWord(w string) bool { return w == "pause" || w == "stop" }

// mayNameLayout reports whether a comment may contain a setting that changes the head of a slide.
func mayNameLayout(body []byte) bool {
	return hasKey(body, "layout") || hasKey(body, "silence") || hasKey(body, "skip")
}

// hasKey reports whether a word is followed by a colon.
func hasKey(body []byte, key string) bool {
	for {
		i := bytes.Index(body, []byte(key))
		if i < 0 {
			return false
		}
		body = bytes.TrimLeft(body[i+len(key):], "\"' \t\n")
		if len(body) > 0 && body[0] == ':' {
			return true
		}
	}
}

// standsAlone refuses a comment that ends a slide and shares its line with another comment: part of
// that one would belong to no slide.
func (s *scanner) standsAlone(t token) {
	text := s.book.text
	before := text[bytes.LastIndexByte(text[:t.start], '\n')+1 : t.start]
	behind, _, _ := bytes.Cut(text[t.end:], []byte("\n"))
	if !isQuotePrefix(before) || indentation(behind) < len(behind) {
		s.book.diags.add(s.at(t.start), deck.Error, "<!-- end_slide --> must be on a line of its own")
	}
}

// slideBreak ends a slide at the token, and skips the settings that Slidev puts there.
func (s *scanner) slideBreak(t token) {
	if t.kind == tokenBreak && !t.alone {
		s.warnAt(t.start, "this line ends the slide, but some tools read it as the underline of a heading: put an empty line above it")
	}
	if t.kind == tokenComment {
		s.lex.advance(s.lex.lineEnd(t.end))
	}
	s.end(t.start, false)
	s.begin()
	if n := slidevBlock(s.book.text[s.lex.pos:]); n > 0 && t.kind == tokenBreak {
		s.warnAt(s.lex.pos, "settings of a slide between two lines --- are not used: write them as a comment, <!-- layout: message -->")
		s.lex.line += bytes.Count(s.book.text[s.lex.pos:s.lex.pos+n], []byte("\n"))
		s.lex.pos += n
		s.begin()
	}
}

// end adds the slide that ends at an offset.
func (s *scanner) end(at int, last bool) {
	at = bytes.LastIndexByte(s.book.text[:at], '\n') + 1
	if last {
		at = len(s.book.text)
	}
	b := s.book
	s.cur.end = max(at, s.cur.start)
	if !s.shown && !s.told {
		if !last && s.count > 0 {
			b.diags.add(deck.Pos{File: b.name, Line: s.cur.line, Col: 1}, deck.Warning, "this slide is empty and was left out")
		}
		return
	}
	s.count++
	s.cur.steps = s.counter.steps + 1
	if s.eager && b.headSettings(&s.cur) || s.skip {
		return
	}
	if s.shown || s.cur.silent || s.cur.named == deck.LayoutReflection {
		b.shown = true
	} else {
		b.commented = true
		s.warnAt(s.cur.first, "this slide has notes and nothing to show: the hall would be blank")
	}
	b.raws = append(b.raws, s.cur)
}

// finish adds the last slide.
func (s *scanner) finish(t token) {
	s.end(len(s.book.text), true)
	if !t.open {
		return
	}
	sev, more := deck.Warning, ""
	if breaksInside(s.book.text[t.start:]) {
		sev, more = deck.Error, "; the slides below it are in the code"
	}
	s.book.diags.add(s.at(t.start), sev, "this code fence is never closed%s: close it with a line of the same marks", more)
}

// breaksInside reports whether there are slide breaks in a code fence that is never closed.
func breaksInside(code []byte) bool {
	return bytes.Contains(code, []byte("\n---\n")) || bytes.Contains(code, []byte("<!-- end_slide -->"))
}

func (s *scanner) unclosedComment(t token) {
	s.book.unreadable = true
	s.book.diags.add(s.at(t.start), deck.Error, "this comment is never closed: write --> at its end, or \\<!-- to show the mark itself")
}

func (s *scanner) tooMany() {
	b := s.book
	if !b.unreadable {
		b.diags.add(b.raws[maxSlides].pos(b), deck.Error, "this deck has more than %d slides", maxSlides)
	}
	b.unreadable, b.raws = true, nil
}

// at returns the position of an offset; it counts lines from the start of the slide.
func (s *scanner) at(off int) deck.Pos {
	return s.book.positions(s.cur.start, min(off+1, len(s.book.text)), s.cur.line).pos(off)
}

func (s *scanner) warnAt(off int, message string) {
	if s.book.diags.room(deck.Warning) {
		s.book.diags.add(s.at(off), deck.Warning, "%s", message)
	}
}

// heads returns what a talk needs to know about each slide.
func (b *book) heads() []deck.Head {
	heads := make([]deck.Head, len(b.raws))
	for i, r := range b.raws {
		heads[i] = deck.Head{
			Pos:     r.pos(b),
			Steps:   r.steps,
			Closing: i == b.closing,
		}
	}
	return heads
}
