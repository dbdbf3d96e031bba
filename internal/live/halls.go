package live

import (
	"errors"
	"slices"
	"strings"
	"time"
)

// The kinds of hall.
const (
	Terminal = "terminal"
	Browser  = "browser"
)

// Report is what a hall says of itself: what it really shows.
type Report struct {
	ID      string `json:"id"`             // random, 1 to 64 letters, digits and hyphens
	Kind    string `json:"kind"`           // Terminal or Browser
	Room    string `json:"room,omitempty"` // name of a classroom, as CleanRoom leaves it; "" for a hall of this machine
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
	Open      func() error  // opens it, and waits until that has failed or can be taken to have worked; nil where there is only Hint
	Hint      string        // what to type, where there is no other way
	Else      func() string // what to do where Open has failed; nil for nothing else
}

// Hall is a hall as the presenter knows it.
type Hall struct {
	Report
	Matches bool      // it shows what it should
	Gone    bool      // silent for lostAfter, or its connection has closed, without a goodbye
	Seen    time.Time // of its last report
	Since   time.Time // of its first report

	silence  *time.Timer // runs out when it is lost
	host     string      // address of a classroom's screen
	replaces bool        // it has taken the position of one that is gone
	left     time.Time   // when its event stream closed, while it is Gone
}
