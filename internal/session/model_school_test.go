package session_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/filetest"
	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/relay"
	"github.com/westandtogether-assembly/assembly/internal/session"
	"github.com/westandtogether-assembly/assembly/internal/state"
	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/internal/tui/presenter"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// clock is the presenter's computer's. It may be set; every key comes long after the one before.
type clock struct{ pressed, set atomic.Int64 }

func (c *clock) now() time.Time { return c.steady().Add(time.Duration(c.set.Load())) }
func (c *clock) steady() time.Time {
	return time.Now().Add(time.Duration(c.pressed.Load()) * time.Second)
}

// look is that of every screen: in letters, so that words can be read from cells.
func look() ui.Look {
	p, err := theme.Lookup("")
	if err != nil {
		panic(err)
	}
	return ui.Look{Palette: p}.WithTier(bigtype.Letters)
}

// room is a room of a relay.
type room struct {
	*network
	name string
}

func (r *room) follow() relay.FollowConfig {
	return relay.FollowConfig{Server: r.relay(), Room: r.name, Site: "Oakfield"}
}

// school is a presenter, its halls, and what they run on.
type school struct {
	setBack bool // the clock, while no presenter ran

	t      *rapid.T
	dir    string
	disk   *filetest.Disk
	folder *state.Folder
	clock  clock
	edited *edited
	deck   *deck.Deck // as it was edited last
	room   *room      // nil for none

	presenter *speaking
	halls     []*window
	shown     live.Snapshot         // the newest that a hall of this presenter has seen
	told      map[uint64]talk.State // what the presenter has been at, by its number
	since     map[uint64]time.Time  // when, by the computer's clock
	from      uint64                // the first of these numbers
	editions  map[uint64]*deck.Deck // and the deck that it had then
	served    map[string]bool       // the decks that the server was asked for
}

// speaking is a presenter that runs.
type speaking struct {
	*wall
	model     *presenter.Model
	publisher *session.Publisher
	inbox     chan tea.Msg
	came      int                // commands from halls
	fail      context.CancelFunc // ends what it has at a relay, as if the computer had failed
	session   string
}

var rooms atomic.Int64 //nolint:gochecknoglobals // rooms are those of a relay that all sequences share

// open is a school at its beginning.
func open(t *rapid.T, around *network) *school {
	dir, err := os.MkdirTemp("", "assembly-model")
	must(t, err)
	s := &school{t: t, dir: dir, edited: newEdited(), served: map[string]bool{}}
	s.deck = s.edited.parse(t)
	if rapid.IntRange(0, 5).Draw(t, "relay") == 0 {
		s.room = &room{around, "room-" + strings.Map(letter, strconv.FormatInt(rooms.Add(1), 10))}
	}
	s.begin(false)
	s.openHall()
	if s.room != nil {
		s.openSite()
	}
	s.settle()
	return s
}

// begin starts a presenter, and takes up the talk that was left.
func (s *school) begin(resume bool) {
	s.disk = &filetest.Disk{}
	s.folder = state.On(s.disk, s.dir)
	inbox := make(chan tea.Msg, 64)
	publisher, err := session.Present(context.Background(), session.Config{
		Folder: s.folder, Path: "talk.md", Theme: look().Palette.Name, Now: s.clock.now, Changed: func() {},
		Command: func(c talk.Command) { inbox <- ui.Remote{Command: c} },
	})
	must(s.t, err)
	p := &speaking{publisher: publisher, inbox: inbox, fail: func() {}}
	if s.room != nil {
		var ctx context.Context
		ctx, p.fail = context.WithCancel(context.Background())
		must(s.t, publisher.Relay(ctx, relay.PresentConfig{Server: s.room.relay(), Room: s.room.name, Name: "Anna", TakeOver: "Anna"}))
	}
	at, err := s.folder.Endpoint()
	must(s.t, err)
	p.session = at.Session
	setup := presenter.Setup{Setup: ui.Setup{Deck: s.deck, Look: look(), Phase: "primary", Now: s.clock.now}, Link: publisher}
	ask := s.takeUp(&setup, publisher, resume)
	p.model = presenter.New(setup)
	p.wall = hang(p.model, 110, 34)
	s.presenter, s.shown = p, live.Snapshot{}
	s.told = map[uint64]talk.State{p.model.Talk().Seq: p.model.Talk().State}
	s.since = map[uint64]time.Time{p.model.Talk().Seq: s.clock.now()}
	s.from = p.model.Talk().Seq
	s.editions = map[uint64]*deck.Deck{p.model.Talk().Seq: s.deck}
	if ask {
		s.press(tea.KeyPressMsg{Code: tea.KeyPgDown})
	}
}

// letter stands for a digit where numbers are what is looked for.
func letter(digit rune) rune { return digit - '0' + 'a' }

// takeUp holds the talk that was left to what the halls have seen.
func (s *school) takeUp(setup *presenter.Setup, p *session.Publisher, resume bool) (ask bool) {
	left := p.Unfinished(s.deck, "primary")
	switch {
	case !resume && len(left) > 0:
		s.t.Fatalf("%+v is offered after a talk that was left on purpose", left)
	case !resume:
		return false
	case len(left) == 0 && s.offered():
		s.t.Fatalf("nothing is taken up, and a hall has seen %+v", s.shown)
	case len(left) == 0:
		return false
	}
	got := left[0]
	wrong := s.lost(got, got.Seq-1) // To follow the deck is a change.
	if s.setBack && s.lost(got, got.Seq-2) == "" {
		wrong = "" // So is to follow a clock that was set back behind what was saved last.
	}
	if got.Seq == s.from && s.lost(got, got.Seq) == "" {
		wrong = "" // The presenter was killed before it saved what it had taken up, and told nobody.
	}
	if wrong != "" {
		s.t.Fatalf("%+v is taken up, and %s", got.State, wrong)
	}
	setup.Resume, setup.Ask = &got, rapid.Bool().Draw(s.t, "asked whether to go on")
	return setup.Ask
}

// lost says in what a talk that is taken up is not the talk as it was at a number; "" for nothing.
func (s *school) lost(got talk.Talk, was uint64) string {
	then, known := s.told[was]
	switch {
	case was < s.shown.Seq || !known:
		return fmt.Sprintf("a hall has seen %+v", s.shown)
	case s.editions[was] == s.deck && (got.Hall() != then.Hall() || got.Blank != then.Blank):
		return fmt.Sprintf("the talk was at %+v", then)
	}
	return ""
}

// offered reports whether a talk that is no older than what a hall has seen is offered whatever has been written of it: one
// that has not begun is not, nor one that is of another day by the computer's clock.
func (s *school) offered() bool {
	for seq, is := range s.told {
		begun := is.Pos != (talk.Pos{}) || is.Clock.Started()
		if seq >= s.shown.Seq && (!begun || s.clock.now().Sub(s.since[seq]).Abs() > 5*time.Hour) {
			return false
		}
	}
	return true
}

// kill ends the presenter as the system does, and takes its talk up again. Where the disk is slow, a change may be on
// its way to it.
func (s *school) kill() {
	p := s.presenter
	gate := make(chan struct{})
	if rapid.Bool().Draw(s.t, "while the disk writes") {
		s.disk.Fault(filetest.Write, func(string) error { <-gate; return nil })
		s.press(tea.KeyPressMsg{Code: tea.KeyPgDown})
		s.look(20 * time.Millisecond)
	}
	for range rapid.IntRange(0, 3).Draw(s.t, "keys before the end") {
		s.press(tea.KeyPressMsg{Code: tea.KeyPgDown})
	}
	p.fail()
	p.publisher.Kill(func() {
		s.look(0) // What was sent has come.
		dead := func(string) error { return os.ErrClosed }
		for _, op := range []filetest.Op{filetest.Open, filetest.Write, filetest.Sync, filetest.Rename, filetest.Remove} {
			s.disk.Fault(op, dead)
		}
		close(gate)
	})
	s.until("lost link", func() string {
		for _, w := range s.halls {
			if !w.remote && w.link == live.Connected {
				return "a hall is still connected"
			}
		}
		return ""
	})
	p.Close()
	by := rapid.SampledFrom([]time.Duration{0, 0, -time.Minute, time.Minute, -time.Hour}).Draw(s.t, "set by, in between")
	s.clock.set.Add(int64(by))
	s.setBack = by < 0
	s.begin(true)
}

// leave ends the talk on purpose, and begins another. The halls keep what they show until then.
func (s *school) leave() {
	p := s.presenter
	before := s.screens()
	p.publisher.Close(true)
	p.fail()
	p.Close()
	s.look(0)
	if after := s.screens(); !slices.Equal(after, before) {
		s.t.Fatalf("without a presenter the halls show %q, before %q", after, before)
	}
	s.begin(false)
}

// screens are the words that the halls show.
func (s *school) screens() (out []string) {
	for _, w := range s.halls {
		out = append(out, wordsIn(textOf(w.model.Grid())))
	}
	return out
}

// end ends all of it.
func (s *school) end() {
	for len(s.halls) > 0 {
		s.closeHall(0, false)
	}
	s.presenter.publisher.Close(true)
	s.presenter.fail()
	s.presenter.Close()
	_ = os.RemoveAll(s.dir)
}

func (s *school) talk() talk.Talk { return s.presenter.model.Talk() }

func (s *school) session() string { return s.presenter.session }

// saw notes what a hall has seen.
func (s *school) saw(now live.Snapshot) {
	if now.Session == s.session() && !now.Closed && now.Seq > s.shown.Seq {
		s.shown = now
	}
}

// press presses a key at the presenter.
func (s *school) press(key tea.KeyPressMsg) {
	s.clock.pressed.Add(1)
	s.tell(key)
}

// tell hands the presenter a message, and notes where the talk is then.
func (s *school) tell(msg tea.Msg) tea.Cmd {
	before := s.talk().Seq
	cmd := s.presenter.send(msg)
	now := s.talk()
	if now.Seq < before {
		s.t.Fatalf("%v takes the talk from %d to %d", msg, before, now.Seq)
	}
	s.told[now.Seq], s.editions[now.Seq] = now.State, s.presenter.model.Deck()
	if _, known := s.since[now.Seq]; !known {
		s.since[now.Seq] = s.clock.now()
	}
	return cmd
}

// visible are the words that the hall is to show.
func (s *school) visible() string {
	t := s.talk()
	if t.Blank == talk.Black || t.Blank == talk.White {
		return ""
	}
	return s.edited.leaves[t.Hall().Slide].words(t.Hall().Step)
}

// cut reports whether a window is too small for all the words of a slide.
func cut(g *cell.Grid) bool { return g.W < 30 || g.H < 10 }

// ask asks the server for the deck, as anybody on this computer may, and looks for what is the speaker's.
func (s *school) ask() {
	hash := s.deck.Served(look().Palette.Name).Hash
	if s.served[hash] {
		return
	}
	s.served[hash] = true
	at, err := s.folder.Endpoint()
	must(s.t, err)
	for _, path := range []string{"/deck", "/"} {
		answer, err := http.Get(at.URL + path) //nolint:noctx // a test of its own server
		must(s.t, err)
		text, err := io.ReadAll(answer.Body)
		must(s.t, err)
		_ = answer.Body.Close()
		if strings.Contains(string(text), canary) {
			s.t.Fatalf("what is the speaker's is served at %s: %s", path, text)
		}
	}
}
