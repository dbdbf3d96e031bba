package ui

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// Topic is what a notice is about. It says what becomes of the notice while others come and nobody presses a key: the
// clicker may type into the hall's window, and the deck be saved every few seconds.
type Topic uint8

// The topics.
const (
	Anything    Topic = iota // stays until it has been shown and a key was pressed
	OfDeck                   // what there is to fix in the deck: the last few are shown, and how many more there are
	OfFonts                  // as OfDeck, and the newest stands for those before it, as it does of what follows
	BrokenEdit               // why an edit of the deck is not shown
	SlideGone                // the slide that was shown is gone, and another one is shown
	EditorWaits              // what the editor waits for
)

// ofDeck reports whether a notice may give way: what it says is said by a check of the deck, too.
func (t Topic) ofDeck() bool { return t == OfDeck || t == OfFonts }

// newest reports whether only the newest notice of a topic counts.
func (t Topic) newest() bool { return t >= OfFonts }

// told is a notice that has not been read yet.
type told struct {
	topic Topic
	text  string
}

// Bounds for what has not been read.
const (
	mostOfDeck = 3    // notices of the deck
	mostTold   = 30   // all notices
	longest    = 2000 // columns of a notice
	leastRows  = 3    // for the notices in view, or a sixth of the window: the notes and the clock are there to be read
)

// unread is what the speaker has been told and has not read. It stays until the next key, which has its usual meaning.
type unread struct {
	stage *Stage
	told  []told // the oldest first
	gone  int    // notices of the deck that gave way to others
}

// Tell tells the speaker something in one sentence, together with what has not been read yet. A sentence that is there
// already is not said twice.
func (s *Stage) Tell(topic Topic, text string) {
	u := open[*unread](s)
	if u == nil {
		u = &unread{stage: s}
	}
	u.add(told{topic, cell.Truncate(text, longest)})
	s.close(u)
	s.Show(u)
}

// Untell takes back what was told of a topic and has not been read, because it is no longer so.
func (s *Stage) Untell(topic Topic) {
	if u := open[*unread](s); u != nil {
		if u.drop(func(t told) bool { return t.topic == topic }); len(u.told) == 0 {
			s.close(u)
		}
	}
}

func (u *unread) drop(which func(told) bool) { u.told = slices.DeleteFunc(u.told, which) }

func (u *unread) add(t told) {
	u.drop(func(was told) bool { return was.text == t.text || t.topic.newest() && was.topic == t.topic })
	u.told = append(u.told, t)
	for u.ofDeck() > mostOfDeck || len(u.told) > mostTold {
		i := slices.IndexFunc(u.told, func(t told) bool { return t.topic.ofDeck() })
		u.told = slices.Delete(u.told, max(i, 0), max(i, 0)+1)
		u.gone++
	}
}

// ofDeck counts the notices of the deck.
func (u *unread) ofDeck() (n int) {
	for _, t := range u.told {
		if t.topic.ofDeck() {
			n++
		}
	}
	return n
}

// inView are the notices that have room in a window, in the order in which they came, and the rows that they take. The
// first is shown in any case. The others get what is left of a sixth of the window: first those that stay until they are
// read, the oldest first, and then those of the deck, the newest first.
func (u *unread) inView(w, h int) (in []told, rows []string) {
	room, lines := max(h/6, leastRows), make([][]string, len(u.told))
	for n, i := range u.urgency() {
		if wrapped := cell.Wrap(u.told[i].text, w); n == 0 || len(wrapped) <= room {
			lines[i], room = wrapped, room-len(wrapped)
		}
	}
	for i, t := range u.told {
		if lines[i] != nil {
			in, rows = append(in, t), append(rows, lines[i]...)
		}
	}
	if more := u.more(in); more != "" {
		rows = append(rows[:min(len(rows), max(h-1, 0))], cell.Truncate(more, w))
	}
	return in, rows[:min(len(rows), h)]
}

// urgency are the indices of the notices, those first that are to be shown first.
func (u *unread) urgency() []int {
	var stay, deck []int
	for i, t := range u.told {
		if t.topic.ofDeck() {
			deck = append(deck, i)
		} else {
			stay = append(stay, i)
		}
	}
	slices.Reverse(deck)
	return append(stay, deck...)
}

// more says how much is not in view, and how it comes to be read; "" where all is.
func (u *unread) more(in []told) string {
	ofDeck, others := u.gone+u.ofDeck(), len(u.told)-u.ofDeck()
	for _, t := range in {
		if t.topic.ofDeck() {
			ofDeck--
		} else {
			others--
		}
	}
	switch {
	case others > 0:
		return fmt.Sprintf("(and %d more: the next key shows them)", others+ofDeck)
	case ofDeck > 0:
		return fmt.Sprintf("(and %d more about the deck: assembly check lists them)", ofDeck)
	}
	return ""
}

// Key implements Modal. What had no room yet and has to be read is shown next.
func (u *unread) Key(tea.KeyPressMsg) Answer {
	in, _ := u.inView(u.stage.W, u.stage.H)
	u.drop(func(t told) bool { return t.topic.ofDeck() || slices.Contains(in, t) })
	u.gone = 0
	return Answer{Passed: true, Stays: len(u.told) > 0}
}

// Draw implements Modal. A question keeps its row.
func (u *unread) Draw(g *cell.Grid, look Look) {
	h := g.H
	if h > 1 && open[*Question](u.stage) != nil {
		h--
	}
	_, rows := u.inView(g.W, h)
	drawRows(g, h, rows, look)
}
