package markdown

import (
	"bytes"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
	"github.com/westandtogether-assembly/assembly/internal/markdown/dialect"

	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// linkDefinition is a line that says where links with a label go. The address may stand in the line below.
var linkDefinition = lazyregexp.New(`^ {0,3}\[([^\[\]^\n][^\[\]\n]{0,199})\]:[ \t]*(?:\n[ \t]*)?(?:<([^<>\n]*)>|([^\s<]\S*))[ \t]*(?:["'(][^\n]*)?(?:\n|$)`)

// maxDefinition is how long a definition may be that other slides use, in bytes.
const maxDefinition = 4 << 10

// define takes note of the definition that begins with a line, for the links of other slides.
func (b *book) define(line token) {
	at := line.start
	if at > 0 && b.text[at-1] != '\n' || bytes.IndexByte(b.text[at:line.end], '[') < 0 || !b.sharesLinks() {
		return
	}
	m := linkDefinition.FindSubmatch(b.text[at:min(len(b.text), at+maxDefinition)])
	if m == nil {
		return
	}
	label := util.ToLinkReference(m[1])
	if _, twice := b.links[label]; !twice {
		b.links[label] = parser.NewReference(m[1], append(m[2], m[3]...), nil)
	}
}

// sharesLinks reports whether links of a slide may use the definitions of others: some tools read each slide alone.
func (b *book) sharesLinks() bool {
	switch b.format {
	case dialect.Slides, dialect.Slidev, dialect.Reveal:
		return false
	}
	return true
}

// linked is a parser's context that knows the definitions of the deck besides those of the slide.
type linked struct {
	parser.Context
	links map[string]parser.Reference
}

func (l linked) Reference(label string) (parser.Reference, bool) {
	if r, ok := l.Context.Reference(label); ok {
		return r, true
	}
	r, ok := l.links[label]
	return r, ok
}
