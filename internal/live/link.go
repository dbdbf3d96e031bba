package live

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
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
		Rest(ctx, Backoff(tries))
	}
}

// The bounds of the wait between two attempts.
const (
	firstWait = 200 * time.Millisecond
	lastWait  = 2 * time.Second
)

// Backoff is the wait after a number of failed attempts, 100 ms to 2 s. Half of it is left to
// chance, so that a hundred classrooms do not all come back at the same moment.
func Backoff(tries int) time.Duration {
	d := min(firstWait<<min(tries, 10), lastWait)
	return d/2 + rand.N(d/2) //nolint:gosec // a wait is no secret
}

// Rest waits, and reports whether ctx still lasts.
func Rest(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return ctx.Err() == nil
	case <-ctx.Done():
		return false
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
		c.peer = peer{}
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
	l := &link{Client: c, at: newPeer(at, c.id)}
	l.alive = func() {
		if l.at.proven() { // Another program at that address may say something for ever.
			watchdog.Reset(lostAfter)
		}
	}
	err := l.run(ctx)
	if ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	return l.up, err
}

// link is one connection to a presenter.
type link struct {
	*Client
	at     *peer
	alive  func() // called at each sign of life
	up     bool
	deck   *deck.Public // the last one that came, which may be that of a state to come
	strays int          // decks in a row that no state asked for
}

// run takes events until one is wrong, or none comes any more.
func (l *link) run(ctx context.Context) error {
	body, err := l.open(ctx, l.at.events(l.id), "text/event-stream")
	if err != nil {
		return err
	}
	defer func() { _ = body.Close() }()
	events := newEvents(body)
	for {
		e, err := events.next()
		if err == nil {
			err = l.take(ctx, e)
		}
		if err != nil {
			return err
		}
	}
}

// open sends a GET request and returns the body of the answer. Each reading of it is a sign of life.
func (l *link) open(ctx context.Context, path, kind string) (io.ReadCloser, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, l.at.url+path, http.NoBody)
	if err != nil {
		return nil, fmt.Errorf("follow presenter: %w", err)
	}
	req.Header.Set("Accept", kind)
	resp, err := l.http.Do(req)
	if err != nil {
		return nil, fmt.Errorf("follow presenter: %w", err)
	}
	if resp.StatusCode != http.StatusOK || resp.Header.Get("Content-Type") != kind {
		_ = resp.Body.Close()
		return nil, fmt.Errorf("%w: %s", errAnswer, resp.Status)
	}
	return living{resp.Body, l.alive}, nil
}

// living tells of each reading that brings something.
type living struct {
	io.ReadCloser
	alive func()
}

// Read implements io.Reader.
func (r living) Read(p []byte) (int, error) {
	n, err := r.ReadCloser.Read(p)
	if n > 0 {
		r.alive()
	}
	return n, err
}

// take takes an event. Any event behind the proof shows that the link is there; the first state shows whether the
// presenter is of our version.
func (l *link) take(ctx context.Context, e event) error {
	if !l.at.proven() {
		return l.at.prove(e)
	}
	switch e.name {
	case eventState:
		return l.takeState(ctx, e.data)
	case eventBeat:
		l.at.hearBeat(e.data)
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
	return l.offer(ctx, s)
}

// connect records that the link is there.
func (l *link) connect() {
	if l.up {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.peer = *l.at // For its time.
		return
	}
	l.up = true
	l.change(func(s *State) {
		s.enter(Connected)
		s.Trouble = nil
		l.peer = *l.at
	})
}

// offer takes a snapshot that is newer than what is there. One that needs another deck waits for
// it, and what is shown until then stays.
func (l *link) offer(ctx context.Context, s Snapshot) error {
	received := time.Now()
	l.mu.Lock()
	shown := l.state
	l.mu.Unlock()
	if shown.Deck != nil && !Newer(s, shown.Snapshot) {
		return nil
	}
	l.deck = cmp.Or(l.deck, shown.Deck)
	if l.deck == nil || l.deck.Hash != s.Deck {
		if err := l.fetch(ctx, s.Deck); err != nil {
			return err
		}
	}
	if l.deck.Hash == s.Deck {
		l.change(func(state *State) {
			state.Deck, state.Pictures, state.Received = l.deck, l.Client, received
			state.Snapshot = s.Inside(state.Shape())
		})
	}
	return nil
}

// maxStrays bounds how often a deck is asked for and another comes.
const maxStrays = 3

// fetch gets the presenter's deck. Where another has come out since the state that asks for it, the
// state that belongs to it follows.
func (l *link) fetch(ctx context.Context, hash string) error {
	d, err := l.getDeck(ctx)
	if err != nil {
		return err
	}
	l.deck = d
	if l.strays++; d.Hash == hash {
		l.strays = 0
	}
	if l.strays == maxStrays {
		return errDeck
	}
	return nil
}

func (l *link) getDeck(ctx context.Context) (*deck.Public, error) {
	ctx, cancel := context.WithTimeout(ctx, deckIn)
	defer cancel()
	count := l.count.Add(1)
	body, err := l.open(ctx, l.at.signed(http.MethodGet, pathDeck, count, nil), "application/json")
	if err != nil {
		return nil, err
	}
	defer func() { _ = body.Close() }()
	text, err := io.ReadAll(io.LimitReader(body, maxDeck))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errDeck, err)
	}
	if text, err = l.at.checked(pathDeck, count, text); err != nil {
		return nil, err
	}
	d := &deck.Public{}
	if err := json.Unmarshal(text, d); err != nil {
		return nil, fmt.Errorf("%w: %w", errDeck, err)
	}
	if err := d.Sane(); err != nil {
		return nil, fmt.Errorf("%w: %w", errDeck, err)
	}
	return d, nil
}
