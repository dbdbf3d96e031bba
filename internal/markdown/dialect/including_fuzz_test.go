package dialect

import (
	"errors"
	"testing"
)

// FuzzIncluding holds of every deck, in any format: it is translated, every byte of the translation has an
// origin, and the translation does not grow out of proportion.
func FuzzIncluding(f *testing.F) {
	for _, text := range []string{
		"# A\n\n---\nlayout: image\nimage: /x.png\n---\n\n<v-clicks every=2>\n\n- a\n- b <v-click at=\"+1\">c</v-click>\n\n</v-clicks>\n\n{{ x }}\n\n::right::\n\n<!-- [click] n -->\n",
		"---\nsrc: other.md#1-2\n---\n\n<<< @/other.md#one {1}\n\n````md magic-move\n```js\na\n```\n```js\nb\n```\n````\n",
		"<!-- header: H -->\n![bg left](x.png)\n\nTitle\n---\n* a\n  1) b\n\n***\n\n<!-- headingDivider: [1, 2] -->\n# B <!-- fit -->\n$x^{{2}}$\n",
		"- a\n\n  ---\n\n> b\nc\n---\n<div @x=\"1\">\n---\n\n~~~\nx\n",
		"```\n---\n<!--\n---\n-->\n ---\n. . .\n???\n[a]{.b} :c[d]{e=1}\n::f\n::\n",
	} {
		for i := range Formats() {
			f.Add([]byte(text), uint8(i), "headingDivider: 2\nmdc: true")
		}
	}
	f.Fuzz(func(t *testing.T, text []byte, format uint8, front string) {
		in := Input{Format: Formats()[int(format)%len(Formats())], File: &File{Name: "deck.md", Text: text}, Front: readFront([]byte(front))}
		other := &File{Name: "other.md", Text: []byte("# X\n\n---\nsrc: deck.md\n---\n\n---\n\n#region one\n# Y\n")}
		opened := 0
		in.Open = func(name string) (*File, error) {
			if name != "other.md" {
				return nil, errors.New("no such file")
			}
			opened++
			return other, nil
		}
		out := Translate(in)
		if len(out.Text.Bytes) > 0 {
			checkOrigins(t, &out.Text)
		}
		if most := 10*len(text) + (opened+1)*4*len(other.Text) + 1000*(1+len(front)); len(out.Text.Bytes) > most {
			t.Fatalf("%d bytes become %d", len(text), len(out.Text.Bytes))
		}
		for _, w := range out.Warnings {
			if w.Off > len(w.File.Text) {
				t.Fatalf("warning %q is at offset %d of %d", w.Message, w.Off, len(w.File.Text))
			}
		}
	})
}
