package relay

import (
	"context"
	"net"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"

	"github.com/westandtogether-assembly/assembly/internal/live"
)

// proxy is the network between somebody and a server: it counts, and it can be slow, silent or cut.
type proxy struct {
	net.Listener
	to    string
	delay time.Duration // of every byte, each way
	rate  int           // bytes a second each way; 0 for no bound
	ctx   context.Context
	up    atomic.Int64 // bytes to the server
	down  atomic.Int64 // bytes from it

	mu    sync.Mutex
	conns []net.Conn
	shut  bool          // connections are closed at once
	flow  chan struct{} // closed while bytes pass
	dead  int           // how many connections pass nothing any more
	begun int
}

func startProxy(t testing.TB, to string, delay time.Duration, rate int) *proxy {
	t.Helper()
	var lc net.ListenConfig
	l, err := lc.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{Listener: l, to: to, delay: delay, rate: rate, flow: make(chan struct{})}
	close(p.flow)
	var end context.CancelFunc
	p.ctx, end = context.WithCancel(context.Background())
	go p.run()
	t.Cleanup(func() {
		end()
		_ = l.Close()
		p.cut()
	})
	return p
}

// before is a proxy in front of a server, and how the server is reached through it.
func before(t testing.TB, s *server.Server, delay time.Duration, rate int) (*proxy, Server) {
	t.Helper()
	p := startProxy(t, s.Addr().String(), delay, rate)
	return p, Server{URL: p.url()}
}

func (p *proxy) url() string { return (&url.URL{Scheme: "nats", Host: p.Addr().String()}).String() }

func (p *proxy) run() {
	for {
		near, err := p.Accept()
		if err != nil {
			return
		}
		far, err := (&net.Dialer{}).DialContext(p.ctx, "tcp", p.to)
		number := 0
		if err == nil {
			number = p.add(near, far)
		}
		if number == 0 {
			_ = near.Close()
			continue
		}
		go p.pass(number, far, near, &p.up)
		go p.pass(number, near, far, &p.down)
	}
}

// add takes a connection and numbers it from 1, unless the network is cut.
func (p *proxy) add(near, far net.Conn) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shut {
		_ = far.Close()
		return 0
	}
	p.conns = append(p.conns, near, far)
	p.begun++
	return p.begun
}

// piece is some bytes and when they were sent.
type piece struct {
	bytes []byte
	at    time.Time
}

func (p *proxy) pass(number int, to, from net.Conn, count *atomic.Int64) {
	pieces := make(chan piece, 64)
	go func() {
		defer close(pieces)
		for {
			b := make([]byte, 1024)
			n, err := from.Read(b)
			if err != nil {
				return
			}
			pieces <- piece{b[:n], time.Now()}
		}
	}()
	for one := range pieces {
		if p.late(number, one) {
			count.Add(int64(len(one.bytes)))
			_, _ = to.Write(one.bytes)
		}
	}
	_ = to.Close()
}

// late waits until a piece has arrived, and reports whether it does.
func (p *proxy) late(number int, one piece) bool {
	wait := p.delay - time.Since(one.at)
	if p.rate > 0 {
		wait = max(wait, 0) + time.Duration(len(one.bytes))*time.Second/time.Duration(p.rate)
	}
	if wait > 0 && !live.Rest(p.ctx, wait) {
		return false
	}
	p.mu.Lock()
	flow, dead := p.flow, number <= p.dead
	p.mu.Unlock()
	if dead {
		return false
	}
	select {
	case <-flow:
		return true
	case <-p.ctx.Done():
		return false
	}
}

// cut closes every connection, and those to come.
func (p *proxy) cut() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.shut = true
	for _, c := range p.conns {
		_ = c.Close()
	}
	p.conns = nil
}

// freeze keeps back every byte without closing anything.
func (p *proxy) freeze() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.flow = make(chan struct{})
}

// forget swallows what the connections there are still send, without closing them. New ones pass.
func (p *proxy) forget() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.dead = p.begun
}

// restore ends what cut or freeze began. What was kept back arrives.
func (p *proxy) restore() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.shut = false
	select {
	case <-p.flow:
	default:
		close(p.flow)
	}
}
