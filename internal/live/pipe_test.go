package live

import (
	"context"
	"io"
	"net"
	"net/http"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// wire is a network without a machine, for tests in a bubble of synctest.
type wire struct {
	mu      sync.Mutex
	open    map[string]*pipeListener // by address
	refused int
}

func newWire() *wire { return &wire{open: map[string]*pipeListener{}} }

func (w *wire) listen(port int) *pipeListener {
	l := &pipeListener{
		at: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: port}, wire: w,
		calls: make(chan net.Conn), closed: make(chan struct{}),
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.open[l.at.String()] = l
	return l
}

func (w *wire) dial(ctx context.Context, _, address string) (net.Conn, error) {
	w.mu.Lock()
	l := w.open[address]
	if l == nil {
		w.refused++
	}
	w.mu.Unlock()
	if l == nil {
		return nil, &net.OpError{Op: "dial", Err: io.ErrClosedPipe}
	}
	ours, theirs := net.Pipe()
	select {
	case l.calls <- pipeConn{theirs, l.at}:
		return ours, nil
	case <-l.closed:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// pipeListener accepts the ends of pipes.
type pipeListener struct {
	at     *net.TCPAddr
	wire   *wire
	calls  chan net.Conn
	closed chan struct{}
	once   sync.Once
}

func (l *pipeListener) Accept() (net.Conn, error) {
	select {
	case c := <-l.calls:
		return c, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

func (l *pipeListener) Close() error {
	l.once.Do(func() {
		close(l.closed)
		l.wire.mu.Lock()
		defer l.wire.mu.Unlock()
		if l.wire.open[l.at.String()] == l {
			delete(l.wire.open, l.at.String())
		}
	})
	return nil
}

func (l *pipeListener) Addr() net.Addr { return l.at }

// pipeConn is an end of a pipe with an address.
type pipeConn struct {
	net.Conn
	at net.Addr
}

func (c pipeConn) LocalAddr() net.Addr { return c.at }

const (
	testPort  = 4000
	testToken = "the-token"
)

func testURL(port int) string { return "http://127.0.0.1:" + strconv.Itoa(port) }

// serveHub serves a hub on a wire.
func serveHub(w *wire, port int, hub *Hub, cfg Config) *Server {
	if cfg.Token == "" {
		cfg.Token = testToken
	}
	s := New(hub, cfg)
	s.local = s.serve(w.listen(port), s.routes, localBounds())
	return s
}

// openWide serves the network on a wire.
func (w *wire) openWide(s *Server, port int, n Network) *listening {
	return s.serve(w.listen(port), func(bye <-chan struct{}) http.Handler { return s.wideRoutes(n, bye) }, wideBounds())
}

// bubble runs a test in which time stands still while anyone has something to do.
func bubble(t *testing.T, test func(t *testing.T, w *wire)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) { test(t, newWire()) })
}

// hall is a client on a wire.
type hall struct {
	*Client
	stop context.CancelFunc
}

func (w *wire) hall(port int, token string) hall {
	ctx, cancel := context.WithCancel(context.Background())
	return hall{follow(ctx, endpoint(testURL(port), token), w.dial), cancel}
}

// end stops the hall and waits until it has.
func (h hall) end() {
	h.stop()
	for range h.States() {
	}
}

// now is the newest state once nothing moves any more, without time going on.
func (h hall) now(t *testing.T) State {
	t.Helper()
	synctest.Wait()
	select {
	case s := <-h.States():
		return s
	default:
		t.Helper()
		t.Fatal("there is no new state")
		return State{}
	}
}

// quiet fails when there is a new state.
func (h hall) quiet(t *testing.T) {
	t.Helper()
	synctest.Wait()
	select {
	case s := <-h.States():
		t.Errorf("there is a new state: %+v", s)
	default:
	}
}

// raw opens a connection by hand and sends text on it.
func (w *wire) raw(t *testing.T, port int, text string) net.Conn {
	t.Helper()
	c, err := w.dial(t.Context(), "tcp", "127.0.0.1:"+strconv.Itoa(port))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(c, text); err != nil {
		t.Fatal(err)
	}
	return c
}

func position(s State) talk.Pos { return talk.Pos{Slide: s.Snapshot.Slide, Step: s.Snapshot.Step} }

const eventsRequest = "GET /events HTTP/1.1\r\nHost: 127.0.0.1:4000\r\n\r\n"

// ages is how long a time has gone, in a bubble exactly.
func ages(since time.Time) time.Duration { return time.Since(since) }
