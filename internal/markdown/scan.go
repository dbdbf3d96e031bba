package markdown

import (
	"bytes"
	"unicode/utf8"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// raw is a slide before it is parsed: its position, and the little that a talk needs to know about it.
type raw struct {
	start, end int     // offsets of its lines
	first      int     // offset of the first that is not blank
	tokens     []token // its comments, pauses and steps, and where its notes begin
	open       bool    // a code fence in it is never closed
	full       bool    // it has more tokens than are kept
	steps      int
	rows       int // that its text takes on a screen, about
	named      deck.Layout
	page       *page // what has been read of it, until the deck asks for it
	silent     bool  // has a silence, so it is a reflection unless named otherwise
}

// scanner finds the slides of a deck without parsing them.
type scanner struct {
	book *book
	lex  *lexer

	cur     raw
	tokens  int  // of the slides before
	shown   bool // something of the slide is shown
	pending bool // a pause waits for something to reveal
	told    bool // it has a comment or notes
	notes   bool // after ???
	skip    bool
	eager   bool // its settings may matter to its head
	count   int  // slides seen

	fence  int  // offset of the line of a code fence that was looked at
	fenced bool // there was one
	drawn  bool // it is shown as a diagram
}

// scan finds the slides from an offset on.
func (b *book) scan(body int) {
	s := &scanner{book: b, lex: newLexer(b.text, body)}
	b.raws = make([]raw, 0, min(bytes.Count(b.text, []byte("\n---\n"))+1, maxSlides+1))
	b.tokens = make([]token, 0, min(bytes.Count(b.text, []byte("<!--")), maxSlides)) // Most are comments.
	s.begin()
	for {
		t := s.lex.next()
		switch t.kind {
		case tokenBreak:
			s.slideBreak(t)
		case tokenEnd:
			s.finish(t)
			return
		default:
			s.token(t)
		}
		if len(b.raws) > maxSlides && !b.unreadable {
			b.refuse(b.raws[maxSlides].first, "this deck has more than %d slides", maxSlides)
		}
		if b.unreadable {
			return
		}
	}
}

func (s *scanner) begin() {
	s.lex.reset()
	cur := raw{start: s.lex.pos, first: -1, steps: 1}
	*s = scanner{book: s.book, lex: s.lex, count: s.count, cur: cur, tokens: len(s.book.tokens)}
}

// token takes note of a token of the slide, and keeps it when the parser needs it.
func (s *scanner) token(t token) {
	if t.open {
		s.book.refuse(t.start, "this comment is never closed: write --> at its end, or \\<!-- to show the mark itself")
		return
	}
	if s.cur.first < 0 {
		s.cur.first = t.start + indentation(s.book.text[t.start:t.end])
	}
	switch t.kind {
	case tokenText:
		s.text(t)
	case tokenComment:
		s.comment(t)
	case tokenPause:
		s.pause(t)
	case tokenNotes:
		s.told, s.notes = true, true
		s.keep(t)
	}
}

// keep keeps a token, unless the slide is too long to be read.
func (s *scanner) keep(t token) {
	s.cur.full = s.cur.full || t.end-s.cur.start > maxSource || len(s.book.tokens)-s.tokens >= maxTokens
	if !s.cur.full {
		s.book.tokens = append(s.book.tokens, t)
	}
}

// text records that something is shown, and where it begins a step.
func (s *scanner) text(t token) {
	if s.notes {
		return
	}
	if s.pending {
		s.cur.steps++
		s.keep(token{kind: tokenStep, start: t.start, end: t.start})
	}
	if s.draws() {
		s.shown, s.pending = true, false
		return
	}
	if hidden := s.lex.raw == "script" || s.lex.raw == "style"; !hidden || t.start >= s.lex.html {
		s.cur.rows += s.book.rows(t)
	}
	if s.lex.fence.marks == nil && t.end > s.lex.html {
		s.book.define(t)
	}
	s.shown, s.pending = true, false
}

// draws reports whether a line is in a code fence that is shown as "(a diagram)", and counts the rows of those words.
func (s *scanner) draws() bool {
	f := s.lex.fence
	if f.marks == nil {
		return false
	}
	if s.fence != f.from || !s.fenced {
		line, _ := cutLine(s.book.text, f.from)
		_, info, _ := bytes.Cut(line, f.marks)
		if s.fence, s.fenced, s.drawn = f.from, true, isDiagram(languageOf(info)); s.drawn {
			s.cur.rows += 2 // Its words, and the gap above them.
		}
	}
	return s.drawn
}

// pause records a pause, which counts when something is shown before it since the last one.
func (s *scanner) pause(t token) {
	t.kind = tokenPause
	if s.notes || !s.shown || s.pending {
		t.kind = tokenIdle
	}
	s.pending = s.pending || t.kind == tokenPause
	s.keep(t)
}

// comment reads a comment only as far as the head of the slide depends on it.
func (s *scanner) comment(t token) {
	body := s.book.body(t)
	switch w := bareWord(body); {
	case w == "end_slide" && t.alone:
		s.standsAlone(t)
		s.slideBreak(t)
		return
	case w == "skip_slide":
		s.skip = true
	case (w == "pause" || w == "stop") && t.alone:
		s.pause(t)
		return
	}
	s.told = true
	s.eager = s.eager || mayNameLayout(body)
	s.keep(t)
}

// body is what is in a comment.
func (b *book) body(t token) []byte { return b.text[t.from:max(t.from, t.to)] }

// bareWord returns the text of a comment when it is short, and "" otherwise.
func bareWord(body []byte) string {
	body = bytes.Trim(body, " \t\n")
	if len(body) > 16 {
		return ""
	}
	return string(body)
}

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
	if !isQuotePrefix(before) || !isBlank(behind) {
		s.book.diags.errorf(t.start, "<!-- end_slide --> must be on a line of its own")
	}
}

// slideBreak ends a slide at the token.
func (s *scanner) slideBreak(t token) {
	if t.kind == tokenBreak && !t.alone {
		s.book.diags.warnf(t.start, "this line ends the slide, but some tools read it as the underline of a heading: put an empty line above it")
	}
	if t.kind == tokenComment {
		s.lex.advance(s.lex.lineEnd(t.end))
	}
	s.end(bytes.LastIndexByte(s.book.text[:t.start], '\n') + 1)
	s.begin()
}

// end adds the slide that ends at an offset.
func (s *scanner) end(at int) {
	b := s.book
	s.cur.end = max(at, s.cur.start)
	if !s.shown && !s.told {
		if at < len(b.text) && s.count > 0 {
			b.diags.warnf(s.cur.start, "this slide is empty and was left out")
		}
		return
	}
	s.count++
	s.cur.tokens = b.tokens[s.tokens:]
	if s.eager && b.headSettings(&s.cur) || s.skip {
		return
	}
	if s.shown || s.cur.silent || s.cur.named == deck.LayoutReflection {
		b.shown = true
	} else {
		b.commented = true
		s.book.diags.warnf(s.cur.first, "this slide has notes and nothing to show: the hall would be blank")
	}
	b.raws = append(b.raws, s.cur)
}

func (s *scanner) finish(t token) {
	s.cur.open = t.open
	s.end(len(s.book.text))
	if !t.open {
		return
	}
	sev, more, code := deck.Warning, "", s.book.text[t.start:]
	if bytes.Contains(code, []byte("\n---\n")) || bytes.Contains(code, []byte("<!-- end_slide -->")) {
		sev, more = deck.Error, "; the slides below it are in the code"
	}
	s.book.diags.say(sev, t.start, "this code fence is never closed%s: close it with a line of the same marks", more)
}

// heads returns what a talk needs to know about each slide.
func (b *book) heads() []deck.Head {
	heads := make([]deck.Head, len(b.raws))
	for i, r := range b.raws {
		heads[i] = deck.Head{Pos: b.pos(r.first), Steps: r.steps, Closing: i == b.closing}
		if n := r.screens(); n > 1 && i != b.closing {
			heads[i].Steps, heads[i].Screens = n, n
			b.diags.warnf(r.first, "this slide has more than a screen holds: it is shown on %d screens, one after the other", n)
		}
	}
	return heads
}

// rows is how many rows a line of the source takes on a screen, with the gap above a paragraph.
func (b *book) rows(t token) int {
	line := bytes.TrimLeft(b.text[t.start:t.end], " \t>")
	switch {
	case bytes.HasPrefix(line, []byte("![")), bytes.HasPrefix(line, []byte("<img")):
		return deck.PictureRows
	case bytes.HasPrefix(line, []byte("<")):
		if line = anyTag.ReplaceAll(line, nil); isBlank(line) {
			return 0
		}
	}
	n := 1 + utf8.RuneCount(line)/deck.ScreenColumns
	if bytes.HasSuffix(b.text[:t.start], []byte("\n\n")) && len(line) > 0 && !bytes.ContainsAny(line[:1], "-*+0123456789") && bulletLen(line) == 0 {
		n++
	}
	return n
}

// screens is how many screens the slide's text needs. Steps that its author chose are kept, and the layouts
// of few words are not divided.
func (r *raw) screens() int {
	if r.steps > 1 || r.silent || r.named != "" && r.named != deck.LayoutText || r.rows <= deck.ScreenRows+2 {
		return 1
	}
	return (r.rows + deck.ScreenRows - 1) / deck.ScreenRows
}
