package presenter

import (
	"fmt"
	"strings"

	"assembly/internal/cell"
	"assembly/internal/plan"
	"assembly/internal/talk"
	"assembly/internal/tui/ui"
)

func (m *Model) draw(g *cell.Grid, l layout, f plan.Forecast) {
	m.drawHead(g, l.Head)
	m.drawPreviews(g, l)
	m.drawBanner(g, l)
	m.drawLink(g, l.Hall)
	m.drawNotes(g, l.Notes)
	m.drawPace(g, l.Pace, f)
	m.drawClock(g, l.Clock, f)
	m.drawKeys(g, l.Keys)
}

// drawHead says where the talk is, on the left, and what time it is, on the right.
func (m *Model) drawHead(g *cell.Grid, r ui.Rect) {
	s := m.stage
	st := ui.NewStyles(s.Look.Palette)
	now := s.Now().Format("15:04:05")
	x, style := r.W-len(now)-1, st.Bold
	if m.rehearsal != nil {
		style = st.Alarm
		g.Fill(r.X, r.Y, r.W, r.H, style)
	}
	g.Put(max(x, 0), r.Y, now, style)
	g.Put(1, r.Y, m.position(max(x-2, 0)), style)
}

// position says where the talk is in at most w columns: what does not fit is left out, the least
// important first.
func (m *Model) position(w int) string {
	s := m.stage
	at := s.Talk.Pos
	slide, step := "Slide %d of %d", "step %d of %d"
	if s.W < fullCols {
		slide, step = "%d/%d", "step %d/%d"
	}
	parts := []string{m.words().mark + fmt.Sprintf(slide, at.Slide+1, s.Deck.Len())}
	if n := s.Input.Count(); n > 0 {
		parts = append(parts, fmt.Sprintf("go to %d: Enter", n))
	}
	if steps := s.Deck.Heads[at.Slide].Steps; steps > 1 {
		parts = append(parts, fmt.Sprintf(step, at.Step+1, steps))
	}
	if s.Talk.Phase != "" {
		parts = append(parts, s.Talk.Phase)
	}
	parts = append(parts, m.speakers()...)
	text := ui.Fitting(w, parts[0], parts[1:]...)
	if left := w - cell.Width(text) - 3; left >= leastTitle {
		text += "   " + cell.Truncate(s.Deck.Title(at.Slide), left)
	}
	return text
}

// leastTitle is the fewest columns in which a cut title still tells something.
const leastTitle = 12

// drawPreviews shows what the hall sees and what it will see.
func (m *Model) drawPreviews(g *cell.Grid, l layout) {
	if l.Now.H == 0 {
		return
	}
	s := m.stage
	st := ui.NewStyles(s.Look.Palette)
	g.Put(l.Now.X, l.Now.Y-1, cell.Truncate(m.words().now, l.Now.W), st.Dim)
	g.Put(l.Next.X, l.Next.Y-1, cell.Truncate(m.nextLabel(), l.Next.W), st.Dim)
	g.Blit(l.Now.X, l.Now.Y, s.Picture().Grid(l.Now.W, l.Now.H, s.Look))
	m.drawBlankName(g, l.Now)
	next, ok := s.NextPicture()
	if !ok {
		ui.Center(g, l.Next, l.Next.H/2, "the last screen: it stays", st.Dim)
		return
	}
	g.Blit(l.Next.X, l.Next.Y, next.Grid(l.Next.W, l.Next.H, s.Look))
}

// nextLabel says when the hall will see what stands below.
func (m *Model) nextLabel() string {
	switch m.stage.Talk.Blank {
	case talk.Black, talk.White:
		return "NEXT uncovers this"
	case talk.Frozen:
		return "YOU ARE HERE, f shows it"
	}
	return "NEXT"
}

// drawBlankName writes on a blank preview what it is, or it would look like a fault.
func (m *Model) drawBlankName(g *cell.Grid, r ui.Rect) {
	black, white := cell.RGB(0), cell.RGB(0xFFFFFF)
	if m.stage.Look.Mono {
		black, white = cell.Color{}, cell.Color{}
	}
	switch m.stage.Talk.Blank {
	case talk.Black:
		ui.Center(g, r, r.H/2, "black", cell.Style{FG: white, BG: black})
	case talk.White:
		ui.Center(g, r, r.H/2, "white", cell.Style{FG: black, BG: white})
	}
}

// drawBanner tells in a full row what nobody may miss. Where there is room, the label of next
// stays: under a blank it is not what it usually is.
func (m *Model) drawBanner(g *cell.Grid, l layout) {
	text := m.bannerText()
	if text == "" && l.Hall.H == 0 {
		text = m.unsaved()
	}
	if text == "" || l.Banner.H == 0 {
		return
	}
	if l.Next.H == 0 || cell.Width(text) > l.Now.W {
		ui.Banner(g, l.Banner, text, m.stage.Look)
		return
	}
	ui.Banner(g, l.Banner, "", m.stage.Look)
	s := ui.NewStyles(m.stage.Look.Palette).Alarm
	ui.Center(g, l.Now, -1, text, s)
	g.Put(l.Next.X, l.Next.Y-1, cell.Truncate(m.nextLabel(), l.Next.W), s)
}

func (m *Model) bannerText() string {
	s := m.stage
	hall, since := m.words().hall, plan.Clock(s.Talk.SinceBlank(s.Now()))
	switch s.Talk.Blank {
	case talk.Black:
		return hall + "BLACK  " + since + "  next uncovers"
	case talk.White:
		return hall + "WHITE  " + since + "  next uncovers"
	case talk.Frozen:
		return hall + "FROZEN  " + since + "  f unfreezes it"
	}
	if s.Broken != nil {
		return "The edited deck is not shown: " + firstLine(s.Broken)
	}
	return ""
}

// unsaved says that a rehearsal is not saved, where no other row does.
func (m *Model) unsaved() string {
	if m.rehearsal == nil {
		return ""
	}
	if text, ok := m.rehearsal.Saved(); !ok {
		return text
	}
	return ""
}

func firstLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}

// drawKeys reminds of the keys that a speaker needs first.
func (m *Model) drawKeys(g *cell.Grid, r ui.Rect) {
	if r.H == 0 {
		return
	}
	hint := ui.Fitting(r.W-2, "Space next", "Backspace back", ". black", "e the numbers", "? all keys", "q leave",
		"+ - size of notes", "t phase", "T teleprompter")
	g.Put(1, r.Y, hint, ui.NewStyles(m.stage.Look.Palette).Dim)
}
