package reader_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/internal/tui/reader"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
	"github.com/westandtogether-assembly/assembly/slides"
)

// prose is Markdown as it is set in the default palette.
func prose(t *testing.T, markdown string, w int) *cell.Grid {
	t.Helper()
	return reader.Prose(markdown)(ui.Look{Palette: palette(t, "")}, w)
}

func palette(t *testing.T, name string) theme.Palette {
	t.Helper()
	p, err := theme.Lookup(name)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// The letter comes out word for word, whatever the width.
func TestTheLetterIsSetWordForWord(t *testing.T) {
	want := strings.Fields(strings.NewReplacer("**", "", "\n- ", "\n").Replace(slides.Letter()))
	for w := 24; w <= 120; w += 4 {
		got := strings.Fields(strings.ReplaceAll(screentest.Plain(prose(t, slides.Letter(), w)), "•", ""))
		if !slices.Equal(got, want) {
			t.Fatalf("at %d columns the letter is\n%s", w, strings.Join(got, " "))
		}
	}
}

// Lines hang by the mark of their item, words with hyphens stay whole, and addresses can be read.
func TestProse(t *testing.T) {
	for _, c := range []struct {
		markdown string
		w        int
		want     string
	}{
		{"# One\n\nTwo\nthree\n\n## Four", 30, "One\n\nTwo three\n\nFour"},
		{"- one\n- two goes on and on\n  - three goes on too\n\nfour", 18,
			"  • one\n  • two goes\n    on and on\n    • three\n      goes on\n      too\n\nfour"},
		{"9. nine\n10. ten goes on", 18, "  9. nine\n  10. ten goes\n      on"},
		{"It was in\n2017. Then we wrote this", 13, "It was in\n2017. Then\nwe wrote\nthis"},
		{"> that all\n> forms", 20, "| that all forms"},
		{"see gov.uk/threat-levels-now", 26, "see\ngov.uk/threat-levels-now"},
		{"see [the site](https://a-b.org/x?y=1-2)", 60, "see the site https://a-b.org/x?y=1-2"},
		{"see https://a-b.org/c-d", 60, "see https://a-b.org/c-d"},
		{"![the crest](crest-1.png)", 60, "Image: the crest /crest-1.png"},
		{"```\n# a-b\n\n---\n```", 30, "  # a-b\n\n  ---"},
		{"a\n\n---\n\nb", 30, "a\n\n--------\n\nb"},
		{"one\x1b[31m two\x1b]0;x\x07 thr\x00ee\u202e", 30, "one two three"},
		{"a&#27;[31m b&#7;", 30, "a[31m b"},
		{"", 30, ""},
	} {
		if got := screentest.Plain(prose(t, c.markdown, c.w)); got != c.want {
			t.Errorf("%q at %d columns is set\n%q, want\n%q", c.markdown, c.w, got, c.want)
		}
	}
}

const everyPart = "# Head\n\nA **bold** *slanted* ~~gone~~ `code` [link](https://x.org)\n\n> quote\n\n- item\n\n```\nblock\n```\n"

// What each part is for shows in the colour of that role, in every palette.
func TestPartsHaveTheirColours(t *testing.T) {
	for _, name := range theme.Names() {
		p := palette(t, name)
		on := func(fg cell.Color, a cell.Attr) cell.Style { return cell.Style{FG: fg, BG: p.Panel, Attr: a} }
		checkStyles(t, reader.Prose(everyPart)(ui.Look{Palette: p}, 60), map[string]cell.Style{
			"Head": on(p.Letter, cell.Bold|cell.Underline), "A": on(p.PanelText, 0), "bold": on(p.PanelText, cell.Bold),
			"slanted": on(p.PanelText, cell.Underline), "gone": on(p.PanelText, cell.Strike), "code": on(p.Dim, 0),
			"link": on(p.PanelText, cell.Underline), "https:": on(p.PanelText, 0), "quote": on(p.Letter, 0),
			"•": on(p.Letter, 0), "item": on(p.PanelText, 0), "block": on(p.Dim, 0),
		})
	}
}

// Without colours parts are told apart by attributes alone.
func TestPartsWithoutColours(t *testing.T) {
	mono := ui.Look{Palette: palette(t, "")}.WithProfile(colorprofile.ASCII)
	checkStyles(t, reader.Prose(everyPart)(mono, 60), map[string]cell.Style{
		"Head": {Attr: cell.Bold | cell.Underline}, "bold": {Attr: cell.Bold}, "slanted": {Attr: cell.Underline},
		"gone": {Attr: cell.Strike}, "link": {Attr: cell.Underline}, "|": {}, "quote": {}, "•": {}, "code": {}, "block": {},
	})
}

func checkStyles(t *testing.T, g *cell.Grid, want map[string]cell.Style) {
	t.Helper()
	for text, style := range want {
		found := false
		for y, row := range strings.Split(screentest.Plain(g), "\n") {
			before, _, ok := strings.Cut(row, text)
			if !ok {
				continue
			}
			found = true
			if got := g.At(cell.Width(before), y).Style; got != style {
				t.Errorf("%q is %+v, want %+v", text, got, style)
			}
			break
		}
		if !found {
			t.Errorf("%q is not in\n%s", text, screentest.Plain(g))
		}
	}
}

// With ASCII only, nothing else is written.
func TestProseInASCII(t *testing.T) {
	m := show(t, reader.Setup{Text: reader.Prose(everyPart), Look: ui.Look{ASCII: true}}, 60, 30)
	if got := m.Text(); !strings.Contains(got, "* item") || strings.ContainsFunc(got, func(r rune) bool { return r > 127 }) {
		t.Errorf("in ASCII the text is\n%s", got)
	}
}

// The guide to the format can be read as well.
func TestTheGuideCanBeRead(t *testing.T) {
	_, body, _ := strings.Cut(strings.TrimPrefix(string(slides.Guide()), "---\n"), "\n---\n")
	for w := 0; w < 130; w += 7 {
		g := prose(t, body, w)
		if g.W != w {
			t.Fatalf("at %d columns it is %d wide", w, g.W)
		}
	}
	got := screentest.Plain(prose(t, body, 80))
	for _, want := range []string{"Make your own deck", "  # The first slide\n\n  ---\n\n  # The second slide", "  • A hyphen begins an item"} {
		if !strings.Contains(got, want) {
			t.Errorf("the guide lacks %q:\n%s", want, got)
		}
	}
}

// Setting prose is slow: it happens for another width or another look, and at no other time.
func TestTextIsDrawnOnceForAWidth(t *testing.T) {
	times := 0
	m := reader.New(reader.Setup{Look: ui.Look{Palette: palette(t, "")}, Text: func(_ ui.Look, w int) *cell.Grid {
		times++
		return cell.New(w, 100, cell.Style{})
	}})
	for _, c := range []struct {
		msg  tea.Msg
		want int
	}{
		{tea.WindowSizeMsg{Width: 80, Height: 24}, 1}, {tea.WindowSizeMsg{Width: 80, Height: 30}, 1}, {screentest.Keys("G")[0], 1},
		{reader.Note("saved"), 1}, {tea.WindowSizeMsg{Width: 81, Height: 30}, 2}, {tea.ColorProfileMsg{Profile: colorprofile.ASCII}, 3},
		{tea.ColorProfileMsg{Profile: colorprofile.ASCII}, 3},
	} {
		m.Update(c.msg)
		if m.View(); times != c.want {
			t.Errorf("after %+v the text was drawn %d times, want %d", c.msg, times, c.want)
		}
	}
}

// Whole screens, with their colours.
func TestScreens(t *testing.T) {
	book, p := screentest.Read(t, "screens"), palette(t, "")
	for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 30}} {
		s := letter(t, size[0], size[1], nil)
		s.Press("pgdown")
		book.Check(fmt.Sprintf("letter %dx%d", size[0], size[1]), s.Styled(p))
	}
	book.Check("every part 60x24", show(t, reader.Setup{Text: reader.Prose(everyPart)}, 60, 24).Styled(p))
	book.Check("report 60x12", summary(t, &reader.Offer{Key: "k", Name: "save the pace"}, 60, 12).Styled(p))
}
