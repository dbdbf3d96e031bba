package markdown

import (
	"unicode/utf8"

	"assembly/internal/deck"
)

// shortParagraph is the longest paragraph, in characters, that goes below a title as its line.
const shortParagraph = 90

// layouts are the names of the layouts.
func layouts() []string {
	return []string{"title", "message", "text", "reflection", "closing", "image"}
}

// settleLayout gives the slide its layout: the one it names, or the one its content suggests.
func (p *page) settleLayout(first, closing bool) {
	s := &p.slide
	switch {
	case s.Layout == deck.LayoutClosing && !closing:
		p.warnf(p.namedAt, "layout: a deck has one closing slide, the last that is named so; this one is shown as text")
		s.Layout = deck.LayoutText
	case s.Layout != "":
		if s.Silence != nil && s.Layout != deck.LayoutReflection {
			p.warnf(p.silentAt, "silence: only a reflection has one, and this slide's layout is %s", s.Layout)
		}
	case s.Silence != nil:
		s.Layout = deck.LayoutReflection
	case closing:
		s.Layout = deck.LayoutClosing
	default:
		s.Layout = infer(s.Blocks, first)
	}
	s.Steps = p.raw.steps
}

// infer is the layout that blocks suggest.
func infer(blocks []deck.Block, first bool) deck.Layout {
	switch {
	case isPicture(blocks):
		return deck.LayoutImage
	case len(blocks) == 0 || blocks[0].Kind != deck.Heading:
		return deck.LayoutText
	case len(blocks) == 1 && first:
		return deck.LayoutTitle
	case len(blocks) == 1:
		return deck.LayoutMessage
	case len(blocks) == 2 && blocks[1].Step == 1 && isBold(blocks[1]):
		return deck.LayoutMessage
	case len(blocks) == 2 && blocks[1].Step == 0 && (first || blocks[0].Level == 1) && isSubtitle(blocks[0], blocks[1]):
		return deck.LayoutTitle
	}
	return deck.LayoutText
}

// isPicture reports whether blocks are one picture, perhaps with a heading.
func isPicture(blocks []deck.Block) bool {
	pictures, headings := 0, 0
	for _, b := range blocks {
		switch b.Kind {
		case deck.Picture:
			pictures++
		case deck.Heading:
			headings++
		}
	}
	return pictures == 1 && headings < 2 && pictures+headings == len(blocks)
}

// isBold reports whether a block is a paragraph in bold, whole.
func isBold(b deck.Block) bool {
	for _, s := range b.Spans {
		if !s.Strong {
			return false
		}
	}
	return b.Kind == deck.Paragraph
}

// isSubtitle reports whether a block can be the line below a title.
func isSubtitle(title, b deck.Block) bool {
	switch b.Kind {
	case deck.Heading:
		return b.Level > title.Level
	case deck.Paragraph:
		return utf8.RuneCountInString(deck.PlainText(b.Spans)) <= shortParagraph
	}
	return false
}
