package render

import (
	"math"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/theme"
)

// A plate is a slide laid out for what is no terminal: paper, a picture, another program's slide. It is the same layout
// as a hall's screen of its size, but nothing is left to a terminal's own letters: what would be is drawn smaller.

// Plate is a laid-out step of a slide. Lengths are in rows, and the top left corner is at 0, 0. It is shared and must
// not be changed.
type Plate struct {
	W, H  float64
	Paper cell.Color
	Marks []Mark // in the order in which they are read, each over those before it
	Fit   Fit
}

// Mark is one thing on a plate: type, a shape or a picture.
type Mark struct {
	Kind MarkKind
	Role Role // of type
	Step int  // the first reveal step that shows it

	X, Y, W, H float64 // the rectangle that it takes; of type, the width in which its lines are aligned

	Font   *bigtype.Font // of type
	Layout bigtype.Layout
	Align  bigtype.Align
	Ink    bigtype.Ink

	Colour  cell.Color  // of a shape
	Picture *deck.Image // fitted into the rectangle in its own proportions
}

// MarkKind is the kind of a Mark.
type MarkKind uint8

// The kinds of mark.
const (
	Type MarkKind = iota
	Rectangle
	Disc
	Picture
)

// Role says what type is for.
type Role uint8

// The roles.
const (
	Words  Role = iota
	Title       // the slide's first heading
	Marker      // ahead of the words of a list's item, which are the next mark
	Code        // a line of it
)

// PageRows is the height of a page, about that of a projector's terminal.
const PageRows = 54

// PageView is the view of a page of PageRows rows whose width is a multiple of its height, from 1 to 4. 16.0/9 is that of
// most projectors.
func PageView(p theme.Palette, ratio float64) View {
	w := int(math.Round(2 * PageRows * min(max(ratio, 1), 4)))
	return View{W: w, H: PageRows, Palette: p, Tier: bigtype.Outlines}
}

// Plate lays out a step of a slide as a page. The view is that of PageView, or another of Outlines. The shape of a
// reflection is full where the view says so, and otherwise empty. Pictures are not read: words stand for one only once
// Unreadable has been told of it.
func (r *Renderer) Plate(slide, step int, v View) *Plate {
	v.Fill = v.Fill / FillMax * FillMax
	p := (&page{Renderer: r, font: r.currentFont(), v: v}).fresh().drawStep(slide, step)
	p.plate.Fit = p.fit
	return p.plate
}

// Unreadable has a picture shown in words from now on.
func (r *Renderer) Unreadable(f *deck.File) {
	r.pictures.keep(pictureKey{id: f.ID}, nil, 0)
	r.forgetSizes()
}

// Separate reports whether the steps of a slide are pictures of their own. Otherwise each adds to the one before it.
func (r *Renderer) Separate(slide int) bool {
	s := r.slides.PublicSlide(slide)
	return s.Screens > 1 || s.Layout == deck.LayoutMessage && s.Steps > 1
}

// surface is what a slide is painted on: a sheet of cells, or a plate.
type surface interface {
	Paint(f *bigtype.Font, l bigtype.Layout, x, y, width float64, a bigtype.Align, ink bigtype.Ink)
	Rule(x, y, w, thick float64, ink cell.Color)
	Rect(x, y, w, h float64, ink cell.Color)
	Disc(x, y, r, top, bottom float64, ink cell.Color)
	Ring(x, y, r, bottom float64, ink cell.Color)
}

// on is what the page is painted on.
func (p *page) on() surface {
	if p.plate != nil {
		return &recorder{p}
	}
	return p.sheet
}

// outlined reports whether the page is a plate.
func (p *page) outlined() bool { return p.v.Tier.Base() == bigtype.Outlines }

// recorder is a plate as a surface.
type recorder struct{ p *page }

func (r *recorder) add(m Mark) {
	m.Role, m.Step = r.p.role, r.p.shownAt
	r.p.plate.Marks = append(r.p.plate.Marks, m)
}

// Paint implements surface.
func (r *recorder) Paint(f *bigtype.Font, l bigtype.Layout, x, y, width float64, a bigtype.Align, ink bigtype.Ink) {
	if len(l.Lines) > 0 {
		r.add(Mark{Kind: Type, X: x, Y: y, W: max(width, l.W), H: l.H, Font: f, Layout: l, Align: a, Ink: ink})
	}
}

// Rule implements surface.
func (r *recorder) Rule(x, y, w, thick float64, ink cell.Color) { r.Rect(x, y, w, thick, ink) }

// Rect implements surface.
func (r *recorder) Rect(x, y, w, h float64, ink cell.Color) {
	r.add(Mark{Kind: Rectangle, X: x, Y: y, W: w, H: h, Colour: ink})
}

// Disc implements surface. On a plate a disc is whole, or not there.
func (r *recorder) Disc(x, y, radius, top, bottom float64, ink cell.Color) {
	if bottom > top {
		r.add(Mark{Kind: Disc, X: x - radius, Y: y - radius, W: 2 * radius, H: 2 * radius, Colour: ink})
	}
}

// Ring implements surface. A plate has colours, and shows a disc in its place.
func (r *recorder) Ring(x, y, radius, bottom float64, ink cell.Color) {
	r.Disc(x, y, radius, y-radius, bottom, ink)
}

// as paints in a role.
func (p *page) as(role Role, paint func()) {
	was := p.role
	p.role = role
	paint()
	p.role = was
}

// record puts a picture on the plate.
func (p *page) record(im *deck.Image, x, y, w, h float64) {
	(&recorder{p}).add(Mark{Kind: Picture, X: x, Y: y, W: w, H: h, Picture: im})
}
