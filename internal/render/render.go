// Package render draws slides: from a slide, a step, a theme and a size to a grid of cells and a
// report of what fitted. It is pure; the same arguments always give the same grid.
//
// Every slide is laid out as it looks when all of it is shown, and then what is not yet revealed
// is left out, so that a step moves nothing that was there. A message slide is the exception: its
// second step is a picture of its own.
package render

import (
	"image"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"assembly/internal/bigtype"
	"assembly/internal/cell"
	"assembly/internal/deck"
	"assembly/internal/theme"
)

// Slides is a deck as far as drawing needs it. *deck.Deck is one.
type Slides interface {
	Len() int
	PublicSlide(i int) deck.PublicSlide
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

// Fit says how a slide came out.
type Fit struct {
	Drawn   bool    // in drawn type; otherwise in the terminal's own
	Size    float64 // of the main text's em in rows, when Drawn
	Lost    int     // lines that found no room; 0 means that everything shows
	Missing string  // characters that no font has: the terminal's own stand in their place
}

// Fits reports whether everything shows.
func (f Fit) Fits() bool { return f.Lost == 0 }

// Frame is a drawn slide. It is shared and must not be changed.
type Frame struct {
	Grid *cell.Grid
	Fit  Fit

	once sync.Once
	text string
}

// Encode is the frame for a terminal, as cell.Grid.Encode has it, made once.
func (f *Frame) Encode() string {
	f.once.Do(func() { f.text = f.Grid.Encode() })
	return f.text
}

// Renderer draws the slides of one deck and keeps what it has drawn. It may be used by several
// goroutines at once.
type Renderer struct {
	slides Slides
	font   *bigtype.Font

	mu     sync.Mutex
	kept   map[key]*Frame
	order  []key // oldest first
	cells  int   // of all kept frames
	sizes  map[sizeKey]sizes
	images map[*deck.Image]image.Image
}

type key struct {
	slide, step int
	view        View
}

// keptCells bounds the cache. It holds a hundred screens of 120 by 30, about 12 MiB.
const keptCells = 360_000

// New makes a renderer for a deck.
func New(slides Slides) *Renderer {
	return &Renderer{
		slides: slides, font: bigtype.GoBold(),
		kept: map[key]*Frame{}, sizes: map[sizeKey]sizes{}, images: map[*deck.Image]image.Image{},
	}
}

// Frame draws a step of a slide, or finds it drawn. A slide outside the deck is an empty background.
func (r *Renderer) Frame(slide, step int, v View) *Frame {
	r.mu.Lock()
	defer r.mu.Unlock()
	v.Fill = r.usefulFill(slide, step, v)
	k := key{slide, step, v}
	if f, ok := r.kept[k]; ok {
		return f
	}
	f := r.draw(slide, step, v)
	r.keep(k, f)
	return f
}

// Drawn is a frame that Frame has drawn and still keeps; nil when there is none. It takes no time.
func (r *Renderer) Drawn(slide, step int, v View) *Frame {
	r.mu.Lock()
	defer r.mu.Unlock()
	v.Fill = r.usefulFill(slide, step, v)
	return r.kept[key{slide, step, v}]
}

func (r *Renderer) keep(k key, f *Frame) {
	for r.cells > keptCells && len(r.order) > 0 {
		old := r.order[0]
		r.order = r.order[1:]
		r.cells -= old.view.W * old.view.H
		delete(r.kept, old)
	}
	r.kept[k] = f
	r.order = append(r.order, k)
	r.cells += max(k.view.W*k.view.H, 1)
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

func (r *Renderer) draw(slide, step int, v View) *Frame {
	p := newPage(r, v.whole())
	if slide >= 0 && slide < r.slides.Len() && v.W > 0 && v.H > 0 {
		p.slide, p.step, p.index = r.slides.PublicSlide(slide), step, slide
		p = p.drawPrinted()
	}
	g := p.compose(v)
	if v.Palette.Colours != theme.TrueColor {
		g.Restyle(v.Palette.Settler())
	}
	return &Frame{Grid: g, Fit: p.fit}
}

// page is a slide while it is drawn.
type page struct {
	*Renderer
	v     View
	slide deck.PublicSlide
	index int
	step  int
	bare  bool // without its header and footer
	grid  *cell.Grid
	sheet *bigtype.Sheet
	after []func() // draws what is in the terminal's own type, over the sheet
	fit   Fit
}

func newPage(r *Renderer, v View) *page {
	v.W, v.H = max(v.W, 0), max(v.H, 0)
	p := &page{Renderer: r, v: v}
	p.grid = cell.New(v.W, v.H, p.ink(markInk))
	p.clear()
	return p
}

// clear takes a new sheet.
func (p *page) clear() {
	p.sheet, p.after = bigtype.NewSheet(p.v.W, p.v.H, p.v.Palette.Background), nil
}

// ascii reports whether only ASCII characters may be drawn.
func (v View) ascii() bool { return v.Tier.Base() == bigtype.ASCII }

// drawSlide draws type on the sheet where it is larger than the terminal's own, and plain cells on the grid
// elsewhere.
func (p *page) drawSlide() {
	drawn, plain := p.ways()
	text := textOf(p.slide.Blocks)
	missing := p.font.Missing(bigtype.Text{{Text: text}})
	p.fit.Missing = strings.Join(missing, "")
	if !mostly(missing, text) && drawn() {
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

// mostly reports whether graphemes make up most of a text. The terminal's own letters are then read better
// alone than with drawn ones among them.
func mostly(missing []string, text string) bool {
	n := 0
	for _, m := range missing {
		n += strings.Count(text, m) * utf8.RuneCountInString(m)
	}
	return 2*n > utf8.RuneCountInString(strings.Join(strings.Fields(text), ""))
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
		if b.Image != nil && len(b.Image.Data) == 0 {
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
}
