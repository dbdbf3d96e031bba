package slides_test

import (
	"fmt"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/slides"
	"github.com/westandtogether-assembly/assembly/slides/rules"
)

// Every step of every embedded deck shows in full, with no character that the drawn type lacks,
// on every screen that a hall may have.
func TestEveryStepFitsEveryScreen(t *testing.T) {
	for _, name := range names(t) {
		d := parse(t, name)
		for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 30}, {192, 54}} {
			eachStep(t, d, size, func(title string, f *render.Frame) {
				if !f.Fit.Fits() || f.Fit.Missing != "" {
					t.Errorf("%s at %v: %s: %d lines lost, characters missing: %q", name, size, title, f.Fit.Lost, f.Fit.Missing)
				}
			})
		}
	}
}

// No screen, however small, stops the talk.
func TestEveryStepIsDrawnOnAnyScreen(t *testing.T) {
	for _, name := range names(t) {
		d := parse(t, name)
		for _, size := range [][2]int{{0, 0}, {1, 1}, {3, 2}, {20, 5}, {400, 120}} {
			eachStep(t, d, size, func(title string, f *render.Frame) {
				if w, h := f.Grid.W, f.Grid.H; w != size[0] || h != size[1] {
					t.Errorf("%s: %s: drawn %d by %d, want %v", name, title, w, h, size)
				}
			})
		}
	}
}

// On small screens the type is the terminal's own, and the words can be read back.
func TestSmallScreensKeepTheRules(t *testing.T) {
	for _, name := range names(t) {
		d := parse(t, name)
		eachStep(t, d, [2]int{40, 12}, func(title string, f *render.Frame) {
			if err := rules.ForPupils(screentest.Plain(f.Grid)); err != nil {
				t.Errorf("%s: %s: %v", name, title, err)
			}
		})
	}
	d := parse(t, slides.BuiltinName)
	r := renderer(t, d)
	frame := r.Frame(d.Closing(), 0, view(t, d, [2]int{40, 12}))
	if err := rules.Closing(screentest.Plain(frame.Grid)); err != nil && !frame.Fit.Drawn {
		t.Errorf("the closing screen at 40x12: %v\n%s", err, screentest.Plain(frame.Grid))
	}
}

func eachStep(t *testing.T, d *deck.Deck, size [2]int, see func(title string, f *render.Frame)) {
	t.Helper()
	r, v := renderer(t, d), view(t, d, size)
	for i := range d.Len() {
		for step := range d.PublicSlide(i).Steps {
			see(fmt.Sprintf("%s, step %d", d.PublicSlide(i).Title, step+1), r.Frame(i, step, v))
		}
	}
}

func renderer(t *testing.T, d *deck.Deck) *render.Renderer {
	t.Helper()
	r := render.New(d)
	return r
}

func view(t *testing.T, d *deck.Deck, size [2]int) render.View {
	t.Helper()
	p, err := theme.Lookup(d.Meta.Theme)
	if err != nil {
		t.Fatal(err)
	}
	return render.View{W: size[0], H: size[1], Palette: p}
}
