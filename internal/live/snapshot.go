package live

import (
	"time"

	"assembly/internal/talk"
)

// Cover is what lies over the hall's slide, in a stable word. A frozen hall shows its slide, so
// to the hall it is uncovered.
type Cover string

// The covers.
const (
	Uncovered Cover = "uncovered"
	Black     Cover = "black"
	White     Cover = "white"
)

// CoverOf is the hall's cover in a state of the talk.
func CoverOf(c talk.Blank) Cover {
	switch c {
	case talk.Black:
		return Black
	case talk.White:
		return White
	}
	return Uncovered
}

// Snapshot is the whole state of a hall at one moment. It holds the place that the hall shows and
// never the speaker's own. Times are lengths in milliseconds, because two machines' clocks differ.
type Snapshot struct {
	Version int    `json:"v"`
	Session string `json:"session"` // random; another one for each run of a presenter
	Deck    string `json:"deck"`    // deck.Public.Hash
	Seq     uint64 `json:"seq"`     // talk.State.Seq
	Slide   int    `json:"slide"`   // from 0
	Step    int    `json:"step"`    // from 0
	Cover   Cover  `json:"cover"`
	Elapsed int64  `json:"elapsed"` // ms on the talk's clock
	Running bool   `json:"running"` // whether that clock runs
	Shown   int64  `json:"shown"`   // ms since the hall came to this place
	Silence int64  `json:"silence"` // ms that the shape of a reflection takes to fill; 0 for none
	Closed  bool   `json:"closed"`  // the presenter has said goodbye
}

// SnapshotOf is the hall's part of a state. hash is deck.Public.Hash; silence is that of the
// hall's slide in the phase in force.
func SnapshotOf(s talk.State, session, hash string, silence time.Duration, now time.Time) Snapshot {
	at := s.Hall()
	return Snapshot{
		Version: Version, Session: session, Deck: hash, Seq: s.Seq,
		Slide: at.Slide, Step: at.Step, Cover: CoverOf(s.Blank),
		Elapsed: s.Clock.Elapsed(now).Milliseconds(), Running: s.Clock.Running(),
		Shown: s.SinceShown(now).Milliseconds(), Silence: silence.Milliseconds(),
	}
}

// Aged is the snapshot after a time in which nothing happened but that the clocks went on.
func (s Snapshot) Aged(by time.Duration) Snapshot {
	ms := max(by.Milliseconds(), 0)
	s.Shown += ms
	if s.Running {
		s.Elapsed += ms
	}
	return s
}

// Newer reports whether a follower that has b should take a. Under one sequence number, what is
// not the talk's own (the deck after an edit, the silence of another phase, the goodbye) may still
// change; the wire keeps order, so a difference is the later one.
func Newer(a, b Snapshot) bool {
	if a.Session != b.Session || a.Seq != b.Seq {
		return a.Session != b.Session || a.Seq > b.Seq
	}
	return a.Deck != b.Deck || a.Silence != b.Silence || a.Closed != b.Closed
}

// ShownBy reports whether a hall shows what it should.
func (s Snapshot) ShownBy(r Report) bool {
	return r.Session == s.Session && r.Deck == s.Deck &&
		r.Slide == s.Slide && r.Step == s.Step && r.Cover == s.Cover
}

// inside is the snapshot with its place inside a deck of a shape.
func (s Snapshot) inside(shape talk.Shape) Snapshot {
	at := shape.Fit(talk.Pos{Slide: s.Slide, Step: s.Step})
	s.Slide, s.Step = at.Slide, at.Step
	return s
}
