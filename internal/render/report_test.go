package render_test

import (
	"math"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/render"
)

// What is found out without drawing is what the drawn slide says of itself.
func TestFitIsThatOfTheFrame(t *testing.T) {
	everyDeck(t, func(t *testing.T, d *deck.Deck, r *render.Renderer) {
		for _, v := range []render.View{
			{W: 0, H: 0}, {W: 1, H: 1}, {W: 20, H: 8}, {W: 40, H: 12}, {W: 80, H: 24}, {W: 120, H: 30},
			{W: 80, H: 24, Tier: bigtype.ASCII}, {W: 80, H: 24, Tier: bigtype.Letters}, {W: 60, H: 20, Of: render.Usual()},
		} {
			v.Palette = palette(t)
			for i := range d.Len() {
				for step := range d.Slide(i).Steps {
					if got, want := render.New(d).Fit(i, step, v), r.Frame(i, step, v).Fit; got != want {
						t.Errorf("slide %d, step %d at %d by %d: %+v, drawn %+v", i+1, step+1, v.W, v.H, got, want)
					}
				}
			}
		}
	})
}

// The x-height is that of the smallest words that show: drawn ones by their size, and 0.42 of a row for the
// terminal's own. Words beside a number help to find it, and what is to be read is the number.
func TestXHeight(t *testing.T) {
	const closing = "# Tell someone\n\n- Police, not an emergency: 101\n- Anti-Terrorist Hotline, confidential: 0800 789 321\n- Emergency: 999\n"
	x := bigtype.GoBold().XHeight()
	for _, c := range []struct {
		source string
		view   render.View
		want   func(f render.Fit) float64
	}{
		{"# Be kind\n", render.View{W: 80, H: 24}, func(f render.Fit) float64 { return f.Size * x }},
		{"# Be kind\n", render.View{W: 80, H: 24, Tier: bigtype.Letters}, func(render.Fit) float64 { return 0.42 }},
		{"# Title\n\nA line.\n\nAnother.\n", render.View{W: 80, H: 24}, func(f render.Fit) float64 { return f.Size * x }},
		{"# Title\n\n| a | b |\n|---|---|\n| c | d |\n\nWords.\n", render.View{W: 80, H: 24}, func(f render.Fit) float64 { return f.Size * x }},
		{"# Be still\n\n<!-- layout: reflection -->\n", render.View{W: 80, H: 24}, func(f render.Fit) float64 { return f.Size * x }},
		{closing, render.View{W: 80, H: 24}, func(f render.Fit) float64 { return f.Size * x }},
		{closing + "- Words without a number\n", render.View{W: 80, H: 24}, func(render.Fit) float64 { return 0.42 }},
	} {
		c.view.Palette = palette(t)
		f := render.New(parse(t, c.source)).Fit(0, 0, c.view)
		if math.Abs(f.XHeight-c.want(f)) > 1e-9 {
			t.Errorf("%q: the smallest words are %.2f rows, want %.2f", c.source, f.XHeight, c.want(f))
		}
	}
}

// Small words below large ones count, and only once they show.
func TestXHeightOfAStep(t *testing.T) {
	r := render.New(parse(t, "# Be kind\n\n<!-- pause -->\n\nA line with far more words than the title has, so that it is set smaller by far than the title\n\n<!-- layout: title -->\n"))
	v := render.View{W: 120, H: 30, Palette: palette(t)}
	if before, after := r.Fit(0, 0, v).XHeight, r.Fit(0, 1, v).XHeight; after >= before || after == 0 {
		t.Errorf("the smallest words are %.2f rows before the step and %.2f after it", before, after)
	}
}

// What reads for sure is drawn at least that large, whole, and in drawn type.
func TestReads(t *testing.T) {
	sure := 0
	everyDeck(t, func(t *testing.T, d *deck.Deck, r *render.Renderer) {
		for _, v := range []render.View{{W: 40, H: 12}, {W: 80, H: 24}, {W: 120, H: 30}, {W: 192, H: 54}, {W: 80, H: 24, Tier: bigtype.Blocks}} {
			v.Palette = palette(t)
			for i := range d.Len() {
				for _, x := range []float64{0.1, 1, 1.4, 1.8, 2.2, 2.6, 3.4} {
					if !r.Reads(i, v, x) {
						continue
					}
					sure++
					for step := range d.Slide(i).Steps {
						if f := r.Fit(i, step, v); f.XHeight != 0 && f.XHeight < x || !f.Fits() || f.Missing != "" || !f.Drawn {
							t.Errorf("slide %d, step %d at %d by %d is to read at %.1f rows, and is %+v", i+1, step+1, v.W, v.H, x, f)
						}
					}
				}
			}
		}
	})
	if sure < 100 {
		t.Errorf("only %d slides read for sure", sure)
	}
}
