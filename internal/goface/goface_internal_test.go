package goface

import (
	"bytes"
	"encoding/binary"
	"testing"

	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// contourCount is the number of contours of a character.
func contourCount(t *testing.T, ttf []byte, r rune) int {
	t.Helper()
	f, err := opentype.Parse(ttf)
	if err != nil {
		t.Fatal(err)
	}
	var b sfnt.Buffer
	i, err := f.GlyphIndex(&b, r)
	if err != nil {
		t.Fatal(err)
	}
	segments, err := f.LoadGlyph(&b, i, fixed.I(2048), nil)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, s := range segments {
		if s.Op == sfnt.SegmentOpMoveTo {
			n++
		}
	}
	return n
}

// The zero of each face is two contours, and every other glyph is as it was.
func TestZeroIsOpen(t *testing.T) {
	if n := contourCount(t, gobold.TTF, '0'); n < 3 {
		t.Fatalf("the font's own zero has %d contours, so this test sees too little", n)
	}
	for name, ttf := range map[string][]byte{"bold": Bold(), "mono bold": MonoBold(), "regular": Regular(), "mono": Mono()} {
		for r, want := range map[rune]int{'0': 2, '8': 3, 'O': 2, 'H': 1} {
			if got := contourCount(t, ttf, r); got != want {
				t.Errorf("%s: %q has %d contours, want %d", name, r, got, want)
			}
		}
		if sum := checksum(ttf); sum != 0xB1B0AFBA {
			t.Errorf("%s: the checksum is %x", name, sum)
		}
	}
	own, open := gobold.TTF, Bold()
	changed := 0
	for i := range own {
		if own[i] != open[i] {
			changed++
		}
	}
	if len(own) != len(open) || changed > 700 {
		t.Errorf("%d bytes of %d have changed", changed, len(own))
	}
}

// What is not such a font is an error.
func TestOpenZeroOfAnotherFont(t *testing.T) {
	open := Bold()
	without := bytes.Clone(gobold.TTF)
	copy(without[12:], "none")
	for i := range int(binary.BigEndian.Uint16(without[4:])) {
		if string(without[12+16*i:][:4]) == "glyf" {
			copy(without[12+16*i:], "none")
		}
	}
	for name, ttf := range map[string][]byte{"nothing": nil, "no outlines": without, "an open zero": open} {
		if _, err := openZero(ttf); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
