package ui

import (
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// Debounce is the time within which a second next counts as the same press: clickers bounce, and a
// nervous thumb presses twice.
const Debounce = 150 * time.Millisecond

// maxCount bounds the number that can be typed ahead of a key.
const maxCount = 99_999

// Input turns keys into actions. It remembers what a key can follow: digits, a first g, a next
// just pressed, a first Ctrl+C.
type Input struct {
	Keys KeyMap

	count    int
	gPending bool
	lastNext time.Time
	lastStop time.Time
}

// Count is the number typed so far, 0 for none.
func (in *Input) Count() int { return in.count }

// Key is the action of a key at a time, and for GoTo the number of the slide, from 1.
func (in *Input) Key(msg tea.KeyPressMsg, now time.Time) (Action, int) {
	if d, err := strconv.Atoi(msg.String()); err == nil && d >= 0 && len(msg.String()) == 1 {
		in.count, in.gPending = min(in.count*10+d, maxCount), false
		return Nothing, 0
	}
	count, g := in.count, in.gPending
	in.count, in.gPending = 0, false
	if msg.String() == "g" {
		in.gPending = !g
		if g {
			return First, 0
		}
		return Nothing, 0
	}
	if count > 0 && (msg.String() == "enter" || msg.String() == "G") {
		return GoTo, count
	}
	return in.debounce(in.Keys.Find(msg), now), 0
}

// debounce drops a next that bounces, and a first Ctrl+C.
func (in *Input) debounce(a Action, now time.Time) Action {
	switch a {
	case Next, Enter:
		last := in.lastNext
		in.lastNext = now
		if since := now.Sub(last); since >= 0 && since < Debounce {
			return Nothing
		}
	case Interrupt:
		last := in.lastStop
		in.lastStop = now
		if now.Sub(last) > stopWindow {
			return Leave
		}
	}
	return a
}

// Taken notes a key that something else has taken, so that its bounce does not move the talk.
func (in *Input) Taken(msg tea.KeyPressMsg, now time.Time) {
	if moves(in.Keys.Find(msg)) {
		in.lastNext = now
	}
}

// moves reports whether an action is next, or may be.
func moves(a Action) bool { return a == Next || a == Enter }

// stopWindow is the time within which a second Ctrl+C leaves.
const stopWindow = 3 * time.Second

// Stopping reports whether a first Ctrl+C waits for its second.
func (in *Input) Stopping(now time.Time) bool {
	since := now.Sub(in.lastStop)
	return since >= 0 && since <= stopWindow
}

// Command is the talk's command for an action; its Op is talk.Nothing when the action is not the
// talk's.
func Command(a Action, number int) talk.Command {
	ops := [lastAction + 1]talk.Op{
		Next: talk.Next, Back: talk.Back, First: talk.First, Last: talk.Last, GoTo: talk.GoTo, Closing: talk.ToClosing,
		Black: talk.BlackOut, White: talk.WhiteOut, Freeze: talk.Freeze, Phase: talk.NextPhase,
		Clock: talk.ToggleClock, Begin: talk.Begin, Enter: talk.BeginOrNext, Reset: talk.ResetClock, Undo: talk.UndoReset,
	}
	c := talk.Command{Op: ops[a]}
	if a == GoTo {
		c.N = number - 1
	}
	return c
}

// Filter drops what nobody typed, ahead of every program, and is meant for tea.WithFilter. A console
// of Windows sends a modifier key on its own as a NUL, which reads as ctrl+space; between the keys of
// "3 G", or under a question, it would be a key, and in a paste it stands ahead of capital letters
// (github.com/charmbracelet/ultraviolet/pull/184). The mouse never moves the talk.
func Filter(_ tea.Model, msg tea.Msg) tea.Msg {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		if modifier(msg) {
			return nil
		}
	case tea.PasteMsg:
		return tea.PasteMsg{Content: strings.ReplaceAll(msg.Content, "\x00", "")}
	case tea.MouseMsg:
		return nil
	}
	return msg
}

// modifier reports whether a key is a modifier on its own.
func modifier(k tea.KeyPressMsg) bool {
	lock, shift := k.Code >= tea.KeyCapsLock && k.Code <= tea.KeyScrollLock, k.Code >= tea.KeyLeftShift && k.Code <= tea.KeyIsoLevel5Shift
	nul := k.Code == 0 && k.Text == "" || k.Mod == tea.ModCtrl && (k.Code == tea.KeySpace || k.Code == '@')
	return lock || shift || nul
}
