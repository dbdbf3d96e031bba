package live

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// deckText is a deck as JSON, which is made once: a hundred classrooms ask for the same one at a time, and to make that of a
// long deck parses all of it. The zero value is of a deck that is too long to keep even so.
type deckText struct {
	text   []byte
	packed bool // by gzip
}

// How much is kept of a deck, in bytes. The text of thousands of slides would take more memory than all else.
const (
	keptText   = 1 << 20
	keptPacked = 8 << 20
)

func textOf(d deck.Public) deckText {
	text := atMost{left: keptText}
	if d.Encode(&text) == nil {
		return deckText{text: text.Bytes()}
	}
	packed := atMost{left: keptPacked}
	w, _ := gzip.NewWriterLevel(&packed, gzip.BestSpeed) // Only an unknown level is an error.
	if d.Encode(w) != nil || w.Close() != nil {
		return deckText{}
	}
	return deckText{packed.Bytes(), true}
}

// writeTo writes the text.
func (t deckText) writeTo(w io.Writer) error {
	if !t.packed {
		_, err := w.Write(t.text)
		return err
	}
	r, err := gzip.NewReader(bytes.NewReader(t.text))
	if err == nil {
		_, err = io.Copy(w, r) //nolint:gosec // it is our own, and the follower takes it as fast as it can
	}
	if err != nil {
		return fmt.Errorf("send slides: %w", err)
	}
	return nil
}

// encode writes the edition's deck as JSON.
func (e *edition) encode(w io.Writer) error {
	if t := e.text(); t.text != nil {
		return t.writeTo(w)
	}
	return e.public.Encode(w)
}

// atMost holds what is written up to a size.
type atMost struct {
	bytes.Buffer
	left int
}

var errLong = errors.New("it is longer than what is kept")

// Write implements io.Writer.
func (b *atMost) Write(p []byte) (int, error) {
	if b.left -= len(p); b.left < 0 {
		return 0, errLong
	}
	return b.Buffer.Write(p)
}
