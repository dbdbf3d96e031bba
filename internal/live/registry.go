package live

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"
)

// registry is what the halls have reported. Those of this machine and the classrooms are apart: no classroom
// can pass for a hall, or take the room of one. Its zero value is empty.
type registry struct {
	mu           sync.Mutex
	halls, rooms roster

	kept   []Hall   // what listed gave last; nil for nothing
	keptOf *edition // compared with it
	keptAt time.Time
}

// keptFor is how long a list may be given again in which nothing has changed: somebody may have fallen silent.
const keptFor = 200 * time.Millisecond

// listed is list for what is published, as it was lately unless anything has changed.
func (g *registry) listed(e *edition, now time.Time) []Hall {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.kept == nil || g.keptOf != e || now.Sub(g.keptAt) >= keptFor {
		want := Snapshot{}
		if e != nil {
			want = e.Snapshot
		}
		g.kept, g.keptOf, g.keptAt = g.list(want, now), e, now
	}
	return g.kept
}

// The bounds of the registry.
const (
	forgetAfter  = time.Minute
	maxHalls     = 64
	maxRooms     = 256
	maxRoomsEach = 128 // of one address
)

// roster is halls by their ids.
type roster struct {
	all     map[string]*Hall
	streams map[string]presence // open event streams by the hall's id, which may be one that no hall has
}

// presence is how many event streams an address has open for an id.
type presence struct {
	host string
	n    int
}

// take records a report of a hall of this machine and reports whether it is news.
func (g *registry) take(r Report, now time.Time) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	r.Room = ""
	news, _ := g.halls.take(r, "", now, func(more int) bool { return len(g.halls.all)+more <= maxHalls })
	g.stale(news)
	return news
}

// takeRoom records a report of a classroom, and reports whether it is news and whether it may report at all:
// while its event stream is open from the same address, and if it does not go by the id of a hall.
func (g *registry) takeRoom(r Report, host string, now time.Time) (news, ok bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if r.Room == "" || r.Kind != Browser || g.halls.knows(r.ID) || g.rooms.streams[r.ID].host != host || g.rooms.streams[r.ID].n == 0 {
		return false, false
	}
	news, ok = g.rooms.take(r, host, now, func(more int) bool {
		return len(g.rooms.all)+more <= maxRooms && g.rooms.of(host)+more <= maxRoomsEach
	})
	g.stale(news)
	return news, ok
}

// stale has the list made anew.
func (g *registry) stale(news bool) {
	if news {
		g.kept = nil
	}
}

// watch has a function called when a hall has been silent for so long that it counts as lost.
func (g *registry) watch(id string, silent func()) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.halls.watch(id, silent)
	g.rooms.watch(id, silent)
}

// join records that a hall's event stream is open. The id may be one that no hall has.
func (g *registry) join(id string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.halls.join(id, "")
}

// leave records that one has closed.
func (g *registry) leave(id string, now time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.halls.leave(id, "", now)
	g.stale(true)
}

// joinRoom records that the event stream of a classroom with a name is open.
func (g *registry) joinRoom(id, host string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.rooms.join(id, host)
}

// leaveRoom records that one has closed.
func (g *registry) leaveRoom(id, host string, now time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.rooms.leave(id, host, now)
	g.stale(true)
}

// list returns the halls, and behind them the classrooms, the oldest first, compared with what they should show.
func (g *registry) list(want Snapshot, now time.Time) []Hall {
	return append(g.halls.list(want, now), g.rooms.list(want, now)...)
}

// take records a report; that of a new hall unless all places are taken, and it comes in the place of none that is lost. It
// reports whether that is news, and whether there is room. To refuse costs little, however often somebody asks.
func (o *roster) take(r Report, host string, now time.Time, room func(more int) bool) (news, ok bool) {
	if old := o.all[r.ID]; old != nil && now.Sub(old.Seen) <= forgetAfter {
		news = old.Gone || old.Report != r
		old.Report, old.Seen, old.Gone = r, now, false
		return news, true
	}
	if r.Closed {
		return false, true
	}
	if o.all == nil {
		o.all = map[string]*Hall{}
	}
	o.forget(now)
	h := &Hall{Report: r, Seen: now, Since: now, host: host}
	if !room(1) && !o.replaces(h, now) {
		return false, false
	}
	o.all[r.ID] = h
	o.settle(now) // It may take the position of one that is lost.
	if !room(0) {
		delete(o.all, r.ID)
		return false, false
	}
	return true, true
}

// replaces reports whether a new hall takes the position of one that is lost.
func (o *roster) replaces(h *Hall, now time.Time) bool {
	for _, g := range o.all {
		if g.gone(now) && g.leavesTo(h) {
			return true
		}
	}
	return false
}

// leavesTo reports whether a hall that is lost may have left its position to another.
func (h *Hall) leavesTo(next *Hall) bool {
	return h != next && h.Kind == next.Kind && h.Room == next.Room && !next.Since.Before(h.missed())
}

// forget forgets the halls that nobody has heard of for long.
func (o *roster) forget(now time.Time) {
	maps.DeleteFunc(o.all, func(_ string, h *Hall) bool { return now.Sub(h.Seen) > forgetAfter })
}

func (o *roster) watch(id string, silent func()) {
	switch h := o.all[id]; {
	case h == nil:
	case h.silence == nil:
		h.silence = time.AfterFunc(lostAfter, silent)
	default:
		h.silence.Reset(lostAfter)
	}
}

// knows reports whether an id is that of a hall, or of an event stream.
func (o *roster) knows(id string) bool { return o.all[id] != nil || o.streams[id].n > 0 }

// of counts the halls of an address.
func (o *roster) of(host string) int {
	n := 0
	for _, h := range o.all {
		if h.host == host {
			n++
		}
	}
	return n
}

// join counts an event stream. One address keeps an id until its streams have closed.
func (o *roster) join(id, host string) {
	p := o.streams[id]
	if !isName(id) || p.n > 0 && p.host != host {
		return
	}
	if o.streams == nil {
		o.streams = map[string]presence{}
	}
	o.streams[id] = presence{host, p.n + 1}
}

// leave counts one less. A hall that has come back on another is not lost.
func (o *roster) leave(id, host string, now time.Time) {
	p := o.streams[id]
	if p.n == 0 || p.host != host {
		return
	}
	if p.n > 1 {
		o.streams[id] = presence{host, p.n - 1}
		return
	}
	delete(o.streams, id)
	if h := o.all[id]; h != nil {
		h.Gone, h.left = true, now
	}
}

// settle forgets the halls that nobody has heard of for long, and those that others have replaced.
func (o *roster) settle(now time.Time) {
	o.forget(now)
	gone := o.sorted(func(h *Hall) bool { return h.gone(now) })
	if len(gone) == 0 {
		return
	}
	for _, h := range o.sorted(func(h *Hall) bool { return !h.replaces }) {
		if i := replacedBy(h, gone); i >= 0 {
			h.replaces = true
			delete(o.all, gone[i].ID)
			gone = slices.Delete(gone, i, i+1)
		}
	}
}

// replacedBy finds the one whose position a hall has taken that came later: one of its size, or else the
// one that has been gone the longest; -1 for none.
func replacedBy(h *Hall, gone []*Hall) int {
	best := -1
	for i, g := range gone {
		if !g.leavesTo(h) {
			continue
		}
		same := func(i int) bool { return gone[i].W == h.W && gone[i].H == h.H }
		if best < 0 || same(i) && !same(best) || same(i) == same(best) && g.Seen.Before(gone[best].Seen) {
			best = i
		}
	}
	return best
}

// missed is when a hall that is lost was missing at the latest: one that came before stood beside it.
func (h *Hall) missed() time.Time {
	if next := h.Seen.Add(beatEvery); !h.Gone || next.Before(h.left) {
		return next
	}
	return h.left
}

// gone reports whether a hall is lost, rather than closed.
func (h *Hall) gone(now time.Time) bool {
	return !h.Closed && (h.Gone || now.Sub(h.Seen) >= lostAfter)
}

// sorted gives some of the halls, the oldest first.
func (o *roster) sorted(which func(h *Hall) bool) []*Hall {
	var out []*Hall
	for _, h := range o.all {
		if which(h) {
			out = append(out, h)
		}
	}
	slices.SortFunc(out, func(a, b *Hall) int {
		return cmp.Or(a.Since.Compare(b.Since), strings.Compare(a.ID, b.ID))
	})
	return out
}

func (o *roster) list(want Snapshot, now time.Time) []Hall {
	o.settle(now)
	all := o.sorted(func(*Hall) bool { return true })
	out := make([]Hall, 0, len(all))
	for _, h := range all {
		one := *h
		one.Gone = h.gone(now)
		one.Matches = !one.Closed && !one.Gone && want.ShownBy(one.Report)
		out = append(out, one)
	}
	return out
}
