package live

import (
	"bufio"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// serveWithin serves a talker within bounds, and gives what a request is answered with.
func serveWithin(t *testing.T, w *wire, b bounds) (s *Server, request func(text string) (net.Conn, string)) {
	t.Helper()
	s = New(newTalker("one", publicDeck("a", 3)).hub, Config{})
	s.local = s.serve(w.listen(testPort), s.routes, b)
	return s, func(text string) (net.Conn, string) {
		conn := w.raw(t, testPort, text)
		status := make(chan string, 1)
		go func() {
			answer := bufio.NewReader(conn)
			line, _ := answer.ReadString('\n')
			status <- line
			_, _ = io.Copy(io.Discard, answer)
		}()
		synctest.Wait()
		select {
		case line := <-status:
			return conn, line
		default:
			return conn, "not answered yet"
		}
	}
}

const deckRequest = "GET /deck HTTP/1.1\r\nHost: 127.0.0.1:4000\r\n\r\n"

// Event streams have a bound of their own; one too many is told to try again, and finds a place when another goes.
func TestStreamsAreLimited(t *testing.T) {
	for name, b := range map[string]bounds{
		"in all":         {streams: 2, streamsEach: 9, sockets: 9, socketsEach: 9},
		"of one address": {streams: 9, streamsEach: 2, sockets: 9, socketsEach: 9},
	} {
		bubble(t, func(t *testing.T, w *wire) {
			s, request := serveWithin(t, w, b)
			defer s.Close()
			first, _ := request(eventsRequest)
			second, answer := request(eventsRequest)
			if !strings.Contains(answer, " 200 ") || s.local.followers() != 2 {
				t.Errorf("%s: the second is answered with %q, and %d follow", name, answer, s.local.followers())
			}
			third, answer := request(eventsRequest)
			if !strings.Contains(answer, " 503 ") {
				t.Errorf("%s: the third is answered with %q", name, answer)
			}
			looks, answer := request(deckRequest)
			if !strings.Contains(answer, " 200 ") {
				t.Errorf("%s: beside them the deck is answered with %q", name, answer)
			}
			first.Close()
			synctest.Wait()
			again, answer := request(eventsRequest)
			if !strings.Contains(answer, " 200 ") {
				t.Errorf("%s: in the place of the first there is %q", name, answer)
			}
			for _, c := range []net.Conn{second, third, looks, again} {
				c.Close()
			}
			synctest.Wait()
			if n := len(s.local.hosts) + len(s.local.seats) + len(s.local.places) + s.local.followers() + s.local.strange; n != 0 {
				t.Errorf("%s: when all have gone %d are remembered", name, n)
			}
		})
	}
}

func TestRefusedStreamsAreToldWhenToTryAgain(t *testing.T) {
	s := New(newTalker("one", publicDeck("a", 3)).hub, Config{})
	var lc net.ListenConfig
	l, err := lc.Listen(t.Context(), "tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.local = s.serve(l, s.routes, bounds{sockets: 9, socketsEach: 9})
	defer s.Close()
	status, header, body := ask{method: "GET", path: pathEvents}.send(t, s.URL())
	if status != http.StatusServiceUnavailable || header.Get("Retry-After") == "" || !strings.Contains(body, "try again") {
		t.Errorf("it is answered with %d, %v, %q", status, header, body)
	}
}

// More sockets than are served at a time wait for their turn, whether they are one address's or all; those
// that say nothing are closed, so that the turn comes. What follows already takes nobody's turn.
func TestSocketsWaitTheirTurn(t *testing.T) {
	for name, b := range map[string]bounds{
		"in all":         {streams: 9, streamsEach: 9, sockets: 2, socketsEach: 2, idle: time.Second},
		"of one address": {streams: 9, streamsEach: 9, sockets: 9, socketsEach: 2, waiting: 1, idle: time.Second},
	} {
		bubble(t, func(t *testing.T, w *wire) {
			s, request := serveWithin(t, w, b)
			defer s.Close()
			follows, _ := request(eventsRequest)
			silent, _ := request("G")
			idle, _ := request(deckRequest)
			start := time.Now()
			third := make(chan string, 1)
			go func() {
				conn, _ := w.dial(t.Context(), "tcp", "127.0.0.1:4000")
				_, _ = io.WriteString(conn, deckRequest)
				line, _ := bufio.NewReader(conn).ReadString('\n')
				third <- line
				conn.Close()
			}()
			synctest.Wait()
			if len(third) != 0 {
				t.Errorf("%s: a third socket is served with %q", name, <-third)
			}
			if answer := <-third; !strings.Contains(answer, " 200 ") || ages(start) != time.Second {
				t.Errorf("%s: after %v it is served with %q", name, ages(start), answer)
			}
			for _, c := range []net.Conn{follows, silent, idle} {
				c.Close()
			}
		})
	}
}

// Those who wait are bounded too, and end with the server.
func TestWaitingIsLimited(t *testing.T) {
	bubble(t, func(t *testing.T, w *wire) {
		s, request := serveWithin(t, w, bounds{sockets: 9, socketsEach: 1, waiting: 1, idle: time.Hour})
		idle, _ := request(deckRequest)
		defer idle.Close()
		ended := func() error {
			conn, err := w.dial(t.Context(), "tcp", "127.0.0.1:4000")
			if err != nil {
				t.Fatal(err)
			}
			_, err = conn.Read(make([]byte, 1))
			return err
		}
		waits := make(chan error, 1)
		go func() { waits <- ended() }()
		synctest.Wait()
		if err := ended(); !errors.Is(err, io.EOF) {
			t.Errorf("one too many ends with %v", err)
		}
		if len(waits) != 0 {
			t.Error("the one that waits has ended")
		}
		s.Close()
		if err := <-waits; !errors.Is(err, io.EOF) {
			t.Errorf("with the server it ends with %v", err)
		}
	})
}

// A system that cannot accept for a while does not end the listening.
func TestAcceptsAgain(t *testing.T) {
	bubble(t, func(t *testing.T, w *wire) {
		l := &troubled{Listener: w.listen(testPort), times: 3}
		s := New(newTalker("one", publicDeck("a", 3)).hub, Config{})
		s.local = s.serve(l, s.routes, localBounds())
		defer s.Close()
		conn := w.raw(t, testPort, deckRequest)
		defer conn.Close()
		if line, err := bufio.NewReader(conn).ReadString('\n'); err != nil || !strings.Contains(line, " 200 ") {
			t.Errorf("after trouble it answers %q, %v", line, err)
		}
	})
}

// troubled is a listener that fails a few times at first.
type troubled struct {
	net.Listener
	times int
}

func (l *troubled) Accept() (net.Conn, error) {
	if l.times--; l.times >= 0 {
		return nil, errors.New("too many open files")
	}
	return l.Listener.Accept()
}

// More tablets than are served at a time begin at the same moment behind one address: those beyond it wait.
func TestMoreThanAreServedAtOnce(t *testing.T) {
	bubble(t, func(t *testing.T, w *wire) {
		b := wideBounds()
		s, request := serveWithin(t, w, b)
		defer s.Close()
		for range b.socketsEach {
			silent, _ := request("G")
			defer silent.Close()
		}
		conn, err := w.dial(t.Context(), "tcp", "127.0.0.1:4000")
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		go func() { _, _ = io.WriteString(conn, deckRequest) }()
		if line, err := bufio.NewReader(conn).ReadString('\n'); err != nil || !strings.Contains(line, " 200 ") {
			t.Errorf("one more is answered with %q, %v", line, err)
		}
	})
}
