package relay

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/westandtogether-assembly/assembly/internal/live"
)

// The times of taking a room.
const (
	whoWithin  = 1500 * time.Millisecond // for the present holder to answer
	checkEvery = 5 * time.Second         // between two looks at the claim
)

// maxAsked bounds those who are answered when the room has been taken.
const maxAsked = 16

// hold takes the room, and looks after it until it is lost for good or ctx is done.
func (p *Presenter) hold(ctx context.Context, c *conn) {
	moves, check := c.moves(), time.NewTicker(checkEvery)
	defer check.Stop()
	for tries := 0; ctx.Err() == nil; tries++ {
		err := p.ensure(ctx, c)
		p.trouble(noRoom, err)
		if err != nil {
			live.Rest(ctx, live.Backoff(tries))
			continue
		}
		tries = 0
		select {
		case <-ctx.Done():
		case <-moves:
		case <-p.toCheck:
		case <-check.C:
		}
	}
}

// ensure takes the room where it is not held, and finds out whether it still is.
func (p *Presenter) ensure(ctx context.Context, c *conn) error {
	if !c.up.Load() {
		return nil // The link's own trouble is told.
	}
	kv, err := p.link.keyValue(ctx, c)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, storeWithin+whoWithin)
	defer cancel()
	at, now, err := p.readClaim(ctx, kv)
	if err != nil {
		return p.link.explain(c, err)
	}
	p.mu.Lock()
	epoch, floor := p.epoch, p.floor
	p.mu.Unlock()
	switch {
	case epoch > 0 && now.ID == p.id && floor <= epoch:
		return nil
	case epoch > 0 && now.Epoch > epoch && now.ID != p.id:
		p.lose(now.Name)
		return nil
	case epoch == 0:
		if err := p.ask(c); err != nil {
			return err
		}
	}
	before := p.readLeft(ctx, kv)
	if err := p.claim(ctx, kv, at, max(now.Epoch, floor, epoch)); err != nil {
		return p.link.explain(c, err)
	}
	if epoch == 0 {
		p.inherit(ctx, kv, before)
	}
	p.ready.done()
	return nil
}

// readClaim reads who has the room and at which revision the claim is; 0 for none.
func (p *Presenter) readClaim(ctx context.Context, kv jetstream.KeyValue) (revision uint64, h holder, err error) {
	entry, err := kv.Get(ctx, p.room.claimKey())
	if errors.Is(err, jetstream.ErrKeyNotFound) {
		return 0, holder{}, nil
	}
	if err != nil {
		return 0, holder{}, fmt.Errorf("read claim: %w", err)
	}
	h, _ = decodeHolder(entry.Value()) // What cannot be read is nobody's.
	return entry.Revision(), h, nil
}

// ask asks who presents. Nobody is there, or has been left behind, when nobody answers.
func (p *Presenter) ask(c *conn) error {
	m, err := c.Request(p.room.who(), encode(p.holder(0)), whoWithin)
	switch {
	case errors.Is(err, nats.ErrNoResponders), errors.Is(err, nats.ErrTimeout):
		return nil
	case err != nil:
		return p.link.explain(c, err)
	}
	h, err := decodeHolder(m.Data)
	if err != nil || h.ID == p.id || strings.EqualFold(strings.TrimSpace(p.cfg.TakeOver), h.Name) && h.Name != "" {
		return nil //nolint:nilerr // what is not an answer is none
	}
	return &Taken{Room: p.cfg.Room, By: h.Name}
}

// claim writes that the room is this presenter's, above an epoch, unless another did since the revision
// was read.
func (p *Presenter) claim(ctx context.Context, kv jetstream.KeyValue, at, above uint64) error {
	status, err := kv.Status(ctx)
	if err != nil {
		return fmt.Errorf("take room: %w", err)
	}
	if s, ok := status.(*jetstream.KeyValueBucketStatus); ok {
		above = max(above, s.StreamInfo().State.LastSeq) // The claim may have been removed.
	}
	epoch := above + 1
	if at == 0 {
		_, err = kv.Create(ctx, p.room.claimKey(), encode(p.holder(epoch)))
	} else {
		_, err = kv.Update(ctx, p.room.claimKey(), encode(p.holder(epoch)), at)
	}
	if err != nil {
		return fmt.Errorf("take room: %w", err)
	}
	p.won(epoch)
	return nil
}

func (p *Presenter) holder(epoch uint64) holder {
	return holder{Version: wireVersion, Epoch: epoch, ID: p.id, Name: p.cfg.Name}
}

// won begins to publish.
func (p *Presenter) won(epoch uint64) {
	p.mu.Lock()
	p.epoch = epoch
	asked := p.waiting
	p.waiting = nil
	p.news.ring()
	p.toStore.ring()
	p.toShow.ring()
	p.mu.Unlock()
	for _, answer := range asked {
		answer(p.holder(epoch))
	}
}

// lose ends publishing for good.
func (p *Presenter) lose(by string) {
	p.mu.Lock()
	p.epoch = 0
	p.mu.Unlock()
	t := Taken{Room: p.cfg.Room, By: by}
	who := t.by()
	p.trouble(taken, &Problem{What: fmt.Sprintf("%s has taken over the room %s: other sites follow that talk now, and this hall goes on", who, p.cfg.Room),
		err: &t, final: true})
	p.stop()
}

// asked answers who presents. While the room is being taken the answer waits for the outcome.
func (p *Presenter) asked(m *nats.Msg) {
	if m.Reply == "" {
		return
	}
	if h, err := decodeHolder(m.Data); err == nil && h.ID == p.id {
		return // The question is this presenter's own.
	}
	answer := func(h holder) { _ = m.Respond(encode(h)) }
	p.mu.Lock()
	epoch := p.epoch
	if epoch == 0 && len(p.waiting) < maxAsked {
		p.waiting = append(p.waiting, answer)
	}
	p.mu.Unlock()
	if epoch > 0 {
		answer(p.holder(epoch))
	}
}

// overheard looks at what is published in the room: a higher epoch is that of the presenter who has taken it.
func (p *Presenter) overheard(data []byte) {
	e, err := decodeState(data)
	if err != nil {
		return
	}
	p.mu.Lock()
	over := p.epoch > 0 && e.Epoch > p.epoch
	p.mu.Unlock()
	if over {
		p.lose(e.Name)
	}
}
