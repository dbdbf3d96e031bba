package render_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/theme"
)

// What is set apart on the closing screen has a rule above it, whatever a cell can show.
func TestARuleIsSeenInEveryTier(t *testing.T) {
	source, err := os.ReadFile("testdata/closing.md")
	if err != nil {
		t.Fatal(err)
	}
	d := parse(t, string(source))
	r, full := render.New(d), palette(t)
	for _, tier := range []bigtype.Tier{
		bigtype.Shades, bigtype.Blocks, bigtype.Halves, bigtype.Halves.Flat(), bigtype.ASCII.Flat(), bigtype.Letters,
	} {
		for _, p := range []theme.Palette{full, full.For(theme.Eight)} {
			g := r.Frame(0, d.Slide(0).Steps-1, render.View{W: 80, H: 24, Palette: p, Tier: tier, Fill: render.FillMax}).Grid
			if !slices.ContainsFunc(strings.Split(screentest.Plain(g), "\n"), isRule) {
				t.Errorf("tier %v, %v: no rule in\n%s", tier, p.Colours, screentest.Text(g, p))
			}
		}
	}
}

// isRule reports whether a row is nothing but a long row of one character.
func isRule(row string) bool {
	row = strings.TrimSpace(row)
	first, _ := utf8.DecodeRuneInString(row)
	return utf8.RuneCountInString(row) > 10 && strings.Trim(row, string(first)) == ""
}
