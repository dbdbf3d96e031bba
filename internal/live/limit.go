package live

import (
	"errors"
	"net"
	"sync"
	"time"
)

// bounds say how much may be open at a time, in all and of one address.
type bounds struct {
	streams, streamsEach int           // event streams
	sockets, socketsEach int           // connections that are no event streams, or not yet
	waiting              int           // connections that are not read until another of their address has ended
	idle                 time.Duration // after which a socket without a request is closed

	// How many of these are kept for those who have signed. Where there are any, a socket that is needed is taken from the
	// stranger who has asked for nothing for the longest.
	streamsKept, socketsKept int
}

// localBounds let no program of this machine keep a hall out that has the token.
func localBounds() bounds {
	return bounds{
		streams: 384, streamsEach: 384, streamsKept: 64, sockets: 128, socketsEach: 128, socketsKept: 32, idle: 30 * time.Second,
	}
}

// wideBounds let a whole school follow that comes through one address, and more tablets begin at the same
// moment than are served at once; and they keep places for the phone that drives.
func wideBounds() bounds {
	return bounds{
		streams: 4096, streamsEach: 2500, sockets: 1024, socketsEach: 256, socketsKept: 32, waiting: 2048, idle: 5 * time.Second,
	}
}

// limit is a listener that keeps to its bounds. While all sockets are taken and none can be had it accepts at most one
// more, so that the system keeps those who call waiting; one address with too many waits for its own.
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
	strange int // requests of strangers that are being answered
}

// host is what one address has open. It is forgotten when that is nothing.
type host struct {
	sockets, streams int
	parked           []net.Conn
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
		c, err := l.Listener.Accept()
		switch {
		case err == nil && l.take():
			l.place(c)
		case err == nil:
			_ = c.Close() // Nothing has been written to it.
			return
		case errors.Is(err, net.ErrClosed):
			return
		default:
			time.Sleep(acceptAgain)
		}
	}
}

// speakWithin is how long a new connection may be silent while others need its place.
const speakWithin = 100 * time.Millisecond

// take waits for a place, and reports whether the listener is still open.
func (l *limit) take() bool {
	for {
		select {
		case l.places <- struct{}{}:
			return true
		default:
		}
		again := l.makeRoom(time.Now())
		select {
		case l.places <- struct{}{}:
			return true
		case <-l.closed:
			return false
		case <-again:
		}
	}
}

// makeRoom closes the socket of the stranger who has been silent for the longest, unless that has only just come, or else
// of one who takes an answer too slowly; and says when to try again.
func (l *limit) makeRoom(now time.Time) <-chan time.Time {
	if l.socketsKept == 0 {
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	conn, oldest := l.oldest((*seat).idle)
	if oldest == nil {
		l.cutSlow(now)
		return time.After(speakWithin)
	}
	if rest := speakWithin - now.Sub(oldest.since); rest > 0 {
		return time.After(rest)
	}
	oldest.end(conn)
	return time.After(speakWithin)
}

// cutSlow closes the socket of the stranger who has been taking an answer for the longest, if that is too long. It is called
// with the lock held.
func (l *limit) cutSlow(now time.Time) {
	if conn, s := l.oldest(func(s *seat) bool { return s.slow(now) }); s != nil {
		s.end(conn)
	}
}

// oldest is the connection among some that came first, or ended or began its last request first. It is called with the lock
// held.
func (l *limit) oldest(which func(s *seat) bool) (conn net.Conn, oldest *seat) {
	for c, s := range l.seats {
		if which(s) && (oldest == nil || s.since.Before(oldest.since)) {
			conn, oldest = c, s
		}
	}
	return conn, oldest
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
