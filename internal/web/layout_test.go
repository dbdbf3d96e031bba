package web_test

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	decks "github.com/westandtogether-assembly/assembly/slides"
)

// The page is laid out as a terminal of the same proportions: the same lines, and type of the same size beside the
// window. Expected is what package render makes of a slide in a terminal of 192 by 54.

const (
	terminalW = 192
	terminalH = 54
)

// sizesDiffer is the share by which the sizes differ that is too much: the page works in whole pixels, and its closing
// screen not in rows.
const sizesDiffer = 0.015

// laidOut is how a step of a slide comes out: the lines of each piece of words, and the size of the main type as a
// share of the height.
type laidOut struct {
	Lines []string
	Size  float64
}

// frame of the terminal, in rows, without its margins of 3 %.
const (
	frameW = terminalW / 2 * 0.94
	frameH = terminalH * 0.94
)

func view(t *testing.T) render.View {
	t.Helper()
	palette, err := theme.Lookup("")
	if err != nil {
		t.Fatal(err)
	}
	return render.View{W: terminalW, H: terminalH, Palette: palette}
}

// expected lays out a step as package render does, at the size that it reports.
func expected(t *testing.T, r *render.Renderer, s deck.PublicSlide, slide, step int) laidOut {
	t.Helper()
	fit := r.Fit(slide, step, view(t))
	if !fit.Drawn {
		t.Fatalf("slide %d is not drawn", slide+1)
	}
	out := laidOut{Size: fit.Size / terminalH}
	f, v := bigtype.GoBold(), view(t)
	plain := func(spans []deck.Span) bigtype.Text { return bigtype.Text{{Text: deck.PlainText(spans)}} }
	switch s.Layout {
	case deck.LayoutMessage:
		spans := s.Heading()
		if b := s.Below(); b != nil && step > 0 {
			spans = b.Spans
		}
		l, _ := f.Fit(plain(spans), frameW, frameH, fit.Size*0.8, fit.Size)
		out.Lines = l.Lines
	case deck.LayoutTitle:
		height := frameH
		if s.Below() != nil {
			height = (frameH - terminalH/12.0) * 3 / 5
		}
		l, _ := f.Fit(plain(s.Heading()), frameW, height, v.LeastSize(), 0)
		out.Lines = l.Lines
		if b := s.Below(); b != nil {
			small, _ := f.Fit(plain(b.Spans), frameW, frameH-terminalH/12.0-l.H, v.LeastSize(), l.Size)
			out.Lines = append(slices.Clone(out.Lines), small.Lines...)
		}
	case deck.LayoutText:
		out.Lines = textLines(s.Screen(step), frameW, fit.Size)
	}
	return out
}

// textLines are the lines of blocks at a size.
func textLines(blocks []deck.Block, w, size float64) []string {
	set := func(spans []deck.Span, w, size float64) []string {
		l, _ := bigtype.GoBold().Set(bigtype.Text{{Text: deck.PlainText(spans)}}, w, size)
		return l.Lines
	}
	var out []string
	for _, b := range blocks {
		switch b.Kind {
		case deck.Heading:
			share := 7.0 / 6
			if b.Level <= 1 {
				share = 4.0 / 3
			}
			out = append(out, set(b.Spans, w, size*share)...)
		case deck.Paragraph:
			out = append(out, set(b.Spans, w, size)...)
		case deck.List:
			indent := 0.9
			if b.Ordered {
				indent += 0.62 * float64(len(fmt.Sprint(b.Start+len(b.Items))))
			}
			for _, it := range b.Items {
				out = append(out, set(it.Spans, w-indent*size, size)...)
				out = append(out, textLines(it.Blocks, w-indent*size, size)...)
			}
		case deck.Quote:
			out = append(out, textLines(b.Blocks, w-0.72*size, size)...)
		}
	}
	return out
}

// shownLayout is the same of the page.
const shownLayout = `(() => {
	const linesOf = ` + linesOf + `;
	const words = [...document.querySelectorAll("#stage :is(h1:not(.spoken), h2, p, .own)")].filter((n) => n.offsetWidth > 1);
	const main = document.querySelector("#stage .closing .number") ?? document.querySelector("#stage .text") ?? words[0];
	return JSON.stringify({ Lines: words.flatMap((n) => linesOf(n)), Size: parseFloat(getComputedStyle(main).fontSize) / innerHeight });
})()`

// wordy are slides of text of many kinds.
const wordy = `# What we can do

- Ask someone to play
- Say thank you to a person who helps us
- Stand by a friend who is being teased
- Draw or write something kind for somebody you do not know yet

---

# Order

1. Stop and think about what you have seen.
2. Do not touch it.
3. Tell a grown-up you trust, in school or at home, as soon as you can.

---

We are now going to have one minute of silence. Sit comfortably. You can close your eyes, or look at the screen.

---

# A quotation

> Look out for anything suspicious and report it to an adult or to the police

The letter says so.

---

# Headings

## Of two kinds, of which this one is a little long for a line

Words that belong to them and go on for a while, so that they need to be broken.

- a list
  - with another inside that has a few more words than fit in a line of its own

---

# Be kind

---

# Lopadotemachoselachogaleokranioleipsanodrimhypotrimmatosilphio

- an address: https://www.a-rather-long-address.example.org/help/for/pupils/of/all/ages
`

func testSameLayout(t *testing.T, s *stand, p *tab) {
	text := deckOf(t, wordy)
	for name, d := range map[string]*deck.Deck{
		"assembly": builtin(t), "short": parse(t, decks.ShortName, decks.Short()), "guide": parse(t, decks.GuideName, decks.Guide()), "text": text,
	} {
		s.show(p, d, "cream")
		p.size(1920, 1080)
		r := render.New(d)
		for i, steps := range d.Steps() {
			for step := range steps {
				s.to(i, step)
				p.at(s, i, step)
				var got laidOut
				if err := json.Unmarshal([]byte(eval[string](p, shownLayout)), &got); err != nil {
					t.Fatal(err)
				}
				slide := d.PublicSlide(i)
				want := expected(t, r, slide, i, step)
				if want.Lines != nil && !slices.EqualFunc(got.Lines, want.Lines, func(a, b string) bool { return unspaced(strings.TrimSuffix(a, " -")) == unspaced(b) }) {
					t.Errorf("%s %d.%d: the lines are\n%s\nin a terminal\n%s", name, i+1, step+1, strings.Join(got.Lines, " / "), strings.Join(want.Lines, " / "))
				}
				if want.Size > 0 && math.Abs(got.Size/want.Size-1) > sizesDiffer {
					t.Errorf("%s %d.%d: %s is %.4f of the height, in a terminal %.4f (%+.1f %%)", name, i+1, step+1, slide.Layout, got.Size, want.Size, 100*(got.Size/want.Size-1))
				}
			}
		}
	}
}

// What lines cost is the same on the page and in a terminal.
func TestLineCostsAreTheTerminals(t *testing.T) {
	page, err := os.ReadFile("assets/breaks.js")
	if err != nil {
		t.Fatal(err)
	}
	terminal, err := os.ReadFile("../bigtype/breaks.go")
	if err != nil {
		t.Fatal(err)
	}
	costs := regexp.MustCompile(`(?m)^\t(\w+) += ([\d.]+) +//`).FindAllStringSubmatch(string(terminal), -1)
	if len(costs) != 9 {
		t.Errorf("there are %d costs, want 9", len(costs))
	}
	for _, c := range costs {
		if want := fmt.Sprintf("const %s = %s;", c[1], c[2]); !strings.Contains(string(page), want) {
			t.Errorf("breaks.js has not %s", want)
		}
	}
}
