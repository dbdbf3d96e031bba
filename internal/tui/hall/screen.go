package hall

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"assembly/internal/cell"
	"assembly/internal/tui/ui"
)

// repaintEvery is the time between two frames of a filling shape: slower than the eye sees as
// flicker, quicker than the shape grows by a row on any screen.
const repaintEvery = 100 * time.Millisecond

// window is a hall's window.
type window struct {
	w, h  int
	look  ui.Look
	title string
}

// view shows a picture, and over draws what lies over it; nil for nothing.
func (n window) view(p ui.Picture, over func(*cell.Grid)) tea.View {
	content := p.Encode(n.w, n.h, n.look) // It is remembered.
	if over != nil {
		g := cell.New(n.w, n.h, cell.Style{})
		g.Blit(0, 0, p.Grid(n.w, n.h, n.look))
		over(g)
		content = g.Encode()
	}
	return n.look.Background(n.look.Screen(content, n.title), p.Background(n.look))
}
