package screen

import (
	"reflect"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// Options are those of a program whose frames are shown here. The clock of Bubble Tea's drawing, which has nothing to draw,
// ticks as seldom as it can.
func Options() []tea.ProgramOption { return []tea.ProgramOption{tea.WithoutRenderer(), tea.WithFPS(1)} }

// Program makes of a model what Bubble Tea runs, with Options. The frames of a Model, and of every Model that it gives way to,
// are shown on the terminal, which is given back before a fault anywhere in the program is reported.
func (t *Terminal) Program(m tea.Model) tea.Model { return program{m, t} }

// Of is the model of a program.
func Of(m tea.Model) tea.Model {
	if p, ok := m.(program); ok {
		return p.Model
	}
	return m
}

type program struct {
	tea.Model
	terminal *Terminal
}

// Init implements tea.Model.
func (p program) Init() tea.Cmd {
	defer p.terminal.fault()
	return p.terminal.guarded(p.Model.Init())
}

// Update implements tea.Model.
func (p program) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	defer p.terminal.fault()
	switch is := msg.(type) {
	case tea.WindowSizeMsg:
		p.terminal.whole.Store(true)
		is.Width, is.Height = Bounded(is.Width, is.Height)
		msg = is
	case tea.ModeReportMsg:
		p.terminal.can(is)
	}
	next, cmd := p.Model.Update(msg)
	return program{next, p.terminal}, p.terminal.guarded(cmd)
}

// mostWidth and mostHeight are more columns and rows than any wall has. A terminal may say that it has tens of thousands of
// both, which would take gigabytes to draw.
const (
	mostWidth  = 2000
	mostHeight = 1000
)

// Bounded is the part of a window of w by h cells that is drawn on: all of it in any window that there is.
func Bounded(w, h int) (cols, rows int) { return min(w, mostWidth), min(h, mostHeight) }

// View implements tea.Model.
func (p program) View() tea.View {
	defer p.terminal.fault()
	if m, ok := p.Model.(Model); ok {
		p.terminal.show(m.Frame())
	}
	return tea.View{}
}

// can takes the terminal's answer to what it can do.
func (t *Terminal) can(msg tea.ModeReportMsg) {
	switch {
	case msg.Mode == ansi.ModeSynchronizedOutput && msg.Value == ansi.ModeReset:
		t.synced.Store(true)
	case msg.Mode == ansi.ModeUnicodeCore && msg.Value == ansi.ModeReset:
		t.joined.Store(true)
		t.whole.Store(true)
	}
}

// fault gives the terminal back where the program panics.
func (t *Terminal) fault() {
	if r := recover(); r != nil {
		t.Close()
		panic(r)
	}
}

// guarded is a command of the program that gives the terminal back where it panics.
func (t *Terminal) guarded(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() tea.Msg {
		defer t.fault()
		msg := cmd()
		for _, each := range parts(msg) {
			*each = t.guarded(*each)
		}
		return msg
	}
}

// parts are the commands that a message asks for: those of tea.Batch, and those of tea.Sequence, whose type has no name
// outside Bubble Tea.
func parts(msg tea.Msg) (out []*tea.Cmd) {
	list := reflect.ValueOf(msg)
	if list.Kind() != reflect.Slice || list.Type().Elem() != reflect.TypeFor[tea.Cmd]() {
		return nil
	}
	for i := range list.Len() {
		if each, ok := list.Index(i).Addr().Interface().(*tea.Cmd); ok {
			out = append(out, each)
		}
	}
	return out
}
