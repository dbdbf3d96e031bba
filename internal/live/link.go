package live

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"assembly/internal/deck"
)

// The reasons for which a link ends.
var (
	errSilent  = errors.New("follow presenter: no sign for two seconds")
	errVersion = errors.New("follow presenter: it is another version of this program")
	errAnswer  = errors.New("follow presenter: not a presenter's answer")
	errDeck    = errors.New("follow presenter: its deck cannot be read")
)

// keepLink connects, and connects again, until ctx is done.
func (c *Client) keepLink(ctx context.Context) {
	for tries := 0; ctx.Err() == nil; tries++ {
		endpoint, err := c.find()
		if err == nil {
			var was bool
			was, err = c.follow(ctx, endpoint)
			if was {
				tries = 0
			}
		}
		if ctx.Err() != nil {
			return
		}
		c.lose(err)
		rest(ctx, backoff(tries))
	}
}

// The bounds of the wait between two attempts.
const (
	firstWait = 200 * time.Millisecond
	lastWait  = 2 * time.Second
)

// backoff is the wait after a number of failed attempts, 100 ms to 2 s. Half of it is left to
// chance, so that a hundred classrooms do not all come back at the same moment.
func backoff(tries int) time.Duration {
	d := min(firstWait<<min(tries, 10), lastWait)
	return d/2 + rand.N(d/2) //nolint:gosec // a wait is no secret
}

func rest(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}

// lose records that there is no link, and keeps everything else.
func (c *Client) lose(why error) {
	c.change(func(s *State) {
		switch {
		case errors.Is(why, errVersion):
			s.enter(OtherVersion)
		case s.Status == Waiting, s.Status == OtherVersion && s.Deck == nil:
			s.enter(Waiting)
		default:
			s.enter(Lost)
		}
		s.Trouble = why
		c.endpoint = Endpoint{}
	})
	c.http.CloseIdleConnections()
}

// enter changes the status.
func (s *State) enter(status Status) {
	if s.Status != status {
		s.Status, s.Since = status, time.Now()
	}
}

// follow follows one presenter until the link ends, and reports whether there was a link.
func (c *Client) follow(ctx context.Context, at Endpoint) (connected bool, why error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	watchdog := time.AfterFunc(lostAfter, func() { cancel(errSilent) })
	defer watchdog.Stop()
	body, err := c.open(ctx, at, pathEvents+"?hall="+c.id, "text/event-stream")
	if err != nil {
		return false, cause(ctx, err)
	}
	defer func() { _ = body.Close() }()
	l := &link{Client: c, endpoint: at, fail: cancel}
	defer l.fetches.Wait()
	defer cancel(nil) // Before waiting for a deck that is on its way.
	events := newEvents(body)
	for {
		e, err := events.next(func() { watchdog.Reset(lostAfter) })
		if err == nil {
			err = l.take(ctx, e)
		}
		if err != nil {
			return l.up, cause(ctx, err)
		}
	}
}

// cause returns the reason for which ctx was cancelled, if it was; otherwise the error itself.
func cause(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

// open sends a GET request and returns the body of the answer.
func (c *Client) open(ctx context.Context, at Endpoint, path, kind string) (io.ReadCloser, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, at.URL+path, http.NoBody)
	if err != nil {
		return nil, fmt.Errorf("follow presenter: %w", err)
	}
	req.Header.Set("Accept", kind)
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, fmt.Errorf("follow presenter: %w", err)
	}
	if resp.StatusCode != http.StatusOK || resp.Header.Get("Content-Type") != kind {
		_ = resp.Body.Close()
		return nil, fmt.Errorf("%w: %s", errAnswer, resp.Status)
	}
	return resp.Body, nil
}

// link is one connection to a presenter.
type link struct {
	*Client
	endpoint Endpoint
	fail     context.CancelCauseFunc
	fetches  sync.WaitGroup
	up       bool
}

// take takes an event. Any event shows that the link is there; the first state shows whether the
// presenter is of our version.
func (l *link) take(ctx context.Context, e event) error {
	switch e.name {
	case eventState:
		return l.takeState(ctx, e.data)
	case eventBeat:
		l.connect()
	}
	return nil
}

func (l *link) takeState(ctx context.Context, data []byte) error {
	var v struct {
		Version int `json:"v"`
	}
	if err := json.Unmarshal(data, &v); err != nil {
		return fmt.Errorf("%w: %w", errAnswer, err)
	}
	if v.Version != Version {
		return errVersion
	}
	var s Snapshot
	if err := json.Unmarshal(data, &s); err != nil {
		return fmt.Errorf("%w: %w", errAnswer, err)
	}
	l.connect()
	l.offer(ctx, s)
	return nil
}

// connect records that the link is there.
func (l *link) connect() {
	if l.up {
		return
	}
	l.up = true
	l.change(func(s *State) {
		s.enter(Connected)
		s.Trouble = nil
		l.Client.endpoint = l.endpoint
	})
}

// offer takes a snapshot that is newer than what is there. One that needs another deck waits for
// it, and what is shown until then stays.
func (l *link) offer(ctx context.Context, s Snapshot) {
	l.mu.Lock()
	defer l.mu.Unlock()
	waits := l.state.Deck == nil || l.newest.Deck != l.state.Deck.Hash
	if !waits && !newer(s, l.newest) {
		return
	}
	l.newest, l.received = s, time.Now()
	if !l.settle() && !l.fetching {
		l.fetching = true
		l.fetches.Go(func() { l.fetch(ctx) })
	}
}

// settle shows the newest snapshot if its deck is there. It is called with the lock held.
func (c *Client) settle() bool {
	if c.state.Deck == nil || c.state.Deck.Hash != c.newest.Deck {
		return false
	}
	c.state.Snapshot = c.newest.inside(c.state.Shape())
	c.state.Received = c.received
	c.send()
	return true
}

// fetchTries bounds how often a deck is asked for when another comes out meanwhile.
const fetchTries = 3

// fetch gets the deck of the newest snapshot. When it cannot, it ends the link, and the next one
// starts again.
func (l *link) fetch(ctx context.Context) {
	err := errDeck
	for range fetchTries {
		var d *deck.Public
		if d, err = l.getDeck(ctx); err != nil {
			break
		}
		if l.adopt(d) {
			return
		}
		err = errDeck
	}
	l.mu.Lock()
	l.fetching = false
	l.mu.Unlock()
	l.fail(err)
}

// adopt takes a deck if it is that of the newest snapshot.
func (l *link) adopt(d *deck.Public) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if d.Hash != l.newest.Deck {
		return false
	}
	l.state.Deck, l.fetching = d, false
	return l.settle()
}

func (l *link) getDeck(ctx context.Context) (*deck.Public, error) {
	ctx, cancel := context.WithTimeout(ctx, deckIn)
	defer cancel()
	body, err := l.open(ctx, l.endpoint, pathDeck, "application/json")
	if err != nil {
		return nil, err
	}
	defer func() { _ = body.Close() }()
	d := &deck.Public{}
	if err := json.NewDecoder(io.LimitReader(body, maxDeck)).Decode(d); err != nil {
		return nil, fmt.Errorf("%w: %w", errDeck, err)
	}
	if len(d.Steps) != len(d.Slides) || d.Closing >= len(d.Slides) {
		return nil, errDeck
	}
	return d, nil
}
