package presenter

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/plan"
	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// panel is the grid of the view and the styles to draw on it with.
type panel struct {
	*cell.Grid
	ui.Styles
}

// line writes as many of the parts as fit in a row, the first the most important.
func (p panel) line(r ui.Rect, s cell.Style, parts ...string) {
	if r.H > 0 {
		p.Put(r.X, r.Y, ui.Fitting(r.W, parts...), s)
	}
}

func (m *Model) draw(p panel, l layout, f plan.Forecast) {
	m.drawHead(p, l.Head)
	m.drawPreviews(p, l)
	m.drawTime(p, l.Time, f)
	m.drawBanner(p, l)
	m.drawLink(p, l)
	m.drawNotes(p, l)
	m.drawPace(p, l.Pace, f)
	m.drawClock(p, l.Clock, f)
	p.line(l.Keys, p.Dim, "Space next", "Backspace back", ". black", "e the numbers", "? all keys", "q leave",
		"+ - size of notes", "t phase", "T teleprompter")
}

// drawHead says where the talk is, on the left, and what time it is, on the right.
func (m *Model) drawHead(p panel, r ui.Rect) {
	now := m.stage.Now().Format("15:04:05")
	x, style := max(r.W-len(now)-1, 0), p.Bold
	if m.setup.Rehearsal != nil {
		style = p.Alarm
		p.Fill(r.X, r.Y, r.W, r.H, style)
	}
	p.Put(x, r.Y, now, style)
	p.Put(1, r.Y, m.position(max(x-2, 0)), style)
}

// position says where the talk is in at most w columns: what does not fit is left out, the least
// important first.
func (m *Model) position(w int) string {
	s := m.stage
	at := s.Talk.Pos
	slide, step := "Slide %d of %d", "step"
	if s.Deck.Heads[at.Slide].Screens > 1 {
		step = "screen"
	}
	of := " %d of %d"
	if s.W < fullCols {
		slide, of = "%d/%d", " %d/%d"
	}
	parts := []string{m.words().mark + fmt.Sprintf(slide, at.Slide+1, s.Deck.Len())}
	if n := s.Input.Count(); n > 0 {
		parts = append(parts, fmt.Sprintf("go to %d: Enter", n))
	}
	if steps := s.Deck.Heads[at.Slide].Steps; steps > 1 {
		parts = append(parts, fmt.Sprintf(step+of, at.Step+1, steps))
	}
	if s.Talk.Phase != "" {
		parts = append(parts, s.Talk.Phase)
	}
	parts = append(parts, m.speakers()...)
	text := ui.Fitting(w, parts...)
	if left := w - cell.Width(text) - 3; left >= leastTitle {
		text += "   " + cell.Truncate(s.Deck.Title(at.Slide), left)
	}
	return text
}

// leastTitle is the fewest columns in which a cut title still tells something.
const leastTitle = 12

// nextLabel says when the hall will see what stands below.
func (m *Model) nextLabel() string {
	if m.stage.Resuming() {
		return "NEXT resumes it:"
	}
	switch m.stage.Talk.Blank {
	case talk.Black, talk.White:
		return "NEXT uncovers this"
	case talk.Frozen:
		return "YOU ARE HERE, f shows it"
	}
	return "NEXT"
}

// drawBanner tells in full rows what nobody may miss. Where there is room, the label of next stays:
// under a blank it is not what it usually is.
func (m *Model) drawBanner(p panel, l layout) {
	text := m.bannerText()
	if text == "" || l.Banner.H == 0 {
		return
	}
	x := l.Now.X + max(l.Now.W-cell.Width(text), 0)/2
	next := ui.Rect{X: max(m.box(l.Next, m.hallScreen()).X, x+cell.Width(text)+bannerGap), Y: l.Next.Y - 1, H: 1}
	if next.W = l.Banner.W - 1 - next.X; l.Next.H == 0 || cell.Width(m.nextLabel()) > next.W {
		m.drawRows(p, l.Banner, text)
		return
	}
	ui.Banner(p.Grid, l.Banner, "", m.stage.Look)
	p.line(ui.Rect{X: x, Y: next.Y, W: next.X - x, H: 1}, p.Alarm, text)
	p.line(next, p.Alarm, m.nextLabel())
}

// bannerGap is the columns between what a banner says and the label of next.
const bannerGap = 4

// drawRows puts text into the rows of a banner; what has no room is cut.
func (m *Model) drawRows(p panel, r ui.Rect, text string) {
	lines := []string{text}
	if cell.Width(text) > r.W {
		lines = cell.Wrap(text, r.W)
	}
	for i := range min(len(lines), r.H) {
		if i == r.H-1 {
			lines[i] = strings.Join(lines[i:], " ")
		}
		ui.Banner(p.Grid, ui.Rect{X: r.X, Y: r.Y + i, W: r.W, H: 1}, lines[i], m.stage.Look)
	}
}

// bannerText is what nobody may miss, "" for nothing.
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
		return brokenText(s.Broken)
	}
	return cmp.Or(m.told.fault, m.cutText())
}

func firstLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}
