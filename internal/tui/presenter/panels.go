package presenter

import (
	"fmt"
	"strings"
	"time"

	"assembly/internal/cell"
	"assembly/internal/talk"
	"assembly/internal/tui/kit"
)

func (m *Model) draw(g *cell.Grid, l layout) {
	m.drawHead(g, l.Head)
	m.drawPreviews(g, l)
	m.drawBanner(g, l.Banner)
	m.notes.draw(g, l.Notes, kit.NewStyles(m.stage.Look.Palette))
	m.drawClock(g, l.Clock)
	m.drawKeys(g, l.Keys)
}

// drawHead says where the talk is, on the left, and what time it is, on the right.
func (m *Model) drawHead(g *cell.Grid, r kit.Rect) {
	s := m.stage
	st := kit.NewStyles(s.Look.Palette)
	now := s.Now().Format("15:04:05")
	x := r.W - len(now) - 1
	g.Put(max(x, 0), r.Y, now, st.Bold)
	g.Put(1, r.Y, cell.Truncate(m.position(), max(x-2, 0)), st.Bold)
}

func (m *Model) position() string {
	s := m.stage
	at := s.State.Pos
	parts := []string{fmt.Sprintf("Slide %d of %d", at.Slide+1, s.Deck.Len())}
	if steps := s.Deck.Heads[at.Slide].Steps; steps > 1 {
		parts = append(parts, fmt.Sprintf("step %d of %d", at.Step+1, steps))
	}
	sl := s.Deck.Slide(at.Slide)
	if sl.Speaker != "" {
		parts = append(parts, sl.Speaker+" speaks")
	}
	if s.Phase != "" {
		parts = append(parts, s.Phase)
	}
	if n := s.Input.Count(); n > 0 {
		parts = append(parts, fmt.Sprintf("go to %d: Enter", n))
	}
	return strings.Join(append(parts, s.Deck.Title(at.Slide)), "   ")
}

// drawPreviews shows what the hall sees and what it will see.
func (m *Model) drawPreviews(g *cell.Grid, l layout) {
	if l.Now.H == 0 {
		return
	}
	s := m.stage
	st := kit.NewStyles(s.Look.Palette)
	g.Put(l.Now.X, l.Now.Y-1, cell.Truncate("NOW in the hall", l.Now.W), st.Dim)
	g.Put(l.Next.X, l.Next.Y-1, cell.Truncate("NEXT", l.Next.W), st.Dim)
	g.Blit(l.Now.X, l.Now.Y, s.HallGrid(l.Now.W, l.Now.H))
	m.drawCoverName(g, l.Now)
	next := s.NextGrid(l.Next.W, l.Next.H)
	if next == nil {
		kit.Center(g, l.Next, l.Next.H/2, "the last screen: it stays", st.Dim)
		return
	}
	g.Blit(l.Next.X, l.Next.Y, next)
}

// drawCoverName writes on a covered preview what it is, or it would look like a fault.
func (m *Model) drawCoverName(g *cell.Grid, r kit.Rect) {
	s := m.stage
	switch s.State.Cover {
	case talk.Black:
		kit.Center(g, r, r.H/2, "black", cell.Style{FG: cell.RGB(0xFFFFFF), BG: cell.RGB(0)})
	case talk.White:
		kit.Center(g, r, r.H/2, "white", cell.Style{FG: cell.RGB(0), BG: cell.RGB(0xFFFFFF)})
	}
}

// drawBanner tells in a full row what nobody may miss.
func (m *Model) drawBanner(g *cell.Grid, r kit.Rect) {
	text := m.bannerText()
	if text != "" && r.H > 0 {
		kit.Banner(g, r, text, m.stage.Look)
	}
}

func (m *Model) bannerText() string {
	s := m.stage
	since := Clock(s.State.SinceCover(s.Now()))
	switch s.State.Cover {
	case talk.Black:
		return "THE HALL IS BLACK  " + since + "   next uncovers"
	case talk.White:
		return "THE HALL IS WHITE  " + since + "   next uncovers"
	case talk.Frozen:
		return "THE HALL IS FROZEN  " + since + "   f lets it follow"
	}
	if s.Broken != nil {
		return "The edited deck is not shown: " + firstLine(s.Broken)
	}
	return ""
}

func firstLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}

// drawClock shows the talk's clock, its plan, and the slide's.
func (m *Model) drawClock(g *cell.Grid, r kit.Rect) {
	if r.H == 0 {
		return
	}
	s := m.stage
	st := kit.NewStyles(s.Look.Palette)
	g.Fill(r.X, r.Y, r.W, r.H, st.Bold)
	text := m.clockText()
	slide := Clock(s.State.SinceArrival(s.Now()))
	if planned := s.Deck.Slide(s.State.Pos.Slide).Time.For(s.Phase); planned > 0 {
		slide += " of " + Clock(planned)
	}
	g.Put(1, r.Y, cell.Truncate(text+"   this slide "+slide, r.W-2), st.Bold)
}

func (m *Model) clockText() string {
	c := m.stage.State.Clock
	text := "not started, s starts"
	if c.Started() {
		text = Clock(c.Elapsed(m.stage.Now()))
	}
	if m.planned > 0 {
		text += " of " + Clock(m.planned)
	}
	if c.Started() && !c.Running() {
		text += "  PAUSED"
	}
	return "Clock " + text
}

// drawKeys reminds of the keys that a speaker needs first.
func (m *Model) drawKeys(g *cell.Grid, r kit.Rect) {
	if r.H == 0 {
		return
	}
	hint := "Space next   Backspace back   . black   e closing numbers   t phase   + - notes   ? all keys   q leave"
	g.Put(1, r.Y, cell.Truncate(hint, r.W-2), kit.NewStyles(m.stage.Look.Palette).Dim)
}

// Clock writes a duration as minutes and seconds: "3:07", "75:00".
func Clock(d time.Duration) string {
	sec := int(d / time.Second)
	return fmt.Sprintf("%d:%02d", sec/60, sec%60)
}
