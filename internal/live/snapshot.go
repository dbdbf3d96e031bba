package live

import (
	"time"

	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// Blank is what the hall shows in place of the slide, in a stable word. A frozen hall shows its
// slide.
type Blank string

// The blanks.
const (
	Visible Blank = "uncovered"
	Black   Blank = "black"
	White   Blank = "white"
)

// blankOf translates the talk's blank.
func blankOf(b talk.Blank) Blank {
	return [...]Blank{talk.Visible: Visible, talk.Black: Black, talk.White: White, talk.Frozen: Visible}[b]
}

// Snapshot is the whole state of a hall at one moment. It holds the position that the hall shows and
// never the speaker's own. Times are lengths in milliseconds, because two machines' clocks differ.
type Snapshot struct {
	Version int    `json:"v"`
	Session string `json:"session"` // random; another one for each run of a presenter
	Deck    string `json:"deck"`    // deck.Public.Hash
	Seq     uint64 `json:"seq"`     // talk.State.Seq
	Slide   int    `json:"slide"`   // from 0
	Step    int    `json:"step"`    // from 0
	Blank   Blank  `json:"cover"`
	Elapsed int64  `json:"elapsed"` // ms on the talk's clock
	Running bool   `json:"running"` // whether that clock runs
	Shown   int64  `json:"shown"`   // ms since the hall came to this position
	Silence int64  `json:"silence"` // ms that the shape of a reflection takes to fill; 0 for none
	Closed  bool   `json:"closed"`  // the presenter has said goodbye
}

// SnapshotOf takes the hall's part of a state. hash is deck.Public.Hash; silence is that of the
// hall's slide in the talk's phase.
func SnapshotOf(s talk.State, session, hash string, silence time.Duration, now time.Time) Snapshot {
	at := s.Hall()
	return Snapshot{
		Version: Version, Session: session, Deck: hash, Seq: s.Seq,
		Slide: at.Slide, Step: at.Step, Blank: blankOf(s.Blank),
		Elapsed: s.Clock.Elapsed(now).Milliseconds(), Running: s.Clock.Running(),
		Shown: s.SinceShown(now).Milliseconds(), Silence: silence.Milliseconds(),
	}
}

// aged is the snapshot after a time in which only the clocks went on.
func (s Snapshot) aged(by time.Duration) Snapshot {
	ms := max(by.Milliseconds(), 0)
	s.Shown += ms
	if s.Running {
		s.Elapsed += ms
	}
	return s
}

// Newer reports whether a follower that has b should take a.
func Newer(a, b Snapshot) bool { return a.Session != b.Session || a.Seq > b.Seq }

// ShownBy reports whether a hall shows what it should.
func (s Snapshot) ShownBy(r Report) bool {
	return r.Session == s.Session && r.Deck == s.Deck &&
		r.Slide == s.Slide && r.Step == s.Step && r.Blank == s.Blank
}

// Inside moves a snapshot's position into a deck of a shape.
func (s Snapshot) Inside(shape talk.Shape) Snapshot {
	at := shape.Fit(talk.Pos{Slide: s.Slide, Step: s.Step})
	s.Slide, s.Step = at.Slide, at.Step
	return s
}
