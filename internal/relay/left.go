package relay

import (
	"context"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/westandtogether-assembly/assembly/internal/live"
)

// left is the last state that the presenter before left in the room, without a goodbye.
type left struct {
	live.Snapshot
	at time.Time // when it was stored, by the server's clock
}

// readLeft reads it ahead of taking the room; nil for none.
func (p *Presenter) readLeft(ctx context.Context, kv jetstream.KeyValue) *left {
	entry, err := kv.Get(ctx, p.room.stateKey())
	if err != nil {
		return nil
	}
	e, err := decodeState(entry.Value())
	if err != nil || e.Snapshot.Closed {
		return nil
	}
	return &left{e.Snapshot, entry.Created()}
}

// inherit keeps what was left, as it is by now. The server's clock is the only one that both moments are
// measured by.
func (p *Presenter) inherit(ctx context.Context, kv jetstream.KeyValue, l *left) {
	entry, err := kv.Get(ctx, p.room.claimKey())
	if l == nil || err != nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.left = &live.State{Snapshot: l.Snapshot, Received: time.Now().Add(l.at.Sub(entry.Created()))}
}

// Left is the state that the presenter before left in the room without a goodbye, as it is by now. There is
// none where the room was free, and before Ready.
func (p *Presenter) Left() (s live.Snapshot, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.left == nil {
		return live.Snapshot{}, false
	}
	return p.left.Now(time.Now()), true
}
