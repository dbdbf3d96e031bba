package presenter

import (
	"slices"
	"sort"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/prompter"
	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// notes is the panel of the speaker's notes. It is laid out when what it shows changes, and only
// copied in View.
type notes struct {
	laidNotes
	size   int // 0 is the terminal's own type; see noteSizes
	scroll int // first row shown
	place  notePlace
	kept   []laidNotes // those of the slides before, the last first: a speaker goes back and forth
}

// laidNotes are the notes of a slide, laid out.
type laidNotes struct {
	key   noteKey
	grid  *cell.Grid // nil before they are
	lines []noteLine // of the grid, from the top

	passages []prompter.Passage // where each note of the slide stands in grid
}

// mostKept is how many slides' notes are kept, and mostRows how many rows these have at most: long notes are laid out again.
const (
	mostKept = 4
	mostRows = 2000
)

// noteKey is all that the panel's picture depends on.
type noteKey struct {
	deck     string
	slide, w int
	phase    string
	size     int
	look     ui.Look
}

// notePlace is where the speaker is in the notes: another one is brought into view.
type notePlace struct {
	slide, step int
	phase       string
	silent      silence
}

// noteLine is a line of the notes: rows that are shown together or not at all.
type noteLine struct {
	y, h  int
	label bool
	under int                       // the row of the label that it stands under, a label's own; -1 for none
	draw  func(g *cell.Grid, y int) // draws it when it comes near to view; nil when it is drawn
}

// section is a run of notes under one label.
type section struct {
	label  string
	letter bool
	notes  []deck.Note
}

func (m *Model) noteKey(l layout) noteKey {
	s := m.stage
	return noteKey{
		deck: s.Deck.Hash, slide: s.Talk.Pos.Slide, w: l.Notes.W, phase: s.Talk.Phase, size: m.notes.size, look: s.Look,
	}
}

// slideNotes are the notes of the slide that the speaker is at.
func (m *Model) slideNotes() prompter.Notes {
	s := m.stage
	slide := s.Deck.Slide(s.Talk.Pos.Slide)
	return prompter.Notes{All: slide.Notes.For(s.Talk.Phase), Spoken: s.Deck.Spoken, Silence: slide.Reflection(s.Talk.Phase)}
}

// noteSections groups a slide's notes by voice.
func (m *Model) noteSections() []section {
	var out []section
	for _, n := range m.slideNotes().All {
		label := m.stage.Deck.Label(n.Voice)
		if len(out) == 0 || out[len(out)-1].label != label {
			out = append(out, section{label: label, letter: n.Voice == deck.Letter})
		}
		last := &out[len(out)-1]
		last.notes = append(last.notes, n)
	}
	if len(out) == 0 {
		out = append(out, section{label: "no notes for this slide"})
	}
	return out
}

// prepareNotes lays the notes out when what they depend on has changed, and brings what is to be said now
// into view.
func (m *Model) prepareNotes() {
	m.notes.size = min(m.notes.size, m.mostSize())
	l := m.layout()
	m.notes.prepare(m.noteKey(l), m.noteSections, m.setup.Statement)
	at := notePlace{m.stage.Talk.Pos.Slide, m.stage.Talk.Pos.Step, m.stage.Talk.Phase, m.silence()}
	if m.notes.place != at {
		m.notes.place = at
		m.notes.scroll = m.notes.startOf(m.firstNote())
	}
	m.notes.hold(m.notesRoom(l).H)
	first, h := m.notes.scroll, l.Notes.H
	if m.prompter.on {
		first = m.promptView(h).first
	}
	m.notes.drawNear(first-h, first+2*h)
}

// firstNote is the first note that is to be said where the speaker is: of the step that is shown, or behind
// a silence that is over.
func (m *Model) firstNote() int {
	all := m.slideNotes()
	if m.silence() == silenceOver {
		return max(all.AfterSilence(), 0)
	}
	if from, _, ok := all.Part(m.stage.Talk.Pos.Step); ok {
		return from
	}
	return 0
}

// prepare lays the notes out when what they depend on has changed.
func (n *notes) prepare(k noteKey, sections func() []section, statement string) {
	if n.grid != nil && n.key == k {
		return
	}
	note, share := n.at(n.scroll)
	if !n.found(k) {
		n.key = k
		n.lay(sections(), statement)
	}
	n.scroll = n.rowOf(note, share)
}

// found takes notes that have been laid out before, and keeps those that were shown.
func (n *notes) found(k noteKey) bool {
	at := slices.IndexFunc(n.kept, func(l laidNotes) bool { return l.key == k })
	was := n.laidNotes
	if at >= 0 {
		n.laidNotes = n.kept[at]
		n.kept = slices.Delete(n.kept, at, at+1)
	}
	if was.grid != nil {
		n.kept = few(slices.Insert(n.kept, 0, was))
	}
	return at >= 0
}

// few are the first of some notes, as many as are kept.
func few(kept []laidNotes) []laidNotes {
	rows := 0
	for i, l := range kept {
		if rows += l.grid.H; i == mostKept || rows > mostRows {
			clear(kept[i:])
			return kept[:i]
		}
	}
	return kept
}

// at is the note that a row is part of, or that follows it, and how much of that note is above the row.
func (n *notes) at(row int) (note int, share float64) {
	for i, p := range n.passages {
		if row < p.Y+p.H {
			return i, float64(max(row-p.Y, 0)) / float64(p.H)
		}
	}
	return len(n.passages), 0
}

// rowOf is the row of a share of a note, in whatever size it is now.
func (n *notes) rowOf(note int, share float64) int {
	switch {
	case note < len(n.passages) && share > 0:
		return n.passages[note].Y + int(share*float64(n.passages[note].H))
	case note < len(n.passages):
		return n.startOf(note)
	}
	return n.grid.H
}

// drawNear draws the lines that are among some rows: large type takes too long to draw all of it for a key.
func (n *notes) drawNear(from, to int) {
	for i := max(n.lineAt(from), 0); i < len(n.lines) && n.lines[i].y < to; i++ {
		if l := &n.lines[i]; l.draw != nil {
			l.draw(n.grid, l.y)
			l.draw = nil
		}
	}
}

// lineAt is the index of the last line that begins at a row or above it; -1 for none.
func (n *notes) lineAt(row int) int {
	return sort.Search(len(n.lines), func(i int) bool { return n.lines[i].y > row }) - 1
}

// startOf is the row from which a note is shown: that of its label, where it stands right below one.
func (n *notes) startOf(note int) int {
	if note >= len(n.passages) {
		return 0
	}
	y := n.passages[note].Y
	if n.isLabel(y - 1) {
		return y - 1
	}
	return y
}

func (n *notes) isLabel(y int) bool {
	i := n.lineAt(y)
	return i >= 0 && n.lines[i].label && n.lines[i].y == y
}

// rebase lets the notes follow their slide into an edited deck.
func (n *notes) rebase(moves *talk.Moves) {
	n.kept = nil // They are of the deck before.
	n.key.slide, n.place.slide = moves.Find(n.key.slide), moves.Find(n.place.slide)
}

// window is what of the notes shows in a panel: rows of the grid from one on, below the label that they
// stand under where it is not among them.
type window struct {
	label      int // the row of that label, -1 for none
	from, rows int
	more       bool // the last row of the panel tells that there is more
}

// window is what shows in a panel of h rows, from a row on.
func (n *notes) window(from, h int) window {
	w := window{label: -1, from: from, rows: h, more: n.grid.H > h}
	if w.more {
		w.rows = max(w.rows-1, 0)
	}
	if i := n.lineAt(from - 1); w.rows > 1 && i >= 0 && n.lines[i].under >= 0 && !n.isLabel(from) {
		w.label = n.lines[i].under
		w.rows--
	}
	return w
}

// hold keeps the first row shown inside the notes, and not within a line, for a panel of h rows.
func (n *notes) hold(h int) {
	n.scroll = max(min(n.scroll, n.mostScroll(h)), 0)
	if i := n.lineAt(n.scroll); i >= 0 && n.scroll < n.lines[i].y+n.lines[i].h {
		n.scroll = n.lines[i].y
	}
}

// mostScroll is the first row of the first window that shows the end of the notes: the top, or one that begins with a
// line.
func (n *notes) mostScroll(h int) int {
	if len(n.lines) == 0 || n.reaches(0, h) {
		return 0
	}
	last := len(n.lines) - 1
	return n.lines[sort.Search(last, func(i int) bool { return n.reaches(n.lines[i].y, h) })].y
}

// reaches reports whether a panel of h rows that begins at a row shows the end of the notes. It does below any row at
// which it does.
func (n *notes) reaches(from, h int) bool {
	w := n.window(from, h)
	return w.from+w.rows >= n.grid.H
}

// scrollBy goes on, or back, by a line.
func (n *notes) scrollBy(by int) {
	if at := max(n.lineAt(n.scroll), 0) + by; at >= 0 && at < len(n.lines) {
		n.scroll = n.lines[at].y
	}
}
