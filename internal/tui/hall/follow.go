package hall

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"assembly/internal/cell"
	"assembly/internal/deck"
	"assembly/internal/live"
	"assembly/internal/render"
	"assembly/internal/talk"
	"assembly/internal/theme"
	"assembly/internal/tui/kit"
)

// Upstream is the way back to the presenter. Neither method blocks.
type Upstream interface {
	Command(c talk.Command) error
	Report(r live.Report)
}

// FollowSetup is what the following screen is made of.
type FollowSetup struct {
	Look  kit.Look
	Theme bool // the palette of Look was asked for and stays, whatever the deck says
	Now   func() time.Time
	Up    Upstream
}

// Follow is the hall's screen in a window of its own. Once it has shown something it never shows
// less: not when the presenter is gone, and not when the link is.
type Follow struct {
	setup FollowSetup
	input kit.Input
	ask   bool

	state    live.State // what is on the wall; its Deck is nil before the first
	link     live.Link
	renderer *render.Renderer
	w, h     int

	generation int
}

var _ tea.Model = (*Follow)(nil)

// NewFollow makes the program.
func NewFollow(s FollowSetup) *Follow {
	return &Follow{setup: s, input: kit.Input{Keys: followKeys()}}
}

// followKeys leaves out what would draw over the hall's slide.
func followKeys() kit.KeyMap {
	return slices.DeleteFunc(kit.HallKeys(), func(b kit.Binding) bool {
		return b.Action == kit.Help || b.Action == kit.Overview || b.Action == kit.Search
	})
}

// paint is the message that the shape has grown, or a hint has gone.
type paint struct{ generation int }

// Init implements tea.Model.
func (m *Follow) Init() tea.Cmd { return nil }

// Update implements tea.Model.
func (m *Follow) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.w, m.h = msg.Width, msg.Height
		m.report()
	case tea.ColorProfileMsg:
		m.setup.Look = m.setup.Look.WithProfile(msg.Profile)
	case live.State:
		m.take(msg)
		return m, m.paintOn()
	case paint:
		if msg.generation == m.generation {
			return m, m.paintSoon()
		}
	case tea.KeyPressMsg:
		return m, tea.Batch(m.key(msg), m.paintOn())
	}
	return m, nil
}

// take shows a state. A deck that cannot be drawn changes nothing on the wall.
func (m *Follow) take(s live.State) {
	m.link = s.Link
	if s.Deck == nil {
		return
	}
	if m.state.Deck != s.Deck {
		r, err := render.New(s.Deck)
		if err != nil {
			return
		}
		m.renderer = r
		m.setTheme(s.Deck.Theme)
	}
	m.state = s
	m.report()
}

// started reports whether there has been anything to show.
func (m *Follow) started() bool { return m.state.Deck != nil }

// report tells the presenter what this screen shows, taken from what is drawn.
func (m *Follow) report() {
	if m.started() && m.setup.Up != nil && m.w > 0 && m.h > 0 {
		m.setup.Up.Report(m.state.Report(live.Terminal, m.w, m.h, m.frame().Fit.Fits()))
	}
}

func (m *Follow) setTheme(name string) {
	if m.setup.Theme {
		return
	}
	if p, err := theme.Lookup(name); err == nil {
		m.setup.Look = m.setup.Look.WithPalette(p)
	}
}

func (m *Follow) key(msg tea.KeyPressMsg) tea.Cmd {
	if m.ask {
		m.ask = false
		if k := msg.String(); k == "y" || k == "Y" {
			return tea.Quit
		}
		return nil
	}
	action, n := m.input.Key(msg, m.setup.Now())
	switch action {
	case kit.Quit:
		m.ask = true
		return nil
	case kit.Interrupt:
		return tea.Interrupt
	}
	c := kit.Command(action, n)
	if c.Op == talk.Nothing || m.setup.Up == nil {
		return nil
	}
	_ = m.setup.Up.Command(c) // That the link is lost is for the speaker's screen to show, not for the hall's.
	return nil
}

// paintOn begins a new generation of repaints.
func (m *Follow) paintOn() tea.Cmd {
	m.generation++
	return m.paintSoon()
}

// paintSoon asks for the next repaint while the shape fills or a hint stands.
func (m *Follow) paintSoon() tea.Cmd {
	filling := m.fills() && m.fill() < render.FillMax
	if !filling && !m.input.Stopping(m.setup.Now()) {
		return nil
	}
	generation := m.generation
	return tea.Tick(repaintEvery, func(time.Time) tea.Msg { return paint{generation} })
}

// fills reports whether the slide has a shape that has begun to fill.
func (m *Follow) fills() bool {
	s := m.state.Snapshot
	return m.started() && s.Step > 0 && m.state.Deck.Face(s.Slide).Layout == deck.LayoutReflection
}

// fill is how full the shape is now. It goes on by this screen's own clock, link or no link.
func (m *Follow) fill() int {
	if !m.fills() {
		return 0
	}
	s := m.state.Snapshot
	silence := time.Duration(s.Silence) * time.Millisecond
	if silence <= 0 {
		silence = deck.DefaultSilence
	}
	gone := time.Duration(m.state.Now(m.setup.Now()).Shown) * time.Millisecond
	return int(min(gone*render.FillMax/silence, render.FillMax))
}

func (m *Follow) frame() *render.Frame {
	s := m.state.Snapshot
	return m.renderer.Frame(s.Slide, s.Step, m.setup.Look.View(m.w, m.h, m.fill()))
}

// View implements tea.Model.
func (m *Follow) View() tea.View {
	look := m.setup.Look
	v := look.Screen(m.content(), "Hall")
	switch m.cover() {
	case live.Black:
		return look.Ground(v, cell.RGB(0x000000))
	case live.White:
		return look.Ground(v, cell.RGB(0xFFFFFF))
	}
	return look.Ground(v, look.Palette.Ground)
}

func (m *Follow) cover() live.Cover {
	if !m.started() {
		return live.Uncovered
	}
	return m.state.Snapshot.Cover
}

func (m *Follow) content() string {
	stopping := m.input.Stopping(m.setup.Now())
	if m.started() && m.cover() == live.Uncovered && !m.ask && !stopping {
		return m.frame().Encode()
	}
	g := m.grid()
	if m.ask || stopping {
		text := "Close this screen? y yes, other keys no"
		if stopping {
			text = "Ctrl+C again closes this screen"
		}
		over := cell.New(m.w, m.h, cell.Style{})
		over.Blit(0, 0, g)
		kit.Banner(over, kit.Rect{Y: max(m.h-1, 0), W: m.w, H: 1}, text, m.setup.Look)
		g = over
	}
	return g.Encode()
}

func (m *Follow) grid() *cell.Grid {
	switch {
	case !m.started():
		return m.waiting()
	case m.cover() == live.Black:
		return kit.Ground(m.w, m.h, cell.RGB(0x000000), m.setup.Look)
	case m.cover() == live.White:
		return kit.Ground(m.w, m.h, cell.RGB(0xFFFFFF), m.setup.Look)
	}
	return m.frame().Grid
}

// waiting is calm: the hall may be looking on.
func (m *Follow) waiting() *cell.Grid {
	p := m.setup.Look.Palette
	style := cell.Style{FG: p.Quiet, BG: p.Ground}
	g := cell.New(m.w, m.h, style)
	r := kit.Rect{W: m.w, H: m.h}
	text := "This screen waits for the talk to begin."
	if m.link == live.OtherVersion {
		text = "This screen and the presenter are of different versions: start both from the same file."
	}
	lines := cell.Wrap(text, max(m.w-2, 1))
	for i, l := range lines {
		kit.Center(g, r, (m.h-len(lines))/2+i, l, style)
	}
	return g
}
