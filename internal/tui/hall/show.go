// Package hall is the hall's screen: slides, and nothing else. It has no access to notes; a face
// holds none.
package hall

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"assembly/internal/cell"
	"assembly/internal/render"
	"assembly/internal/talk"
	"assembly/internal/tui/kit"
)

// repaintEvery is the time between two frames of a filling shape: slower than the eye sees as
// flicker, quicker than the shape grows by a row on any screen.
const repaintEvery = 100 * time.Millisecond

// Show is the hall's screen driving itself, for a single mirrored screen.
type Show struct {
	stage   *kit.Stage
	ticking bool
}

var _ tea.Model = (*Show)(nil)

// NewShow makes the program.
func NewShow(s kit.Setup) (*Show, error) {
	stage, err := kit.NewStage(s, kit.HallKeys())
	if err != nil {
		return nil, err
	}
	return &Show{stage: stage}, nil
}

// State is the state of the talk.
func (m *Show) State() talk.State { return m.stage.State }

// Resume takes a talk up where it was.
func (m *Show) Resume(from talk.State) { m.stage.Resume(from, false) }

// Init implements tea.Model.
func (m *Show) Init() tea.Cmd { return nil }

// Update implements tea.Model.
func (m *Show) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if r, ok := msg.(kit.Repaint); ok {
		return m, m.repaint(r)
	}
	action, cmd := m.stage.Update(msg)
	switch action {
	case kit.Stop:
		return m, tea.Quit
	case kit.Interrupt:
		return m, tea.Interrupt
	}
	return m, tea.Batch(cmd, m.startTicking())
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
func (m *Show) repaint(r kit.Repaint) tea.Cmd {
	if !m.changing() {
		m.ticking = false
		return nil
	}
	return m.stage.Again(r, repaintEvery)
}

// View implements tea.Model.
func (m *Show) View() tea.View {
	s := m.stage
	v := s.Look.Screen(m.content(), s.Deck.Meta.Title)
	switch s.State.Cover {
	case talk.Black:
		return s.Look.Ground(v, cell.RGB(0x000000))
	case talk.White:
		return s.Look.Ground(v, cell.RGB(0xFFFFFF))
	}
	return s.Look.Ground(v, s.Look.Palette.Ground)
}

// content is the cached text of the frame, unless something has to be drawn over it.
func (m *Show) content() string {
	s := m.stage
	if s.State.Cover == talk.Uncovered && !m.overlaid() {
		at := s.State.Hall()
		return s.Renderer.Frame(at.Slide, at.Step, s.Look.View(s.W, s.H, s.Fill())).Encode()
	}
	g := cell.New(s.W, s.H, cell.Style{})
	g.Blit(0, 0, m.slide())
	s.DrawOver(g)
	return g.Encode()
}

func (m *Show) overlaid() bool {
	s := m.stage
	return s.Help || s.Picker.Open() || s.Question() != ""
}

// slide is what the hall sees.
func (m *Show) slide() *cell.Grid { return m.stage.HallGrid(m.stage.W, m.stage.H) }
