// Package render draws slides: from a slide, a step, a theme and a size to a grid of cells and a
// report of what fitted. It is pure; the same arguments always give the same grid.
//
// Every slide is laid out as it looks when all of it is shown, and then what is not yet revealed
// is left out, so that a step moves nothing that was there. A message slide is the exception: its
// second step is a picture of its own.
package render

import (
	"slices"
	"strings"
	"sync"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/theme"
)

// Slides is a deck as far as drawing needs it. *deck.Deck is one.
type Slides interface {
	Len() int
	PublicSlide(i int) deck.PublicSlide
	deck.Pictures
}

// View is how a slide is to be drawn. It is comparable, so that it can be part of a cache's key.
type View struct {
	W, H    int // columns and rows
	Palette theme.Palette
	Tier    bigtype.Tier
	Fill    int    // how full the shape of a reflection is, 0 to FillMax
	Of      Screen // what W by H cells show in small; of no cells, the slide is drawn for W by H itself
}

// FillMax is the Fill of a full shape.
const FillMax = 1000

// Frame is a drawn slide. It is shared and must not be changed.
type Frame struct {
	Grid *cell.Grid
	Fit  Fit

	draft bool   // a picture is not there yet
	since uint64 // what of the pictures had changed before it was drawn
	tries uint64 // how often broken ones had been given another try by then
}

// Renderer draws the slides of one deck and keeps what it has drawn. It may be used by several
// goroutines at once.
type Renderer struct {
	slides   Slides
	pictures *Pictures

	mu    sync.Mutex
	font  *bigtype.Font
	kept  map[key]*Frame
	order []key // oldest first
	cells int   // of all kept frames
	sizes map[sizeKey]sizes
	gaps  map[int]gaps // of slides

	groups map[groupKey][]sizes
}

type key struct {
	slide, step int
	view        View
}

// keptCells bounds the cache. It holds a hundred screens of 120 by 30, about 12 MiB.
const keptCells = 360_000

// New makes a renderer for a deck.
func New(slides Slides) *Renderer { return NewSharing(slides, NewPictures()) }

// NewSharing makes a renderer for a deck that shares its pictures with others.
func NewSharing(slides Slides, pictures *Pictures) *Renderer {
	return &Renderer{
		slides: slides, pictures: pictures, font: bigtype.GoBold(), kept: map[key]*Frame{}, sizes: map[sizeKey]sizes{}, gaps: map[int]gaps{}, groups: map[groupKey][]sizes{},
	}
}

// Pictures is where the renderer's pictures are kept.
func (r *Renderer) Pictures() *Pictures { return r.pictures }

// Frame draws a step of a slide, or finds it drawn. It takes as long as its pictures take. A slide outside
// the deck is an empty background.
func (r *Renderer) Frame(slide, step int, v View) *Frame { return r.frame(slide, step, v, true) }

// Draft is the frame as far as it can be drawn at once: a picture that is not there yet leaves its place
// empty, and is there once Frame has drawn it.
func (r *Renderer) Draft(slide, step int, v View) *Frame { return r.frame(slide, step, v, false) }

func (r *Renderer) frame(slide, step int, v View, waits bool) *Frame {
	v.Fill = r.usefulFill(slide, step, v)
	k := key{slide, step, v}
	r.mu.Lock()
	f, font := r.kept[k], r.font
	r.mu.Unlock()
	changed, tries := r.pictures.changed()
	if r.whole(f) || f != nil && !waits && f.since == changed {
		return f
	}
	f = r.draw(k, font, waits)
	f.since, f.tries = changed, tries
	return r.keep(k, f, font)
}

// whole reports whether a frame shows all that can be shown of its slide.
func (r *Renderer) whole(f *Frame) bool {
	if f == nil || f.draft {
		return false
	}
	_, tries := r.pictures.changed()
	return !f.Fit.Broken || f.tries == tries
}

// Drawn is a frame that Frame has drawn and still keeps; nil when there is none. It takes no time.
func (r *Renderer) Drawn(slide, step int, v View) *Frame {
	v.Fill = r.usefulFill(slide, step, v)
	r.mu.Lock()
	defer r.mu.Unlock()
	if f := r.kept[key{slide, step, v}]; r.whole(f) {
		return f
	}
	return nil
}

// keep keeps a frame, and returns it or what is better. What was drawn in another font is not kept.
func (r *Renderer) keep(k key, f *Frame, font *bigtype.Font) *Frame {
	r.mu.Lock()
	defer r.mu.Unlock()
	old := r.kept[k]
	switch {
	case font != r.font:
		return f
	case r.whole(old):
		return old
	case old != nil:
		r.kept[k] = f
		return f
	}
	for r.cells > keptCells && len(r.order) > 0 {
		old := r.order[0]
		r.order = r.order[1:]
		r.cells -= max(old.view.W*old.view.H, 1)
		delete(r.kept, old)
	}
	r.kept[k] = f
	r.order = append(r.order, k)
	r.cells += max(k.view.W*k.view.H, 1)
	return f
}

// usefulFill rounds the fill to what the size can show, so that the frames of a filling shape are
// drawn once for each row of it, and every other slide has one frame.
func (r *Renderer) usefulFill(slide, step int, v View) int {
	outside := slide < 0 || slide >= r.slides.Len() || v.H <= 0
	switch {
	case outside, step == 0, r.slides.PublicSlide(slide).Layout != deck.LayoutReflection:
		return 0
	case v.Fill >= FillMax:
		return FillMax
	}
	grain := max(FillMax/(4*v.H), 1)
	return max(v.Fill, 0) / grain * grain
}

// draw draws a frame. One that waited for a picture that turned out to be broken is drawn anew, with words
// in its place.
func (r *Renderer) draw(k key, font *bigtype.Font, waits bool) *Frame {
	p := r.drawPage(k, font, waits)
	for tries := 0; waits && p.lacks && tries < mostBroken; tries++ {
		r.forgetSizes()
		p = r.drawPage(k, font, waits)
	}
	g := p.compose(k.view)
	if k.view.Palette.Colours != theme.TrueColor {
		g.Restyle(k.view.Palette.Settler())
	}
	return &Frame{Grid: g, Fit: p.fit, draft: p.lacks && !waits}
}

// mostBroken is more pictures than a slide shows.
const mostBroken = 32

func (r *Renderer) drawPage(k key, font *bigtype.Font, waits bool) *page {
	p := newPage(r, k.view.whole())
	p.font, p.waits = font, waits
	return p.drawStep(k.slide, k.step)
}

// drawStep draws a step of a slide. A slide outside the deck is an empty background.
func (p *page) drawStep(slide, step int) *page {
	if slide < 0 || slide >= p.slides.Len() || p.v.W <= 0 || p.v.H <= 0 {
		return p
	}
	p.slide, p.step, p.index, p.aligned = p.slides.PublicSlide(slide), step, slide, nil
	return p.drawPrinted()
}

// page is a slide while it is drawn.
type page struct {
	*Renderer
	font  *bigtype.Font
	v     View
	slide deck.PublicSlide
	index int
	step  int
	bare  bool    // without its header and footer
	limit float64 // rows for what is laid out, beyond which nothing is; 0 for any
	dense float64 // of a plate: how much smaller its type may be than a terminal's, 0 or 1 for not at all
	loose bool    // of a plate: cells of tables have several lines, and code is as narrow as need be
	grid  *cell.Grid
	sheet *bigtype.Sheet
	plate *Plate   // in place of a sheet; nil for none
	after []func() // draws what is in the terminal's own type, over the sheet
	fit   Fit
	waits bool // for pictures
	dry   bool // nothing is drawn, only how it would fit is found out
	lacks bool // a picture that is not there yet, or has just turned out to be broken

	aligned *bigtype.Align // where the slide's lines stand; nil until it is asked

	// Of what is painted next.
	role    Role
	shownAt int // the step that shows it
}

func newPage(r *Renderer, v View) *page {
	v.W, v.H = max(v.W, 0), max(v.H, 0)
	return (&page{Renderer: r, font: r.currentFont(), v: v}).fresh()
}

// fresh is the page with nothing on it.
func (p *page) fresh() *page {
	q := *p
	w, h := q.room()
	q.fit, q.grid = Fit{}, cell.New(w, h, q.ink(markInk))
	q.clear()
	return &q
}

// room is the size of what is drawn on.
func (p *page) room() (w, h int) {
	if p.dry || p.outlined() {
		return 0, 0
	}
	return p.v.W, p.v.H
}

// clear takes a new sheet.
func (p *page) clear() {
	w, h := p.room()
	p.fit.XHeight, p.sheet, p.after = 0, bigtype.NewSheet(w, h, p.v.Palette.Background), nil
	p.role, p.shownAt = Words, 0
	if p.outlined() {
		p.plate = &Plate{W: float64(p.v.W) / 2, H: float64(p.v.H), Paper: p.v.Palette.Background}
	}
}

// ascii reports whether only ASCII characters may be drawn.
func (v View) ascii() bool { return v.Tier.Base() == bigtype.ASCII }

// drawSlide draws type on the sheet where it is larger than the terminal's own, and plain cells on the grid
// elsewhere.
func (p *page) drawSlide() {
	drawn, plain := p.ways()
	g := p.undrawn()
	p.fit.Missing = g.characters
	if p.outlined() {
		p.drawPlate(drawn)
		return
	}
	if !g.most && drawn() {
		p.fit.Drawn = true
		return
	}
	p.clear()
	if plain(); p.fit.Lost > 0 {
		p.markLost()
	}
}

// ways are how the slide's layout is drawn in drawn type, false where that does not fit, and how in
// the terminal's own.
func (p *page) ways() (drawn func() bool, plain func()) {
	switch p.slide.Layout {
	case deck.LayoutMessage:
		return p.message, p.plainMessage
	case deck.LayoutTitle:
		return p.title, p.plainText
	case deck.LayoutReflection:
		return p.reflection, p.plainReflection
	case deck.LayoutClosing:
		return p.closing, p.plainClosing
	case deck.LayoutImage:
		return p.picture, p.plainText
	}
	return p.text, p.plainText
}

// The marks that ink takes its colour from.
const (
	markInk uint8 = iota + 1
	markStrong
	markQuiet
	markShape
	markHollow
)

func (p *page) color(mark uint8) cell.Color {
	c := p.v.Palette
	return [...]cell.Color{
		markInk: c.Foreground, markStrong: c.Strong, markQuiet: c.Quiet, markShape: c.Shape, markHollow: c.Hollow,
	}[mark]
}

// ink is the style of a mark in the terminal's own type.
func (p *page) ink(mark uint8) cell.Style {
	return cell.Style{FG: p.color(mark), BG: p.v.Palette.Background}
}

// textOf is all words of blocks that are drawn, for asking what the drawn type lacks. What stands apart is
// in lines of its own.
func textOf(blocks []deck.Block) string {
	var lines []string
	for _, b := range blocks {
		lines = append(lines, deck.PlainText(b.Spans), textOf(b.Blocks))
		for _, it := range b.Items {
			lines = append(lines, deck.PlainText(it.Spans), textOf(it.Blocks))
		}
		for _, c := range slices.Concat(b.Rows...) {
			lines = append(lines, deck.PlainText(c))
		}
		if b.Image != nil && b.Image.File == nil {
			lines = append(lines, b.Image.InWords())
		}
	}
	return strings.Join(lines, "\n")
}

// Text is all that the deck's slides have in drawn type.
func (r *Renderer) Text() string {
	lines := make([]string, r.slides.Len())
	for i := range lines {
		lines[i] = textOf(r.slides.PublicSlide(i).Blocks)
	}
	return strings.Join(lines, "\n")
}

// SetFont draws everything anew in another font.
func (r *Renderer) SetFont(f *bigtype.Font) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.font, r.order, r.cells = f, nil, 0
	clear(r.kept)
	clear(r.sizes)
	clear(r.gaps)
	clear(r.groups)
}

func (r *Renderer) currentFont() *bigtype.Font {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.font
}

func (r *Renderer) forgetSizes() {
	r.mu.Lock()
	defer r.mu.Unlock()
	clear(r.sizes)
	clear(r.groups)
}
