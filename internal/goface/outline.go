package goface

import (
	"encoding/binary"
	"fmt"
	"math"
)

// point is one of an outline, in units of its font.
type point struct {
	x, y int
	on   bool // the curve goes through it
}

// zeroContours finds the outer contour of a zero that has a slash or a dot, and the box of the others.
func zeroContours(glyph []byte) (outer []point, counter bounds, err error) {
	all, err := contoursOf(glyph)
	if err != nil {
		return nil, bounds{}, err
	}
	if len(all) < 3 {
		return nil, bounds{}, fmt.Errorf("open zero: %w: it has %d contours", errFont, len(all))
	}
	for _, c := range all {
		if outer == nil || boundsOf(c).width() > boundsOf(outer).width() {
			outer = c
		}
	}
	counter = boundsOf(nil)
	for _, c := range all {
		if b := boundsOf(c); b != boundsOf(outer) {
			counter = counter.with(b)
		}
	}
	return outer, counter, nil
}

// The flags of a point in an outline.
const (
	onCurve = 1 << iota
	shortX
	shortY
	repeated
	sameX // of a short step: it is to the right
	sameY
)

// outlineReader reads a glyph's outline from its file.
type outlineReader struct {
	data []byte
	at   int
}

func (r *outlineReader) next(n int) []byte {
	r.at += n
	return r.data[r.at-n : r.at]
}

func (r *outlineReader) u16() int { return int(binary.BigEndian.Uint16(r.next(2))) }

// contoursOf reads the contours of a glyph that is not made of others.
func contoursOf(glyph []byte) ([][]point, error) {
	r := &outlineReader{data: glyph}
	if len(glyph) < 10 {
		return nil, fmt.Errorf("read outline: %w", errFont)
	}
	n := r.u16()
	if n == 0 || n > math.MaxInt16 {
		return nil, fmt.Errorf("read outline: %w", errFont)
	}
	r.next(8)
	ends := make([]int, n)
	for i := range ends {
		ends[i] = r.u16() + 1
	}
	r.next(r.u16()) // what fits it to few pixels
	points := r.points(ends[n-1])
	out := make([][]point, n)
	from := 0
	for i, to := range ends {
		out[i], from = points[from:to], to
	}
	return out, nil
}

func (r *outlineReader) points(n int) []point {
	flags := make([]byte, 0, n)
	for len(flags) < n {
		f := r.next(1)[0]
		flags = append(flags, f)
		if f&repeated != 0 {
			for range r.next(1)[0] {
				flags = append(flags, f)
			}
		}
	}
	out := make([]point, n)
	x, y := 0, 0
	for i, f := range flags {
		x += r.step(f, shortX, sameX)
		out[i].x, out[i].on = x, f&onCurve != 0
	}
	for i, f := range flags {
		y += r.step(f, shortY, sameY)
		out[i].y = y
	}
	return out
}

// step is how far a point is from the one before it.
func (r *outlineReader) step(f, short, same byte) int {
	switch {
	case f&short != 0 && f&same != 0:
		return int(r.next(1)[0])
	case f&short != 0:
		return -int(r.next(1)[0])
	case f&same != 0:
		return 0
	}
	return int(int16(r.u16())) //nolint:gosec // It is signed in the file.
}

// simpleGlyph writes contours as a glyph without instructions, in the box of an old one.
func simpleGlyph(old []byte, contours ...[]point) []byte {
	out := append(be16(len(contours)), old[2:10]...)
	n := 0
	for _, c := range contours {
		n += len(c)
		out = append(out, be16(n-1)...)
	}
	out = append(out, be16(0)...)
	var xs, ys []byte
	last := point{}
	for _, c := range contours {
		for _, p := range c {
			flag := byte(0)
			if p.on {
				flag = onCurve
			}
			out = append(out, flag)
			xs, ys = append(xs, be16(p.x-last.x)...), append(ys, be16(p.y-last.y)...)
			last = p
		}
	}
	return append(append(out, xs...), ys...)
}

func be16(v int) []byte {
	return binary.BigEndian.AppendUint16(nil, uint16(v)) //nolint:gosec // It is small, and signed in the file.
}

// fitted is a contour turned from left to right, so that what it encloses is not inked, in a box.
func fitted(contour []point, into bounds) []point {
	from := boundsOf(contour)
	out := make([]point, len(contour))
	for i, p := range contour {
		out[i] = point{
			x:  into.right - (p.x-from.left)*into.width()/from.width(),
			y:  into.foot + (p.y-from.foot)*(into.head-into.foot)/(from.head-from.foot),
			on: p.on,
		}
	}
	return out
}

// bounds is the box of a contour.
type bounds struct{ left, foot, right, head int }

func boundsOf(contour []point) bounds {
	b := bounds{math.MaxInt, math.MaxInt, math.MinInt, math.MinInt}
	for _, p := range contour {
		b = b.with(bounds{p.x, p.y, p.x, p.y})
	}
	return b
}

func (b bounds) width() int { return b.right - b.left }

// with is the box of two.
func (b bounds) with(o bounds) bounds {
	return bounds{min(b.left, o.left), min(b.foot, o.foot), max(b.right, o.right), max(b.head, o.head)}
}
