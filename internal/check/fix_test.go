package check_test

import (
	"bytes"
	"cmp"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/check"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
)

// fixed fixes what is found in a deck.
func fixed(t *testing.T, source string) (text, diff string, n int) {
	t.Helper()
	o := markdown.Options{Name: "deck.md", Files: os.DirFS("testdata")}
	e, n, err := check.Fixed([]byte(source), o, foundIn(t, source, o))
	if err != nil {
		t.Fatal(err)
	}
	return string(e.Text), e.Diff("deck.md"), n
}

func TestFixed(t *testing.T) {
	for _, c := range []struct{ name, source, want string }{
		{"bullets", "# A\n\n•\tOne\n  ◦ Two\n• Three\n", "# A\n\n- One\n  - Two\n- Three\n"},
		{"bullets in notes", "# A\n\n<!--\nnotes: |\n  Say:\n\n  • One\n  • Two\n-->\n", "# A\n\n<!--\nnotes: |\n  Say:\n\n  - One\n  - Two\n-->\n"},
		{"dashes", "# A\n\n– One\n– Two\n", "# A\n\n- One\n- Two\n"},
		{"dots", "# A\n\n· One\n· Two\n• Three\n", "# A\n\n- One\n- Two\n- Three\n"},
		{"letters", "# A\n\no One\no Two\n", "# A\n\no One\no Two\n"},
		{"a row of dots", "# A\n\n· · ·\n\n· · ·\n", "# A\n\n· · ·\n\n· · ·\n"},
		{"a letter for a digit", "# A\n\nCall O800 789 321.\n", "# A\n\nCall 0800 789 321.\n"},
		{"a dash", "# A\n\nBe kind.\n\n– A poet\n", "# A\n\nBe kind.\n\n– A poet\n"},
		{"CRLF and a byte-order mark", "\ufeff# A\r\n\r\n• One\r\n• Two\r\n", "\ufeff# A\r\n\r\n- One\r\n- Two\r\n"},
		{"CR", "# A\r\r• One\r• Two", "# A\r\r- One\r- Two"},
		{"spacing", "# A\n\nCall 0800789321 or 08001111, not 0800789321.\n\n<!-- Say 0800 11 11. -->\n",
			"# A\n\nCall 0800 789 321 or 0800 1111, not 0800 789 321.\n\n<!-- Say 0800 1111. -->\n"},
		{"spacing on a closing slide", "# A\n\n---\n\n# B\n\n- Childline: 08001111\n- Emergency: 999\n", "# A\n\n---\n\n# B\n\n- Childline: 0800 1111\n- Emergency: 999\n"},
		{"a number in code and in an address", "# A\n\n`08001111` [08001111](tel:08001111)\n", "# A\n\n`08001111` [0800 1111](tel:08001111)\n"},
		{"invisible characters", "# A\u200b \u00adB\n\nso\u00adme `co\u00adde`\n", "# A B\n\nsome `co\u00adde`\n"},
		{"the rarer quotation marks", "# It’s\n\n\"A\" and \"B\" don't [x](y \"z\") <b class=\"c\">d</b> `\"`\n\n“Why”, he’d ask, ‘now’\n\n“Who”\n",
			"# It’s\n\n“A” and “B” don’t [x](y \"z\") <b class=\"c\">d</b> `\"`\n\n“Why”, he’d ask, ‘now’\n\n“Who”\n"},
		{"the commoner ones", "# It's\n\nHe’s \"A\".\n\n<!-- They’re -->\n", "# It's\n\nHe's \"A\".\n\n<!-- They’re -->\n"},
		{"front matter", "---\ntitle: It’s • 08001111\n---\n\n# It's\n\n• He's\n", "---\ntitle: It’s • 08001111\n---\n\n# It's\n\n- He's\n"},
		{"a fence", "# A\n\n```\n• One\n```\n\n• Two\n", "# A\n\n```\n• One\n```\n\n- Two\n"},
		{"HTML", "# A\n\n<p title=\"• x\">\n• One</p>\n", "# A\n\n<p title=\"• x\">\n• One</p>\n"},
		{"other letters", "# \u0646\u200c\u0645 \U0001f468\u200d\U0001f469\n", "# \u0646\u200c\u0645 \U0001f468\u200d\U0001f469\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text, diff, n := fixed(t, c.source)
			if text != c.want {
				t.Errorf("got %q\nwant %q", text, c.want)
			}
			if (diff != "") != (n > 0) || (n > 0) != (c.source != c.want) {
				t.Errorf("%d fixes, and the diff is %q", n, diff)
			}
		})
	}
}

func TestFixedShowsItsChanges(t *testing.T) {
	_, diff, _ := fixed(t, "# A\n\n• One\n• Two\n\nCall 08001111.\n")
	const want = "--- deck.md\n+++ deck.md\n@@ -1,6 +1,6 @@\n # A\n \n-• One\n-• Two\n+- One\n+- Two\n \n-Call 08001111.\n+Call 0800 1111.\n"
	if diff != want {
		t.Errorf("got:\n%swant:\n%s", diff, want)
	}
}

// A file in another encoding, and a deck that cannot be read, stay as they are.
func TestFixedRefuses(t *testing.T) {
	fix := []check.Finding{{Fix: &check.Fix{Line: 1, To: 1}}}
	for source, want := range map[string]string{
		"# Caf\xe9\n\n\x95 One\n": "not UTF-8", "\xff\xfe#\x00": "not UTF-8", "": "empty", "---\npace: none\n---\n\n# A\n": "pace",
	} {
		e, n, err := check.Fixed([]byte(source), markdown.Options{}, fix)
		if err == nil || !strings.Contains(err.Error(), want) || n != 0 || string(e.Text) != source {
			t.Errorf("%q: %q, %d, %v", source, e.Text, n, err)
		}
	}
}

// A change that would make another deck is not made, and those beside it are.
func TestFixedKeepsTheDeck(t *testing.T) {
	source := "# A\n\n• One\n\n---\n\n# B\n\nText\n"
	o := markdown.Options{Name: "deck.md"}
	all := foundIn(t, source, o)
	bad := check.Finding{Fix: &check.Fix{Line: 9, To: 4, Text: "Other"}}
	bad.Pos.File = "deck.md"
	far := check.Finding{Fix: &check.Fix{Line: 99, To: 4}}
	far.Pos.File = "deck.md"
	e, n, err := check.Fixed([]byte(source), o, append(all, bad, far))
	if want := strings.Replace(source, "•", "-", 1); err != nil || n != 1 || string(e.Text) != want {
		t.Errorf("got %q, %d, %v", e.Text, n, err)
	}
}

// checkFixed holds whatever the source.
func checkFixed(t *testing.T, source []byte) {
	t.Helper()
	o := markdown.Options{Name: "deck.md"}
	find := func(text []byte) []check.Finding {
		d, err := markdown.ParseAll(text, o)
		if err != nil {
			return nil
		}
		var out []check.Finding
		for _, f := range check.WordsAndMarks(d, check.Options{Source: text}) {
			if f.Fix != nil {
				out = append(out, f)
			}
		}
		return out
	}
	all := find(source)
	e, n, err := check.Fixed(source, o, all)
	if err != nil || n == 0 {
		if !bytes.Equal(e.Text, source) || len(e.Changes) > 0 {
			t.Fatalf("%q: nothing is fixed, and the text is %q: %v", source, e.Text, err)
		}
		return
	}
	again := find(e.Text)
	if n == len(all) && len(again) > 0 {
		t.Fatalf("%q\n%q: all was fixed, and there is still %v", source, e.Text, again)
	}
	sameLines(t, source, e.Text, len(e.Changes))
	proseAlone(t, source, e.Text)
	if want := replaced(source, all); n == len(all) && !bytes.Equal(e.Text, want) {
		t.Fatalf("%q became %q, and the fixes make %q", source, e.Text, want)
	}
	twice, _, err := check.Fixed(e.Text, o, again)
	if err != nil || !bytes.Equal(twice.Text, e.Text) {
		t.Fatalf("%q\n%q: a second time makes %q: %v", source, e.Text, twice.Text, err)
	}
}

// sameLines holds a text to have the line ends of another, and the same lines where nothing changed.
func sameLines(t *testing.T, was, now []byte, changes int) {
	t.Helper()
	ends := func(text []byte) string {
		return strings.Map(func(r rune) rune {
			if r == '\r' || r == '\n' {
				return r
			}
			return -1
		}, string(text))
	}
	if ends(was) != ends(now) || changes == 0 || bytes.Equal(was, now) {
		t.Fatalf("%q became %q in %d changes", was, now, changes)
	}
}

var lineEnds = regexp.MustCompile(`\r\n|\r|\n`)

// lineStarts are the offsets of the lines of a text.
func lineStarts(source []byte) []int {
	starts := []int{len(source) - len(bytes.TrimPrefix(source, []byte("\ufeff")))}
	for _, at := range lineEnds.FindAllIndex(source, -1) {
		starts = append(starts, at[1])
	}
	return starts
}

// replaced is a text in which nothing is new but the fixes of findings.
func replaced(source []byte, all []check.Finding) []byte {
	starts := lineStarts(source)
	var fixes []check.Fix
	for _, f := range all {
		fixes = append(append(fixes, *f.Fix), f.Fix.More...)
	}
	slices.SortFunc(fixes, func(a, b check.Fix) int { return cmp.Or(b.Line-a.Line, b.From-a.From) })
	for _, f := range fixes { // from the end, so that what is ahead stays where it is
		start := starts[f.Line-1]
		source = slices.Concat(source[:start+f.From], []byte(f.Text), source[start+f.To:])
	}
	return source
}

func FuzzFixed(f *testing.F) {
	names, err := filepath.Glob("testdata/*.md")
	if err != nil || len(names) == 0 {
		f.Fatal("no seeds", err)
	}
	for _, name := range names {
		source, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(source)
	}
	for _, seed := range []string{"\ufeff# A\r\n\r\n•\tOne\r\n  ◦ Two", "# 0800789321 0800789321\n\n“a” \"b\" 'c' ‘d’", "# A\u200b\u00ad*b*", "– a\n– b\n\to\tc\n<!--\n• d\n-->\n???\n• e",
		"# “A” 'b' \"c\"\n\n<div\nclass=\"x\">\n• d\n\n`e\n'f'` $g'$ [h](i \"j\") https://k/\u200b\n\n```\n```js\n'l'\n```\n\n- m\n\n      'n'\n\n> ```\n> 'o'",
		"---\n\n---\nt: 'a'\n---\n# “b” \"c\"{d='e'}\n\n<code>\n\n'f'\n<!--\nnotes: \"g\\u200b 08001111\"\n-->"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(checkFixed)
}
