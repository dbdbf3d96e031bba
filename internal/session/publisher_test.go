package session

import (
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/state"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// stand is a presenter of the built-in deck, without a screen.
type stand struct {
	t         *testing.T
	folder    *state.Folder
	deck      *deck.Deck
	publisher *Publisher
	talk      talk.Talk
	now       func() time.Time
}

// present begins a new talk.
func present(t *testing.T, folder *state.Folder) *stand {
	t.Helper()
	s := opened(t, folder)
	s.publisher.Changed(s.talk, s.deck)
	return s
}

// opened is a presenter before its talk begins.
func opened(t *testing.T, folder *state.Folder) *stand {
	t.Helper()
	return openedAt(t, folder, time.Now)
}

// openedAt is a presenter before its talk begins, on a computer with a clock of its own.
func openedAt(t *testing.T, folder *state.Folder, now func() time.Time) *stand {
	t.Helper()
	d, err := Source{}.Load()
	must(t, err)
	p, err := Present(t.Context(), Config{
		Folder: folder, Now: now, Command: func(talk.Command) {}, Changed: func() {},
	})
	must(t, err)
	return &stand{t: t, folder: folder, deck: d, publisher: p, talk: talk.Start("primary", now()), now: now}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (s *stand) do(c talk.Command) {
	shape := talk.Shape{Steps: s.deck.Steps(), Closing: s.deck.Closing(), Phases: s.deck.Meta.Phases}
	s.talk = talk.Do(shape, s.talk, c, s.now())
	s.publisher.Changed(s.talk, s.deck)
}

// offered is the one talk that was found unfinished.
func (s *stand) offered(d *deck.Deck) talk.Talk {
	s.t.Helper()
	talks := s.publisher.Unfinished(d, "primary")
	if len(talks) != 1 {
		s.t.Fatalf("%+v are offered", talks)
	}
	return talks[0]
}

// saved is the slide of the talk that the next presenter would offer, -1 for none.
func saved(folder *state.Folder) int {
	offered := folder.Interrupted("", time.Now())
	if len(offered) == 0 {
		return -1
	}
	return offered[0].Pos.Slide
}

// interrupted leaves a talk on its fourth slide, as a crash does.
func interrupted(t *testing.T) *state.Folder {
	t.Helper()
	folder := state.At(t.TempDir())
	s := present(t, folder)
	s.do(talk.Command{Op: talk.GoTo, N: 3})
	s.publisher.Close(false)
	if got := saved(folder); got != 3 {
		t.Fatalf("the interrupted talk is saved on slide %d", got)
	}
	return folder
}

// A new talk does not cost the interrupted one before it has gone past its first slide.
func TestInterruptedTalkOutlivesANewOne(t *testing.T) {
	folder := interrupted(t)
	s := present(t, folder)
	if got := s.offered(s.deck); got.Pos.Slide != 3 {
		t.Errorf("slide %d is offered", got.Pos.Slide)
	}
	s.do(talk.Command{Op: talk.Begin})
	s.do(talk.Command{Op: talk.BlackOut})
	s.publisher.Close(true)
	if got := saved(folder); got != 3 {
		t.Fatalf("a new talk that was left on its first slide leaves slide %d", got)
	}
	s = present(t, folder)
	s.do(talk.Command{Op: talk.GoTo, N: 1})
	s.do(talk.Command{Op: talk.First})
	s.do(talk.Command{Op: talk.GoTo, N: 2})
	s.publisher.Close(false)
	if got := saved(folder); got != 2 {
		t.Errorf("a new talk that has gone on leaves slide %d", got)
	}
}

// Nor does a look at another deck cost it.
func TestInterruptedTalkOutlivesAnotherDeck(t *testing.T) {
	folder := interrupted(t)
	p, err := Present(t.Context(), Config{
		Folder: folder, Path: "other.md", Now: time.Now, Command: func(talk.Command) {}, Changed: func() {},
	})
	must(t, err)
	if len(p.Unfinished(&deck.Deck{}, "")) > 0 {
		t.Error("the talk of another deck is offered")
	}
	d, err := Source{}.Load()
	must(t, err)
	p.Changed(talk.Start("primary", time.Now()), d)
	p.Close(true)
	if got := saved(folder); got != 3 {
		t.Errorf("a look at another deck leaves slide %d", got)
	}
}

// A talk is taken up at the slides that it was at, wherever an edit after the crash has put them; one
// that an older program saved goes by its numbers.
func TestResumedInAnEditedDeck(t *testing.T) {
	folder := state.At(t.TempDir())
	s := present(t, folder)
	closing := s.deck.Closing()
	s.do(talk.Command{Op: talk.GoTo, N: 2})
	s.do(talk.Command{Op: talk.Skip, N: 3})
	s.do(talk.Command{Op: talk.Freeze})
	s.do(talk.Command{Op: talk.ToClosing})
	s.publisher.Close(false)
	text, err := Source{}.Read()
	must(t, err)
	edited, err := Source{}.Parse([]byte(strings.Replace(string(text), "\n# ", "\n# New\n\n---\n\n# ", 1)))
	must(t, err)
	s = opened(t, folder)
	got := s.offered(edited)
	if got.Pos.Slide != closing+1 || got.Held.Slide != 3 || !got.Skips(4) || got.Skips(3) {
		t.Errorf("%+v is taken up", got)
	}
	if got := s.offered(s.deck); got.Pos.Slide != closing || got.Held.Slide != 2 {
		t.Errorf("in the same deck %+v is taken up", got)
	}
	s.publisher.Close(false)
	old := folder.Interrupted("", time.Now())[0]
	old.Of = state.Edition{}
	if got := Resumed(old, edited, time.Now()); got.Pos.Slide != closing || got.Held.Slide != 2 {
		t.Errorf("of a talk that an older program saved %+v is taken up", got)
	}
}

// Where the computer's clock is set back while the program is down, its talk goes on from where it was, and is taken up
// after another crash too.
func TestResumedAfterTheClockWasSetBack(t *testing.T) {
	folder, clock := state.At(t.TempDir()), &wristwatch{}
	clock.ms.Store(time.Now().UnixMilli())
	s := openedAt(t, folder, clock.now)
	s.do(talk.Command{Op: talk.Begin})
	clock.pass(time.Minute)
	s.do(talk.Command{Op: talk.GoTo, N: 3})
	s.publisher.Close(false)
	for range 2 {
		now := clock.pass(-time.Hour)
		s = openedAt(t, folder, clock.now)
		old := s.offered(s.deck)
		if got := old.Clock.Elapsed(now); got != time.Minute || old.Pos.Slide != 3 || old.Arrived > now.UnixMilli() {
			t.Errorf("after %v %+v is taken up", got, old.State)
		}
		s.do(talk.Command{Op: talk.Resume, Saved: &old})
		s.publisher.Close(false)
	}
}

// A talk that is taken up again is saved from the start, and forgotten when it is left on purpose.
func TestResumedTalkIsSavedAtOnce(t *testing.T) {
	folder := interrupted(t)
	s := opened(t, folder)
	old := s.offered(s.deck)
	old.Pos = talk.Pos{} // Back on its first slide, with the clock running.
	s.do(talk.Command{Op: talk.Resume, Saved: &old})
	s.publisher.Close(false)
	if got := saved(folder); got != 0 {
		t.Errorf("the resumed talk leaves slide %d", got)
	}
	s = opened(t, folder)
	old = s.offered(s.deck)
	s.do(talk.Command{Op: talk.Resume, Saved: &old})
	s.publisher.Close(true)
	if got := saved(folder); got != -1 {
		t.Errorf("a talk that was left on purpose is offered on slide %d", got)
	}
}

// Only one presenter runs at a time, and halls find it while it does.
func TestOnePresenter(t *testing.T) {
	folder := state.At(t.TempDir())
	s := present(t, folder)
	if _, err := Present(t.Context(), Config{Folder: folder, Now: time.Now}); err == nil {
		t.Error("a second presenter begins")
	}
	first, err := folder.Endpoint()
	must(t, err)
	s.publisher.Close(true)
	if _, err := folder.Endpoint(); err == nil {
		t.Error("a presenter that has ended can still be found")
	}
	must(t, folder.SaveEndpoint(first)) // As one that was killed leaves it.
	s = present(t, folder)
	defer s.publisher.Close(true)
	if again, err := folder.Endpoint(); err != nil || again.URL != first.URL || again.Token != first.Token || again.Session == first.Session {
		t.Errorf("it comes back as %+v, %v; before it was %+v", again, err, first)
	}
}

// The next presenter serves where the one before did, also after that was left on purpose, and open pages have a key of
// its token. Where another program is by then, that may have what was signed for the address, and the token is another.
func TestNextPresenterIsFound(t *testing.T) {
	folder := state.At(t.TempDir())
	next := func() (live.Endpoint, *stand) {
		t.Helper()
		s := present(t, folder)
		at, err := folder.Endpoint()
		must(t, err)
		return at, s
	}
	first, s := next()
	s.publisher.Close(true)
	second, s := next()
	s.publisher.Close(true)
	if second.URL != first.URL || second.Token != first.Token || second.Session == first.Session {
		t.Errorf("after %+v comes %+v", first, second)
	}
	var lc net.ListenConfig
	l, err := lc.Listen(t.Context(), "tcp4", strings.TrimPrefix(first.URL, "http://"))
	must(t, err)
	third, s := next()
	s.publisher.Close(true)
	must(t, l.Close())
	if third.URL == first.URL || third.Token == first.Token {
		t.Errorf("beside another program comes %+v", third)
	}
	fourth, s := next()
	defer s.publisher.Close(true)
	if fourth.URL != third.URL || fourth.Token != third.Token {
		t.Errorf("after %+v comes %+v", third, fourth)
	}
}

// A key that was not taken is told to the speaker, and to nobody in the hall, for as long as it may still be wondered at.
func TestAKeyThatCameTooLate(t *testing.T) {
	at := time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC)
	s := openedAt(t, state.At(t.TempDir()), func() time.Time { return at })
	defer s.publisher.Close(true)
	if got := s.publisher.Troubles(); got != "" {
		t.Errorf("before, the speaker is told %q", got)
	}
	s.publisher.tooLate()
	if got := s.publisher.Troubles(); !strings.Contains(got, "press it again") {
		t.Errorf("the speaker is told %q", got)
	}
	at = at.Add(tellLate)
	if got := s.publisher.Troubles(); got != "" {
		t.Errorf("after %v the speaker is still told %q", tellLate, got)
	}
}

// Where an address was opened by two pages the speaker is told, and the keys of both end with the presenter.
func TestAddressOpenedTwice(t *testing.T) {
	folder := state.At(t.TempDir())
	s := present(t, folder)
	before, err := folder.Endpoint()
	must(t, err)
	way := s.publisher.Openers()[0].Else()
	_, code, _ := strings.Cut(way, "#")
	for _, hall := range []string{"one", "other"} {
		body := strings.NewReader(fmt.Sprintf(`{"code":%q,"hall":%q}`, code, hall))
		answer, err := http.Post(before.URL+"/code", "application/json", body) //nolint:noctx // a test of its own server
		must(t, err)
		must(t, answer.Body.Close())
	}
	if got := s.publisher.Troubles(); !strings.Contains(got, "opened twice") {
		t.Errorf("the speaker is told %q", got)
	}
	s.publisher.Close(true)
	s = present(t, folder)
	defer s.publisher.Close(true)
	if after, err := folder.Endpoint(); err != nil || after.URL != before.URL || after.Token == before.Token || s.publisher.Troubles() != "" {
		t.Errorf("the next presenter is %+v, %v, with %q", after, err, s.publisher.Troubles())
	}
}
