package live

import (
	"encoding/json"
	"fmt"
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
	text   func() deckText // the deck as JSON, encoded when the first hall asks for it
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
	text, pictures := sync.OnceValue(func() deckText { return textOf(d) }), newAlbum(d, from)
	if old := h.latest; old != nil {
		if !Newer(s, old.Snapshot) {
			return
		}
		if old.Deck == d.Hash {
			text, pictures = old.text, old.album
		}
	}
	h.put(s, d, text, pictures)
}

// put is called with the lock held.
func (h *Hub) put(s Snapshot, d deck.Public, text func() deckText, pictures album) {
	h.latest = &edition{Snapshot: s, at: time.Now(), public: d, text: text, album: pictures}
	close(h.news)
	h.news = make(chan struct{})
}

// goodbye tells the followers that the presenter has left. They keep what they show.
func (h *Hub) goodbye() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if old := h.latest; old != nil && !old.Closed {
		s := old.now()
		s.Closed = true
		s.Seq++
		h.put(s, old.public, old.text, old.album)
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
