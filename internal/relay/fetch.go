package relay

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/live"
)

// keepReading reads the stored state once at each connection, beside what is published.
func (f *Follower) keepReading(ctx context.Context, c *conn) {
	moves := c.moves()
	for tries := 0; ctx.Err() == nil; tries++ {
		if err := f.read(ctx, c); err != nil {
			f.ready.note(err)
			f.complain(err)
			live.Rest(ctx, live.Backoff(tries))
			continue
		}
		tries = 0
		live.Rest(ctx, beatEvery+firstWait) // So that a presenter of another version is heard first.
		f.ready.done()
		select {
		case <-ctx.Done():
		case <-moves:
			live.Rest(ctx, chance(spread(f.size())/10)) // All sites lose a server at the same moment.
		}
	}
}

// complain tells why there is nothing to show, where there is nothing.
func (f *Follower) complain(why error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.unread = why; f.state.Deck == nil && f.state.Status == live.Waiting {
		f.state.Trouble = why
		f.send()
	}
}

// read reads the stored state. A talk that has ended is nothing for those who were not there.
func (f *Follower) read(ctx context.Context, c *conn) error {
	if !c.up.Load() {
		return nil
	}
	data, err := f.readStored(ctx, c)
	switch {
	case errors.Is(err, jetstream.ErrKeyNotFound), errors.Is(err, jetstream.ErrBucketNotFound):
		f.complain(errEmpty(f.room))
		return nil
	case err != nil:
		return f.link.explain(c, err)
	}
	e, err := decodeState(data)
	if err != nil {
		return nil //nolint:nilerr // what the presenter publishes tells what is wrong
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.unread = nil
	switch {
	case e.Epoch < f.epoch:
	case f.state.Deck != nil || !e.Snapshot.Closed:
		f.offer(e, true)
	case !f.heard:
		f.state.Trouble = errEmpty(f.room)
		f.send()
	}
	return nil
}

// readStored asks for the stored state in one request that every copy of the store answers. A store that does
// not offer that is asked in the other way, which also says what is wrong.
func (f *Follower) readStored(ctx context.Context, c *conn) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, storeWithin)
	defer cancel()
	m, err := c.RequestWithContext(ctx, "$JS.API.DIRECT.GET.KV_"+bucket+".$KV."+bucket+"."+f.room.stateKey(), nil)
	switch {
	case err == nil && m.Header.Get("Status") == "404":
		return nil, jetstream.ErrKeyNotFound
	case err == nil && m.Header.Get("Status") == "" && m.Header.Get("KV-Operation") == "":
		return m.Data, nil
	case err != nil && !errors.Is(err, nats.ErrNoResponders):
		return nil, err //nolint:wrapcheck // explained where it is shown
	}
	kv, err := c.js.KeyValue(ctx, bucket)
	if err != nil {
		return nil, err //nolint:wrapcheck // explained where it is shown
	}
	entry, err := kv.Get(ctx, f.room.stateKey())
	if err != nil {
		return nil, err //nolint:wrapcheck // explained where it is shown
	}
	return entry.Value(), nil
}

// fetch fetches the deck of the state that waits, when it can be fetched and is not yet being. It is called
// with the lock held.
func (f *Follower) fetch() {
	e := f.wanted
	if e == nil || f.asked != "" || e.Stored != e.Snapshot.Deck {
		return
	}
	f.asked = e.Snapshot.Deck
	wait := spread(f.sites)
	if f.state.Deck == nil {
		wait /= 10 // There is nothing on the screen.
	}
	go f.fetchDeck(f.asked, chance(wait))
}

// fetchDeck fetches a deck until it is there or is no longer wanted.
func (f *Follower) fetchDeck(hash string, wait time.Duration) {
	for tries := 0; f.wants(hash) && live.Rest(f.ctx, wait); tries++ {
		d, err := f.getDeck(f.ctx, hash)
		if err == nil {
			f.arrived(d)
			return
		}
		f.troubled(err)
		wait = live.Backoff(tries) + chance(spread(f.size()))
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.asked = ""; f.ctx.Err() == nil {
		f.fetch()
	}
}

func (f *Follower) wants(hash string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.wanted != nil && f.wanted.Snapshot.Deck == hash
}

// troubled tells why the deck is not there.
func (f *Follower) troubled(why error) {
	f.ready.note(why)
	f.change(func(s *live.State) { s.Trouble = why })
}

// arrived shows the state that has waited for a deck.
func (f *Follower) arrived(d *deck.Public) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.asked = ""
	if e := f.wanted; e != nil && e.Snapshot.Deck == d.Hash {
		if f.state.Status == live.Connected {
			f.state.Trouble = nil
		}
		f.show(*e, d, f.since)
		return
	}
	f.fetch()
}

// The times for fetching a deck and a picture.
const (
	deckWithin    = 2 * time.Minute
	pictureWithin = 20 * time.Second
)

var errDeck = errors.New("fetch slides: what the relay has stored cannot be read")

func (f *Follower) getDeck(ctx context.Context, hash string) (*deck.Public, error) {
	ctx, cancel := context.WithTimeout(ctx, deckWithin)
	defer cancel()
	packed, err := f.getObject(ctx, f.room.deckObject(hash), maxDeck)
	if errors.Is(err, jetstream.ErrObjectNotFound) {
		return nil, &Problem{What: "the slides are not on the relay yet", err: err}
	}
	if err != nil {
		return nil, err
	}
	return unpackDeck(packed, hash)
}

// unpackDeck reads a deck's object. Its bytes are those that were stored: the store checks their hash.
func unpackDeck(packed []byte, hash string) (*deck.Public, error) {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errDeck, err)
	}
	d := &deck.Public{}
	if err := json.NewDecoder(&bounded{from: r}).Decode(d); err != nil {
		return nil, fmt.Errorf("%w: %w", errDeck, err)
	}
	if d.Hash != hash {
		return nil, errDeck
	}
	if err := d.Sane(); err != nil {
		return nil, fmt.Errorf("%w: %w", errDeck, err)
	}
	return d, nil
}

// getObject fetches an object of at most so many bytes, over a connection of its own.
func (f *Follower) getObject(ctx context.Context, name string, most uint64) ([]byte, error) {
	var out []byte
	err := f.link.aside(ctx, func(ctx context.Context, c *conn) error {
		var err error
		out, err = patiently(ctx, c, func(ctx context.Context) ([]byte, error) { return readObject(ctx, c, name, most) })
		return err
	})
	return out, err
}

// ReadPicture fetches a picture of the deck. It waits for one that is still being stored.
func (f *Follower) ReadPicture(id string) ([]byte, error) {
	if !isID(id) {
		return nil, fmt.Errorf("fetch picture: %q is not the ID of a picture", cleaned(id, maxName))
	}
	ctx, cancel := context.WithTimeout(f.ctx, pictureWithin)
	defer cancel()
	for tries := 0; ; tries++ {
		data, err := f.getObject(ctx, f.room.pictureObject(id), maxPicture)
		if err == nil {
			return data, nil
		}
		missing := errors.Is(err, jetstream.ErrObjectNotFound) || errors.Is(err, nats.ErrTimeout)
		if !missing || !live.Rest(ctx, live.Backoff(tries)) {
			return nil, fmt.Errorf("fetch picture: %w", err)
		}
	}
}
