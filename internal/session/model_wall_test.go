package session_test

import (
	"bytes"
	"fmt"
	"strings"
	"sync"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/vt"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/tui/screen"
)

// wall is a terminal with a program in it, and an emulator that shows what that writes.
type wall struct {
	*screen.Terminal
	program tea.Model

	mu  sync.Mutex
	emu *vt.Emulator
	raw []byte
}

// hang shows a program on a terminal of a size.
func hang(m tea.Model, w, h int) *wall {
	wl := &wall{emu: vt.NewEmulator(w, h)}
	wl.Terminal = screen.Take(screen.Config{Out: wl, Profile: colorprofile.TrueColor, Getenv: func(name string) string {
		return map[string]string{"TERM_PROGRAM": "Apple_Terminal"}[name] // It is asked nothing, and answers nothing.
	}})
	wl.program = wl.Program(m)
	wl.send(tea.WindowSizeMsg{Width: w, Height: h})
	return wl
}

func (wl *wall) Write(p []byte) (int, error) {
	wl.mu.Lock()
	defer wl.mu.Unlock()
	wl.raw = append(wl.raw, p...)
	return wl.emu.Write(p)
}

// send hands the program a message, and has it drawn.
func (wl *wall) send(msg tea.Msg) tea.Cmd {
	var cmd tea.Cmd
	wl.program, cmd = wl.program.Update(msg)
	wl.program.View()
	return cmd
}

func (wl *wall) resize(w, h int) {
	wl.mu.Lock()
	wl.emu.Resize(w, h)
	wl.mu.Unlock()
	wl.send(tea.WindowSizeMsg{Width: w, Height: h})
}

// shows says what is wrong with what the terminal shows of a frame; "" for nothing.
func (wl *wall) shows(g *cell.Grid) string {
	wl.program.View()
	wl.mu.Lock()
	defer wl.mu.Unlock()
	if w, h := wl.emu.Width(), wl.emu.Height(); w != g.W || h != g.H {
		return fmt.Sprintf("a frame of %d by %d cells in a window of %d by %d", g.W, g.H, w, h)
	}
	if got, want := wl.text(), textOf(g); got != want {
		return fmt.Sprintf("the terminal shows\n%s\nand the frame is\n%s", got, want)
	}
	return ""
}

func (wl *wall) text() string {
	var b strings.Builder
	for y := range wl.emu.Height() {
		for x := range wl.emu.Width() {
			switch c := wl.emu.CellAt(x, y); {
			case c == nil || c.Content == "" && c.Width > 0:
				b.WriteByte(' ')
			default:
				b.WriteString(c.Content)
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// tells reports whether anything of the speaker's has come to the terminal.
func (wl *wall) tells() bool {
	wl.mu.Lock()
	defer wl.mu.Unlock()
	return bytes.Contains(wl.raw, []byte(canary)) || strings.Contains(wl.text(), canary)
}
