package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// quotes finds straight and curly quotation marks, or apostrophes, in one deck.
func (c *checker) quotes(f *sourceFile) {
	straight, curly := f.quoteMarks()
	if !mixed(straight, curly) {
		return
	}
	straight, curly = f.proseOnly(straight), f.proseOnly(curly)
	if !mixed(straight, curly) {
		return
	}
	rarer, commoner, kind := straight, curly, "straight"
	if len(curly) <= len(straight) {
		rarer, commoner, kind = curly, straight, "curly"
	}
	other := map[string]string{"straight": "curly", "curly": "straight"}[kind]
	c.add(Finding{Pos: deck.Pos{Line: rarer[0].line, Col: rarer[0].from + 1}, Severity: Warning, Fix: fixOf(rarer),
		What:   "the slides mix straight and curly quotation marks",
		Detail: fmt.Sprintf("%d %s, %s; %d %s", len(rarer), kind, linesText(rarer), len(commoner), other), Hint: "write all of them " + other})
}

// mixed reports whether quotation marks, or apostrophes, are of both kinds.
func mixed(straight, curly []quoteMark) bool {
	has := map[string]bool{}
	for _, m := range straight {
		has["straight "+m.kindText()] = true
	}
	for _, m := range curly {
		has["curly "+m.kindText()] = true
	}
	return has["straight double"] && has["curly double"] || has["straight single"] && has["curly single"]
}

// quoteMark is a quotation mark or an apostrophe, with the other kind to replace it.
type quoteMark = mark

// kindText says whether a mark is a single or a double one.
func (m mark) kindText() string {
	if m.text == "'" || m.text == "‘" || m.text == "’" {
		return "single"
	}
	return "double"
}

// linesText names the lines of marks.
func linesText(all []mark) string {
	var lines []string
	for i, m := range all {
		if i == 0 || all[i-1].line != m.line {
			lines = append(lines, fmt.Sprint(m.line))
		}
	}
	if len(lines) == 1 {
		return "line " + lines[0]
	}
	return "lines " + listed(lines)
}

var linkDefinition = lazyregexp.New(`^ {0,3}\[[^\]]+\]:`)

// quoteMarks are the quotation marks and apostrophes of the slides.
func (f *sourceFile) quoteMarks() (straight, curly []quoteMark) {
	for i := range f.lines {
		l := &f.lines[i]
		if l.where != inText || !strings.ContainsAny(l.text, "\"'“”‘’") || linkDefinition.MatchString(l.text) {
			continue
		}
		for at, r := range l.text {
			if l.skips(at) {
				continue
			}
			m := mark{line: i + 1, from: at, to: at + utf8.RuneLen(r), fix: true}
			switch r {
			case '"', '\'':
				if m.text = curled(l.text, at, r); m.text != "" {
					straight = append(straight, m)
				}
			case '“', '”':
				m.text = `"`
				curly = append(curly, m)
			case '‘', '’':
				m.text = "'"
				curly = append(curly, m)
			}
		}
	}
	return straight, curly
}

// curled is the curly mark for a straight one; "" for feet, inches, minutes and seconds.
func curled(line string, at int, r rune) string {
	before, _ := utf8.DecodeLastRuneInString(line[:at])
	after, _ := utf8.DecodeRuneInString(line[at+1:])
	opens := at == 0 || unicode.IsSpace(before) || strings.ContainsRune("([{-–—/*_>", before)
	switch {
	case unicode.IsDigit(before) || at > 0 && line[at-1] == '\\':
		return ""
	case r == '"' && opens:
		return "“"
	case r == '"':
		return "”"
	case !opens || !unicode.IsLetter(after):
		return "’"
	}
	return opening(line[at+1:])
}

// opening is the curly mark for a straight one ahead of a text: an apostrophe where letters are left out or nothing
// closes it, and "" where it may be either.
func opening(text string) string {
	n := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
	if n < 0 {
		n = len(text)
	}
	word := strings.ToLower(text[:n])
	switch {
	case word == "tis", word == "twas", word == "twere", word == "twill", word == "n", !closesLater(text):
		return "’"
	case slices.Contains(shortened(), word):
		return ""
	}
	return "‘"
}

// shortened are words that may lack letters ahead, and that may also begin a quotation.
func shortened() []string {
	return []string{"bout", "cause", "cos", "coz", "em", "er", "ere", "gainst", "im", "mid", "mongst", "neath", "nuff", "phone", "round",
		"sup", "til", "till", "tween"}
}

// closesLater reports whether a single quotation mark ends a word further on.
func closesLater(rest string) bool {
	const farthest = 200
	rest = rest[:min(len(rest), farthest)]
	for at := 0; ; {
		i := strings.IndexByte(rest[at:], '\'')
		if i < 0 {
			return false
		}
		at += i + 1
		after, _ := utf8.DecodeRuneInString(rest[at:])
		if !unicode.IsLetter(after) {
			return true
		}
	}
}
