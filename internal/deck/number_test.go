package deck

import (
	"strings"
	"testing"
)

// A line is read once, however many digits are in it: a look back at all of it for each would take hours.
func TestRowsOfALongLine(t *testing.T) {
	for unit, want := range map[string]int{"1a ": 1, "1 - ": 1, "£1 – ": 1, "101 - ": 50_000, "4 – 0800 789 321 – ": 50_000} {
		rows := splitRow(strings.Repeat(unit, 50_000))
		if len(rows) != want {
			t.Errorf("%q many times is %d rows, want %d", unit, len(rows), want)
		}
	}
}

// A dash with blanks around it stands within a number as long as the whole of it is one.
func TestDashesInNumbers(t *testing.T) {
	for line, want := range map[string]string{
		"Office 020 - 7946 - 0958":            "020 - 7946 - 0958",
		"Office 020 – 7946 0958":              "020 – 7946 0958",
		"Office 0800 1111 - 0800 789 321":     "0800 1111|0800 789 321",
		"Office 0800 1111 – 0800 789 321":     "0800 1111|0800 789 321",
		"Office 0800 - 7 - 8 - 9 - 3 - 2 - 1": "0800 - 7 - 8 - 9 - 3 - 2 - 1",
	} {
		var got []string
		for _, r := range splitRow(line) {
			if r.Number != "" {
				got = append(got, r.Number)
			}
		}
		if strings.Join(got, "|") != want {
			t.Errorf("the numbers of %q are %q, want %s", line, got, want)
		}
	}
}
