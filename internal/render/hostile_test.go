package render

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// allocated is how many bytes a function allocates.
func allocated(do func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// paused is a slide of blocks whose steps its author chose, so that it is not divided among screens.
func paused(blocks ...deck.Block) *Renderer {
	return New(slideList{{Layout: deck.LayoutText, Steps: 2, Blocks: blocks}}.deck())
}

// Code and tables of thousands of lines are drawn as far as a screen shows them, and all of their lines are counted.
func TestLongGridsTakeNoMoreThanAScreen(t *testing.T) {
	const lines = 20_000
	wide := strings.Repeat("x", 70)
	rows := make([][]deck.Cell, lines)
	rows[0] = []deck.Cell{spans(wide)}
	for name, b := range map[string]deck.Block{
		"code":  {Kind: deck.Code, Text: wide + strings.Repeat("\n", lines-1) + "end"},
		"table": {Kind: deck.Table, Rows: rows},
	} {
		var f *Frame
		size := allocated(func() { f = paused(b).Frame(0, 0, View{W: 80, H: 24}) })
		if f.Fit.Lost < lines {
			t.Errorf("%s: %d lines are told to be missing, of %d", name, f.Fit.Lost, lines)
		}
		if got := f.Grid.At(1, 0).Text + f.Grid.At(70, 0).Text; !strings.Contains(got, "x") {
			t.Errorf("%s: the first row does not show", name)
		}
		if most := uint64(8 << 20); size > most {
			t.Errorf("%s: to draw it takes %d MB", name, size>>20)
		}
	}
}

// What is below the foot of a screen is not set in drawn type: whether a slide fits is known before.
func TestTooMuchIsNotLaidOut(t *testing.T) {
	var words []deck.Block
	var items []deck.Item
	var quoted []deck.Block
	for i := range 2000 {
		words = append(words, deck.Block{Kind: deck.Paragraph, Spans: spans(fmt.Sprintf("w%d", i))})
		items = append(items, deck.Item{Spans: spans(fmt.Sprintf("i%d", i))})
		quoted = append(quoted, deck.Block{Kind: deck.Paragraph, Spans: spans(fmt.Sprintf("q%d", i))})
	}
	for name, blocks := range map[string][]deck.Block{
		"paragraphs": words, "list": {{Kind: deck.List, Items: items}}, "quote": {{Kind: deck.Quote, Blocks: quoted}},
		"code": {{Kind: deck.Code, Text: strings.Repeat("a line\n", 2000)}},
	} {
		p := newPage(paused(blocks...), View{W: 80, H: 24})
		p.slide = p.slides.PublicSlide(0)
		p.fitsAt(p.least()) // What the font makes once is made.
		n := testing.AllocsPerRun(1, func() {
			if p.fitsAt(p.least() * 1.01) {
				t.Errorf("%s: all of it fits", name)
			}
		})
		if n > 2500 { // A line of code is one.
			t.Errorf("%s: to find out that it does not fit takes %v allocations", name, n)
		}
	}
}
