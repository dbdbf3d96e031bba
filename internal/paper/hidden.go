package paper

import (
	"slices"
	"unicode"
)

// What is drawn as an outline or a picture has its characters over it, which are not seen. They stand in the room of
// the grapheme, so that they are found where they are and marked as wide as they are.

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
	width := 0.0
	for _, u := range units(string(runes)) {
		width += t.face.width(rune(u))
	}
	g := gr.glyphs[0]
	t.shut()
	t.begin(g)
	t.manner(true, t.ink)
	x, y := t.at(left, g.Y)
	t.matrix("Tm", room*t.unit/(width/1000), g.Size*t.unit, x, y)
	all := units(string(runes))
	long := len(all) > len(runes)
	if long {
		t.out = append(hexadecimal(append(t.out, "/Span <</ActualText <FEFF"...), all...), ">>> BDC\n"...)
	}
	t.out = append(hexadecimal(append(t.out, "[<"...), all...), ">] TJ\n"...)
	if long {
		t.put("EMC")
	}
}
