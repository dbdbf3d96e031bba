package dialect

import (
	"errors"
	"regexp"
	"strings"
	"testing"
)

var breakLine = regexp.MustCompile(`\n+---\n+`)

// compact is a translation on one line: § is a slide break, ! a step.
func compact(text string) string {
	text = breakLine.ReplaceAllString("\n"+text+"\n", "§")
	text = strings.ReplaceAll(text, "<!-- pause -->", "!")
	for strings.Contains(text, "\n\n") {
		text = strings.ReplaceAll(text, "\n\n", "\n")
	}
	return strings.ReplaceAll(strings.Trim(text, "\n"), "\n", "/")
}

// translation is a case of a table: a text in a format, and what becomes of it, compact.
type translation struct{ front, text, want string }

func checkTranslations(t *testing.T, format Format, cases []translation) {
	t.Helper()
	for _, c := range cases {
		if got, _ := translated(t, format, c.front, c.text); compact(got) != c.want {
			t.Errorf("%s reads %q with front matter %q as\n%q, want\n%q", format, c.text, c.front, compact(got), c.want)
		}
	}
}

func TestPresenterm(t *testing.T) {
	checkTranslations(t, Presenterm, []translation{
		{"", "One\n===\n\na\n\n<!-- end_slide -->\n\nTwo\n---\n", "# One/a§## Two"},
		{"", "One\nmore\\\n===\n\na\n", "# One more/a"},
		{"", "a\n\n---\n\nb\n", "a§b"},
		{"", "a\n\n---\n\nb\n\n<!-- end_slide -->\n", "a/b§"},
		{"options: {end_slide_shorthand: false}", "a\n\n---\n\nb\n", "a/b"},
		{"options: {end_slide_shorthand: true}", "a\n\n***\n\nb\n<!-- end_slide -->\nc\n", "a§b§c"},
		{"options: {implicit_slide_ends: true}", "One\n===\n\na\n\nTwo\n===\n\n# no\n", "# One/a§# Two/# no"},
		{"options: {implicit_slide_ends: true, h1_slide_titles: true}", "# One\n\na\n\n# Two\n", "# One/a§# Two"},
		{"options: {incremental_lists: true}", "Title\n===\n- a\n  - b\n- c\n\nd\n", "# Title/!/- a/  !/  - b/!/- c/!/d"},
		{"", "a\n\n- b\n- c\n\n<!-- incremental_lists: true -->\n\n1. d\n2. e\n", "a/- b/- c/!/1. d/!/2. e"},
		{"options: {command_prefix: \"cmd:\"}", "a\n<!-- cmd:pause -->\nb\n<!-- cmd: end_slide -->\nc\n", "a/!/b§c"},
		{"title: A\nsub_title: B\nauthors: [C, D]\ndate: 1. May", "a\n", "# A/B\\/1\\. May\\/C\\/D§a"},
		{"author: X", "a\n", "X§a"},
		{"theme: {name: dark}", "a\n", "a"},
		{"", "a\n<!-- skip_slide -->\n<!-- end_slide -->\nb\n", "b"},
		{"", "a\n<!-- end_slide -->\nb\n<!-- skip_slide -->\n<!-- end_slide -->\nc\n", "a§c"},
		{"", "<!-- column_layout: [1, 2] -->\n<!-- column: 0 -->\na\n<!-- column: 1 -->\nb\n<!-- reset_layout -->\n", "a/b"},
		{"", "a\n<!-- alignment: center -->\n", "a/<!-- align: center -->"},
		{"", "a\n<!-- // x -->\n<!-- vim: y -->\n<!-- {{{ -->\n<!-- comment: z -->\nb\n", "a/b"},
		{"", "<!-- speaker_note: x -->\n", "<!--/notes: |2/  x/-->"},
		{"", "<!--\n  speaker_note: |\n  x\n    y\n  -->\n", "<!--/notes: |2/  x/    y/-->"},
		{"", "<!--\nspeaker_note: >\n  x\n  y\n-->\n", "<!--/notes: |2/  x y/-->"},
		{"", "<!-- speaker_note: \"x\\ny\" -->\n", "<!--/notes: |2/  x/  y/-->"},
		{"", "<!-- time: later -->\n<!-- time: 90s -->\n<!-- stop -->\n", "<!--/notes: |2/  time: later/-->/<!-- time: 90s -->/<!--/notes: |2/  stop/-->"},
		{"", "- a\n  ---\n- b\n\n???\n\n. . .\n", "- a/  ***/- b/???/\\. . ."},
		{"", "> [!warning]\n> x\n", "> **Warning**/> /> x"},
		{"", "> [!note] Mind this\n> x\n", "> **Mind this**/> /> x"},
		{"", ">>>\na\n\nb\n>>>\nc\n", "> a/> b/c"},
		{"", "![image:width:50%](a.png) ![image:w:5%,cat](b.png) ![dog](c.png) `![image:w:5%](d)`\n", "![](a.png) ![cat](b.png) ![dog](c.png) `![image:w:5%](d)`"},
		{"", "[[words|address]] and [[address]]\n", "words and address"},
		{"", "```rust\n# use x;\nfn a() {}\n```\n", "```rust/fn a() {}/```"},
		{"", "```\n<!-- end_slide -->\n```\n", "```/<!-- end_slide -->/```"},
	})
}

func TestPresentermBringsFilesIn(t *testing.T) {
	files := map[string]string{
		"a.md":     "Two\n===\n\n<!-- include: sub/b.md -->\n",
		"sub/b.md": "b\n<!-- include: ../a.md -->\n<!-- end_slide -->\n",
		"code.py":  "import x\nprint(1)\nprint(2)\n",
	}
	in := Input{Format: Presenterm, File: &File{Name: "deck.md", Text: []byte(
		"One\n\n<!-- end_slide -->\n<!-- include: a.md -->\n\n```file +exec\npath: code.py\nlanguage: python\nstart_line: 2\nend_line: 2\n```\n<!-- include: none.md -->\n")}}
	in.Open = func(name string) (*File, error) {
		if text, ok := files[name]; ok {
			return &File{Name: name, Text: []byte(text)}, nil
		}
		return nil, errors.New("no such file")
	}
	out := Translate(in)
	checkOrigins(t, &out.Text)
	if got, want := compact(string(out.Text.Bytes)), "One§# Two/b§```python/print(1)/```"; got != want {
		t.Errorf("the deck is read as %q, want %q", got, want)
	}
	if len(out.Warnings) != 2 || !strings.Contains(out.Warnings[0].Message, `"a.md" is not brought in`) || !strings.Contains(out.Warnings[1].Message, `"none.md" is not brought in: no such file`) {
		t.Errorf("warnings are %v, want one for a.md and one for none.md", out.Warnings)
	}
}

func TestHiddenSlidesAreTold(t *testing.T) {
	_, warnings := translated(t, Presenterm, "", "a\n\n<!-- end_slide -->\nb\n<!-- skip_slide -->\n<!-- end_slide -->\nc\n")
	if len(warnings) != 1 || warnings[0].Off != 24 || !strings.Contains(warnings[0].Message, "left out") {
		t.Errorf("warnings are %v, want one at offset 24", warnings)
	}
}
