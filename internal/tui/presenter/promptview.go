package presenter

import (
	"fmt"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/prompter"
	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// promptView is what of the notes shows under the teleprompter. Rows are those of all notes.
type promptView struct {
	first, rows int // the rows shown
	from, to    int // of the paragraph to speak; none where they are equal
	now, then   int // of the line to speak
}

// statusRows is the smallest height of the panel whose last row tells how the teleprompter is.
const statusRows = 3

// promptView is what of the notes shows in a panel of h rows: the line to speak is kept a third
// from the top, so that the eye stays where it is and what comes is there to be seen.
func (m *Model) promptView(h int) promptView {
	v := promptView{rows: h}
	if h >= statusRows {
		v.rows--
	}
	n := &m.notes
	if n.grid == nil {
		return v
	}
	if note, share, ok := m.prompter.Position(m.stage.Now()); ok && note < len(n.passages) {
		v.speak(n.passages[note], share)
	}
	v.first = max(min(v.first, n.grid.H-v.rows), 0)
	return v
}

// speak marks a passage of which a share has been said. A tall line goes up row by row, but is
// whole for as long as it is spoken.
func (v *promptView) speak(p prompter.Passage, share float64) {
	l, done := p.Find(share)
	v.from, v.to = p.Y, p.Y+p.H
	v.now, v.then = p.Y+l.Y, p.Y+l.Y+l.H
	v.first = v.now + int(done*float64(l.H)) - v.rows/3
	v.first = min(max(v.first, v.then-v.rows), v.now)
}

// The marks beside the paragraph to speak, and beside its line. They are in the margin of the
// panel, and tell without any colour.
const (
	paragraphMark = "|"
	lineMark      = ">"
)

// drawNotes draws the notes as they are scrolled, or as the teleprompter has them.
func (m *Model) drawNotes(p panel, l layout) {
	r := l.Notes
	if !m.prompter.on || m.notes.grid == nil || r.H == 0 {
		m.drawSilence(p, l)
		m.drawScrolled(p, m.notesRoom(l))
		return
	}
	colors := m.stage.Look.Palette
	v := m.promptView(r.H)
	m.notes.copyRows(p.Grid, ui.Rect{X: r.X, Y: r.Y, W: r.W, H: v.rows}, v.first, func(y int, s cell.Style) cell.Style {
		if v.from <= y && y < v.to {
			return s.With(cell.Bold)
		}
		return faint(s, colors.PanelText, colors.Dim)
	})
	for y := max(v.from, v.first); y < min(v.to, v.first+v.rows); y++ {
		mark := paragraphMark
		if v.now <= y && y < v.then {
			mark = lineMark
		}
		p.Put(r.X-1, r.Y+y-v.first, mark, p.Bold)
	}
	if v.rows < r.H {
		m.drawStatus(p, ui.Rect{X: r.X, Y: r.Y + v.rows, W: r.W, H: 1})
	}
}

// faint is a style with another ink, and not bold. The letter keeps its own colour. Without colours
// a style stays as it is: then bold tells a cue, and the letter.
func faint(s cell.Style, ink, dim cell.Color) cell.Style {
	if !ink.Set {
		return s
	}
	s.Attr &^= cell.Bold
	if s.FG == ink {
		s.FG = dim
	}
	if s.BG == ink {
		s.BG = dim
	}
	return s
}

// drawStatus says how the teleprompter is and which keys change that.
func (m *Model) drawStatus(p panel, r ui.Rect) {
	name := fmt.Sprintf("TELEPROMPTER %d words a minute", m.pace())
	if r.W < fullCols-2 {
		name = fmt.Sprintf("TELEPROMPTER %d/min", m.pace())
	}
	parts := []string{name, "[ slower  ] faster", "T off", "J K by paragraphs"}
	style := p.Bold
	if state := m.promptState(); state != "" {
		parts = append([]string{state}, parts...)
		style = p.Chosen
	}
	p.Fill(r.X, r.Y, r.W, r.H, style)
	p.line(r, style, parts...)
}

// promptState says why the teleprompter does not move, "" while it does.
func (m *Model) promptState() string {
	switch status, left := m.prompter.Status(m.stage.Now()); status {
	case prompter.Empty:
		return "NOTHING TO SAY"
	case prompter.Ended:
		return "END"
	case prompter.Awaiting:
		if s := m.stage.Talk; s.Blank == talk.Frozen && s.Pos.Step > 0 {
			return "f STARTS THE SHAPE" // The speaker is there, the hall is not.
		}
		return "NEXT STARTS THE SHAPE"
	case prompter.Silent:
		return "SILENCE " + seconds(left)
	case prompter.Standing:
		return "PAUSED"
	case prompter.Pausing:
		return "PAUSE " + seconds(left)
	case prompter.Waiting:
		return "WAIT " + seconds(left)
	case prompter.Speaking:
		if m.pressIsDue() {
			return "PRESS NEXT"
		}
	}
	return ""
}

// pressIsDue reports whether the words to speak belong to a step that is not shown yet.
func (m *Model) pressIsDue() bool {
	note, _, ok := m.prompter.Position(m.stage.Now())
	parts := prompter.Parts(m.slideNotes().All)
	return ok && note < len(parts) && parts[note] > m.stage.Talk.Pos.Step
}

// seconds counts down: a silence of three seconds begins with 3 and ends behind 1.
func seconds(left time.Duration) string {
	return fmt.Sprintf("%d s", (left+time.Second-1)/time.Second)
}
