package markdown

import (
	"bufio"
	"io"
)

// gifEnds reports whether the first picture of a GIF, which is the one that is shown, is whole. What is behind it may be
// missing.
func gifEnds(f io.ReaderAt, size int64) bool {
	g := &gifReader{bufio.NewReader(io.NewSectionReader(f, 0, size))}
	head := make([]byte, 13)
	if !g.read(head) || !g.skip(colourTable(head[10])) {
		return false
	}
	for {
		kind, err := g.ReadByte()
		switch {
		case err != nil:
			return false
		case kind == '!': // an extension
			if !g.skip(1) || !g.skipBlocks() {
				return false
			}
		case kind == ',': // a picture
			place := make([]byte, 9)
			return g.read(place) && g.skip(colourTable(place[8])+1) && g.skipBlocks()
		default:
			return kind == ';'
		}
	}
}

// gifReader reads the parts of a GIF.
type gifReader struct{ *bufio.Reader }

func (g *gifReader) read(into []byte) bool {
	_, err := io.ReadFull(g, into)
	return err == nil
}

func (g *gifReader) skip(n int) bool {
	_, err := g.Discard(n)
	return err == nil
}

// skipBlocks passes over blocks of data, of which an empty one is the last.
func (g *gifReader) skipBlocks() bool {
	for {
		n, err := g.ReadByte()
		if err != nil || n == 0 {
			return err == nil
		}
		if !g.skip(int(n)) {
			return false
		}
	}
}

// colourTable is the length of the table of colours that flags tell of.
func colourTable(flags byte) int {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}
