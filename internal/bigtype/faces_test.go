package bigtype

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/go-text/typesetting/font"
	"golang.org/x/image/font/gofont/goregular"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// regular is a second face that needs no font of the system. It has what the embedded one has, and so it
// is asked only where another style is.
func regular(t testing.TB) *font.Face {
	t.Helper()
	face, err := font.ParseTTF(bytes.NewReader(goregular.TTF))
	if err != nil {
		t.Fatal(err)
	}
	return face
}

// noto is the embedded font with one of Debian's, for all of a text that the embedded one lacks.
func noto(t *testing.T, file, text string) *Font {
	t.Helper()
	data, err := os.ReadFile("/usr/share/fonts/" + file)
	if err != nil {
		t.Skip("needs Debian's packages fonts-noto-core, fonts-noto-cjk and fonts-noto-color-emoji:", err)
	}
	all, err := font.ParseTTC(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	faces := Faces{}
	for _, g := range GoBold().Lacks(text) {
		faces[g] = all[0]
	}
	f := GoBold().With(faces)
	if m := f.Missing(Text{{Text: text}}); len(m) > 0 {
		t.Fatalf("%s lacks %q", file, m)
	}
	return f
}

// onOneLine is a text as glyphs from left to right.
func onOneLine(t *testing.T, f *Font, s string) []placed {
	t.Helper()
	l, ok := f.Set(text(s), 1e6, 1)
	if !ok || len(l.lines) != 1 {
		t.Fatalf("%q is set in %d lines, %v", s, len(l.lines), ok)
	}
	return l.placed().lines[0].glyphs
}

// clusters are the runes that glyphs stand for.
func clusters(glyphs []placed) []int {
	var out []int
	for _, g := range glyphs {
		out = append(out, g.cluster)
	}
	return out
}

func TestLacks(t *testing.T) {
	for _, c := range []struct {
		text string
		want []Grapheme
	}{
		{"Zażółć gęślą jaźń, Ελληνικά, Привет, cafe\u0301", nil},
		{"平和, 平", []Grapheme{{"平", "zh-cn"}, {"和", "zh-cn"}}},
		{"平の\n平", []Grapheme{{"平", "ja"}, {"の", "ja"}, {"平", "zh-cn"}}},
		{"한 字", []Grapheme{{"한", "ko"}, {"字", "ko"}}},
		{"ہے", []Grapheme{{"ہ", "ur"}, {"ے", "ur"}}},
		{"♥ ♥\uFE0F", []Grapheme{{"♥\uFE0F", "en"}}},
		{"a 👩\u200D👧 1\uFE0F\u20E3", []Grapheme{{"👩\u200D👧", "en"}, {"1\uFE0F\u20E3", "en"}}},
	} {
		if got := GoBold().Lacks(c.text); !slices.Equal(got, c.want) {
			t.Errorf("Lacks(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

// A grapheme is drawn in the face that was found for it, and the words around it are not.
func TestAnotherFace(t *testing.T) {
	face := regular(t)
	f := GoBold().With(Faces{{"♥\uFE0F", "en"}: face})
	for _, g := range onOneLine(t, f, "I ♥\uFE0F you") {
		if other := g.face.Font == face.Font; other != (g.cluster == 2 || g.cluster == 3) {
			t.Errorf("rune %d in the other face: %v", g.cluster, other)
		}
	}
	if m := f.Missing(text("♥\uFE0F ♥")); len(m) > 0 {
		t.Errorf("missing %q", m)
	}
	if GoBold().faces[Grapheme{"♥\uFE0F", "en"}] != nil {
		t.Error("the embedded font has changed")
	}
}

// A face that has no ink for a grapheme, or that fails, counts as none.
func TestUselessFaces(t *testing.T) {
	f := GoBold().With(Faces{
		{"平", "zh-cn"}: regular(t), {"和", "zh-cn"}: nil, {"不", "zh-cn"}: {}, {"中", "zh-cn"}: {Font: &font.Font{}},
		{"\u00A0\uFE0F", "en"}: regular(t), // without ink
	})
	if len(f.faces) > 0 {
		t.Errorf("faces are kept for %v", f.faces)
	}
	if m := strings.Join(f.Missing(text("平和不中")), ""); m != "平和不中" {
		t.Errorf("missing %q", m)
	}
}

// Whatever is broken in a font file, nothing ends but its letters. CI_LONG=1 breaks three times as many.
func TestBrokenFonts(t *testing.T) {
	every := 293
	if os.Getenv("CI_LONG") == "1" {
		every = 97
	}
	read := 0
	for at := 0; at < len(goregular.TTF); at += every {
		data := bytes.Clone(goregular.TTF)
		for i := at; i < min(at+40, len(data)); i++ {
			data[i] ^= 0xA5
		}
		face := parsed(data)
		if face == nil {
			continue
		}
		read++
		f := GoBold().With(Faces{{"♥\uFE0F", "en"}: face, {"g\uFE0F", "en"}: face})
		drawn(f, 40, 12, "I ♥\uFE0F g\uFE0F", Shades)
	}
	if read < 100 {
		t.Errorf("only %d broken fonts were read", read)
	}
}

// parsed reads a font, nil when that cannot be done.
func parsed(data []byte) (face *font.Face) {
	defer func() { _ = recover() }()
	face, _ = font.ParseTTF(bytes.NewReader(data))
	return face
}

// What no face has is the terminal's own letter, in a hole as wide as it is and a cell to stand on.
func TestHoles(t *testing.T) {
	for _, size := range []float64{3, 4.4, 9} {
		l, _ := GoBold().Set(text("ab平cd"), 200, size)
		without, _ := GoBold().Set(text("abcd"), 200, size)
		if d := l.W - without.W; d < 1.49 || d > 1.51+size*0.05 { // Letters may be kerned where there is no hole.
			t.Errorf("size %v: the hole is %v wide, want three cells", size, d)
		}
		s := NewSheet(int(2*l.W)+2, int(l.H)+2, black)
		s.Paint(GoBold(), l, 0.3, 0.4, l.W, Left, func(uint8) cell.Color { return white })
		g := fitted(s, Shades)
		x, y := find(g, "平")
		middle := 0.4 + l.lines[0].base - GoBold().x*size/2
		if left := 0.3 + l.placed().lines[0].glyphs[2].x; float64(y) > middle || float64(y+1) < middle || float64(x)/2 < left-0.01 || float64(x)/2 > left+0.5 {
			t.Errorf("size %v: the letter is at %d, %d; the hole at %v, %v", size, x, y, 2*left, middle)
		}
		if left, right := inkIn(g, 0, x), inkIn(g, x+2, g.W); left < 8 || right < 8 {
			t.Errorf("size %v: %d inked cells to the left, %d to the right", size, left, right)
		}
	}
}

// find is where a grid has a text, (-1, -1) for nowhere.
func find(g *cell.Grid, text string) (x, y int) {
	for i := range g.W * g.H {
		if g.At(i%g.W, i/g.W).Text == text {
			return i % g.W, i / g.W
		}
	}
	return -1, -1
}

// inkIn counts the cells between two columns that are not blank.
func inkIn(g *cell.Grid, from, to int) (n int) {
	for y := range g.H {
		for x := from; x < to; x++ {
			if c := g.At(x, y); c.Text != " " || c.Style.Attr&cell.Reverse != 0 {
				n++
			}
		}
	}
	return n
}

// Holes run from right to left as their letters would.
func TestHolesOfRightToLeft(t *testing.T) {
	if got := clusters(onOneLine(t, GoBold(), "אב גד")); !slices.Equal(got, []int{4, 3, 2, 1, 0}) {
		t.Errorf("the letters stand as %v", got)
	}
}

// The letters of an Arabic word are joined: none is as it stands alone. They run from right to left.
func TestArabic(t *testing.T) {
	for _, word := range []string{"سلام", "ٹھیک"} {
		f := noto(t, "truetype/noto/NotoSansArabic-Bold.ttf", word)
		glyphs := onOneLine(t, f, word)
		if got := clusters(glyphs); !slices.IsSortedFunc(got, func(a, b int) int { return b - a }) {
			t.Errorf("%s stands as %v", word, got)
		}
		first := glyphs[len(glyphs)-1]
		if alone, _ := first.face.NominalGlyph([]rune(word)[0]); first.id == alone {
			t.Errorf("%s begins with the letter that stands alone", word)
		}
	}
}

// A number in Hebrew runs from left to right, the words from right to left.
func TestHebrew(t *testing.T) {
	f := noto(t, "truetype/noto/NotoSansHebrew-Bold.ttf", "אב 12 גד")
	if got := clusters(onOneLine(t, f, "אב 12 גד")); !slices.Equal(got, []int{7, 6, 5, 3, 4, 2, 1, 0}) {
		t.Errorf("the runes stand as %v", got)
	}
	if l, _ := f.Set(text("אב 12"), 100, 4); !l.RightToLeft() {
		t.Error("the line does not run from right to left")
	}
}

// The sign for i stands before the letter that it follows in the text.
func TestDevanagari(t *testing.T) {
	f := noto(t, "truetype/noto/NotoSansDevanagari-Bold.ttf", "दि")
	glyphs := onOneLine(t, f, "दि")
	da, _ := glyphs[0].face.NominalGlyph('द')
	if len(glyphs) != 2 || glyphs[0].id == da || glyphs[1].id != da {
		t.Errorf("the glyphs are %v, da is %v", glyphs, da)
	}
}

// Marks take no room of their own, in scripts as in letters of which the embedded face has only a part.
func TestMarks(t *testing.T) {
	for _, c := range []struct{ file, marked, bare string }{
		{"truetype/noto/NotoSansThai-Bold.ttf", "ที่", "ท"},
		{"truetype/noto/NotoSansGurmukhi-Bold.ttf", "ਕੂੰ", "ਕ"},
		{"truetype/noto/NotoSansBengali-Bold.ttf", "কুঁ", "ক"},
		{"truetype/noto/NotoSansTamil-Bold.ttf", "க்", "க"},
		{"truetype/noto/NotoSans-Bold.ttf", "ẹ\u0301", "ẹ"},
	} {
		f := noto(t, c.file, c.marked+c.bare)
		marked, _ := f.Set(text(c.marked), 100, 1)
		bare, _ := f.Set(text(c.bare), 100, 1)
		if marked.W > bare.W*1.05 || marked.H < bare.H*1.03 {
			t.Errorf("%s is %vx%v, %s is %vx%v", c.marked, marked.W, marked.H, c.bare, bare.W, bare.H)
		}
	}
}

// One font draws the same character in the ways of its languages.
func TestHanOfLanguages(t *testing.T) {
	const both = "直の\n直"
	f := noto(t, "opentype/noto/NotoSansCJK-Bold.ttc", both)
	if ja, zh := onOneLine(t, f, "直の")[0].id, onOneLine(t, f, "直")[0].id; ja == zh {
		t.Error("the character is the same in Japanese and in Chinese")
	}
}

// Emoji are pictures as wide as a capital or two, one for a family, and of many colours.
func TestEmoji(t *testing.T) {
	const both = "🎉 👩\u200D👩\u200D👧 ❤\uFE0F"
	f := noto(t, "truetype/noto/NotoColorEmoji.ttf", both)
	if glyphs := onOneLine(t, f, both); len(glyphs) > 6 {
		t.Errorf("%d glyphs", len(glyphs))
	}
	l, _ := f.Set(text("🎉"), 100, 8)
	if l.W < 8*0.8 || l.W > 8*1.3 || l.H > 8*1.1 {
		t.Errorf("the emoji is %vx%v", l.W, l.H)
	}
	g, _ := drawn(f, 30, 12, "🎉", Shades)
	colors := map[cell.Color]bool{}
	for i := range g.W * g.H {
		colors[g.At(i%g.W, i/g.W).Style.FG] = true
	}
	if len(colors) < 20 {
		t.Errorf("%d colours", len(colors))
	}
}

// Emoji behind a sentence stay with it.
func TestEmojiBelongToTheirSentence(t *testing.T) {
	l, _ := GoBold().Set(text("Well done! 🎉👏 You were kind"), 30, 3)
	if want := []string{"Well done! 🎉👏", "You were kind"}; !slices.Equal(l.Lines, want) {
		t.Errorf("lines %q, want %q", l.Lines, want)
	}
}
