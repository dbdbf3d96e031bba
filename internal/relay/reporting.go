package relay

import (
	"context"
	"slices"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/live"
)

// Report takes what the site's own hall screen shows. It never blocks.
func (f *Follower) Report(r live.Report) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.own = &r; r.Closed {
		f.own = nil
	}
	f.report.ring()
}

// Audience says what the site's own followers show: screens that count as rooms, and the number of others. It
// never blocks.
func (f *Follower) Audience(rooms []live.Hall, others int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.rooms, f.others = slices.Clone(rooms), others
	f.report.ring()
}

// Part tells the presenter that the site is leaving, and not lost. It waits for that half a second at most;
// what is reported after it is not sent.
func (f *Follower) Part() {
	f.part.Do(func() { close(f.leave) })
	rest := time.NewTimer(partTime)
	defer rest.Stop()
	select {
	case <-f.parted:
	case <-f.ctx.Done():
	case <-rest.C:
	}
}

// gather is how long what changes at nearly the same time is gathered into one report.
const gather = 50 * time.Millisecond

// keepReporting reports what has changed, at a moment that is left to chance, and repeats it as a sign of life.
func (f *Follower) keepReporting(ctx context.Context, c *conn) {
	moves := c.moves()
	next := time.NewTimer(gather)
	defer next.Stop()
	var last siteReport
	due := time.Now().Add(gather) // of the next report
	for {
		select {
		case <-ctx.Done():
			return
		case <-f.leave:
			f.depart(c)
			return
		case <-moves:
			last = siteReport{}
		case <-f.report:
			if r := f.reportNow(); r.equal(last) {
				continue
			}
		case <-next.C:
			if r := f.reportNow(); c.up.Load() && c.Publish(f.room.sites(), encode(r)) == nil {
				last = r
			}
			due = time.Now().Add(signEvery(f.size()))
			next.Reset(time.Until(due))
			continue
		}
		if soon := time.Now().Add(f.pause()); soon.Before(due) {
			due = soon
			next.Reset(time.Until(due))
		}
	}
}

// pause is how long a report waits, so that not all sites report at once.
func (f *Follower) pause() time.Duration { return gather + chance(spread(f.size())) }

func (f *Follower) size() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.sites
}

// depart sends that the site leaves.
func (f *Follower) depart(c *conn) {
	defer closeOnce(f.parted)
	if !c.up.Load() {
		return
	}
	r := f.reportNow()
	r.Leaving = true
	if c.Publish(f.room.sites(), encode(r)) == nil {
		_ = c.FlushTimeout(partTime)
	}
}

// reportNow is what the site says of itself.
func (f *Follower) reportNow() siteReport {
	f.mu.Lock()
	defer f.mu.Unlock()
	s := f.state.Snapshot
	r := siteReport{
		Version: wireVersion, ID: f.id, Name: f.site, Others: f.others,
		Epoch: f.epoch, Session: s.Session, Seq: s.Seq, Deck: s.Deck,
	}
	if f.own != nil {
		r.count(s.ShownBy(*f.own), "")
	}
	for _, h := range f.rooms {
		if !h.Closed {
			r.count(h.Matches, h.Room)
		}
	}
	return r
}

// count counts a room.
func (r *siteReport) count(right bool, name string) {
	r.Rooms++
	switch {
	case right:
		r.Right++
	case name != "" && len(r.Wrong) < maxListed:
		r.Wrong = append(r.Wrong, cleaned(name, maxName))
	}
}
