package screentest

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/theme"
)

// Clock is a clock that stands until it is moved. The zero Clock stands at ten to nine on the
// morning of an assembly.
type Clock struct{ gone time.Duration }

// Now is the time on the clock.
func (c *Clock) Now() time.Time {
	return time.Date(2026, 11, 23, 8, 50, 0, 0, time.UTC).Add(c.gone)
}

// Pass lets time pass.
func (c *Clock) Pass(d time.Duration) { c.gone += d }

// Session is a program with somebody before it.
type Session struct {
	Model tea.Model // the program that is on; a message may lead to another
	clock *Clock
}

// Open shows a program in a window. The clock is the one that the program reads.
func Open(m tea.Model, clock *Clock, w, h int) *Session {
	s := &Session{Model: m, clock: clock}
	s.Resize(w, h)
	return s
}

// Resize gives the window another size.
func (s *Session) Resize(w, h int) { s.Send(tea.WindowSizeMsg{Width: w, Height: h}) }

// Send hands messages to the program, and returns the last command that it answers with.
func (s *Session) Send(msgs ...tea.Msg) tea.Cmd {
	var cmd tea.Cmd
	for _, msg := range msgs {
		s.Model, cmd = s.Model.Update(msg)
	}
	return cmd
}

// Press presses keys, named as Keys has them, each a second after the one before.
func (s *Session) Press(keys string) (cmd tea.Cmd) {
	s.Model, cmd = Press(s.Model, s.clock, keys)
	return cmd
}

// Press presses keys before a program, as Session.Press does, and returns what it has become and its
// last command.
func Press(m tea.Model, clock *Clock, keys string) (tea.Model, tea.Cmd) {
	var cmd tea.Cmd
	for _, key := range Keys(keys) {
		clock.Pass(time.Second)
		m, cmd = m.Update(key)
	}
	return m, cmd
}

// Grid is what the window shows, in cells.
func (s *Session) Grid() *cell.Grid { return Grid(s.Model.View().Content) }

// Lines is what the window shows, row by row, without the blanks at their ends. No-break spaces
// look like any other.
func (s *Session) Lines() []string { return Lines(s.Model) }

// Lines is what a program's window shows, as Session.Lines has it.
func Lines(m tea.Model) []string {
	return strings.Split(strings.ReplaceAll(Plain(Grid(m.View().Content)), "\u00a0", " "), "\n")
}

// Text is what the window shows, as lines.
func (s *Session) Text() string { return strings.Join(s.Lines(), "\n") + "\n" }

// Words is what the window shows, in one line.
func (s *Session) Words() string { return strings.Join(strings.Fields(s.Text()), " ") }

// Styled is what the window shows, with its colours; see Text.
func (s *Session) Styled(p theme.Palette) string { return Text(s.Grid(), p) }

// Sees fails unless all words are on the screen, wherever its lines break.
func (s *Session) Sees(t testing.TB, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(s.Words(), w) {
			t.Errorf("%q is not on the screen:\n%s", w, s.Text())
		}
	}
}

// Lacks fails if any of the words is on the screen.
func (s *Session) Lacks(t testing.TB, words ...string) {
	t.Helper()
	for _, w := range words {
		if strings.Contains(s.Words(), w) {
			t.Errorf("%q is on the screen:\n%s", w, s.Text())
		}
	}
}

// Keys are key presses, written with blanks between them: names such as "pgdown", "enter",
// "space", "ctrl+c" and "shift+tab", and runs of single characters such as "nn5Ge".
func Keys(keys string) []tea.KeyPressMsg {
	var out []tea.KeyPressMsg
	for _, word := range strings.Fields(keys) {
		if k, ok := named(word); ok {
			out = append(out, k)
			continue
		}
		for _, r := range word {
			out = append(out, tea.KeyPressMsg{Code: r, Text: string(r)})
		}
	}
	return out
}

// named is a key that has a name, with those that are held down with it.
func named(name string) (tea.KeyPressMsg, bool) {
	var key tea.KeyPressMsg
	parts := strings.Split(name, "+")
	for _, m := range parts[:len(parts)-1] {
		mod, ok := map[string]tea.KeyMod{"ctrl": tea.ModCtrl, "shift": tea.ModShift, "alt": tea.ModAlt}[m]
		if !ok {
			return key, false
		}
		key.Mod |= mod
	}
	last := parts[len(parts)-1]
	key.Code = map[string]rune{
		"up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight,
		"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "home": tea.KeyHome, "end": tea.KeyEnd,
		"enter": tea.KeyEnter, "tab": tea.KeyTab, "esc": tea.KeyEscape, "space": tea.KeySpace,
		"backspace": tea.KeyBackspace, "delete": tea.KeyDelete, "f1": tea.KeyF1, "f5": tea.KeyF5,
	}[last]
	switch runes := []rune(last); {
	case last == "space":
		key.Text = " "
	case key.Code == 0 && key.Mod != 0 && len(runes) == 1:
		key.Code = runes[0]
	}
	return key, key.Code != 0
}

// Bytes are the key presses that the bytes of a terminal become, on the way that a program's own
// input takes.
func Bytes(t testing.TB, raw string) []tea.KeyPressMsg {
	t.Helper()
	events := make(chan uv.Event, len(raw)+1)
	r := uv.NewTerminalReader(strings.NewReader(raw), "xterm-256color")
	if err := r.StreamEvents(context.Background(), events); err != nil {
		t.Fatal(err)
	}
	close(events)
	var out []tea.KeyPressMsg
	for e := range events {
		if k, ok := e.(uv.KeyPressEvent); ok {
			out = append(out, tea.KeyPressMsg(k))
		}
	}
	return slices.Clip(out)
}
