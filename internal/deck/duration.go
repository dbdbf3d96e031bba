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

var errDuration = errors.New(`expected a duration such as "90s", "1m30s", "1 min 30", "12 minutes" or "1:30"`)

// ParseDuration reads a duration as authors write it: Go's form ("1m30s", "90s"), words ("12 minutes",
// "1 min 30") or minutes and seconds ("1:30"). Spaces are allowed between the parts. Negative durations,
// durations over MaxDuration and bare numbers, which do not say their unit, are errors.
func ParseDuration(s string) (time.Duration, error) {
	d, err := parseDuration(s)
	if err != nil || d < 0 || d > MaxDuration {
		return 0, fmt.Errorf("%q is not a duration: %w", s, errDuration)
	}
	return d, nil
}

func parseDuration(s string) (time.Duration, error) {
	parts := strings.Fields(s)
	for i := 1; i < len(parts); i++ {
		// Without its unit "1 30s" would read as 130 seconds.
		if endsInDigit(parts[i-1]) && isDigit(parts[i][0]) {
			return 0, errDuration
		}
	}
	text := withLastUnit(shortUnits(strings.ToLower(strings.Join(parts, ""))))
	if minutes, seconds, ok := strings.Cut(text, ":"); ok {
		return parseMinutes(minutes, seconds)
	}
	if endsInDigit(text) { // Go takes 0 without a unit.
		return 0, errDuration
	}
	return time.ParseDuration(text)
}

// shortUnits writes the units of time as Go has them.
func shortUnits(text string) string {
	return strings.NewReplacer(
		"hours", "h", "hour", "h", "hrs.", "h", "hrs", "h", "hr.", "h", "hr", "h",
		"minutes", "m", "minute", "m", "mins.", "m", "mins", "m", "min.", "m", "min", "m",
		"seconds", "s", "second", "s", "secs.", "s", "secs", "s", "sec.", "s", "sec", "s",
	).Replace(text)
}

// withLastUnit adds the unit that people leave out at the end: "1m30" is one minute and 30 seconds, and
// "1h30" one hour and 30 minutes.
func withLastUnit(text string) string {
	head := strings.TrimRight(text, "0123456789")
	n, err := strconv.Atoi(text[len(head):])
	switch {
	case err != nil || n > 59:
	case strings.HasSuffix(head, "m"):
		return text + "s"
	case strings.HasSuffix(head, "h"):
		return text + "m"
	}
	return text
}

func endsInDigit(s string) bool { return s != "" && isDigit(s[len(s)-1]) }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func parseMinutes(minutes, seconds string) (time.Duration, error) {
	m, err := strconv.ParseUint(minutes, 10, 12)
	if err != nil {
		return 0, err
	}
	s, err := strconv.ParseUint(seconds, 10, 8)
	if err != nil || s > 59 || len(seconds) != 2 {
		return 0, errDuration
	}
	return time.Duration(m)*time.Minute + time.Duration(s)*time.Second, nil
}

// FormatDuration writes a duration as ParseDuration reads it, in whole seconds and without parts
// that are zero: "1m30s", "45s", "2m". A negative one, which no deck can hold, has a minus sign.
func FormatDuration(d time.Duration) string {
	text := d.Round(time.Second).Truncate(time.Second).String() // Rounding leaves the very longest as it is.
	if short, ok := strings.CutSuffix(text, "m0s"); ok {
		text = short + "m"
	}
	return strings.Replace(text, "h0m", "h", 1)
}
