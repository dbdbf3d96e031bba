package deck_test

import (
	"strings"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

func TestParseDuration(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"90s":       90 * time.Second,
		"1m30s":     90 * time.Second,
		"1m 30s":    90 * time.Second,
		" 1 m 30 s": 90 * time.Second,
		"1:30":      90 * time.Second,
		"1 : 30":    90 * time.Second,
		"0:05":      5 * time.Second,
		"00:00":     0,
		"0s":        0,
		"1.5m":      90 * time.Second,
		"500ms":     500 * time.Millisecond,
		"24h":       deck.MaxDuration,
		"1440:00":   deck.MaxDuration,
		"090s":      90 * time.Second,

		"12 minutes":          12 * time.Minute,
		"1 Minute 30 Seconds": 90 * time.Second,
		"45 seconds":          45 * time.Second,
		"2 mins 5 secs":       125 * time.Second,
		"1 hour 1 min":        61 * time.Minute,
		"1 sec":               time.Second,

		"1 min 30":     90 * time.Second,
		"1 minute 30":  90 * time.Second,
		"1m30":         90 * time.Second,
		"1 min. 5":     65 * time.Second,
		"1h":           time.Hour,
		"1 h 30":       90 * time.Minute,
		"2 hrs 15":     135 * time.Minute,
		"1 min 30 sec": 90 * time.Second,
	} {
		if got, err := deck.ParseDuration(text); err != nil || got != want {
			t.Errorf("ParseDuration(%q) = %v, %v, want %v", text, got, err, want)
		}
	}
}

func TestParseDurationErrors(t *testing.T) {
	for _, text := range []string{
		"", " ", "90", "0", "+0", "-0", "-5s", "-1:30", "1:60", "1:5", "1:005", "1:30s", ":30", "1:", "1:2:03",
		"1 30s", "9 0s", "1:3 0", "1m60", "1m1.5", "1h60", "1 min 30 20", "30 min 1 90", "m30", "s", "soon", "minutes", "5 parsecs", "3 fortnights", "25h", "1441:00", "99999999:00", "1,5m", "٣s",
	} {
		got, err := deck.ParseDuration(text)
		if err == nil {
			t.Errorf("ParseDuration(%q) = %v, want an error", text, got)
			continue
		}
		if !strings.Contains(err.Error(), `expected a duration such as "90s", "1m30s", "1 min 30", "12 minutes" or "1:30"`) {
			t.Errorf("the error for %q does not say what was expected: %v", text, err)
		}
	}
}

func TestFormatDuration(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0:                       "0s",
		400 * time.Millisecond:  "0s",
		time.Second:             "1s",
		90 * time.Second:        "1m30s",
		2 * time.Minute:         "2m",
		time.Hour + time.Second: "1h1s",
		24 * time.Hour:          "24h",
		1500 * time.Millisecond: "2s",
		-70 * time.Second:       "-1m10s",
		-1 << 63:                "-2562047h47m16s",
	} {
		if got := deck.FormatDuration(d); got != want {
			t.Errorf("FormatDuration(%d) = %q, want %q", d, got, want)
		}
	}
}

// FuzzDuration holds that what is accepted lies within the bounds, and that writing it and
// reading it again gives the same duration in whole seconds.
func FuzzDuration(f *testing.F) {
	for _, seed := range []string{"90s", "1m30s", "1:30", "24h", "1.5m", "0s", "1 m 30 s", "1e3s", "500ms", "-0s"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := deck.ParseDuration(text)
		if err != nil {
			return
		}
		if d < 0 || d > deck.MaxDuration {
			t.Fatalf("ParseDuration(%q) = %v, which is out of bounds", text, d)
		}
		written := deck.FormatDuration(d)
		again, err := deck.ParseDuration(written)
		if err != nil || again != d.Round(time.Second) {
			t.Errorf("%q is written %q and read again as %v, %v", text, written, again, err)
		}
	})
}
