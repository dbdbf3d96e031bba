package kit

import (
	"assembly/internal/cell"
	"assembly/internal/render"
	"assembly/internal/talk"
)

// HallGrid is what the hall sees, at a size: the slide, or what covers it. It is shared and must
// not be changed.
func (s *Stage) HallGrid(w, h int) *cell.Grid {
	switch s.State.Cover {
	case talk.Black:
		return Ground(w, h, cell.RGB(0x000000), s.Look)
	case talk.White:
		return Ground(w, h, cell.RGB(0xFFFFFF), s.Look)
	}
	at := s.State.Hall()
	return s.Renderer.Frame(at.Slide, at.Step, s.Look.View(w, h, s.Fill())).Grid
}

// Ground is a grid of one colour, blank without colours.
func Ground(w, h int, c cell.Color, look Look) *cell.Grid {
	if look.Mono {
		return cell.New(w, h, cell.Style{})
	}
	return cell.New(w, h, cell.Style{FG: c, BG: c})
}

// NextGrid is what the hall will see after the next press, at a size; nil at the end. A frozen
// hall does not follow a press; then it is what the hall will see when it is let go.
func (s *Stage) NextGrid(w, h int) *cell.Grid {
	if s.Deck.Len() == 0 {
		return nil
	}
	press := talk.Command{Op: talk.Next}
	if s.State.Cover == talk.Frozen {
		press.Op = talk.Freeze
	}
	next := talk.Apply(s.Shape, s.State, press, s.Now())
	if next == s.State {
		return nil
	}
	fill := 0
	if next.Hall() == s.State.Hall() {
		fill = s.Fill()
	} else if next.Pos.Step > 0 {
		fill = render.FillMax / 3 // The next picture of a reflection shows that its shape moves.
	}
	return s.Renderer.Frame(next.Pos.Slide, next.Pos.Step, s.Look.View(w, h, fill)).Grid
}

// DrawOver draws what lies over a screen: the help, the picker, an open question.
func (s *Stage) DrawOver(g *cell.Grid) {
	switch {
	case s.Picker.Open():
		s.Picker.Draw(g, s.Look)
	case s.Help:
		DrawHelp(g, s.Input.Keys, s.HelpScroll, s.Look)
	}
	if q := s.Question(); q != "" {
		Banner(g, Rect{0, max(g.H-1, 0), g.W, 1}, q, s.Look)
	}
}
