package live

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/talk"
)

func TestSnapshotOfAFrozenHall(t *testing.T) {
	now := time.UnixMilli(1_000_000)
	shape := talk.Shape{Steps: []int{1, 2, 2}, Closing: talk.None}
	s := talk.Start("", now)
	for _, c := range []talk.Command{{Op: talk.Next}, {Op: talk.Freeze}, {Op: talk.Next}, {Op: talk.Next}} {
		s = talk.Do(shape, s, c, now)
	}
	got := SnapshotOf(s.State, "one", "hash", time.Minute, now.Add(3*time.Second))
	want := Snapshot{
		Version: Version, Session: "one", Deck: "hash", Seq: 4, Slide: 1, Step: 0, Blank: Visible,
		Elapsed: 3000, Running: true, Shown: 3000, Silence: 60_000,
	}
	if got != want {
		t.Errorf("while the speaker browses at %v the hall has\n%+v, want\n%+v", s.Pos, got, want)
	}
}

func TestBlanks(t *testing.T) {
	for from, want := range map[talk.Blank]Blank{
		talk.Visible: Visible, talk.Black: Black, talk.White: White, talk.Frozen: Visible,
	} {
		if got := blankOf(from); got != want {
			t.Errorf("%v is %q on the wire, want %q", from, got, want)
		}
	}
}

func TestNewer(t *testing.T) {
	base := Snapshot{Session: "one", Seq: 5, Deck: "d", Slide: 1}
	with := func(change func(*Snapshot)) Snapshot {
		s := base
		change(&s)
		return s
	}
	for name, c := range map[string]struct {
		a    Snapshot
		want bool
	}{
		"the same":               {base, false},
		"later":                  {with(func(s *Snapshot) { s.Seq = 6 }), true},
		"earlier":                {with(func(s *Snapshot) { s.Seq = 4 }), false},
		"earlier, another deck":  {with(func(s *Snapshot) { s.Seq, s.Deck = 4, "e" }), false},
		"another session":        {with(func(s *Snapshot) { s.Session, s.Seq = "two", 0 }), true},
		"later, another deck":    {with(func(s *Snapshot) { s.Seq, s.Deck = 6, "e" }), true},
		"the clocks have run on": {base.aged(time.Second), false},
	} {
		if got := Newer(c.a, base); got != c.want {
			t.Errorf("%s: newer is %v, want %v", name, got, c.want)
		}
	}
}

// A snapshot can hold no note: it has no free text.
func TestSnapshotFields(t *testing.T) {
	var names []string
	for f := range reflect.TypeFor[Snapshot]().Fields() {
		names = append(names, f.Name)
	}
	want := []string{"Version", "Session", "Deck", "Seq", "Slide", "Step", "Blank", "Elapsed", "Running", "Shown", "Silence", "Closed"}
	if !slices.Equal(names, want) {
		t.Errorf("a snapshot has the fields %v, want %v", names, want)
	}
}

func TestEveryCommandHasAWord(t *testing.T) {
	for op := talk.Next; op <= talk.UndoReset; op++ {
		wire, err := encodeCommand(talk.Command{Op: op, N: 3})
		if err != nil {
			t.Fatal(err)
		}
		if back, err := wire.decode(); err != nil || back != (talk.Command{Op: op, N: 3}) {
			t.Errorf("%d goes out as %+v and comes back as %+v, %v", op, wire, back, err)
		}
	}
	if _, err := encodeCommand(talk.Command{}); err == nil {
		t.Error("a command that does nothing is sent")
	}
}

func TestHallsComeAndGo(t *testing.T) {
	bubble(t, func(t *testing.T, w *wire) {
		p := newTalker("one", publicDeck("a", 5))
		s := serveHub(w, testPort, p.hub, Config{})
		defer s.Close()
		h := w.hall(testPort, testToken)
		h.Report(h.now(t).Report(Terminal, 80, 24, 0))
		synctest.Wait()
		expect := func(when string, matches, lost bool) {
			t.Helper()
			halls := s.Halls()
			if len(halls) != 1 || halls[0].Matches != matches || halls[0].Gone != lost {
				t.Errorf("%s the halls are %+v, want matching %v, lost %v", when, halls, matches, lost)
			}
		}
		expect("at once", true, false)
		time.Sleep(30 * time.Second)
		expect("after half a minute of saying the same", true, false)
		p.do(talk.Next, 0)
		expect("before it has followed", false, false)
		h.Report(h.now(t).Report(Terminal, 80, 24, 0))
		synctest.Wait()
		expect("when it has followed", true, false)
		h.end()
		synctest.Wait()
		expect("when its connection has closed", false, true)
		time.Sleep(forgetAfter)
		synctest.Wait()
		expect("for a minute", false, true)
		time.Sleep(2 * time.Second)
		if halls := s.Halls(); len(halls) != 0 {
			t.Errorf("after a minute the halls are %+v", halls)
		}
	})
}

func TestSilentHallIsLost(t *testing.T) {
	var g registry
	start := time.UnixMilli(1_000_000)
	want := Snapshot{Session: "one", Deck: "d", Blank: Black}
	r := Report{ID: "h", Kind: Browser, Session: "one", Deck: "d", Blank: Black}
	if !g.take(r, start) || g.take(r, start.Add(time.Second)) {
		t.Error("a first report should say something new, and the same again should not")
	}
	for after, lost := range map[time.Duration]bool{2900 * time.Millisecond: false, 3 * time.Second: true} {
		if h := g.list(want, start.Add(after)); len(h) != 1 || h[0].Gone != lost || h[0].Matches == lost {
			t.Errorf("%v after its first report it is %+v, want lost %v", after, h, lost)
		}
	}
	r.Slide = 1
	if !g.take(r, start.Add(2*time.Second)) || g.list(want, start.Add(2*time.Second))[0].Matches {
		t.Error("a hall at another slide should be news, and no match")
	}
}

// A hall that is closed says so, and stays closed when its connection ends; opened again, it is there.
func TestClosedHall(t *testing.T) {
	bubble(t, func(t *testing.T, w *wire) {
		p := newTalker("one", publicDeck("a", 5))
		s := serveHub(w, testPort, p.hub, Config{})
		defer s.Close()
		h := w.hall(testPort, testToken)
		r := h.now(t).Report(Terminal, 80, 24, 2)
		h.Report(r)
		synctest.Wait()
		if halls := s.Halls(); len(halls) != 1 || halls[0].Closed || halls[0].Lost != 2 {
			t.Errorf("the halls are %+v", halls)
		}
		start := time.Now()
		h.Part()
		h.Report(r)
		if halls := s.Halls(); ages(start) != 0 || !halls[0].Closed || halls[0].Gone || halls[0].Matches {
			t.Errorf("%v after the goodbye the halls are %+v", ages(start), halls)
		}
		h.end()
		time.Sleep(10 * time.Second)
		if halls := s.Halls(); !halls[0].Closed || halls[0].Gone {
			t.Errorf("later the halls are %+v", halls)
		}
		again := halls(t, s)[0].Report
		again.Closed = false
		if !s.halls.take(again, time.Now()) || s.Halls()[0].Closed {
			t.Error("opened again it is not there")
		}
		again.ID, again.Closed = "other", true
		if s.halls.take(again, time.Now()) {
			t.Error("a hall that has never been there closes")
		}
	})
}

// A goodbye waits for nobody for long: not for a presenter that is not there, or does not answer.
func TestPartingIsQuick(t *testing.T) {
	bubble(t, func(t *testing.T, w *wire) {
		h := w.hall(testPort, testToken)
		start := time.Now()
		h.Part()
		if ages(start) != 0 {
			t.Errorf("without a presenter it takes %v", ages(start))
		}
		h.end()
	})
}

func halls(t *testing.T, s *Server) []Hall {
	t.Helper()
	out := s.Halls()
	if len(out) != 1 {
		t.Fatalf("the halls are %+v", out)
	}
	return out
}

// A hall that falls silent is told of at the moment when it counts as lost.
func TestSilenceIsTold(t *testing.T) {
	bubble(t, func(t *testing.T, w *wire) {
		var changes atomic.Int32
		s := serveHub(w, testPort, NewHub(), Config{Changed: func() { changes.Add(1) }})
		defer s.Close()
		for range 3 {
			s.shown(Report{ID: "h", Kind: Browser})
			time.Sleep(beatEvery)
		}
		synctest.Wait()
		if n := changes.Load(); n != 1 {
			t.Errorf("a hall that says the same is told of %d times, want once", n)
		}
		time.Sleep(lostAfter - beatEvery)
		synctest.Wait()
		if n := changes.Load(); n != 2 || !s.Halls()[0].Gone {
			t.Errorf("a silent hall is told of %d times: %+v", n-1, s.Halls())
		}
	})
}

// A hall that comes back before its old connection has closed is not lost by that.
func TestHallOnTwoConnections(t *testing.T) {
	var g registry
	now := time.UnixMilli(1_000_000)
	g.take(Report{ID: "h", Kind: Browser}, now)
	g.join("h")
	g.join("h")
	g.leave("h", time.Now())
	if g.list(Snapshot{}, now)[0].Gone {
		t.Error("it is lost with one connection left")
	}
	g.leave("h", time.Now())
	if !g.list(Snapshot{}, now)[0].Gone {
		t.Error("it is not lost with none left")
	}
	g.join("no name, and not kept")
	if len(g.halls.streams) != 0 {
		t.Errorf("names are kept: %v", g.halls.streams)
	}
}

func TestRegistryIsBounded(t *testing.T) {
	var g registry
	now := time.UnixMilli(1_000_000)
	for i := range 1000 {
		g.take(Report{ID: "h" + strings.Repeat("x", i%64) + string(rune('a'+i%26)), Kind: Browser}, now)
	}
	if got := len(g.list(Snapshot{}, now)); got > maxHalls {
		t.Errorf("%d halls are kept, want at most %d", got, maxHalls)
	}
}

func TestCommandsThatCannotGo(t *testing.T) {
	bubble(t, func(t *testing.T, w *wire) {
		p := newTalker("one", publicDeck("a", 5))
		s := serveHub(w, testPort, p.hub, Config{Command: func(talk.Command) { time.Sleep(time.Hour) }})
		reader, wrong, busy := w.hall(testPort, ""), w.hall(testPort, "wrong"), w.hall(testPort, testToken)
		reader.now(t)
		if got := wrong.now(t); !errors.Is(got.Trouble, errAnswer) || got.Status != Waiting || got.Deck != nil {
			t.Errorf("a hall with a wrong token has %+v", got)
		}
		busy.now(t)
		if err := reader.Command(talk.Command{Op: talk.Next}); !errors.Is(err, errReadOnly) {
			t.Errorf("a hall without a token gets %v", err)
		}
		if err := wrong.Command(talk.Command{Op: talk.Next}); !errors.Is(err, errNotConnected) {
			t.Errorf("a hall with a wrong token gets %v", err)
		}
		var err error
		for range maxWaiting + 2 {
			if err == nil {
				err = busy.Command(talk.Command{Op: talk.Next})
				synctest.Wait()
			}
		}
		if !errors.Is(err, errBusy) {
			t.Errorf("with a presenter that does not answer a hall gets %v", err)
		}
		if err := reader.Command(talk.Command{}); err == nil {
			t.Error("nothing is a command")
		}
		reader.end()
		wrong.end()
		busy.end()
		s.Close()
		time.Sleep(100 * time.Hour) // Until the presenter has come round.
	})
}

func TestEndpointKeeps(t *testing.T) {
	p := Endpoint{URL: "http://127.0.0.1:4000", Token: "t", PID: 7, Session: "one", Started: time.UnixMilli(1_000_000).UTC()}
	text, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	if back, err := DecodeEndpoint(text); err != nil || back != p {
		t.Errorf("%s comes back as %+v, %v", text, back, err)
	}
	for _, bad := range []string{
		"", "{}", "[]", "{\"url\":", `{"url":"https://127.0.0.1:1"}`, `{"url":"http://127.0.0.1"}`,
		`{"url":"http://u:p@127.0.0.1:1"}`, `{"url":"http://127.0.0.1:1/x"}`, `{"url":"file:///etc"}`, strings.Repeat(" ", maxEndpoint+1),
	} {
		if got, err := DecodeEndpoint([]byte(bad)); err == nil {
			t.Errorf("%.40q is read as %+v", bad, got)
		}
	}
}

func TestEvents(t *testing.T) {
	text := ": a comment\n\nretry: 500\n\nid: 1\nevent: state\ndata: a\ndata:b\n\ndata: c\r\n\r\nevent: beat\n\ndata\n\n"
	reads := 0
	body := living{io.NopCloser(iotest.OneByteReader(strings.NewReader(text))), func() { reads++ }}
	events := newEvents(body)
	for _, want := range []event{{"state", []byte("a\nb")}, {"", []byte("c")}} {
		got, err := events.next()
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("got %q %q, %v, want %q", got.name, got.data, err, want)
		}
	}
	if _, err := events.next(); !errors.Is(err, io.EOF) {
		t.Errorf("at the end there is %v", err)
	}
	if reads != len(text) { // A comment shows it too.
		t.Errorf("%d of %d bytes showed that the link is alive", reads, len(text))
	}
}

// A deck is made to text once, however many halls ask for it; that of thousands of slides is packed, and comes whole all the
// same, as does one that is too long to keep.
func TestALongDeckComesWhole(t *testing.T) {
	bubble(t, func(t *testing.T, w *wire) {
		for title, n := range map[string]int{"short": 2, strings.Repeat("long", 100): 3000} {
			p := newTalker("one", publicDeck(title, n))
			e, _ := p.hub.look()
			if text := e.text(); text.packed != (n == 3000) || len(text.text) == 0 || len(text.text) > 100_000 {
				t.Errorf("of %d slides %d bytes are kept, packed %v", n, len(text.text), text.packed)
			}
			bare := &edition{public: e.public, text: func() deckText { return deckText{} }}
			if got, want := encoding(t, bare), encoding(t, e); got != want {
				t.Errorf("of %d slides of which nothing is kept, %d bytes are sent, want %d", n, len(got), len(want))
			}
			s := serveHub(w, testPort, p.hub, Config{})
			h := w.hall(testPort, "")
			if got := h.now(t); got.Deck == nil || got.Deck.Len() != n || got.Deck.Slides[n-1].Title != fmt.Sprint(title, n-1) {
				t.Errorf("of %d slides the hall has %+v", n, got.Trouble)
			}
			h.end()
			s.Close()
		}
	})
}

// encoding is an edition's deck as it is sent.
func encoding(t *testing.T, e *edition) string {
	t.Helper()
	var out strings.Builder
	if err := e.encode(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
