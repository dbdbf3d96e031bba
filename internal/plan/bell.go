package plan

import (
	"fmt"
	"time"
)

// A deck's own bell counts while it is near: a rehearsal the night before has none.
const (
	bellAhead = 3 * time.Hour
	bellPast  = time.Hour
)

// ParseBell reads a time of day as people write it ("9:15", "09:15") and gives it, in the place of
// now, as the next one; one that has passed within the last hour is still meant.
func ParseBell(text string, now time.Time) (time.Time, error) {
	t, err := time.Parse("15:04", text)
	if err != nil {
		return time.Time{}, fmt.Errorf("%q is no time of day: expected one such as 09:15", text)
	}
	y, m, d := now.Date()
	bell := time.Date(y, m, d-1, t.Hour(), t.Minute(), 0, 0, now.Location())
	for now.Sub(bell) > bellPast {
		d++
		bell = time.Date(y, m, d-1, t.Hour(), t.Minute(), 0, 0, now.Location())
	}
	return bell, nil
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
