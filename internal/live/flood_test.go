package live

import (
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// No program of this machine keeps a hall out that has the token, by taking all the connections that there are.
func TestStrangersFillTheConnections(t *testing.T) {
	bubble(t, func(t *testing.T, w *wire) {
		var commands atomic.Int32
		p := newTalker("one", publicDeck("a", 5))
		s := serveHub(w, testPort, p.hub, Config{Command: func(talk.Command) { commands.Add(1) }})
		defer s.Close()
		for i := range 1000 {
			text := "" // Half of them are silent.
			if i%2 == 0 {
				text = eventsRequest
			}
			go w.stay(t, testPort, text)
		}
		synctest.Wait()
		start := time.Now()
		h := w.hall(testPort, testToken)
		until(t, h.Client, "a state", at(0, 0))
		if took := ages(start); took > time.Second {
			t.Errorf("beside the flood a hall follows after %v", took)
		}
		for i := range 3 {
			if err := h.Command(talk.Command{Op: talk.Next}); err != nil {
				t.Error(err)
			}
			time.Sleep(time.Second)
			synctest.Wait()
			if got := commands.Load(); got != int32(i+1) { //nolint:gosec // small
				t.Errorf("%d commands of %d came through", got, i+1)
			}
		}
		b := localBounds()
		if got := s.local.followers(); got > b.streams-b.streamsKept+1 {
			t.Errorf("%d follow", got)
		}
		h.end()
	})
}

// stay opens a connection, and leaves it only when it is closed.
func (w *wire) stay(t *testing.T, port int, text string) {
	conn, err := w.dial(t.Context(), "tcp", "127.0.0.1:"+strconv.Itoa(port))
	if err != nil {
		return // The server has closed.
	}
	defer conn.Close()
	_, _ = io.WriteString(conn, text) // It may be closed at any time.
	_, _ = io.Copy(io.Discard, conn)
}

// Strangers have a bound of their own, also for streams and for answers that they take slowly.
func TestKeptForThoseWhoHaveSigned(t *testing.T) {
	bubble(t, func(t *testing.T, w *wire) {
		s, request := serveWithin(t, w, bounds{streams: 3, streamsEach: 3, streamsKept: 2, sockets: 9, socketsEach: 9, socketsKept: 9, idle: time.Minute})
		defer s.Close()
		conn, answer := request(deckRequest)
		if answer != "HTTP/1.1 503 Service Unavailable\r\n" {
			t.Errorf("a stranger is answered with %q", answer)
		}
		conn.Close()
		s.local.socketsKept = 1
		first, answer := request(eventsRequest)
		defer first.Close()
		second, refused := request(eventsRequest)
		defer second.Close()
		if answer != "HTTP/1.1 200 OK\r\n" || refused != "HTTP/1.1 503 Service Unavailable\r\n" {
			t.Errorf("strangers follow with %q and %q", answer, refused)
		}
		host := address(s)
		s.cfg.Token = testToken
		for i := range keptEach {
			d := drive(t, w.raw(t, testPort, ""), host, testToken, "h")
			defer d.Close()
			if got := s.local.followers(); got != i+2 {
				t.Errorf("with a hall more %d follow", got)
			}
		}
	})
}

// Nor does anyone of the school's network keep the phone out that drives.
func TestPhoneBesideAFlood(t *testing.T) {
	remotely(t, func(t *testing.T, c *clicker) {
		few := bounds{streams: 8, streamsEach: 8, sockets: 8, socketsEach: 8, socketsKept: wideBounds().socketsKept / 16, idle: time.Minute}
		c.address = testPort + 1
		wide := c.server.serve(c.w.listen(c.address), func(bye <-chan struct{}) http.Handler {
			return c.server.wideRoutes(Network{Remote: c.remote}, bye)
		}, few)
		defer wide.close()
		for range 20 {
			go c.w.stay(t, c.address, "")
		}
		time.Sleep(time.Second)
		if code, text := c.phone("p1").post(pathAsk, ""); code != http.StatusNoContent {
			t.Errorf("the phone is answered with %d, %q", code, text)
		}
	})
}

// Strangers who take their answers slowly hold the places of others for a while and no longer.
func TestSlowStrangersAreCut(t *testing.T) {
	bubble(t, func(t *testing.T, w *wire) {
		d := publicDeck("a", 100)
		for i := range d.Slides {
			d.Slides[i].Title = strings.Repeat("a", 4*pieceSize)
		}
		s := New(newTalker("one", d).hub, Config{})
		s.local = s.serve(w.listen(testPort), s.routes, bounds{streams: 9, streamsEach: 9, sockets: 3, socketsEach: 3, socketsKept: 1, idle: time.Minute})
		defer func() {
			s.Close()
			time.Sleep(2 * time.Second) // They find it out.
		}()
		for range 2 {
			go w.sip(t)
		}
		answered := func() bool {
			return strings.HasPrefix(string(w.exchange(t, testPort, http.MethodHead, pathDeck, "")), "HTTP/1.1 200")
		}
		time.Sleep(slowAfter / 2)
		if answered() {
			t.Fatal("there is a place, so this test sees too little")
		}
		time.Sleep(slowAfter)
		first := answered()
		synctest.Wait()
		if first || !answered() {
			t.Error("slow strangers hold the places for ever")
		}
	})
}

// sip asks for a deck, and takes as little of it as keeps the connection.
func (w *wire) sip(t *testing.T) {
	conn, err := w.dial(t.Context(), "tcp", "127.0.0.1:"+strconv.Itoa(testPort))
	if err != nil {
		return // The server has closed.
	}
	defer conn.Close()
	_, _ = io.WriteString(conn, deckRequest)
	for piece := make([]byte, 2*pieceSize); err == nil; _, err = io.ReadFull(conn, piece) {
		time.Sleep(time.Second)
	}
}
