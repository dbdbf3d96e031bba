package cell

import (
	"strconv"
	"strings"
)

// Encode writes the grid as rows of exactly W columns joined by line breaks, with colours and
// attributes as SGR sequences. A style is written only where it changes, and each row ends
// unstyled.
func (g *Grid) Encode() string {
	var b strings.Builder
	b.Grow(g.W*g.H*2 + 64)
	for y := range g.H {
		if y > 0 {
			b.WriteByte('\n')
		}
		g.encodeRow(&b, y)
	}
	return b.String()
}

func (g *Grid) encodeRow(b *strings.Builder, y int) {
	var now Style
	for _, c := range g.cells[y*g.W : (y+1)*g.W] {
		if c.Text == "" {
			continue
		}
		if c.Style != now {
			writeStyle(b, now, c.Style)
			now = c.Style
		}
		b.WriteString(c.Text)
	}
	if now != (Style{}) {
		b.WriteString("\x1b[m")
	}
}

// writeStyle changes one style into another. Drawn type changes its colours and their order cell by cell,
// and needs no more than that written; every other change begins anew.
func writeStyle(b *strings.Builder, from, to Style) {
	b.WriteString("\x1b[")
	if from == (Style{}) || (from.Attr^to.Attr)&^Reverse != 0 || from.FG.Set != to.FG.Set || from.BG.Set != to.BG.Set {
		writeAll(b, to)
		return
	}
	end := ""
	switch {
	case to.Attr&^from.Attr != 0:
		b.WriteString("7")
		end = ";"
	case from.Attr&^to.Attr != 0:
		b.WriteString("27")
		end = ";"
	}
	if to.FG != from.FG {
		b.WriteString(end)
		writeColor(b, "38;2", to.FG)
		end = ";"
	}
	if to.BG != from.BG {
		b.WriteString(end)
		writeColor(b, "48;2", to.BG)
	}
	b.WriteByte('m')
}

// writeAll ends every style and begins this one.
func writeAll(b *strings.Builder, s Style) {
	b.WriteByte('0')
	for i, code := range [...]string{";1", ";4", ";7", ";9"} {
		if s.Attr&(1<<i) != 0 {
			b.WriteString(code)
		}
	}
	if s.FG.Set {
		writeColor(b, ";38;2", s.FG)
	}
	if s.BG.Set {
		writeColor(b, ";48;2", s.BG)
	}
	b.WriteByte('m')
}

func writeColor(b *strings.Builder, lead string, c Color) {
	b.WriteString(lead)
	var buf [12]byte
	out := buf[:0]
	for _, n := range [...]uint8{c.R, c.G, c.B} {
		out = strconv.AppendUint(append(out, ';'), uint64(n), 10)
	}
	b.Write(out)
}
