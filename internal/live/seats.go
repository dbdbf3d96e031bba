package live

import (
	"context"
	"net"
	"net/http"
	"time"
)

// seat is a connection that is served.
type seat struct {
	*limit
	host    string
	served  bool      // counts as a socket
	since   time.Time // when it came, or its last request began or ended
	busy    bool      // a request is being answered
	trusted bool      // one has been signed
	closing bool      // its place is needed
}

// seat is called with the lock and a place held.
func (l *limit) seat(c net.Conn, name string) {
	l.hosts[name].sockets++
	l.seats[c] = &seat{limit: l, host: name, served: true, since: time.Now()}
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
// kept says that it may have a place that is kept.
func (s *seat) follow(kept bool) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	h := s.hosts[s.host]
	most := s.streams
	if !kept {
		most -= s.streamsKept
	}
	if s.follows >= most || h.streams >= s.streamsEach {
		return false
	}
	s.follows++
	h.streams++
	s.settle()
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

// begin begins a request, which may be a signed one, and reports whether there is room for it.
func (s *seat) begin(maySign bool) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.trusted || maySign {
		return true // Until it has been found signed its socket may be needed.
	}
	if s.socketsKept > 0 && s.strange >= s.sockets-s.socketsKept {
		s.cutSlow(time.Now())
		return false
	}
	s.busy, s.since = true, time.Now()
	s.strange++
	return true
}

// done ends a request.
func (s *seat) done() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.settle()
	s.since = time.Now()
}

// trust keeps a socket on which a request has been signed.
func (s *seat) trust() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.trusted = true
}

// idle reports whether a stranger has the seat and asks for nothing.
func (s *seat) idle() bool { return s.served && !s.busy && !s.trusted && !s.closing }

// end closes the seat's connection, whose place is needed. Its reader sees to the rest.
func (s *seat) end(conn net.Conn) {
	s.closing = true
	_ = conn.Close()
}

// slowAfter is how long a stranger may take an answer while others find no place: a picture of 20 MB comes at 5 Mbit/s within it.
const slowAfter = 30 * time.Second

// slow reports whether a stranger takes an answer too slowly.
func (s *seat) slow(now time.Time) bool {
	return s.served && s.busy && !s.closing && now.Sub(s.since) > slowAfter
}

// settle is called with the lock held.
func (s *seat) settle() {
	if s.busy {
		s.busy = false
		s.strange--
	}
}

// serve answers requests, of strangers no more at a time than leave the places free that are kept.
func (l *limit) serve(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		at := seatOf(r)
		if at == nil {
			next.ServeHTTP(w, r)
			return
		}
		if !at.begin(r.URL.RawQuery != "") {
			w.Header().Set("Retry-After", retryAfter)
			w.Header().Set("Connection", "close")
			http.Error(w, "too many requests at the moment; please try again", http.StatusServiceUnavailable)
			return
		}
		defer at.done()
		next.ServeHTTP(w, r)
	})
}
