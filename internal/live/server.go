package live

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"assembly/internal/talk"
)

// Config is what a server needs to know.
type Config struct {
	Page    http.Handler       // the hall as a browser page; nil for none
	Token   string             // lets a hall report and drive; "" makes a random one
	Prefer  string             // an earlier run's URL to try first, so that open pages find a presenter that comes back
	Command func(talk.Command) // called for each command, on a goroutine of the server; nil for none
	Changed func()             // called when Halls has changed; nil for none
}

// The bounds of what is open at a time.
const (
	maxConns   = 512 // connections of this machine, and as many of the school's network
	perAddress = 16  // connections of one address of the school's network
)

// The bounds of a request. There is no bound for a whole response: an event stream has no end, so
// each write has its own.
const (
	maxHeader    = 8 << 10
	maxBody      = 4 << 10
	headerWithin = 3 * time.Second
	readWithin   = 5 * time.Second
	idleWithin   = 30 * time.Second
	closeWithin  = 500 * time.Millisecond
)

// Server serves a hub to the halls: to those on this machine, which may report and drive, and, on
// request, to the school's network, which is read-only.
type Server struct {
	hub     *Hub
	cfg     Config
	halls   registry
	streams atomic.Int32 // open event streams
	local   *listening

	mu     sync.Mutex
	shared *listening
}

// Listen serves a hub on 127.0.0.1 and nowhere else, until Close.
func Listen(ctx context.Context, hub *Hub, cfg Config) (*Server, error) {
	cfg.Token = cmp.Or(cfg.Token, NewSecret())
	l, err := listenLocal(ctx, cfg.Prefer)
	if err != nil {
		return nil, fmt.Errorf("listen on this machine: %w", err)
	}
	s := &Server{hub: hub, cfg: cfg}
	s.local = s.serve(l, true, newLimit(maxConns, maxConns))
	return s, nil
}

// listenLocal listens at the preferred URL, or on any free port.
func listenLocal(ctx context.Context, prefer string) (net.Listener, error) {
	var lc net.ListenConfig
	if address := strings.TrimPrefix(prefer, "http://"); strings.HasPrefix(address, "127.0.0.1:") {
		if l, err := lc.Listen(ctx, "tcp4", address); err == nil {
			return l, nil
		}
	}
	return lc.Listen(ctx, "tcp4", "127.0.0.1:0")
}

// URL is the address for the halls of this machine.
func (s *Server) URL() string { return "http://" + s.local.Addr().String() }

// Token is what a hall needs to report and drive.
func (s *Server) Token() string { return s.cfg.Token }

// HallURL is the browser page that may drive. The token stands in the fragment, which a browser
// keeps to itself.
func (s *Server) HallURL() string { return s.URL() + "/#token=" + s.cfg.Token }

// Halls returns every hall that has reported in the last minute, the oldest first.
func (s *Server) Halls() []Hall {
	return s.halls.list(s.hub.current(), time.Now())
}

func (s *Server) changed() {
	if s.cfg.Changed != nil {
		s.cfg.Changed()
	}
}

// Close says goodbye to the followers and stops listening, within half a second.
func (s *Server) Close() {
	s.hub.goodbye()
	var both sync.WaitGroup
	both.Go(s.local.close)
	both.Go(s.stopSharing)
	both.Wait()
}

// listening is a listener with the HTTP server on it.
type listening struct {
	net.Listener
	http *http.Server
}

// serve serves an audience until close.
func (s *Server) serve(l net.Listener, drives bool, within *limit) *listening {
	ctx, bye := context.WithCancel(context.Background())
	on := &listening{l, &http.Server{
		Handler:                      s.routes(drives, ctx.Done()),
		ConnState:                    within.watch,
		ReadHeaderTimeout:            headerWithin,
		ReadTimeout:                  readWithin,
		IdleTimeout:                  idleWithin,
		MaxHeaderBytes:               maxHeader,
		DisableGeneralOptionsHandler: true,
		ErrorLog:                     log.New(io.Discard, "", 0), // Standard error is the speaker's screen.
	}}
	on.http.RegisterOnShutdown(bye)
	go func() { _ = on.http.Serve(l) }() // It ends with ErrServerClosed.
	return on
}

// close lets the streams send the last state, and then closes every connection.
func (on *listening) close() {
	ctx, cancel := context.WithTimeout(context.Background(), closeWithin)
	defer cancel()
	if err := on.http.Shutdown(ctx); err != nil {
		_ = on.http.Close() // What did not end in time is cut off.
	}
}

var errSharing = errors.New("share with the school's network: already shared")

// Share also serves the school's network, read-only: no reports, no commands, no token. address is
// host:port to listen on; "" means any free port of every network. It returns the addresses to
// tell people.
func (s *Server) Share(ctx context.Context, address string) ([]string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.shared != nil {
		return nil, errSharing
	}
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp4", cmp.Or(address, ":0"))
	if err != nil {
		return nil, fmt.Errorf("share with the school's network: %w", err)
	}
	s.shared = s.serve(l, false, newLimit(maxConns, perAddress))
	return addresses(l.Addr()), nil
}

// Shared returns the addresses for the school's network; nil while nothing is shared.
func (s *Server) Shared() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.shared == nil {
		return nil
	}
	return addresses(s.shared.Addr())
}

// stopSharing ends what Share began.
func (s *Server) stopSharing() {
	s.mu.Lock()
	on := s.shared
	s.shared = nil
	s.mu.Unlock()
	if on != nil {
		on.close()
	}
}

// addresses returns the URLs of a listener: its own, or those of this machine in every network that
// it listens on.
func addresses(a net.Addr) []string {
	tcp, ok := a.(*net.TCPAddr)
	if !ok || !tcp.IP.IsUnspecified() {
		return []string{"http://" + a.String() + "/"}
	}
	nets, _ := net.InterfaceAddrs() // Without any there is no address to give.
	var out []string
	for _, n := range nets {
		ip, ok := n.(*net.IPNet)
		if ok && ip.IP.To4() != nil && ip.IP.IsGlobalUnicast() {
			out = append(out, fmt.Sprintf("http://%s:%d/", ip.IP, tcp.Port))
		}
	}
	slices.Sort(out)
	return out
}
