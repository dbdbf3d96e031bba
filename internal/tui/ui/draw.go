package ui

import (
	"math"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// Picture is what a hall sees at one moment.
type Picture struct {
	Renderer *render.Renderer
	Pos      talk.Pos
	Blank    talk.Blank // a frozen hall sees its slide
	Fill     int        // how full a reflection's shape is, 0 to render.FillMax
}

// Grid is the picture at a size. It is shared and must not be changed.
func (p Picture) Grid(w, h int, look Look) *cell.Grid {
	return p.Miniature(w, h, render.Screen{}, look)
}

// Miniature is the picture that a screen shows, reduced to a size. It is shared and must not be changed.
func (p Picture) Miniature(w, h int, of render.Screen, look Look) *cell.Grid {
	c := p.Background(look)
	switch {
	case !p.covered():
		return p.frame(w, h, of, look).Grid
	case look.Mono:
		return cell.New(w, h, cell.Style{})
	}
	return cell.New(w, h, cell.Style{FG: c, BG: c})
}

func (p Picture) covered() bool { return p.Blank == talk.Black || p.Blank == talk.White }

func (p Picture) frame(w, h int, of render.Screen, look Look) *render.Frame {
	return p.Renderer.Draft(p.Pos.Slide, p.Pos.Step, p.view(w, h, of, look))
}

func (p Picture) view(w, h int, of render.Screen, look Look) render.View {
	v := look.View(w, h, p.Fill)
	v.Of = of
	return v
}

// Lost is how many lines of the slide find no room at a size.
func (p Picture) Lost(w, h int, look Look) int { return p.frame(w, h, render.Screen{}, look).Fit.Lost }

// Background is the colour around the picture.
func (p Picture) Background(look Look) cell.Color {
	switch p.Blank {
	case talk.Black:
		return look.Palette.Black
	case talk.White:
		return look.Palette.White
	}
	return look.Palette.Background
}

// Picture is what the hall sees.
func (s *Stage) Picture() Picture {
	return Picture{Renderer: s.Renderer, Pos: s.Talk.Hall(), Blank: s.Talk.Blank, Fill: s.Fill()}
}

// NextPicture is what the hall will see after the next press; ok is false at the end. A frozen hall
// does not follow a press; then it is what the hall will see when it is unfrozen.
func (s *Stage) NextPicture() (p Picture, ok bool) {
	switch {
	case s.Deck.Len() == 0:
		return Picture{}, false
	case s.Resuming():
		return s.Picture(), true // A press takes it up.
	}
	press := talk.Command{Op: talk.Next}
	if s.Talk.Blank == talk.Frozen {
		press.Op = talk.Freeze
	}
	next := talk.Do(s.shape, s.Talk, press, s.Now())
	if next.Seq == s.Talk.Seq {
		return Picture{}, false
	}
	fill := 0
	if next.Hall() == s.Talk.Hall() {
		fill = s.Fill()
	} else if next.Pos.Step > 0 {
		fill = render.FillMax / 3 // The next picture of a reflection shows that its shape moves.
	}
	return Picture{Renderer: s.Renderer, Pos: next.Pos, Fill: fill}, true
}

// DrawnRows draws text in drawn type on a grid, as large as fits in a rectangle, from its top left
// corner. It returns the rows that it took, 0 when the rectangle is too small for any.
func DrawnRows(g *cell.Grid, r Rect, text string, look Look, ink, paper cell.Color) int {
	if !look.DrawsSmall() || r.W < 40 {
		return 0
	}
	font, w := bigtype.GoBold(), float64(r.W)/2
	words := bigtype.Text{{Text: cell.Clean(text)}}
	l, ok := font.Fit(words, w, float64(r.H), leastDrawn, 0)
	if !ok || len(font.Missing(words)) > 0 {
		return 0
	}
	rows := int(math.Ceil(l.H))
	s := bigtype.NewSheet(r.W, rows, paper)
	s.Paint(font, l, 0, 0, w, bigtype.Left, func(uint8) cell.Color { return ink })
	s.Draw(g, r.X, r.Y, look.drawn())
	return rows
}

// leastDrawn is the smallest size in rows at which drawn type is read better than the terminal's own.
const leastDrawn = 2.2

// Repaint asks for a new frame because time has passed.
type Repaint struct{ generation int }

// Ticker asks for repaints. Ticks cannot be stopped, so each has a generation, and one that is of an
// older generation than the ticker's is ignored.
type Ticker struct{ generation int }

// Tick starts a new generation of repaints, the first of them after a time.
func (t *Ticker) Tick(after time.Duration) tea.Cmd {
	t.generation++
	return t.Again(Repaint{t.generation}, after)
}

// Again continues the generation of a repaint, or lets it end when it is an old one.
func (t *Ticker) Again(r Repaint, after time.Duration) tea.Cmd {
	if r.generation != t.generation {
		return nil
	}
	return tea.Tick(after, func(time.Time) tea.Msg { return r })
}
