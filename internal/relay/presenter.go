package relay

import (
	"context"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
)

// present does all that a presenter does over one connection.
func (p *Presenter) present(ctx context.Context, c *conn) {
	for subject, take := range map[string]nats.MsgHandler{
		p.room.who():    p.asked,
		p.room.states(): func(m *nats.Msg) { p.overheard(m.Data) },
		p.room.sites():  func(m *nats.Msg) { p.reported(m.Data) },
	} {
		if _, err := c.Subscribe(subject, take); err != nil {
			p.trouble(noLink, p.link.explain(c, err))
			return
		}
	}
	_ = c.FlushTimeout(dialWithin) // So that those who ask at the same time hear of each other.
	p.audience.hear(time.Now())
	var all sync.WaitGroup
	all.Go(func() { p.hold(ctx, c) })
	all.Go(func() { p.speak(ctx, c) })
	all.Go(func() { p.keepState(ctx, c) })
	all.Go(func() { p.keepDeck(ctx, c) })
	all.Wait()
}

// current is what is to be published, and whether the room is held and the connection there.
func (p *Presenter) current(c *conn) (e *edition, epoch uint64, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.latest, p.epoch, p.latest != nil && p.epoch > 0 && c.up.Load()
}

// speak publishes each change at once, and the newest state every second.
func (p *Presenter) speak(ctx context.Context, c *conn) {
	beat, moves := time.NewTicker(beatEvery), c.moves()
	defer beat.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-p.news:
		case <-beat.C:
		case <-moves:
		}
		p.say(c)
	}
}

func (p *Presenter) say(c *conn) {
	e, epoch, ok := p.current(c)
	if !ok {
		return
	}
	err := c.Publish(p.room.states(), encode(p.envelope(e, epoch)))
	if err != nil && c.up.Load() {
		p.trouble(noLink, p.link.explain(c, err))
	}
	if e.Closed && err == nil {
		_ = c.FlushTimeout(partTime)
		closeOnce(p.bye)
	}
}

// closeOnce closes a channel that only the calling goroutine closes.
func closeOnce(c chan struct{}) {
	select {
	case <-c:
	default:
		close(c)
	}
}

func (p *Presenter) envelope(e *edition, epoch uint64) envelope {
	p.mu.Lock()
	defer p.mu.Unlock()
	return envelope{
		Version: wireVersion, Epoch: epoch, Name: p.cfg.Name, Sites: p.audience.size(), Stored: p.stored, Snapshot: e.now(),
	}
}

// reported takes a site's report.
func (p *Presenter) reported(data []byte) {
	r, err := decodeSite(data)
	if err != nil {
		return
	}
	p.audience.take(r, time.Now())
	p.mu.Lock()
	defer p.mu.Unlock()
	// Sites ignore what is below the epoch they know, which a store that was lost does not.
	if p.epoch > 0 && r.Epoch > p.epoch && r.Epoch-p.epoch < maxLeap {
		p.floor = max(p.floor, r.Epoch)
		p.doubt(time.Now())
	}
}

// doubt has the claim looked at, unless it has been lately: a site that invents ever higher epochs must not have the room
// taken anew all the time. The next look, which comes anyway, finds what is higher by then. It is called with the lock held.
func (p *Presenter) doubt(now time.Time) {
	if now.Sub(p.doubted) >= checkEvery {
		p.doubted = now
		p.toCheck.ring()
	}
}

// countEvery is the time between two counts of the sites.
const countEvery = 250 * time.Millisecond

// count keeps what Sites says up to date.
func (p *Presenter) count(ctx context.Context) {
	tick := time.NewTicker(countEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		p.mu.Lock()
		deaf := p.troubles[noLink] != nil
		p.mu.Unlock()
		if deaf {
			p.audience.hear(time.Now())
		} else if p.audience.recount(time.Now()) {
			p.changed()
		}
	}
}
