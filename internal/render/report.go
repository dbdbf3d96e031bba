package render

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

// read notes that words of an x-height, in rows, show. Small print is not among them, nor is what stands beside
// the numbers of a closing slide.
func (p *page) read(x float64) {
	if p.fit.XHeight == 0 || x < p.fit.XHeight {
		p.fit.XHeight = x
	}
}

// Steps is the number of reveal steps of a slide.
func (r *Renderer) Steps(slide int) int { return r.slides.PublicSlide(slide).Steps }

// Fit tells how a step of a slide comes out, without drawing it: it is the Fit of the Frame. What a picture
// that cannot be decoded leaves behind is not known before it is drawn.
func (r *Renderer) Fit(slide, step int, v View) Fit {
	p := &page{Renderer: r, font: r.currentFont(), v: v.whole(), dry: true}
	return p.fresh().drawStep(slide, step).fit
}
