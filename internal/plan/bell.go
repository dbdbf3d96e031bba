package plan

import (
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// A deck's own bell counts while it is near: a rehearsal the night before has none.
const (
	bellAhead = 3 * time.Hour
	bellPast  = time.Hour
)

// ParseBell reads a time of day as deck.ParseTimeOfDay does and returns the next one in now's location; one
// that has passed within the last hour is still meant.
func ParseBell(text string, now time.Time) (time.Time, error) {
	t, err := deck.ParseTimeOfDay(text)
	if err != nil {
		return time.Time{}, err
	}
	y, m, d := now.Date()
	for d--; ; d++ {
		bell := time.Date(y, m, d, t.Hour(), t.Minute(), 0, 0, now.Location())
		if now.Sub(bell) <= bellPast {
			return bell, nil
		}
	}
}

// NearBell is the bell that a deck names, when it rings within three hours or rang within the
// last one; otherwise the zero time.
func NearBell(text string, now time.Time) time.Time {
	bell, err := ParseBell(text, now)
	if err != nil || bell.Sub(now) > bellAhead {
		return time.Time{}
	}
	return bell
}
