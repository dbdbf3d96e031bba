package deck

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// digitsOf is the digits of a text, in order.
func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// The numbers of a line are in it, each in a place of its own and in their order, digit for digit; and every other digit
// and letter of the line is in a label.
func FuzzRows(f *testing.F) {
	for _, seed := range []string{
		"Childline 0800 1111", "Childline: 0800 1111 or text 85258", "101", "Office: 4321 (days)", "+44 (0)20 7946 0958 – 020 7946 0958", "999 and 112",
		"(01632) 960 960/961", "116 123 Samaritans; 0800 068 41 41", "01-09-2026", "£101", "0800 789 321, 0800 1111, 116123", "a) 0800 1111) (b", "0800\u00a0789\u2011321",
		"00000000!0000000000000000",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, line string) {
		if strings.Contains(line, "\n") || strings.TrimSpace(line) == "" {
			return
		}
		rows, all, rest, more := splitRow(line), "", line, false
		for _, r := range rows {
			all += r.Label + r.Number
			if r.Number == "" {
				continue
			}
			from, to := findNumber(rest, more)
			if r.Number != strings.Join(strings.Fields(rest[from:to]), " ") {
				t.Fatalf("%q of %q is not where a number was found", r.Number, line)
			}
			if n := len(digitsOf(r.Number)); n < 2 || n > mostDigits {
				t.Fatalf("%q of %q has %d digits", r.Number, line, n)
			}
			if isNumeral(rest[:from], false) || isNumeral(rest[to:], true) {
				t.Fatalf("%q is a part of more digits in %q", r.Number, line)
			}
			rest, more = rest[to:], true
		}
		for _, digit := range "0123456789" {
			if d := string(digit); strings.Count(all, d) != strings.Count(line, d) {
				t.Fatalf("a %s of %q is lost or made up: %+v", d, line, splitRow(line))
			}
		}
	})
}

// isNumeral reports whether a text begins, or ends, with a digit.
func isNumeral(s string, begins bool) bool {
	switch {
	case s == "":
		return false
	case begins:
		return isDigit(s[0])
	}
	return endsInDigit(s)
}

// A time of day that is read is written as it is on the wall, and read again as the same.
func FuzzTimeOfDay(f *testing.F) {
	for _, seed := range []string{"09:15", "9.15", "9:15am", "2 pm", "0915", "24:00", "12 a.m.", "12.30 p.m", "00:00", "9:15 PM", "99:99", "1.2.3"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		at, err := ParseTimeOfDay(text)
		if err != nil {
			return
		}
		for _, layout := range []string{"15:04", "15.04", "3:04pm", "3.04 PM", "1504"} {
			again, err := ParseTimeOfDay(at.Format(layout))
			if err != nil || again.Hour() != at.Hour() || again.Minute() != at.Minute() {
				t.Errorf("%q is %s, which is read again as %v, %v", text, at.Format(layout), again, err)
			}
		}
		if at.Second() != 0 || at.Nanosecond() != 0 {
			t.Errorf("%q is %v", text, at)
		}
		if digits := digitsOf(text); !strings.Contains(fmt.Sprintf("%d%02d %02d%02d %d", (at.Hour()+11)%12+1, at.Minute(), at.Hour(), at.Minute(), (at.Hour()+11)%12+1), strings.TrimLeft(digits, "0")) {
			t.Errorf("%q is read as %v", text, at.Format(time.TimeOnly))
		}
	})
}
