package paper

import (
	"fmt"
	"image"
	"math"
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/vector"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// onAPage is a text of huge type on one page.
func onAPage(t testing.TB, f *bigtype.Font, text string) (*Document, bigtype.Layout) {
	d := New(Info{Title: text, Created: created})
	d.AddPage(960, 540)
	d.Unit(10)
	l := lines(t, f, text, 2.5)
	d.Paint(f, l, 3, 3, 90, bigtype.Left, black)
	return d, l
}

// What is on the page is read from it: letters as text, and everything else too.
func TestTextIsRead(t *testing.T) {
	for name, text := range map[string]string{
		"latin":      "Run, hide, tell: call 999 or 0800 1111. Café \ufb01n (100%)",
		"greek":      "Ελληνικά Привет Zażółć",
		"arabic":     "نحن هنا معًا",
		"urdu":       "یہ ہے",
		"devanagari": "नमस्ते क्षेत्र",
		"chinese":    "平和 学校",
		"japanese":   "学校の平和",
		"korean":     "한국어 학교",
		"emoji":      "Well done 😀 👩\u200D👧 ☃\uFE0F!",
		"brackets":   `a ) b \ c ( d \) <e> %f /g`,
	} {
		t.Run(name, func(t *testing.T) {
			f := with(bigtype.GoBold(), text)
			d, _ := onAPage(t, f, text)
			if m := d.Missing(); len(m) > 0 {
				t.Skipf("no font of this system has %q", m)
			}
			pdf := written(t, d)
			sound(t, pdf)
			if got := read(t, pdf); got != text {
				t.Errorf("reads %q, want %q", got, text)
			}
		})
	}
}

// read is the text of a PDF without the marks of direction that pdftotext adds.
func read(t *testing.T, pdf []byte) string {
	t.Helper()
	out := ask(t, pdf, "pdftotext", "PDF", "-")
	return strings.Join(strings.Fields(strings.NewReplacer("\u202a", "", "\u202b", "", "\u202c", "").Replace(out)), " ")
}

// The characters of a line follow each other on the page as they are read, for viewers that go by that.
func TestReadingOrder(t *testing.T) {
	text := "نحن هنا 24 معًا ok"
	f := with(bigtype.GoBold(), text)
	d, l := onAPage(t, f, text)
	p := painter{Document: d, font: f}
	got := ""
	for _, gr := range p.graphemes(slices.Collect(f.Glyphs(l, 0, 0, 0, bigtype.Left))) {
		got += gr.text
	}
	if got != text {
		t.Errorf("follow each other as %q, want %q", got, text)
	}
}

// The words of a slide are read line by line, also where letters are narrow.
func TestWordsInOrder(t *testing.T) {
	d := New(Info{Created: created})
	d.AddPage(960, 540)
	d.Unit(10)
	f := bigtype.GoBold()
	l, ok := f.Fit(bigtype.Text{{Text: "If you hear "}, {Text: "the alarm", Mark: 1}, {Text: ", walk.\nCall 100."}}, 90, 40, 4, 0)
	if !ok {
		t.Fatal("does not fit")
	}
	d.Paint(f, l.Condensed(0.8, 0.5), 3, 3, 90, bigtype.Centre, func(m uint8) cell.Color { return cell.RGB(0xff * uint32(m)) })
	pdf := written(t, d)
	sound(t, pdf)
	if got, want := read(t, pdf), "If you hear the alarm, walk. Call 100."; got != want {
		t.Errorf("reads %q, want %q", got, want)
	}
}

// Nothing that is not text ends a document or a stream.
func TestHostile(t *testing.T) {
	for _, text := range []string{
		"a\x00b\x1b[31mc\rd\x7fe", "endstream endobj", ") Tj ET Q", "\\", "((((", ">>] TJ", "\u202eabc\u2028def\u2066", "\xff\xfe\xc3",
		strings.Repeat("long ", 300), strings.Repeat("e\u0301\u0301\u0301", 200), "\u200d\u200d", "\u00ad", "\ufffd\ufffe\uffff", "a\tb\u00a0c",
	} {
		d, _ := onAPage(t, bigtype.GoBold(), "x"+text)
		d.Bookmark(text, 0)
		sound(t, written(t, d))
	}
}

func TestHostileNumbers(t *testing.T) {
	f := bigtype.GoBold()
	l := lines(t, f, "a 0 平", 4)
	for _, v := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), -1, 0, 1e300, 1e-300} {
		d := New(Info{Created: created})
		d.Paint(f, l, v, v, v, bigtype.Right, black)
		d.AddPage(v, v)
		d.Unit(v)
		d.Paint(f, l, v, v, v, bigtype.Right, black)
		d.Rect(v, v, v, v, cell.Color{})
		d.Disc(v, v, v, v, v, cell.Color{})
		if err := d.Picture(plain(2, 2), v, v, v, v); err != nil {
			t.Error(err)
		}
		pdf := written(t, d)
		sound(t, pdf)
		if plain := ask(t, pdf, "qpdf", "--qdf", "PDF", "-"); strings.Contains(plain, "NaN") || strings.Contains(plain, "Inf ") {
			t.Errorf("%v is in the document", v)
		}
	}
}

// What no face has is told, and is a box.
func TestMissing(t *testing.T) {
	d, _ := onAPage(t, bigtype.GoBold(), "a平b平\U000F0000")
	if got := d.Missing(); !slices.Equal(got, []string{"平", "\U000F0000"}) {
		t.Errorf("missing are %q", got)
	}
	if got, want := read(t, written(t, d)), "a平b平\U000F0000"; strings.ReplaceAll(got, " ", "") != want {
		t.Errorf("reads %q, want %q", got, want)
	}
}

// Only what is used of a face is in the document.
func TestSubset(t *testing.T) {
	d, _ := onAPage(t, bigtype.GoBold(), "Hello")
	if n := len(written(t, d)); n > 16_000 {
		t.Errorf("five letters take %d bytes", n)
	}
}

// What a PDF shows is what bigtype draws: the same outlines in the same places, whether they are text or not.
func TestLook(t *testing.T) {
	text := "Call 0800 नमस्ते نحن 平"
	f := with(bigtype.GoBold(), text)
	for _, share := range []float64{1, 0.7} {
		l := lines(t, f, text, 7)
		if share < 1 {
			l = l.Condensed(share, 0.5)
		}
		d := New(Info{})
		d.AddPage(960, 540)
		d.Unit(10)
		d.Paint(f, l, 3, 3, 90, bigtype.Left, black)
		seen := picture(t, written(t, d))
		if off := differs(seen, filled(f, l, seen.Rect)); off > 0.03 {
			t.Errorf("at %.1f of their width %.1f %% of the letters are elsewhere", share, 100*off)
		}
	}
}

// picture is the first page, of 960 by 540 points as it is seen, in pixels of half a point.
func picture(t *testing.T, pdf []byte) *image.Gray {
	t.Helper()
	out := ask(t, pdf, "pdftoppm", "-gray", "-f", "1", "-l", "1", "-r", "144", "PDF")
	im := image.NewGray(image.Rect(0, 0, 1920, 1080))
	if head := fmt.Sprintf("P5\n%d %d\n255\n", 1920, 1080); !strings.HasPrefix(out, head) {
		t.Fatalf("pdftoppm gives %.20q", out)
	}
	copy(im.Pix, out[len(out)-len(im.Pix):])
	return im
}

// filled is the same from the outlines.
func filled(f *bigtype.Font, l bigtype.Layout, r image.Rectangle) *image.Alpha {
	z := vector.NewRasterizer(r.Dx(), r.Dy())
	for g := range f.Glyphs(l, 3, 3, 90, bigtype.Left) {
		for _, sg := range f.Outline(g) {
			var p [6]float32
			for i, at := range sg.Points {
				p[2*i], p[2*i+1] = float32(20*at.X), float32(20*at.Y)
			}
			switch sg.Op {
			case bigtype.MoveTo:
				z.ClosePath()
				z.MoveTo(p[0], p[1])
			case bigtype.LineTo:
				z.LineTo(p[0], p[1])
			case bigtype.QuadTo:
				z.QuadTo(p[0], p[1], p[2], p[3])
			case bigtype.CubeTo:
				z.CubeTo(p[0], p[1], p[2], p[3], p[4], p[5])
			}
		}
	}
	z.ClosePath()
	im := image.NewAlpha(r)
	z.Draw(im, r, image.Opaque, image.Point{})
	return im
}

// differs is how much of the ink is not the same.
func differs(seen *image.Gray, want *image.Alpha) float64 {
	off, all := 0, 0
	for i, v := range want.Pix {
		all += int(v)
		off += max(max(255-int(seen.Pix[i])-int(v), int(v)-255+int(seen.Pix[i]))-64, 0)
	}
	return float64(off) / float64(max(all, 1))
}
