package rehearsal

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// WriteJSON writes runs as a JSON array, for other programs.
func WriteJSON(w io.Writer, runs []Run) error {
	if runs == nil {
		runs = []Run{}
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	if err := e.Encode(runs); err != nil {
		return fmt.Errorf("write runs: %w", err)
	}
	return nil
}

// WriteCSV writes a row for each slide of each run, for a spreadsheet. Times are in seconds. It begins with a byte order
// mark, without which Excel takes UTF-8 for another encoding.
func WriteCSV(w io.Writer, runs []Run) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return fmt.Errorf("write runs: %w", err)
	}
	c := csv.NewWriter(w)
	_ = c.Write(strings.Fields("run began phase as finished slide title speaker visits planned_s spent_s difference_s " +
		"words words_a_minute silence_planned_s silence_s left_out"))
	for _, r := range runs {
		for _, row := range Rows(r, nil) {
			_ = c.Write(record(r, row))
		}
	}
	c.Flush()
	if err := c.Error(); err != nil { // It is the first that a Write met, too.
		return fmt.Errorf("write runs: %w", err)
	}
	return nil
}

func record(r Run, row Row) []string {
	difference := ""
	if d := row.Difference(); d.OK {
		difference = decimal(d.Time.Milliseconds())
	}
	return []string{
		strconv.Itoa(r.Number), r.Began.Format(time.RFC3339), plainCell(r.Phase), plainCell(r.As), strconv.FormatBool(r.Finished),
		strconv.Itoa(row.Number), plainCell(row.Title), plainCell(row.Speaker), strconv.Itoa(row.Visits),
		decimal(row.Planned), decimal(row.Spent), difference,
		strconv.Itoa(row.Words), strconv.Itoa(row.Pace()), decimal(row.SilencePlanned), decimal(row.Silence),
		strconv.FormatBool(row.Out),
	}
}

// plainCell is text in one line without what steers a terminal, on which a file of CSV may be looked at. A spreadsheet
// must not take it for a formula, also one whose signs are as wide as letters of Chinese.
func plainCell(text string) string {
	text = strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\ufffd")))
	if strings.IndexAny(text, "=+-@\uff1d\uff0b\uff0d\uff20") == 0 {
		return "'" + text
	}
	return text
}

func decimal(ms int64) string { return strconv.FormatFloat(float64(ms)/1000, 'f', -1, 64) }
