// Package dialect reads decks that were made for other tools: it tells which tool a deck is for, and writes
// what the deck means to that tool in the deck format.
//
// Whatever the tool, a line ??? begins notes, and <!-- skip_slide --> and the settings of the deck format
// count: what may have been meant for the speaker alone is never shown.
//
// Each tool has a file of its own, which says what is read of its format. What is written has slide breaks
// ---, steps <!-- pause -->, notes below ???, and nothing that the tool would not show.
package dialect

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// Format is the format of a deck: that of assembly, or of another tool. Its text is what a deck names it by.
type Format string

// The formats.
const (
	Assembly   Format = "assembly" // the deck format, and any Markdown without the signs of another tool
	Slides     Format = "slides"
	MDP        Format = "mdp"
	Lookatme   Format = "lookatme"
	Presenterm Format = "presenterm"
	Patat      Format = "patat"
	Marp       Format = "marp"
	Slidev     Format = "slidev"
	Remark     Format = "remark"
	Reveal     Format = "reveal"
)

// Formats lists the formats.
func Formats() []Format {
	return []Format{Assembly, Slides, MDP, Lookatme, Presenterm, Patat, Marp, Slidev, Remark, Reveal}
}

// String is the name of the tool as its makers write it.
func (f Format) String() string {
	switch f {
	case Marp:
		return "Marp"
	case Slidev:
		return "Slidev"
	case Reveal:
		return "reveal.js"
	}
	return string(f)
}

// Reads reports whether a key of the front matter is read in decks of the format, besides those of the deck
// format, or says nothing about the words that are shown.
func (f Format) Reads(key string) bool {
	switch f {
	case Patat:
		return key == "patat" || key == "subtitle"
	case Presenterm:
		return key == "options"
	case Slidev:
		return isQuiet(key)
	case Marp:
		return isMarpDirective(key)
	case Reveal:
		return isRevealKey(key)
	case Remark:
		return isXaringanKey(key)
	}
	return false
}

// Input is a deck before it is translated.
type Input struct {
	Format Format
	File   *File
	Body   int   // the offset in the file where its slides begin
	Front  Front // the front matter above it

	Single bool // no line --- or <!-- end_slide --> ends a slide

	// Open reads a file that the deck brings in, by its path from the deck's folder.
	Open func(path string) (*File, error)

	// Exists reports whether there is a file, by its path from the deck's folder; it may be nil.
	Exists func(path string) bool
}

// Output is a deck in the deck format.
type Output struct {
	Same     bool // its text is in the deck format as it is, and Text is not set
	Text     Text // its slides, without front matter
	Warnings []Warning
}

// Warning says what was not followed.
type Warning struct {
	File    *File
	Off     int
	Message string
	Minor   bool // it says what is of no account for what the slides say
}

// Translate writes the slides of a deck in the deck format. It takes time and space that grow with the deck,
// and with the files that it brings in.
func Translate(in Input) Output {
	t := &translator{in: in, file: in.File, opened: []string{path.Base(strings.ReplaceAll(in.File.Name, `\`, "/"))}}
	switch {
	case in.Format == Remark:
		t.remark()
	case in.Format == Reveal:
		t.reveal()
	case in.Format == Presenterm:
		t.presenterm()
	case in.Format == Patat:
		t.patat()
	case in.Format == Lookatme:
		t.lookatme()
	case in.Format == Slides:
		t.slides()
	case in.Format == MDP:
		t.mdp()
	case in.Format == Slidev:
		t.slidev()
	case in.Format == Marp:
		t.marp()
	case in.Single:
		t.split(t.file.slideLevel(t.file.headings(in.Body, len(in.File.Text), commonMark), len(in.File.Text)))
	default:
		t.out.Same = true
	}
	t.report()
	return t.out
}

// translator writes a deck in the deck format.
type translator struct {
	in      Input
	file    *File // that is being read
	out     Output
	tally   []group
	opened  []string // the files that are being read, by their paths from the deck's folder, the deck first
	joined  int      // offset behind the last line of an underlined heading that was written
	files   int      // that were brought in
	spent   int      // bytes that were brought in or repeated
	leftOut int      // slides that the tool would not show
	hidden  Warning  // says where the first of them stands
}

// group is a kind of thing that is not followed, and where it was found first.
type group struct {
	kind, hint string
	file       *File
	off        int
	names      []string // each once
	found      int
	look       bool // it changes only how slides look
}

// copy writes a stretch of the file as it is.
func (t *translator) copy(from, to int) { t.out.Text.Copy(t.file, from, to) }

// put writes text that stands for what is at an offset of the file.
func (t *translator) put(text string, at int) { t.out.Text.Put(text, t.file, at) }

// slideBreak ends a slide.
func (t *translator) slideBreak(at int) { t.put("\n\n---\n\n", at) }

func (t *translator) warnf(at int, format string, args ...any) {
	t.out.Warnings = append(t.out.Warnings, Warning{File: t.file, Off: at, Message: fmt.Sprintf(format, args...)})
}

// unused counts something that is not followed. All of a kind, such as "settings of slides", are told of in
// one warning, with the hint behind it.
func (t *translator) unused(kind, hint, name string, at int) {
	i := slices.IndexFunc(t.tally, func(g group) bool { return g.kind == kind })
	if i < 0 {
		i = len(t.tally)
		t.tally = append(t.tally, group{kind: kind, hint: hint, file: t.file, off: at})
	}
	g := &t.tally[i]
	g.found++
	if len(g.names) < mostNames && !slices.Contains(g.names, name) {
		g.names = append(g.names, name)
	}
}

// unusedLook counts something that is not followed and changes only how slides look.
func (t *translator) unusedLook(kind, hint, name string, at int) {
	t.unused(kind, hint, name, at)
	t.tally[slices.IndexFunc(t.tally, func(g group) bool { return g.kind == kind })].look = true
}

// mostNames is how many names a warning lists.
const mostNames = 8

// report gives the warnings of what was counted.
func (t *translator) report() {
	for _, g := range t.tally {
		message := fmt.Sprintf("%s of %s are not followed: %s", g.kind, t.in.Format, strings.Join(g.names, ", "))
		if g.found > 1 {
			message += fmt.Sprintf(" (%d in all)", g.found)
		}
		if g.hint != "" {
			message += "; " + g.hint
		}
		t.out.Warnings = append(t.out.Warnings, Warning{g.file, g.off, message, g.look})
	}
}
