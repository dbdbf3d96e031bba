package live

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"time"
)

// follower is one that asks for the states.
type follower struct {
	id   string // of a hall, or of a classroom with a name; "" for none
	room string // name of the classroom; "" for none
	wide bool   // it comes from beyond this machine

	challenge string
	channel   *channel // of one that has signed
	kept      bool     // a place is kept for it
}

// retryAfter is how long a follower is to wait that has found no room, in seconds.
const retryAfter = "5"

// sendEvents streams the states until bye is closed. A follower that joins gets the whole state at
// once, whatever its Last-Event-ID says.
func (s *Server) sendEvents(w http.ResponseWriter, r *http.Request, f follower, bye <-chan struct{}) {
	out := newStream(w)
	if r.Method == http.MethodHead {
		_ = out.begin(f.wide)
		return
	}
	at := seatOf(r)
	if at == nil || !at.follow(f.kept) {
		w.Header().Set("Retry-After", retryAfter)
		http.Error(w, "too many screens follow at the moment; please try again", http.StatusServiceUnavailable)
		return
	}
	defer at.leave()
	s.join(f, at.host)
	defer s.part(f, at.host)
	if out.begin(f.wide) == nil && s.prove(out, r, f) == nil {
		s.sendStates(out, r, f, bye)
	}
}

// sendLocal streams the states to a hall of this machine. One that has signed is proven to that this is its presenter;
// one that has signed with another token must not take us for that.
func (s *Server) sendLocal(w http.ResponseWriter, r *http.Request, bye <-chan struct{}) {
	q := r.URL.Query()
	f := follower{id: q.Get(queryHall), challenge: q.Get(queryChallenge)}
	if f.challenge == "" || r.Method == http.MethodHead {
		s.sendEvents(w, r, follower{}, bye)
		return
	}
	k := keyOf(s.cfg.Token, f.id)
	if !isName(f.id) || !isName(f.challenge) || !equal(q.Get(querySum), k.follow(ownHost(r), f.id, f.challenge)) {
		http.Error(w, "the signature is wrong: open this hall screen again", http.StatusForbidden)
		return
	}
	channel, open := s.channels.begin(f.id, k, time.Now())
	f.channel = channel
	f.kept = open <= keptEach && s.channels.drives(channel)
	defer func() { s.channels.end(channel, time.Now()) }()
	s.sendEvents(w, r, f, bye)
}

// keptEach is how many streams of one hall are kept a place: an old one may not have closed yet.
const keptEach = 2

// prove begins the stream of a hall that has signed.
func (s *Server) prove(out *stream, r *http.Request, f follower) error {
	if f.channel == nil {
		return nil
	}
	p, _ := json.Marshal(f.channel.key.prove(ownHost(r), f.challenge, f.channel.nonce, s.now())) // No field of it can fail to encode.
	return out.send(fmt.Appendf(nil, "event: %s\ndata: %s\n\n", eventProof, p))
}

// now is the server's time in milliseconds, by which halls say when a key was pressed. It goes by the clock on the
// wall, because the other one stands still on some systems while the computer sleeps. Zero is long ago.
func (s *Server) now() int64 {
	return (time.Now().Round(0).Sub(s.began.Round(0)) + time.Hour).Milliseconds()
}

func (s *Server) sendStates(out *stream, r *http.Request, f follower, bye <-chan struct{}) {
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
			if f.wide || f.id == "" {
				Rest(r.Context(), s.turn())
			}
		case <-beat.C:
			if out.send(fmt.Appendf(nil, "event: %s\ndata: %d\n\n", eventBeat, s.now())) != nil {
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

// join records that a stream has opened.
func (s *Server) join(f follower, host string) {
	s.streams.Add(1)
	switch {
	case f.room != "":
		s.halls.joinRoom(f.id, host)
	case !f.wide:
		s.halls.join(f.id)
	}
	s.changed()
}

// part records that one has closed.
func (s *Server) part(f follower, host string) {
	s.streams.Add(-1)
	switch {
	case f.room != "":
		s.halls.leaveRoom(f.id, host, time.Now())
	case !f.wide:
		s.halls.leave(f.id, time.Now())
	}
	s.changed()
}

// A crowd of followers is served over a while, so much longer for each of them; a few are served at
// once.
const (
	few       = 128
	serveTime = 32 * time.Microsecond
)

// turn is how long a follower of the audience waits before it looks at news. A crowd that looked at
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

// begin lifts the bound on the whole request, which has no end from here on. A page from beyond this machine
// is told that it is in a classroom.
func (o *stream) begin(wide bool) error {
	if err := o.rc.SetReadDeadline(time.Time{}); err != nil {
		return err
	}
	o.w.Header().Set("Content-Type", "text/event-stream")
	o.w.Header().Set("Connection", "close")
	text := "retry: 500\n\n"
	if wide {
		text += "event: " + eventClassroom + "\ndata: 1\n\n"
	}
	return o.send([]byte(text))
}

// state sends an edition that has not been sent, and reports whether it has now.
func (o *stream) state(e *edition) (sent bool, err error) {
	if e == nil || e == o.sent {
		return false, nil
	}
	o.sent = e
	return true, o.send(e.encodeEvent())
}

// pieceSize is how much of a large deck is sent within one deadline: a slow network may need longer for the whole.
const pieceSize = 64 << 10

// Write implements io.Writer: it sends piece by piece.
func (o *stream) Write(p []byte) (int, error) {
	for piece := range slices.Chunk(p, pieceSize) {
		if err := o.send(piece); err != nil {
			return 0, err
		}
	}
	return len(p), nil
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
