// Package pictures draws the screens in the README as a terminal shows them, through the program's own
// renderer and views. It needs no terminal, no fonts of the system and no clock, so that the same tree
// always gives the same bytes. It is not part of the program.
package pictures

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"path/filepath"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/atomicfile"
	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/internal/tui/presenter"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
	"github.com/westandtogether-assembly/assembly/slides"
)

// The size of every screen, in columns and rows.
const (
	columns = 120
	rows    = 30
)

// Write draws every picture and writes it into a folder, over what has its name there.
func Write(folder string) error {
	d, look, err := builtin()
	if err != nil {
		return err
	}
	for name, g := range screens(d, look) {
		picture, err := Paint(g)
		if err != nil {
			return fmt.Errorf("draw %s: %w", name, err)
		}
		if err := write(filepath.Join(folder, name+".png"), picture); err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
	}
	return nil
}

// builtin is the built-in deck, and how it looks on a terminal that can show everything.
func builtin() (*deck.Deck, ui.Look, error) {
	d, err := markdown.Parse(slides.Builtin(), markdown.Options{Name: slides.BuiltinName, Files: slides.Files()})
	if err != nil {
		return nil, ui.Look{}, fmt.Errorf("read the built-in deck: %w", err)
	}
	palette, err := theme.Lookup(d.Meta.Theme)
	return d, ui.Look{Palette: palette}, err
}

// screens are the pictures by their names.
func screens(d *deck.Deck, look ui.Look) map[string]*cell.Grid {
	return map[string]*cell.Grid{
		"remember":  hall(d, look, talk.Pos{Slide: 1, Step: 1}), // the last step of the first message
		"closing":   hall(d, look, talk.Pos{Slide: d.Closing()}),
		"presenter": speaker(d, look, 2), // the same step
	}
}

// hall is what the audience sees.
func hall(d *deck.Deck, look ui.Look, pos talk.Pos) *cell.Grid {
	return render.New(d).Frame(pos.Slide, pos.Step, look.View(columns, rows, 0)).Grid
}

// speaker is the presenter's view of a talk that began at ten to nine, 40 seconds after the last of some
// presses of next that were as far apart.
func speaker(d *deck.Deck, look ui.Look, presses int) *cell.Grid {
	now := time.Date(2026, 11, 23, 8, 50, 0, 0, time.UTC)
	m := presenter.New(presenter.Setup{
		Setup: ui.Setup{Deck: d, Look: look, Phase: "primary", Now: func() time.Time { return now }},
		Link:  oneHall{},
	})
	m.Update(tea.WindowSizeMsg{Width: columns, Height: rows})
	for range presses {
		m.Update(ui.Remote{Command: talk.Command{Op: talk.Next}})
		now = now.Add(40 * time.Second)
	}
	return m.Grid()
}

func write(name string, picture image.Image) error {
	var b bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&b, picture); err != nil {
		return err
	}
	return atomicfile.Write(name, b.Bytes(), 0o644)
}

// oneHall is the presenter's link to a single hall screen, which follows well.
type oneHall struct{}

func (oneHall) Changed(talk.Talk, *deck.Deck)          {}
func (oneHall) Openers() []live.Opener                 { return nil }
func (oneHall) Reach() live.Reach                      { return live.Reach{} }
func (oneHall) Code(string) (func(x, y int) bool, int) { return nil, 0 }
func (oneHall) Offer(bool, bool) error                 { return nil }
func (oneHall) PhonePage(live.Address) string          { return "" }
func (oneHall) AnswerPhone(bool)                       {}
func (oneHall) Sites() live.Sites                      { return live.Sites{} }
func (oneHall) Troubles() string                       { return "" }
func (oneHall) Halls() []live.Hall {
	return []live.Hall{{Report: live.Report{Kind: live.Terminal, W: columns, H: rows}, Matches: true}}
}
