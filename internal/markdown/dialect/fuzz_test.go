package dialect

import (
	"errors"
	"strings"
	"testing"
)

// maxGrowth is how many times larger than what it is made from a translation may be.
const maxGrowth = 24

// fuzzFronts is front matter that changes how decks are read.
var fuzzFronts = []string{
	"", "title: A <!-- b\nauthor: [c, d]\ndate: \"1. May\"", "options: {incremental_lists: true, implicit_slide_ends: true, h1_slide_titles: true}",
	"options: {command_prefix: \"c:\", end_slide_shorthand: true}", "patat: {incrementalLists: true}", "patat: {slideLevel: 2, eval: {sh: {command: x}}}",
	"extensions: [a]", "headingDivider: 2\nmdc: true",
}

// FuzzTranslate holds of every text in every format: it does not panic, what is copied is what stands there,
// and the translation is not much larger than the text.
func FuzzTranslate(f *testing.F) {
	for _, seed := range []string{
		"# A\n\n<!-- pause -->\n\nB\n---\n\n<!-- end_slide -->\n", "<!--\nspeaker_note: |\nx\n-->\n- a\n  - b\n\nc\n", "<!-- include: x.md -->\n```file\npath: x.md\n```\n",
		"---\na: b\n---\n\n> - x\n> - y\n\n. . .\n\n| a\n| b\n", "% T\n% A\n\n::: notes\nx --> <!-- y\n:::\n", "  A   B\n --- ---\n  1   2\n\n+--+--+\n| a|b |\n+==+==+\n|c |d |\n+--+--+\n",
		"-----\n a  b\n--- ---\n 1   2\n\n 3   4\n-----\n", "a\n---\n```\n///x\n---\n```\n<!-- x\n---\n", "%title: x\n-> a <-\n^\n* * *\n", "# A {.b}\n[c]{.d} `e`{.f} ![g](h){i=1}\n#. x\n(@) y\na. z\nb. z\n",
		"# A\n\n---\nlayout: image\nimage: /x.png\n---\n\n<v-clicks every=2>\n\n- a\n- b <v-click at=\"+1\">c</v-click>\n\n</v-clicks>\n\n{{ x }}\n\n::right::\n\n<!-- [click] n -->\n",
		"---\nsrc: other.md#1-2\n---\n\n<<< @/other.md#one {1}\n\n````md magic-move\n```js\na\n```\n```js\nb\n```\n````\n",
		"<!-- header: H -->\n![bg left](x.png)\n\nTitle\n---\n* a\n  1) b\n\n***\n\n<!-- headingDivider: [1, 2] -->\n# B <!-- fit -->\n$x^{{2}}$\n",
		"- a\n\n  ---\n\n> b\nc\n---\n<div @x=\"1\">\n---\n\n~~~\nx\n", "```\n---\n<!--\n---\n-->\n ---\n. . .\n???\n[a]{.b} :c[d]{e=1}\n::f\n::\n",
		"> [!note] x\n>>>\na\n>>>\n[[b|c]]\n![image:width:50%](d)\n```rust\n# x\ny\n```\n",
	} {
		for i := range len(Formats()) * len(fuzzFronts) {
			f.Add(uint8(i), seed)
		}
	}
	f.Fuzz(func(t *testing.T, which uint8, text string) {
		formats := Formats()
		front := fuzzFronts[int(which)/len(formats)%len(fuzzFronts)]
		fuzzOne(t, formats[int(which)%len(formats)], front, text)
	})
}

func fuzzOne(t *testing.T, format Format, front, text string) {
	t.Helper()
	brought := 0
	in := Input{Format: format, File: &File{Name: "deck.md", Text: []byte(text)}, Front: readFront([]byte(front)), Single: format == Assembly}
	in.Open = func(name string) (*File, error) {
		if strings.Contains(name, "..") {
			return nil, errors.New("outside")
		}
		brought += len(text)
		return &File{Name: name, Text: []byte(text)}, nil
	}
	out := Translate(in)
	if out.Same {
		return
	}
	checkOrigins(t, &out.Text)
	if most := maxGrowth*(len(text)+brought) + 1<<10; len(out.Text.Bytes) > most {
		t.Fatalf("%d bytes in %s become %d, want at most %d", len(text), format, len(out.Text.Bytes), most)
	}
	for _, w := range out.Warnings {
		if w.Off > len(w.File.Text) {
			t.Fatalf("warning %q is at offset %d of %d", w.Message, w.Off, len(w.File.Text))
		}
	}
}
