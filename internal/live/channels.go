package live

import (
	"bytes"
	"crypto/hmac"
	"io"
	"net/http"
	"sync"
	"time"
)

// channel is an event stream of a hall that has the token, and what that hall may ask for beside it.
type channel struct {
	hall    string
	key     key
	nonce   string
	replays           // its lock is that of channels
	ended   time.Time // when the stream closed; zero while it is open
}

// channels are those of a server, by their nonces. Its zero value is empty.
type channels struct {
	mu     sync.Mutex
	all    map[string]*channel
	barred map[string]bool // halls that only look from now on, by their IDs
}

// partsWithin is how long a hall whose stream has closed may still say that it closes.
const partsWithin = 5 * time.Second

// begin opens a channel, and gives how many of its hall are open.
func (c *channels) begin(hall string, k key, now time.Time) (opened *channel, open int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.all == nil {
		c.all = map[string]*channel{}
	}
	opened = &channel{hall: hall, key: k, nonce: NewSecret()}
	c.all[opened.nonce] = opened
	for nonce, other := range c.all {
		switch {
		case !other.ended.IsZero() && now.Sub(other.ended) > partsWithin:
			delete(c.all, nonce)
		case other.ended.IsZero() && other.hall == hall:
			open++
		}
	}
	return opened, open
}

// end closes a channel.
func (c *channels) end(ch *channel, now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	ch.ended = now
}

// bar lets a hall only look from now on.
func (c *channels) bar(hall string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.barred == nil {
		c.barred = map[string]bool{}
	}
	c.barred[hall] = true
}

// of is the channel of a signed request; nil where there is none, or the hall has no rights.
func (c *channels) of(s signed, now time.Time) *channel {
	c.mu.Lock()
	defer c.mu.Unlock()
	ch := c.all[s.name]
	if ch == nil || !ch.ended.IsZero() && now.Sub(ch.ended) > partsWithin {
		return nil
	}
	return ch
}

// fresh takes a request of a channel, once.
func (c *channels) fresh(ch *channel, count uint64) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return ch.fresh(count)
}

func (c *channels) drives(ch *channel) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return !c.barred[ch.hall]
}

// fromHall lets a request through that a hall has signed on its channel and that has not come before.
func (s *Server) fromHall(next func(w http.ResponseWriter, r *http.Request, ch *channel)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
		if err != nil {
			http.Error(w, "the request is too large", http.StatusRequestEntityTooLarge)
			return
		}
		ch := s.signer(r, body)
		if ch == nil {
			http.Error(w, "the signature is missing, wrong or used", http.StatusForbidden)
			return
		}
		if at := seatOf(r); at != nil {
			at.trust()
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		next(w, r, ch)
	}
}

// signer is the channel on which a request is signed; nil for none.
func (s *Server) signer(r *http.Request, body []byte) *channel {
	req, err := parseSigned(r.URL.RawQuery, queryNonce)
	if err != nil {
		return nil
	}
	ch := s.channels.of(req, time.Now())
	if ch == nil {
		return nil
	}
	want := ch.key.sign(r.Method, r.URL.Path, ch.nonce, req.count, body)
	if !hmac.Equal(req.sum[:], want[:]) || !s.channels.fresh(ch, req.count) {
		return nil
	}
	return ch
}

// fromDriver lets a signed request through that changes something.
func (s *Server) fromDriver(next func(w http.ResponseWriter, r *http.Request, ch *channel)) http.HandlerFunc {
	return s.fromHall(func(w http.ResponseWriter, r *http.Request, ch *channel) {
		switch {
		case !s.channels.drives(ch):
			http.Error(w, "open this hall screen again", http.StatusForbidden)
		case isJSON(w, r):
			next(w, r, ch)
		}
	})
}
