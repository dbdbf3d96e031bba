package hall

import (
	"errors"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/internal/tui/screen"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// Upstream is the way back to the presenter. Neither method blocks.
type Upstream interface {
	Command(c talk.Command) error
	Report(r live.Report)
}

// FollowSetup is what the following screen is made of.
type FollowSetup struct {
	Look  ui.Look
	Theme bool // the palette of Look was asked for and stays, whatever the deck says
	Now   func() time.Time
	Up    Upstream
	Fonts ui.Fonts // for what the embedded face lacks; nil for none

	// Waiting is what the screen says below, before there is anything to show; nil for nothing.
	Waiting func(live.State) string
}

// Follow is the hall's screen in a window of its own. Once it has shown something it never shows
// less: not when the presenter is gone, and not when the link is.
type Follow struct {
	setup FollowSetup
	input ui.Input
	modal ui.Modal // nil for none

	state    live.State // what is on the wall; its Deck is nil before the first
	news     live.State // the last one, whatever is on the wall
	link     live.Status
	renderer *render.Renderer
	pictures *render.Pictures
	w, h     int
	painter  ui.Painter
	finding  ui.Turn // for fonts
	ui.Ticker
}

var _ tea.Model = (*Follow)(nil)

// NewFollow makes the program.
func NewFollow(s FollowSetup) *Follow {
	return &Follow{setup: s, input: ui.Input{Keys: followKeys()}, pictures: render.NewPictures()}
}

// followKeys leaves out what would draw over the hall's slide.
func followKeys() ui.KeyMap {
	return slices.DeleteFunc(ui.HallKeys(), func(b ui.Binding) bool {
		return b.Action == ui.Help || b.Action == ui.Overview || b.Action == ui.Search
	})
}

// Init implements tea.Model.
func (m *Follow) Init() tea.Cmd { return nil }

// Update implements tea.Model.
func (m *Follow) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmd := m.update(msg)
	return m, tea.Batch(cmd, m.paint())
}

func (m *Follow) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.w, m.h = msg.Width, msg.Height
		m.report()
	case tea.ColorProfileMsg:
		m.setup.Look = m.setup.Look.WithProfile(msg.Profile)
	case live.State:
		return tea.Batch(m.take(msg), m.repaints(m.Tick))
	case ui.Painted:
		m.painter.Done(msg)
	case ui.FontsFound:
		if msg.Apply(m.renderer) {
			m.report()
		}
		return m.finding.Done()
	case ui.Repaint:
		return m.repaints(func(after time.Duration) tea.Cmd { return m.Again(msg, after) })
	case tea.KeyPressMsg:
		return tea.Batch(m.key(msg), m.repaints(m.Tick))
	}
	return nil
}

// paint draws in the background what the screen shows and does not have yet, and what is likely to come next.
func (m *Follow) paint() tea.Cmd {
	if !m.started() {
		return nil
	}
	now := m.picture()
	next := now
	if next.Pos.Step++; next.Pos.Step >= m.state.Deck.PublicSlide(now.Pos.Slide).Steps {
		next.Pos = talk.Pos{Slide: now.Pos.Slide + 1}
	}
	return m.painter.Paint(m.setup.Look, ui.Wanted{Picture: now, W: m.w, H: m.h}, ui.Wanted{Picture: next, W: m.w, H: m.h})
}

// take shows a state, and looks for the fonts of a new deck.
func (m *Follow) take(s live.State) (find tea.Cmd) {
	if s.Status == live.Connected && m.link != live.Connected {
		m.pictures.Retry() // They come over the link.
	}
	m.link, m.news = s.Status, s
	if s.Deck == nil {
		return nil
	}
	before := *m
	if m.state.Deck != s.Deck {
		m.renderer = render.NewSharing(slidesOf(s), m.pictures)
		m.setTheme(s.Deck.Theme)
		find = ui.FindFonts(m.renderer, m.setup.Fonts)
	}
	m.state = s
	if !m.draws() {
		m.stay(before, s.Snapshot.Blank)
		find = nil
	}
	m.report()
	return m.finding.Take(find)
}

// draws reports whether what the wall is to show can be drawn. A bug there must not close the hall's screen.
func (m *Follow) draws() (ok bool) {
	defer func() { ok = recover() == nil }()
	m.Frame()
	m.picture().Lost(m.w, m.h, m.setup.Look) // Beneath a blank the slide is not drawn.
	return true
}

// stay leaves on the wall what it showed before, under a blank that has come since.
func (m *Follow) stay(before Follow, blank live.Blank) {
	m.state, m.renderer, m.setup.Look = before.state, before.renderer, before.setup.Look
	if blank != live.Visible {
		m.state.Snapshot.Blank = blank
	}
}

// started reports whether there has been anything to show.
func (m *Follow) started() bool { return m.state.Deck != nil }

// report tells the presenter what this screen shows, taken from what is drawn.
func (m *Follow) report() {
	if m.started() && m.setup.Up != nil && m.w > 0 && m.h > 0 {
		r := m.state.Report(live.Terminal, m.w, m.h, m.picture().Lost(m.w, m.h, m.setup.Look))
		r.Type = bigtype.Tiers()[m.setup.Look.View(m.w, m.h, 0).Tier.Base()]
		m.setup.Up.Report(r)
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
	if m.modal != nil {
		a := m.modal.Key(msg)
		m.modal = nil
		if a.Action == ui.Stop {
			return tea.Quit
		}
		if !a.Passed {
			return nil
		}
	}
	action, n := m.input.Key(msg, m.setup.Now())
	switch action {
	case ui.Quit:
		m.modal = &ui.Question{Text: "Close this screen? y yes, other keys no", Yes: ui.Answer{Action: ui.Stop}}
		return nil
	case ui.Interrupt:
		return tea.Interrupt
	}
	if c := ui.Command(action, n); c.Op != talk.Nothing && m.setup.Up != nil {
		_ = m.setup.Up.Command(c) // That the link is lost is for the speaker's screen to show, not for the hall's.
	}
	return nil
}

// repaints asks for the next repaint while the shape fills, a hint stands or there is nothing to show yet.
func (m *Follow) repaints(tick func(time.Duration) tea.Cmd) tea.Cmd {
	filling := m.fills() && m.fill() < render.FillMax
	switch {
	case filling || m.input.Stopping(m.setup.Now()):
		return tick(repaintEvery)
	case !m.started() && m.setup.Waiting != nil:
		return tick(time.Second) // What there is to say may depend on how long it has waited.
	}
	return nil
}

// fills reports whether the slide has a shape that has begun to fill.
func (m *Follow) fills() bool {
	s := m.state.Snapshot
	return m.started() && s.Step > 0 && m.state.Deck.PublicSlide(s.Slide).Layout == deck.LayoutReflection
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
	return ui.FillAfter(gone, silence)
}

func (m *Follow) picture() ui.Picture {
	s := m.state.Snapshot
	p := ui.Picture{Renderer: m.renderer, Pos: talk.Pos{Slide: s.Slide, Step: s.Step}, Fill: m.fill()}
	switch s.Blank {
	case live.Black:
		p.Blank = talk.Black
	case live.White:
		p.Blank = talk.White
	}
	return p
}

// View implements tea.Model.
func (m *Follow) View() tea.View { return m.Frame().View() }

// Frame implements screen.Model.
func (m *Follow) Frame() screen.Frame {
	n, around := m.window(), m.setup.Look.Palette.Background
	if m.started() {
		around = m.picture().Background(n.look)
	}
	return n.look.Frame(m.Grid(), n.title, around)
}

func (m *Follow) window() window { return window{m.w, m.h, m.setup.Look, "Hall"} }

// Grid is what Frame shows, in cells. It is shared and must not be changed.
func (m *Follow) Grid() *cell.Grid {
	if m.started() {
		return m.window().grid(m.picture(), m.over())
	}
	g := m.waiting()
	if over := m.over(); over != nil {
		over(g)
	}
	return g
}

// over draws what lies over the slide; nil for nothing.
func (m *Follow) over() func(*cell.Grid) {
	lies := m.modal
	if m.input.Stopping(m.setup.Now()) {
		lies = ui.Notice("Ctrl+C again closes this screen")
	}
	if lies == nil {
		return nil
	}
	return func(g *cell.Grid) { lies.Draw(g, m.setup.Look) }
}

// waiting is calm: the hall may be looking on.
func (m *Follow) waiting() *cell.Grid {
	p := m.setup.Look.Palette
	style := cell.Style{FG: p.Quiet, BG: p.Background}
	g := cell.New(m.w, m.h, style)
	r := ui.Rect{W: m.w, H: m.h}
	text := "This screen waits for the talk to begin."
	if m.link == live.OtherVersion {
		text = "This screen and the presenter are of different versions: start both from the same file."
	}
	lines := cell.Wrap(text, max(m.w-2, 1))
	if m.setup.Waiting != nil {
		if more := m.setup.Waiting(m.news); more != "" {
			lines = append(append(lines, ""), cell.Wrap(more, max(m.w-2, 1))...)
		}
	}
	for i, l := range lines {
		ui.Center(g, r, (m.h-len(lines))/2+i, l, style)
	}
	return g
}

// pictured is a deck whose pictures come over the link.
type pictured struct {
	*deck.Public
	deck.Pictures
}

func slidesOf(s live.State) render.Slides {
	if s.Pictures == nil {
		return pictured{s.Deck, none{}}
	}
	return pictured{s.Deck, s.Pictures}
}

// none is where there are no pictures.
type none struct{}

// ReadPicture implements deck.Pictures.
func (none) ReadPicture(string) ([]byte, error) { return nil, errors.ErrUnsupported }
