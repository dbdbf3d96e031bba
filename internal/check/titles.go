package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// manyTitles is how many are not told one by one any more.
const manyTitles = 5

// smallTitles finds titles that begin with a small letter. Where many do, their author wants it so: that is told
// once.
type smallTitles struct{ slides []int }

func (t *smallTitles) slide(c *checker, i int) {
	if beginsSmall(c.PublicSlide(i)) {
		t.slides = append(t.slides, i)
	}
}

func (t *smallTitles) check(c *checker) {
	if n := len(t.slides); n > manyTitles || n > 2 && n*2 > c.Len() {
		var slides []string
		for _, i := range t.slides {
			slides = append(slides, fmt.Sprint(i+1))
		}
		c.add(Finding{Severity: Warning, What: fmt.Sprintf("%d titles begin with a small letter, on the slides %s", n, listed(slides)), Hint: "begin titles with a capital"})
		return
	}
	for _, i := range t.slides {
		c.add(Finding{Slide: i + 1, Severity: Warning, What: fmt.Sprintf("slide %d: the title begins with a small letter: “%s”", i+1, beginning(c.PublicSlide(i).Title)),
			Hint: "begin it with a capital"})
	}
}

// beginsSmall reports whether the title of a slide begins with a small letter that ought to be a capital. Code,
// commands, addresses and names such as iPhone stay as they are, and so does a title that goes on from another.
func beginsSmall(s deck.PublicSlide) bool {
	spans := s.Heading()
	if len(spans) == 0 || spans[0].Code {
		return false
	}
	text := strings.TrimLeft(deck.PlainText(spans), " \n\"“‘'(")
	r, _ := utf8.DecodeRuneInString(text)
	if !unicode.IsLower(r) || unicode.ToUpper(r) == r || unicode.Is(unicode.Georgian, r) { // Georgian has capitals for whole words only.
		return false
	}
	first := strings.TrimRight(strings.FieldsFunc(text, unicode.IsSpace)[0], `.,:;!?…"”'’)`)
	return !strings.ContainsFunc(first, func(r rune) bool {
		return !unicode.IsLetter(r) && !strings.ContainsRune("'’-", r) || unicode.IsUpper(r)
	}) &&
		!slices.Contains(commands, first) && !slices.Contains(particles, first) && !strings.Contains(text, " --")
}

// particles begin names of people: da Vinci, van Gogh.
var particles = strings.Fields("da de di van von bin ibn al el") //nolint:gochecknoglobals // A list that never changes.

// commands are programs that titles of technical talks begin with, and that no other title does.
var commands = strings.Fields("git npm npx yarn docker podman kubectl helm curl wget ssh scp sudo apt brew pip cargo rustc gcc grep " + //nolint:gochecknoglobals // A list that never changes.
	"sed awk vim emacs nano bash zsh tmux systemctl nginx jq ffmpeg sqlite psql redis nix")
