package dialect

import (
	"bytes"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// revealKind says what a mark of reveal.js is.
type revealKind uint8

const (
	revealCode    revealKind = iota // a code fence
	revealComment                   // a comment that is copied
	revealDropped                   // what is not shown
	revealNotes                     // Note:
	revealPut                       // what text stands for
)

type revealMark struct {
	kind     revealKind
	from, to int
	text     string
}

// spokenNote is a note that is not below Note:.
type spokenNote struct {
	text string
	at   int
}

// revealSlide is a slide with its marks.
type revealSlide struct {
	from, to int
	marks    []revealMark
	notes    []spokenNote
	steps    []revealStep
	image    string // its background
	hidden   bool
	first    int // offset of the first line that shows something, or -1
}

// revealStep is a fragment.
type revealStep struct {
	at    int    // offset of the line that it begins with
	index string // fragments with the same one are shown together
}

// revealScanner finds the marks in a slide, and the block and the item that a fragment belongs to.
type revealScanner struct {
	*revealReader
	*revealSlide
	text    []byte // up to the end of the slide
	line    int    // offset of the line that is read
	eol     int
	block   int // offset of the block that is read, or was read last
	item    int // of the item
	list    bool
	apart   bool // a line of text begins a block
	told    bool // the notes have begun
	twice   bool
	missing unended

	rising bool  // the items of GitPitch's lists are steps
	parens []int // offsets of parentheses behind the words of its marks
}

// unended are the tags of HTML that nothing ends in a text.
type unended map[string]bool

// itemAt is the item that begins with the line at an offset. HTML that nothing ends is text.
func (u unended) itemAt(text []byte, at int) item {
	line, next := cutLine(text, at)
	head := bytes.TrimLeft(line, " \t>")
	if tag := RawTag(head); tag != "" {
		end := "</" + tag + ">"
		u[end] = u[end] || IndexFold(text[at:], end) < 0
		if u[end] {
			return item{itemLine, at, at + len(line), next}
		}
	}
	return itemAt(text, at)
}

// scan reads a slide.
func (r *revealReader) scan(from, to int) *revealSlide {
	s := &revealScanner{
		revealReader: r, revealSlide: &revealSlide{from: from, to: to, first: -1}, text: r.file.Text[:to],
		apart: true, missing: unended{},
	}
	for at := from; at < to; {
		at = s.scanLine(at)
	}
	return s.revealSlide
}

func (s *revealScanner) add(kind revealKind, from, to int) int {
	s.marks = append(s.marks, revealMark{kind: kind, from: from, to: to})
	return to
}

// scanLine reads the line at an offset, and returns where the next one begins.
func (s *revealScanner) scanLine(at int) int {
	line, next := cutLine(s.text, at)
	it := s.missing.itemAt(s.text, at)
	if it.kind == itemCode || it.kind == itemRaw {
		s.place(at, line)
		if it.kind == itemCode {
			s.apart = true
			s.add(revealCode, at, it.end)
		}
		return it.next
	}
	s.line, s.eol = at, max(next, at+1)
	from := s.note(at, line)
	comment := it.kind == itemComment && bytes.HasSuffix(bytes.TrimRight(s.text[it.from:it.end], " \t"), []byte("-->"))
	if !s.told && !comment {
		s.place(at, line)
	}
	return s.inline(from)
}

// note begins the notes when a line says so, and returns where its text begins.
func (s *revealScanner) note(at int, line []byte) int {
	found := s.noteMark.FindIndex(line)
	switch {
	case found == nil || found[0] == found[1] || found[0] > 0 && bytes.HasPrefix(line, []byte("<!--")):
	case !s.told:
		s.told = true
		return s.add(revealNotes, at+found[0], at+found[1])
	case !s.twice:
		s.twice = true
		s.warnf(at, "the notes of this slide begin twice: all that is below the first %q is taken for notes", strings.TrimSpace(string(line[found[0]:found[1]])))
	}
	return at
}

// place notes which block and which item a line belongs to.
func (s *revealScanner) place(at int, line []byte) {
	indent := leading(line)
	head := line[indent:]
	switch {
	case len(head) == 0:
		s.apart = true
		return
	case markLen(head) > 0:
		if !s.list {
			s.block = at
		}
		s.list, s.item, s.apart = true, at, false
		if s.rising {
			s.step(at, "fragment", "")
		}
	case s.list && (indent > 0 || !s.apart):
		s.apart = false
	default:
		if s.list || s.apart || head[0] == '#' {
			s.block = at
		}
		s.list, s.apart = false, head[0] == '#'
	}
	if s.first < 0 {
		s.first = at
	}
}

// inline reads the marks up to the end of a line, or behind a comment that ends in another line.
func (s *revealScanner) inline(at int) int {
	for at < len(s.text) {
		next := at + 1
		switch s.text[at] {
		case '\n':
			return next
		case '\\':
			next = min(at+2, len(s.text))
			if s.text[next-1] == '\n' {
				next--
			}
		case '`':
			next = s.code(at)
		case '<':
			next = s.tag(at)
		case '@':
			if s.pitch {
				next = s.at(at)
			}
		case ')':
			s.closes(at)
		}
		at = next
	}
	return at
}

// code reads a code span, and returns its end. One that holds a formula is no code: the marks around it keep
// Markdown from changing the formula.
func (s *revealScanner) code(at int) int {
	to := s.eol
	if bytes.HasPrefix(s.text[at:], []byte("`$$")) {
		to = at + maxSpan
	}
	n := spanLen(s.text[at:min(max(to, at+1), at+maxSpan, len(s.text))])
	span := s.text[at : at+n]
	marks := run(span)
	if formula := span[min(marks, n):max(marks, n-marks)]; !isFormula(formula) {
		return at + min(n, max(1, s.eol-at))
	}
	s.add(revealDropped, at, at+marks)
	return s.add(revealDropped, at+n-marks, at+n)
}

// isFormula reports whether text is a formula between marks $ or $$.
func isFormula(text []byte) bool {
	inner := bytes.TrimPrefix(bytes.TrimSuffix(text, []byte("$")), []byte("$"))
	return len(text) > 2 && len(inner) == len(text)-2 && len(bytes.Trim(inner, "$ \t\n")) > 0 && !bytes.Contains(inner, []byte("\n\n"))
}

var (
	revealAside    = lazyregexp.New(`(?i)^<aside\b[^<>]*\bclass\s*=\s*["']?[^"'<>]*\bnotes\b[^<>]*>`)
	revealFragment = lazyregexp.New(`(?i)^<[a-z][a-z0-9-]*\b[^<>]*\bclass\s*=\s*["']?([^"'<>]*\bfragment\b[^"'<>]*)[^<>]*>`)
)

// maxTag is the length of the longest tag in bytes.
const maxTag = 400

// tag reads a comment or a tag.
func (s *revealScanner) tag(at int) int {
	head := s.text[at:min(len(s.text), at+maxTag)]
	if bytes.HasPrefix(head, []byte("<!--")) {
		return s.comment(at)
	}
	if m := revealAside.FindIndex(head); m != nil && !s.told {
		return s.aside(at, at+m[1])
	}
	if m := revealFragment.FindSubmatchIndex(head); m != nil && !s.told {
		s.fragment(at, string(head[m[2]:m[3]]), string(head[:m[1]]))
	}
	return at + 1
}
