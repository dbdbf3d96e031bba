// Package slides holds the decks and the letter that come with the program, and the words shown
// with them.
//
// The decks are plain Markdown files. This package does not parse them, so that every package that
// draws, prints or checks the words can import it.
package slides

import (
	"embed"
	"io/fs"
	"strings"
)

//go:embed westandtogether.md short.md letter.md guide.md
var files embed.FS

// Names of the files in Files.
const (
	BuiltinName = "westandtogether.md" // the assembly itself
	ShortName   = "short.md"           // a short talk
	LetterName  = "letter.md"          // the letter that it comes from
	GuideName   = "guide.md"           // a deck that teaches the deck format
)

// Statement dates the letter. It is shown wherever the speaker is, and on every export and print,
// and never on a slide for pupils.
const Statement = "Source: letter from Commander Mak Chishty, Metropolitan Police Service / NPCC, " +
	"dated 25 May 2017. It describes the position on that day. The threat level it mentions " +
	"changed on 27 May 2017 and has changed since. Before you present, check today's level at " +
	"mi5.gov.uk/threat-levels and reporting advice at gov.uk/ACT. Do not read out the threat " +
	"level from the letter."

// Builtin returns the source of the built-in deck.
func Builtin() []byte { return read(BuiltinName) }

// Short returns the source of the short talk.
func Short() []byte { return read(ShortName) }

// Guide returns the source of the deck that teaches the deck format.
func Guide() []byte { return read(GuideName) }

// Letter returns the letter as Markdown, without the comment for editors at the top of its file.
func Letter() string {
	text := string(read(LetterName))
	if _, after, ok := strings.Cut(text, "-->"); ok {
		text = after
	}
	return strings.TrimLeft(text, "\r\n")
}

// Files returns the decks and the letter by their names, so that a deck's "source: letter.md" is
// found.
func Files() fs.FS { return files }

func read(name string) []byte {
	data, err := files.ReadFile(name)
	if err != nil {
		panic(err) // The compiler embedded these files.
	}
	return data
}
