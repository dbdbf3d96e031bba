package ui_test

import (
	"bytes"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/go-text/typesetting/font"
	"golang.org/x/image/font/gofont/goregular"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// fakeFonts has Go Regular for everything that is also in it.
type fakeFonts struct {
	face  *font.Face
	asked [][]bigtype.Grapheme
}

func newFonts(t *testing.T) *fakeFonts {
	t.Helper()
	face, err := font.ParseTTF(bytes.NewReader(goregular.TTF))
	if err != nil {
		t.Fatal(err)
	}
	return &fakeFonts{face: face}
}

func (f *fakeFonts) Find(wanted []bigtype.Grapheme) bigtype.Faces {
	f.asked = append(f.asked, wanted)
	out := bigtype.Faces{}
	for _, g := range wanted {
		out[g] = f.face
	}
	return out
}

// Fonts are looked for when the deck has what the embedded face lacks, and never for any other deck.
func TestFontsAreLookedForWhenNeeded(t *testing.T) {
	for text, need := range map[string]int{
		"# Zażółć, Привет, Ελληνικά": 0, "# We ♥\uFE0F you": 1, "# One\n\n---\n\n- two 平\n": 1, "| a | 平 |\n|---|---|\n| b | c |\n": 1,
	} {
		s, _ := stage(t, text)
		fonts := newFonts(t)
		msg, ok := ui.FindFonts(s.Renderer, fonts)().(ui.FontsFound)
		if len(fonts.asked) != need || !ok || msg.For(s.Renderer) != (need > 0) {
			t.Errorf("%q: asked %d times, message %v", text, len(fonts.asked), msg)
		}
	}
	if ui.FindFonts(nil, newFonts(t)) != nil {
		t.Error("without a deck fonts are looked for")
	}
}

// Fonts that are found draw the slide anew; those for a deck that has been edited since do not.
func TestFontsAreTakenUp(t *testing.T) {
	s, _ := stage(t, "# We ar\uFE0Fe 平")
	s.W, s.H = 120, 30
	before := s.Picture().Grid(120, 30, s.Look)
	late := ui.FindFonts(render.New(s.Deck), newFonts(t))()
	s.Update(late)
	if s.Picture().Grid(120, 30, s.Look) != before {
		t.Error("the fonts of another deck are taken up")
	}
	found, ok := ui.FindFonts(s.Renderer, newFonts(t))().(ui.FontsFound)
	s.Update(found)
	after := s.Picture().Grid(120, 30, s.Look)
	if !ok || screentest.Plain(after) == screentest.Plain(before) {
		t.Error("the slide is drawn as before")
	}
	if got, want := found.Warning(), "This computer has no font for: 平; shown in the terminal's own letters"; got != want {
		t.Errorf("the warning is %q, want %q", got, want)
	}
}

// A heading with letters that the embedded face lacks is not drawn: the terminal's own letters say it all.
func TestHeadingsWithoutAFont(t *testing.T) {
	s, _ := stage(t, "# One")
	for text, drawn := range map[string]bool{"Привет": true, "Привет 平和": false} {
		g := cell.New(80, 12, cell.Style{})
		rows := ui.DrawnRows(g, ui.Rect{W: 80, H: 12}, text, s.Look, cell.RGB(0xFFFFFF), cell.RGB(0))
		if rows > 0 != drawn {
			t.Errorf("%q takes %d rows", text, rows)
		}
	}
}

// An edited deck may need other fonts.
func TestFontsOfAnEditedDeck(t *testing.T) {
	first, _ := stage(t, "# One")
	next, _ := stage(t, "# ♥\uFE0F")
	fonts := newFonts(t)
	s := ui.NewStage(ui.Setup{Deck: first.Deck, Look: first.Look, Now: first.Now, Fonts: fonts}, ui.HallKeys())
	var msg tea.Msg
	if _, cmd := s.Update(ui.Reload{Deck: next.Deck}); cmd != nil {
		msg = cmd()
	}
	if _, ok := msg.(ui.FontsFound); !ok || len(fonts.asked) != 1 {
		t.Errorf("asked %d times, message %v", len(fonts.asked), msg)
	}
}
