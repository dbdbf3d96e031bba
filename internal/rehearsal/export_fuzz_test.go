package rehearsal

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"unicode"
)

// Whatever the names in a run, a spreadsheet and a terminal get a table of plain text: every row has as many cells, no
// cell of text is a formula, and nothing steers.
func FuzzWriteCSV(f *testing.F) {
	f.Add("Anna", "Welcome", "primary")
	f.Add("=cmd|' /C calc'!A0", "\x1b[2J", "+1")
	f.Add(" \t@SUM(A1)", "a\r\nb,\"c\"", "\u202e-1")
	f.Add("\uff1d1", "\x00=1", "\xff-1")
	f.Fuzz(func(t *testing.T, as, title, phase string) {
		var out bytes.Buffer
		run := Run{Number: 1, As: as, Phase: phase, Slides: []Slide{{Title: title, Speaker: as, Visits: 1, Spent: 1000}}}
		if err := WriteCSV(&out, []Run{run}); err != nil {
			t.Fatal(err)
		}
		if i := strings.IndexFunc(out.String(), func(r rune) bool { return unicode.IsControl(r) && r != '\n' || r == 0x202e }); i >= 0 {
			t.Fatalf("%q steers a terminal", out.String()[i:])
		}
		rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(out.Bytes(), []byte("\ufeff")))).ReadAll()
		if err != nil || len(rows) != 2 || len(rows[0]) != len(rows[1]) {
			t.Fatalf("%q is not a table of two rows: %v", out.String(), err)
		}
		for _, at := range []int{2, 3, 6, 7} { // phase, as, title, speaker
			if cell := strings.TrimSpace(rows[1][at]); cell != "" && strings.ContainsRune("=+-@\uff1d\uff0b\uff0d\uff20", []rune(cell)[0]) {
				t.Fatalf("the cell %q is a formula", rows[1][at])
			}
		}
	})
}
