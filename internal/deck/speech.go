package deck

import (
	"strings"
	"time"
)

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
