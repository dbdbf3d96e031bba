package live

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// Config is what a server needs to know.
type Config struct {
	Page    http.Handler       // the hall as a browser page; nil for none
	Token   string             // an earlier run's, for open pages; "" makes a random one, and so does Listen where Prefer is taken
	Prefer  string             // an earlier run's URL to try first, so that open pages find a presenter that comes back
	Command func(talk.Command) // called for each command, on a goroutine of the server; nil for none
	Late    func()             // called for each command of a hall that came too late to be taken; nil for none
	Changed func()             // called when Halls has changed; nil for none
}

// The bounds of a request. An event stream has no end, and a deck may be large, so each of their writes has
// a bound of its own.
const (
	maxHeader    = 8 << 10
	maxBody      = 4 << 10
	headerWithin = 3 * time.Second
	readWithin   = 5 * time.Second
	answerWithin = 30 * time.Second
	closeWithin  = 500 * time.Millisecond
)

// Server serves a hub to the halls: to those on this machine, which may report and drive, and, on
// request, to the school's network.
type Server struct {
	hub      *Hub
	cfg      Config
	began    time.Time
	halls    registry
	channels channels
	codes    codes
	streams  atomic.Int32 // open event streams
	local    *listening   // nil where this machine has no halls of its own

	around func() surroundings // looks at the networks

	mu        sync.Mutex
	wide      *listening // beyond this machine; nil for none
	net       Network    // what wide serves
	addresses []Address  // of wide, as the networks were when they were looked at
	unwatch   func()     // ends the looking
	elsewhere bool       // than at DefaultPort
	opened    time.Time  // when the school's network was served first
	wideBye   <-chan struct{}
	offered   offered
}

// New makes a server that listens nowhere yet, for a machine without halls of its own: Open is to follow.
func New(hub *Hub, cfg Config) *Server {
	cfg.Token = cmp.Or(cfg.Token, NewSecret())
	return &Server{hub: hub, cfg: cfg, began: time.Now(), around: lookAround}
}

// Listen serves a hub on 127.0.0.1 and nowhere else, until Close.
func Listen(ctx context.Context, hub *Hub, cfg Config) (*Server, error) {
	l, err := listenLocal(ctx, cfg.Prefer)
	if err != nil {
		return nil, fmt.Errorf("listen on this machine: %w", err)
	}
	if cfg.Prefer != "" && cfg.Prefer != "http://"+l.Addr().String() {
		cfg.Token = "" // Whoever listens there now may have what was signed for it.
	}
	s := New(hub, cfg)
	s.local = s.serve(l, s.routes, localBounds())
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

// URL is the address for the halls of this machine; "" where it serves none.
func (s *Server) URL() string {
	if s.local == nil {
		return ""
	}
	return "http://" + s.local.Addr().String()
}

// Token is what a hall needs to report and drive.
func (s *Server) Token() string { return s.cfg.Token }

// HallURL is the browser page that may drive, opened once and within two minutes: its fragment is a code that the page
// swaps for a key of its own. Each call gives another. It is "" where there are no halls of this machine.
func (s *Server) HallURL() string {
	if s.local == nil {
		return ""
	}
	return s.URL() + "/#" + s.codes.give(time.Now())
}

// Halls returns every hall that has reported in the last minute: those of this machine, and behind them the
// classrooms with names, each the oldest first.
//
// It is asked for with each frame that the presenter draws, so what it gives is kept until anything has changed, or
// somebody may be lost. It is not to be changed.
func (s *Server) Halls() []Hall {
	e, _ := s.hub.look()
	return s.halls.listed(e, time.Now())
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
	if s.local != nil {
		both.Go(s.local.close)
	}
	both.Go(s.closeWide)
	both.Wait()
}

// listening is a listener with the HTTP server on it.
type listening struct {
	*limit
	http *http.Server
}

// serve serves an audience until close. routes gives what it may ask for, with event streams that end with bye.
func (s *Server) serve(l net.Listener, routes func(bye <-chan struct{}) http.Handler, b bounds) *listening {
	ctx, bye := context.WithCancel(context.Background())
	within := newLimit(l, b)
	on := &listening{within, &http.Server{
		Handler:                      guard(within.serve(routes(ctx.Done()))),
		ConnState:                    within.watch,
		ConnContext:                  within.withSeat,
		ReadHeaderTimeout:            headerWithin,
		ReadTimeout:                  readWithin,
		WriteTimeout:                 answerWithin,
		IdleTimeout:                  b.idle,
		MaxHeaderBytes:               maxHeader,
		DisableGeneralOptionsHandler: true,
		ErrorLog:                     log.New(io.Discard, "", 0), // Standard error is the speaker's screen.
	}}
	on.http.RegisterOnShutdown(bye)
	go within.run()
	go func() { _ = on.http.Serve(within) }() // It ends with ErrServerClosed.
	return on
}

// close lets the streams send the last state, and then closes every connection.
func (on *listening) close() {
	ctx, cancel := context.WithTimeout(context.Background(), closeWithin)
	defer cancel()
	_ = on.Close() // Shutdown closes it only once it is being served.
	if err := on.http.Shutdown(ctx); err != nil {
		_ = on.http.Close() // What did not end in time is cut off.
	}
}
