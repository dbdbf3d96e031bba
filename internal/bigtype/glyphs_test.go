package bigtype

import (
	"image"
	"math"
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/vector"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// glyphsOf are the glyphs of a layout of one size in a box at (3, 2).
func glyphsOf(f *Font, l Layout, a Align) []Glyph { return slices.Collect(f.Glyphs(l, 3, 2, 60, a)) }

func set(t *testing.T, f *Font, s string, w, size float64) Layout {
	t.Helper()
	l, ok := f.Set(Text{{Text: s}}, w, size)
	if !ok {
		t.Fatalf("%q does not fit", s)
	}
	return l
}

// What the glyphs say in reading order is what was set, whatever the direction.
func TestGlyphsRead(t *testing.T) {
	for _, c := range []struct{ file, text string }{
		{"", "Hello 0800 cafe\u0301 ﬁn"},
		{"truetype/noto/NotoSansArabic-Bold.ttf", "نحن هنا 24 معًا"},
		{"truetype/noto/NotoSansDevanagari-Bold.ttf", "नमस्ते क्षेत्र"},
		{"truetype/noto/NotoColorEmoji.ttf", "hi 👩\u200D👧 you"},
	} {
		f := GoBold()
		if c.file != "" {
			f = noto(t, c.file, c.text)
		}
		glyphs := glyphsOf(f, set(t, f, c.text, 1e6, 4), Left)
		slices.SortStableFunc(glyphs, func(a, b Glyph) int { return a.At - b.At })
		var read strings.Builder
		for _, g := range glyphs {
			read.WriteString(g.Text)
		}
		if read.String() != c.text {
			t.Errorf("reads %q, want %q", read.String(), c.text)
		}
	}
}

// A word that is broken ends its line with a soft hyphen.
func TestGlyphsHyphen(t *testing.T) {
	l := set(t, GoBold(), strings.Repeat("abcde", 10), 13, 1)
	last := ""
	for g := range GoBold().Glyphs(l, 0, 0, 0, Left) {
		if g.Line == 0 {
			last = g.Text
		}
	}
	if last != softHyphen {
		t.Errorf("the first line ends with %q", last)
	}
}

// The outlines, filled, are what Paint draws: the same parts have ink.
func TestGlyphsStandWherePaintDraws(t *testing.T) {
	ink := func(uint8) cell.Color { return cell.Color{R: 255, Set: true} }
	arabic := noto(t, "truetype/noto/NotoSansArabic-Bold.ttf", "نحن معًا")
	for _, c := range []struct {
		f     *Font
		text  string
		share float64
		a     Align
	}{
		{GoBold(), "Call 0800", 0, Centre}, {GoBold(), "Ring 100", 0.7, Right}, {GoMonoBold(), "x = 0", 0, Left},
		{arabic, "نحن معًا", 0, Left},
	} {
		l := set(t, c.f, c.text, 60, 8)
		if c.share > 0 {
			l = l.Condensed(c.share, 0.5)
		}
		s := NewSheet(140, 16, cell.Color{})
		s.Paint(c.f, l, 3, 2, 60, c.a, ink)
		if off := differs(s, filled(s, c.f, glyphsOf(c.f, l, c.a))); off > 0.03 {
			t.Errorf("%q: %.1f %% of the ink is elsewhere", c.text, 100*off)
		}
	}
}

// filled draws the outlines of glyphs in the parts of a sheet.
func filled(s *Sheet, f *Font, glyphs []Glyph) *image.Alpha {
	z := vector.NewRasterizer(s.W*parts, s.H*parts)
	for _, g := range glyphs {
		for _, sg := range f.Outline(g) {
			var p [6]float32
			for i, at := range sg.Points {
				p[2*i], p[2*i+1] = float32(2*parts*at.X), float32(parts*at.Y)
			}
			switch sg.Op {
			case MoveTo:
				z.ClosePath()
				z.MoveTo(p[0], p[1])
			case LineTo:
				z.LineTo(p[0], p[1])
			case QuadTo:
				z.QuadTo(p[0], p[1], p[2], p[3])
			case CubeTo:
				z.CubeTo(p[0], p[1], p[2], p[3], p[4], p[5])
			}
		}
	}
	z.ClosePath()
	out := image.NewAlpha(image.Rect(0, 0, s.W*parts, s.H*parts))
	z.Draw(out, out.Rect, image.Opaque, image.Point{})
	return out
}

// differs is how much of the ink of a sheet is not the same in a picture. Sheets stand lines on the edges of parts.
func differs(s *Sheet, im *image.Alpha) float64 {
	off, all := 0.0, 0.0
	for y := range im.Rect.Dy() {
		for x := range im.Rect.Dx() {
			have := float64(s.cover[(y/parts*s.W+x/parts)*area+y%parts*parts+x%parts])
			off += max(math.Abs(have-float64(im.Pix[y*im.Stride+x]))-64, 0)
			all += have
		}
	}
	return off / all
}

func TestGlyphsOfFaces(t *testing.T) {
	emoji := noto(t, "truetype/noto/NotoColorEmoji.ttf", "a😀")
	for _, c := range []struct {
		f                               *Font
		text                            string
		own, hole, outline, picture, is bool
	}{
		{GoBold(), "e\u0301", true, false, true, false, true},
		{GoBold(), "0", true, false, true, false, true},
		{GoBold(), "平", false, true, false, false, false},
		{emoji, "😀", false, false, false, true, false},
	} {
		l := set(t, c.f, c.text, 100, 10)
		g := glyphsOf(c.f, l, Left)[0]
		_, is := c.f.Character(g)
		im, _, y, _, h := c.f.Picture(g)
		if g.Own != c.own || g.Hole != c.hole || (c.f.Outline(g) != nil) != c.outline || (im != nil) != c.picture || is != c.is {
			t.Errorf("%q is %+v, drawn by a character %v, picture %v", c.text, g, is, im != nil)
		}
		if im != nil && (h < 9 || y+h < g.Y) {
			t.Errorf("the picture of %q stands from %.2f to %.2f, on %.2f", c.text, y, y+h, g.Y)
		}
	}
}

// Each font knows its own face.
func TestEmbedded(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range []*Font{GoBold(), GoMonoBold(), GoRegular(), GoMono()} {
		name, ttf := f.Clone().Embedded()
		again, err := parse(ttf)
		if err != nil || seen[name] || again.x != f.x || again.cap != f.cap {
			t.Errorf("%s is not the font's own: %v", name, err)
		}
		if w, ok := f.Advance('m'); !ok || w < 0.5 || w > 1.1 {
			t.Errorf("an m of %s is %.2f ems wide", name, w)
		}
		seen[name] = true
	}
}
