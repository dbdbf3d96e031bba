// Package hall is the hall's screen: slides, and nothing else. It has no access to notes; what
// pupils may see of a slide holds none.
package hall

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/plan"
	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/tui/screen"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// Show is the hall's screen driving itself, for a single mirrored screen.
type Show struct {
	stage   *ui.Stage
	ticking bool
	keep    func(t talk.Talk, d *deck.Deck) // takes the talk each time that it changes; nil for nothing
	kept    uint64                          // what it was given last, as Seq+1; 0 for nothing
}

var _ tea.Model = (*Show)(nil)

// NewShow makes the program.
func NewShow(s ui.Setup) *Show {
	m := &Show{stage: ui.NewStage(s, ui.ShowKeys())}
	m.stage.Wanted = m.wanted
	m.stage.Opening = func() time.Duration { return plan.Of(m.stage.Deck, m.stage.Talk.Phase, 0).Time(0) }
	return m
}

// Resume takes a talk up where it was interrupted, in its own phase or in another; "" is its own.
func (m *Show) Resume(saved talk.Talk, phase string) {
	m.stage.Resume(saved, phase)
	m.thaw()
}

// AskResume asks whether a talk that was interrupted is to go on.
func (m *Show) AskResume(saved talk.Talk, phase string) {
	m.stage.AskResume(saved, phase)
	m.thaw()
}

// thaw ends the freeze of a talk that a presenter gave: this screen has no key for it.
func (m *Show) thaw() {
	if m.stage.Talk.Blank == talk.Frozen {
		m.stage.Do(talk.Command{Op: talk.Freeze})
	}
}

// Tell tells the speaker something in one sentence, until the next key.
func (m *Show) Tell(text string) { m.stage.Tell(ui.Anything, text) }

// Keep gives the talk, now and each time that it changes, to a function that does not block.
func (m *Show) Keep(keep func(t talk.Talk, d *deck.Deck)) {
	m.keep = keep
	m.tell()
}

// tell gives the talk to whoever keeps it. Until it is known whether an interrupted talk goes on, what
// was saved of that stays.
func (m *Show) tell() {
	t := m.stage.Talk
	if m.keep == nil || m.stage.Resuming() || m.kept == t.Seq+1 {
		return
	}
	m.kept = t.Seq + 1
	m.keep(t, m.stage.Deck)
}

// Init implements tea.Model.
func (m *Show) Init() tea.Cmd { return m.stage.ReadAll() }

// Untold is what nobody was told while the hall looked on: the deck, and why its last edit is not
// shown, nil for one that is.
func (m *Show) Untold() (d *deck.Deck, broken error) { return m.stage.Deck, m.stage.Broken }

// Update implements tea.Model.
func (m *Show) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if r, ok := msg.(ui.Repaint); ok {
		return m, m.repaint(r)
	}
	action, cmd := m.stage.Update(msg)
	m.tell()
	switch action {
	case ui.Stop:
		return m, tea.Quit
	case ui.Interrupt:
		return m, tea.Interrupt
	}
	return m, tea.Batch(cmd, m.startTicking())
}

// wanted is what the screen shows, and what it shows after the next press.
func (m *Show) wanted() []ui.Wanted {
	s := m.stage
	out := []ui.Wanted{{Picture: s.Picture(), W: s.W, H: s.H}}
	if next, ok := s.NextPicture(); ok {
		out = append(out, ui.Wanted{Picture: next, W: s.W, H: s.H})
	}
	return out
}

// changing reports whether the screen changes by itself: a shape fills, or the answer to a first
// Ctrl+C stands and will go away.
func (m *Show) changing() bool {
	s := m.stage
	return s.Filling() && s.Fill() < render.FillMax || s.Input.Stopping(s.Now())
}

// startTicking begins the repaints of a screen that changes by itself.
func (m *Show) startTicking() tea.Cmd {
	if m.ticking || !m.changing() {
		return nil
	}
	m.ticking = true
	return m.stage.Tick(repaintEvery)
}

// repaint goes on while the screen changes, and ends with the frame that stays.
func (m *Show) repaint(r ui.Repaint) tea.Cmd {
	if !m.changing() {
		m.ticking = false
		return nil
	}
	return m.stage.Again(r, repaintEvery)
}

// View implements tea.Model.
func (m *Show) View() tea.View { return m.Frame().View() }

// Frame implements screen.Model.
func (m *Show) Frame() screen.Frame {
	s := m.stage
	var over func(*cell.Grid)
	if s.Covered() {
		over = s.DrawOver
	}
	n, p := window{s.W, s.H, s.Look, s.Deck.Meta.Title}, s.Picture()
	return n.look.Frame(n.grid(p, over), n.title, p.Background(n.look))
}

// repaintEvery is the time between two frames of a filling shape: slower than the eye sees as
// flicker, quicker than the shape grows by a row on any screen.
const repaintEvery = 100 * time.Millisecond

// window is a hall's window.
type window struct {
	w, h  int
	look  ui.Look
	title string
}

// grid shows a picture, in cells, and over draws what lies over it; nil for nothing. It is shared and must not be changed.
func (n window) grid(p ui.Picture, over func(*cell.Grid)) *cell.Grid {
	if over == nil {
		return p.Grid(n.w, n.h, n.look)
	}
	g := cell.New(n.w, n.h, cell.Style{})
	g.Blit(0, 0, p.Grid(n.w, n.h, n.look))
	over(g)
	return g
}
