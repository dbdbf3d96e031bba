package relay

import (
	"cmp"
	"maps"
	"reflect"
	"slices"
	"sync"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/live"
)

// audience is what the sites have reported.
type audience struct {
	mu      sync.Mutex
	sites   map[string]*site // by their ID
	want    live.Snapshot
	changed time.Time // when another snapshot was to be shown
	counted live.Sites
	lost    map[string]string // of the sites that are lost: an ID by the name
}

// site is one of them.
type site struct {
	siteReport
	seen time.Time // of its last report
	lost bool
}

// The bounds of the audience.
const (
	maxSites    = 20_000
	maxNamed    = 200 // that are listed by name
	forgetAfter = 10 * time.Minute
	grace       = 2 * time.Second // for a site to show what is new, above the time over which sites spread
)

func newAudience() *audience { return &audience{sites: map[string]*site{}} }

// expect takes what the sites are to show.
func (a *audience) expect(s live.Snapshot, at time.Time) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.want, a.changed = s, at
}

// take takes a report.
func (a *audience) take(r siteReport, now time.Time) {
	a.mu.Lock()
	defer a.mu.Unlock()
	old := a.sites[r.ID]
	switch {
	case r.Leaving:
		delete(a.sites, r.ID)
	case old != nil:
		old.siteReport, old.seen, old.lost = r, now, false
	case len(a.sites) < maxSites:
		a.replace(r.Name)
		a.sites[r.ID] = &site{siteReport: r, seen: now}
	}
}

// replace forgets a lost site of the same name: it has been started anew.
func (a *audience) replace(name string) {
	id := a.lost[name]
	if s := a.sites[id]; s != nil && s.lost && name != "" {
		delete(a.sites, id)
	}
}

// hear begins the time of silence anew: while the presenter itself had no connection nobody was silent.
func (a *audience) hear(now time.Time) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, s := range a.sites {
		if !s.lost {
			s.seen = now
		}
	}
}

// size is the number of sites that follow.
func (a *audience) size() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.counted.Sites
}

// known is the last count.
func (a *audience) known() live.Sites {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.counted
}

// recount counts, and reports whether anything has changed. What was handed out before stays as it is.
func (a *audience) recount(now time.Time) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	silence := signEvery(a.counted.Sites) * 5 / 2
	late := a.want.Session != "" && now.Sub(a.changed) > grace+spread(a.counted.Sites)
	maps.DeleteFunc(a.sites, func(_ string, s *site) bool { return now.Sub(s.seen) > forgetAfter })
	var out live.Sites
	var lost []string
	a.lost = map[string]string{}
	for id, s := range a.sites {
		if s.lost = s.lost || now.Sub(s.seen) > silence; s.lost {
			lost, a.lost[s.Name] = append(lost, s.Name), id
			continue
		}
		a.add(&out, s, late)
	}
	slices.Sort(lost)
	slices.SortFunc(out.Wrong, worse)
	slices.SortFunc(out.All, func(a, b live.Site) int { return cmp.Or(cmp.Compare(a.Name, b.Name), worse(a, b)) })
	out.All = out.All[:min(len(out.All), maxNamed)]
	out.Silent, out.Lost, out.Wrong = len(lost), first(lost), first(out.Wrong)
	changed := !reflect.DeepEqual(out, a.counted)
	a.counted = out
	return changed
}

// add counts a site that follows. One that is late shows in none of its rooms what it should.
func (a *audience) add(out *live.Sites, s *site, late bool) {
	right := s.Right
	if late && (s.Session != a.want.Session || s.Seq != a.want.Seq || s.Deck != a.want.Deck) {
		right = 0
	}
	out.Sites++
	out.Rooms += s.Rooms
	out.Right += right
	out.Others += s.Others
	one := live.Site{Name: s.Name, Count: s.Rooms, Not: s.Rooms - right, Rooms: s.Wrong}
	if out.All = append(out.All, one); one.Not > 0 {
		out.Wrong = append(out.Wrong, one)
	}
}

// worse puts the site with the most rooms that are not right first.
func worse(a, b live.Site) int {
	return cmp.Or(cmp.Compare(b.Not, a.Not), cmp.Compare(a.Name, b.Name))
}

// first is at most as many as are listed.
func first[T any](all []T) []T { return slices.Clone(all[:min(len(all), maxListed)]) }
