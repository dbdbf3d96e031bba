package kit_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"assembly/internal/talk"
	"assembly/internal/tui/kit"
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
		{"0~", "next"},
		{"0G", "last"},
		{"~", "next"},
		{"gg", "first"},
		{"ggg", "first"},
		{"gggg", "first first"},
		{"g>g", "next"},
		{"g5g", ""},
		{"5gg", "first"},
		{"5g~", "next"},
		{"g5~", "goto5"},
		{"5>~", "next next"},
		{"5~~", "goto5 next"},
		{"99999999999999999999~", "goto99999"},
		{"5z~", "next"},
		{"gG", "last"},
	} {
		if got := typed(c.keys); got != c.want {
			t.Errorf("%q gives %q, want %q", c.keys, got, c.want)
		}
	}
}

// typed is what keys ask for, a second apart.
func typed(keys string) string {
	in, now := kit.Input{Keys: kit.PresenterKeys()}, newWall().now
	var out []string
	for _, r := range keys {
		now = now.Add(time.Second)
		action, n := in.Key(keyOf(r), now)
		name := map[kit.Action]string{
			kit.Next: "next", kit.Back: "back", kit.First: "first", kit.Last: "last", kit.GoTo: fmt.Sprint("goto", n),
		}[action]
		if action != kit.Nothing {
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
	in := kit.Input{Keys: kit.HallKeys()}
	for _, c := range []struct {
		key  rune
		want int
	}{{'4', 4}, {'2', 42}, {'x', 0}, {'7', 7}, {'~', 0}} {
		if in.Key(keyOf(c.key), newWall().now); in.Count() != c.want {
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
		{">>>>", []int{0, 100, 200, 300}, 1},
		{">>>", []int{0, 100, 250}, 2},
		{"<<<", []int{0, 1, 2}, 3},
		{"><", []int{0, 10}, 2},
		{">>", []int{0, -1000}, 2},
	} {
		in, counted := kit.Input{Keys: kit.HallKeys()}, 0
		for i, r := range c.keys {
			k := keyOf(r)
			if r == ' ' {
				k = tea.KeyPressMsg{Code: tea.KeySpace, Text: " "}
			}
			if a, _ := in.Key(k, newWall().now.Add(time.Duration(c.at[i])*time.Millisecond)); a != kit.Nothing {
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
	for after, want := range map[time.Duration]kit.Action{
		time.Millisecond: kit.Interrupt, 3 * time.Second: kit.Interrupt, 3001 * time.Millisecond: kit.Leave, time.Hour: kit.Leave,
	} {
		in, now := kit.Input{Keys: kit.HallKeys()}, newWall().now
		if in.Stopping(now) {
			t.Error("it is stopping before a key was pressed")
		}
		if a, _ := in.Key(stop, now); a != kit.Leave {
			t.Errorf("the first Ctrl+C asks for action %d", a)
		}
		if got := in.Stopping(now.Add(after)); got != (want == kit.Interrupt) {
			t.Errorf("%v later it is stopping: %v", after, got)
		}
		if a, _ := in.Key(stop, now.Add(after)); a != want {
			t.Errorf("a Ctrl+C %v later asks for action %d, want %d", after, a, want)
		}
	}
}

func TestCommand(t *testing.T) {
	ops := map[kit.Action]talk.Op{
		kit.Next: talk.Next, kit.Back: talk.Back, kit.First: talk.First, kit.Last: talk.Last, kit.GoTo: talk.GoTo,
		kit.Closing: talk.ToClosing, kit.Black: talk.CoverBlack, kit.White: talk.CoverWhite, kit.Freeze: talk.Freeze,
		kit.Clock: talk.ToggleClock, kit.Begin: talk.Begin, kit.Reset: talk.ResetClock, kit.Undo: talk.UndoReset,
	}
	for a := kit.Nothing; a <= kit.Stop; a++ {
		want := talk.Command{Op: ops[a]}
		if a == kit.GoTo {
			want.N = 6 // People count from 1.
		}
		if got := kit.Command(a, 7); got != want {
			t.Errorf("action %d is the command %+v, want %+v", a, got, want)
		}
	}
}
