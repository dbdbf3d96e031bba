package live

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"
)

// The kinds of hall.
const (
	Terminal = "terminal"
	Browser  = "browser"
)

// Report is what a hall says of itself: what it really shows.
type Report struct {
	ID      string `json:"id"`   // random, 1 to 64 letters, digits and hyphens
	Kind    string `json:"kind"` // Terminal or Browser
	Session string `json:"session"`
	Deck    string `json:"deck"` // hash of the deck that it draws
	Seq     uint64 `json:"seq"`
	Slide   int    `json:"slide"` // from 0
	Step    int    `json:"step"`  // from 0
	Blank   Blank  `json:"cover"`
	W       int    `json:"w"`              // columns, or CSS pixels
	H       int    `json:"h"`              // rows, or CSS pixels
	Type    string `json:"type,omitempty"` // how a terminal draws type, by a name of bigtype; "" when it does not say
	Lost    int    `json:"lost"`           // lines of the slide that found no room, or Unsaid
	Room    string `json:"room,omitempty"` // a classroom's own name; "" for none
	Closed  bool   `json:"closed"`         // the hall says goodbye: somebody has closed it
}

// Unsaid is Report.Lost of a hall that does not say what found no room.
const Unsaid = -1

var errReport = errors.New("read report: not a report of a hall screen")

// maxSide bounds a hall's sides.
const maxSide = 100_000

// check refuses what no hall would report: its text is drawn on the speaker's screen.
func (r Report) check() error {
	size := 0 <= r.W && r.W <= maxSide && 0 <= r.H && r.H <= maxSide
	position := 0 <= r.Slide && r.Slide <= maxSlide && 0 <= r.Step && r.Step <= maxSlide
	kind := slices.Contains([]string{Terminal, Browser}, r.Kind)
	blank := slices.Contains([]Blank{Visible, Black, White}, r.Blank)
	lost := Unsaid <= r.Lost && r.Lost <= maxSide
	drawn := r.Type == "" || isName(r.Type) && len(r.Type) <= 16
	if !size || !lost || !drawn || !position || !kind || !blank || !isName(r.ID) || len(r.Session) > 64 || len(r.Deck) > 128 {
		return errReport
	}
	return nil
}

func isName(s string) bool {
	return s != "" && len(s) <= 64 && !strings.ContainsFunc(s, func(c rune) bool {
		return !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-')
	})
}

// Opener is a way to open a hall screen.
type Opener struct {
	Key, Name string
	Open      func() error // opens it, and waits until that has failed or can be taken to have worked; nil where there is only Hint
	Hint      string       // what to type, where there is no other way
	Else      string       // what to do where Open has failed; "" for nothing else
}

// Hall is a hall as the presenter knows it.
type Hall struct {
	Report
	Matches bool      // it shows what it should
	Gone    bool      // silent for lostAfter, or its connection has closed, without a goodbye
	Seen    time.Time // of its last report
	Since   time.Time // of its first report

	silence *time.Timer // runs out when it is lost
}

// registry is what the halls have reported. Its zero value is empty.
type registry struct {
	mu      sync.Mutex
	halls   map[string]*Hall
	streams map[string]int // open event streams by the hall's id
}

// The bounds of the registry.
const (
	forgetAfter = time.Minute
	maxHalls    = 64
)

// take records a report and reports whether it is news.
func (g *registry) take(r Report, now time.Time) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.halls == nil {
		g.halls = map[string]*Hall{}
	}
	g.forget(now)
	old, known := g.halls[r.ID]
	switch {
	case known:
		changed := old.Gone || old.Report != r
		old.Report, old.Seen, old.Gone = r, now, false
		return changed
	case r.Closed || len(g.halls) >= maxHalls:
		return false
	}
	g.halls[r.ID] = &Hall{Report: r, Seen: now, Since: now}
	return true
}

// watch has a function called when a hall has been silent for so long that it counts as lost.
func (g *registry) watch(id string, silent func()) {
	g.mu.Lock()
	defer g.mu.Unlock()
	switch h := g.halls[id]; {
	case h == nil:
	case h.silence == nil:
		h.silence = time.AfterFunc(lostAfter, silent)
	default:
		h.silence.Reset(lostAfter)
	}
}

// join records that a hall's event stream is open. The id may be one that no hall has.
func (g *registry) join(id string) {
	if !isName(id) {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.streams == nil {
		g.streams = map[string]int{}
	}
	g.streams[id]++
}

// leave records that one has closed. A hall that has come back on another is not lost.
func (g *registry) leave(id string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.streams[id] > 1 {
		g.streams[id]--
		return
	}
	delete(g.streams, id)
	if h, known := g.halls[id]; known {
		h.Gone = true
	}
}

func (g *registry) forget(now time.Time) {
	maps.DeleteFunc(g.halls, func(_ string, h *Hall) bool { return now.Sub(h.Seen) > forgetAfter })
}

// list returns every hall, the oldest first, compared with what it should show.
func (g *registry) list(want Snapshot, now time.Time) []Hall {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.forget(now)
	out := make([]Hall, 0, len(g.halls))
	for _, h := range g.halls {
		one := *h
		one.Gone = !one.Closed && (one.Gone || now.Sub(one.Seen) >= lostAfter)
		one.Matches = !one.Closed && !one.Gone && want.shownBy(one.Report)
		out = append(out, one)
	}
	slices.SortFunc(out, func(a, b Hall) int {
		return cmp.Or(a.Since.Compare(b.Since), strings.Compare(a.ID, b.ID))
	})
	return out
}
