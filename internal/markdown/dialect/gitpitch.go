package dialect

import (
	"bytes"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// Decks for GitPitch are decks for reveal.js with marks of their own. Slides also end at lines +++, #HSLIDE and
// #VSLIDE, and a separator may say which picture is behind the slide: ---?image=plan.png&size=cover. What
// begins with @ is how the words are set, as in @color[red](words): the words stay. The items between @ul and
// @ulend are steps, and words beside the numbers of lines of code, as in @[1-3](words), are a list below it.

const pitchBreak = `^(?:(?:---|\+\+\+)\?[a-z]+=[^\n]*|\+\+\+|#[HV]SLIDE)$`

var (
	pitchSign    = lazyregexp.New(`(?m)` + pitchBreak + `|^@(?:(?:snap|ul|ol|title)\[|(?:snap|ul|ol)end\b|ul$|\[\d[\d, -]*[\],])`)
	pitchPicture = lazyregexp.New(`\?(?:[^\n]*&)?image=([^&\s]+)`)

	// pitchLine is a mark without words, pitchStage one beside lines of code, pitchWords one around words.
	pitchLine = lazyregexp.New(`^@(?:(snap|ul|ol|div|title|transition|note|audio|video|gist|uml|emoji)\[[^\]\n]*\](?:\(([^)\n]*)\))?|` +
		`(ul|ol)\b|(snap|ul|ol|div|box|css|table|uml|math)end\b)`)
	pitchStage = lazyregexp.New(`^@\[\d[^\]\n]*\](\()?`)
	pitchWords = lazyregexp.New(`^@(css|color|colour|size|span|box|anim|style|fa|h[1-6]|quote|img)\[([^\]\n]*)\](\()?`)
)

// maxPitched is how many bytes of words a mark may be around.
const maxPitched = 1 << 10

// pitchBackground is the picture that the separator above a slide names.
func (r *revealReader) pitchBackground(separator []byte) string {
	if m := pitchPicture.FindSubmatch(separator); m != nil && r.pitch {
		return strings.TrimPrefix(string(m[1]), "/")
	}
	return ""
}

// at reads a mark that begins with @, and returns where what is behind it begins.
func (s *revealScanner) at(at int) int {
	head := s.text[at:min(len(s.text), at+maxTag)]
	if m := pitchLine.FindSubmatch(head); m != nil {
		isList := func(name []byte) bool { return string(name) == "ul" || string(name) == "ol" }
		if isList(m[1]) || isList(m[3]) || isList(m[4]) {
			s.rising = len(m[4]) == 0 && string(m[2]) != "false"
		}
		return s.add(revealDropped, at, at+len(m[0]))
	}
	if m := pitchStage.FindSubmatch(head); m != nil {
		return s.pitchMark(at, at+len(m[0]), len(m[1]) > 0, "- ")
	}
	m := pitchWords.FindSubmatch(head)
	if m == nil {
		return at + 1
	}
	open, before := len(m[3]) > 0, ""
	switch string(m[1]) {
	case "img":
		if open {
			s.put("![](", at, at+len(m[0])) // The mark at its end is that of a picture, too.
			return at + len(m[0])
		}
	case "quote":
		if before = string(m[2]); open {
			before += " \u2014 "
		}
	}
	return s.pitchMark(at, at+len(m[0]), open, before)
}

// pitchMark drops a mark that ends at to, and with it the parenthesis behind the words when there is one.
func (s *revealScanner) pitchMark(at, to int, open bool, before string) int {
	if !open && before == "- " {
		before = ""
	}
	if open {
		end := closingParen(s.text[:min(max(s.eol, to), to+maxPitched)], to)
		if end < 0 {
			return at + 1
		}
		s.parens = append(s.parens, end)
	}
	s.put(strings.ReplaceAll(before, "{{", `\{{`), at, to)
	return to
}

// put takes note of text that stands for a mark.
func (s *revealScanner) put(text string, from, to int) {
	s.add(revealPut, from, to)
	s.marks[len(s.marks)-1].text = text
}

// closes drops the parenthesis at an offset when it closes the words of a mark.
func (s *revealScanner) closes(at int) bool {
	n := len(s.parens)
	for n > 0 && s.parens[n-1] < at {
		n--
	}
	s.parens = s.parens[:n]
	if n == 0 || s.parens[n-1] != at {
		return false
	}
	s.parens = s.parens[:n-1]
	s.add(revealDropped, at, at+1)
	return true
}

// closingParen is the offset of the parenthesis that closes the one before an offset, or -1.
func closingParen(text []byte, from int) int {
	if bytes.IndexByte(text[from:], ')') < 0 {
		return -1
	}
	depth := 1
	for i, c := range text[from:] {
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return from + i
			}
		case '\n':
			return -1
		}
	}
	return -1
}

// gitPitch reports whether text has the signs of GitPitch, outside code.
func (s *signs) gitPitch() bool { return pitchSign.Match(bytes.Join(s.lines, []byte("\n"))) }
