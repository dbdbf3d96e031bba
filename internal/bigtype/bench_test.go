package bigtype

import (
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

const longest = "Use your powerful voice as a generation of young people to support the #WeStandTogether campaign"

// drawn is a text as large as fits on a screen, with the margins of a slide.
func drawn(f *Font, w, h int, m string, t Tier) (*cell.Grid, Layout) {
	paper, ink := cell.RGB(0x0e1116), cell.RGB(0xf6f0e0)
	s := NewSheet(w, h, paper)
	l, _ := f.Fit(text(m), float64(w)/2*.94, float64(h)*.94, 1, 0)
	s.Paint(f, l, float64(w)/2*.03, (float64(h)-l.H)/2, float64(w)/2*.94, Centre, func(uint8) cell.Color { return ink })
	g := cell.New(w, h, cell.Style{FG: ink, BG: paper})
	s.Draw(g, 0, 0, t)
	return g, l
}

func BenchmarkMessageCold(b *testing.B) {
	f := GoBold()
	for b.Loop() {
		clear(f.paragraphs)
		clear(f.drawings)
		drawn(f, 120, 30, longest, Shades)
	}
}

func BenchmarkMessageLarge(b *testing.B) {
	f := GoBold()
	for b.Loop() {
		clear(f.paragraphs)
		drawn(f, 200, 50, longest, Shades)
	}
}
