package paper

import (
	"bytes"
	"maps"
	"math"
	"slices"

	"codeberg.org/go-pdf/fpdf"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
)

// face is an embedded face as fpdf knows it. It writes characters by their code points.
type face struct {
	family   string
	resource []byte // its name on the pages
	font     *bigtype.Font
	widths   map[rune]float64
	used     map[rune]bool // characters that the subset is to have
}

// face is the embedded face of a font. Fonts that differ only in what the face lacks share it.
func (d *Document) face(f *bigtype.Font) *face {
	family, ttf := f.Embedded()
	if have := d.faces[family]; have != nil {
		return have
	}
	d.pdf.AddUTF8FontFromBytes(family, "", bytes.Clone(ttf)) // fpdf writes into it.
	fc := &face{family: family, font: f, widths: map[rune]float64{}, used: map[rune]bool{}}
	page := d.scrap(func(t *fpdf.Tpl) { t.SetFont(family, "", 1) })
	_, page, _ = bytes.Cut(page, []byte("BT "))
	fc.resource, _, _ = bytes.Cut(page, []byte(" "))
	d.faces[family], d.order = fc, append(d.order, fc)
	return fc
}

// scrap is what fpdf itself writes on a page: a template, which is not put on any.
func (d *Document) scrap(draw func(*fpdf.Tpl)) []byte { return d.pdf.CreateTemplate(draw).Bytes() }

// width is the width that the PDF gives a character, in thousandths of the em. It is a whole number there.
func (fc *face) width(r rune) float64 {
	w, ok := fc.widths[r]
	if !ok {
		ems, has := fc.font.Advance(r)
		if w = math.Round(1000 * ems); has && r <= 0xFFFF {
			fc.used[r] = true
		}
		fc.widths[r] = w
	}
	return w
}

// cutFaces tells fpdf which characters its subsets are to have: it counts what it writes itself, wherever that is.
func (d *Document) cutFaces() {
	for _, fc := range d.order {
		text := string(slices.Sorted(maps.Keys(fc.used)))
		d.scrap(func(t *fpdf.Tpl) {
			t.SetFont(fc.family, "", 1)
			t.Text(0, 0, text)
		})
	}
}
