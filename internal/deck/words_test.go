package deck

import (
	"testing"
	"time"
)

func speechDeck(source string) *Deck {
	notes := Notes{
		"": {{Parts: []Part{{Text: "for everyone else"}}}},
		"primary": {
			{Parts: []Part{{Text: "Good"}, {Cue: Cue{Kind: CuePause, For: 3 * time.Second}}, {Text: "morning, "}, {Text: "everyone.", Strong: true}}},
			{Parts: []Part{{Cue: Cue{Kind: CueDo, Text: "dim the lights"}}}},
			{Voice: Letter, Parts: []Part{{Text: "the very words"}}},
			{Parts: []Part{{Cue: Cue{Kind: CuePause, For: 20 * time.Second}}}},
		},
	}
	return New("talk.md", "hash", Meta{Source: source}, []Head{{Steps: 1}}, nil,
		func(int) (Slide, []Diagnostic) { return Slide{Notes: notes}, nil })
}

func TestSpeech(t *testing.T) {
	for _, c := range []struct {
		source, phase string
		want          Speech
	}{
		{"letter.md", "primary", Speech{Words: 3, Pauses: 23 * time.Second}},
		{"", "primary", Speech{Words: 6, Pauses: 23 * time.Second}},
		{"letter.md", "secondary", Speech{Words: 3}},
	} {
		if got := speechDeck(c.source).Speech(0, c.phase); got != c.want {
			t.Errorf("source %q, phase %q: %+v, want %+v", c.source, c.phase, got, c.want)
		}
	}
}
