package deck

import "time"

// Align is where the lines of a slide stand; "" leaves it to the layout.
type Align string

// The alignments.
const (
	AlignLeft   Align = "left"
	AlignCenter Align = "center"
	AlignRight  Align = "right"
)

// PublicSlide is what pupils may see of a slide, and nothing else.
type PublicSlide struct {
	Title   string // plain text of the first heading, "" without one
	Layout  Layout
	Align   Align
	Steps   int // reveal steps, at least 1
	Screens int // on which its text is shown, a step each; 0 and 1 are the same
	Blocks  []Block
	Rows    []Row  // of a closing slide: every line below its title
	Silence Times  // how long the shape of a reflection takes to fill
	Header  string // small print above the slide, in one line; "" for none
	Footer  string // the same below it
}

// DefaultSilence is the length of a reflection that names none: in the middle of the 30 to 60
// seconds that pupils keep.
const DefaultSilence = 45 * time.Second

// Reflection is how long the shape of a reflection takes to fill in a phase; 0 for a slide of
// another layout.
func (s PublicSlide) Reflection(phase string) time.Duration {
	if s.Layout != LayoutReflection {
		return 0
	}
	if t := s.Silence.For(phase); t > 0 {
		return t
	}
	return DefaultSilence
}

// Slide is a slide with what belongs to the speaker.
type Slide struct {
	PublicSlide
	Pos      Pos `json:"-"`
	Notes    Notes
	Time     Times  // planned by the author; see Times.For
	Speaker  string // who speaks, "" when not named
	Optional bool   // may be left out when time is short
}

// Kind is the kind of a Block.
type Kind uint8

// The kinds of block.
const (
	Paragraph Kind = iota
	Heading
	List
	Quote
	Code
	Table
	Picture
)

// Block is a piece of a slide, top to bottom. Which fields count depends on Kind.
type Block struct {
	Kind    Kind
	Step    int      // the first reveal step that shows it, from 0
	Pos     Pos      `json:"-"` // for messages to the author only
	Level   int      // Heading: 1 to 6
	Spans   []Span   // Heading, Paragraph
	Ordered bool     // List
	Start   int      // List: number of its first item when Ordered
	Items   []Item   // List
	Blocks  []Block  // Quote
	Lang    string   // Code: language, "" when not named
	Text    string   // Code: lines ended by \n
	Rows    [][]Cell // Table: the first row is the header
	Aligns  []Align  // Table: of each column
	Image   *Image   // Picture
}

// Item is an item of a list.
type Item struct {
	Step   int // the first reveal step that shows it, from 0
	Spans  []Span
	Blocks []Block // what is nested below its first line
}

// Cell is a cell of a table.
type Cell []Span

// Span is a run of text in one style. Text has no control characters; a "\n" is a line break that
// the author asked for.
type Span struct {
	Text   string
	Strong bool
	Emph   bool
	Code   bool
	Strike bool
	Link   string // address, "" for none
}

// Image is a picture of a slide.
type Image struct {
	Path string
	Alt  string
	File *File // nil when it cannot be shown
}

// MostPixels is how many pixels a picture may have: to decode it takes 160 MB.
const MostPixels = 40_000_000

// File is what is known of a picture's file before it is decoded. Slides that show the same one share it.
type File struct {
	ID   string // names the file, and changes with what it shows
	Kind string // png, jpeg, gif or webp
	W, H int    // pixels
}

// Pictures are the files of a deck's pictures. They are read when one is drawn or sent, and not with the
// slides: pictures are far larger than decks.
type Pictures interface {
	// ReadPicture reads a file by its ID. It may take long.
	ReadPicture(id string) ([]byte, error)
}

// Voice says whose words a note is.
type Voice uint8

// The voices. Every note has exactly one.
const (
	Guidance Voice = iota // "guidance, not police words"
	Letter                // "the letter"
)

// String is the label that people see.
func (v Voice) String() string {
	if v == Letter {
		return "the letter"
	}
	return "guidance, not police words"
}

// Note is one paragraph of the notes, in one voice.
type Note struct {
	Voice  Voice
	Item   bool   // an item of a list; what follows within an item is a note of its own
	Number string // of an item, as it is written: "2." or "2)"; "" for a bullet
	Level  int    // how many lists it stands in
	Parts  []Part
	Pos    Pos `json:"-"`
}

// Part is words to say, or a cue between them: exactly one of Text and Cue is set. A "\n" in Text is a line
// break that the author asked for.
type Part struct {
	Text   string
	Strong bool
	Cue    Cue
}

// CueKind is the kind of a Cue.
type CueKind uint8

// The kinds of cue.
const (
	NoCue CueKind = iota
	CuePause
	CueWait
	CueDo
	CueNext // press next now
)

// Cue is a stage direction: [pause 3s], [wait], [do: dim the lights] or [next].
type Cue struct {
	Kind CueKind
	For  time.Duration // CuePause
	Text string        // CueWait, CueDo, CueNext: what for; may be ""
}
