package goface

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

var errFont = errors.New("the font is not one whose zero can be opened")

// font is a TrueType font of which a copy is changed: the places of its tables in the file.
type font struct {
	data   []byte
	tables map[string]int // offsets of the entries in the table directory
}

// openZero takes the slash out of a font's zero, as package bigtype does. The glyph becomes its outer contour, and
// the same turned round and fitted into the box of what the slash has left of the counter.
func openZero(ttf []byte) ([]byte, error) {
	f, err := parseFont(slices.Clone(ttf))
	if err != nil {
		return nil, err
	}
	from, to := f.glyph(f.index('0'))
	outer, counter, err := zeroContours(f.data[from:to])
	if err != nil {
		return nil, err
	}
	glyph := simpleGlyph(f.data[from:from+10], outer, fitted(outer, counter))
	if len(glyph) > to-from {
		return nil, fmt.Errorf("open zero: %w: it needs %d bytes of %d", errFont, len(glyph), to-from)
	}
	clear(f.data[from:to])
	copy(f.data[from:], glyph)
	f.sign()
	return f.data, nil
}

func parseFont(data []byte) (font, error) {
	f := font{data, map[string]int{}}
	if len(data) < 12 {
		return f, fmt.Errorf("read font: %w", errFont)
	}
	for i := range int(f.u16(4)) {
		at := 12 + 16*i
		f.tables[string(data[at:at+4])] = at
	}
	for _, name := range []string{"cmap", "glyf", "head", "loca"} {
		if f.tables[name] == 0 {
			return f, fmt.Errorf("read font: %w: it has no table %s", errFont, name)
		}
	}
	return f, nil
}

func (f font) u16(at int) uint16 { return binary.BigEndian.Uint16(f.data[at:]) }
func (f font) u32(at int) uint32 { return binary.BigEndian.Uint32(f.data[at:]) }

// table is the place of a table.
func (f font) table(name string) (from, to int) {
	e := f.tables[name]
	from = int(f.u32(e + 8))
	return from, from + int(f.u32(e+12))
}

// index is the number of the glyph of a character, by the font's map for Windows in segments (format 4); 0 for none.
func (f font) index(r uint16) int {
	cmap, _ := f.table("cmap")
	for i := range int(f.u16(cmap + 2)) {
		e := cmap + 4 + 8*i
		if sub := cmap + int(f.u32(e+4)); f.u16(e) == 3 && f.u16(sub) == 4 {
			return f.inSegments(sub, r)
		}
	}
	return 0
}

func (f font) inSegments(sub int, r uint16) int {
	n := int(f.u16(sub + 6)) // twice the number of segments
	for at := sub + 14; at < sub+14+n; at += 2 {
		start, offset := f.u16(at+n+2), f.u16(at+3*n+2)
		switch {
		case r > f.u16(at):
			continue
		case r < start:
			return 0
		case offset == 0:
			return int(r + f.u16(at+2*n+2))
		}
		return int(f.u16(at + 3*n + 2 + int(offset) + 2*int(r-start)))
	}
	return 0
}

// glyph is the place of a glyph's outline.
func (f font) glyph(i int) (from, to int) {
	head, _ := f.table("head")
	loca, _ := f.table("loca")
	glyf, _ := f.table("glyf")
	if f.u16(head+50) == 0 { // halves of offsets
		return glyf + 2*int(f.u16(loca+2*i)), glyf + 2*int(f.u16(loca+2*i+2))
	}
	return glyf + int(f.u32(loca+4*i)), glyf + int(f.u32(loca+4*i+4))
}

// sign computes anew the checksums that a change of the outlines has changed.
func (f font) sign() {
	from, to := f.table("glyf")
	binary.BigEndian.PutUint32(f.data[f.tables["glyf"]+4:], checksum(f.data[from:to]))
	head, _ := f.table("head")
	clear(f.data[head+8 : head+12])
	binary.BigEndian.PutUint32(f.data[head+8:], 0xB1B0AFBA-checksum(f.data)) // the constant of the format
}

func checksum(data []byte) (sum uint32) {
	for part := range slices.Chunk(data, 4) {
		var whole [4]byte
		copy(whole[:], part)
		sum += binary.BigEndian.Uint32(whole[:])
	}
	return sum
}
