package markdown

import (
	"slices"
	"strings"
	"testing"
)

// prose are the words of a deck's file that are prose, with the marks of items in angle brackets.
func prose(file string) []string {
	lines := strings.Split(strings.ReplaceAll(file, "\r\n", "\n"), "\n")
	var out []string
	for _, p := range ProseOf([]byte(file), Options{Name: "deck.md"}) {
		text := lines[p.From.Line-1][p.From.Col-1 : p.To.Col-1]
		switch {
		case p.Mark:
			text = "<" + text + ">"
		case p.Notes:
			text = "(" + text + ")"
		}
		out = append(out, text)
	}
	return out
}

func TestProse(t *testing.T) {
	for _, c := range []struct {
		name, source string
		want         []string
	}{
		{"words", "# A *b*\n\n- c\n- **d** e\n\n> f\n\n| g | h |\n|---|---|\n| i | j |\n", []string{"A ", "b", "c", "d", " e", "f", "g", "h", "i", "j"}},
		{"headings divide", "# A\n\nb\n\n# C\n\nd\n", []string{"A", "b", "C", "d"}},
		{"CRLF", "# A\r\n\r\nb \x1b[1mc\r\nd\r\n", []string{"A", "b \x1b[1mc", "d"}},
		{"code", "# A `b`\n\n```\nc\n```js\nd\n```\n\n    e\n\n- f\n\n      g\n\n> ```\n> h\n> ```\n\ni `j\nk` l\n", []string{"A ", "f", "i ", " l"}},
		{"HTML", "# A\n\n<div\nclass=\"b\"\nid='c'>\nd\n</div>\n\ne <a\nhref=\"f\">g</a> <code>h\ni</code> <style>j\nk</style> l\n", []string{"A", "e ", "g", " ", " ", " l"}},
		{"addresses", "# A\n\n[b](c \"d\") ![e](f \"g\") <https://h.org> https://i.org [j][k]\n\n[k]: l \"m\"\n", []string{"A", "b", " ", "e", " ", " ", " ", "j"}},
		{"formulas", "# A\n\n$b'$ c $$d'$$\n\n$$\ne'\n$$\n", []string{"A", " c "}},
		{"blanks", "# A {{b|c}} d\n", []string{"A ", " d"}},
		{"settings and notes", "# A\n\n<!--\ntime: 1m\nspeaker: B\nnotes: |\n  c `d` [pause 3s] e\n\n  • f\n-->\n\n<!-- g -->\n\n???\nh\n", []string{"A", "(c )", "( )", "( e)", "<  • >", "(f)", "(g)", "(h)"}},
		{"escaped notes", "# A\n\n<!-- notes: \"b\\\"c\" -->\n\n<!-- notes: 'd e' -->\n", []string{"A", "(d e)"}},
		{"pasted lists", "# A\n\n•\tb\n  ◦ **c**\n", []string{"A", "<•\t>", "b", "<  ◦ >", "c"}},
		{"pasted code", "# A\n\n```\n• b\n```\n\n<pre>\n• c\n</pre>\n", []string{"A"}},
	} {
		if got := prose(c.source); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q\nwant %q", c.name, got, c.want)
		}
	}
}
