package check

import (
	"strings"
	"unicode/utf8"
)

// Bullets that other programs paste. The reader of decks takes them for those of a list where they begin a line, a
// few of them only before a tab, and dashes and dots only below each other.
const (
	bulletMarks = "\u2022\u25e6\u25aa\u25ab\u2023\u2043\u25cf\u25cb\u25a0\u25a1\uf0b7\uf0a7\uf0d8"
	tabbedMarks = "\u2013\u2014\u00b7o"
	dashMarks   = "\u2013\u2014"
	dotMark     = '\u00b7'
)

// bullets finds the lines of a file that begin with a pasted bullet.
func (f *sourceFile) bullets() []mark {
	var out []mark
	var levels []int
	for i, l := range f.lines {
		if l.where != inText && l.where != inNotes {
			levels = nil
			continue
		}
		indent := len(l.text) - len(trimIndent(l.text))
		rest := l.text[indent:]
		n, fix := f.bullet(i, rest)
		switch {
		case n > 0:
			to := indent + n + len(rest[n:]) - len(trimIndent(rest[n:]))
			m := mark{kind: bulletMark, line: i + 1, from: indent, to: to, fix: fix, text: "- "}
			if l.where == inText {
				levels = nested(levels, columns(l.text[:indent]))
				m.from, m.text = 0, strings.Repeat("  ", len(levels)-1)+"- "
			}
			out = append(out, m)
		case indent == 0 && rest != "":
			levels = nil
		}
	}
	return out
}

// bullet is the length of the pasted bullet that a line begins with, 0 for none, and whether the reader of decks takes
// it for that of a list.
func (f *sourceFile) bullet(i int, line string) (n int, read bool) {
	r, n := utf8.DecodeRuneInString(line)
	next, _ := utf8.DecodeRuneInString(line[n:])
	switch {
	case line == "" || strings.ContainsRune(bulletMarks, next):
		return 0, false
	case strings.ContainsRune(bulletMarks, r), strings.ContainsRune(tabbedMarks, r) && next == '\t':
		return n, true
	case r == dotMark && strings.HasPrefix(line[n:], " "+string(dotMark)): // a row of dots
		return 0, false
	case next != ' ' || !strings.ContainsRune(tabbedMarks, r):
		return 0, false
	case strings.ContainsRune(dashMarks, r) && f.beside(i, dashMarks, " "), r == dotMark && f.besideDot(i):
		return n, true
	case f.amongBullets(i, r):
		return n, false
	}
	return 0, false
}

// beside reports whether the line above or below begins with one of some marks, too, and behind it with a text. Blank
// lines do not count.
func (f *sourceFile) beside(i int, marks, behind string) bool {
	next := func(i, step int) bool {
		for i += step; i >= 0 && i < len(f.lines) && strings.TrimSpace(f.lines[i].text) == ""; i += step {
		}
		return f.begins(i, marks, behind)
	}
	return next(i, -1) || next(i, 1)
}

// besideDot reports whether a line that begins with a dot is one of a list.
func (f *sourceFile) besideDot(i int) bool {
	return f.beside(i, string(dotMark), " ") || f.beside(i, bulletMarks, "") || f.beside(i, tabbedMarks, "\t")
}

// amongBullets reports whether the line right above or below begins with another bullet. A dash below the last item
// of a list may be the name of who said it.
func (f *sourceFile) amongBullets(i int, mark rune) bool {
	const weak = tabbedMarks
	beside := func(i int) bool { return f.begins(i, bulletMarks, "") || f.begins(i, weak, " ") }
	if strings.ContainsRune(dashMarks, mark) {
		return f.begins(i-1, weak, " ") || beside(i+1)
	}
	return beside(i-1) || beside(i+1)
}

// begins reports whether a line begins with one of some marks, and behind it with a text.
func (f *sourceFile) begins(i int, marks, behind string) bool {
	if i < 0 || i >= len(f.lines) {
		return false
	}
	line := trimIndent(f.lines[i].text)
	r, n := utf8.DecodeRuneInString(line)
	return line != "" && strings.ContainsRune(marks, r) && strings.HasPrefix(line[n:], behind)
}

// nested is the columns at which the lists begin that an item at a column is in, the outermost first.
func nested(levels []int, column int) []int {
	for len(levels) > 0 && levels[len(levels)-1] > column {
		levels = levels[:len(levels)-1]
	}
	if n := len(levels); n == 0 || levels[n-1] < column {
		levels = append(levels, column)
	}
	return levels
}

// columns is how wide white space is.
func columns(space string) int {
	n := 0
	for i := range len(space) {
		if n++; space[i] == '\t' {
			n += 3 - (n-1)%4
		}
	}
	return n
}
