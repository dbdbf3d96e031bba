package render

import (
	"strings"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/theme"
)

// slideList is the slides of a deck, for tests.
type slideList []deck.PublicSlide

// deck makes a deck of the slides; the last closing one among them is protected.
func (f slideList) deck() *deck.Deck {
	heads := make([]deck.Head, len(f))
	for i, s := range f {
		heads[i] = deck.Head{Steps: s.Steps, Closing: s.Layout == deck.LayoutClosing}
	}
	load := func(i int) (deck.Slide, []deck.Diagnostic) { return deck.Slide{PublicSlide: f[i]}, nil }
	return deck.New("", "", deck.Meta{}, heads, nil, load)
}

func spans(text string) []deck.Span { return []deck.Span{{Text: text}} }

func head(text string) deck.Block {
	return deck.Block{Kind: deck.Heading, Level: 1, Spans: spans(text)}
}

func para(step int, text string) deck.Block {
	return deck.Block{Kind: deck.Paragraph, Step: step, Spans: []deck.Span{{Text: text, Strong: true}}}
}

func list(items ...string) deck.Block {
	b := deck.Block{Kind: deck.List}
	for _, it := range items {
		b.Items = append(b.Items, deck.Item{Spans: spans(it)})
	}
	return b
}

// assemblySlides are the slides of the built-in assembly, and a slide of every kind of block.
func assemblySlides() slideList {
	message := func(text, remember string) deck.PublicSlide {
		return deck.PublicSlide{Title: text, Layout: deck.LayoutMessage, Steps: 2, Blocks: []deck.Block{head(text), para(1, remember)}}
	}
	return slideList{
		{Layout: deck.LayoutTitle, Steps: 1, Blocks: []deck.Block{head("#WeStandTogether"), {Spans: spans("We look after each other")}}},
		message("All forms of extremism and hatred are wrong", "Hatred is always wrong"),
		message("No faith or religion believes in violence or hurt", "We do not blame. We belong."),
		message("Look out for anything suspicious and report it to an adult or to the police", "Stop. Do not touch. Tell."),
		message("Use your powerful voice as a generation of young people to support the #WeStandTogether campaign", "Your voice matters"),
		{Layout: deck.LayoutReflection, Steps: 2, Silence: deck.Times{"": 45 * time.Second}, Blocks: []deck.Block{head("Be still")}},
		{Layout: deck.LayoutClosing, Steps: 1, Blocks: []deck.Block{head("Tell someone"), list(
			"Police, not an emergency: 101",
			"Anti-Terrorist Hotline, confidential: 0800 789 321",
			"Emergency (not in the letter): 999")}},
		{Layout: deck.LayoutText, Steps: 2, Blocks: []deck.Block{
			head("What to do"), {Spans: spans("Some words about it.")},
			list("Stop where you are", "Do not touch it", "Tell an adult"),
			{Kind: deck.Quote, Step: 1, Blocks: []deck.Block{{Spans: spans("No faith or religion believes in violence or hurt")}}},
		}},
		{Layout: deck.LayoutText, Steps: 1, Blocks: []deck.Block{
			head("Code and tables"),
			{Kind: deck.Code, Text: "---\ntitle: \"#Ours\"\n---\n"},
			{Kind: deck.Table, Rows: [][]deck.Cell{{spans("Who"), spans("Number")}, {spans("Police"), spans("101")}}},
		}},
	}
}

func view(w, h int) View {
	p, _ := theme.Lookup("cream")
	return View{W: w, H: h, Palette: p}
}

func TestEveryFrameIsExactlyItsSize(t *testing.T) {
	f := assemblySlides()
	r := New(f.deck())
	for _, size := range [][2]int{{0, 0}, {1, 1}, {2, 1}, {1, 5}, {5, 2}, {20, 5}, {40, 12}, {60, 16}, {80, 24}, {120, 30}, {192, 54}, {400, 120}} {
		for i := range f {
			for step := range f[i].Steps {
				fr := r.Frame(i, step, view(size[0], size[1]))
				checkSize(t, fr.Grid, size[0], size[1])
			}
		}
	}
}

func checkSize(t *testing.T, g *cell.Grid, w, h int) {
	t.Helper()
	if g.W != w || g.H != h {
		t.Fatalf("the grid is %dx%d, want %dx%d", g.W, g.H, w, h)
	}
	if rows := strings.Split(g.Encode(), "\n"); h > 0 && len(rows) != h {
		t.Fatalf("%d rows are encoded, want %d", len(rows), h)
	}
}
