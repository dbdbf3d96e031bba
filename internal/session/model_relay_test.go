package session_test

import (
	"bytes"
	"context"
	"io"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"

	"github.com/westandtogether-assembly/assembly/internal/relay"
)

// network is what lies between the schools and a relay: it can be cut, and it keeps every byte.
type network struct {
	net.Listener
	to string

	mu    sync.Mutex
	cut   bool
	conns []net.Conn
	sent  bytes.Buffer
}

// startNetwork starts a relay, and the network in front of it.
func startNetwork(t *testing.T) *network {
	t.Helper()
	s, err := server.NewServer(&server.Options{
		Host: "127.0.0.1", Port: server.RANDOM_PORT, JetStream: true, StoreDir: t.TempDir(), NoLog: true, NoSigs: true,
	})
	must(t, err)
	s.Start()
	t.Cleanup(func() {
		s.Shutdown()
		s.WaitForShutdown()
	})
	if !s.ReadyForConnections(10 * time.Second) {
		t.Fatal("the relay does not start")
	}
	var lc net.ListenConfig
	l, err := lc.Listen(t.Context(), "tcp4", "127.0.0.1:0")
	must(t, err)
	n := &network{Listener: l, to: s.Addr().String()}
	go n.run()
	t.Cleanup(func() {
		_ = l.Close()
		n.set(true)
	})
	return n
}

func (n *network) relay() relay.Server { return relay.Server{URL: "nats://" + n.Addr().String()} }

func (n *network) run() {
	for {
		near, err := n.Accept()
		if err != nil {
			return
		}
		far, err := (&net.Dialer{}).DialContext(context.Background(), "tcp4", n.to)
		if err != nil {
			_ = near.Close()
			continue
		}
		n.join(near, far)
	}
}

// join passes bytes both ways, unless the network is cut.
func (n *network) join(near, far net.Conn) {
	n.mu.Lock()
	n.conns = append(n.conns, near, far)
	cut := n.cut
	n.mu.Unlock()
	for from, to := range map[net.Conn]net.Conn{near: far, far: near} {
		if cut {
			_ = from.Close()
			continue
		}
		go func() {
			_, _ = io.Copy(to, io.TeeReader(from, n))
			_ = to.Close()
		}()
	}
}

// Write keeps what passes.
func (n *network) Write(p []byte) (int, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.sent.Write(p)
}

// set cuts the network, or mends it.
func (n *network) set(cut bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.cut = cut; cut {
		for _, c := range n.conns {
			_ = c.Close()
		}
		n.conns = nil
	}
}

// tells reports whether anything of the speaker's has passed. What is packed is looked at where it is unpacked.
func (n *network) tells() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	defer n.sent.Reset()
	return bytes.Contains(n.sent.Bytes(), []byte(canary))
}
