package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/session"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/internal/tui/hall"
	"github.com/westandtogether-assembly/assembly/internal/tui/presenter"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// longDeck is a deck of n message slides with notes.
func longDeck(n int) string {
	slides := make([]string, n)
	for i := range slides {
		slides[i] = fmt.Sprintf("# Slide number %d\n\n<!-- pause -->\n\n**Few words %d**\n\n<!--\ntime: 30s\nnotes: |\n"+
			"  Note for slide %d. Say this slowly.\n\n  [pause 3s] And this.\n-->\n", i+1, i+1, i+1)
	}
	return "---\ntitle: Deck\nphases: [primary]\n---\n\n" + strings.Join(slides, "\n---\n\n")
}

// BenchmarkStart is what the program does of itself between its start and its first frame: load
// the deck and draw its first slide.
func BenchmarkStart(b *testing.B) {
	dir := b.TempDir()
	for _, n := range []int{8, 10_000} {
		path := filepath.Join(dir, fmt.Sprintf("%d.md", n))
		if err := os.WriteFile(path, []byte(longDeck(n)), 0o600); err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("show/%d", n), func(b *testing.B) { benchmarkStart(b, path, newShow) })
		b.Run(fmt.Sprintf("present/%d", n), func(b *testing.B) { benchmarkStart(b, path, newPresenter) })
	}
	b.Run("show/built-in", func(b *testing.B) { benchmarkStart(b, "", newShow) })
	b.Run("present/built-in", func(b *testing.B) { benchmarkStart(b, "", newPresenter) })
}

func newShow(s ui.Setup) tea.Model { return hall.NewShow(s) }

func newPresenter(s ui.Setup) tea.Model { return presenter.New(presenter.Setup{Setup: s}) }

func benchmarkStart(b *testing.B, path string, model func(ui.Setup) tea.Model) {
	p, err := theme.Lookup("")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		a := newApp()
		d, err := session.Source{Path: path}.Load()
		if err != nil {
			b.Fatal(err)
		}
		m := model(ui.Setup{Deck: d, Look: ui.Look{Palette: p}, Phase: first(d.Meta.Phases), Now: a.now})
		m, _ = m.Update(tea.WindowSizeMsg{Width: 120, Height: 30})
		if m.View().Content == "" {
			b.Fatal("the first frame is empty")
		}
	}
}
