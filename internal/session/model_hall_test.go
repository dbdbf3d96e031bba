package session_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/session"
	"github.com/westandtogether-assembly/assembly/internal/state"
	"github.com/westandtogether-assembly/assembly/internal/tui/hall"
)

// leader is what a hall follows.
type leader interface {
	hall.Upstream
	States() <-chan live.State
	Part()
}

// window is a hall's screen.
type window struct {
	*wall
	model   *hall.Follow
	up      leader
	remote  bool // over the relay
	close   func()
	last    live.State // with a deck
	link    live.Status
	trouble error
	decks   map[string]bool // those in which nothing of the speaker's is
}

// newWindow opens a hall's screen that follows.
func (s *school) newWindow(up leader, remote bool, closes func()) *window {
	m := hall.NewFollow(hall.FollowSetup{Look: look(), Now: s.clock.steady, Up: up})
	return &window{wall: hang(m, 60, 16), model: m, up: up, remote: remote, close: closes, decks: map[string]bool{}}
}

// openHall opens a hall's screen on the presenter's computer.
func (s *school) openHall() {
	ctx, stop := context.WithCancel(context.Background())
	s.halls = append(s.halls, s.newWindow(live.Follow(ctx, state.At(s.dir).Endpoint), false, stop))
}

// openSite opens a hall's screen that follows over the relay.
func (s *school) openSite() {
	site, err := session.Join(context.Background(), session.SiteConfig{
		Relay: s.room.follow(), Now: time.Now,
	})
	must(s.t, err)
	s.halls = append(s.halls, s.newWindow(site, true, site.Close))
}

// closeHall closes a hall's screen; with a goodbye, or as one that has crashed.
func (s *school) closeHall(i int, goodbye bool) {
	w := s.halls[i]
	if goodbye {
		w.up.Part()
	}
	s.halls = append(s.halls[:i], s.halls[i+1:]...)
	w.end()
}

func (w *window) end() {
	w.close()
	for range w.up.States() { // It is closed when following has ended.
	}
	w.Close()
}

// pump hands the window what has come, and holds that to the laws.
func (w *window) pump(s *school) {
	for {
		select {
		case state, open := <-w.up.States():
			if !open {
				return
			}
			w.take(s, state)
		default:
			return
		}
	}
}

func (w *window) take(s *school, state live.State) {
	w.link, w.trouble = state.Status, state.Trouble
	if state.Deck != nil {
		now, was := state.Snapshot, w.last.Snapshot
		if now.Session == was.Session && now.Seq < was.Seq {
			s.t.Fatalf("a hall that is at %+v is told %+v", was, now)
		}
		if !w.decks[state.Deck.Hash] {
			text, err := json.Marshal(state.Deck)
			must(s.t, err)
			if strings.Contains(string(text), canary) {
				s.t.Fatalf("what is the speaker's has come to a hall: %s", text)
			}
			w.decks[state.Deck.Hash] = true
		}
		w.last = state
		s.saw(now)
	}
	w.send(state)
}

// wrong says in what a window differs from what the presenter says; "" for nothing.
func (w *window) wrong(s *school) string {
	state, want := w.last.Snapshot, s.talk()
	at := want.Hall()
	switch {
	case w.link != live.Connected:
		return fmt.Sprintf("no link (remote: %v): %v", w.remote, w.trouble)
	case w.last.Deck == nil || state.Session != s.session() || state.Seq != want.Seq:
		return fmt.Sprintf("a hall is at %+v, and the talk at %+v", state, want.State)
	case state.Slide != at.Slide || state.Step != at.Step || state.Deck != s.deck.Served(look().Palette.Name).Hash:
		return fmt.Sprintf("a hall has %+v, and the talk is at %+v", state, want.State)
	}
	g := w.model.Grid()
	if got := wordsIn(textOf(g)); !cut(g) && got != s.visible() {
		return fmt.Sprintf("a hall shows %q, want %q:\n%s", got, s.visible(), textOf(g))
	}
	return w.shows(g)
}

// press presses a key in a window that drives, and waits for what becomes of it.
func (w *window) press(s *school, key tea.KeyPressMsg) {
	before := s.presenter.came
	if w.send(key); w.remote || w.link != live.Connected {
		return
	}
	s.until("a command of a hall", func() string {
		if s.presenter.came == before {
			return "nothing has come"
		}
		return ""
	})
}

// drives are the keys of a hall that are commands.
const drives = "pgdown pgdown pgup home e b ,"
