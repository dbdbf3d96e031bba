package session_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/tui/presenter"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// presses are what is pressed at the presenter, by name. The first ones are pressed more often.
const presses = "pgdown pgdown pgdown pgdown pgup pgup home end e .y ,y f f s R u t x F5 3G 9G + ? o /S1 T qn space"

// act is something that happens.
func (s *school) act() {
	s.clock.pressed.Add(1)
	switch what := rapid.SampledFrom([]string{
		"press", "press", "press", "press", "hall key", "hall key", "presenter's window", "hall's window", "open", "close", "die",
		"kill", "leave", "edit", "edit", "clock", "network",
	}).Draw(s.t, "what"); what {
	case "press":
		s.pressAny(rapid.SampledFrom(strings.Fields(presses)).Draw(s.t, "key"))
	case "presenter's window":
		w, h := s.size()
		s.presenter.resize(w, h)
	case "kill":
		s.kill()
	case "leave":
		s.leave()
	case "edit":
		s.edit()
	case "clock":
		s.clock.set.Add(int64(rapid.SampledFrom([]time.Duration{-25 * time.Hour, -time.Minute, 3 * time.Second, time.Hour, 25 * time.Hour}).Draw(s.t, "set by")))
	case "network":
		s.outage()
	case "open":
		if len(s.halls) < 4 {
			s.openHall()
		}
	default:
		s.atHall(what)
	}
}

// pressAny presses keys, and takes away what they have laid over the screen.
func (s *school) pressAny(keys string) {
	for _, k := range append(screentest.Keys(keys), tea.KeyPressMsg{Code: tea.KeyEscape}) {
		s.press(k)
	}
}

// atHall is something that happens at one of the halls.
func (s *school) atHall(what string) {
	if len(s.halls) == 0 {
		return
	}
	i := rapid.IntRange(0, len(s.halls)-1).Draw(s.t, "hall")
	w := s.halls[i]
	switch what {
	case "hall key":
		w.press(s, screentest.Keys(rapid.SampledFrom(strings.Fields(drives)).Draw(s.t, "key"))[0])
		s.press(tea.KeyPressMsg{Code: 'y', Text: "y"}) // To the question whether the numbers may go.
	case "hall's window":
		w.resize(s.size())
	default:
		s.closeHall(i, what == "close")
	}
}

func (s *school) size() (w, h int) {
	size := rapid.SampledFrom([][2]int{{80, 24}, {40, 12}, {110, 34}, {192, 54}, {61, 17}, {20, 5}, {1, 1}, {132, 24}, {33, 40}}).Draw(s.t, "size")
	return size[0], size[1]
}

// edit edits the deck and has it read again. A version that lacks the slide in the hall may be held back for a while.
func (s *school) edit() {
	s.edited.edit(s.t)
	s.deck = s.edited.parse(s.t)
	s.presenter.follow(s.tell(ui.Reload{Deck: s.deck}))
}

// follow hands the presenter the deck that a command brings again, in a while.
func (p *speaking) follow(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	go func() {
		switch msg := cmd().(type) {
		case tea.BatchMsg:
			for _, one := range msg {
				p.follow(one)
			}
		case ui.Reload:
			p.inbox <- msg
		}
	}()
}

// outage cuts the network to the relay and mends it after a key.
func (s *school) outage() {
	if s.room == nil {
		return
	}
	s.room.set(true)
	s.pressAny("pgdown")
	s.look(10 * time.Millisecond)
	s.room.set(false)
}

// patience is how long anything may take to settle, on a busy machine.
const patience = time.Minute

// settle waits until all has come to rest, and holds it to the laws.
func (s *school) settle() {
	s.until("rest", s.wrong)
	s.ask()
}

// until pumps what comes until nothing is wrong any more.
func (s *school) until(what string, wrong func() string) {
	ctx, stop := context.WithTimeout(context.Background(), patience)
	defer stop()
	for {
		s.pump()
		why := wrong()
		if why == "" {
			return
		}
		if !live.Rest(ctx, time.Millisecond) {
			s.t.Fatalf("no %s in %v: %s", what, patience, why)
		}
	}
}

// look pumps what comes for a while.
func (s *school) look(while time.Duration) {
	ctx, stop := context.WithTimeout(context.Background(), while)
	defer stop()
	for s.pump(); live.Rest(ctx, time.Millisecond); {
		s.pump()
	}
}

// pump hands everybody what has come.
func (s *school) pump() {
	for _, w := range s.halls {
		if w.pump(s); w.tells() {
			s.t.Fatalf("what is the speaker's is on a hall's screen")
		}
	}
	for {
		select {
		case msg := <-s.presenter.inbox:
			if _, command := msg.(ui.Remote); command {
				s.presenter.came++
			}
			s.tell(msg)
		default:
			return
		}
	}
}

// wrong says what has not settled, or never will; "" for nothing.
func (s *school) wrong() string {
	p := s.presenter
	if p.model.Deck() != s.deck {
		return "the presenter has not taken the deck that was edited"
	}
	for _, w := range s.halls {
		if why := w.wrong(s); why != "" {
			return why
		}
	}
	if why := s.halled(); why != "" {
		return why
	}
	s.tell(presenter.HallsChanged{})
	if why := p.shows(p.model.Grid()); why != "" {
		return why
	}
	if s.room != nil && s.room.tells() {
		s.t.Fatalf("what is the speaker's has gone over the relay")
	}
	return s.now()
}

// halled says in what the presenter's list of halls differs from those that there are.
func (s *school) halled() string {
	var got, want [][2]int
	for _, h := range s.presenter.publisher.Halls() {
		if h.Matches && !h.Gone && !h.Closed {
			got = append(got, [2]int{h.W, h.H})
		}
	}
	for _, w := range s.halls {
		if !w.remote {
			want = append(want, [2]int{w.emu.Width(), w.emu.Height()})
		}
	}
	slices.SortFunc(got, bySize)
	slices.SortFunc(want, bySize)
	if !slices.Equal(got, want) {
		return fmt.Sprintf("the presenter knows of %v, and there are %v: %+v", got, want, s.presenter.publisher.Halls())
	}
	return ""
}

func bySize(a, b [2]int) int { return slices.Compare(a[:], b[:]) }

// now says in what the picture of the hall at the presenter differs from what the halls show.
func (s *school) now() string {
	g := s.presenter.model.Grid()
	shown, ok := nowOf(g)
	if got := wordsIn(shown); ok && got != s.visible() {
		return fmt.Sprintf("NOW shows %q, and the hall %q:\n%s", got, s.visible(), textOf(g))
	}
	return ""
}
