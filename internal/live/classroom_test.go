package live

import (
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// shared serves a talker to the school's network of a wire.
func shared(t *testing.T, w *wire, cfg Config) (*talker, *Server) {
	t.Helper()
	p := newTalker("one", publicDeck("a", 3))
	cfg.Page = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "the page") })
	s := New(p.hub, cfg)
	s.around = func() surroundings { return surroundings{} }
	s.open(w.listen(testPort), Network{Follow: true})
	return p, s
}

// says sends a report of a classroom, and gives the status it is answered with.
func (w *wire) says(t *testing.T, report string) string {
	t.Helper()
	answer := w.exchange(t, testPort, http.MethodPost, pathShown, report)
	status, _, _ := strings.Cut(strings.TrimPrefix(string(answer), "HTTP/1.1 "), " ")
	return status
}

const roomReport = `{"id":"r1","kind":"browser","room":" Year  5 oak\u0007","session":"one","deck":"hash-of-a","seq":0,"slide":0,"step":0,` +
	`"cover":"uncovered","w":80,"h":24,"lost":0}`

// A classroom with a name says what it shows, while it follows. It needs no token, and can do nothing else.
func TestRoomReports(t *testing.T) {
	bubble(t, func(t *testing.T, w *wire) {
		driven := false
		_, s := shared(t, w, Config{Command: func(talk.Command) { driven = true }})
		defer s.Close()
		if got := w.says(t, roomReport); got != "403" {
			t.Errorf("before it follows its report is answered with %s", got)
		}
		stream := w.raw(t, testPort, strings.Replace(eventsRequest, "/events", "/events?hall=r1&room=Year%205%20oak", 1))
		events := newEvents(stream)
		if e, err := events.next(); err != nil || e.name != eventClassroom {
			t.Errorf("it is told first %q, %v", e.name, err)
		}
		go func() {
			for {
				if _, err := events.next(); err != nil {
					return
				}
			}
		}()
		synctest.Wait()
		for what, c := range map[string][2]string{
			"a terminal":         {strings.Replace(roomReport, "browser", "terminal", 1), "403"},
			"another id":         {strings.Replace(roomReport, "r1", "r2", 1), "403"},
			"without a name":     {strings.Replace(roomReport, " Year  5 oak", "", 1), "403"},
			"what is no report":  {`{"op":"next"}`, "400"},
			"its own":            {roomReport, "204"},
			"its own once more":  {roomReport, "204"},
			"a strange position": {strings.Replace(roomReport, `"slide":0`, `"slide":-1`, 1), "400"},
		} {
			if got := w.says(t, c[0]); got != c[1] {
				t.Errorf("%s is answered with %s, want %s", what, got, c[1])
			}
		}
		if h := halls(t, s)[0]; h.Room != "Year 5 oak" || !h.Matches || h.Gone || s.Reach().Followers != 1 {
			t.Errorf("the classroom is %+v, and %d follow", h, s.Reach().Followers)
		}
		if answer := w.exchange(t, testPort, http.MethodPost, pathCommand, `{"op":"next"}`); driven || !strings.Contains(string(answer), " 405 ") {
			t.Errorf("a command is answered with %.40q", answer)
		}
		stream.Close()
		synctest.Wait()
		if h := halls(t, s)[0]; !h.Gone || s.Reach().Followers != 0 {
			t.Errorf("when its stream has closed it is %+v", h)
		}
		if got := w.says(t, roomReport); got != "403" {
			t.Errorf("after that its report is answered with %s", got)
		}
	})
}

func TestSilentRoomIsLost(t *testing.T) {
	bubble(t, func(t *testing.T, w *wire) {
		changes := make(chan struct{}, 100)
		_, s := shared(t, w, Config{Changed: func() { changes <- struct{}{} }})
		defer s.Close()
		f := follower{id: "r1", room: "Oak", wide: true}
		s.join(f, "")
		if got := w.says(t, roomReport); got != "204" {
			t.Fatalf("its report is answered with %s", got)
		}
		for len(changes) > 0 {
			<-changes
		}
		time.Sleep(lostAfter)
		synctest.Wait()
		if h := halls(t, s)[0]; !h.Gone || len(changes) != 1 {
			t.Errorf("after two seconds it is %+v, which is told %d times", h, len(changes))
		}
	})
}

// Screens without a name leave nothing behind but their number.
func TestUnnamedScreensAreOnlyCounted(t *testing.T) {
	p := newTalker("one", publicDeck("a", 3))
	s := New(p.hub, Config{})
	if err := s.Open(t.Context(), Network{Address: "127.0.0.1:0", Follow: true}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if s.URL() != "" || s.HallURL() != "" {
		t.Errorf("without halls of this machine their addresses are %q and %q", s.URL(), s.HallURL())
	}
	follower := Follow(t.Context(), endpoint("http://"+s.Reach().Addresses[0].Host, ""))
	until(t, follower, "a state", at(0, 0))
	if r := s.Reach(); r.Followers != 1 || len(s.Halls()) != 0 || len(s.halls.rooms.streams)+len(s.halls.halls.streams) != 0 {
		t.Errorf("it is %+v with %+v", r, s.Halls())
	}
}

// Without an address the network is served where people have noted it down, or else anywhere.
func TestDefaultPort(t *testing.T) {
	hub := NewHub()
	first, second := New(hub, Config{}), New(hub, Config{})
	for _, s := range []*Server{first, second} {
		if err := s.Open(t.Context(), Network{Follow: true}); err != nil {
			t.Fatal(err)
		}
		defer s.Close()
	}
	one, other := first.Reach().Port, second.Reach().Port
	if one == 0 || other == 0 || one == other || other == DefaultPort {
		t.Errorf("they are served at %d and %d", one, other)
	}
	var lc net.ListenConfig
	if l, err := lc.Listen(t.Context(), "tcp4", ":"+strconv.Itoa(DefaultPort)); err == nil {
		l.Close()
		t.Errorf("the first is served at %d, with %d free", one, DefaultPort)
	}
	for _, a := range first.Reach().Addresses {
		if !strings.HasSuffix(a.Host, ":"+strconv.Itoa(one)) {
			t.Errorf("it is reached at %+v", a)
		}
	}
}

// Sixty browsers behind one address follow: each loads the page, opens its stream, and asks for the deck.
func TestAClassBehindOneAddressFollows(t *testing.T) {
	const class = 60
	p := newTalker("one", publicDeck("a", 3))
	page := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, strings.Repeat("the page ", 20_000)) })
	s := New(p.hub, Config{Page: page})
	if err := s.Open(t.Context(), Network{Address: "127.0.0.1:0", Follow: true}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	at := s.Reach().Addresses[0].Host
	var moved sync.WaitGroup
	var shown sync.WaitGroup
	shown.Add(class)
	for range class {
		moved.Go(func() {
			took := 0
			err := browse(t.Context(), at, func(int64) error {
				if took++; took == 1 {
					shown.Done()
				} else {
					return errEnough
				}
				return nil
			})
			if err != errEnough { //nolint:errorlint // It is not wrapped.
				t.Errorf("a browser follows until %v", err)
			}
		})
	}
	shown.Wait()
	if n := s.Reach().Followers; n != class {
		t.Errorf("%d follow", n)
	}
	p.do(talk.Next, 0)
	moved.Wait()
}
