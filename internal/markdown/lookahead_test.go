package markdown

import (
	"strings"
	"testing"
)

// A lexer looks at nothing again for each mark of a deck: then these would take minutes.
func TestLookahead(t *testing.T) {
	rep := strings.Repeat
	for name, c := range map[string]struct {
		src            string
		text, comments int
	}{
		"quotes and angles":  {rep(">", 500_000) + rep("<", 500_000), 1, 0},
		"blanks and angles":  {"a\n" + rep(" ", 500_000) + rep("<", 500_000), 2, 0},
		"nearly comments":    {rep("<!- a ->\n", 150_000), 0, 150_000},
		"comments at once":   {rep("<!-->\n", 700_000), 0, 700_000},
		"comments as arrows": {rep("<!----><-- ", 200_000) + "-->\n", 200_000, 200_000},
		"code":               {rep("<pre>\n<!-- end_slide -->\n", 100_000) + "</pre>", 100_001, 100_000},
		"open code spans":    {openSpans(5_000_000) + "<!-- a -->", 1, 1},
	} {
		t.Run(name, func(t *testing.T) {
			l, count := newLexer([]byte(c.src), 0), map[tokenKind]int{}
			for tok := l.next(); tok.kind != tokenEnd; tok = l.next() {
				if count[tok.kind]++; tok.kind == tokenComment && string(l.src[tok.from:tok.to]) == " end_slide " {
					l.reset()
				}
			}
			if count[tokenText] != c.text || count[tokenComment] != c.comments {
				t.Errorf("there are %d lines of text and %d comments, want %d and %d", count[tokenText], count[tokenComment], c.text, c.comments)
			}
		})
	}
}

// openSpans is a line of runs of backticks of which none closes another.
func openSpans(size int) string {
	var b strings.Builder
	for n := 1; b.Len() < size; n++ {
		b.WriteString(strings.Repeat("`", n) + "a")
	}
	return b.String()
}

// A code span ends at the next run of as many backticks, in its line.
func TestSpanEnd(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"`a` b", "`a`"},
		{"`a", "`"},
		{"``a` b``` c", "``"},
		{"``a` b`` c`` d", "``a` b``"},
		{"`a\nb`", "`"},
	} {
		l := newLexer([]byte(c.line), 0)
		end := l.spanEnd(0, l.lineEnd(0))
		if got := c.line[:end]; got != c.want {
			t.Errorf("the code span of %q is %q, want %q", c.line, got, c.want)
		}
	}
}
