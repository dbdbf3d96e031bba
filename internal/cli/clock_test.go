package cli

import (
	"os"
	"sync/atomic"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/session"
	"github.com/westandtogether-assembly/assembly/internal/tui/screen"

	tea "charm.land/bubbletea/v2"
)

// clockEnv says how the clock of a test's program runs.
const clockEnv = "ASSEMBLY_TEST_CLOCK"

const (
	clockSteps = "steps" // each look at the clock finds it a step later, so no key repeats another
	clockStill = "still" // no time passes, so every further next repeats the one before
)

// Otherwise it names a file with the time in it, which a test writes.

// clockStep is longer than the time within which a next counts as a repeat, and short enough that
// two presses of Ctrl+C, with the frames between them, are close.
const clockStep = 160 * time.Millisecond

// quietApp is the program without what keeps the computer awake, which depends on the computer.
func quietApp() *app {
	a := newApp()
	a.keepAwake = func(func()) (release func()) { return func() {} }
	if os.Getenv(fontsEnv) == fontsNone {
		a.fonts = noFonts{}
	}
	return a
}

// fontsEnv is the setting with which the program finds no fonts of the system: to read one for each script takes longer
// than all else of a report.
const (
	fontsEnv  = "ASSEMBLY_TEST_FONTS"
	fontsNone = "none"
)

// noFonts is a system without fonts.
type noFonts struct{}

func (noFonts) Find([]bigtype.Grapheme) bigtype.Faces { return nil }

func (noFonts) Refused() string { return "" }

// mainWithClock is Main with a clock that does not depend on how busy the machine is.
func mainWithClock(kind string) int {
	begin, looks := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC), atomic.Int64{}
	a := quietApp()
	a.now = func() time.Time {
		switch kind {
		case clockStill:
			return begin
		case clockSteps:
			return begin.Add(time.Duration(looks.Add(1)) * clockStep)
		}
		return clockIn(kind)
	}
	return a.run(os.Args[1:])
}

// clockIn is the time in a file. A file that is being written is read again.
func clockIn(file string) time.Time {
	for {
		text, err := os.ReadFile(file) //nolint:gosec // The test's own.
		if at, wrong := time.Parse(time.RFC3339, string(text)); err == nil && wrong == nil {
			return at
		}
		time.Sleep(time.Millisecond)
	}
}

// panicEnv says where the program of a test panics.
const panicEnv = "ASSEMBLY_TEST_PANIC"

// mainThatPanics runs a screen that fails the way any screen may: in Update, in View, or in a
// command, which runs elsewhere.
func mainThatPanics(where string) int {
	a := quietApp()
	if err := a.program(&faulty{where: where}, session.Source{}); err != nil {
		return a.report(err)
	}
	return exitDone
}

type faulty struct {
	where   string
	pressed bool
}

func (m *faulty) Init() tea.Cmd { return nil }

func (m *faulty) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := msg.(tea.KeyPressMsg); !ok {
		return m, nil
	}
	m.pressed = true
	switch m.where {
	case "update":
		panic("a fault in Update")
	case "hang":
		_, _ = os.Stdout.WriteString("hangs")
		select {}
	}
	return m, func() tea.Msg {
		if m.where == "command" {
			panic("a fault in a command")
		}
		return nil
	}
}

func (m *faulty) View() tea.View { return m.Frame().View() }

func (m *faulty) Frame() screen.Frame {
	if m.pressed && m.where == "view" {
		panic("a fault in Frame")
	}
	g := cell.New(40, 1, cell.Style{})
	g.Put(0, 0, "press a key", cell.Style{})
	return screen.Frame{Grid: g}
}
