package render

import (
	"encoding/json"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/slides"
)

// wired is a deck as it goes over the wire, which holds any field.
func wired(f *testing.F, source []byte, files deck.Public) []byte {
	f.Helper()
	if source != nil {
		d, err := markdown.Parse(source, markdown.Options{Name: "deck.md", Files: slides.Files()})
		if err != nil {
			f.Fatal(err)
		}
		files = d.Public()
	}
	text, err := json.Marshal(files)
	if err != nil {
		f.Fatal(err)
	}
	return text
}

// A deck that comes over the wire and is taken can be drawn: each of its first slides, at its first and its last step, in
// the smallest window, as exactly as many cells; and any place is moved to one that it has.
func FuzzWire(f *testing.F) {
	f.Add(wired(f, slides.Builtin(), deck.Public{}), 3, 1)
	f.Add(wired(f, slides.Guide(), deck.Public{}), -1, 1<<40)
	f.Add(wired(f, []byte("# A\n\n| a | b |\n|--|:-:|\n| 1 | 2 |\n\n```go\nx := 1\n```\n\n> q\n\n1. b\n   - c\n\n+++\n\n![a](missing.png)\n\n$x^2$\n"), deck.Public{}), 0, 0)
	f.Add([]byte(`{"Steps":[1,10000],"Closing":1,"Slides":[{"Layout":"split","Blocks":[null,{"Kind":99,"Level":-1}]},{"Layout":"closing","Rows":[{"Label":"a","Number":"1","Step":-5}]}]}`), 1, 2)
	f.Fuzz(func(t *testing.T, text []byte, slide, step int) {
		var p deck.Public
		if json.Unmarshal(text, &p) != nil || p.Sane() != nil {
			return
		}
		shape := talk.Shape{Steps: p.Steps, Closing: p.Closing}
		if at := shape.Fit(talk.Pos{Slide: slide, Step: step}); p.Len() > 0 && (at.Slide < 0 || at.Slide >= p.Len() || at.Step < 0 || at.Step >= p.Steps[at.Slide]) {
			t.Fatalf("%d.%d is moved to %+v of %v", slide, step, at, p.Steps)
		}
		drawn(t, p)
	})
}

// onWire is a deck without its pictures, as it comes.
type onWire struct {
	deck.Public
	deck.Pictures
}

// drawn draws the first slides of a deck.
func drawn(t *testing.T, p deck.Public) {
	t.Helper()
	v := View{W: 40, H: 12, Palette: dark(t)}
	r := New(onWire{p, files(nil)})
	for i := range min(p.Len(), 4) {
		for _, step := range []int{0, p.Steps[i] - 1} {
			if g := r.Frame(i, step, v).Grid; g.W != v.W || g.H != v.H {
				t.Fatalf("slide %d is drawn as %d by %d cells", i, g.W, g.H)
			}
		}
	}
}
