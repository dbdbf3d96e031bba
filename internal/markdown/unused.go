package markdown

import (
	"fmt"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// unused are keys that are not used.
type unused struct {
	names []string
	first int // offset of the first
}

func (u *unused) add(name string, off int) {
	if len(u.names) == 0 {
		u.first = off
	}
	u.names = append(u.names, clip(oneLine(name)))
}

// tellUnused warns about keys that are not used: about those that may be misspelt each, about the others at
// once.
func (f *front) tellUnused(u *unused) {
	n := len(u.names)
	if n == 0 {
		return
	}
	if n > mostNamed {
		u.names = append(u.names[:mostNamed:mostNamed], fmt.Sprintf("%d more", n-mostNamed))
	}
	switch {
	case f.lenient() && n == 1:
		f.say(deck.Notice, u.first, "the key %s of %s is not used", u.names[0], f.book.format)
	case f.lenient():
		f.say(deck.Notice, u.first, "%d keys of %s are not used: %s", n, f.book.format, andList(u.names))
	case n == 1:
		f.say(deck.Warning, u.first, "unknown key %q is not used: expected %s%s", u.names[0], orList(frontKeys()), suggest(u.names[0], frontKeys()))
	default:
		f.say(deck.Warning, u.first, "%d unknown keys are not used: %s; expected %s%s", n, andList(u.names), orList(frontKeys()), suggestAny(u.names, frontKeys()))
	}
}

// mostNamed is how many keys a warning names.
const mostNamed = 12
