package check_test

import (
	"strings"
	"testing"

	"assembly/internal/check"
	"assembly/internal/markdown"
	"assembly/internal/render"
	"assembly/slides"
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
