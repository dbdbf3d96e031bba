// Package sysfont finds faces among the fonts of the system, for what the embedded face lacks.
package sysfont

import (
	"context"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/fontscan"
	"github.com/go-text/typesetting/language"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
)

// Bounds of a search.
const (
	patience = 20 * time.Second // the first search of a slow disk takes a second
	maxFaces = 16               // that are read; each takes up to 20 MiB
)

// Finder finds faces. It reads no font before it is first asked. It may be used by several goroutines at
// once.
type Finder struct {
	cache string

	mu    sync.Mutex
	fonts *fontscan.FontMap // nil before the first search
	read  map[*font.Face]bool

	refused atomic.Pointer[string] // not under mu: a search that took too long holds that on
}

// New makes a finder that keeps an index of the system's fonts in a folder of its own, which it makes
// when it is needed. "" keeps none.
func New(cache string) *Finder { return &Finder{cache: cache, read: map[*font.Face]bool{}} }

// Find gives a face for each grapheme that a font of the system has, bold where there is one. It takes
// up to 20 seconds, and usually a tenth of one. A search that takes longer, or a font that is broken,
// leaves graphemes without a face.
func (f *Finder) Find(wanted []bigtype.Grapheme) bigtype.Faces {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	found := make(chan bigtype.Faces, 1)
	go func() { found <- f.find(ctx, wanted) }()
	select {
	case faces := <-found:
		return faces
	case <-ctx.Done():
		return nil
	}
}

// Refused is the path of a font of the system for which none of them is used: it says that it is far larger than its
// file, or is no ordinary file. It is "" where there is none, and before the first search.
func (f *Finder) Refused() string {
	if path := f.refused.Load(); path != nil {
		return *path
	}
	return ""
}

func (f *Finder) find(ctx context.Context, wanted []bigtype.Grapheme) bigtype.Faces {
	f.mu.Lock()
	defer f.mu.Unlock()
	faces := bigtype.Faces{}
	if f.fonts == nil {
		f.fonts = f.scan()
	}
	for _, g := range wanted {
		if ctx.Err() != nil {
			break
		}
		if face := f.face(g); face != nil {
			faces[g] = face
		}
	}
	return faces
}

// face finds a face that has all of a grapheme, nil for none.
func (f *Finder) face(g bigtype.Grapheme) (face *font.Face) {
	defer func() {
		if recover() != nil { // A broken font is no font.
			face = nil
		}
	}()
	runes := []rune(g.Text)
	if len(runes) == 0 || len(f.read) >= maxFaces && !f.known(runes) {
		return nil
	}
	script := language.LookupScript(runes[0])
	f.fonts.SetQuery(fontscan.Query{Families: families(runes, script, g.Language), Aspect: font.Aspect{Weight: font.WeightBold}})
	f.fonts.SetScript(script)
	face = f.fonts.ResolveFace(runes[0])
	if face == nil {
		return nil
	}
	f.read[face] = true
	if !has(face, runes) {
		return nil
	}
	return face
}

// known reports whether a face that has been read has a grapheme.
func (f *Finder) known(runes []rune) bool {
	for face := range f.read {
		if has(face, runes) {
			return true
		}
	}
	return false
}

// has reports whether a face has all runes that are drawn. What joins runes, or chooses their style, needs
// no glyph.
func has(face *font.Face, runes []rune) bool {
	return !slices.ContainsFunc(runes, func(r rune) bool {
		if joins(r) {
			return false
		}
		_, ok := face.NominalGlyph(r)
		return !ok
	})
}

func joins(r rune) bool { return r == '\u200C' || r == '\u200D' || r >= '\uFE00' && r <= '\uFE0F' }

// quiet is a logger: a font that cannot be read is no font, and a talk has no place to say more.
type quiet struct{}

// Printf implements fontscan.Logger.
func (quiet) Printf(string, ...any) {}

// scan lists the fonts of the system. Without any, or with one that must not be read, the list is empty.
func (f *Finder) scan() (fonts *fontscan.FontMap) {
	fonts = fontscan.NewFontMap(quiet{})
	defer func() {
		if recover() != nil {
			fonts = fontscan.NewFontMap(quiet{})
		}
	}()
	if path := immodest(); path != "" {
		f.refused.Store(&path)
		return fonts
	}
	dir, remove := folder(f.cache)
	defer remove()
	_ = fonts.UseSystemFonts(dir) // Without fonts nothing is found.
	return fonts
}

// folder is a folder that the index can be written to: fontscan gives nothing where it cannot. The
// function removes it when it is not to stay.
func folder(cache string) (dir string, remove func()) {
	if cache != "" && writable(cache) {
		return cache, func() {}
	}
	dir, err := os.MkdirTemp("", "assembly-fonts-")
	if err != nil {
		return cache, func() {}
	}
	return dir, func() { _ = os.RemoveAll(dir) }
}

func writable(dir string) bool {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return false
	}
	f, err := os.CreateTemp(dir, "probe-")
	if err != nil {
		return false
	}
	_ = f.Close()
	_ = os.Remove(f.Name())
	return true
}
