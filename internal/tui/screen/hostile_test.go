package screen

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/vt"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// faulty is a program that fails where it is told to.
type faulty struct{ where string }

var errFault = errors.New("a bug")

func (m faulty) fail(where string) {
	if m.where == where {
		panic(errFault)
	}
}

func (m faulty) command() tea.Msg {
	m.fail("command")
	return nil
}

func (m faulty) Init() tea.Cmd {
	m.fail("Init")
	return func() tea.Msg { return "begin" }
}

func (m faulty) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if msg != "begin" {
		return m, nil
	}
	m.fail("Update")
	nothing := func() tea.Msg { return nil }
	switch m.where {
	case "batch":
		return faulty{"command"}, tea.Batch(faulty{"command"}.command, nothing)
	case "sequence":
		return faulty{"command"}, tea.Sequence(nothing, faulty{"command"}.command)
	case "sequence in a batch in a sequence":
		return faulty{"command"}, tea.Sequence(nothing, tea.Batch(nothing, tea.Sequence(nothing, faulty{"command"}.command)))
	}
	return m, m.command
}

func (m faulty) View() tea.View { return tea.View{} }

func (m faulty) Frame() Frame {
	m.fail("Frame")
	return word("one")
}

// Wherever a program fails, the terminal has been given back before the fault is told, and nothing is drawn on it after.
func TestGivenBackWhereverItFails(t *testing.T) {
	for _, where := range []string{"Init", "Update", "Frame", "command", "batch", "sequence", "sequence in a batch in a sequence"} {
		t.Run(where, func(t *testing.T) {
			var out bytes.Buffer
			terminal := Take(Config{Out: &out, Profile: colorprofile.TrueColor, Getenv: func(string) string { return "" }})
			told := ""
			defer func() {
				if recover() == nil {
					t.Error("the fault is not told")
				}
				if told = out.String(); !strings.HasSuffix(told, givenBack) {
					t.Errorf("the fault is told while the terminal shows %q", told)
				}
				terminal.show(word("late")) // The program still draws where a command has failed.
				if terminal.Close(); out.String() != told {
					t.Errorf("after that %q is written", out.String()[len(told):])
				}
			}()
			obey(terminal.Program(faulty{where}))
		})
	}
}

// obey runs a program as Bubble Tea does, on one goroutine.
func obey(m tea.Model) {
	queue := []tea.Cmd{m.Init()}
	for len(queue) > 0 {
		cmd := queue[0]
		queue = queue[1:]
		if cmd == nil {
			continue
		}
		msg := cmd()
		if list := parts(msg); list != nil {
			for _, each := range list {
				queue = append(queue, *each)
			}
			continue
		}
		m.View()
		var next tea.Cmd
		m, next = m.Update(msg)
		queue = append(queue, next)
	}
}

// Whoever gives the terminal back, and however often, it is given back once; frames that come meanwhile do no harm.
func TestManyGiveItBack(t *testing.T) {
	for range 200 {
		var out bytes.Buffer
		terminal := Take(Config{Out: &out, Profile: colorprofile.TrueColor, Getenv: func(string) string { return "" }})
		var all sync.WaitGroup
		all.Go(func() {
			for range 20 {
				terminal.show(word("one"))
			}
		})
		for range 3 {
			all.Go(terminal.Close)
		}
		all.Wait()
		if n := strings.Count(out.String(), givenBack); n != 1 || !strings.HasSuffix(out.String(), givenBack) {
			t.Fatalf("given back %d times: %q", n, out.String())
		}
	}
}

// A terminal that takes nothing keeps neither a frame nor the end waiting, also while the first of it is written.
func TestBlockedWhileItIsTaken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		read, write := io.Pipe()
		terminal := Take(Config{Out: write, Getenv: func(string) string { return "" }})
		for range 100 {
			terminal.show(word("one"))
		}
		terminal.Close()
		terminal.show(word("late"))
		_ = read.Close()
	})
}

// A terminal whose other end has gone fails each write, and is left all the same.
func TestAnOutputThatIsClosed(t *testing.T) {
	read, write := io.Pipe()
	_ = read.Close()
	terminal := Take(Config{Out: write, Getenv: func(string) string { return "" }})
	for range 100 {
		terminal.show(word("one"))
	}
	terminal.Close()
	if _, err := write.Write([]byte("x")); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("the output gives %v, so this test sees too little", err)
	}
}

// sized is a program that fills its window with what it is told.
type sized struct {
	seed uint64
	w, h int
}

func (m *sized) Init() tea.Cmd { return nil }

func (m *sized) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if size, ok := msg.(tea.WindowSizeMsg); ok {
		m.w, m.h, m.seed = size.Width, size.Height, m.seed+1
	}
	return m, nil
}

func (m *sized) View() tea.View { return tea.View{} }

func (m *sized) Frame() Frame {
	g := cell.New(m.w, m.h, cell.Style{})
	r := rand.New(rand.NewPCG(m.seed, 2)) //nolint:gosec // only to choose what is drawn
	for range 5 {
		scribble(r, g)
	}
	return Frame{Grid: g}
}

// After a storm of resizes, with frames that are overtaken, the terminal shows the last frame as a fresh one would.
func TestAStormOfResizes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := rand.New(rand.NewPCG(3, 4)) //nolint:gosec // only to choose sizes
		emu := vt.NewEmulator(10, 3)
		var guard sync.Mutex
		terminal := Take(Config{Out: writer(func(p []byte) (int, error) {
			guard.Lock()
			defer guard.Unlock()
			return emu.Write(p)
		}), Profile: colorprofile.TrueColor, Getenv: appleTerminal})
		m := &sized{}
		p := terminal.Program(m)
		resize := func(w, h int) {
			guard.Lock()
			emu.Resize(1, 1) // On its way to the next size a window may have any.
			emu.Resize(w, h)
			guard.Unlock()
			p.Update(tea.WindowSizeMsg{Width: w, Height: h})
			p.View()
		}
		for range 500 {
			resize(1+r.IntN(60), 1+r.IntN(20))
		}
		synctest.Wait()
		m.seed-- // Of the frame that is there, in a window that has been smaller, nothing is left.
		resize(m.w, m.h)
		synctest.Wait()
		compare(t, "after the storm", emu, m.Frame().Grid)
		terminal.Close()
	})
}

// appleTerminal is one that is asked nothing, so that nobody has to read what the emulator answers.
func appleTerminal(name string) string {
	return map[string]string{"TERM_PROGRAM": "Apple_Terminal"}[name]
}

type writer func(p []byte) (int, error)

func (w writer) Write(p []byte) (int, error) { return w(p) }
