package live

import (
	"net"
	"net/http"
	"sync"
)

// limit closes at once what comes above its bounds: of all connections, and of those of one address.
type limit struct {
	total, each int

	mu   sync.Mutex
	open map[net.Conn]string // the addresses of those that it let in
}

func newLimit(total, each int) *limit {
	return &limit{total: total, each: each, open: map[net.Conn]string{}}
}

// sendBuffer bounds, in bytes, what the system keeps for a follower that does not read.
const sendBuffer = 64 << 10

// watch follows a connection, as http.Server.ConnState.
func (l *limit) watch(c net.Conn, state http.ConnState) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch state {
	case http.StateNew:
		if !l.enter(c) {
			_ = c.Close() // Nothing has been written to it.
		} else if tcp, ok := c.(*net.TCPConn); ok {
			_ = tcp.SetWriteBuffer(sendBuffer) // A system that cannot has its own bound.
		}
	case http.StateClosed:
		delete(l.open, c)
	}
}

// enter is called with the lock held.
func (l *limit) enter(c net.Conn) bool {
	host, _, _ := net.SplitHostPort(c.RemoteAddr().String()) // An address without a port counts as "".
	same := 0
	for _, other := range l.open {
		if other == host {
			same++
		}
	}
	if len(l.open) >= l.total || same >= l.each {
		return false
	}
	l.open[c] = host
	return true
}
