package plan

import (
	"fmt"
	"strings"
	"time"
)

// A deck's own bell counts while it is near: a rehearsal the night before has none.
const (
	bellAhead = 3 * time.Hour
	bellPast  = time.Hour
)

// ParseBell reads a time of day as people write it ("09:15", "9.15", "9:15am", "2 pm") and returns the
// next one in now's location; one that has passed within the last hour is still meant.
func ParseBell(text string, now time.Time) (time.Time, error) {
	t, err := parseTimeOfDay(text)
	if err != nil {
		return time.Time{}, fmt.Errorf("%q is not a time of day: expected one such as 09:15", text)
	}
	y, m, d := now.Date()
	for d--; ; d++ {
		bell := time.Date(y, m, d, t.Hour(), t.Minute(), 0, 0, now.Location())
		if now.Sub(bell) <= bellPast {
			return bell, nil
		}
	}
}

func parseTimeOfDay(text string) (t time.Time, err error) {
	text = strings.NewReplacer(" ", "", ".", ":", "a.m.", "am", "p.m.", "pm").Replace(strings.ToLower(text))
	for _, layout := range []string{"15:04", "3:04pm", "3pm"} {
		if t, err = time.Parse(layout, text); err == nil {
			return t, nil
		}
	}
	return t, err
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
