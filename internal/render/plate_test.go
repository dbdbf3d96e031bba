package render_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/decktest"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/slides"
)

func pageView(t *testing.T, ratio float64) render.View {
	t.Helper()
	p, err := theme.Lookup("cream")
	if err != nil {
		t.Fatal(err)
	}
	return render.PageView(p, ratio)
}

// decks calls a test with the decks of every tool, and the program's own.
func decks(t *testing.T, test func(t *testing.T, d *deck.Deck)) {
	t.Helper()
	decktest.EveryTool(t, "../markdown/testdata", func(t *testing.T, d *deck.Deck, _ map[string][]byte) { test(t, d) })
	for name, src := range map[string][]byte{"builtin": slides.Builtin(), "short": slides.Short(), "guide": slides.Guide()} {
		d, err := markdown.Parse(src, markdown.Options{Name: name, Files: slides.Files()})
		if err != nil {
			t.Fatal(err)
		}
		t.Run(name, func(t *testing.T) { test(t, d) })
	}
}

// Whatever a slide holds, all of its words are on its plates, inside the page, and nothing is left to a terminal.
func TestPlatesAreWhole(t *testing.T) {
	for _, ratio := range []float64{16.0 / 9, 4.0 / 3} {
		v := pageView(t, ratio)
		decks(t, func(t *testing.T, d *deck.Deck) {
			r := render.New(d)
			r.SetFont(bigtype.GoBold().Boxed())
			for i := range d.Len() {
				said := ""
				for step := range max(d.PublicSlide(i).Steps, 1) {
					p := r.Plate(i, step, v)
					inside(t, i, step, p)
					said += platesWords(p)
				}
				for _, w := range wordsOf(d.PublicSlide(i)) {
					if !strings.Contains(said, squeezed(w)) {
						t.Errorf("slide %d: %q is on no plate: %q", i+1, w, said)
					}
				}
			}
		})
	}
}

func inside(t *testing.T, slide, step int, p *render.Plate) {
	t.Helper()
	const hair = 0.02
	if !p.Fit.Fits() || !p.Fit.Drawn {
		t.Errorf("slide %d, step %d: %+v", slide+1, step, p.Fit)
	}
	for _, m := range p.Marks {
		if m.X < -hair || m.Y < -hair || m.X+m.W > p.W+hair || m.Y+m.H > p.H+hair {
			t.Errorf("slide %d, step %d: %q is outside: %.2f %.2f %.2f %.2f", slide+1, step, m.Layout.Lines, m.X, m.Y, m.W, m.H)
		}
	}
}

// platesWords is all text on a plate without blanks and hyphens.
func platesWords(p *render.Plate) string {
	var b strings.Builder
	for _, m := range p.Marks {
		for _, l := range m.Layout.SetLines() {
			b.WriteString(l.Text.String())
		}
		if m.Picture != nil {
			b.WriteString(m.Picture.Alt)
		}
		b.WriteByte('\n')
	}
	return squeezed(b.String())
}

func squeezed(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune("-\u00ad\u00a0", r) {
			return -1
		}
		return r
	}, text)
}

func wordsOf(s deck.PublicSlide) []string {
	var out []string
	if s.Layout == deck.LayoutClosing {
		for _, row := range s.Rows {
			out = append(out, strings.Fields(row.Label+" "+row.Number)...)
		}
		return out
	}
	return strings.Fields(s.Text())
}

// A page of 192 by 54 cells has the very lines that a terminal of that size has, at the same places and as large.
func TestAPageIsAHallsScreen(t *testing.T) {
	v := pageView(t, 16.0/9)
	screen := v
	screen.Tier = bigtype.Shades
	for _, src := range [][]byte{slides.Builtin(), slides.Short(), slides.Guide()} {
		d, err := markdown.Parse(src, markdown.Options{Name: "deck.md", Files: slides.Files()})
		if err != nil {
			t.Fatal(err)
		}
		r := render.New(d)
		for i := range d.Len() {
			for step := range d.PublicSlide(i).Steps {
				page, hall := r.Plate(i, step, v).Fit, r.Frame(i, step, screen).Fit
				if page != hall {
					t.Errorf("slide %d, step %d: the page is %+v, and the screen %+v", i+1, step, page, hall)
				}
			}
		}
	}
}

// A step adds to what is there, and moves nothing of it.
func TestAStepOnAPlateOnlyAdds(t *testing.T) {
	v := pageView(t, 16.0/9)
	decks(t, func(t *testing.T, d *deck.Deck) {
		r := render.New(d)
		r.SetFont(bigtype.GoBold().Boxed())
		for i := range d.Len() {
			if r.Separate(i) || d.PublicSlide(i).Layout == deck.LayoutReflection {
				continue
			}
			before := []string(nil)
			for step := range d.PublicSlide(i).Steps {
				now := places(r.Plate(i, step, v))
				for _, m := range before {
					if !slices.Contains(now, m) {
						t.Errorf("slide %d: step %d moves %s", i+1, step, m)
					}
				}
				before = now
			}
		}
	})
}

func places(p *render.Plate) []string {
	var out []string
	for _, m := range p.Marks {
		out = append(out, fmt.Sprintf("%q %.3f %.3f %.3f %.3f", m.Layout.Lines, m.X, m.Y, m.W, m.H))
	}
	return out
}

// A slide of far too much text is on its plates all the same.
func TestPlatesOfTooMuch(t *testing.T) {
	long := strings.Repeat("word and more ", 700)
	for name, src := range map[string]string{
		"a paragraph": "# Title\n\n" + long, "a title": "# " + long, "a list": "# T\n\n" + strings.Repeat("- item of it\n", 300),
		"a wide table":        "# T\n\n|" + strings.Repeat(" a long cell of a table |", 30) + "\n|" + strings.Repeat("---|", 30) + "\n|" + strings.Repeat(" two words here |", 30) + "\n",
		"a long line of code": "# T\n\n```\n" + strings.Repeat("x = y + z; ", 80) + "\n```\n",
		"a long word":         "# T\n\n" + strings.Repeat("abcdefghij", 300),
		"a message":           "# First\n\nx\n\n---\n\n# " + strings.Repeat("Message ", 200) + "\n\n<!-- pause -->\n\n**" + strings.Repeat("Remember ", 100) + "**\n",
		"many numbers":        "# Call\n\n" + strings.Repeat("- Someone: 0800 789 321\n", 40) + "\n<!-- layout: closing -->\n",
		"steps of too much":   "# T\n\n- one\n\n<!-- pause -->\n\n- two " + strings.Repeat("more ", 500) + "\n",
		"nested":              "# T\n\n" + strings.Repeat("> ", 30) + "deep\n\n" + strings.Repeat("  ", 0) + "- a\n  - b\n    - c\n      - d\n",
	} {
		t.Run(name, func(t *testing.T) {
			d, err := markdown.Parse([]byte(src), markdown.Options{Name: "deck.md"})
			if err != nil {
				t.Fatal(err)
			}
			r, v := render.New(d), pageView(t, 16.0/9)
			for i := range d.Len() {
				said := ""
				for step := range max(d.PublicSlide(i).Steps, 1) {
					p := r.Plate(i, step, v)
					inside(t, i, step, p)
					said += platesWords(p)
				}
				if want := squeezed(strings.Join(wordsOf(d.PublicSlide(i)), " ")); len(said) < len(want) {
					t.Errorf("slide %d: %d of %d letters are on its plates", i+1, len(said), len(want))
				}
			}
		})
	}
}
