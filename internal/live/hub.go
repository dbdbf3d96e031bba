package live

import (
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"assembly/internal/deck"
)

// Hub holds the newest state of a talk and lets any number of followers know that there is one.
// Each of them looks when it is ready, so a slow one skips states and delays nobody.
type Hub struct {
	mu        sync.Mutex
	latest    *edition
	followers *followers
}

// NewHub makes a hub with nothing published yet.
func NewHub() *Hub { return &Hub{followers: newFollowers()} }

// edition is a published snapshot.
type edition struct {
	Snapshot
	at    time.Time
	deck  *served
	event []byte // encoded once for everyone who is connected when it comes out
}

// served is a deck as JSON, encoded when the first hall asks for it and kept.
type served struct {
	public deck.Public
	once   sync.Once
	text   []byte
	err    error
}

func (d *served) json() ([]byte, error) {
	d.once.Do(func() { d.text, d.err = json.Marshal(d.public) })
	return d.text, d.err
}

// Publish makes a snapshot the newest, unless it is no newer than the one that is there. It never
// blocks.
func (h *Hub) Publish(s Snapshot, d deck.Public) {
	h.mu.Lock()
	defer h.mu.Unlock()
	s.Version, s.Deck = Version, d.Hash
	book := &served{public: d}
	if old := h.latest; old != nil {
		if !newer(s, old.Snapshot) {
			return
		}
		if old.deck.public.Hash == d.Hash {
			book = old.deck
		}
	}
	h.put(s, book)
}

// put is called with the lock held.
func (h *Hub) put(s Snapshot, d *served) {
	h.latest = &edition{Snapshot: s, at: time.Now(), deck: d, event: encodeEvent(s)}
	h.followers.call()
}

// goodbye tells the followers that the presenter has left. They keep what they show.
func (h *Hub) goodbye() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if old := h.latest; old != nil && !old.Closed {
		s := old.aged(time.Since(old.at))
		s.Closed = true
		s.Seq++
		h.put(s, old.deck)
	}
}

// current returns the newest snapshot as it is now; the zero one before there is one.
func (h *Hub) current() Snapshot {
	e := h.look()
	if e == nil {
		return Snapshot{}
	}
	return e.aged(time.Since(e.at))
}

// look returns the newest edition, nil before the first.
func (h *Hub) look() *edition {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.latest
}

// freshFor is how long an encoded event is still right. Whoever joins later gets its times as they
// are by then.
const freshFor = 20 * time.Millisecond

// eventNow is the edition as an event.
func (e *edition) eventNow() []byte {
	age := time.Since(e.at)
	if age < freshFor {
		return e.event
	}
	return encodeEvent(e.aged(age))
}

func encodeEvent(s Snapshot) []byte {
	text, _ := json.Marshal(s) // No field of a snapshot can fail to encode.
	return fmt.Appendf(nil, "id: %s.%d\nevent: %s\ndata: %s\n\n", s.Session, s.Seq, eventState, text)
}
