// Package pictures draws the screens in the README as a terminal shows them, through the program's own
// renderer and views. It needs no terminal, no fonts of the system and no clock, so that the same tree
// always gives the same bytes. It is not part of the program.
package pictures

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"path/filepath"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/atomicfile"
	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/internal/plan"
	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/internal/tui/start"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
	"github.com/westandtogether-assembly/assembly/slides"
)

// Write draws every picture and writes it into a folder, over what has its name there: start.png is what a
// double-click opens, presenter.png the speaker's view, remember.png and closing.png are the hall's screen, and
// talk.gif is both screens as a talk goes on.
func Write(folder string) error {
	files, err := drawAll()
	if err != nil {
		return err
	}
	for name, data := range files {
		if err := atomicfile.Write(filepath.Join(folder, name), data, 0o644); err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
	}
	return nil
}

// drawAll is the files of all pictures by their names.
func drawAll() (map[string][]byte, error) {
	d, look, err := builtin()
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for name, s := range stills(d, look) {
		if files[name+".png"], err = s.file(); err != nil {
			return nil, fmt.Errorf("draw %s: %w", name, err)
		}
	}
	files["talk.gif"], err = moving(play(d, look))
	return files, err
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

// still is a picture of one screen.
type still struct {
	grid *cell.Grid
	size image.Point // of a cell, in pixels
	edge int         // pixels around the cells, which a window has and a full screen has not
}

// stills are the pictures that do not move, by their names. A README shows them at about half their size, or
// at all of it where the reader's screen is a fine one.
func stills(d *deck.Deck, look ui.Look) map[string]still {
	r := newRoom(d, look, render.Screen{W: 100, H: 28}) // no more columns than can be read in a README
	hall := func() still { return still{r.hall.Grid(), image.Pt(8, 16), 0} }
	laptop := func(g *cell.Grid) still { return still{g, image.Pt(16, 32), 16} }
	r.press(begin)
	r.wait(90 * time.Second)
	r.press(next)
	r.wait(44 * time.Second)
	r.press(next)
	r.wait(26 * time.Second)
	out := map[string]still{
		"start": laptop(startScreen(d, look)), "presenter": laptop(r.laptop.Grid()), "remember": hall(),
	}
	r.press(numbers)
	out["closing"] = hall()
	return out
}

// startScreen is what a double-click on the program opens.
func startScreen(d *deck.Deck, look ui.Look) *cell.Grid {
	m := start.New(start.Setup{
		Deck: d, Look: look, Phase: "primary",
		Statement: func(*deck.Deck) string { return slides.Statement },
		Planned:   func(d *deck.Deck, phase string) time.Duration { return plan.Of(d, phase, 0).Total() },
		Print:     func(*deck.Deck, string) (string, error) { return "", nil },
		Others:    func() start.Others { return start.Others{Decks: []start.Deck{{Name: "the guide"}}} },
	})
	m.Update(tea.WindowSizeMsg{Width: 104, Height: 28})
	settle(m, m.Init())
	return m.Grid()
}

// settle lets a program do what it does in the background, to the end.
func settle(m tea.Model, cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			settle(m, c)
		}
	default:
		_, cmd := m.Update(msg)
		settle(m, cmd)
	}
}

// file is the picture as a PNG file.
func (s still) file() ([]byte, error) {
	screen, err := Paint(s.grid, s.size)
	if err != nil {
		return nil, err
	}
	picture := image.NewRGBA(screen.Rect.Inset(-s.edge))
	fill(picture, picture.Rect, rgba(s.grid.At(0, 0).Style.BG, color.Black))
	draw.Draw(picture, screen.Rect, screen, image.Point{}, draw.Src)
	return encode(fewColours(mostColours, picture).reduce(picture, picture.Rect))
}

// encode is a picture as a PNG file.
func encode(picture image.Image) ([]byte, error) {
	var b bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	err := encoder.Encode(&b, picture)
	return b.Bytes(), err
}
