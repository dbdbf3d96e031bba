package ui

import (
	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/render"
)

// Wanted is a picture that a program shows or may soon show, at a size.
type Wanted struct {
	Picture
	W, H int
	Of   render.Screen // what it shows in small; of no cells for the size itself
	Text bool          // a slide of text, too, is to be drawn in the background
}

// missing reports whether it is still to be drawn. A slide of text is drawn in no time.
func (w Wanted) missing(look Look) bool {
	if w.W < 1 || w.H < 1 || w.covered() || !w.Text && !w.Renderer.HasPicture(w.Pos.Slide) {
		return false
	}
	return w.Renderer.Drawn(w.Pos.Slide, w.Pos.Step, w.view(w.W, w.H, w.Of, look)) == nil
}

// Painter draws in the background what takes long, one picture after another, so that no key waits for it.
type Painter struct {
	busy   bool
	failed map[Wanted]bool // what a bug keeps from being drawn, and is not tried again
}

// Painted is the message that a picture has been drawn in the background.
type Painted struct{ failed *Wanted }

// Paint draws the first of the pictures that is still to be drawn; it is nil when there is none, and while
// another is being drawn.
func (p *Painter) Paint(look Look, wanted ...Wanted) tea.Cmd {
	if p.busy {
		return nil
	}
	for _, w := range wanted {
		if w.missing(look) && !p.failed[w] {
			p.busy = true
			return func() tea.Msg { return w.paint(look) }
		}
	}
	return nil
}

// paint draws a picture, which the renderer keeps. A panic here would end the program.
func (w Wanted) paint(look Look) (done Painted) {
	defer func() {
		if recover() != nil {
			done.failed = &w
		}
	}()
	w.Renderer.Frame(w.Pos.Slide, w.Pos.Step, w.view(w.W, w.H, w.Of, look))
	return Painted{}
}

// Done takes the message that a picture has been drawn.
func (p *Painter) Done(m Painted) {
	p.busy = false
	if m.failed == nil {
		return
	}
	if p.failed == nil {
		p.failed = map[Wanted]bool{}
	}
	p.failed[*m.failed] = true
}
