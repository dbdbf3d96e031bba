package markdown

import (
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"slices"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/markdown/dialect"
)

// maxIncluded is how many files a deck may bring in.
const maxIncluded = 200

// translate writes the deck in the deck format when it is for another tool. It returns the offset where the
// slides begin.
func (b *book) translate(body int, front dialect.Front) int {
	b.meta.Format = string(b.format)
	if b.unreadable {
		return body
	}
	out := dialect.Translate(dialect.Input{
		Format: b.format, File: b.read[0].File, Body: body, Front: front, Open: b.bringIn, Exists: b.exists,
		Single: !b.breaks(body) && !front.Has("format"),
	})
	for _, w := range out.Warnings {
		b.diags.add(b.posIn(w.File, w.Off), severity(w), "%s", w.Message)
	}
	if out.Same {
		return body
	}
	if b.format != dialect.Assembly {
		b.diags.say(deck.Notice, 0, "read as a deck for %s; with \"format: assembly\" in the front matter it is read as it is written", b.format)
	}
	if !b.holds(out.Text.Bytes) {
		return body
	}
	b.origin = &dialect.Text{}
	if body == 0 && len(out.Text.Bytes) == 0 { // All of it is hidden.
		b.origin.Put("\n", b.read[0].File, 0)
	}
	b.origin.Copy(b.read[0].File, 0, body)
	b.origin.Append(&out.Text)
	b.text = b.origin.Bytes
	return body
}

// severity is how bad it is that something was not followed.
func severity(w dialect.Warning) deck.Severity {
	if w.Minor {
		return deck.Notice
	}
	return deck.Warning
}

// breaks reports whether slides end before the deck does.
func (b *book) breaks(body int) bool {
	l := newLexer(b.text, body)
	for t := l.next(); t.kind != tokenEnd; t = l.next() {
		if t.kind == tokenBreak || t.kind == tokenComment && !t.open && bareWord(b.body(t)) == "end_slide" {
			return true
		}
	}
	return false
}

// exists reports whether a file is beside the deck.
func (b *book) exists(name string) bool {
	_, err := b.findFile(name)
	return err == nil
}

// bringIn reads a file that is part of the deck. The error says why there is none.
func (b *book) bringIn(name string) (*dialect.File, error) {
	name = path.Clean(filepath.ToSlash(name))
	shown := filepath.Join(filepath.Dir(b.name), filepath.FromSlash(name))
	if i := slices.IndexFunc(b.read, func(s *source) bool { return s.Name == shown }); i > 0 {
		return b.read[i].File, nil
	}
	if len(b.read) > maxIncluded {
		return nil, fmt.Errorf("a deck brings in at most %d files", maxIncluded)
	}
	data, err := b.readFile(name, MaxSize)
	if err != nil {
		return nil, err
	}
	if binaryKind(data) != "" || slices.Contains(data, 0) {
		return nil, errors.New("it is not a text file")
	}
	text, _ := decode(data)
	s := &source{File: &dialect.File{Name: shown}}
	b.clean(s, unixLines(text))
	b.read = append(b.read, s)
	b.meta.Includes = append(b.meta.Includes, name)
	return s.File, nil
}
