package live

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"time"
)

// bounds say how much may be open at a time, in all and of one address.
type bounds struct {
	streams, streamsEach int           // event streams
	sockets, socketsEach int           // connections that are no event streams, or not yet
	waiting              int           // connections that are not read until another of their address has ended
	idle                 time.Duration // after which a socket without a request is closed
}

func localBounds() bounds {
	return bounds{streams: 384, streamsEach: 384, sockets: 128, socketsEach: 128, idle: 30 * time.Second}
}

// wideBounds let a whole school follow that comes through one address, and more tablets begin at the same
// moment than are served at once.
func wideBounds() bounds {
	return bounds{streams: 4096, streamsEach: 2500, sockets: 1024, socketsEach: 256, waiting: 2048, idle: 5 * time.Second}
}

// limit is a listener that keeps to its bounds. While all sockets are taken it accepts none, so that the
// system keeps those who call waiting; one address with too many waits for its own.
type limit struct {
	net.Listener
	bounds
	places chan struct{} // a value for each socket that is served
	ready  chan net.Conn // has room for every socket
	closed chan struct{}
	close  func()

	mu      sync.Mutex
	hosts   map[string]*host
	seats   map[net.Conn]*seat
	parked  int // connections that wait
	follows int // event streams
}

// host is what one address has open. It is forgotten when that is nothing.
type host struct {
	sockets, streams int
	parked           []net.Conn
}

// seat is a connection that is served.
type seat struct {
	*limit
	host   string
	served bool // counts as a socket
}

func newLimit(l net.Listener, b bounds) *limit {
	closed := make(chan struct{})
	return &limit{
		Listener: l, bounds: b,
		places: make(chan struct{}, b.sockets), ready: make(chan net.Conn, b.sockets),
		closed: closed, close: sync.OnceFunc(func() { close(closed) }),
		hosts: map[string]*host{}, seats: map[net.Conn]*seat{},
	}
}

// acceptAgain is the wait after the system could not accept: it may have no file left to open.
const acceptAgain = 50 * time.Millisecond

// run accepts until the listener is closed.
func (l *limit) run() {
	for {
		select {
		case l.places <- struct{}{}:
		case <-l.closed:
			return
		}
		c, err := l.Listener.Accept()
		switch {
		case err == nil:
			l.place(c)
		case errors.Is(err, net.ErrClosed):
			return
		default:
			<-l.places
			time.Sleep(acceptAgain)
		}
	}
}

// Accept implements net.Listener.
func (l *limit) Accept() (net.Conn, error) {
	select {
	case c := <-l.ready:
		return c, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

// Close implements net.Listener. What waits is closed with it.
func (l *limit) Close() error {
	l.close()
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, h := range l.hosts {
		for _, c := range h.parked {
			_ = c.Close()
		}
		h.parked = nil
	}
	for len(l.ready) > 0 {
		_ = (<-l.ready).Close()
	}
	return l.Listener.Close()
}

// ended reports whether the listener is closed.
func (l *limit) ended() bool {
	select {
	case <-l.closed:
		return true
	default:
		return false
	}
}

// sendBuffer bounds, in bytes, what the system keeps for a follower that does not read.
const sendBuffer = 64 << 10

// place serves a connection that has taken a place, or lets it wait, or closes it.
func (l *limit) place(c net.Conn) {
	if tcp, ok := c.(*net.TCPConn); ok {
		_ = tcp.SetWriteBuffer(sendBuffer) // A system that cannot has its own bound.
	}
	name, _, _ := net.SplitHostPort(c.RemoteAddr().String()) // An address without a port counts as "".
	l.mu.Lock()
	defer l.mu.Unlock()
	h := l.hosts[name]
	if h == nil {
		h = &host{}
		l.hosts[name] = h
	}
	switch {
	case l.ended():
		_ = c.Close()
	case h.sockets < l.socketsEach:
		l.seat(c, name)
		return
	case l.parked < l.waiting:
		l.parked++
		h.parked = append(h.parked, c)
	default:
		_ = c.Close() // Nothing has been written to it.
	}
	<-l.places
}

// seat is called with the lock and a place held.
func (l *limit) seat(c net.Conn, name string) {
	l.hosts[name].sockets++
	l.seats[c] = &seat{limit: l, host: name, served: true}
	l.ready <- c
}

// watch follows a connection, as http.Server.ConnState.
func (l *limit) watch(c net.Conn, state http.ConnState) {
	if state != http.StateClosed {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if s := l.seats[c]; s != nil {
		s.free()
		delete(l.seats, c)
	}
}

// free gives a socket's place to the next of its address. It is called with the lock held.
func (s *seat) free() {
	if !s.served {
		return
	}
	s.served = false
	h := s.hosts[s.host]
	h.sockets--
	if len(h.parked) > 0 {
		c := h.parked[0]
		h.parked[0], h.parked = nil, h.parked[1:]
		s.parked--
		s.seat(c, s.host)
		return
	}
	<-s.places
	s.forget()
}

// forget is called with the lock held.
func (s *seat) forget() {
	if h := s.hosts[s.host]; h.sockets+h.streams+len(h.parked) == 0 {
		delete(s.hosts, s.host)
	}
}

// follow makes a socket an event stream until leave, unless there are too many. Its connection is to end with it.
func (s *seat) follow() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	h := s.hosts[s.host]
	if s.follows >= s.streams || h.streams >= s.streamsEach {
		return false
	}
	s.follows++
	h.streams++
	s.free()
	return true
}

func (s *seat) leave() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.follows--
	s.hosts[s.host].streams--
	s.forget()
}

// followers counts the event streams.
func (l *limit) followers() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.follows
}

type seatKey struct{}

// withSeat is http.Server.ConnContext.
func (l *limit) withSeat(ctx context.Context, c net.Conn) context.Context {
	l.mu.Lock()
	defer l.mu.Unlock()
	return context.WithValue(ctx, seatKey{}, l.seats[c])
}

// seatOf is where a request has come from.
func seatOf(r *http.Request) *seat {
	s, _ := r.Context().Value(seatKey{}).(*seat)
	return s
}
