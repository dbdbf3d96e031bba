package cell

import "strconv"

// Encode writes the grid as rows of exactly W columns joined by line breaks, with colours and
// attributes as SGR sequences. A style is written only where it changes, and each row ends
// unstyled.
func (g *Grid) Encode() string {
	out := make([]byte, 0, g.W*g.H*2+64)
	for y := range g.H {
		if y > 0 {
			out = append(out, '\n')
		}
		out = g.encodeRow(out, y)
	}
	return string(out)
}

func (g *Grid) encodeRow(out []byte, y int) []byte {
	var now Style
	for _, c := range g.Row(y) {
		if c.Text == "" {
			continue
		}
		if c.Style != now {
			out = AppendStyle(out, now, c.Style, AppendColor)
			now = c.Style
		}
		out = append(out, c.Text...)
	}
	if now != (Style{}) {
		out = append(out, "\x1b[m"...)
	}
	return out
}

// AppendStyle appends the SGR sequence that changes one style into another, and nothing where they are equal; colour appends
// the code of a colour that is set. Drawn type changes its colours and their order cell by cell, and needs no more than that
// written; every other change begins anew.
func AppendStyle(out []byte, from, to Style, colour func(out []byte, c Color, background bool) []byte) []byte {
	if from == to {
		return out
	}
	out = append(out, "\x1b["...)
	if from == (Style{}) || (from.Attr^to.Attr)&^Reverse != 0 || from.FG.Set != to.FG.Set || from.BG.Set != to.BG.Set {
		return appendAll(out, to, colour)
	}
	switch {
	case to.Attr&^from.Attr != 0:
		out = append(out, "7;"...)
	case from.Attr&^to.Attr != 0:
		out = append(out, "27;"...)
	}
	if to.FG != from.FG {
		out = append(colour(out, to.FG, false), ';')
	}
	if to.BG != from.BG {
		out = append(colour(out, to.BG, true), ';')
	}
	out[len(out)-1] = 'm'
	return out
}

// appendAll ends every style and begins this one.
func appendAll(out []byte, s Style, colour func([]byte, Color, bool) []byte) []byte {
	out = append(out, '0')
	for i, code := range [...]string{";1", ";4", ";7", ";9"} {
		if s.Attr&(1<<i) != 0 {
			out = append(out, code...)
		}
	}
	if s.FG.Set {
		out = colour(append(out, ';'), s.FG, false)
	}
	if s.BG.Set {
		out = colour(append(out, ';'), s.BG, true)
	}
	return append(out, 'm')
}

// AppendColor appends the code of a colour in 24 bits.
func AppendColor(out []byte, c Color, background bool) []byte {
	lead := "38;2"
	if background {
		lead = "48;2"
	}
	out = append(out, lead...)
	for _, n := range [...]uint8{c.R, c.G, c.B} {
		out = strconv.AppendUint(append(out, ';'), uint64(n), 10)
	}
	return out
}
