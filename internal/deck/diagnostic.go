package deck

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Severity says how bad a Diagnostic is.
type Severity uint8

// The severities. A deck with errors is not shown; notices only tell what was done.
const (
	Notice Severity = iota
	Warning
	Error
)

// Diagnostic is something to tell the author of a deck. Message says what was found and what was
// expected.
type Diagnostic struct {
	Pos      Pos
	Severity Severity
	Message  string
	Kind     string // what several are alike in, such as "pictures"; "" for one that stands alone
}

// Error is file:line:col: message.
func (d Diagnostic) Error() string { return d.Pos.String() + ": " + d.Message }

// Of one kind, so many diagnostics are kept, and so many lines of the others are named.
const (
	mostAlike = 3
	mostLines = 5
)

// Grouped returns diagnostics with at most three of one kind; the last of these says where the others are.
// Errors stay as they are.
func Grouped(all []Diagnostic) []Diagnostic {
	var out []Diagnostic
	count, last, lines := map[string]int{}, map[string]int{}, map[string][]string{}
	for _, d := range all {
		grouped := d.Kind != "" && d.Severity != Error
		if grouped {
			if count[d.Kind]++; count[d.Kind] > mostAlike {
				lines[d.Kind] = append(lines[d.Kind], strconv.Itoa(d.Pos.Line))
				continue
			}
			last[d.Kind] = len(out)
		}
		out = append(out, d)
	}
	for kind, at := range lines {
		out[last[kind]].Message += alike(kind, at)
	}
	return out
}

// alike says that there are more of a kind, and where.
func alike(kind string, lines []string) string {
	n, each := len(lines), slices.Compact(lines)
	where := "line "
	if len(each) > 1 {
		where = "lines "
	}
	if len(each) > mostLines {
		each = append(each[:mostLines:mostLines], "...")
	}
	return fmt.Sprintf(" (and %d more %s: %s%s)", n, kind, where, strings.Join(each, ", "))
}
