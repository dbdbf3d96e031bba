// Package clicker is the key test: every button of a clicker is pressed once, and the screen says what came and
// what it does in a talk.
package clicker

import (
	"fmt"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/tui/screen"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// Setup is what the test needs.
type Setup struct {
	Look    ui.Look
	Now     func() time.Time
	Program string    // the terminal's name, as TERM_PROGRAM has it
	Back    tea.Model // where leaving leads; nil ends the program
}

// seen is a key that has come.
type seen struct {
	key     string // its name in the table of keys
	does    string
	action  ui.Action
	times   int
	ignored int // of these, as accidental double presses
}

// Model is the test.
type Model struct {
	setup   Setup
	behind  ui.Behind
	input   ui.Input
	keys    []seen        // in the order in which they came first
	last    int           // the index of the one that came last
	at      time.Time     // of the last key
	moved   time.Time     // of the last next
	double  time.Duration // between the last two presses where the second is ignored; 0 otherwise
	leaving bool          // q was the last key
	ticker  ui.Ticker
	size    tea.WindowSizeMsg
	grid    *cell.Grid
}

var _ tea.Model = (*Model)(nil)

// New makes the test.
func New(s Setup) *Model {
	return &Model{setup: s, behind: ui.Behind{Screen: s.Back}, input: ui.Input{Keys: ui.PresenterKeys()}, at: s.Now()}
}

// silence is how long no key may come before the screen says what may be wrong.
const silence = 10 * time.Second

// Init implements tea.Model.
func (m *Model) Init() tea.Cmd { return m.ticker.Tick(silence) }

// Update implements tea.Model.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	next, cmd := tea.Model(m), tea.Cmd(nil)
	switch msg := msg.(type) {
	case tea.ColorProfileMsg:
		m.setup.Look = m.setup.Look.WithProfile(msg.Profile)
	case tea.WindowSizeMsg:
		m.size = msg
	case ui.Repaint: // It has been silent.
	case tea.KeyPressMsg:
		next, cmd = m.key(msg)
	default:
		return m, m.behind.Pass(msg)
	}
	m.draw()
	return next, cmd
}

// key notes a key. Only Ctrl+C, and q when it comes twice, leave: all others may be a clicker's.
func (m *Model) key(msg tea.KeyPressMsg) (tea.Model, tea.Cmd) {
	action := m.input.Keys.Find(msg)
	if action == ui.Interrupt {
		return m, tea.Interrupt
	}
	quit := action == ui.Quit
	if quit && m.leaving {
		return m.leave()
	}
	m.leaving = quit
	m.note(msg, action)
	return m, m.ticker.Tick(silence)
}

// note takes a key down.
func (m *Model) note(msg tea.KeyPressMsg, action ui.Action) {
	now, name := m.setup.Now(), msg.String()
	if name == " " {
		name = "space"
	}
	m.at, m.double = now, 0
	m.last = slices.IndexFunc(m.keys, func(s seen) bool { return s.key == name })
	if m.last < 0 {
		m.last = len(m.keys)
		m.keys = append(m.keys, seen{key: name, action: action, does: meaning(name, action)})
	}
	m.keys[m.last].times++
	got, _ := m.input.Key(msg, now)
	if action != ui.Next && action != ui.Enter {
		return
	}
	if got == ui.Nothing {
		m.keys[m.last].ignored++
		m.double = max(now.Sub(m.moved), time.Millisecond)
	}
	m.moved = now
}

// leave goes back, and tells the screen there of the size that it has missed.
func (m *Model) leave() (tea.Model, tea.Cmd) {
	return m.behind.Return(m, m.size)
}

// pressed reports whether a key for an action has come.
func (m *Model) pressed(actions ...ui.Action) bool {
	return slices.ContainsFunc(m.keys, func(s seen) bool { return slices.Contains(actions, s.action) })
}

// verdict says whether a talk can be given with what has come so far.
func (m *Model) verdict() string {
	switch next, back := m.pressed(ui.Next, ui.Enter), m.pressed(ui.Back); {
	case next && back:
		return "Next and back both work."
	case next:
		return "Next works. Now press the button for back."
	case back:
		return "Back works. Now press the button for next."
	case len(m.keys) > 0:
		return "None of these moves a slide yet."
	}
	return "Nothing has come yet."
}

// most is the most kinds of clickers that are named.
const most = 3

// looksLike names the clickers that the keys can come from, and says what their users have to know; nothing while
// too few keys have come.
func (m *Model) looksLike() []string {
	var keys []string
	for _, s := range m.keys {
		if sent(s.key) {
			keys = append(keys, s.key)
		}
	}
	found := likely(keys)
	if len(found) == 0 {
		return nil
	}
	var all []string
	for _, k := range found[:min(len(found), most)] {
		all = append(all, k.name)
	}
	out := []string{"It looks like " + strings.Join(all, ", or ") + "."}
	if says := found[0].says; says != "" {
		out = append(out, says)
	}
	return out
}

// remarks are the sentences below the list, the most urgent first.
func (m *Model) remarks() []string {
	var out []string
	if m.leaving {
		out = append(out, "Press q again to leave.")
	}
	if m.double > 0 {
		out = append(out, fmt.Sprintf("Two presses within %d ms: the second is ignored as an accidental double press.", m.double.Milliseconds()))
	}
	if m.setup.Now().Sub(m.at) >= silence {
		out = append(out, "No key for 10 seconds. Is the clicker switched on and its receiver plugged in? Is this window in front? "+
			"Its laser, mouse and volume buttons send no key.")
	}
	out = append(out, m.verdict())
	out = append(out, m.looksLike()...)
	if m.setup.Program == appleTerminal && !(m.pressed(ui.Next) && m.pressed(ui.Back)) {
		out = append(out, "If PageDown and PageUp move this window's text instead: in Terminal's settings, under Profiles, Keyboard, let Page Down "+
			`send \033[6~ and Page Up \033[5~. With Shift held down they come as it is.`)
	}
	return out
}

// appleTerminal is Terminal on a Mac. It scrolls its own text with the page keys and passes them on with Shift, as
// github.com/xtermjs/xterm.js, issue 1245, lists; some of its profiles send them.
const appleTerminal = "Apple_Terminal"

// View implements tea.Model.
func (m *Model) View() tea.View { return m.Frame().View() }

// Frame implements screen.Model.
func (m *Model) Frame() screen.Frame {
	return m.setup.Look.Frame(m.grid, "Key test", m.setup.Look.Palette.Panel)
}
