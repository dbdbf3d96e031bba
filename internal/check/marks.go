package check

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// controlRule is the name of the rule about control characters.
const controlRule = "control"

// marks are the rules of what stands in the deck's file: the marks that other programs leave, and the theme.
func marks() []rule {
	file := &theFile{}
	return []rule{
		{name: "pasted", about: "marks that were pasted with the text: bullets, invisible characters, broken letters", check: file.rule((*checker).pasted)},
		{name: "quotes", about: "straight and curly quotation marks mixed on the slides", check: file.rule((*checker).quotes)},
		{name: controlRule, about: "control characters and escape sequences in the file", check: file.rule((*checker).control)},
		{name: "theme", about: "a theme that does not exist", check: file.unknownTheme},
	}
}

// theFile is the text of the deck's file, which rules share.
type theFile struct{ file *sourceFile }

// of reads the file of a deck once.
func (t *theFile) of(c *checker) *sourceFile {
	if t.file == nil {
		t.file = readFile(c.Source)
	}
	return t.file
}

// rule makes a rule's check of a check of the deck's file. Those of other tools have their own marks.
func (t *theFile) rule(check func(c *checker, f *sourceFile)) func(c *checker) {
	return func(c *checker) {
		if c.ownFormat() && len(c.Source) > 0 {
			check(c, t.of(c))
		}
	}
}

// mark is something in a line that was pasted.
type mark struct {
	kind     markKind
	line     int
	from, to int
	fix      bool // text may replace it
	text     string
}

// markKind is the kind of a mark.
type markKind uint8

const (
	bulletMark markKind = iota
	invisibleMark
	brokenMark
	newlineMark
	dotsMark
	tabMark
	markKinds int = iota
)

// markWords say what a kind of mark is, and what to do.
func (k markKind) words() (one, many, hint string) {
	switch k {
	case bulletMark:
		return "pasted bullet", "pasted bullets", "begin each item with \"- \""
	case invisibleMark:
		return "invisible character", "invisible characters", "leave out what is invisible"
	case brokenMark:
		return "broken letter", "broken letters", "type what is broken again"
	case newlineMark:
		return "\\n in place of a new line", "\\n in place of new lines", "begin new lines"
	case dotsMark:
		return "row of dots", "rows of dots", "write three dots"
	case tabMark:
		return "line with a tab ahead, shown as code", "lines with a tab ahead, shown as code", "leave out the tab"
	}
	return "", "", ""
}

// pasted makes a finding of the marks of each slide that can be fixed, and one of those that cannot.
func (c *checker) pasted(f *sourceFile) {
	type group struct {
		slide int
		fix   bool
	}
	all := map[group][]mark{}
	for _, m := range f.pasted() {
		if m.kind == bulletMark && !m.fix && !c.english() {
			continue // An o is a word in some languages.
		}
		at := group{c.slideAt(m.line), m.fix}
		all[at] = append(all[at], m)
	}
	for at, marks := range all {
		c.add(pastedFinding(at.slide, marks))
	}
}

// slideAt is the number of the slide that a line of the deck's own file is of, counted from 1.
func (c *checker) slideAt(line int) int {
	return max(1, sort.Search(c.Len(), func(i int) bool { return c.Heads[i].Pos.Line > line }))
}

// pastedFinding says what marks there are on a slide, on which lines, and what to do.
func pastedFinding(slide int, all []mark) Finding {
	f := Finding{Slide: slide, Pos: deck.Pos{Line: all[0].line, Col: all[0].from + 1}, Severity: Warning, Fix: fixOf(all)}
	var what, hints, lines []string
	for k := range markKind(markKinds) {
		of := slices.DeleteFunc(slices.Clone(all), func(m mark) bool { return m.kind != k })
		if one, many, hint := k.words(); len(of) > 0 {
			what, lines, hints = append(what, plural(len(of), one, many)), append(lines, linesText(of)), append(hints, hint)
		}
	}
	if f.Detail = lines[0]; len(lines) > 1 {
		f.Detail = ""
		for i := range what {
			what[i] += " (" + lines[i] + ")"
		}
	}
	f.What, f.Hint = fmt.Sprintf("slide %d has %s", slide, andList(what)), andList(hints)
	return f
}

// fixOf is the fix of those marks that can be replaced.
func fixOf(all []mark) *Fix {
	var out *Fix
	for _, m := range all {
		fix := Fix{Line: m.line, From: m.from, To: m.to, Text: m.text}
		switch {
		case !m.fix:
		case out == nil:
			out = &fix
		default:
			out.More = append(out.More, fix)
		}
	}
	return out
}

// pasted finds the marks of a file, in its order.
func (f *sourceFile) pasted() []mark {
	out := f.bullets()
	for i, m := range out {
		out[i].fix = m.fix && f.inProse(m.line, m.from, m.to)
	}
	for i := range f.lines {
		l := &f.lines[i]
		switch l.where {
		case inText, inNotes, inBetween:
			out = append(append(out, f.proseOnly(l.invisible(i+1))...), l.leftovers(i+1)...)
		case inIndent:
			if l.text[0] == '\t' && tabbedText.MatchString(l.text) {
				out = append(out, mark{kind: tabMark, line: i + 1, to: 1})
			}
		case inCode, inFront:
		}
	}
	slices.SortStableFunc(out, func(a, b mark) int {
		if a.line != b.line {
			return a.line - b.line
		}
		return a.from - b.from
	})
	return out
}

// tabbedText matches a line that begins with a tab and reads like text, and not like code.
var tabbedText = lazyregexp.New(`^\t[ \t]*\pL[\pL'’]*(,? [\pL'’]+){2,}[.!?:,]?( [\pL ,.!?'’]*)?$`)

// invisible finds characters that show nothing. In scripts that need them they are left alone.
func (l *sourceLine) invisible(line int) []mark {
	var out []mark
	if !hasWide(l.text) {
		return nil
	}
	for at, r := range l.text {
		if r < utf8.RuneSelf || !isInvisible(r) || l.skips(at) {
			continue
		}
		to := at + utf8.RuneLen(r)
		before, _ := utf8.DecodeLastRuneInString(l.text[:at])
		after, _ := utf8.DecodeRuneInString(l.text[to:])
		if latin(before) && latin(after) {
			out = append(out, mark{kind: invisibleMark, line: line, from: at, to: to, fix: true})
		}
	}
	return out
}

func isInvisible(r rune) bool {
	return r == '\u00ad' || r >= '\u200b' && r <= '\u200d' || r == '\u2060'
}

// latin reports whether a character is of English text, or another invisible one, or none at all.
func latin(r rune) bool {
	return r == utf8.RuneError || r < 0x250 || r >= 0x2000 && r < 0x2070 || isInvisible(r)
}

var (
	// What UTF-8 looks like when it is read as Windows-1252.
	brokenText  = lazyregexp.New(`\x{fffd}+|â€[™œ\x{9d}˜“”¦¢\x{a2}]|Ã[\x{a1}-\x{bf}]|Â[\x{a0}£°·©®»«½¼]|ï»¿|ðŸ|\(cid:\d+\)`)
	literalEnd  = lazyregexp.New(`[\pL.,!?;:)"”](\\n)(?:\\n|[ \t]*$|[ \t]*[A-Z•])`)
	drivePath   = lazyregexp.New(`(?i)\b[a-z]:\\`)
	runsOfDots  = lazyregexp.New(`\pL(\.{4,7})(?:[\s"”’)]|$)`)
	leadingDots = lazyregexp.New(`\pL[ \t]*(\.{5,})[ \t]*\d+[ \t]*$`)
)

// leftovers finds what else a line has that nobody typed.
func (l *sourceLine) leftovers(line int) []mark {
	var out []mark
	add := func(kind markKind, pattern *lazyregexp.Regexp, part int) {
		for _, m := range pattern.FindAllStringSubmatchIndex(l.text, -1) {
			if from, to := m[2*part], m[2*part+1]; !l.skips(from) {
				out = append(out, mark{kind: kind, line: line, from: from, to: to})
			}
		}
	}
	if hasWide(l.text) || strings.Contains(l.text, "(cid:") {
		add(brokenMark, brokenText, 0)
	}
	if strings.Contains(l.text, `\n`) && !drivePath.MatchString(l.text) {
		add(newlineMark, literalEnd, 1)
	}
	if strings.Contains(l.text, "....") {
		add(dotsMark, runsOfDots, 1)
		if len(out) == 0 {
			add(dotsMark, leadingDots, 1)
		}
	}
	return out
}

// hasWide reports whether a line has characters that are not ASCII.
func hasWide(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return true
		}
	}
	return false
}

// control makes a finding of the control characters of the file.
func (c *checker) control(f *sourceFile) {
	var found []mark
	sequences, others := 0, 0
	for i, l := range f.lines {
		if from, escapes, rest := controls(l.text); escapes+rest > 0 {
			found = append(found, mark{line: i + 1, from: from})
			sequences, others = sequences+escapes, others+rest
		}
	}
	if found == nil {
		return
	}
	var what []string
	if sequences > 0 {
		what = append(what, plural(sequences, "terminal escape sequence", "terminal escape sequences"))
	}
	if others > 0 {
		what = append(what, plural(others, "control character", "control characters"))
	}
	c.add(Finding{Pos: deck.Pos{Line: found[0].line, Col: found[0].from + 1}, Severity: Error, What: "the file has " + andList(what),
		Detail: linesText(found), Hint: "they are never shown: remove them, and look where the file comes from"})
}

// controls counts the control characters of a line, and says where the first is. Breaks of lines and pages, which
// word processors leave, are white space.
func controls(line string) (first, sequences, others int) {
	for at, r := range line {
		switch {
		case r == '\t' || r == '\f' || r == '\v' || r == '\u0085' || r == '\ufeff':
			continue
		case r == 0x1b || r == 0x9b || r == 0x90 || r == 0x98 || r >= 0x9d && r <= 0x9f:
			sequences++
		case unicode.IsControl(r) || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069':
			others++
		default:
			continue
		}
		if sequences+others == 1 {
			first = at
		}
	}
	return first, sequences, others
}
