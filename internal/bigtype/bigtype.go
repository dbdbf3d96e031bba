// Package bigtype draws huge type: the outlines of a font as blocks on a grid of terminal cells.
//
// Sizes are whole x-heights, in sub-pixels: the parts that a cell is divided into. At a few
// sub-pixels a letter the outline cannot simply be filled in; each glyph is first fitted to the
// sub-pixels (hint.go), and letters are then set by the white that the eye sees between them
// (space.go).
package bigtype

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/sfnt"
)

// Pixels is how many sub-pixels a cell has across and down. A cell is taken to be twice as tall
// as it is wide.
type Pixels struct{ X, Y int }

// Full is the whole cell as one sub-pixel, for terminals that show nothing but ASCII.
func Full() Pixels { return Pixels{1, 1} }

// Half divides a cell into an upper and a lower half: square sub-pixels.
func Half() Pixels { return Pixels{1, 2} }

// valid holds for what the cells of a Canvas can show.
func (p Pixels) valid() bool { return p == Full() || p == Half() }

// across is the number of sub-pixels across in the height of one sub-pixel.
func (p Pixels) across() float64 { return 2 * float64(p.X) / float64(p.Y) }

// Font is a font to draw with. It is safe for several goroutines at once.
type Font struct {
	ttf *sfnt.Font
	em  metrics

	mu     sync.Mutex
	buf    sfnt.Buffer
	shapes map[rune]*shape
	faces  map[faceKey]*face
	bytes  int // of all glyphs in faces
}

// GoBold is the font that was read from farthest away of all that were tried.
func GoBold() *Font { return goBold() }

// goBold is parsed once, for everything that draws. The program holds the font itself, so a fault in
// it is a bug.
var goBold = sync.OnceValue(func() *Font { //nolint:gochecknoglobals // A value that never changes.
	f, err := parse(gobold.TTF)
	if err != nil {
		panic(err)
	}
	return f
})

// parse reads a TrueType or OpenType font.
func parse(ttf []byte) (*Font, error) {
	parsed, err := sfnt.Parse(ttf)
	if err != nil {
		return nil, fmt.Errorf("parse font: %w", err)
	}
	f := &Font{ttf: parsed, shapes: map[rune]*shape{}, faces: map[faceKey]*face{}}
	f.measure()
	return f, nil
}

// Missing lists the runes of a text that the font cannot draw, each once, in order. Blanks are
// never missing.
func (f *Font) Missing(text string) []rune {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.missing(text)
}

func (f *Font) missing(text string) []rune {
	var out []rune
	for _, r := range text {
		if !ignored(r) && !unicode.IsSpace(r) && !f.has(r) && !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	return out
}

// has reports whether the font has ink for a rune.
func (f *Font) has(r rune) bool { return len(f.shape(r).contours) > 0 }

// ignored holds for runes that are only advice on breaking words.
func ignored(r rune) bool { return strings.ContainsRune("\u00AD\u200B\u2060\uFEFF", r) }

// round gives the nearest whole number of sub-pixels.
func round(v float64) int { return int(math.Round(v)) }
