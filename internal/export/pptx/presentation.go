// Package pptx writes a PowerPoint presentation from slides that are already laid out: the words,
// where each line breaks, and where everything stands.
//
// The measures are points from the top left corner of the page. What is written opens in PowerPoint
// and in LibreOffice Impress, stays text that can be edited, carries the notes, and has a title on
// every slide, for the outline and for people who listen to their slides.
package pptx

import (
	"iter"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// The page that a Presentation without one has: 13.333 by 7.5 inches, which is 16 to 9.
const (
	DefaultWidth  = 960.0
	DefaultHeight = 540.0
)

// Presentation is a deck as it is written.
type Presentation struct {
	Title       string
	Author      string
	Description string // of the file: where its words come from, say
	Lang        string // of the text, such as "en-GB", which is what it is if this names no language

	// Created is the time in the file and of its parts. The zero time is left out of the properties.
	Created time.Time

	// W and H are the page in points, each from 72 to 4032; 0 stands for the default page.
	W, H float64

	Theme Theme

	// Slides are asked for one after another and written as they come, so that a long deck is never
	// held whole; slices.Values makes one of a slice. Nil is no slide.
	Slides iter.Seq[Slide]
}

// Theme is what PowerPoint offers for the deck: its colours and its fonts. Text and shapes in one of
// these colours follow the theme when somebody changes it.
type Theme struct {
	Name string

	Background cell.Color // of every slide that has none of its own; white if it is not set
	Text       cell.Color // of text that has none of its own; black if it is not set
	Strong     cell.Color // emphasised words, links
	Quiet      cell.Color // labels and small print
	Shape      cell.Color // the full shape of a reflection
	Hollow     cell.Color // the same shape while it is empty

	// Heading and Body are font names, and Arial if they are empty: the one face with these measures
	// that every computer with PowerPoint has.
	Heading, Body string
}

// Slide is one slide.
type Slide struct {
	// Title names the slide in the outline and to screen readers if no item IsTitle. It stands above
	// the page, where nobody sees it. If it is empty as well, the slide's first words name it, or
	// else its number.
	Title string

	// Items are in the order in which they are read out. A later one lies above an earlier one.
	Items []Item

	Notes  []NoteParagraph
	Hidden bool // kept in the file and passed over in the show

	Background cell.Color // the theme's if it is not set
}

// Item is something on a slide: a Text, a Box, a Disc or a Picture.
//
// Every item has a Build: 0 is there from the start, n appears on the n-th click, together with all
// other items of that number. A click on which nothing would appear is left out.
type Item interface {
	shapes(*canvas) error
}

// Text is one paragraph whose lines are broken by hand.
type Text struct {
	// X and W are where the lines are aligned: at X, at X+W or about the middle. A line that is longer
	// than W is not broken.
	X, W float64

	// Baseline is how far below the top of the page the first line stands. Both PowerPoint
	// and LibreOffice meet it within 3 points up to a size of 200, and 50 if the text is Mono.
	Baseline float64

	Lines []Line
	Size  float64 // of the type, from 1 to 4000
	// Leading is from one baseline to the next, from 1 to 1584; 0 is 1.2 times the size. Up to that
	// PowerPoint and LibreOffice agree on the first baseline.
	Leading float64
	Align   Align
	RTL     bool   // the paragraph runs from right to left; Align still says left or right of the page
	Lang    string // as in Presentation, if this text is in another language

	// Bullet is the mark in front of the first line: a character, a number such as "3." or "3)", or
	// anything else. Hanging is how far the text stands behind X because of it.
	Bullet  string
	Hanging float64

	IsTitle bool // the slide's title, if it is the first such item with words
	Mono    bool // set in a typewriter face
	Alt     string
	Build   int
}

// Line is the runs of one line, from its start to its end.
type Line []Run

// Run is text of one look. Line breaks in it break the line; other characters that a file of XML
// cannot hold are left out.
type Run struct {
	Text   string
	Colour cell.Color // the theme's text if it is not set
	Bold   bool
	Strike bool
}

// Align is where lines stand between the edges of their box.
type Align uint8

// The alignments.
const (
	Left Align = iota
	Centre
	Right
)

// Box is a filled rectangle without words: the bar of a quotation, a rule. It is marked as decoration,
// which screen readers pass over.
type Box struct {
	X, Y, W, H float64
	Colour     cell.Color
	Build      int
}

// Disc is a circle that can fill from its foot.
type Disc struct {
	X, Y, D float64 // the top left corner of the square about it, and the diameter
	Hollow  cell.Color
	Build   int

	// On the click FillOn a disc in the colour Full begins to cover the hollow one from its foot, and
	// has done so after Fill, which is rounded to milliseconds. A FillOn of 0 never fills.
	FillOn int
	Fill   time.Duration
	Full   cell.Color

	Alt string // decoration if it is empty
}

// Picture is a PNG, a JPEG or a GIF. Equal data is written once, however often it is shown.
type Picture struct {
	X, Y, W, H float64
	Data       []byte
	Alt        string // decoration if it is empty
	Build      int
}

// NoteParagraph is a paragraph of the notes. Line breaks in its runs break the line.
type NoteParagraph struct {
	Runs  []NoteRun
	Level int // from 0 to 8: how far it is indented
	RTL   bool
}

// NoteRun is text of one look in the notes.
type NoteRun struct {
	Text string
	Bold bool
}
