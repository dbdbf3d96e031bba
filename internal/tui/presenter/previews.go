package presenter

import (
	"fmt"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// drawPreviews shows what the hall sees and what it will see.
func (m *Model) drawPreviews(p panel, l layout) {
	next, ok := m.stage.NextPicture()
	switch {
	case l.Words.H > 0:
		r := l.Words
		if m.bannerText() != "" {
			r.Y, r.H = r.Y+1, r.H-1
		}
		m.drawInWords(p, r, next, ok)
		return
	case !l.pictures():
		return
	}
	hall := m.hallScreen()
	at, then := m.box(l.Now, hall), m.box(l.Next, hall)
	p.line(label(l.Now, at, m.words().now), p.Dim, m.words().now)
	p.line(label(l.Next, then, m.nextLabel()), p.Dim, m.nextText(next, ok))
	m.drawMiniature(p, at, hall, m.stage.Picture())
	m.drawBlankName(p, at, m.stage.Picture().Blank)
	if ok {
		m.drawMiniature(p, then, hall, next)
		return
	}
	ui.Center(p.Grid, l.Next, l.Next.H/2, stays, p.Dim)
}

// wanted is what now and next show.
func (m *Model) wanted() []ui.Wanted {
	s := m.stage
	l := m.layout()
	if s.Deck.Len() == 0 || l.Words.H > 0 || !l.pictures() {
		return nil
	}
	hall := m.hallScreen()
	at, then := m.box(l.Now, hall), m.box(l.Next, hall)
	out := []ui.Wanted{{Picture: s.Picture(), W: at.W, H: at.H, Of: hall}}
	if next, ok := s.NextPicture(); ok {
		out = append(out, ui.Wanted{Picture: next, W: then.W, H: then.H, Of: hall})
	}
	return out
}

const stays = "the last screen: it stays"

// drawInWords says what the hall sees and what it will see, where larger notes leave no room for pictures.
func (m *Model) drawInWords(p panel, r ui.Rect, next ui.Picture, ok bool) {
	then := stays
	if ok {
		then = pictureWords(next, m.stage.Deck)
	}
	rows := cell.Hang("NOW   ", pictureWords(m.stage.Picture(), m.stage.Deck), r.W)
	rows = capped(rows, r.W, r.H/2)
	lead := "NEXT  "
	if m.stage.Talk.Blank == talk.Frozen {
		lead = "HERE  " // The banner says how the hall is to see it.
	}
	rows = append(rows, capped(cell.Hang(lead, then, r.W), r.W, r.H-len(rows))...)
	for i, row := range rows {
		p.line(ui.Rect{X: r.X, Y: r.Y + i, W: r.W, H: 1}, p.Text, row)
	}
}

// nextText is the label of next, with what it is in words: a small picture is not read as fast.
func (m *Model) nextText(next ui.Picture, ok bool) string {
	if !ok {
		return m.nextLabel()
	}
	return m.nextLabel() + "  " + pictureWords(next, m.stage.Deck)
}

// pictureWords is what a picture shows, in a few words.
func pictureWords(p ui.Picture, d *deck.Deck) string {
	switch p.Blank {
	case talk.Black:
		return "black"
	case talk.White:
		return "white"
	}
	slide := d.PublicSlide(p.Pos.Slide)
	if b := slide.Below(); p.Pos.Step > 0 && slide.Layout == deck.LayoutMessage && b != nil {
		return deck.PlainText(b.Spans)
	}
	words := d.Title(p.Pos.Slide)
	switch {
	case p.Pos.Step > 0 && slide.Layout == deck.LayoutReflection:
		words += ": the silence"
	case p.Pos.Step > 0:
		words += fmt.Sprintf(", step %d", p.Pos.Step+1)
	}
	return words
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
func (m *Model) drawBlankName(p panel, r ui.Rect, b talk.Blank) {
	black, white := m.stage.Look.Palette.Black, m.stage.Look.Palette.White
	switch b {
	case talk.Black:
		ui.Center(p.Grid, r, r.H/2, "black", cell.Style{FG: white, BG: black})
	case talk.White:
		ui.Center(p.Grid, r, r.H/2, "white", cell.Style{FG: black, BG: white})
	}
}
