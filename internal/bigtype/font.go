package bigtype

import (
	"bytes"
	"fmt"
	"sync"

	"github.com/go-text/typesetting/bidi"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"

	"github.com/westandtogether-assembly/assembly/internal/goface"
)

// Font sets text in a face. It is safe for several goroutines at once.
type Font struct {
	face   *font.Face // the embedded one
	faces  Faces      // for what that lacks
	cap, x float64    // heights of a capital and of a small letter, in ems
	boxes  bool       // what no face has is an empty box, and not left to a terminal

	mu         sync.Mutex
	shaper     shaping.HarfbuzzShaper
	segmenter  shaping.Segmenter
	order      bidi.Paragraph
	paragraphs map[string]*paragraph
	kept       int // bytes of the paragraphs, about
	drawings   map[glyphKey]drawing
}

// glyphKey names a glyph among all faces.
type glyphKey struct {
	face *font.Face
	id   font.GID
}

// GoBold is the font that was read from farthest away of all that were tried.
func GoBold() *Font { return goBold() }

// goBold is parsed once, for everything that draws. The program holds the font itself, so a fault in
// it is a bug.
var goBold = sync.OnceValue(func() *Font { //nolint:gochecknoglobals // A value that never changes.
	f, err := parse(goface.Bold())
	if err != nil {
		panic(err)
	}
	return f
})

// GoMonoBold sets code, in which columns line up.
func GoMonoBold() *Font { return goMonoBold() }

var goMonoBold = sync.OnceValue(func() *Font { //nolint:gochecknoglobals // A value that never changes.
	f, err := parse(goface.MonoBold())
	if err != nil {
		panic(err)
	}
	return f
})

// GoRegular sets what is read from a page: it is lighter than what is read from the back of a hall.
func GoRegular() *Font { return goRegular() }

var goRegular = sync.OnceValue(func() *Font { //nolint:gochecknoglobals // A value that never changes.
	f, err := parse(goface.Regular())
	if err != nil {
		panic(err)
	}
	return f
})

// GoMono sets code on a page.
func GoMono() *Font { return goMono() }

var goMono = sync.OnceValue(func() *Font { //nolint:gochecknoglobals // A value that never changes.
	f, err := parse(goface.Mono())
	if err != nil {
		panic(err)
	}
	return f
})

// Embedded gives the name of the embedded face and its bytes, a TrueType font. They must not be changed.
func (f *Font) Embedded() (name string, ttf []byte) {
	switch f.face.Font {
	case goRegular().face.Font:
		return "GoRegular", goface.Regular()
	case goMono().face.Font:
		return "GoMono", goface.Mono()
	case goMonoBold().face.Font:
		return "GoMonoBold", goface.MonoBold()
	}
	return "GoBold", goface.Bold()
}

// parse reads a TrueType or OpenType font.
func parse(ttf []byte) (*Font, error) {
	face, err := font.ParseTTF(bytes.NewReader(ttf))
	if err != nil {
		return nil, fmt.Errorf("parse font: %w", err)
	}
	return newFont(face), nil
}

func newFont(face *font.Face) *Font {
	f := &Font{face: face, faces: Faces{}, paragraphs: map[string]*paragraph{}, drawings: map[glyphKey]drawing{}}
	f.cap, f.x = height(face, 'H'), height(face, 'x')
	return f
}

// XHeight is the height of a small letter without an ascender, as a share of the em.
func (f *Font) XHeight() float64 { return f.x }

// height is how far the ink of a letter goes above the baseline, in ems.
func height(face *font.Face, r rune) float64 {
	id, _ := face.NominalGlyph(r)
	e, _ := face.GlyphExtents(id)
	return float64(e.YBearing) / float64(face.Upem())
}

// ResolveFace is for go-text's segmenter: what the face lacks is found for whole graphemes, later.
func (f *Font) ResolveFace(rune) *font.Face { return f.face }

// SetScript is for go-text's segmenter too.
func (f *Font) SetScript(language.Script) {}
