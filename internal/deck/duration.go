package deck

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// MaxDuration is the longest duration that a deck may name.
const MaxDuration = 24 * time.Hour

var errDuration = errors.New(`expected a duration such as "90s", "1m30s" or "1:30"`)

// ParseDuration reads a duration as authors write it: Go's form ("1m30s", "90s") or minutes and
// seconds ("1:30"). Spaces are allowed between the parts. Negative durations, durations over
// MaxDuration and bare numbers, which do not say their unit, are errors.
func ParseDuration(s string) (time.Duration, error) {
	text := strings.ReplaceAll(strings.TrimSpace(s), " ", "")
	d, err := parseDuration(text)
	if err != nil || d < 0 || d > MaxDuration {
		return 0, fmt.Errorf("%q is no duration: %w", s, errDuration)
	}
	return d, nil
}

func parseDuration(text string) (time.Duration, error) {
	min, sec, ok := strings.Cut(text, ":")
	if !ok {
		d, err := time.ParseDuration(text)
		if text == "0" { // Go takes it without a unit.
			return 0, errDuration
		}
		return d, err
	}
	m, err := strconv.ParseUint(min, 10, 12)
	if err != nil {
		return 0, err
	}
	s, err := strconv.ParseUint(sec, 10, 8)
	if err != nil || s > 59 || len(sec) != 2 {
		return 0, errDuration
	}
	return time.Duration(m)*time.Minute + time.Duration(s)*time.Second, nil
}

// FormatDuration writes a duration as ParseDuration reads it, in whole seconds and without parts
// that are zero: "1m30s", "45s", "2m".
func FormatDuration(d time.Duration) string {
	d = d.Round(time.Second)
	if d == 0 {
		return "0s"
	}
	var b strings.Builder
	for _, part := range []struct {
		unit time.Duration
		name byte
	}{{time.Hour, 'h'}, {time.Minute, 'm'}, {time.Second, 's'}} {
		if n := d / part.unit; n > 0 {
			b.WriteString(strconv.FormatInt(int64(n), 10))
			b.WriteByte(part.name)
			d -= n * part.unit
		}
	}
	return b.String()
}
