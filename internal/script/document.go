// Package script makes what is printed for an assembly: the script with every word that is said, the same as cards for
// the hand, and the sheets for colleagues.
//
// Of, Cards, Brief, Checklist and FollowUp each make a Document, and a Document writes itself as HTML, as plain text, as
// Markdown and as PDF. What a document holds is clean: no control characters, and nothing but words, which each writer
// escapes in its own way.
package script

import (
	"iter"
	"time"
)

// Document is something to print. Its sections are made when they are asked for, each time anew, so that a long
// deck never stands in memory twice.
type Document struct {
	Kind      string // what it is, in a word or two: "Script"
	Title     string
	SubTitle  string
	Lang      string // BCP 47 language tag
	Facts     []Fact // below the title: who it is for, how long it takes
	Statement string // where the words come from and how old they are; "" for none
	Sections  iter.Seq[Section]
	Large     bool      // in large print
	Created   time.Time // the zero time for none
	Cards     bool      // on cards of A6, each section on a card of its own
	Wide      bool      // lines as long as may be, without room for handwriting beside them
}

// Fact is a name and what it is: "Planned length", "10 minutes".
type Fact struct{ Name, Value string }

// Section is a part of a document under a heading. A page ends between sections where it can.
type Section struct {
	Title string
	Slide int      // the number of the slide that it is about, from 1; 0 for none
	Facts []string // below the heading, a sentence each: planned time, running time, speaker
	Clock string   // the running time at its end, for the foot of the page; "" for none
	Alone bool     // begins a page
	Parts []Part

	// Images are the pictures of the slide, in the order in which they are shown; nil for none.
	Images []Image
}

// Image draws a picture as a PNG, and says in words what it shows. It is asked for when the picture is written.
type Image func() (png []byte, alt string)

// Part is a part of a section. Notes have a voice, and their blocks have no other.
type Part struct {
	Title  string // "" for none
	Voice  string // the label of notes, which stands in the title too; "" for what is no note
	Shown  bool   // what pupils see, which the section's pictures show too
	Blocks []Block
}

// Kind is the kind of a Block.
type Kind uint8

// The kinds of block.
const (
	Paragraph Kind = iota
	Item           // of a list, behind its Marker
	Tick           // of a list, behind a box to tick
	Quote          // words of others
	Code           // lines that keep their breaks
	Table          // Rows, the first of them the header
	Say            // words to say; the first of several paragraphs has the cue
	Direction      // a cue, and what it is for
	Blank          // a name, and a line to write on
	Number         // a number to call, its Marker, and what it is for
)

// Block is a paragraph, or what stands in the place of one.
type Block struct {
	Kind   Kind
	Cue    string // "SAY", "DO", "DO NOT", "PAUSE", "NEXT SLIDE"; "" for none
	Marker string // of an Item or a list in Say: "-" for a bullet, "2."; of a Number: the number
	Level  int    // how many lists or quotations it stands in
	Runs   []Run
	Rows   [][]string
	Spare  []Run // behind a Tick's words; a PDF leaves them out where the section would need another page for them
	Apart  bool  // a rule parts this Number from those above
	Keep   bool  // it stays with the block below it
}

// Run is a stretch of text. A "\n" in it is a line break that the author asked for.
type Run struct {
	Text   string
	Strong bool
}

// Text is the words of the block without their styles.
func (b Block) Text() string {
	text := ""
	for _, r := range b.Runs {
		text += r.Text
	}
	return text
}

// Heading is the section's title behind the number of its slide.
func (s Section) Heading() string {
	if s.Slide == 0 {
		return s.Title
	}
	return slideName(s.Slide) + ": " + s.Title
}

// Short is what to call the document at the foot of a page, or in a window's title.
func (doc *Document) Short() string {
	if doc.Title == "" {
		return doc.Kind
	}
	return doc.Kind + ": " + doc.Title
}

// Telling is the document with a function that is told of each section before it is written. Once that reports false there
// are no more.
func (doc *Document) Telling(told func(s Section) bool) *Document {
	out, all := *doc, doc.Sections
	out.Sections = func(yield func(Section) bool) {
		for s := range all {
			if !told(s) || !yield(s) {
				return
			}
		}
	}
	return &out
}
