package paper

import (
	"math"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// Rect fills a rectangle from its top left corner.
func (d *Document) Rect(x, y, w, h float64, c cell.Color) {
	d.fill(c)
	d.box(x, y, w, h)
	d.put("f")
	d.flush()
}

// box adds a rectangle to the path.
func (d *Document) box(x, y, w, h float64) {
	left, foot := d.at(x, y+h)
	d.put("re", left, foot, w*d.unit, h*d.unit)
}

// Disc fills a disc round (x, y), or of one the part between two heights.
func (d *Document) Disc(x, y, r, top, bottom float64, c cell.Color) {
	top, bottom = max(top, y-r), min(bottom, y+r)
	if !(r > 0) || bottom <= top {
		return
	}
	d.put("q")
	d.clip(x-r, top, 2*r, bottom-top)
	d.fill(c)
	d.circle(x, y, r)
	d.put("f")
	d.put("Q")
	d.flush()
}

// clip hides what is drawn outside of a rectangle, until the state is restored.
func (d *Document) clip(x, y, w, h float64) {
	d.box(x, y, w, h)
	d.put("W n")
}

// circle adds a circle to the path, in four curves.
func (d *Document) circle(x, y, r float64) {
	cx, cy := d.at(x, y)
	r *= d.unit
	pull := r * 4 / 3 * (math.Sqrt2 - 1) // that makes a curve the quarter of a circle
	d.put("m", cx+r, cy)
	d.put("c", cx+r, cy+pull, cx+pull, cy+r, cx, cy+r)
	d.put("c", cx-pull, cy+r, cx-r, cy+pull, cx-r, cy)
	d.put("c", cx-r, cy-pull, cx-pull, cy-r, cx, cy-r)
	d.put("c", cx+pull, cy-r, cx+r, cy-pull, cx+r, cy)
	d.put("h")
}
