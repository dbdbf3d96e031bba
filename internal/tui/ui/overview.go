package ui

import (
	"fmt"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// The overview shows the slides in small, as many as have room. What is in view is drawn in the background, one
// slide after another, so that a key never waits for pictures.

// tiles is how the overview divides a window: into columns and rows of pictures, each of w by h cells with its
// title below.
type tiles struct{ cols, rows, w, h int }

// The smallest picture that still tells one slide from another, and the fewest that make an overview.
const (
	leastTileW = 16
	leastTileH = 5
	fewestTile = 4
	mostTile   = 30
)

// tileCells is the cells of the window for each slide that an overview is to show at once.
const tileCells = 200

// tiles divides a window so that the pictures are as large as they go with enough of them in view. It reports
// false where words say more: while a search is typed, in a small window, and without blocks to draw with.
func (p *Picker) tiles(w, h int, look Look) (best tiles, ok bool) {
	room := h - 2
	wanted := min(p.count(), max(min(w*h/tileCells, mostTile), fewestTile))
	if p.typing || !look.DrawsSmall() {
		return best, false
	}
	for cols := 2; (w-1)/cols-2 >= leastTileW; cols++ {
		for rows := 1; room/rows-1 >= leastTileH; rows++ {
			t := tiles{cols: cols, rows: rows}
			t.w, t.h = render.Usual().Inside((w-1)/cols-2, room/rows-1)
			if t.w >= leastTileW && t.h >= leastTileH && cols*rows >= wanted && t.h > best.h {
				best = t
			}
		}
	}
	return best, best.h > 0
}

// first is the first slide in view: whole rows, with the marked one about in the middle.
func (p *Picker) first(t tiles) int {
	last := (p.count() - 1) / t.cols
	return max(min(p.at/t.cols-t.rows/2, last-t.rows+1), 0) * t.cols
}

// inView is the slides in view, from one up to another.
func (p *Picker) inView(t tiles) (from, to int) {
	from = p.first(t)
	return from, min(from+t.cols*t.rows, p.count())
}

func (p *Picker) drawTiles(g *cell.Grid, t tiles, look Look) {
	s := NewStyles(look.Palette)
	g.Fill(0, 0, g.W, g.H, s.Text)
	from, to := p.inView(t)
	count := fmt.Sprintf("%d to %d of %d", from+1, to, p.count())
	g.Put(1, 0, Fitting(g.W-2, p.headline(), count), s.Bold)
	g.Put(1, g.H-1, Fitting(g.W-2, append([]string{"Arrows move"}, p.hints()...)...), s.Dim)
	wide := (g.W - 1) / t.cols
	for i := from; i < to; i++ {
		x, y := 1+(i-from)%t.cols*wide, 1+(i-from)/t.cols*(t.h+1)
		p.drawTile(g, Rect{x + (wide-2-t.w)/2 + 1, y, t.w, t.h}, i, look)
	}
}

// drawTile draws a slide between bars, with its title below. The marked one stands out by its bars and its title.
func (p *Picker) drawTile(g *cell.Grid, r Rect, slide int, look Look) {
	s := NewStyles(look.Palette)
	left, right, bar, title, mark := '▐', '▌', s.Dim, s.Text, " "
	if slide == p.at {
		left, right, bar, title, mark = '█', '█', cell.Style{FG: s.Alarm.BG, BG: s.Text.BG}, s.Alarm, ">"
		g.Fill(r.X-1, r.Y+r.H, r.W+2, 1, title)
	}
	if f := p.stage.tile(slide).drawn(r.W, r.H, look); f != nil {
		g.Blit(r.X, r.Y, f.Grid)
	}
	for y := r.Y; y < r.Y+r.H; y++ {
		g.SetRune(r.X-1, y, left, bar)
		g.SetRune(r.X+r.W, y, right, bar)
	}
	g.Put(r.X-1, r.Y+r.H, cell.Truncate(fmt.Sprintf("%s%d %s", mark, slide+1, p.called(slide)), r.W+2), title)
}

// tile is the picture that stands for a slide: all of it, or of a message the message itself.
func (s *Stage) tile(slide int) Picture {
	public := s.Deck.PublicSlide(slide)
	p := Picture{Renderer: s.Renderer, Pos: talk.Pos{Slide: slide, Step: public.Steps - 1}}
	switch {
	case public.Layout == deck.LayoutMessage || public.Screens > 1:
		p.Pos.Step = 0
	case public.Layout == deck.LayoutReflection:
		p.Fill = render.FillMax / 3
	}
	return p
}

// drawn is the picture in small if it has been drawn, nil otherwise.
func (p Picture) drawn(w, h int, look Look) *render.Frame {
	return p.Renderer.Drawn(p.Pos.Slide, p.Pos.Step, p.view(w, h, render.Usual(), look))
}

// tilesInView is what the overview shows, nothing while it is not open.
func (s *Stage) tilesInView() []Wanted {
	p := open[*Picker](s)
	if p == nil {
		return nil
	}
	t, ok := p.tiles(s.W, s.H, s.Look)
	if !ok {
		return nil
	}
	var out []Wanted
	for i, to := p.inView(t); i < to; i++ {
		out = append(out, Wanted{Picture: s.tile(i), W: t.w, H: t.h, Of: render.Usual(), Text: true})
	}
	return out
}
