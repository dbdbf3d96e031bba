package deck

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"slices"
)

// Public is what pupils may see of a deck, and nothing else: it is what goes on the wire. No field
// of it can hold a note, a planned time, a speaker's name or a path on the speaker's disk. It can
// be encoded as JSON and be drawn from.
type Public struct {
	// Hash changes with what pupils see. It is made from that alone: a hash of the source would
	// change with every edit of a note, and would let anyone test a guess at one.
	Hash    string
	Title   string
	Lang    string // BCP 47 language tag; "" when not named
	Theme   string // name of a palette; "" when not named
	Steps   []int  // reveal steps of each slide, at least 1
	Closing int    // index of the protected closing slide, or -1
	Slides  []PublicSlide

	slide func(i int) PublicSlide // instead of Slides, where they are made when they are asked for
}

// Public is what pupils may see of the deck. It asks for every slide.
func (d *Deck) Public() Public {
	p := d.Served(d.Meta.Theme)
	p.Slides, p.slide = p.all(), nil
	return p
}

// Served is Public in a palette, with slides that are made public when they are asked for: it takes no memory for those
// of a long deck, and its field Slides is empty.
func (d *Deck) Served(theme string) Public {
	p := Public{
		Title: d.Heading(), Lang: d.Meta.Lang, Theme: theme, Steps: d.Steps(), Closing: d.Closing(),
		slide: func(i int) PublicSlide { return publicSlide(d.PublicSlide(i)) },
	}
	p.Hash = p.sum()
	return p
}

// all is every slide.
func (p Public) all() []PublicSlide {
	out := make([]PublicSlide, p.Len())
	for i := range out {
		out[i] = p.PublicSlide(i)
	}
	return out
}

// onWire is a Public as it is encoded.
type onWire Public

// MarshalJSON implements json.Marshaler.
func (p Public) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	err := p.Encode(&b)
	return b.Bytes(), err
}

// Encode writes the deck as JSON, slide by slide: the whole of a long deck would take tens of megabytes. It fails where
// the writer does.
func (p Public) Encode(w io.Writer) error {
	head := onWire(p)
	head.Slides = []PublicSlide{}
	text, err := json.Marshal(head)
	if err != nil {
		return fmt.Errorf("encode slides: %w", err)
	}
	const end = "]}" // of the slides, which are the last field
	text = text[:len(text)-len(end)]
	for i := range p.Len() {
		if _, err = w.Write(text); err != nil {
			return fmt.Errorf("encode slides: %w", err)
		}
		if text, err = json.Marshal(p.PublicSlide(i)); err != nil {
			return fmt.Errorf("encode slides: %w", err)
		}
		if i > 0 {
			text = append([]byte{','}, text...)
		}
	}
	if _, err = w.Write(append(text, end...)); err != nil {
		return fmt.Errorf("encode slides: %w", err)
	}
	return nil
}

// WithTheme is the deck in another palette, for a speaker who asks for one.
func (p Public) WithTheme(name string) Public {
	if p.Theme == name {
		return p
	}
	p.Theme = name
	p.Hash = p.sum()
	return p
}

// Len is the number of slides.
func (p Public) Len() int {
	if p.slide != nil {
		return len(p.Steps)
	}
	return len(p.Slides)
}

// PublicSlide is slide i, counted from 0; outside the deck it is empty.
func (p Public) PublicSlide(i int) PublicSlide {
	switch {
	case i < 0 || i >= p.Len():
		return PublicSlide{Steps: 1}
	case p.slide != nil:
		return p.slide(i)
	}
	return p.Slides[i]
}

// Files lists the files of the deck's pictures, each once, by its ID.
func (p Public) Files() map[string]*File {
	out := map[string]*File{}
	for i := range p.Len() {
		for _, im := range p.PublicSlide(i).Images() {
			if im.File != nil {
				out[im.File.ID] = im.File
			}
		}
	}
	return out
}

// sum is a hash of everything but the hash. It is written slide by slide: the whole of a long deck would take tens of
// megabytes.
func (p Public) sum() string {
	h := sha256.New()
	out, head := json.NewEncoder(h), onWire(p)
	head.Hash, head.Slides = "", nil
	_ = out.Encode(head) // A hash takes every byte, and no field can fail to encode.
	for i := range p.Len() {
		_ = out.Encode(p.PublicSlide(i))
	}
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:16])
}

func publicSlide(s PublicSlide) PublicSlide {
	s.Align = s.Side()
	s.Blocks = mapped(s.Blocks, publicBlock)
	s.Rows = mapped(s.Rows, func(r Row) Row { r.Image = publicImage(r.Image); return r })
	if s.Layout != LayoutReflection {
		s.Silence = nil
	}
	return s
}

// mapped is a changed copy: the deck's own values are shared and stay as they are.
func mapped[T any](all []T, change func(T) T) []T {
	out := slices.Clone(all)
	for i, v := range out {
		out[i] = change(v)
	}
	return out
}

// publicBlock leaves out where things stand on the speaker's disk.
func publicBlock(b Block) Block {
	b.Pos = Pos{}
	b.Spans, b.Blocks = publicSpans(b.Spans), mapped(b.Blocks, publicBlock)
	b.Items = mapped(b.Items, func(it Item) Item {
		it.Spans, it.Blocks = publicSpans(it.Spans), mapped(it.Blocks, publicBlock)
		return it
	})
	b.Rows = mapped(b.Rows, func(row []Cell) []Cell {
		return mapped(row, func(c Cell) Cell { return publicSpans(c) })
	})
	b.Image = publicImage(b.Image)
	return b
}

func publicImage(im *Image) *Image {
	if im == nil {
		return nil
	}
	return &Image{Alt: im.Alt, File: im.File}
}

// publicSpans leaves out addresses: nobody follows a link on a wall, and one may name a file.
func publicSpans(spans []Span) []Span {
	return mapped(spans, func(s Span) Span { s.Link = ""; return s })
}

// Images lists the pictures of a slide, in their order, also those that cannot be shown.
func (s PublicSlide) Images() []*Image {
	out := imagesOf(s.Blocks)
	for _, r := range s.Rows {
		if r.Image != nil {
			out = append(out, r.Image)
		}
	}
	return out
}

func imagesOf(blocks []Block) []*Image {
	var out []*Image
	for _, b := range blocks {
		if b.Image != nil {
			out = append(out, b.Image)
		}
		out = append(out, imagesOf(b.Blocks)...)
		for _, it := range b.Items {
			out = append(out, imagesOf(it.Blocks)...)
		}
	}
	return out
}
