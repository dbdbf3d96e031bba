package deck

import (
	"strings"
	"time"
)

// PlainText is the text of spans without their styles.
func PlainText(spans []Span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.Text)
	}
	return b.String()
}

// String is the note as text, with its lines, and its cues in square brackets.
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

// Indent is how far to the right of other notes a list puts a note: its marker, where it is an item, and otherwise
// its words, which stand below those of the item.
func (n Note) Indent() int {
	if n.Item {
		return max(n.Level-1, 0) * itemIndent
	}
	return n.Level * itemIndent
}

// itemIndent is how many columns a list within a list is further to the right.
const itemIndent = 2

// String is the cue as the deck format writes it.
func (c Cue) String() string {
	switch c.Kind {
	case CuePause:
		return "[pause " + FormatDuration(c.For) + "]"
	case CueWait:
		return bracket("wait", c.Text)
	case CueDo:
		return bracket("do", c.Text)
	case CueNext:
		return bracket("next", c.Text)
	}
	return ""
}

func bracket(word, text string) string {
	if text == "" {
		return "[" + word + "]"
	}
	return "[" + word + ": " + text + "]"
}

// Speech is what a speaker has to say, as far as it takes time.
type Speech struct {
	Words  int
	Pauses time.Duration // the sum of the [pause ...] cues
}

// Speech is what is to be said on a slide in a phase. A block quote counts only in a deck that
// names no source: where there is a letter to quote, the quotation is there for its exact words,
// and the speaker's own sentences say what it says.
func (d *Deck) Speech(i int, phase string) Speech {
	var out Speech
	for _, n := range d.Slide(i).Notes.For(phase) {
		if d.Spoken(n) {
			s := n.Speech()
			out.Words += s.Words
			out.Pauses += s.Pauses
		}
	}
	return out
}

// Spoken reports whether the words of a note are said aloud.
func (d *Deck) Spoken(n Note) bool { return n.Voice == Guidance || d.Meta.Source == "" }

// Speech is what is to be said in one note.
func (n Note) Speech() Speech {
	var out Speech
	var text strings.Builder
	for _, p := range n.Parts {
		if p.Cue.Kind == NoCue {
			text.WriteString(p.Text)
			continue
		}
		text.WriteByte(' ') // A cue parts the words around it.
		if p.Cue.Kind == CuePause {
			out.Pauses += p.Cue.For
		}
	}
	out.Words = len(strings.Fields(text.String()))
	return out
}
