package live

import (
	"math/rand/v2"
	"net/http"
	"time"
)

// sendEvents streams the states until bye is closed. A follower that joins gets the whole state at
// once, whatever its Last-Event-ID says. hall is its name, "" for none.
func (s *Server) sendEvents(w http.ResponseWriter, r *http.Request, hall string, bye <-chan struct{}) {
	out := newStream(w)
	if out.begin() != nil || r.Method == http.MethodHead {
		return
	}
	s.follow(hall, 1)
	defer s.follow(hall, -1)
	beat := time.NewTicker(beatEvery)
	defer beat.Stop()
	for {
		e, news := s.hub.look()
		sent, err := out.state(e)
		if err != nil {
			return
		}
		if sent {
			beat.Reset(beatEvery) // A state is a sign of life too.
		}
		select {
		case <-news:
			if hall == "" {
				rest(r.Context(), s.turn())
			}
		case <-beat.C:
			if out.send([]byte("event: "+eventBeat+"\ndata: 1\n\n")) != nil {
				return
			}
		case <-bye:
			e, _ = s.hub.look()
			_, _ = out.state(e) // What was published just before the end. The stream ends here anyway.
			return
		case <-r.Context().Done():
			return
		}
	}
}

// follow records that a stream has opened, by 1, or closed, by -1.
func (s *Server) follow(hall string, by int32) {
	s.streams.Add(by)
	if by > 0 {
		s.halls.join(hall)
	} else {
		s.halls.leave(hall)
	}
	s.changed()
}

// A crowd of followers is served over a while, so much longer for each of them; a few are served at
// once.
const (
	few       = 128
	serveTime = 50 * time.Microsecond
)

// turn is how long a follower without a name waits before it looks at news. A crowd that looked at
// once would keep the processor, and the speaker's next key, waiting for as long as all of them take.
func (s *Server) turn() time.Duration {
	over := max(s.streams.Load()-few, 0)
	return rand.N(1 + time.Duration(over)*serveTime) //nolint:gosec // a wait is no secret
}

// stream writes to a follower that may be slow.
type stream struct {
	w    http.ResponseWriter
	rc   *http.ResponseController
	sent *edition
}

func newStream(w http.ResponseWriter) *stream {
	return &stream{w: w, rc: http.NewResponseController(w)}
}

// begin lifts the bound on the whole request, which has no end from here on.
func (o *stream) begin() error {
	if err := o.rc.SetReadDeadline(time.Time{}); err != nil {
		return err
	}
	o.w.Header().Set("Content-Type", "text/event-stream")
	return o.send([]byte("retry: 500\n\n"))
}

// state sends an edition that has not been sent, and reports whether it has now.
func (o *stream) state(e *edition) (sent bool, err error) {
	if e == nil || e == o.sent {
		return false, nil
	}
	o.sent = e
	return true, o.send(encodeEvent(e.now()))
}

// send sends a text within writeWithin.
func (o *stream) send(text []byte) error {
	if err := o.rc.SetWriteDeadline(time.Now().Add(writeWithin)); err != nil {
		return err
	}
	if _, err := o.w.Write(text); err != nil {
		return err
	}
	return o.rc.Flush()
}
