package bigtype

import (
	"image"
	"math"
	"slices"

	"golang.org/x/image/draw"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// parts is how many parts of a cell there are each way: as many as the finest block elements divide
// it into, so that what any block covers is known exactly.
const (
	parts = 8
	area  = parts * parts
)

// Sheet is a screen before it is cells: how much ink, and which, is on each part of each cell.
type Sheet struct {
	W, H  int // cells
	Paper cell.Color

	cover   []uint8      // 255 is all ink; the parts of a cell follow each other, row by row
	inks    []cell.Color // of each cell
	manners []manner     // of each cell
	rich    []*richCell  // of each cell of more colours than paper and one ink, nil for others

	small   bool     // a miniature, on which much is too small for blocks
	letters []letter // what is left to the terminal
}

// richCell is the colours of the parts of a cell.
type richCell [area]rgb

// manner is how cells are drawn where there are shades.
type manner uint8

const (
	inShades  manner = iota
	mostlyTwo        // in the colours of paper and ink, but for cells that would lose a stroke: as large type is
	onlyTwo
)

// NewSheet makes an empty sheet. Sizes below zero count as zero.
func NewSheet(w, h int, paper cell.Color) *Sheet {
	w, h = max(w, 0), max(h, 0)
	return &Sheet{
		W: w, H: h, Paper: paper,
		cover: make([]uint8, w*h*area), inks: make([]cell.Color, w*h), manners: make([]manner, w*h), rich: make([]*richCell, w*h),
	}
}

// Rule inks a thin line across, from its top left corner. One that would lie within a row stands at the foot
// of that row: a block has one edge, and would lose it.
func (s *Sheet) Rule(x, y, w, thick float64, ink cell.Color) {
	y, thick = snap(y, parts), max(snap(thick, parts), 1.0/parts)
	if row := math.Floor(y); y > row && y+thick < row+1 {
		y = row + 1 - thick
	}
	s.Rect(x, y, w, thick, ink)
}

// Rect inks a rectangle. Its edges are moved to those of parts, where they are sharp.
func (s *Sheet) Rect(x, y, w, h float64, ink cell.Color) {
	right, foot := snap(x+w, 2*parts), snap(y+h, parts)
	x, y = snap(x, 2*parts), snap(y, parts)
	w, h = max(right-x, 0.5/parts), max(foot-y, 1.0/parts)
	var b brush
	b.begin(x, y, w, h)
	for i, at := range [][2]float64{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}} {
		if i == 0 {
			b.z.MoveTo(b.at(at[0], at[1]))
		} else {
			b.z.LineTo(b.at(at[0], at[1]))
		}
	}
	s.stamp(&b, ink, mostlyTwo)
}

// snap moves a length to the nearest of so many a row.
func snap(at, n float64) float64 { return math.Round(at*n) / n }

// Disc inks a disc, or of one the part between two heights.
func (s *Sheet) Disc(x, y, r, top, bottom float64, ink cell.Color) {
	if bottom = min(bottom, y+r); bottom <= max(top, y-r) {
		return
	}
	const sides = 180 // A circle to the eye at any size of a screen.
	var b brush
	b.begin(x-r, y-r, 2*r, 2*r)
	for i := range sides {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / sides)
		px, py := b.at(x+r*cos, min(max(y+r*sin, top), bottom))
		if i == 0 {
			b.z.MoveTo(px, py)
		} else {
			b.z.LineTo(px, py)
		}
	}
	s.stamp(&b, ink, mostlyTwo)
}

// Ring inks the edge of a disc, down to a height.
func (s *Sheet) Ring(x, y, r, bottom float64, ink cell.Color) {
	const sides, thick = 180, 0.5
	for i := range sides {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / sides)
		if y+r*sin < bottom {
			s.Rect(x+(r-thick)*cos-thick/2, y+(r-thick)*sin-thick/2, thick, thick, ink)
		}
	}
}

// stamp adds what a brush has drawn.
func (s *Sheet) stamp(b *brush, ink cell.Color, m manner) {
	im := b.mask()
	for y := range im.Rect.Dy() {
		if yy := b.y + y; yy >= 0 && yy < s.H*parts {
			s.stampRow(im.Pix[y*im.Stride:][:im.Rect.Dx()], b.x, yy, ink, m)
		}
	}
}

// stampRow adds a row of parts, cell by cell.
func (s *Sheet) stampRow(row []uint8, x, y int, ink cell.Color, m manner) {
	row = row[min(max(-x, 0), len(row)):]
	x = max(x, 0)
	row = row[:min(max(s.W*parts-x, 0), len(row))]
	for len(row) > 0 {
		run := row[:min(parts-x%parts, len(row))]
		s.add(y/parts*s.W+x/parts, y%parts*parts+x%parts, run, ink, m)
		x, row = x+len(run), row[len(run):]
	}
}

// add inks parts of a cell, from one on to the right. A second ink makes the cell a rich one.
func (s *Sheet) add(i, part int, run []uint8, ink cell.Color, m manner) {
	if !slices.ContainsFunc(run, func(c uint8) bool { return c > 0 }) {
		return
	}
	s.manners[i] = m
	if s.inks[i] != ink && !s.clean(i) || s.rich[i] != nil {
		s.blend(s.richCell(i)[part:], run, ink)
		return
	}
	s.inks[i] = ink
	for k, c := range run {
		at := &s.cover[i*area+part+k]
		*at = uint8(min(int(*at)+int(c), 255)) //nolint:gosec // bounded
	}
}

// blend lays ink over parts that have colours.
func (s *Sheet) blend(under []rgb, run []uint8, ink cell.Color) {
	to := unmix(ink)
	for i, c := range run {
		under[i] = between(under[i], to, float32(c)/255)
	}
}

// clean reports whether a cell has no ink yet.
func (s *Sheet) clean(i int) bool { return uniform(s.cover[i*area:(i+1)*area], 0) }

func (s *Sheet) richCell(i int) *richCell {
	if r := s.rich[i]; r != nil {
		return r
	}
	r := &richCell{}
	paper, ink := unmix(s.Paper), unmix(s.inks[i])
	for j := range r {
		r[j] = between(paper, ink, float32(s.cover[i*area+j])/255)
	}
	s.rich[i] = r
	return r
}

// Picture draws a picture in a rectangle of whole cells.
func (s *Sheet) Picture(im image.Image, x, y, w, h int) {
	s.Image(im, float64(x)/2, float64(y), float64(w)/2, float64(h))
}

// Scaled is a picture as Picture draws it in so many cells, for those who draw it more than once.
func Scaled(im image.Image, cols, rows int) *image.RGBA {
	return scaled(im, image.Pt(cols*parts, rows*parts))
}

func scaled(im image.Image, size image.Point) *image.RGBA {
	if ready, ok := im.(*image.RGBA); ok && ready.Rect == (image.Rectangle{Max: size}) {
		return ready
	}
	out := image.NewRGBA(image.Rectangle{Max: size})
	draw.CatmullRom.Scale(out, out.Rect, im, im.Bounds(), draw.Src, nil)
	return out
}

// Image draws a picture in a rectangle, over what is there.
func (s *Sheet) Image(im image.Image, x, y, w, h float64) {
	at := image.Pt(int(math.Round(x*2*parts)), int(math.Round(y*parts)))
	to := image.Pt(int(math.Round((x+w)*2*parts)), int(math.Round((y+h)*parts)))
	out := scaled(im, to.Sub(at))
	seen := image.Rectangle{at, to}.Intersect(image.Rect(0, 0, s.W*parts, s.H*parts))
	for cy := seen.Min.Y / parts; cy*parts < seen.Max.Y; cy++ {
		for cx := seen.Min.X / parts; cx*parts < seen.Max.X; cx++ {
			cell := image.Rect(cx, cy, cx+1, cy+1)
			s.lay(cy*s.W+cx, image.Rectangle{cell.Min.Mul(parts), cell.Max.Mul(parts)}.Intersect(seen), out, at)
		}
	}
}

// lay puts what of a picture lies in a cell over it, as far as it is not transparent. The picture's top left
// corner is at a part.
func (s *Sheet) lay(i int, within image.Rectangle, im *image.RGBA, at image.Point) {
	var rich *richCell
	for y := within.Min.Y; y < within.Max.Y; y++ {
		row := im.Pix[im.PixOffset(within.Min.X-at.X, y-at.Y):]
		for x := range within.Dx() {
			c := row[4*x : 4*x+4]
			if c[3] == 0 {
				continue
			}
			if rich == nil {
				rich = s.richCell(i)
			}
			rich[y%parts*parts+(within.Min.X+x)%parts].cover(c)
		}
	}
}

// cover puts a colour of four bytes over another.
func (l *rgb) cover(over []uint8) {
	under := 1 - float32(over[3])/255
	for k := range l {
		l[k] = l[k]*under + float32(over[k])/255
	}
}
