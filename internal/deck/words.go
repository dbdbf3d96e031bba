package deck

import "strings"

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
