package export

import (
	"fmt"
	"io"

	"github.com/westandtogether-assembly/assembly/internal/paper"
	"github.com/westandtogether-assembly/assembly/internal/render"
)

// PDF writes the deck's pages as a PDF whose text can be searched and copied, with a bookmark for each slide.
func (e *Deck) PDF(w io.Writer) error {
	doc := paper.New(paper.Info{
		Title: e.deck.Heading(), Author: e.deck.Meta.Author, Lang: e.deck.Meta.Lang, Subject: e.o.Statement, Created: e.o.Created,
	})
	before := -1
	err := e.each(func(p page) error {
		plate := e.plate(p)
		e.missing(p, plate.Fit.Missing)
		doc.AddPage(plate.W*point, plate.H*point)
		doc.Unit(point)
		doc.Rect(0, 0, plate.W, plate.H, plate.Paper)
		if p.slide != before {
			doc.Bookmark(e.title(p.slide), 0)
		}
		before = p.slide
		for _, m := range plate.Marks {
			e.paint(doc, p, m)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := doc.Write(w); err != nil {
		return fmt.Errorf("write PDF: %w", err)
	}
	return nil
}

func (e *Deck) paint(doc *paper.Document, p page, m render.Mark) {
	switch m.Kind {
	case render.Type:
		doc.Paint(m.Font, m.Layout, m.X, m.Y, m.W, m.Align, m.Ink)
	case render.Rectangle:
		doc.Rect(m.X, m.Y, m.W, m.H, m.Colour)
	case render.Disc:
		r := m.W / 2
		doc.Disc(m.X+r, m.Y+r, r, m.Y, m.Y+m.H, m.Colour)
	case render.Picture:
		pic, err := e.pictures.load(m.Picture.File)
		x, y, wide, high := fitted(m, pic.size)
		if err == nil {
			err = doc.Encoded(pic.data, x, y, wide, high)
		}
		if err != nil {
			e.warn(p.slide+1, "the picture %s could not be read", m.Picture.Path)
		}
	}
}
