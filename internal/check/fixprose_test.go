package check_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/check"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
)

// What is no prose stays as it is, and the words below it are fixed all the same.
func TestFixedLeavesWhatIsNoProse(t *testing.T) {
	for name, body := range map[string]string{
		"a tag over lines":             "<div\nclass=\"x\"\nid='y' title='08001111'>\n\nText\n\n</div>",
		"a paragraph's tag":            "<p\nclass=\"x\">Text</p>",
		"a summary's tag":              "<details>\n<summary\nclass='x'>Text</summary>\n</details>",
		"a link's tag":                 "Text <a\nhref=\"tel:08001111\"\ntitle='x'>text</a> text",
		"an attribute":                 "<p title=\"a\u200bb 'c'\">Text</p>",
		"an attribute within words":    "Text <b title=\"a\u200bb\n'c'\">text</b>",
		"a fence with a fence in it":   "```\n• a\n```js\n'b' \"c\" 08001111\n• d\n```",
		"a fence of tildes":            "~~~js\n'b'\n```\n\"c\"\n~~~",
		"a longer fence":               "````\n```\n'b' 08001111\n````",
		"a fence in a quote":           "> ```\n> • a 'b' \"c\"\n> ```",
		"a fence in a list":            "- a\n\n  ```js\n  print(\"b\", 'c') // 08001111\n\n  ```js\n  'd'\n  ```",
		"a fence on an item":           "1. ```js\n   print(\"b\")\n   ```",
		"code":                         "Text\n\n    print(\"a\", 'b') // 08001111\n\n\t'c'",
		"code in an item":              "- a\n\n      print(\"b\", 'c')",
		"a code span over lines":       "Text `print(\"a\",\n'b', 08001111)` text",
		"a formula":                    "Text $f'(x)$ and $$g''(x)$$ text",
		"a formula with spaces":        "Text $$ f'(x) = 2 $$ text",
		"a formula over lines":         "$$\nf'(x) = 2\n$$",
		"a style sheet":                "<style>\na { content: \"b\" }\n\nc { content: 'd' }\n</style>",
		"a script":                     "<script>\nsay(\"a\")\n\nsay('b', 08001111)\n</script>",
		"<pre>":                        "<pre>\n• a \"b\"\n\n'c' 08001111\n</pre>",
		"<pre> within words":           "Text <pre>\n\"b\" 'c'</pre>",
		"<code>":                       "<code>\nprint(\"a\")\n\nprint('b')\n</code>",
		"<code> within words":          "Text <code>print(\"a\",\n'b')</code>",
		"attributes":                   "Text [a](b){title=\"x\"} text {#id .y z='08001111'}",
		"settings of a slide":          "---\n\n# B\n\n---\ntitle: \"x\"\nlayout: 'y'\n---\n\n# C",
		"definitions of links":         "[r] and [s]\n\n[r]: c.md \"title\"\n[s]: d.md\n  'title 08001111'",
		"titles over lines":            "[a](b.md\n\"title 'x'\")",
		"a picture's title":            "[![a](b.md 'x')](c.md \"y\")",
		"addresses":                    "<https://a.org/'b'> https://a.org/'b'?c=\"d\" and www.a.org/'b'",
		"invisible within an address":  "https://a.org/b\u200bc and [a](b\u00adc.md) and <https://a\u200bb.org>",
		"invisible within a mail":      "a\u200bb@c.org",
		"settings":                     "<!--\nspeaker: \"O'Brien\u200b\"\ntime: \"1m\"\n-->",
		"code in notes":                "<!--\nnotes: |\n  Text `a\u200bb 08001111`, https://a.org/b\u200bc\n\n  ```js\n  a\u200bb 08001111\n  ```\n-->",
		"an escaped mark":              "Text \\\" and &quot;",
		"a fill":                       "Text {{name|it's}}",
		"a comment that is not read":   "<!-- comment: it's \"a\" 08001111 a\u200bb -->",
		"a tag that is never finished": "<div\nclass=\"x\"",
	} {
		t.Run(name, func(t *testing.T) {
			const head, more = "# It’s “A” and “B”, isn’t it\n\n", "\n\n---\n\n# Last, and it"
			source := head + body + more + "'s\n"
			text, _, _ := fixed(t, source)
			if want := head + body + more + "’s\n"; text != want {
				t.Errorf("got  %q\nwant %q", text, want)
			}
		})
	}
}

// An apostrophe is one at the beginning of a word, too.
func TestFixedApostrophes(t *testing.T) {
	for source, want := range map[string]string{
		"'tis the season, 'twas not":         "’tis the season, ’twas not",
		"'Tis 'the' season":                  "’Tis ‘the’ season",
		"rock 'n' roll":                      "rock ’n’ roll",
		"the '90s and the boys' 'quotation'": "the ’90s and the boys’ ‘quotation’",
		"get 'em, they're Joe's'":            "get 'em, they’re Joe’s’",
		"'round the boys' house":             "'round the boys’ house",
	} {
		if text, _, _ := fixed(t, "# It’s “A”, isn’t it, he’s, she’s, we’re, they’re, you’re\n\n"+source+"\n"); !strings.HasSuffix(text, "\n\n"+want+"\n") {
			t.Errorf("%q became %q", source, text)
		}
	}
}

// What is offered is what is fixed.
func TestSettled(t *testing.T) {
	source := "# A\n\n• One\n\n<p>\n• Two</p>\n\n---\n\n# B\u200b\n"
	o := markdown.Options{Name: "deck.md"}
	all := foundIn(t, source, o)
	bad := check.Finding{Fix: &check.Fix{Line: 1, From: 2, To: 3, Text: "Other"}}
	bad.Pos.File = "deck.md"
	all = append(all, bad)
	offered := check.Report{Findings: check.Settled([]byte(source), o, all)}.Fixable()
	if _, n, err := check.Fixed([]byte(source), o, all); err != nil || n != offered || n != 2 {
		t.Errorf("%d are offered, and %d are fixed: %v", offered, n, err)
	}
	if all[len(all)-1].Fix == nil {
		t.Error("the findings themselves were changed")
	}
	for _, f := range check.Settled([]byte("# Caf\xe9\n"), o, all) {
		if f.Fix != nil {
			t.Errorf("%v is offered for a file that is not UTF-8", f)
		}
	}
}

func TestUnseen(t *testing.T) {
	e, _, err := check.Fixed([]byte("# A\u200b\u200bB\n\nit\u00ad\nit\n"), markdown.Options{Name: "deck.md"},
		foundIn(t, "# A\u200b\u200bB\n\nit\u00ad\nit\n", markdown.Options{}))
	got := strings.Join(check.Unseen(e), "; ")
	if want := "line 1: 2 invisible characters removed; line 3: 1 invisible character removed"; err != nil || got != want {
		t.Errorf("got %q, %v", got, err)
	}
}

// proseAlone holds a text to differ from another in its prose alone.
func proseAlone(t *testing.T, was, now []byte) {
	t.Helper()
	starts := lineStarts(was)
	from, rest := 0, now
	next := func(to int) {
		kept := was[from:to]
		i := bytes.Index(rest, kept)
		if i < 0 || from == 0 && i > 0 {
			t.Fatalf("%q became %q, and %q is no prose", was, now, kept)
		}
		rest = rest[i+len(kept):]
	}
	for _, p := range markdown.ProseOf(was, markdown.Options{Name: "deck.md"}) {
		start := starts[p.From.Line-1]
		next(max(from, start+p.From.Col-1))
		from = max(from, start+p.To.Col-1)
	}
	if kept := was[from:]; !bytes.HasSuffix(rest, kept) {
		t.Fatalf("%q became %q, and %q is no prose", was, now, kept)
	}
}
