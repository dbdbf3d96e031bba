package render_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
)

// Small print stands alone in its row on every screen that has room for it, and its slide does not need it: not
// a cell of the slide is in the row, nor in the half row beside it.
func TestSmallPrintStandsAlone(t *testing.T) {
	everyDeck(t, func(t *testing.T, d *deck.Deck, _ *render.Renderer) {
		r := render.New(printedSlides{d})
		for _, size := range [][2]int{{20, 15}, {40, 16}, {80, 24}, {121, 43}} {
			for _, tier := range []bigtype.Tier{0, bigtype.Letters} {
				v := render.View{W: size[0], H: size[1], Palette: palette(t), Tier: tier}
				for i := range d.Len() {
					checkPrinted(t, r, i, d.Slide(i).Steps-1, v)
				}
			}
		}
	})
}

// printedSlides are the slides of a deck with a header and a footer each.
type printedSlides struct{ *deck.Deck }

func (s printedSlides) PublicSlide(i int) deck.PublicSlide {
	out := s.Deck.PublicSlide(i)
	out.Header, out.Footer = "", ""
	if out.Layout != deck.LayoutClosing && out.Layout != deck.LayoutReflection {
		out.Header, out.Footer = "above", "below it all"
	}
	return out
}

func checkPrinted(t *testing.T, r *render.Renderer, slide, step int, v render.View) {
	t.Helper()
	f := r.Frame(slide, step, v)
	rows := strings.Split(screentest.Plain(f.Grid), "\n")
	first, last := rows[printRow(v.H)], rows[v.H-1-printRow(v.H)]
	printed := strings.HasSuffix(strings.TrimSpace(first), "above") || strings.HasSuffix(strings.TrimSpace(last), "below it all")
	if printed && (v.H < 16 || strings.TrimSpace(first) != "above" || strings.TrimSpace(last) != "below it all" || !f.Fit.Fits()) {
		t.Errorf("slide %d step %d at %dx%d, tier %v:\n%s", slide+1, step+1, v.W, v.H, v.Tier, strings.Join(rows, "\n"))
	}
}

func printRow(h int) int { return 3 * h / 100 }

func printedDeck(source, header string) *render.Renderer {
	return render.New(oneSlide{deck.PublicSlide{Layout: deck.LayoutText, Steps: 1, Header: header, Blocks: []deck.Block{{Spans: []deck.Span{{Text: source}}}}}})
}

type oneSlide struct{ slide deck.PublicSlide }

func (oneSlide) Len() int { return 1 }

func (s oneSlide) PublicSlide(int) deck.PublicSlide { return s.slide }

// A slide goes without its header where it would lose a line, or the drawn type, to it.
func TestTheSlideComesFirst(t *testing.T) {
	kept := map[bool]int{}
	for n := 0; n < 400; n += 3 {
		source := strings.TrimSpace(strings.Repeat("plenty ", n+1))
		v := render.View{W: 80, H: 24, Palette: palette(t)}
		with, bare := printedDeck(source, "above").Frame(0, 0, v), printedDeck(source, "").Frame(0, 0, v)
		if with.Fit.Drawn != bare.Fit.Drawn || with.Fit.Lost > bare.Fit.Lost {
			t.Fatalf("%d words are drawn %+v, and without a header %+v", n+1, with.Fit, bare.Fit)
		}
		kept[strings.HasPrefix(screentest.Plain(with.Grid), "  above")]++
	}
	if kept[true] < 50 || kept[false] < 5 {
		t.Errorf("a header is kept on %d slides, and left out on %d", kept[true], kept[false])
	}
}

// What is too long ends in an ellipsis, in colours that are read and in no more columns than the slide has.
func TestLongSmallPrint(t *testing.T) {
	v := render.View{W: 40, H: 16, Palette: palette(t)}
	for tier, want := range map[bigtype.Tier]string{0: "…", bigtype.ASCII: "..."} {
		v.Tier = tier
		g := printedDeck("words", strings.Repeat("long ", 20)).Frame(0, 0, v).Grid
		row, _, _ := strings.Cut(screentest.Plain(g), "\n")
		if !strings.HasPrefix(row, " long long") || !strings.HasSuffix(row, want) || cell.Width(row) > 39 || g.At(1, 0).Style.FG != v.Palette.Quiet {
			t.Errorf("it is %q in %v", row, g.At(1, 0).Style)
		}
	}
}

// ReadPicture implements deck.Pictures.
func (oneSlide) ReadPicture(string) ([]byte, error) { return nil, errors.ErrUnsupported }
