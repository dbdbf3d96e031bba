package dialect

import (
	"sort"
	"strings"
)

// File is a file of a deck: clean UTF-8 text whose lines end in \n.
type File struct {
	Name string // its path from the deck's folder; of the deck itself, the name that people read
	Text []byte
}

// Text is text with the place that each part of it comes from.
type Text struct {
	Bytes  []byte
	pieces []piece
}

// piece is a stretch of a text, up to the next one.
type piece struct {
	at   int // offset in the text
	file *File
	from int  // offset in the file
	flat bool // all of it stands for what is at that one offset
}

// Copy appends file.Text[from:to].
func (t *Text) Copy(file *File, from, to int) {
	if from >= to {
		return
	}
	if n := len(t.pieces); n == 0 || !t.pieces[n-1].continues(file, from, len(t.Bytes)) {
		t.pieces = append(t.pieces, piece{len(t.Bytes), file, from, false})
	}
	t.Bytes = append(t.Bytes, file.Text[from:to]...)
}

// continues reports whether a copy of what begins at an offset of a file goes on with the piece.
func (p piece) continues(file *File, from, at int) bool {
	return !p.flat && p.file == file && p.from+at-p.at == from
}

// Put appends text that stands for what is at an offset of a file.
func (t *Text) Put(text string, file *File, at int) {
	if text == "" {
		return
	}
	if n := len(t.pieces); n == 0 || !t.pieces[n-1].flat || t.pieces[n-1].from != at || t.pieces[n-1].file != file {
		t.pieces = append(t.pieces, piece{len(t.Bytes), file, at, true})
	}
	t.Bytes = append(t.Bytes, text...)
}

// Append appends another text.
func (t *Text) Append(other *Text) {
	for _, p := range other.pieces {
		p.at += len(t.Bytes)
		t.pieces = append(t.pieces, p)
	}
	t.Bytes = append(t.Bytes, other.Bytes...)
}

// Origin returns where the byte at an offset comes from. An offset at the end has the place behind the last
// byte.
func (t *Text) Origin(off int) (file *File, at int) {
	p := t.pieces[t.piece(off)]
	if p.flat {
		return p.file, p.from
	}
	return p.file, p.from + off - p.at
}

// Exact reports whether Bytes[from:to] is a stretch of one file, as it stands there.
func (t *Text) Exact(from, to int) bool {
	i := t.piece(from)
	return !t.pieces[i].flat && (i+1 == len(t.pieces) || to <= t.pieces[i+1].at)
}

// In reports whether all of Bytes[from:to] comes from one file.
func (t *Text) In(file *File, from, to int) bool {
	for _, p := range t.pieces[t.piece(from):] {
		if p.at >= to {
			break
		}
		if p.file != file {
			return false
		}
	}
	return true
}

// piece is the index of the piece that holds an offset.
func (t *Text) piece(off int) int {
	return max(0, sort.Search(len(t.pieces), func(i int) bool { return t.pieces[i].at > off })-1)
}

// clipped is a text on one line, of a length that a message has room for.
func clipped(text string) string {
	const most = 60
	text = strings.Join(strings.Fields(text), " ")
	if r := []rune(strings.ToValidUTF8(text[:min(len(text), 8*most)], "")); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}
