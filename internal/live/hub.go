package live

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// Hub holds the newest state of a talk and lets any number of followers know that there is one.
// Each of them looks when it is ready, so a slow one skips states and delays nobody.
type Hub struct {
	mu     sync.Mutex
	latest *edition
	news   chan struct{} // closed when another edition comes out, and then replaced
}

// NewHub makes a hub with nothing published yet.
func NewHub() *Hub { return &Hub{news: make(chan struct{})} }

// edition is a published snapshot.
type edition struct {
	Snapshot
	at     time.Time
	public deck.Public
	short  func() []byte // the deck as JSON, encoded when the first hall asks for it; nil for a long one
	event  encoded
	album
}

// encoded is a snapshot as an event of the stream, encoded once for all who ask for it within a moment.
type encoded struct {
	mu   sync.Mutex
	text []byte
	at   time.Time
}

// moment is how old the times of a snapshot may be that is sent. A frame of a hall lasts longer.
const moment = 10 * time.Millisecond

// Publish makes a snapshot the newest, unless it is no newer than the one that is there. It never
// blocks. The deck's pictures are read when a hall asks for them.
func (h *Hub) Publish(s Snapshot, d deck.Public, from Album) {
	h.mu.Lock()
	defer h.mu.Unlock()
	s.Version, s.Deck = Version, d.Hash
	text, pictures := sync.OnceValue(func() []byte { return shortText(d) }), newAlbum(d, from)
	if old := h.latest; old != nil {
		if !Newer(s, old.Snapshot) {
			return
		}
		if old.Deck == d.Hash {
			text, pictures = old.short, old.album
		}
	}
	h.put(s, d, text, pictures)
}

// put is called with the lock held.
func (h *Hub) put(s Snapshot, d deck.Public, text func() []byte, pictures album) {
	h.latest = &edition{Snapshot: s, at: time.Now(), public: d, short: text, album: pictures}
	close(h.news)
	h.news = make(chan struct{})
}

// keptText is the size of a deck's JSON that is kept, in bytes: a hundred classrooms ask for the same one at a time. That
// of thousands of slides would take more memory than all else, and is made anew for each.
const keptText = 1 << 20

// shortText is a deck as JSON, nil for a long one.
func shortText(d deck.Public) []byte {
	b := atMost{left: keptText}
	if d.Encode(&b) != nil {
		return nil
	}
	return b.Bytes()
}

// atMost holds what is written up to a size.
type atMost struct {
	bytes.Buffer
	left int
}

var errLong = errors.New("it is longer than what is kept")

// Write implements io.Writer.
func (b *atMost) Write(p []byte) (int, error) {
	if b.left -= len(p); b.left < 0 {
		return 0, errLong
	}
	return b.Buffer.Write(p)
}

// encode writes the edition's deck as JSON.
func (e *edition) encode(w io.Writer) error {
	if text := e.short(); text != nil {
		_, err := w.Write(text)
		return err
	}
	return e.public.Encode(w)
}

// goodbye tells the followers that the presenter has left. They keep what they show.
func (h *Hub) goodbye() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if old := h.latest; old != nil && !old.Closed {
		s := old.now()
		s.Closed = true
		s.Seq++
		h.put(s, old.public, old.short, old.album)
	}
}

// look returns the newest edition, nil before the first, and a channel that is closed when there is
// another.
func (h *Hub) look() (*edition, <-chan struct{}) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.latest, h.news
}

// now is the edition's snapshot with its times as they are by now.
func (e *edition) now() Snapshot { return e.aged(time.Since(e.at)) }

// encodeEvent returns the edition as an event of the stream, with its times as they are by now.
// It must not be changed: others send it too.
func (e *edition) encodeEvent() []byte {
	e.event.mu.Lock()
	defer e.event.mu.Unlock()
	if now := time.Now(); e.event.text == nil || now.Sub(e.event.at) > moment {
		e.event.text, e.event.at = encodeEvent(e.now()), now
	}
	return e.event.text
}

func encodeEvent(s Snapshot) []byte {
	text, _ := json.Marshal(s) // No field of a snapshot can fail to encode.
	return fmt.Appendf(nil, "id: %s.%d\nevent: %s\ndata: %s\n\n", s.Session, s.Seq, eventState, text)
}
