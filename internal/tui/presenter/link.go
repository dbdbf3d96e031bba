package presenter

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// Link is the way from the presenter to the halls. None of its methods blocks, but for the
// functions that it gives back to be run beside the program.
type Link interface {
	// Changed takes the talk each time that it changes.
	Changed(t talk.Talk, d *deck.Deck)
	// Halls is every hall that follows, or has followed lately. It is not to be changed.
	Halls() []live.Hall
	// Openers lists how a hall screen can be opened, by key.
	Openers() []live.Opener
	// Reach is what is reached beyond this machine.
	Reach() live.Reach
	// Offer serves more beyond this machine: classrooms that follow, or a phone that drives. It may block.
	Offer(follow, remote bool) error
	// Code is an address as a code to photograph, of size by size modules; 0 where it is too long.
	Code(address string) (black func(x, y int) bool, size int)
	// PhonePage is the address of the phone's page; "" where no phone may drive.
	PhonePage(a live.Address) string
	// AnswerPhone says whether the phone that asks may take over.
	AnswerPhone(yes bool)
	// Sites is what is known of the sites that follow over a relay.
	Sites() live.Sites
	// Troubles says what does not work, such as that nothing can be kept; "" for none.
	Troubles() string
}

// HallsChanged is the message that a hall has come, gone or shown something else.
type HallsChanged struct{}

// opened is the answer to an attempt to open a hall screen.
type opened struct {
	opener live.Opener
	err    error
}

// publish tells the halls and the recorder of a change. Until it is known whether an interrupted
// talk goes on, the halls keep what they show.
func (m *Model) publish() {
	t := m.stage.Talk
	if m.stage.Resuming() || m.published == t.Seq+1 {
		return
	}
	m.published = t.Seq + 1
	if m.setup.Link != nil {
		m.setup.Link.Changed(t, m.stage.Deck)
	}
	if m.setup.Rehearsal != nil {
		m.setup.Rehearsal.Record(t, m.stage.Deck)
	}
}

// openers is the list of ways to open a hall screen. A key that is none of them closes it and is
// taken as usual, because the thumb is on a clicker.
type openers struct {
	link Link
	said string // the answer to the last attempt
	then string // what to do instead
}

// Key implements ui.Modal. What it lists besides itself has its own key.
func (o *openers) Key(msg tea.KeyPressMsg) ui.Answer {
	for _, w := range o.link.Openers() {
		if w.Open != nil && w.Key == msg.String() {
			return ui.Answer{Cmd: func() tea.Msg { return opened{w, w.Open()} }}
		}
	}
	return ui.Answer{Passed: msg.String() != "esc"}
}

// answered says how opening went, and what to do instead of what failed.
func (m *Model) answered(o opened) {
	if o.err != nil {
		then := ""
		if o.opener.Else != nil {
			then = o.opener.Else()
		}
		m.stage.Show(&openers{m.setup.Link, "That did not open: " + firstLine(o.err), then})
	}
}

// Draw implements ui.Modal.
func (o *openers) Draw(g *cell.Grid, look ui.Look) {
	st := ui.NewStyles(look.Palette)
	lines := o.wrapped(g.W-4, g.H-2)
	r := ui.Overlay(g, cell.Widest(lines...)+4, len(lines)+2, look)
	for i, l := range lines[:min(len(lines), r.H)] {
		g.Put(r.X, r.Y+i, cell.Truncate(l, r.W), st.Text) // Where there is no border, a line has more room.
	}
}

// wrapped is the lines in w columns, and without the empty ones where there are more than h.
func (o *openers) wrapped(w, h int) []string {
	var out []string
	for _, l := range o.lines() {
		if cell.Width(l) <= w {
			out = append(out, l)
			continue
		}
		key, text, ok := strings.Cut(l, "  ")
		if key += "  "; !ok || len(key) > len("b  ") {
			key, text = "", strings.TrimSpace(key+strings.ReplaceAll(text, " ", noBreak)) // A command is one word.
		}
		for _, row := range cell.Hang(key, text, w) {
			out = append(out, strings.ReplaceAll(row, noBreak, " "))
		}
	}
	if len(out) > h {
		return slices.DeleteFunc(out, func(l string) bool { return l == "" })
	}
	return out
}

func (o *openers) lines() []string {
	lines := []string{"Open a hall screen", ""}
	for _, w := range o.link.Openers() {
		if w.Open != nil {
			lines = append(lines, w.Key+"  "+w.Name)
		}
	}
	for _, w := range o.link.Openers() {
		if w.Hint != "" {
			lines = append(lines, "", w.Hint)
		}
	}
	lines = append(lines, "", "c  classrooms that follow, and a phone that drives")
	if o.said != "" {
		lines = append(lines, "", o.said)
	}
	if o.then != "" {
		lines = append(lines, "", o.then)
	}
	return append(lines, "", "Esc  back", "")
}
