package check

import (
	"cmp"
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// Severity says how bad a finding is.
type Severity string

// The severities.
const (
	Error   Severity = "error"   // would go wrong in front of the hall, or mislead it
	Warning Severity = "warning" // worth a look before the day
)

// Finding is something to fix in a deck before the day.
type Finding struct {
	Pos      deck.Pos
	Severity Severity
	Rule     string // the rule's name, as Rules lists it
	Slide    int    // counted from 1; 0 for the whole deck
	What     string // what was found, in one line
	Detail   string // more of it: figures, and what they should be; "" for nothing

	Windows []Window // of the halls in which it is so; nil for everywhere
	Hint    string   // what to do about it; "" where What says so
	Fix     *Fix     // what can be changed without a question; nil for nothing
}

// Fix replaces bytes of one line of the deck's file: those from From to To, counted from 0 in the line.
type Fix struct {
	Line     int // counted from 1; 0 for that of the finding
	From, To int
	Text     string
	More     []Fix // what else is to be replaced with it
}

// String is file:line:col: severity: what (detail); hint.
func (f Finding) String() string {
	out := string(f.Severity) + ": " + f.What
	if at := f.Pos.String(); at != "" {
		out = at + ": " + out
	}
	if f.Detail != "" {
		out += " (" + f.Detail + ")"
	}
	if f.Hint != "" {
		out += "; " + f.Hint
	}
	return out
}

// Errors counts the findings that are errors.
func Errors(all []Finding) int {
	n := 0
	for _, f := range all {
		if f.Severity == Error {
			n++
		}
	}
	return n
}

// removedText ends what the reader of a deck says of a character that is never shown.
const removedText = "was removed: it is never shown"

// sorted puts findings in the order of their places, and each once. What the reader of the deck says of each control
// character is left out where the rule about them all has found them.
func sorted(all []Finding) []Finding {
	if slices.ContainsFunc(all, func(f Finding) bool { return f.Rule == controlRule }) {
		all = slices.DeleteFunc(all, func(f Finding) bool { return f.Rule == formatRule && strings.HasSuffix(f.What, removedText) })
	}
	slices.SortStableFunc(all, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Pos.File, b.Pos.File), a.Pos.Line-b.Pos.Line, a.Pos.Col-b.Pos.Col,
			cmp.Compare(a.Severity, b.Severity), cmp.Compare(a.What, b.What))
	})
	return slices.CompactFunc(all, func(a, b Finding) bool { return a.String() == b.String() })
}
