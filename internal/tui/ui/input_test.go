package ui_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// TestInput types strings of keys; > is PageDown, < is PageUp, and ~ is Enter.
func TestInput(t *testing.T) {
	for _, c := range []struct{ keys, want string }{
		{"", ""},
		{">", "next"},
		{"><>", "next back next"},
		{"5~", "goto5"},
		{"5G", "goto5"},
		{"12~", "goto12"},
		{"05G", "goto5"},
		{"G", "last"},
		{"0~", "enter"},
		{"0G", "last"},
		{"~", "enter"},
		{"gg", "first"},
		{"ggg", "first"},
		{"gggg", "first first"},
		{"g>g", "next"},
		{"g5g", ""},
		{"5gg", "first"},
		{"5g~", "enter"},
		{"g5~", "goto5"},
		{"5>~", "next enter"},
		{"5~~", "goto5 enter"},
		{"99999999999999999999~", "goto99999"},
		{"5z~", "enter"},
		{"gG", "last"},
	} {
		if got := typed(c.keys); got != c.want {
			t.Errorf("%q gives %q, want %q", c.keys, got, c.want)
		}
	}
}

// typed is what keys ask for, a second apart.
func typed(keys string) string {
	in, now := ui.Input{Keys: ui.PresenterKeys()}, (&screentest.Clock{}).Now()
	var out []string
	for _, r := range keys {
		now = now.Add(time.Second)
		action, n := in.Key(keyOf(r), now)
		name := map[ui.Action]string{
			ui.Next: "next", ui.Back: "back", ui.First: "first", ui.Last: "last", ui.GoTo: fmt.Sprint("goto", n),
			ui.Enter: "enter",
		}[action]
		if action != ui.Nothing {
			out = append(out, name)
		}
	}
	return strings.Join(out, " ")
}

func keyOf(r rune) tea.KeyPressMsg {
	switch r {
	case '>':
		return tea.KeyPressMsg{Code: tea.KeyPgDown}
	case '<':
		return tea.KeyPressMsg{Code: tea.KeyPgUp}
	case '~':
		return tea.KeyPressMsg{Code: tea.KeyEnter}
	}
	return tea.KeyPressMsg{Code: r, Text: string(r)}
}

func TestCount(t *testing.T) {
	in := ui.Input{Keys: ui.HallKeys()}
	for _, c := range []struct {
		key  rune
		want int
	}{{'4', 4}, {'2', 42}, {'x', 0}, {'7', 7}, {'~', 0}} {
		if in.Key(keyOf(c.key), (&screentest.Clock{}).Now()); in.Count() != c.want {
			t.Errorf("after %q the count is %d, want %d", c.key, in.Count(), c.want)
		}
	}
}

// A second next within the guard is the same press, however long the key is held; back is never
// dropped, and a clock that is set back drops nothing.
func TestRepeatGuard(t *testing.T) {
	for _, c := range []struct {
		keys string
		at   []int // milliseconds
		want int   // presses that count
	}{
		{">>", []int{0, 149}, 1},
		{">>", []int{0, 150}, 2},
		{"> ", []int{0, 100}, 1},
		{"~>", []int{0, 100}, 1},
		{">~", []int{0, 149}, 1},
		{"~~", []int{0, 149}, 1},
		{"~~", []int{0, 150}, 2},
		{">>>>", []int{0, 100, 200, 300}, 1},
		{">>>", []int{0, 100, 250}, 2},
		{"<<<", []int{0, 1, 2}, 3},
		{"><", []int{0, 10}, 2},
		{">>", []int{0, -1000}, 2},
	} {
		in, counted := ui.Input{Keys: ui.HallKeys()}, 0
		for i, r := range c.keys {
			k := keyOf(r)
			if r == ' ' {
				k = tea.KeyPressMsg{Code: tea.KeySpace, Text: " "}
			}
			if a, _ := in.Key(k, (&screentest.Clock{}).Now().Add(time.Duration(c.at[i])*time.Millisecond)); a != ui.Nothing {
				counted++
			}
		}
		if counted != c.want {
			t.Errorf("%q at %v ms count as %d, want %d", c.keys, c.at, counted, c.want)
		}
	}
}

// A first Ctrl+C only leaves modes and says that a second one ends; a second one ends while that
// stands, and not later.
func TestCtrlCTwice(t *testing.T) {
	stop := tea.KeyPressMsg{Code: 'c', Mod: tea.ModCtrl}
	for after, want := range map[time.Duration]ui.Action{
		time.Millisecond: ui.Interrupt, 3 * time.Second: ui.Interrupt, 3001 * time.Millisecond: ui.Leave, time.Hour: ui.Leave,
	} {
		in, now := ui.Input{Keys: ui.HallKeys()}, (&screentest.Clock{}).Now()
		if in.Stopping(now) {
			t.Error("it is stopping before a key was pressed")
		}
		if a, _ := in.Key(stop, now); a != ui.Leave {
			t.Errorf("the first Ctrl+C asks for action %d", a)
		}
		if got := in.Stopping(now.Add(after)); got != (want == ui.Interrupt) {
			t.Errorf("%v later it is stopping: %v", after, got)
		}
		if a, _ := in.Key(stop, now.Add(after)); a != want {
			t.Errorf("a Ctrl+C %v later asks for action %d, want %d", after, a, want)
		}
	}
}

// What took a press of next takes its bounce with it, and no other key's.
func TestTaken(t *testing.T) {
	for keys, want := range map[string]ui.Action{">>": ui.Nothing, "~>": ui.Nothing, ">~": ui.Nothing, "x>": ui.Next, "<>": ui.Next, "~<": ui.Back} {
		in, now := ui.Input{Keys: ui.HallKeys()}, (&screentest.Clock{}).Now()
		in.Taken(keyOf(rune(keys[0])), now)
		if got, _ := in.Key(keyOf(rune(keys[1])), now.Add(ui.Debounce-1)); got != want {
			t.Errorf("%q, of which the first was taken, asks for %d, want %d", keys, got, want)
		}
	}
}

func TestCommand(t *testing.T) {
	ops := map[ui.Action]talk.Op{
		ui.Next: talk.Next, ui.Back: talk.Back, ui.First: talk.First, ui.Last: talk.Last, ui.GoTo: talk.GoTo,
		ui.Closing: talk.ToClosing, ui.Black: talk.BlackOut, ui.White: talk.WhiteOut, ui.Freeze: talk.Freeze,
		ui.Clock: talk.ToggleClock, ui.Begin: talk.Begin, ui.Enter: talk.BeginOrNext, ui.Reset: talk.ResetClock, ui.Undo: talk.UndoReset,
		ui.Phase: talk.NextPhase,
	}
	for a := ui.Nothing; a <= ui.Stop; a++ {
		want := talk.Command{Op: ops[a]}
		if a == ui.GoTo {
			want.N = 6 // People count from 1.
		}
		if got := ui.Command(a, 7); got != want {
			t.Errorf("action %d is the command %+v, want %+v", a, got, want)
		}
	}
}
