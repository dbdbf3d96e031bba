package bigtype

import (
	"strings"
	"unicode"
)

// Run is a stretch of text of one kind.
type Run struct {
	Text string
	Mark uint8 // 1 to 255: handed to what draws the run's sub-pixels
}

// Text is what is to be drawn. Words break at blanks, and "\n" forces a line; a no-break space is
// drawn as a blank and never breaks. A word may be made of several runs. Lines without words are
// left out.
type Text []Run

// maxWords is the most words that are set in huge type, maxLetters the most letters of one word.
const (
	maxWords   = 200
	maxLetters = 1000
)

// noBreak stands for all no-break spaces.
const noBreak = '\u00A0'

// letter is a rune of a word.
type letter struct {
	r    rune
	mark uint8
}

type word []letter

func (w word) String() string {
	var b strings.Builder
	for _, l := range w {
		b.WriteRune(l.r)
	}
	return b.String()
}

// splitter collects words into paragraphs.
type splitter struct {
	paragraphs [][]word
	line       []word
	now        word
	words      int
}

// split divides a text into paragraphs of words. It gives up on a text that is too long for huge
// type.
func split(t Text) ([][]word, bool) {
	var s splitter
	for _, run := range t {
		for _, r := range run.Text {
			s.add(r, run.Mark)
			if len(s.now) > maxLetters || s.words > maxWords {
				return nil, false
			}
		}
	}
	s.endLine()
	return s.paragraphs, s.words <= maxWords
}

func (s *splitter) add(r rune, mark uint8) {
	switch {
	case r == '\n':
		s.endLine()
	case ignored(r):
	case r == noBreak || r == '\u202F' || r == '\u2007':
		s.now = append(s.now, letter{noBreak, mark})
	case unicode.IsSpace(r):
		s.endWord()
	default:
		s.now = append(s.now, letter{r, mark})
	}
}

func (s *splitter) endWord() {
	for len(s.now) > 0 && s.now[0].r == noBreak {
		s.now = s.now[1:]
	}
	for len(s.now) > 0 && s.now[len(s.now)-1].r == noBreak {
		s.now = s.now[:len(s.now)-1]
	}
	if len(s.now) > 0 {
		s.line = append(s.line, s.now)
		s.words++
	}
	s.now = nil
}

func (s *splitter) endLine() {
	s.endWord()
	if len(s.line) > 0 {
		s.paragraphs = append(s.paragraphs, s.line)
	}
	s.line = nil
}
