package render

import (
	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// Fit says how a slide came out.
type Fit struct {
	Drawn   bool    // in drawn type; otherwise in the terminal's own
	Size    float64 // of the main text's em in rows, when Drawn
	XHeight float64 // of the smallest words that show, in rows; 0 without words. Not of small print, nor beside numbers
	Lost    int     // lines that found no room; 0 means that everything shows
	Missing string  // characters that no font has: the terminal's own stand in their place
	Broken  bool    // words stand for a picture that could not be shown
}

// Fits reports whether everything shows.
func (f Fit) Fits() bool { return f.Lost == 0 }

// OwnXHeight is the x-height in rows of the terminal's own letters: between 0.40 and 0.44 in the fonts that
// terminals come with.
const OwnXHeight = 0.42

// The least x-height of letters, as a share of the distance from which they are read. The floor is that of
// signs and screens that are read at a glance by people of normal sight; the aim leaves room for a weak projector
// and for tired eyes.
const (
	FloorShare = 200.0
	AimShare   = 150.0
)

// UsualDistance is how far the back row is from the picture, in heights of the picture, where nothing else is
// known: halls need 6 to 9.
const UsualDistance = 8

// Reach is how far words of an x-height are read on a screen of some rows, in heights of the picture.
func Reach(x float64, rows int, share float64) float64 { return x * share / float64(rows) }

// read notes that words of an x-height, in rows, show. Small print is not among them, nor is what stands beside
// the numbers of a closing slide.
func (p *page) read(x float64) {
	if p.fit.XHeight == 0 || x < p.fit.XHeight {
		p.fit.XHeight = x
	}
}

// Steps is the number of reveal steps of a slide.
func (r *Renderer) Steps(slide int) int { return r.slides.PublicSlide(slide).Steps }

// Screens is the number of screens that a slide is shown on, a step each: 0 or 1 for most.
func (r *Renderer) Screens(slide int) int { return r.slides.PublicSlide(slide).Screens }

// Fit tells how a step of a slide comes out, without drawing it: it is the Fit of the Frame. What a picture
// that cannot be decoded leaves behind is not known before it is drawn.
func (r *Renderer) Fit(slide, step int, v View) Fit {
	p := &page{Renderer: r, font: r.currentFont(), v: v.whole(), dry: true}
	return p.fresh().drawStep(slide, step).fit
}

// surely is how much larger than asked text must fit, so that neither the sizes of its neighbours nor a line that
// breaks elsewhere makes it smaller than asked.
const surely = 1.1

// Reads reports whether all words of a slide of text are sure to have an x-height, in rows, whichever step is shown.
// It is far quicker than Fit. For another slide, and for one that is near the x-height, it reports false: Fit knows.
func (r *Renderer) Reads(slide int, v View, x float64) bool {
	s := r.slides.PublicSlide(slide)
	if s.Layout != deck.LayoutText || v.W < 1 || v.H < 1 || v.miniature() {
		return false
	}
	p := (&page{Renderer: r, font: r.currentFont(), v: v, dry: true}).fresh()
	p.slide, p.index = s, slide
	smallest := min(p.font.XHeight(), codeShare*bigtype.GoMonoBold().XHeight())
	size := surely * max(x/smallest, p.least())
	return size <= p.mostText() && len(p.font.Missing(bigtype.Text{{Text: textOf(s.Blocks)}})) == 0 && p.fitsAt(size)
}
