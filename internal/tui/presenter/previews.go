package presenter

import (
	"assembly/internal/cell"
	"assembly/internal/live"
	"assembly/internal/render"
	"assembly/internal/talk"
	"assembly/internal/tui/ui"
)

// drawPreviews shows what the hall sees and what it will see.
func (m *Model) drawPreviews(p panel, l layout) {
	if l.Now.H == 0 {
		return
	}
	s := m.stage
	hall := m.hallScreen()
	now, next := m.box(l.Now, hall), m.box(l.Next, hall)
	p.line(label(l.Now, now, m.words().now), p.Dim, m.words().now)
	p.line(label(l.Next, next, m.nextLabel()), p.Dim, m.nextLabel())
	m.drawMiniature(p, now, hall, s.Picture())
	m.drawBlankName(p, now)
	if picture, ok := s.NextPicture(); ok {
		m.drawMiniature(p, next, hall, picture)
		return
	}
	ui.Center(p.Grid, l.Next, l.Next.H/2, "the last screen: it stays", p.Dim)
}

// drawMiniature draws what a hall shows, between bars: its ground may be as dark as the panel's, and the
// edges of its screen are to be seen.
func (m *Model) drawMiniature(p panel, r ui.Rect, hall render.Screen, picture ui.Picture) {
	look := m.stage.Look
	p.Blit(r.X, r.Y, picture.Miniature(r.W, r.H, hall, look))
	if !look.DrawsSmall() {
		return
	}
	for y := r.Y; y < r.Y+r.H; y++ {
		p.SetRune(r.X-1, y, '▐', p.Dim)
		p.SetRune(r.X+r.W, y, '▌', p.Dim)
	}
}

// box is where in its room a miniature stands: in the middle, of the hall's proportions, so that its edges
// are those of the hall's screen. A preview in words takes all of its room.
func (m *Model) box(room ui.Rect, hall render.Screen) ui.Rect {
	if !m.stage.Look.DrawsSmall() {
		return room
	}
	w, h := hall.Inside(room.W, room.H)
	return ui.Rect{X: room.X + (room.W-w)/2, Y: room.Y + (room.H-h)/2, W: w, H: h}
}

// hallScreen is the screen that the previews show: the smallest terminal that follows, since what a hall
// loses for want of room is lost there first. One that is lost still counts while there is no other, so
// that the previews stand still. A browser breaks lines in its own way, and no miniature would be true.
func (m *Model) hallScreen() render.Screen {
	out, lost := render.Usual(), true
	if m.setup.Link == nil {
		return out
	}
	found := false
	for _, h := range m.setup.Link.Halls() {
		if h.Kind != live.Terminal || h.W < 1 || h.H < 1 || h.Closed || found && h.Gone && !lost {
			continue
		}
		if better := lost && !h.Gone || h.W*h.H < out.W*out.H; !found || better {
			out, lost, found = render.Screen{W: h.W, H: h.H}, h.Gone, true
		}
	}
	return out
}

// label is the row above a preview, from its left edge, or from as far left of that as the text needs.
func label(room, box ui.Rect, text string) ui.Rect {
	x := max(min(box.X, room.X+room.W-cell.Width(text)), room.X)
	return ui.Rect{X: x, Y: room.Y - 1, W: room.X + room.W - x, H: 1}
}

// drawBlankName writes on a blank preview what it is, or it would look like a fault.
func (m *Model) drawBlankName(p panel, r ui.Rect) {
	black, white := m.stage.Look.Palette.Black, m.stage.Look.Palette.White
	switch m.stage.Talk.Blank {
	case talk.Black:
		ui.Center(p.Grid, r, r.H/2, "black", cell.Style{FG: white, BG: black})
	case talk.White:
		ui.Center(p.Grid, r, r.H/2, "white", cell.Style{FG: black, BG: white})
	}
}
