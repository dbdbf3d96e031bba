package check_test

import (
	"bytes"
	"io/fs"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"assembly/internal/bigtype"
	"assembly/internal/check"
	"assembly/internal/deck"
	"assembly/internal/markdown"
	"assembly/internal/render"
)

// corpus calls a test with each deck that the reader is tested with, made for whichever tool, that can be read.
func corpus(t *testing.T, test func(t *testing.T, d *deck.Deck, files map[string][]byte)) {
	t.Helper()
	names, err := filepath.Glob("../markdown/testdata/*.txtar")
	if err != nil || len(names) < 50 {
		t.Fatal("too few decks", len(names), err)
	}
	read := 0
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files, system := map[string][]byte{}, fstest.MapFS{}
		for _, f := range archive.Files {
			files[f.Name], system[f.Name] = f.Data, &fstest.MapFile{Data: f.Data}
		}
		if d, err := markdown.Parse(files["deck.md"], markdown.Options{Name: "deck.md", Files: fs.FS(system)}); err == nil {
			read++
			t.Run(filepath.Base(name), func(t *testing.T) { test(t, d, files) })
		}
	}
	if read < 40 {
		t.Errorf("only %d decks were read", read)
	}
}

// A deck of any tool is checked, and what is found is at a place that there is.
func TestDecksOfEveryTool(t *testing.T) {
	corpus(t, func(t *testing.T, d *deck.Deck, files map[string][]byte) {
		for _, f := range check.Deck(d, check.Options{Source: files["deck.md"]}) {
			lines := bytes.Count(files[f.Pos.File], []byte("\n")) + 1
			if files[f.Pos.File] == nil || f.Pos.Line < 0 || f.Pos.Line > lines || f.Slide > d.Len() || f.What == "" {
				t.Errorf("found %+v in a file of %d lines", f, lines)
			}
		}
	})
}

// What is told of a slide's size is what the drawn slide says of itself, in every hall.
func TestLegibilityIsTheRenderers(t *testing.T) {
	flagged := 0
	corpus(t, func(t *testing.T, d *deck.Deck, _ map[string][]byte) {
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
