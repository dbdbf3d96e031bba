package cli

import (
	"path/filepath"
	"slices"
	"strings"

	"assembly/internal/bigtype"
	"assembly/internal/cell"
	"assembly/internal/check"
	"assembly/internal/deck"
	"assembly/internal/doctor"
	"assembly/internal/render"
	"assembly/slides"
)

// deckRead is a deck with what a report says of it.
type deckRead struct {
	doctor.Deck
	deck   *deck.Deck // nil where it cannot be read
	source []byte
	font   *bigtype.Font
}

// options are how the deck is checked, wherever this program runs: as assembly check does.
func (e *examiner) options(read deckRead) check.Options {
	o := e.hall
	o.Font, o.Source = read.font, read.source
	if e.flags.theme == "" {
		o.Palette = paletteOf(read.deck)
	}
	return o
}

// optionsHere are how it is checked as it is drawn in this terminal.
func (e *examiner) optionsHere(read deckRead) check.Options {
	o := e.options(read)
	if e.outTTY {
		look := e.look.WithPalette(o.Palette)
		o.Palette, o.Tier = look.Palette, look.View(1, 1, 0).Tier
	}
	return o
}

// readDeck reads the deck, finds fonts for it, and checks it. One that cannot be read is told of like any other.
func (e *examiner) readDeck() ([]doctor.Font, deckRead) {
	read := deckRead{Deck: doctor.Deck{Name: e.deckName()}}
	var err error
	if read.source, err = e.src.Read(); err == nil {
		read.deck, err = e.src.Parse(read.source)
	}
	if err != nil {
		for _, line := range errorLines(failureOf(err).err) {
			read.Failed = append(read.Failed, e.withoutPath(line))
		}
		read.Do = e.withoutPath(failureOf(err).hint)
		return e.fontsFor("", &read), read
	}
	fonts := e.fontsFor(render.New(read.deck).Text(), &read)
	e.judge(&read)
	return fonts, read
}

// judge tells what deck it is, and what a check finds in it.
func (e *examiner) judge(read *deckRead) {
	read.Slides, read.Format = read.deck.Len(), read.deck.Meta.Format
	if read.Format == ownFormat {
		read.Format = ""
	}
	for _, phase := range read.deck.Meta.Phases {
		read.Phases = append(read.Phases, e.private.hide(phase))
	}
	found := check.Deck(read.deck, e.options(*read))
	read.Errors = check.Errors(found)
	read.Warnings = len(found) - read.Errors
}

// ownFormat is the name of the deck format in a deck.
const ownFormat = "assembly"

// deckName is the deck's name without its folder.
func (e *examiner) deckName() string {
	if e.src.Path == "" {
		return "the built-in assembly (" + slides.BuiltinName + ")"
	}
	return e.private.hide(filepath.Base(e.src.Path))
}

// withoutPath is a message about the deck with its name in the place of its path.
func (e *examiner) withoutPath(text string) string {
	if e.src.Path == "" {
		return e.private.hide(text)
	}
	name := filepath.Base(e.src.Path)
	text = strings.ReplaceAll(text, e.src.Path, name)
	if dir := filepath.Dir(e.src.Path); dir != "." && dir != string(filepath.Separator) {
		text = strings.ReplaceAll(text, dir, "its folder")
	}
	return e.private.hide(cell.Clean(text))
}

// script is a script and a word in it.
type script struct{ name, word string }

func scripts() []script {
	return []script{
		{"Cyrillic", "Привет"}, {"Greek", "Γειά"}, {"Arabic", "سلام"}, {"Hebrew", "שלום"}, {"Chinese", "你好"}, {"Japanese", "こんにちは"},
		{"Korean", "안녕"}, {"Devanagari", "नमस्ते"}, {"emoji", "🎉"},
	}
}

// fontsFor finds what draws each script, and what draws a deck's text. All is looked for at once.
func (e *examiner) fontsFor(text string, read *deckRead) []doctor.Font {
	own := bigtype.GoBold()
	needed := own.Lacks(text)
	wanted := slices.Clone(needed)
	for _, s := range scripts() {
		wanted = append(wanted, own.Lacks(s.word)...)
	}
	faces := e.fonts.Find(wanted)
	read.font, read.Families = own.With(faces), e.families(faces, needed)
	for _, m := range read.font.Missing(bigtype.Text{{Text: text}}) {
		read.Missing = append(read.Missing, cell.Clean(m))
	}
	var out []doctor.Font
	for _, s := range scripts() {
		f := doctor.Font{Script: s.name, None: len(read.font.Missing(bigtype.Text{{Text: s.word}})) > 0}
		if !f.None {
			f.Family = strings.Join(e.families(faces, own.Lacks(s.word)), " and ")
		}
		out = append(out, f)
	}
	return out
}

// families are the names of the fonts that graphemes are drawn with, each once.
func (e *examiner) families(faces bigtype.Faces, of []bigtype.Grapheme) []string {
	var out []string
	for _, g := range of {
		if face := faces[g]; face != nil {
			if name := e.private.hide(face.Describe().Family); !slices.Contains(out, name) {
				out = append(out, name)
			}
		}
	}
	return out
}
