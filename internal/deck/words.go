package deck

import "strings"

// Contact is a line of a closing slide: a label and the number to call.
type Contact struct {
	Label, Number string
	Step          int
}

// Contacts reads the "label: number" items of the face's lists, in order.
func (f Face) Contacts() []Contact {
	var out []Contact
	for _, b := range f.Blocks {
		for _, it := range b.Items {
			if c, ok := contact(PlainText(it.Spans)); ok {
				c.Step = it.Step
				out = append(out, c)
			}
		}
	}
	return out
}

// contact splits at the last colon: a label may hold one, a number never does.
func contact(line string) (Contact, bool) {
	i := strings.LastIndex(line, ":")
	if i < 0 {
		return Contact{}, false
	}
	label, number := strings.TrimSpace(line[:i]), strings.TrimSpace(line[i+1:])
	if label == "" || !IsNumber(number) {
		return Contact{}, false
	}
	return Contact{Label: label, Number: number}, true
}

// IsNumber reports whether s is a telephone number: digits, with single spaces between groups and
// perhaps a + ahead, 2 to 20 characters.
func IsNumber(s string) bool {
	if len(s) < 2 || len(s) > 20 || strings.Contains(s, "  ") || strings.TrimSpace(s) != s {
		return false
	}
	for i, r := range s {
		if !('0' <= r && r <= '9' || r == ' ' || r == '+' && i == 0) {
			return false
		}
	}
	return true
}

// PlainText is the text of spans without their styles.
func PlainText(spans []Span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.Text)
	}
	return b.String()
}

// String is the note as a line of text, its cues in square brackets.
func (n Note) String() string {
	var b strings.Builder
	for _, p := range n.Parts {
		if p.Cue.Kind == NoCue {
			b.WriteString(p.Text)
		} else {
			b.WriteString(p.Cue.String())
		}
	}
	return b.String()
}

// String is the cue as the deck format writes it.
func (c Cue) String() string {
	switch c.Kind {
	case CuePause:
		return "[pause " + FormatDuration(c.For) + "]"
	case CueWait:
		return bracket("wait", c.Text)
	case CueDo:
		return bracket("do", c.Text)
	}
	return ""
}

func bracket(word, text string) string {
	if text == "" {
		return "[" + word + "]"
	}
	return "[" + word + ": " + text + "]"
}
