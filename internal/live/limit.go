package live

import (
	"net"
	"sync"
)

// limited is a listener that closes at once what comes above its limits.
type limited struct {
	net.Listener
	total, each int

	mu   sync.Mutex
	open map[string]int // connections by address
	all  int
}

// limit bounds the connections of a listener: all, and those of one address.
func limit(l net.Listener, total, each int) net.Listener {
	return &limited{Listener: l, total: total, each: each, open: map[string]int{}}
}

// sendBuffer bounds, in bytes, what the system keeps for a follower that does not read.
const sendBuffer = 64 << 10

// Accept implements net.Listener.
func (l *limited) Accept() (net.Conn, error) {
	for {
		c, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		host := c.RemoteAddr().String()
		if h, _, err := net.SplitHostPort(host); err == nil {
			host = h
		}
		if !l.enter(host) {
			_ = c.Close() // Nothing has been written to it.
			continue
		}
		if tcp, ok := c.(*net.TCPConn); ok {
			_ = tcp.SetWriteBuffer(sendBuffer) // A system that cannot has its own bound.
		}
		return &counted{Conn: c, leave: sync.OnceFunc(func() { l.exit(host) })}, nil
	}
}

func (l *limited) enter(host string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.all >= l.total || l.open[host] >= l.each {
		return false
	}
	l.all++
	l.open[host]++
	return true
}

func (l *limited) exit(host string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all--
	if l.open[host]--; l.open[host] == 0 {
		delete(l.open, host)
	}
}

// counted is a connection that counts until it is closed.
type counted struct {
	net.Conn
	leave func()
}

// Close implements net.Conn.
func (c *counted) Close() error {
	c.leave()
	return c.Conn.Close()
}
