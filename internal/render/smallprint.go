package render

import (
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// The header and the footer of a slide are small print in the terminal's own letters, in the rows of the margin. The
// slide is laid out between them, and goes without them where it would not be drawn as large, or as whole,
// with them.

// leastPrinted is the height, in rows, from which a screen has small print.
const leastPrinted = 16

// Rows between the small print and the slide.
const (
	printGap      = 0.5 // in drawn type
	plainPrintGap = 1
)

// smallPrint is the header and the footer that are drawn.
func (p *page) smallPrint() (header, footer string) {
	if p.bare || p.v.H < leastPrinted {
		return "", ""
	}
	return p.slide.Header, p.slide.Footer
}

// printRow is the row of the header from the top, and that of the footer from the bottom.
func (p *page) printRow() int { return int(margin * float64(p.v.H)) }

// printed is how many rows at the top and at the bottom small print takes.
func (p *page) printed() (top, bottom int) {
	header, footer := p.smallPrint()
	if header != "" {
		top = p.printRow() + 1
	}
	if footer != "" {
		bottom = p.printRow() + 1
	}
	return top, bottom
}

// beside is the room that drawn type leaves to rows of small print, beyond a margin.
func beside(rows int, margin float64) float64 {
	if rows == 0 {
		return 0
	}
	return max(float64(rows)+printGap-margin, 0)
}

// plainRows are the rows that a slide has in the terminal's own type, from one to another.
func (p *page) plainRows() (from, to int) {
	top, bottom := p.printed()
	if top > 0 {
		top += plainPrintGap
	}
	if bottom > 0 {
		bottom += plainPrintGap
	}
	return top, p.v.H - bottom
}

// drawPrinted draws the slide with its small print, or without where that shows more of it.
func (p *page) drawPrinted() *page {
	p.drawSlide()
	header, footer := p.smallPrint()
	if header == "" && footer == "" {
		return p
	}
	if !p.fit.Drawn || p.fit.Lost > 0 {
		q := p.fresh()
		q.bare = true
		if q.drawSlide(); q.fit.Drawn || p.fit.Lost > 0 {
			return q
		}
	}
	p.print(p.printRow(), header)
	p.print(p.v.H-1-p.printRow(), footer)
	return p
}

// print draws small print in a row, over everything else.
func (p *page) print(y int, text string) {
	if p.outlined() {
		p.outlinePrint(float64(y), text)
		return
	}
	switch room := p.plainWidth(); {
	case !p.v.ascii():
		text = cell.Truncate(text, room)
	case cell.Width(text) > room:
		text = strings.TrimSuffix(cell.Truncate(text, room-2), "…") + "..."
	}
	p.after = append(p.after, func() { p.grid.Put(p.plainMargin(), y, text, p.ink(markQuiet)) })
}
