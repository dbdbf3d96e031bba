package ui

import (
	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// Modal lies over a screen and takes its keys first.
type Modal interface {
	Key(msg tea.KeyPressMsg) Answer
	// Draw draws it over the whole screen.
	Draw(g *cell.Grid, look Look)
}

// Answer is what a key did to a modal.
type Answer struct {
	Stays   bool         // the modal stays open
	Passed  bool         // the key has its usual meaning as well
	Action  Action       // for the program
	Command talk.Command // for the talk
	Cmd     tea.Cmd
}

// Question waits for y. Any other key says no: it closes the question and does nothing else, but
// for Ctrl+C, of which the second leaves.
type Question struct {
	Text  string
	Short string // for a window in which Text has no room; "" for none
	Yes   Answer
	Pass  bool // any key but n and Esc, which say no, has its usual meaning: the thumb is on a clicker

	numbers bool // it asks whether the numbers may go, and stands for as long as they show
}

// Key implements Modal.
func (q *Question) Key(msg tea.KeyPressMsg) Answer {
	switch msg.String() {
	case "y", "Y":
		return q.Yes
	case "n", "N", "esc":
		return Answer{}
	}
	return Answer{Passed: q.Pass || isStop(msg)}
}

// Draw implements Modal.
func (q *Question) Draw(g *cell.Grid, look Look) {
	text := q.Text
	if q.Short != "" && cell.Width(text) > g.W {
		text = q.Short
	}
	Banner(g, Rect{0, max(g.H-1, 0), g.W, 1}, text, look)
}

func isStop(msg tea.KeyPressMsg) bool { return msg.String() == "ctrl+c" }

// Notice is a sentence that stays until the next key, which has its usual meaning.
type Notice string

// Key implements Modal.
func (Notice) Key(tea.KeyPressMsg) Answer { return Answer{Passed: true} }

// Draw implements Modal. It takes as many rows as the sentence needs.
func (n Notice) Draw(g *cell.Grid, look Look) {
	lines := cell.Wrap(string(n), g.W)
	drawRows(g, g.H, lines[:min(len(lines), g.H)], look)
}

// drawRows draws rows of a notice, of which the last stands above a row of the grid.
func drawRows(g *cell.Grid, above int, rows []string, look Look) {
	for i, l := range rows {
		Banner(g, Rect{0, above - len(rows) + i, g.W, 1}, l, look)
	}
}
