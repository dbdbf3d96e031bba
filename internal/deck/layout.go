package deck

import (
	"slices"
	"unicode/utf8"
)

// Layout is the kind of a slide.
type Layout string

// The layouts.
const (
	LayoutTitle      Layout = "title"      // a title and a line below it
	LayoutMessage    Layout = "message"    // one sentence; then, at its second step, the few words to remember
	LayoutText       Layout = "text"       // a title and anything
	LayoutReflection Layout = "reflection" // a title and the shape that fills
	LayoutClosing    Layout = "closing"    // lines of label and number; protected
	LayoutImage      Layout = "image"      // a picture as large as fits, and a title
)

// shortParagraph is the longest paragraph, in characters, that goes below a title as its line.
const shortParagraph = 90

// Layouts lists the names of the layouts.
func Layouts() []string {
	return []string{"title", "message", "text", "reflection", "closing", "image"}
}

// settle makes slide i agree with its head, by which the talk already goes, and with its layout. Nothing stands
// beside the numbers of a closing slide, or the shape of a reflection.
func (d *Deck) settle(i int, s *PublicSlide) {
	d.settleLayout(i, s)
	if s.Layout == LayoutClosing || s.Layout == LayoutReflection {
		s.Header, s.Footer = "", ""
	}
}

// settleLayout gives slide i its layout: the one that it names or that its content suggests, or text where it
// holds more than that has room for.
func (d *Deck) settleLayout(i int, s *PublicSlide) {
	s.Steps = d.Heads[i].Steps
	switch {
	case d.Heads[i].Screens > 1:
		s.Layout = LayoutText
		s.divide(d.Heads[i].Screens)
		return
	case d.Heads[i].Closing:
		s.Layout = LayoutText
		if s.Rows = closingRows(s.Rest()); s.Rows != nil {
			s.Layout = LayoutClosing
		}
		return
	case s.Layout == "" && s.Silence != nil:
		s.Layout = LayoutReflection
	case s.Layout == "":
		s.Layout = infer(s, i == 0)
	}
	s.Layout = roomy(s)
}

// roomy is the slide's layout, or text where that has no place for a part of the slide.
func roomy(s *PublicSlide) Layout {
	switch others := s.Rest(); s.Layout {
	case LayoutClosing:
		return LayoutText // A deck has one closing slide.
	case LayoutImage:
		if len(others) != 1 || !others[0].readable() {
			return LayoutText
		}
	case LayoutMessage, LayoutTitle:
		switch {
		case len(others) == len(s.Blocks), len(others) > 1, len(others) == 1 && len(others[0].Spans) == 0:
			return LayoutText
		case len(others) == 1 && others[0].Step == 0:
			return LayoutTitle // Two lines at once are a title and the line below it.
		}
	}
	return s.Layout
}

// Heading is the slide's first heading, or nothing.
func (s PublicSlide) Heading() []Span {
	if i := s.heading(); i >= 0 {
		return s.Blocks[i].Spans
	}
	return nil
}

func (s PublicSlide) heading() int {
	return slices.IndexFunc(s.Blocks, func(b Block) bool { return b.Kind == Heading })
}

// Rest is the slide's blocks without its first heading.
func (s PublicSlide) Rest() []Block {
	if i := s.heading(); i >= 0 {
		return slices.Concat(s.Blocks[:i], s.Blocks[i+1:])
	}
	return s.Blocks
}

// Below is the words that follow the heading, or nil.
func (s PublicSlide) Below() *Block {
	for _, b := range s.Rest() {
		if len(b.Spans) > 0 {
			return &b
		}
	}
	return nil
}

// Side is where the slide's lines stand: in the middle, unless something on it reads from the left,
// or it says itself.
func (s PublicSlide) Side() Align {
	switch {
	case s.Align != "":
		return s.Align
	case slices.ContainsFunc(s.Blocks, func(b Block) bool { return b.Kind == List || b.Kind == Code || b.Kind == Table || b.Kind == Quote }):
		return AlignLeft
	}
	return AlignCenter
}

// readable reports whether a block is a picture that could be read.
func (b Block) readable() bool { return b.Kind == Picture && b.Image != nil && b.Image.File != nil }

// infer is the layout that the blocks of a slide suggest.
func infer(s *PublicSlide, first bool) Layout {
	blocks, others := s.Blocks, s.Rest()
	switch {
	case len(others) == 1 && others[0].Kind == Picture:
		return LayoutImage
	case len(blocks) == 0 || blocks[0].Kind != Heading:
		return LayoutText
	case len(blocks) == 1 && first:
		return LayoutTitle
	case len(blocks) == 1:
		return LayoutMessage
	case len(blocks) == 2 && blocks[1].Step == 1 && isBold(blocks[1]):
		return LayoutMessage
	case len(blocks) == 2 && blocks[1].Step == 0 && (first || blocks[0].Level == 1) && isSubtitle(blocks[0], blocks[1]):
		return LayoutTitle
	}
	return LayoutText
}

// isBold reports whether a block is a paragraph in bold, whole.
func isBold(b Block) bool {
	return b.Kind == Paragraph && !slices.ContainsFunc(b.Spans, func(s Span) bool { return !s.Strong })
}

// isSubtitle reports whether a block can be the line below a title.
func isSubtitle(title, b Block) bool {
	switch b.Kind {
	case Heading:
		return b.Level > title.Level
	case Paragraph:
		return utf8.RuneCountInString(PlainText(b.Spans)) <= shortParagraph
	}
	return false
}
