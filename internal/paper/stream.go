package paper

import (
	"encoding/hex"
	"math"
	"strconv"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// What is drawn is written as the operators of PDF, each behind its numbers.

// farthest is the largest number that is written: more than any page, and what any viewer can read.
const farthest = 1e6

// finite is a number that can be written. What is not a number counts as 0.
func finite(v float64) float64 {
	if math.IsNaN(v) {
		return 0
	}
	return min(max(v, -farthest), farthest)
}

// number writes a number with at most so many decimals.
func number(to []byte, v float64, decimals int) []byte {
	from := len(to)
	to = strconv.AppendFloat(to, finite(v), 'f', decimals, 64)
	if decimals > 0 {
		for to[len(to)-1] == '0' {
			to = to[:len(to)-1]
		}
		if to[len(to)-1] == '.' {
			to = to[:len(to)-1]
		}
	}
	if string(to[from:]) == "-0" {
		to = append(to[:from], '0')
	}
	return to
}

// put writes an operator behind its numbers, in thousandths at the finest.
func (d *Document) put(op string, numbers ...float64) {
	for _, v := range numbers {
		d.out = append(number(d.out, v, 3), ' ')
	}
	d.out = append(append(d.out, op...), '\n')
}

// matrix sets a scale and an origin, which need more decimals than places do.
func (d *Document) matrix(op string, kx, ky, x, y float64) {
	d.out = append(number(d.out, kx, 6), " 0 0 "...)
	d.out = append(number(d.out, ky, 6), ' ')
	d.put(op, x, y)
}

// fill chooses the colour of what is filled. The colour that is not set is black.
func (d *Document) fill(c cell.Color) { d.put("rg", shares(c)...) }

// stroke chooses the colour of lines.
func (d *Document) stroke(c cell.Color) { d.put("RG", shares(c)...) }

func shares(c cell.Color) []float64 {
	if !c.Set {
		return []float64{0, 0, 0}
	}
	return []float64{float64(c.R) / 255, float64(c.G) / 255, float64(c.B) / 255}
}

// hexadecimal writes UTF-16 units in hexadecimal.
func hexadecimal(to []byte, units ...uint16) []byte {
	for _, u := range units {
		to = hex.AppendEncode(to, []byte{byte(u >> 8), byte(u)}) //nolint:gosec // each byte is cut out on purpose
	}
	return to
}

// flush puts what has been written on the page.
func (d *Document) flush() {
	if len(d.out) > 0 {
		d.pdf.RawWriteStr(string(d.out[:len(d.out)-1])) // which ends the line
		d.out = d.out[:0]
	}
}

// at is a place on the page that is drawn on: PDF counts points, from the foot upwards.
func (d *Document) at(x, y float64) (float64, float64) { return x * d.unit, d.current().h - y*d.unit }
