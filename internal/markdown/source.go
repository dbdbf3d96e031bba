package markdown

import (
	"bytes"
	"io/fs"
	"slices"
	"sort"
	"sync"
	"unicode/utf8"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/markdown/dialect"

	"github.com/yuin/goldmark/parser"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// book is a deck that is being read: its source, its front matter, and where each slide is.
type book struct {
	name   string
	files  fs.FS
	text   []byte        // in the deck format, as UTF-8 with \n, without characters that are never shown
	origin *dialect.Text // where it comes from; nil when it is the source
	format dialect.Format
	read   []*source // the deck's file, and those that it brings in
	meta   deck.Meta
	header string // of every slide that has none of its own
	footer string
	raws   []raw
	tokens []token // of all slides
	diags  sink
	said   map[string]bool // kinds of warning that the deck has once

	links map[string]parser.Reference // what the labels of links mean in all of the deck
	prose *proseReader                // nil unless it is asked for

	slides, notes parser.Parser
	pictures      map[string]func() (*deck.File, error) // by path
	found         sync.Map                              // the names of pictures' files, or what they hold, by ID

	closing    int  // index of the closing slide, or -1
	shown      bool // a slide has something to show
	commented  bool // a slide with nothing to show has notes
	unreadable bool // an error already says why there are no slides
}

// source is a file that is read, and what was removed from its lines.
type source struct {
	*dialect.File
	cuts  []cut
	ruler ruler
}

// cut says that total bytes have been removed from a file before text[at].
type cut struct{ at, total int }

// removed counts the bytes removed from text[from:to] and right before it.
func (s *source) removed(from, to int) int {
	total := func(off int) int {
		i := sort.Search(len(s.cuts), func(i int) bool { return s.cuts[i].at >= off })
		if i == 0 {
			return 0
		}
		return s.cuts[i-1].total
	}
	return total(to+1) - total(from)
}

// pos returns the position of an offset in the file. What stands behind a tab at the very end is placed beyond
// it by goldmark, which counts the tab's columns.
func (s *source) pos(off int) deck.Pos {
	off = min(off, len(s.Text))
	line, from := s.ruler.line(s.Text, off)
	return deck.Pos{File: s.Name, Line: line, Col: off - from + 1 + s.removed(from, off)}
}

// pos returns the position in its file of an offset in the text.
func (b *book) pos(off int) deck.Pos {
	if b.origin == nil {
		return b.read[0].pos(off)
	}
	f, at := b.origin.Origin(min(off, len(b.text)))
	return b.posIn(f, at)
}

// posIn returns the position of an offset in a file.
func (b *book) posIn(f *dialect.File, off int) deck.Pos {
	i := slices.IndexFunc(b.read, func(s *source) bool { return s.File == f })
	return b.read[i].pos(off)
}

// exact reports whether text[from:to] stands in the deck's file as it is.
func (b *book) exact(from, to int) bool {
	if b.origin == nil {
		return true
	}
	f, _ := b.origin.Origin(from)
	return f == b.read[0].File && b.origin.Exact(from, to)
}

// ruler finds the lines of offsets. It counts from the offset that was asked for last, because the next is
// rarely far from it.
type ruler struct{ off, lines, start int }

// line returns the number of the line that contains an offset, and the offset of its start.
func (r *ruler) line(text []byte, off int) (number, start int) {
	n := bytes.Count(text[min(off, r.off):max(off, r.off)], []byte("\n"))
	if n > 0 {
		r.start = bytes.LastIndexByte(text[:off], '\n') + 1
	}
	if off < r.off {
		n = -n
	}
	r.off, r.lines = off, r.lines+n
	return r.lines + 1, r.start
}

// refuse reports an error after which no slides are read.
func (b *book) refuse(off int, format string, args ...any) {
	b.diags.errorf(off, format, args...)
	b.unreadable, b.raws = true, nil
}

// open reads the source as it came from the disk, and reports whether it is text.
func (b *book) open(src []byte) bool {
	if len(src) > MaxSize {
		b.diags.errorf(0, "this file is larger than %d MB: a deck is text; keep its pictures in files of their own", MaxSize>>20)
		return false
	}
	if what := binaryKind(src); what != "" {
		b.diags.errorf(0, "this looks like %s, not a Markdown deck: a deck is a text file, see `assembly new`", what)
		return false
	}
	text, notice := decode(src)
	if notice != "" {
		b.diags.say(deck.Notice, 0, "%s", notice)
	}
	if i := bytes.IndexByte(text, 0); i >= 0 {
		b.diags.errorf(0, "this is not a text file: it contains a zero byte; a deck is a Markdown text file, see `assembly new`")
		return false
	}
	b.clean(b.read[0], unixLines(text))
	b.text = b.read[0].Text
	return b.holds(b.text)
}

// holds reports whether a text is short enough for a deck, pictures in it aside, and says so otherwise.
func (b *book) holds(text []byte) bool {
	n := len(text)
	if n > maxText && bytes.Contains(text, []byte(dataMark)) {
		for _, f := range fills(text) {
			if f.name == "" {
				n -= f.size
			}
		}
	}
	if n > maxText {
		b.refuse(0, "this deck has more than %d MB of text with the files that it brings in, pictures aside: divide it into several decks", maxText>>20)
	}
	return n <= maxText
}

// binaryKind recognises files that people open by mistake by their first bytes, and names their kind.
func binaryKind(src []byte) string {
	for _, k := range []struct{ magic, name string }{
		{"PK\x03\x04", "a PowerPoint, Word or zip file"},
		{"\xd0\xcf\x11\xe0", "an old PowerPoint or Word file"},
		{"%PDF-", "a PDF"},
		{"\x89PNG", "a picture"},
		{"\xff\xd8\xff", "a picture"},
		{"GIF8", "a picture"},
		{"{\\rtf", "a rich-text file"},
	} {
		if bytes.HasPrefix(src, []byte(k.magic)) {
			return k.name
		}
	}
	return ""
}

// decode turns what editors on school laptops write into UTF-8, and says so when it was not.
func decode(src []byte) (text []byte, notice string) {
	if text, err := unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM).NewDecoder().Bytes(src); err == nil {
		return text, "read as UTF-16; save it as UTF-8 so that every program can read it"
	}
	src = bytes.TrimPrefix(src, []byte("\xef\xbb\xbf"))
	if utf8.Valid(src) {
		return src, ""
	}
	return decode1252(src), "some letters are not UTF-8 and were read as Windows-1252; save it as UTF-8 and look at accents and quotation marks"
}

// decode1252 reads each byte that is not UTF-8 as Windows-1252, so that a file that two programs
// have edited is read correctly too.
func decode1252(src []byte) []byte {
	out := make([]byte, 0, len(src)+len(src)/8)
	for len(src) > 0 {
		r, n := utf8.DecodeRune(src)
		if r == utf8.RuneError && n == 1 {
			r = charmap.Windows1252.DecodeByte(src[0])
		}
		out = utf8.AppendRune(out, r)
		src = src[n:]
	}
	return out
}

// unixLines ends every line with \n alone.
func unixLines(text []byte) []byte {
	if bytes.IndexByte(text, '\r') < 0 {
		return text
	}
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	return bytes.ReplaceAll(text, []byte("\r"), []byte("\n"))
}
