package export_test

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/export"
)

// longDeck is a deck of many slides of the usual kinds.
func longDeck(t testing.TB, n int) *deck.Deck {
	t.Helper()
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "# Slide %d is about something\n\n", i+1)
		switch i % 3 {
		case 0:
			b.WriteString("- the first of three things\n- the second\n- the third, which is longer\n")
		case 1:
			b.WriteString("A paragraph of a few words, and another sentence.\n")
		}
		fmt.Fprintf(&b, "\n<!--\nnotes: |\n  What is said about slide %d, in a sentence or two. It is not long.\n-->\n\n---\n\n", i+1)
	}
	d := parsed(t, []byte(b.String()))
	for i := range d.Len() {
		d.Slide(i)
	}
	return d
}

func BenchmarkExport(b *testing.B) {
	d := longDeck(b, 10_000)
	for name, write := range map[string]func(e *export.Deck, w io.Writer) error{
		"PDF": (*export.Deck).PDF, "PowerPoint": (*export.Deck).PowerPoint, "HTML": (*export.Deck).HTML,
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := write(export.New(d, options(b, "")), io.Discard); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
