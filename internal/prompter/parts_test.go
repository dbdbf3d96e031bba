package prompter

import (
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// Each step has the notes up to the press that leads on. What is not spoken, and what follows the last press,
// belongs to no step.
func TestThePartOfAStep(t *testing.T) {
	letter := deck.Note{Voice: deck.Letter, Parts: []deck.Part{say("quoted")}}
	two := []deck.Note{words(say("one")), words(say("two "), press()), words(say("three")), words(say("four "), press()), letter}
	for name, c := range map[string]struct {
		notes          []deck.Note
		step, from, to int
		ok             bool
	}{
		"the first":                        {two, 0, 0, 2, true},
		"the second":                       {two, 1, 2, 4, true},
		"beyond the last":                  {two, 5, 2, 4, true},
		"one press, at the end":            {two[2:], 0, 0, 2, false},
		"no press":                         {two[:1], 1, 0, 1, false},
		"a quotation before the words":     {append([]deck.Note{letter}, two...), 0, 1, 3, true},
		"a press with nothing before it":   {[]deck.Note{words(press()), words(say("one"))}, 1, 1, 2, true},
		"two presses with nothing between": {[]deck.Note{words(say("one "), press()), words(press()), words(say("two"))}, 1, 1, 2, true},
		"no notes":                         {nil, 0, 0, 0, false},
	} {
		from, to, ok := Notes{All: c.notes, Spoken: guidance}.Part(c.step)
		if from != c.from || to != c.to || ok != c.ok {
			t.Errorf("%s: notes %d to %d, %v; want %d to %d, %v", name, from, to, ok, c.from, c.to, c.ok)
		}
	}
}

func TestTheWordsAfterTheSilence(t *testing.T) {
	for name, c := range map[string]struct {
		notes []deck.Note
		want  int
	}{
		"after a press":          {[]deck.Note{words(say("one "), press()), words(do("stay")), words(say("two"))}, 2},
		"after a paragraph":      {[]deck.Note{words(say("one")), words(do("start")), words(say("two"))}, 2},
		"in the same paragraph":  {[]deck.Note{words(say("one "), do("start"), say(" two"))}, 0},
		"none":                   {[]deck.Note{words(say("one")), words(do("start"))}, -1},
		"no cue for the silence": {[]deck.Note{words(say("one")), words(say("two"))}, -1},
		"a pause is not a word":  {[]deck.Note{words(say("one "), press()), words(pause(time.Second)), words(say("two"))}, 2},
	} {
		if got := (Notes{All: c.notes, Spoken: guidance}).AfterSilence(); got != c.want {
			t.Errorf("%s: note %d, want %d", name, got, c.want)
		}
	}
}
