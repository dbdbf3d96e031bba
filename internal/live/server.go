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
	"sync"
	"sync/atomic"
	"time"

	"assembly/internal/talk"
)

// Config is what a server needs to know.
type Config struct {
	Page    http.Handler       // the hall as a browser page; nil for none
	Token   string             // lets a hall report and drive; "" makes a random one
	Prefer  string             // host:port on the loopback to try first, so that open pages find a presenter that comes back
	Command func(talk.Command) // called for each command, on a goroutine of the server; nil for none
	Changed func()             // called when Halls or Followers has changed; nil for none
	Limits  Limits
}

// Limits bound what is open at a time.
type Limits struct {
	Conns      int // connections of this machine; 0 means 512
	Shared     int // connections of the school's network; 0 means 512
	PerAddress int // connections of one address of the school's network; 0 means 16
}

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
	hub    *Hub
	cfg    Config
	halls  registry
	local  *listening
	closed sync.Once

	mu     sync.Mutex
	shared *listening

	here, network atomic.Int32 // open event streams
}

// Listen serves a hub on 127.0.0.1 and nowhere else, until Close.
func Listen(ctx context.Context, hub *Hub, cfg Config) (*Server, error) {
	if cfg.Token == "" {
		cfg.Token = NewSecret()
	}
	cfg.Limits = cfg.Limits.orDefault()
	s := &Server{hub: hub, cfg: cfg}
	l, err := listenLocal(ctx, cfg.Prefer)
	if err != nil {
		return nil, fmt.Errorf("listen on this machine: %w", err)
	}
	s.serveOn(l)
	return s, nil
}

// serveOn serves this machine's halls on a listener.
func (s *Server) serveOn(l net.Listener) {
	bye := make(chan struct{})
	routes := s.routes(audience{drives: true, count: &s.here, bye: bye})
	s.local = serve(limit(l, s.cfg.Limits.Conns, s.cfg.Limits.Conns), routes, bye)
}

func (l Limits) orDefault() Limits {
	return Limits{cmp.Or(l.Conns, 512), cmp.Or(l.Shared, 512), cmp.Or(l.PerAddress, 16)}
}

// listenLocal listens at the preferred address, or on any free port.
func listenLocal(ctx context.Context, prefer string) (net.Listener, error) {
	var lc net.ListenConfig
	if host, _, err := net.SplitHostPort(prefer); err == nil && host == "127.0.0.1" {
		if l, err := lc.Listen(ctx, "tcp4", prefer); err == nil {
			return l, nil
		}
	}
	return lc.Listen(ctx, "tcp4", "127.0.0.1:0")
}

// URL is the address for the halls of this machine.
func (s *Server) URL() string { return s.local.url() }

// Address is host:port of URL, for Config.Prefer of a later run.
func (s *Server) Address() string { return s.local.Addr().String() }

// Token is what a hall needs to report and drive.
func (s *Server) Token() string { return s.cfg.Token }

// HallURL is the browser page that may drive. The token stands in the fragment, which a browser
// keeps to itself.
func (s *Server) HallURL() string { return s.URL() + "/#token=" + s.cfg.Token }

// Halls returns every hall that has reported in the last minute, the oldest first.
func (s *Server) Halls() []Hall {
	return s.halls.list(s.hub.current(), time.Now())
}

// Followers counts the open event streams: of this machine, and of the school's network.
func (s *Server) Followers() (here, network int) {
	return int(s.here.Load()), int(s.network.Load())
}

func (s *Server) changed() {
	if s.cfg.Changed != nil {
		s.cfg.Changed()
	}
}

// Close says goodbye to the followers and stops listening, within half a second.
func (s *Server) Close() {
	s.closed.Do(func() {
		s.hub.goodbye()
		var both sync.WaitGroup
		both.Go(s.local.close)
		both.Go(s.stopSharing)
		both.Wait()
	})
}

// listening is a listener with the HTTP server on it.
type listening struct {
	net.Listener
	http *http.Server
	bye  chan struct{} // closed to end the event streams
	once sync.Once
}

// serve serves until close.
func serve(l net.Listener, routes http.Handler, bye chan struct{}) *listening {
	on := &listening{Listener: l, bye: bye}
	on.http = &http.Server{
		Handler:                      routes,
		ReadHeaderTimeout:            headerWithin,
		ReadTimeout:                  readWithin,
		IdleTimeout:                  idleWithin,
		MaxHeaderBytes:               maxHeader,
		DisableGeneralOptionsHandler: true,
		ErrorLog:                     log.New(io.Discard, "", 0), // Standard error is the speaker's screen.
	}
	go func() { _ = on.http.Serve(l) }() // It ends with ErrServerClosed.
	return on
}

func (on *listening) url() string { return "http://" + on.Addr().String() }

// close lets the streams send the last state, and then closes every connection.
func (on *listening) close() {
	on.once.Do(func() {
		close(on.bye)
		ctx, cancel := context.WithTimeout(context.Background(), closeWithin)
		defer cancel()
		if err := on.http.Shutdown(ctx); err != nil {
			_ = on.http.Close() // What did not end in time is cut off.
		}
	})
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
	if address == "" {
		address = ":0"
	}
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp4", address)
	if err != nil {
		return nil, fmt.Errorf("share with the school's network: %w", err)
	}
	bye := make(chan struct{})
	routes := s.routes(audience{count: &s.network, bye: bye})
	s.shared = serve(limit(l, s.cfg.Limits.Shared, s.cfg.Limits.PerAddress), routes, bye)
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
