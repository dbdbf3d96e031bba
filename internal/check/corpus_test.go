package check_test

import (
	"bytes"
	"path/filepath"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/check"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/decktest"
	"github.com/westandtogether-assembly/assembly/internal/render"
)

// A deck of any tool is checked, and what is found is at a place that there is.
func TestDecksOfEveryTool(t *testing.T) {
	decktest.EveryTool(t, "../markdown/testdata", func(t *testing.T, d *deck.Deck, files map[string][]byte) {
		for _, f := range check.Deck(d, check.Options{Source: files["deck.md"]}) {
			file := files[filepath.ToSlash(f.Pos.File)]
			lines := bytes.Count(file, []byte("\n")) + 1
			if file == nil || f.Pos.Line < 0 || f.Pos.Line > lines || f.Slide > d.Len() || f.What == "" {
				t.Errorf("found %+v in a file of %d lines", f, lines)
			}
		}
	})
}

// What is told of a slide's size is what the drawn slide says of itself, in every hall.
func TestLegibilityIsTheRenderers(t *testing.T) {
	flagged := 0
	decktest.EveryTool(t, "../markdown/testdata", func(t *testing.T, d *deck.Deck, _ map[string][]byte) {
		r := render.New(d)
		for _, w := range []check.Window{
			{Screen: render.Screen{W: 40, H: 12}}, {Screen: render.Screen{W: 80, H: 24}}, {Screen: render.Screen{W: 120, H: 30}},
			{Screen: render.Screen{W: 80, H: 24}, Tier: bigtype.Blocks}, {Screen: render.Screen{W: 80, H: 24}, Tier: bigtype.Letters},
		} {
			for _, distance := range []float64{1.5, 3, 8} {
				got := map[int]check.Severity{}
				for _, f := range check.Deck(d, check.Options{Windows: []check.Window{w}, Distance: distance}) {
					if f.Rule == check.Legibility {
						got[f.Slide-1] = f.Severity
					}
				}
				flagged += len(got)
				for i := range d.Len() {
					if want := verdict(r, i, d.PublicSlide(i).Steps, w, distance); got[i] != want {
						t.Errorf("slide %d at %v from %v picture heights: %q, and it is drawn as %q", i+1, w, distance, got[i], want)
					}
				}
			}
		}
	})
	if flagged < 50 {
		t.Errorf("only %d slides are too small anywhere", flagged)
	}
}

// verdict judges a slide by its frames: a floor of 1/200 of the distance for the smallest letters, and an aim of 1/150.
func verdict(r *render.Renderer, slide, steps int, w check.Window, distance float64) check.Severity {
	out := check.Severity("")
	for step := range steps {
		fit := r.Frame(slide, step, render.View{W: w.W, H: w.H, Tier: w.Tier, Fill: render.FillMax}).Fit
		share := fit.XHeight / float64(w.H)
		switch {
		case fit.Lost > 0, fit.XHeight > 0 && share < distance/200:
			return check.Error
		case fit.XHeight > 0 && share < distance/150:
			out = check.Warning
		}
	}
	return out
}
