package render_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
)

// everyDeck calls a test with each deck of testdata.
func everyDeck(t *testing.T, test func(t *testing.T, d *deck.Deck, r *render.Renderer)) {
	t.Helper()
	names, err := filepath.Glob("testdata/*.md")
	if err != nil || len(names) < 5 {
		t.Fatal("too few decks", names, err)
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			source, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			d := parse(t, string(source))
			test(t, d, render.New(d))
		})
	}
}

// A frame is exactly as large as its screen, and a step adds to the one before it and changes
// nothing else. Messages are two pictures, and a reflection fills.
func TestFramesOfEveryDeck(t *testing.T) {
	everyDeck(t, func(t *testing.T, d *deck.Deck, r *render.Renderer) {
		for _, size := range [][2]int{{0, 0}, {1, 1}, {7, 3}, {20, 8}, {40, 12}, {60, 16}, {81, 25}, {121, 31}} {
			v := render.View{W: size[0], H: size[1], Palette: palette(t)}
			for i := range d.Len() {
				var before *cell.Grid
				for step := range d.Slide(i).Steps {
					g := r.Frame(i, step, v).Grid
					if g.W != size[0] || g.H != size[1] {
						t.Fatalf("slide %d at %v is %d by %d", i+1, size, g.W, g.H)
					}
					if step > 0 && d.Slide(i).Screens <= 1 && d.Slide(i).Layout != deck.LayoutMessage && d.Slide(i).Layout != deck.LayoutReflection {
						onlyAdds(t, before, g)
					}
					before = g
				}
			}
		}
	})
}

func onlyAdds(t *testing.T, before, after *cell.Grid) {
	t.Helper()
	for y := range before.H {
		for x := range before.W {
			if b := before.At(x, y); b != after.At(x, y) && (b.Text != " " || b.Style.BG != before.At(0, 0).Style.BG) {
				t.Fatalf("cell (%d,%d) of %d by %d changes from %q to %q", x, y, before.W, before.H, b.Text, after.At(x, y).Text)
			}
		}
	}
}

// Nothing comes near the edge of a screen.
func TestMargins(t *testing.T) {
	everyDeck(t, func(t *testing.T, d *deck.Deck, r *render.Renderer) {
		for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 30}, {192, 54}} {
			v := render.View{W: size[0], H: size[1], Palette: palette(t), Tier: bigtype.Blocks, Fill: render.FillMax}
			for i := range d.Len() {
				last := d.Slide(i).Steps - 1
				f := r.Frame(i, last, v)
				left, top := margins(f.Grid)
				if s := d.PublicSlide(i); s.Header+s.Footer != "" {
					top = float64(size[1]) // Small print stands in the margin.
				}
				if f.Fit.Fits() && (left < float64(size[0])/40-0.25 || f.Fit.Drawn && size[1] > 12 && top < float64(size[1])*0.03-0.25) {
					t.Errorf("slide %d at %v: %v columns and %v rows are free at the edge", i+1, size, left, top)
				}
			}
		}
	})
}

// margins are the columns and rows that are free at the nearest edges, down to parts of them.
func margins(g *cell.Grid) (columns, rows float64) {
	columns, rows = float64(g.W), float64(g.H)
	ground := g.At(0, 0).Style.BG
	for y := range g.H {
		for x := range g.W {
			left, right, top, bottom := empty(g.At(x, y), ground)
			if left == 1 {
				continue
			}
			columns = min(columns, float64(x)+left, float64(g.W-1-x)+right)
			rows = min(rows, float64(y)+top, float64(g.H-1-y)+bottom)
		}
	}
	return columns, rows
}

var (
	lowerBlocks = strings.Split("▁▂▃▄▅▆▇", "")
	leftBlocks  = strings.Split("▏▎▍▌▋▊▉", "")
)

// empty is how much of a cell has no ink, from each of its sides.
func empty(c cell.Cell, ground cell.Color) (left, right, top, bottom float64) {
	glyph, back := apart(c.Style.FG, ground), apart(c.Style.BG, ground)
	if c.Style.Attr&cell.Reverse != 0 {
		glyph, back = back, glyph
	}
	low, side := slices.Index(lowerBlocks, c.Text), slices.Index(leftBlocks, c.Text)
	switch {
	case !back && (c.Text == " " || c.Text == "" || !glyph):
		return 1, 1, 1, 1
	case back && glyph, c.Text == " ":
	case low >= 0 && glyph:
		top = float64(7-low) / 8
	case low >= 0:
		bottom = float64(low+1) / 8
	case side >= 0 && glyph:
		right = float64(7-side) / 8
	case side >= 0:
		left = float64(side+1) / 8
	case (c.Text == "▖" || c.Text == "▗") && glyph:
		top = 0.5
	case (c.Text == "▘" || c.Text == "▝" || c.Text == "▀") && glyph:
		bottom = 0.5
	case c.Text == "▔" && glyph:
		bottom = 0.875
	case c.Text == "▐" && glyph:
		left = 0.5
	case c.Text == "▕" && glyph:
		left = 0.875
	}
	return left, right, top, bottom
}

// apart reports whether a colour is more than a faint shade on a ground.
func apart(c, ground cell.Color) bool {
	d := func(a, b uint8) int { return max(int(a)-int(b), int(b)-int(a)) }
	return d(c.R, ground.R)+d(c.G, ground.G)+d(c.B, ground.B) > 120
}

// On screens that show the terminal's own type every word of a slide is there, or the fit says that
// it is not.
func TestNothingIsCutInSilence(t *testing.T) {
	everyDeck(t, func(t *testing.T, d *deck.Deck, r *render.Renderer) {
		for _, size := range [][2]int{{12, 4}, {20, 3}, {20, 8}, {30, 12}, {40, 12}, {59, 40}} {
			v := render.View{W: size[0], H: size[1], Palette: palette(t)}
			for i := range d.Len() {
				text, lost, drawn := "", 0, false
				for step := range d.Slide(i).Steps {
					f := r.Frame(i, step, v)
					text, lost, drawn = text+"\n"+screentest.Plain(f.Grid), lost+f.Fit.Lost, drawn || f.Fit.Drawn
				}
				shown := strings.Fields(text)
				for _, word := range strings.Fields(d.PublicSlide(i).Text()) {
					if !drawn && lost == 0 && len(word) < 12 && !slices.ContainsFunc(shown, func(s string) bool { return strings.Contains(s, strings.Trim(word, ":,")) }) {
						t.Errorf("slide %d at %v lacks %q, and says that everything fits:\n%s", i+1, size, word, text)
						break
					}
				}
			}
		}
	})
}
