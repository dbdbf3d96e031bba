package live

import (
	"net/http"
	"sync/atomic"
	"time"
)

// audience says who a listener serves.
type audience struct {
	drives bool            // may report and drive
	count  *atomic.Int32   // of open event streams
	bye    <-chan struct{} // closed when the streams are to end
}

// sendEvents streams the states. A follower that joins gets the whole state at once, whatever its
// Last-Event-ID says.
func (s *Server) sendEvents(w http.ResponseWriter, r *http.Request, a audience) {
	out := &stream{w: w, rc: http.NewResponseController(w)}
	if out.begin() != nil || r.Method == http.MethodHead {
		return
	}
	hall := ""
	if a.drives {
		hall = r.URL.Query().Get("hall") // Only this machine's halls have a name.
	}
	s.follow(hall, a)
	defer s.unfollow(hall, a)
	row := s.hub.followers.join(hall != "")
	defer s.hub.followers.leave(row)
	beat := time.NewTicker(beatEvery)
	defer beat.Stop()
	for {
		changed := s.hub.followers.next(row)
		sent, err := out.state(s.hub.look())
		if err != nil {
			return
		}
		if sent {
			beat.Reset(beatEvery) // A state is a sign of life too.
		}
		select {
		case <-changed:
		case <-beat.C:
			if out.send([]byte("event: "+eventBeat+"\ndata: 1\n\n")) != nil {
				return
			}
		case <-a.bye:
			_, _ = out.state(s.hub.look()) // What was published just before the end. The stream ends here anyway.
			return
		case <-r.Context().Done():
			return
		}
	}
}

func (s *Server) follow(hall string, a audience) {
	a.count.Add(1)
	s.halls.join(hall)
	s.changed()
}

func (s *Server) unfollow(hall string, a audience) {
	a.count.Add(-1)
	s.halls.leave(hall)
	s.changed()
}

// stream is one follower's event stream.
type stream struct {
	w    http.ResponseWriter
	rc   *http.ResponseController
	sent *edition
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
	return true, o.send(e.eventNow())
}

func (o *stream) send(text []byte) error {
	if err := o.rc.SetWriteDeadline(time.Now().Add(writeWithin)); err != nil {
		return err
	}
	if _, err := o.w.Write(text); err != nil {
		return err
	}
	return o.rc.Flush()
}
