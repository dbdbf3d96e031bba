package relay

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/westandtogether-assembly/assembly/internal/deck"

	"github.com/westandtogether-assembly/assembly/internal/live"
)

// keepState stores the newest state at each change, for those who come later.
func (p *Presenter) keepState(ctx context.Context, c *conn) {
	moves, tries, revision := c.moves(), 0, uint64(0)
	var done string // what the state that is stored says, but for its clocks
	for {
		select {
		case <-ctx.Done():
			return
		case <-p.toStore:
		case <-moves:
		}
		e, epoch, ok := p.current(c)
		if !ok {
			continue
		}
		state := p.envelope(e, epoch)
		says := fmt.Sprint(state.Epoch, state.Stored, state.Snapshot.Session, state.Snapshot.Seq)
		if says == done {
			continue
		}
		var err error
		if revision, err = p.storeState(ctx, c, state, revision); err != nil {
			p.trouble(noState, p.link.explain(c, err))
			if live.Rest(ctx, live.Backoff(tries)) {
				tries++
				p.toStore.ring()
			}
			continue
		}
		p.trouble(noState, nil)
		if done, tries = says, 0; e.Closed {
			closeOnce(p.byeKept)
		}
	}
}

// storeState stores a state above the one at a revision, and returns its own. One that another presenter
// has stored above this presenter's epoch stays.
func (p *Presenter) storeState(ctx context.Context, c *conn, state envelope, revision uint64) (uint64, error) {
	ctx, cancel := context.WithTimeout(ctx, storeWithin)
	defer cancel()
	kv, err := p.link.keyValue(ctx, c)
	if err != nil {
		return revision, err
	}
	text := encode(state)
	put := func() (uint64, error) {
		if revision == 0 {
			return kv.Create(ctx, p.room.stateKey(), text)
		}
		return kv.Update(ctx, p.room.stateKey(), text, revision)
	}
	next, err := put()
	if errors.Is(err, jetstream.ErrKeyExists) || errors.Is(err, jetstream.ErrKeyRevisionMismatch) {
		entry, readErr := kv.Get(ctx, p.room.stateKey())
		if revision = 0; readErr == nil {
			revision = entry.Revision()
			if other, err := decodeState(entry.Value()); err == nil && other.Epoch > state.Epoch {
				return revision, nil
			}
		}
		next, err = put()
	}
	if err != nil {
		return revision, fmt.Errorf("store state: %w", err)
	}
	return next, nil
}

// verifyEvery is the time between two looks at whether the store still has the deck.
const verifyEvery = 15 * time.Second

// keepDeck stores the newest deck and its pictures.
func (p *Presenter) keepDeck(ctx context.Context, c *conn) {
	moves, verify, tries := c.moves(), time.NewTicker(verifyEvery), 0
	defer verify.Stop()
	whole := "" // hash of the deck that is stored with its pictures
	for {
		select {
		case <-ctx.Done():
			return
		case <-p.toShow:
		case <-moves:
			whole = p.verified(ctx, c, whole)
		case <-verify.C:
			whole = p.verified(ctx, c, whole)
		}
		e, _, ok := p.current(c)
		if !ok || e.Deck == whole {
			continue
		}
		if err := p.storeDeck(ctx, e); err != nil {
			p.trouble(noDeck, err)
			if live.Rest(ctx, live.Backoff(tries)) {
				tries++
				p.toShow.ring()
			}
			continue
		}
		p.trouble(noDeck, nil)
		whole, tries = e.Deck, 0
	}
}

// verified is the hash of a deck that the store has, as far as it answers; "" where it has lost it.
func (p *Presenter) verified(ctx context.Context, c *conn, hash string) string {
	if hash == "" || !c.up.Load() {
		return hash
	}
	ctx, cancel := context.WithTimeout(ctx, storeWithin)
	defer cancel()
	store, err := c.js.ObjectStore(ctx, bucket)
	found := false
	if err == nil {
		found, err = has(ctx, c, store, p.room.deckObject(hash))
	}
	if err == nil && !found || errors.Is(err, jetstream.ErrBucketNotFound) {
		return ""
	}
	return hash
}

// storeDeck stores a deck, says so, stores its pictures, and removes what the room no longer needs. It does so
// too where the store is full, for the next attempt.
func (p *Presenter) storeDeck(ctx context.Context, e *edition) error {
	return p.link.aside(ctx, func(ctx context.Context, c *conn) error {
		store, err := p.link.objectStore(ctx, c)
		if err != nil {
			return err
		}
		err = p.storeAll(ctx, c, store, e)
		if err == nil || isFull(err) {
			p.prune(ctx, c, store, e)
		}
		if isFull(err) {
			sweep(ctx, c, abandonedAfter)
		}
		return err
	})
}

func (p *Presenter) storeAll(ctx context.Context, c *conn, store jetstream.ObjectStore, e *edition) error {
	err := putOnce(ctx, c, store, p.room.deckObject(e.Deck), func() ([]byte, error) { return packDeck(e.deck) })
	if err != nil {
		return err
	}
	p.fetchable(e.Deck)
	for id := range e.deck.Files() {
		err := putOnce(ctx, c, store, p.room.pictureObject(id), func() ([]byte, error) { return readPicture(e.from, id) })
		if err != nil {
			return err
		}
	}
	return nil
}

// fetchable tells the sites that they can fetch a deck.
func (p *Presenter) fetchable(hash string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stored = hash
	p.news.ring()
	p.toStore.ring()
}

// The bounds of what is stored, in bytes but for the parts.
const (
	maxDeck    = 64 << 20 // before it is compressed
	maxParts   = 1 << 20  // objects of JSON in it; ten thousand slides have a hundred thousand
	maxPicture = 20 << 20
	chunkSize  = 32 << 10
)

// putOnce stores an object that is not there yet. Nothing is stored where read gives nothing.
func putOnce(ctx context.Context, c *conn, store jetstream.ObjectStore, name string, read func() ([]byte, error)) error {
	found, err := patiently(ctx, c, func(ctx context.Context) (bool, error) { return has(ctx, c, store, name) })
	if err != nil || found {
		return err
	}
	data, err := read()
	if err != nil || data == nil {
		return err
	}
	options := &jetstream.ObjectMetaOptions{ChunkSize: uint32(min(chunkSize, max(c.MaxPayload()/2, 512)))} //nolint:gosec // small
	_, err = patiently(ctx, c, func(ctx context.Context) (*jetstream.ObjectInfo, error) {
		return store.Put(ctx, jetstream.ObjectMeta{Name: name, Opts: options}, bytes.NewReader(data))
	})
	if err != nil {
		return fmt.Errorf("store slides: %w", err)
	}
	return nil
}

// has reports whether the store has an object, and all of it: one that found no room may have left its name behind.
func has(ctx context.Context, c *conn, store jetstream.ObjectStore, name string) (bool, error) {
	object, err := store.GetInfo(ctx, name)
	if errors.Is(err, jetstream.ErrObjectNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err //nolint:wrapcheck // explained where it is shown
	}
	stream, err := c.js.Stream(ctx, "OBJ_"+bucket)
	if err != nil {
		return false, err //nolint:wrapcheck // explained where it is shown
	}
	chunks := chunksOf(object.NUID)
	info, err := stream.Info(ctx, jetstream.WithSubjectFilter(chunks))
	if err != nil {
		return false, err //nolint:wrapcheck // explained where it is shown
	}
	return info.State.Subjects[chunks] == uint64(object.Chunks), nil
}

// packDeck makes a deck's object.
func packDeck(d deck.Public) ([]byte, error) {
	var packed bytes.Buffer
	var size measure
	w := gzip.NewWriter(&packed)
	if err := errors.Join(d.Encode(io.MultiWriter(w, &size)), w.Close()); err != nil {
		return nil, fmt.Errorf("store slides: %w", err)
	}
	if size.over() {
		return nil, &Problem{What: fmt.Sprintf("the slides are too large for other sites: %d MB in %d parts, at most %d MB in %d parts",
			size.bytes>>20, size.parts, maxDeck>>20, maxParts), final: true}
	}
	return packed.Bytes(), nil
}

// measure measures a deck's text that is written to it, or read through it. A part of a slide may take a hundred times the
// memory of its text.
type measure struct{ bytes, parts int }

func (m *measure) over() bool { return m.bytes > maxDeck || m.parts > maxParts }

// Write implements io.Writer.
func (m *measure) Write(p []byte) (int, error) {
	m.bytes += len(p)
	m.parts += bytes.Count(p, []byte("{"))
	return len(p), nil
}

// bounded is a deck's text that fails where it is more than a deck's.
type bounded struct {
	from io.Reader
	measure
}

// Read implements io.Reader.
func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.from.Read(p)
	_, _ = b.Write(p[:n]) // It cannot fail.
	if b.over() {
		return 0, errDeck
	}
	return n, err //nolint:wrapcheck // as the reader gave it
}

// readPicture reads a picture for the store. One that cannot be read, or is too large, is left out there as
// it is here.
func readPicture(from deck.Pictures, id string) ([]byte, error) {
	if from == nil {
		return nil, nil
	}
	data, err := from.ReadPicture(id)
	if err != nil || len(data) > maxPicture {
		return nil, nil //nolint:nilerr // the presenter's view and check tell of it
	}
	return data, nil
}

// prune removes the room's objects that are not of a deck. What stays behind is removed another time.
func (p *Presenter) prune(ctx context.Context, c *conn, store jetstream.ObjectStore, e *edition) {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	all, err := listObjects(ctx, c)
	if err != nil {
		return
	}
	named := map[string]bool{p.room.deckObject(e.Deck): true}
	for id := range e.deck.Files() {
		named[p.room.pictureObject(id)] = true
	}
	for _, o := range all {
		if !strings.HasPrefix(o.Name, p.room.objects()) || named[o.Name] {
			continue
		}
		if !p.holds() || store.Delete(ctx, o.Name) != nil {
			return
		}
	}
}

// abandonedAfter is the time after the last chunk of an object that has no name yet.
const abandonedAfter = 2 * time.Minute

// sweep removes the chunks that an upload has left behind which was interrupted: nobody finds them by a name. Those
// of a shorter time ago may belong to an upload that still goes on, in another room.
func sweep(ctx context.Context, c *conn, after time.Duration) {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	stream, err := c.js.Stream(ctx, "OBJ_"+bucket)
	if err != nil {
		return
	}
	info, err := stream.Info(ctx, jetstream.WithSubjectFilter(chunksOf("*")))
	if err != nil {
		return
	}
	named, err := listObjects(ctx, c) // After the chunks: what has got its name since is not swept.
	if err != nil {
		return
	}
	for _, o := range named {
		delete(info.State.Subjects, chunksOf(o.NUID))
	}
	for subject := range info.State.Subjects {
		last, err := stream.GetLastMsgForSubject(ctx, subject)
		if err == nil && info.TimeStamp.Sub(last.Time) > after {
			_ = stream.Purge(ctx, jetstream.WithPurgeSubject(subject)) // What stays is removed another time.
		}
	}
}

// holds reports whether the room is held.
func (p *Presenter) holds() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.epoch > 0
}
