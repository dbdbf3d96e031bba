package bigtype

import (
	"math"
	"testing"
	"unicode/utf8"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// Whatever the text and the box, what is set stays inside it, also with another face and with holes, and is
// painted.
func FuzzFit(f *testing.F) {
	f.Add("All forms of extremism and hatred are wrong", 60.0, 30.0, 1.0)
	f.Add("שלום abc مرحبا\n\n- 123", 20.0, 12.0, 0.5)
	f.Add("a\u0301\u200b\u00ad\U0001F44F\U0001F3FD", 3.0, 3.0, 0.1)
	f.Add("हिंदी 平和 👩\u200D👧 ♥\uFE0F1\uFE0F\u20E3 한글\u3000。", 60.0, 30.0, 1.0)
	faces := Faces{{"♥\uFE0F", "en"}: regular(f)}
	f.Fuzz(func(t *testing.T, s string, w, h, least float64) {
		if len(s) > 300 || !utf8.ValidString(s) || !(w > 0 && w < 500 && h > 0 && h < 500 && least > 0.01 && least < 100) {
			t.Skip()
		}
		font := GoBold().With(faces)
		l, ok := font.Fit(text(s), w, h, least, 0)
		if !ok {
			return
		}
		if l.W > w*(1+1e-6) || l.H > h*(1+1e-6) || len(l.lines) > 0 && l.Size < least*(1-1e-6) {
			t.Errorf("%q in %v by %v, from %v up, is %v by %v in size %v", s, w, h, least, l.W, l.H, l.Size)
		}
		if math.IsNaN(l.W) || math.IsNaN(l.H) {
			t.Errorf("%q has no size", s)
		}
		if w < 120 && h < 60 {
			sheet := NewSheet(int(2*w), int(h), black)
			sheet.Paint(font, l, 0, 0, w, Centre, func(uint8) cell.Color { return white })
			fitted(sheet, Shades)
		}
	})
}
