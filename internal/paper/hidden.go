package paper

import (
	"slices"
	"unicode"
)

// What is drawn as an outline or a picture has its characters over it, which are not seen. They stand in the room of
// the grapheme, so that they are found where they are and marked as wide as they are. A character of two UTF-16
// units, as most emoji are, is beyond fpdf: it stands there as the replacement character, marked with the text that
// it is. Viewers that do not know such marks copy the replacement character.

// stand writes the characters of a grapheme that no single character draws.
func (t *typist) stand(gr grapheme) {
	runes := slices.DeleteFunc([]rune(gr.text), unicode.IsControl)
	room := gr.right - gr.left
	if len(runes) == 0 || !(room > 0) {
		return
	}
	if slices.ContainsFunc(runes, rightToLeft) {
		t.backwards(gr, runes, room/float64(len(runes)))
		return
	}
	t.over(gr, runes, gr.left, room)
}

// backwards writes characters from right to left, each in its share of the room.
func (t *typist) backwards(gr grapheme, runes []rune, room float64) {
	for i := range runes {
		t.over(gr, runes[i:i+1], gr.right-float64(i+1)*room, room)
	}
}

// over writes characters that are not seen in so much room.
func (t *typist) over(gr grapheme, runes []rune, left, room float64) {
	codes, whole := codesOf(runes)
	width := 0.0
	for _, c := range codes {
		width += t.face.width(rune(c))
	}
	if width == 0 {
		width = 1000
	}
	g := gr.glyphs[0]
	t.shut()
	t.begin(g)
	t.manner(true, t.ink)
	x, y := t.at(left, g.Base)
	t.matrix("Tm", room*t.unit/(width/1000), g.Size*t.unit, x, y)
	if !whole {
		t.out = append(hexadecimal(append(t.out, "/Span <</ActualText <FEFF"...), units(string(runes))...), ">>> BDC\n"...)
	}
	t.out = append(hexadecimal(append(t.out, "[<"...), codes...), ">] TJ\n"...)
	if !whole {
		t.put("EMC")
	}
}

// codesOf are the codes by which fpdf's fonts write characters, and whether they are the characters.
func codesOf(runes []rune) (codes []uint16, whole bool) {
	whole = true
	for _, r := range runes {
		if r > 0xFFFF {
			r, whole = unicode.ReplacementChar, false
		}
		codes = append(codes, uint16(r)) //nolint:gosec // bounded
	}
	return codes, whole
}
