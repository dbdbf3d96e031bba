package paper

import (
	"io"
	"runtime"
	"strconv"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// BenchmarkTenThousandPages makes slides of two short lines each. It reports what is in memory before the document is
// written, in megabytes.
func BenchmarkTenThousandPages(b *testing.B) {
	b.ReportAllocs()
	var held float64
	for b.Loop() {
		d, before := New(Info{Title: "Large"}), heap()
		for i := range 10_000 {
			slide(d, "Slide "+strconv.Itoa(i)+"\nof very many")
		}
		held = heap() - before
		if err := d.Write(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(held, "MB-held")
}

func heap() float64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / 1e6
}

// slide adds a slide with two lines of huge type.
func slide(d *Document, text string) {
	d.AddPage(960, 540)
	d.Unit(10)
	d.Rect(0, 0, 96, 54, cell.RGB(0x102040))
	f := bigtype.GoBold()
	l, _ := f.Set(bigtype.Text{{Text: text}}, 90, 8)
	d.Paint(f, l, 3, 3, 90, bigtype.Centre, func(uint8) cell.Color { return cell.RGB(0xffffff) })
}
