package pictures

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"math"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/math/fixed"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// The moving picture, in pixels. A README shows it at half its size.
const (
	sceneW, sceneH = 1660, 1432
	margin         = 36
	bezel          = 12 // around the laptop's screen
)

// scene is a wall with the hall's screen on it, a laptop in front, and what explains them.
type scene struct {
	to         *image.RGBA
	head, body font.Face
	colors     sceneColors
}

// sceneColors are those of what is not a screen. They stand out from a page that is light or dark.
type sceneColors struct{ wall, ink, metal, key color.Color }

func newScene() (*scene, error) {
	s := &scene{to: image.NewRGBA(image.Rect(0, 0, sceneW, sceneH)), colors: sceneColors{
		wall: color.RGBA{0xC6, 0xCF, 0xD9, 255}, ink: color.RGBA{0x14, 0x17, 0x1C, 255},
		metal: color.RGBA{0x3A, 0x42, 0x4E, 255}, key: color.White,
	}}
	var err error
	if s.head, err = face(gobold.TTF, 48); err != nil {
		return nil, err
	}
	s.body, err = face(goregular.TTF, 34)
	fill(s.to, s.to.Rect, s.colors.wall)
	return s, err
}

// drawMoment draws a frame of the moving picture.
func drawMoment(m moment) (*image.RGBA, error) {
	s, err := newScene()
	if err != nil {
		return nil, err
	}
	hall, err := s.projector(m.hall, image.Pt(margin+bezel, margin+2*bezel))
	if err != nil {
		return nil, fmt.Errorf("draw the hall: %w", err)
	}
	s.text(image.Pt(hall.Max.X+2*margin, hall.Min.Y), "The hall", "sees the slides,", "and nothing else.")
	laptop, err := s.laptop(m.laptop, image.Pt(sceneW-margin-2*bezel, sceneH-margin-3*bezel))
	if err != nil {
		return nil, fmt.Errorf("draw the laptop: %w", err)
	}
	s.text(image.Pt(margin, laptop.Min.Y), "Your laptop", "shows your notes,", "what comes next,", "and the time.")
	s.key(image.Pt(margin, laptop.Max.Y-100), m.pressed)
	return s.to, nil
}

// projector draws the hall's screen from a corner on, smaller than its pixels, as one sees it from a distance, and
// returns where it is.
func (s *scene) projector(g *cell.Grid, from image.Point) (image.Rectangle, error) {
	picture, err := Paint(g, image.Pt(8, 16))
	if err != nil {
		return image.Rectangle{}, err
	}
	small := twoThirds(picture)
	r := small.Rect.Add(from)
	fill(s.to, r.Inset(-4), s.colors.metal)
	fill(s.to, image.Rect(r.Min.X-2*bezel, r.Min.Y-2*bezel, r.Max.X+2*bezel, r.Min.Y), s.colors.metal)
	draw.Draw(s.to, r, small, image.Point{}, draw.Src)
	return r, nil
}

// laptop draws a laptop whose screen ends at a corner, and returns where that is.
func (s *scene) laptop(g *cell.Grid, to image.Point) (image.Rectangle, error) {
	picture, err := Paint(g, image.Pt(14, 28))
	if err != nil {
		return image.Rectangle{}, err
	}
	r := picture.Rect.Add(to.Sub(picture.Rect.Max))
	s.rounded(r.Inset(-bezel), s.colors.ink)
	s.rounded(image.Rect(r.Min.X-4*bezel, r.Max.Y+bezel, r.Max.X+4*bezel, r.Max.Y+3*bezel), s.colors.metal)
	draw.Draw(s.to, r, picture, image.Point{}, draw.Src)
	return r, nil
}

// key draws the key for next, up or down.
func (s *scene) key(at image.Point, down bool) {
	const travel = 8
	top := image.Rect(0, 0, 200, 72).Add(at)
	paint, ink := s.colors.key, s.colors.ink
	s.rounded(top.Add(image.Pt(0, travel)), s.colors.metal)
	if down {
		paint, ink, top = ink, paint, top.Add(image.Pt(0, travel))
	}
	s.rounded(top, paint)
	s.line(s.body, top.Min.Add(image.Pt(52, 48)), ink, "Space")
	s.line(s.body, at.Add(image.Pt(224, 48)), s.colors.ink, "moves on")
}

// text writes a heading and the lines below it, from a corner on.
func (s *scene) text(at image.Point, heading string, lines ...string) {
	s.line(s.head, at.Add(image.Pt(0, 40)), s.colors.ink, heading)
	for i, l := range lines {
		s.line(s.body, at.Add(image.Pt(0, 100+46*i)), s.colors.ink, l)
	}
}

// line writes a line that stands on a point.
func (s *scene) line(f font.Face, at image.Point, c color.Color, text string) {
	d := font.Drawer{Dst: s.to, Src: image.NewUniform(c), Face: f, Dot: fixed.P(at.X, at.Y)}
	d.DrawString(text)
}

// rounded fills a rectangle with corners as round as those of the bezel.
func (s *scene) rounded(r image.Rectangle, c color.Color) {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		off := max(bezel-min(y-r.Min.Y, r.Max.Y-1-y), 0) // the rows to where the corner ends
		in := bezel - int(math.Sqrt(float64(bezel*bezel-off*off)))
		fill(s.to, image.Rect(r.Min.X+in, y, r.Max.X-in, y+1), c)
	}
}
