package markdown

import (
	"bytes"
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
	"github.com/westandtogether-assembly/assembly/internal/markdown/dialect"
	"github.com/westandtogether-assembly/assembly/internal/spelling"
)

// longestNear is the longest text in brackets, in bytes, that may be a cue with a mistake in it.
const longestNear = 60

// nearCue is text in brackets that looks like a cue: a word, and how long or what for.
var nearCue = lazyregexp.New(`^\[([A-Za-z]{3,6})([ \t]*:[^\[\]\n]*|[ \t]+[^\[\]\n]*)?\]`)

// openCue is a cue whose bracket nothing closes in its line.
var openCue = lazyregexp.New(`^\[(next|wait|pause(?:[ \t]+[0-9][0-9ms.]*)?)[ \t]*(?:\n|$)`)

// warnNearCue warns about text in brackets that is almost a cue: it would be read out.
func (p *page) warnNearCue(e *excerpt, off int) {
	if p.book.format != dialect.Assembly {
		return
	}
	text := e.text[off:min(len(e.text), off+longestNear)]
	if m := openCue.FindSubmatch(text); m != nil {
		p.warnf(e.source(off), "[%s is read out: expected a ] behind the cue; write \\[ for a plain bracket", m[1])
		return
	}
	m := nearCue.FindSubmatch(text)
	if m == nil || bytes.HasPrefix(text[len(m[0]):], []byte("(")) {
		return
	}
	if meant := meantCue(strings.ToLower(string(m[1])), strings.TrimSpace(string(m[2]))); meant != "" {
		p.warnf(e.source(off), "%q is not a cue, and would be read out: did you mean %s? Write \\[ for a plain bracket", p.placeholders.restore(string(m[0]), true), meant)
	}
}

// meantCue is the cue that a word with what follows it may be meant as; "" for none.
func meantCue(word, rest string) string {
	timed := rest != "" && rest[0] >= '0' && rest[0] <= '9'
	switch near := nearestCue(word); {
	case near == "next" && isPress([]byte(rest)):
		return "[next]"
	case near == "wait" && (rest == "" || rest[0] == ':'):
		return "[wait" + rest + "]"
	case near == "pause" && timed:
		return "[pause " + rest + "]"
	case near == "pause" && rest == "":
		return "[pause 3s]"
	}
	return ""
}

// nearestCue is the word of a cue that another is a slip of. Words that mean something else are not.
func nearestCue(word string) string {
	switch {
	case word == "click": // as other tools have it
		return "next"
	case slices.Contains(strings.Fields("text nest newt exit want wart wit bait gait cause paused pauses clause"), word):
		return ""
	}
	return spelling.Nearest(word, []string{"next", "wait", "pause"})
}
