package check_test

import (
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/check"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/internal/plan"
	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/slides"
)

// No deck stops a check, and what it tells fits a line and holds no control characters.
func FuzzWords(f *testing.F) {
	for _, source := range [][]byte{slides.Short(), []byte("#\n---\n# é\n\n- `x`\n"), []byte("---\nduration: 24h\nphases: [ks1]\n---\n# x\n\n<!-- pause -->\n\n**" +
		strings.Repeat("responsibility ", 30) + "**\n\n<!--\ntime: 1s\nnotes: |\n  a.b \"c.\" d… [pause 9m]\n-->\n")} {
		f.Add(source)
	}
	f.Fuzz(func(t *testing.T, source []byte) {
		d, err := markdown.Parse(source, markdown.Options{Name: "deck.md"})
		if err != nil {
			return
		}
		for _, found := range check.Deck(d, check.Options{Source: source, Windows: []check.Window{{Screen: render.Screen{W: 40, H: 12}}}}) {
			if found.What == "" || strings.ContainsAny(found.String(), "\n\x1b") || found.Slide < 0 || found.Slide > d.Len() {
				t.Errorf("found %+v", found)
			}
		}
	})
}

// What is told of the duration is what the start screen says of the same deck.
func TestPlanIsTheStartScreens(t *testing.T) {
	source := "---\nduration: 6m\n---\n\n# A\n\n<!--\ntime: 10s\n-->\n\n---\n\n# B\n\n<!-- Hello, all of you. -->\n"
	d, err := markdown.Parse([]byte(source), markdown.Options{Name: "deck.md"})
	if err != nil {
		t.Fatal(err)
	}
	want := "the slides take only " + plan.Words(plan.Of(d, "", 0).Total()) + ","
	if all := check.Deck(d, check.Options{}); len(all) != 1 || !strings.HasPrefix(all[0].What, want) {
		t.Errorf("found %v, want %q", all, want)
	}
}

// Other tools have themes of their own.
func TestThemeOfAnotherTool(t *testing.T) {
	for source, want := range map[string]int{
		"---\ntheme: creme\n---\n\n# A\n":               1,
		"---\nformat: assembly\ntheme: x\n---\n\n# A\n": 1,
		"---\ntheme: Dark\n---\n\n# A\n":                0,
		"---\nmarp: true\ntheme: gaia\n---\n\n# A\n":    0,
	} {
		d, err := markdown.Parse([]byte(source), markdown.Options{Name: "deck.md"})
		if err != nil {
			t.Fatal(err)
		}
		found := 0
		for _, f := range check.Deck(d, check.Options{}) {
			if f.Rule == "theme" {
				found++
			}
		}
		if found != want {
			t.Errorf("%q: found %d, want %d", source, found, want)
		}
	}
}
