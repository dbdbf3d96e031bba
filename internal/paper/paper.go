// Package paper makes PDF pages: the printed script, and slides for those who show or read them elsewhere.
//
// Text is set as bigtype sets it, glyph by glyph in its place (type.go). The embedded Go faces are real text in
// an embedded subset (faces.go). What they lack is filled as outlines, with the same characters as invisible text over it, so that it can be searched and copied like the
// rest; nothing of the system's fonts is embedded. Pictures are in picture.go, and plain shapes in shapes.go.
//
// The same calls give the same bytes. The pages are not tagged: a browser that prints the HTML tags them.
package paper

import (
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"time"

	"codeberg.org/go-pdf/fpdf"
)

// Info is what a document says of itself.
type Info struct {
	Title, Author string
	Subject       string    // where its words come from, say
	Lang          string    // of the text, such as "en-GB", which "" stands for too
	Created       time.Time // as it is to be read; the zero time counts as the beginning of 1970
}

// Document is a PDF that is being made. It is for one goroutine.
type Document struct {
	pdf  *fpdf.Fpdf
	unit float64 // points
	out  []byte  // what goes to the page next

	pages     []size
	page      int // that is drawn on, from 1; 0 before the first
	bookmarks []bookmark
	faces     map[string]*face
	order     []*face
	paths     map[any][]byte
	pictures  map[any]string
	missing   []string
	missed    map[string]bool
	written   bool
}

// size is that of a page in points.
type size struct{ w, h float64 }

// A page that PDF allows has sides between these lengths in points.
const (
	leastSide = 3
	mostSide  = 14400
)

// A4, in points.
const (
	A4Width  = 595.28
	A4Height = 841.89
)

// New begins a document without pages. Its unit is the point.
func New(info Info) *Document {
	d := &Document{
		pdf: fpdf.New("P", "pt", "A4", ""), unit: 1,
		faces: map[string]*face{}, paths: map[any][]byte{}, pictures: map[any]string{}, missed: map[string]bool{},
	}
	created := info.Created
	if created.IsZero() {
		created = time.Unix(0, 0).UTC()
	}
	d.pdf.SetCreationDate(created)
	d.pdf.SetModificationDate(created)
	d.pdf.SetCatalogSort(true) // Otherwise fonts and pictures come in any order.
	d.pdf.SetAutoPageBreak(false, 0)
	d.pdf.SetCreator("assembly", false)
	d.pdf.SetTitle(utf16(clean(info.Title)), false)
	d.pdf.SetAuthor(utf16(clean(info.Author)), false)
	if subject := clean(info.Subject); subject != "" {
		d.pdf.SetSubject(utf16(subject), false)
	}
	d.pdf.SetLang(catalog(info))
	return d
}

// catalog is the language, and what else the catalog is to hold: fpdf writes the language into it as it is, within
// brackets of which the last is left in a comment. Text that stands for what is drawn came with PDF 1.5.
func catalog(info Info) string {
	lang := tag(info.Lang)
	if lang == "" {
		lang = "en-GB"
	}
	more := ") /Version /1.7"
	if clean(info.Title) != "" {
		more += " /ViewerPreferences <</DisplayDocTitle true>>"
	}
	return lang + more + " %"
}

// AddPage adds a page of w by h points, which is drawn on from then on. PDF allows sides of 3 to 14,400 points;
// others are taken for the nearest of these.
func (d *Document) AddPage(w, h float64) {
	s := size{side(w), side(h)}
	d.pdf.AddPageFormat("P", fpdf.SizeType{Wd: s.w, Ht: s.h})
	d.pages = append(d.pages, s)
	d.page = len(d.pages)
}

func side(v float64) float64 {
	if math.IsNaN(v) {
		return leastSide
	}
	return min(max(v, leastSide), mostSide)
}

// Page goes back to a page, from 1, to draw more on it: "page 2 of 9" is drawn when all pages are there. A page
// that there is not changes nothing.
func (d *Document) Page(n int) {
	if n >= 1 && n <= len(d.pages) {
		d.page = n
		d.pdf.SetPage(n)
	}
}

// PageNo is the page that is drawn on, from 1, and 0 before the first.
func (d *Document) PageNo() int { return d.page }

// Pages is the number of pages so far.
func (d *Document) Pages() int { return len(d.pages) }

// Unit sets the number of points that one is of all lengths from then on, above 0. It is best about as large as small
// type: what no face has is drawn half a unit wide or more, as a terminal draws it in a cell, whatever the size of the
// type around it. A slide has units of 10 points, a script of 14 point type units of 14, and type of the size 1.
func (d *Document) Unit(points float64) {
	if points > 0 && !math.IsInf(points, 1) {
		d.unit = points
	}
}

// Missing lists the graphemes that no face has and that stand on the pages as empty boxes, each once, in order.
func (d *Document) Missing() []string { return slices.Clone(d.missing) }

// current is the page that is drawn on. Without one, a page of A4 is added.
func (d *Document) current() size {
	if d.page == 0 {
		d.AddPage(A4Width, A4Height)
	}
	return d.pages[d.page-1]
}

var errWritten = errors.New("the document has already been written")

// Write writes the PDF, once; the document cannot be used any more. Without pages it has an empty one of A4.
func (d *Document) Write(w io.Writer) error {
	if d.written {
		return fmt.Errorf("write PDF: %w", errWritten)
	}
	d.written = true
	d.current()
	d.addBookmarks()
	d.pdf.SetPage(len(d.pages)) // fpdf writes the pages up to the current one.
	d.cutFaces()
	if err := d.pdf.Output(w); err != nil {
		return fmt.Errorf("write PDF: %w", err)
	}
	return nil
}
