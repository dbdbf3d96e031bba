package paper

import "github.com/westandtogether-assembly/assembly/internal/bigtype"

// pathEm is the em of the outlines that are written, in the numbers on the page.
const pathEm = 1000

// mostPaths bounds the outlines that are held ready.
const mostPaths = 4096

// path is the outline of a glyph as PDF has it, with its origin at 0. It is empty where there is no ink.
func (p *painter) path(g bigtype.Glyph) []byte {
	key := g.Key()
	if path, ok := p.paths[key]; ok {
		return path
	}
	if len(p.paths) >= mostPaths {
		clear(p.paths)
	}
	g.X, g.Y, g.Size, g.Narrow = 0, 0, pathEm, 1
	var path []byte
	var from bigtype.Point
	for _, sg := range p.font.Outline(g) {
		path = segment(path, from, sg)
		from = sg.Points[len(sg.Points)-1]
	}
	p.paths[key] = path
	return path
}

// segment writes a part of an outline. PDF has no curves with one control point.
func segment(to []byte, from bigtype.Point, sg bigtype.Segment) []byte {
	points, op := sg.Points, "c"
	switch sg.Op {
	case bigtype.MoveTo:
		op = "m"
	case bigtype.LineTo:
		op = "l"
	case bigtype.QuadTo:
		points = []bigtype.Point{third(from, points[0]), third(points[1], points[0]), points[1]}
	}
	for _, p := range points {
		to = append(number(to, p.X, 1), ' ')
		to = append(number(to, -p.Y, 1), ' ')
	}
	return append(append(to, op...), '\n')
}

// third is the point two thirds of the way from one to another.
func third(from, to bigtype.Point) bigtype.Point {
	return bigtype.Point{X: from.X + 2*(to.X-from.X)/3, Y: from.Y + 2*(to.Y-from.Y)/3}
}
