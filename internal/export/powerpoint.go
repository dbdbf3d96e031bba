package export

import (
	"cmp"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/export/pptx"
	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/internal/script"
)

// PowerPoint writes the deck as a PowerPoint presentation: a slide for each slide, what is revealed as builds, the notes of
// the phase on the notes pages. A slide whose steps are pictures of their own becomes a slide for each.
//
// Words are set in Arial, whose letters are as wide as those of the face that the slides are laid out in.
func (e *Deck) PowerPoint(w io.Writer) error {
	v := render.PageView(e.o.Palette, e.o.Ratio)
	p := e.o.Palette
	out := pptx.Presentation{
		Title: e.deck.Heading(), Author: e.deck.Meta.Author, Lang: e.deck.Meta.Lang, Created: e.o.Created,
		Description: e.o.Statement,
		W:           float64(v.W) / 2 * point, H: float64(v.H) * point,
		Theme: pptx.Theme{
			Name: p.Name, Background: p.Background, Text: p.Foreground, Strong: p.Strong, Quiet: p.Quiet, Shape: p.Shape, Hollow: p.Hollow,
		},
	}
	e.said = script.NotesOf(e.deck, script.Options{Phase: e.o.Phase})
	var failed error
	out.Slides = e.slides(&failed)
	err := pptx.Write(w, out)
	if err = cmp.Or(failed, err); err != nil {
		return fmt.Errorf("write PowerPoint: %w", err)
	}
	return nil
}

// slides makes the slides one after another, until one fails.
func (e *Deck) slides(failed *error) iter.Seq[pptx.Slide] {
	return func(yield func(pptx.Slide) bool) {
		e.warnings = nil
		for i := range e.deck.Len() {
			for s := range e.slidesOf(i) {
				if !yield(s) {
					return
				}
			}
			if *failed = e.progress(i + 1); *failed != nil {
				return
			}
		}
	}
}

// slidesOf makes the slides of one of the deck's, one after another.
func (e *Deck) slidesOf(i int) iter.Seq[pptx.Slide] {
	return func(yield func(pptx.Slide) bool) {
		said, title := e.said.Slide(i), e.title(i)
		if !e.renderer.Separate(i) {
			yield(e.slide(i, e.steps(i)-1, title, e.notes(i, -1, said)))
			return
		}
		for step := range e.steps(i) {
			if !yield(e.slide(i, step, title, e.notes(i, step, said))) {
				return
			}
		}
	}
}

func (e *Deck) slide(i, step int, title string, notes []pptx.NoteParagraph) pptx.Slide {
	s := e.deck.PublicSlide(i)
	w := &slideWriter{deck: e, slide: s, number: i + 1, builds: !e.renderer.Separate(i)}
	if s.Layout == deck.LayoutReflection {
		step = 0 // The shape is empty until it fills.
	}
	marks := e.plate(page{i, step}).Marks
	for k := 0; k < len(marks); k++ {
		if marks[k].Role == render.Marker && k+1 < len(marks) {
			w.words(marks[k+1], &marks[k])
			k++
			continue
		}
		w.mark(marks[k])
	}
	return pptx.Slide{Title: title, Items: w.items, Notes: notes}
}

// slideWriter makes the items of a slide of marks.
type slideWriter struct {
	deck   *Deck
	slide  deck.PublicSlide
	number int
	builds bool // its steps are builds
	items  []pptx.Item
}

func (w *slideWriter) build(m render.Mark) int {
	if w.builds {
		return m.Step
	}
	return 0
}

func (w *slideWriter) mark(m render.Mark) {
	switch m.Kind {
	case render.Type:
		w.words(m, nil)
	case render.Rectangle:
		w.items = append(w.items, pptx.Box{X: m.X * point, Y: m.Y * point, W: m.W * point, H: m.H * point, Colour: m.Colour, Build: w.build(m)})
	case render.Disc:
		w.disc(m)
	case render.Picture:
		w.picture(m)
	}
}

// disc is the shape of a reflection. It fills on the click that the talk's second step is.
func (w *slideWriter) disc(m render.Mark) {
	d := pptx.Disc{X: m.X * point, Y: m.Y * point, D: m.W * point, Hollow: m.Colour, Alt: "A shape that fills from its foot"}
	if w.slide.Steps > 1 {
		d.FillOn, d.Fill, d.Full = 1, w.slide.Reflection(w.deck.o.Phase), w.deck.o.Palette.Shape
	}
	w.items = append(w.items, d)
}

func (w *slideWriter) picture(m render.Mark) {
	pic, err := w.deck.pictures.load(m.Picture.File)
	if err != nil {
		w.deck.warn(w.number, "the picture %s could not be read", m.Picture.Path)
		return
	}
	x, y, wide, high := fitted(m, pic.size)
	w.items = append(w.items, pptx.Picture{
		X: x * point, Y: y * point, W: wide * point, H: high * point, Data: pic.data, Alt: m.Picture.Alt, Build: w.build(m),
	})
}

// words adds type, behind a marker where it is an item of a list.
func (w *slideWriter) words(m render.Mark, marker *render.Mark) {
	lines := m.Layout.SetLines()
	if len(lines) == 0 {
		return
	}
	rtl := m.Layout.RightToLeft()
	t := pptx.Text{
		X: m.X * point, W: m.W * point, Baseline: (m.Y + lines[0].Base) * point, // Letters cannot be made narrower there, only smaller.
		Size:  m.Layout.Size * m.Layout.Narrow() * point,
		Align: alignOf(m.Align, rtl), RTL: rtl, IsTitle: m.Role == render.Title, Mono: m.Role == render.Code, Build: w.build(m),
	}
	if len(lines) > 1 {
		t.Leading = (lines[1].Base - lines[0].Base) * point
	}
	for _, l := range lines {
		t.Lines = append(t.Lines, lineOf(l, m.Ink))
	}
	if marker != nil {
		hang(&t, *marker, m)
	}
	w.items = append(w.items, t)
}

func lineOf(l bigtype.SetLine, ink bigtype.Ink) pptx.Line {
	var out pptx.Line
	for _, r := range l.Text {
		out = append(out, pptx.Run{Text: r.Text, Colour: ink(r.Mark), Bold: true})
	}
	if l.Hyphen {
		out = append(out, pptx.Run{Text: "-", Colour: ink(l.Text[len(l.Text)-1].Mark), Bold: true})
	}
	return out
}

func alignOf(a bigtype.Align, rtl bool) pptx.Align {
	switch {
	case a == bigtype.Centre:
		return pptx.Centre
	case (a == bigtype.Right) != rtl:
		return pptx.Right
	}
	return pptx.Left
}

// hang puts a marker ahead of the words of an item.
func hang(t *pptx.Text, marker, words render.Mark) {
	t.Bullet = strings.TrimSpace(strings.Join(marker.Layout.Lines, ""))
	left, right := min(marker.X, words.X), max(marker.X+marker.W, words.X+words.W)
	t.X, t.W, t.Hanging = left*point, (right-left)*point, (right-left-words.W)*point
}
