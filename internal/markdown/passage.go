package markdown

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/westandtogether-assembly/assembly/internal/deck"

	"go.yaml.in/yaml/v4"
)

// Passage is a stretch of a slide's source that can be written anew: its words, or notes in one place.
type Passage struct {
	Lines   []Line
	Escaped bool   // the file has the text in another form, such as in quotation marks, and Lines is nil
	Text    string // what the passage says, line by line, as it would be written in lines of its own
	Shared  bool   // it counts for other phases too

	// Where the notes are: in a comment of their own, or in the value of a setting. Both are zero for words
	// and for notes below a line ???.
	Comment  Range
	Settings Settings
	Value    *yaml.Node
}

// Line is a line of a passage, and where it stands in the file without its indentation and its end.
type Line struct {
	Text string
	Range
}

// Range says where something begins in the file, and where what comes behind it does.
type Range struct{ From, To deck.Pos }

// told is notes in a comment.
type told struct {
	phase    string
	comment  token      // when they are all of it
	settings Settings   // when they are the value of a setting
	value    *yaml.Node // likewise
	text     *excerpt
}

// Words is what slide i shows, with its pauses and without its other comments.
func (s *Source) Words(i int) Passage {
	b := s.book
	r := b.raws[i]
	return b.passage(r.start, b.notesFrom(&r), r.tokens)
}

// Notes is the notes of slide i for a phase, from each place that they are in.
func (s *Source) Notes(i int, phase string) []Passage {
	b := s.book
	r := &b.raws[i]
	p := b.page(r)
	var out []Passage
	for _, t := range p.told {
		own := func(o told) bool { return o.phase == phase && o.settings.yaml == t.settings.yaml }
		if t.phase == phase || t.phase == "" && (t.value == nil || !slices.ContainsFunc(p.told, own)) {
			out = append(out, p.passage(t, phase))
		}
	}
	if from := b.notesFrom(r); from < r.end {
		_, from = cutLine(b.text, from)
		below := b.passage(from, r.end, r.tokens)
		below.Shared = b.shares(phase)
		out = append(out, below)
	}
	return out
}

// shares reports whether what is for every phase is for more than one.
func (b *book) shares(phase string) bool { return phase != "" && len(b.meta.Phases) > 1 }

// notesFrom is the offset of a slide's line ???, or that of its end.
func (b *book) notesFrom(r *raw) int {
	for _, t := range r.tokens {
		if t.kind == tokenNotes {
			return bytes.LastIndexByte(b.text[:t.start], '\n') + 1
		}
	}
	return r.end
}

// passage is the lines of text[from:to] that are not those of comments.
func (b *book) passage(from, to int, tokens []token) Passage {
	var lines []Line
	hidden, exact := false, true
	for at := from; at < to; {
		line, next := cutLine(b.text[:to], at)
		exact = exact && (isBlank(line) || b.exact(at, at+len(line)))
		if b.hides(tokens, at) {
			hidden = true
		} else if blank := isBlank(line); !blank || !hidden || len(lines) > 0 && !isBlank([]byte(lines[len(lines)-1].Text)) {
			lines = append(lines, Line{widened(string(line)), b.span(at, at+len(line))})
			hidden = hidden && blank
		}
		at = next
	}
	out := Passage{Lines: trimBlank(lines)}.said()
	if !exact {
		out.Escaped, out.Lines = true, nil
	}
	return out
}

// hides reports whether a line, which begins at an offset, holds nothing but a comment, or a part of one.
func (b *book) hides(tokens []token, from int) bool {
	return slices.ContainsFunc(tokens, func(t token) bool {
		first := bytes.LastIndexByte(b.text[:t.start], '\n') + 1
		return t.kind == tokenComment && t.alone && first <= from && from < t.end && isBlank(b.text[first:t.start])
	})
}

// span is the range in the file of text[from:to], in one line.
func (b *book) span(from, to int) Range {
	r := Range{From: b.pos(from), To: b.pos(from)}
	if to > from {
		r.To = b.pos(to - 1)
		r.To.Col++
	}
	return r
}

// passage is notes in a comment.
func (p *page) passage(t told, phase string) Passage {
	out := Passage{Shared: t.phase == "" && p.book.shares(phase), Settings: t.settings, Value: t.value}
	if t.value == nil {
		out.Comment = p.book.span(t.comment.start, t.comment.end)
		last := p.book.pos(t.comment.end - 1)
		out.Comment.To = deck.Pos{File: last.File, Line: last.Line, Col: last.Col + 1}
	}
	for at := 0; at < len(t.text.text); {
		line, next := cutLine(t.text.text, at)
		l, ok := p.line(t.text, at, at+len(line))
		if !ok {
			out.Escaped, out.Lines = true, nil
			out.Text = shownMarks(strings.Trim(p.asWritten(t.text.text), "\n"))
			return out
		}
		out.Lines = append(out.Lines, l)
		at = next
	}
	out.Lines = trimBlank(out.Lines)
	return out.said()
}

// line is a line of an excerpt, when the file has it as it is.
func (p *page) line(e *excerpt, from, to int) (Line, bool) {
	at := e.source(from)
	raw := p.asWritten(e.text[from:to])
	end := at + len(raw)
	if end > len(p.book.text) || string(p.book.text[at:end]) != raw || !p.book.exact(at, end) {
		return Line{}, false
	}
	return Line{widened(shownMarks(raw)), p.book.span(at, end)}, true
}

// asWritten is text with the source of its placeholders.
func (p *page) asWritten(text []byte) string {
	var out strings.Builder
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		if f := p.placeholders.of(r); f != nil {
			out.WriteString(f.raw)
		} else {
			out.Write(text[:n])
		}
		text = text[n:]
	}
	return out.String()
}

// The marks of comments cannot be in one. Notes have them as entities, which mean the same there.
func shownMarks(s string) string {
	return strings.NewReplacer("--&gt;", "-->", "&lt;!--", "<!--").Replace(s)
}

// HideMarks writes text such that it can be in a comment.
func HideMarks(s string) string {
	return strings.NewReplacer("-->", "--&gt;", "<!--", "&lt;!--").Replace(s)
}

// widened is text without tabs: no editor shows the same width for one.
func widened(s string) string { return strings.ReplaceAll(s, "\t", "    ") }

// trimBlank leaves out blank lines at the ends.
func trimBlank(lines []Line) []Line {
	for len(lines) > 0 && isBlank([]byte(lines[0].Text)) {
		lines = lines[1:]
	}
	for len(lines) > 0 && isBlank([]byte(lines[len(lines)-1].Text)) {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// said is the passage with the text of its lines.
func (p Passage) said() Passage {
	texts := make([]string, len(p.Lines))
	for i, l := range p.Lines {
		texts[i] = l.Text
	}
	p.Text = strings.Join(texts, "\n")
	return p
}
