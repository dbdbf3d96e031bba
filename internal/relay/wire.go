package relay

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/live"
)

// wireVersion is the version of what goes over a relay. Two programs follow each other only when theirs
// and live.Version are equal.
const wireVersion = 1

// The bounds of what is read.
const (
	maxMessage = 16 << 10 // bytes of a message
	maxName    = 40       // characters of a name
	maxListed  = 8        // names in a list
	maxPlace   = 1_000_000
	maxLength  = 100 * 24 * 3600 * 1000 // ms of a length of time: a hundred days
	maxCount   = 1_000_000
	maxEpoch   = 1 << 53
	maxLeap    = 1 << 30 // by which a site's epoch may be above the presenter's
)

var (
	errVersion = errors.New("read state: made by another version of this program")
	errMessage = errors.New("read message: not one of this program")
)

// envelope is a state on its way to the sites. It holds lengths of time and no time of day.
type envelope struct {
	Version  int           `json:"v"`
	Epoch    uint64        `json:"epoch"`  // rises each time that the room is taken
	Name     string        `json:"name"`   // the presenter's
	Sites    int           `json:"sites"`  // that follow, by which they spread what they send
	Stored   string        `json:"stored"` // hash of the deck that can be fetched
	Snapshot live.Snapshot `json:"snapshot"`
}

func encode(v any) []byte {
	text, _ := json.Marshal(v) // No field of a message can fail to encode.
	return text
}

// decodeState reads a state. Whatever the version is, its number is found first.
func decodeState(data []byte) (envelope, error) {
	var e envelope
	if err := decodeVersion(data); err != nil {
		return e, err
	}
	if err := json.Unmarshal(data, &e); err != nil {
		return envelope{}, fmt.Errorf("%w: %w", errMessage, err)
	}
	if e.Snapshot.Version != live.Version {
		return envelope{}, errVersion
	}
	if !e.inBounds() {
		return envelope{}, errMessage
	}
	e.Name = cleaned(e.Name, maxName)
	return e, nil
}

func decodeVersion(data []byte) error {
	var v struct {
		Version int `json:"v"`
	}
	if len(data) > maxMessage {
		return fmt.Errorf("%w: %d bytes, expected at most %d", errMessage, len(data), maxMessage)
	}
	if err := json.Unmarshal(data, &v); err != nil {
		return fmt.Errorf("%w: %w", errMessage, err)
	}
	switch v.Version {
	case wireVersion:
		return nil
	case 0: // No version ever had that.
		return errMessage
	}
	return errVersion
}

func (e envelope) inBounds() bool {
	s := e.Snapshot
	within := func(n, most int64) bool { return 0 <= n && n <= most }
	return 0 < e.Epoch && e.Epoch <= maxEpoch && within(int64(e.Sites), maxCount) && (e.Stored == "" || isID(e.Stored)) &&
		isID(s.Session) && isID(s.Deck) && within(int64(s.Slide), maxPlace) && within(int64(s.Step), maxPlace) &&
		slices.Contains([]live.Blank{live.Visible, live.Black, live.White}, s.Blank) &&
		within(s.Elapsed, maxLength) && within(s.Shown, maxLength) && within(s.Silence, maxLength)
}

// isID reports whether a text is a hash, a session or a picture's ID.
func isID(s string) bool {
	return 0 < len(s) && len(s) <= 128 && !strings.ContainsFunc(s, func(c rune) bool { return !inRoom(c) })
}

// siteReport is what a site says of itself.
type siteReport struct {
	Version int      `json:"v"`
	ID      string   `json:"id"` // random; another one for each run
	Name    string   `json:"name"`
	Rooms   int      `json:"rooms"`  // hall screens and named classrooms
	Right   int      `json:"right"`  // of these: they show what they should
	Others  int      `json:"others"` // screens without a name
	Wrong   []string `json:"wrong,omitempty"`
	Epoch   uint64   `json:"epoch"` // of the state that the site holds, and these three with it
	Session string   `json:"session"`
	Seq     uint64   `json:"seq"`
	Deck    string   `json:"deck"`
	Leaving bool     `json:"leaving,omitempty"`
}

func (r siteReport) equal(o siteReport) bool {
	return slices.Equal(r.Wrong, o.Wrong) && r.ID == o.ID && r.Name == o.Name && r.Rooms == o.Rooms &&
		r.Right == o.Right && r.Others == o.Others && r.Epoch == o.Epoch && r.Session == o.Session &&
		r.Seq == o.Seq && r.Deck == o.Deck && r.Leaving == o.Leaving
}

// decodeSite reads a report. Its names are drawn on the speaker's screen.
func decodeSite(data []byte) (siteReport, error) {
	var r siteReport
	if err := decodeVersion(data); err != nil {
		return r, err
	}
	if err := json.Unmarshal(data, &r); err != nil {
		return siteReport{}, fmt.Errorf("%w: %w", errMessage, err)
	}
	counts := 0 <= r.Right && r.Right <= r.Rooms && r.Rooms <= maxCount && 0 <= r.Others && r.Others <= maxCount
	if !counts || !isID(r.ID) || len(r.Session) > 128 || len(r.Deck) > 128 || r.Epoch > maxEpoch || len(r.Wrong) > maxListed {
		return siteReport{}, errMessage
	}
	r.Name = cleaned(r.Name, maxName)
	for i, name := range r.Wrong {
		r.Wrong[i] = cleaned(name, maxName)
	}
	return r, nil
}

// holder is who holds a room: the value of its claim, and the answer to the question who presents there.
// Its fields stay as they are in every version.
type holder struct {
	Version int    `json:"v"`
	Epoch   uint64 `json:"epoch"`
	ID      string `json:"id"` // random; another one for each run of a presenter
	Name    string `json:"name"`
}

func decodeHolder(data []byte) (holder, error) {
	var h holder
	if len(data) > maxMessage {
		return h, errMessage
	}
	if err := json.Unmarshal(data, &h); err != nil {
		return holder{}, fmt.Errorf("%w: %w", errMessage, err)
	}
	if !isID(h.ID) || h.Epoch > maxEpoch {
		return holder{}, errMessage
	}
	h.Name = cleaned(h.Name, maxName)
	return h, nil
}
