package pptx_test

import (
	"bytes"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/decktest"
	"github.com/westandtogether-assembly/assembly/internal/export"
	"github.com/westandtogether-assembly/assembly/internal/export/pptx"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/slides"
)

// Decks of every tool keep to the format.
func TestDecksKeepToTheFormat(t *testing.T) {
	decktest.EveryTool(t, "../../markdown/testdata", func(t *testing.T, d *deck.Deck, _ map[string][]byte) { keeps(t, d) })
	for name, src := range map[string][]byte{"builtin": slides.Builtin(), "short": slides.Short(), "guide": slides.Guide()} {
		d, err := markdown.Parse(src, markdown.Options{Name: name, Files: slides.Files()})
		if err != nil {
			t.Fatal(err)
		}
		t.Run(name, func(t *testing.T) { keeps(t, d) })
	}
}

func keeps(t *testing.T, d *deck.Deck) {
	t.Helper()
	p, err := theme.Lookup("dark")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := export.New(d, export.Options{Palette: p, Phase: "primary", Ratio: 4.0 / 3}).PowerPoint(&b); err != nil {
		t.Fatal(err)
	}
	for _, told := range pptx.Validate(t, b.Bytes()) {
		t.Error(told)
	}
}
