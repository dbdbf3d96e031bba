package dialect

import (
	"html"
	"slices"
	"sort"
	"strings"
	"unicode"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// remarkPage is where a page of HTML holds the source of a deck for remark.
var remarkPage = lazyregexp.New(`(?i)^[ \t]*<textarea\b[^<>]*\bid=["']?source\b[^<>]*>\n?`)

// page finds the source of the deck when it stands in a page of HTML: the offsets of its beginning and end.
func (f *File) page(from int) (at, end int, found bool) {
	if IndexFold(f.Text[from:], "<textarea") < 0 {
		return 0, 0, false
	}
	for it := range f.items(from, len(f.Text)) {
		if it.kind != itemRaw {
			continue
		}
		text := f.text(it)
		n := len(remarkPage.Find(text))
		if n == 0 {
			continue
		}
		end = IndexFold(text, "</textarea>")
		if end < n {
			end = len(text)
		}
		return it.from + n, it.from + end, true
	}
	return 0, 0, false
}

// onPage reads only the source of the deck when it stands in a page of HTML, and returns what puts the page back.
func (t *translator) onPage() (restore func()) {
	at, end, found := t.file.page(t.in.Body)
	if !found {
		return func() {}
	}
	whole := t.file.Text
	p := &pageText{text: slices.Clone(whole[:at])}
	p.decode(whole[at:end], at)
	t.in.Body, t.file.Text = at, p.text
	return func() {
		t.file.Text = whole
		t.out.Text.pieces = p.relocate(&t.out.Text, t.file)
		for i := range t.out.Warnings {
			t.out.Warnings[i].Off = p.origin(t.out.Warnings[i].Off)
		}
		for i := range t.tally {
			t.tally[i].off = p.origin(t.tally[i].off)
		}
		t.hidden.Off = p.origin(t.hidden.Off)
	}
}

// pageText is the source of a deck as a browser reads it, and where its characters are named in the page.
type pageText struct {
	text  []byte
	named []namedCharacter
}

// namedCharacter is text[from:to], which stands at page[at:end].
type namedCharacter struct{ from, to, at, end int }

var entity = lazyregexp.New(`&(?:\w{2,8}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});`)

// decode adds text that stands at an offset of the page. Blanks and what is not printed stay named.
func (p *pageText) decode(text []byte, at int) {
	done := 0
	for _, m := range entity.FindAllIndex(text, -1) {
		value := html.UnescapeString(string(text[m[0]:m[1]]))
		if len(value) >= m[1]-m[0] || strings.ContainsFunc(value, func(c rune) bool { return !unicode.IsGraphic(c) || unicode.IsSpace(c) }) {
			continue
		}
		p.text = append(p.text, text[done:m[0]]...)
		from := len(p.text)
		p.text = append(p.text, value...)
		p.named = append(p.named, namedCharacter{from, len(p.text), at + m[0], at + m[1]})
		done = m[1]
	}
	p.text = append(p.text, text[done:]...)
}

// behind is the index of the first named character that ends behind an offset of the text.
func (p *pageText) behind(off int) int {
	return sort.Search(len(p.named), func(i int) bool { return p.named[i].to > off })
}

// origin is the offset in the page of one in the text.
func (p *pageText) origin(off int) int {
	i := p.behind(off)
	switch {
	case i < len(p.named) && p.named[i].from <= off:
		return p.named[i].at
	case i > 0:
		return off - p.named[i-1].to + p.named[i-1].end
	}
	return off
}

// relocate says where in the page the parts of a text come from that were written from the source.
func (p *pageText) relocate(out *Text, file *File) []piece {
	var pieces []piece
	for i, q := range out.pieces {
		end := len(out.Bytes)
		if i+1 < len(out.pieces) {
			end = out.pieces[i+1].at
		}
		switch {
		case q.file != file:
			pieces = append(pieces, q)
		case q.flat:
			q.from = p.origin(q.from)
			pieces = append(pieces, q)
		default:
			pieces = p.divide(pieces, q, end)
		}
	}
	return pieces
}

// divide adds a piece that ends at an offset of what is written, divided at named characters.
func (p *pageText) divide(pieces []piece, q piece, end int) []piece {
	from := q.from
	for i := p.behind(from); q.at < end; i++ {
		next := from + end - q.at
		if i < len(p.named) && p.named[i].from < next {
			next = max(from, p.named[i].from)
		}
		if next > from {
			pieces = append(pieces, piece{q.at, q.file, p.origin(from), false})
			q.at, from = q.at+next-from, next
		}
		if q.at < end {
			pieces = append(pieces, piece{q.at, q.file, p.named[i].at, true})
			q.at, from = q.at+p.named[i].to-from, p.named[i].to
		}
	}
	return pieces
}
