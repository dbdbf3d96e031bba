// Package pack puts together what a colleague needs to take an assembly over: what to read first, the script, the slides for
// other programs, the deck itself, and a sheet for class teachers.
package pack

import (
	"archive/zip"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"time"
	"unicode"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/export"
	"github.com/westandtogether-assembly/assembly/internal/script"
)

// File is a file of a pack.
type File struct {
	Name  string // from the pack's folder, with slashes
	Mode  fs.FileMode
	Write func(w io.Writer) error
}

// Options say what goes into a pack.
type Options struct {
	Script  script.Options
	Export  export.Options
	Fonts   script.Fonts
	For     string // the colleague; "" for nobody by name
	Sources []File // the deck's own file first, and what belongs to it, in the folder that they are in
	Program File   // the program's own file; without a name it is left out
	System  string // that the program is for, such as Windows
	Flags   string // what to type behind the deck's name, so that it is as in this pack; "" for nothing

	Quote func(name string) string // a name as it can be typed
	Stop  func() error             // whose error ends the pack; nil for none
}

// The names of a pack's files.
const (
	StartName = "0 Start here.txt"
	deckName  = "Deck"
)

// Of lists the files of a pack. Each is made when it is written.
func Of(d *deck.Deck, o Options) []File {
	large := o.Script
	large.Large = true
	doc := func(name string, of func() *script.Document) File {
		return file(name, func(w io.Writer) error {
			_, err := o.stoppable(of()).PDF(w, o.Fonts)
			return err
		})
	}
	if o.Stop != nil {
		o.Export.Progress = func(int, int) error { return o.Stop() }
	}
	slides := func(name string, write func(e *export.Deck, w io.Writer) error) File {
		return file(name, func(w io.Writer) error { return write(export.New(d, o.Export), w) })
	}
	out := []File{
		doc("1 Brief.pdf", func() *script.Document { return script.Brief(d, o.Script) }),
		doc("2 Before you present.pdf", func() *script.Document { return script.Checklist(d, o.Script) }),
		doc("3 Script.pdf", func() *script.Document { return script.Of(d, o.Script) }),
		doc("3 Script, large print.pdf", func() *script.Document { return script.Of(d, large) }),
		slides("4 Slides.pptx", (*export.Deck).PowerPoint),
		slides("4 Slides.pdf", (*export.Deck).PDF),
		doc("5 For class teachers.pdf", func() *script.Document { return script.FollowUp(d, o.Script) }),
	}
	for i, s := range o.Sources {
		if i == 0 {
			s.Name = Safe(s.Name)
		}
		if fs.ValidPath(strings.ReplaceAll(s.Name, `\`, "/")) { // Nothing of a pack is outside its folder, on any system.
			s.Name = path.Join(deckName, s.Name)
			out = append(out, s)
		}
	}
	if o.Program.Name != "" {
		out = append(out, o.Program)
	}
	return append([]File{file(StartName, func(w io.Writer) error { return start(w, d, o) })}, out...)
}

// stoppable has no more sections for a pack that is to end. What is written of it then is thrown away.
func (o Options) stoppable(doc *script.Document) *script.Document {
	return doc.Telling(func(script.Section) bool { return o.Stop == nil || o.Stop() == nil })
}

// Safe is a name without what means something to a system: to one of them a file's name, and to none a path.
func Safe(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '_'
		}
		return r
	}, name)
	if strings.Trim(name, ". ") == "" {
		return "pack"
	}
	return name
}

func file(name string, write func(w io.Writer) error) File {
	return File{Name: name, Mode: 0o644, Write: write}
}

// start writes what is in the pack, and how to begin.
func start(w io.Writer, d *deck.Deck, o Options) error {
	text := heading(d, o) + files
	if o.Program.Name != "" {
		text += fmt.Sprintf("%-23s the program itself, for %s\n", o.Program.Name, o.System)
	}
	if o.Script.Statement != "" {
		text += "\n" + o.Script.Statement + "\n"
	}
	if len(o.Sources) > 0 {
		text += begin
		if o.Program.Name == "" {
			text += haveIt
		}
		text += "In this folder, type:\n\n"
	}
	out := lines(text)
	if len(o.Sources) > 0 {
		out = append(out, strings.Split(command(o), "\n")...) // It is copied, and stays on its line.
	}
	for _, line := range out {
		if _, err := io.WriteString(w, line+"\r\n"); err != nil { // The editor of older Windows needs both.
			return fmt.Errorf("write start: %w", err)
		}
	}
	return nil
}

func heading(d *deck.Deck, o Options) string {
	out := cell.Clean(d.Heading()) + "\n"
	if o.For != "" {
		out += "For " + cell.Clean(o.For) + "\n"
	}
	if o.Script.Phase != "" {
		out += "Pupils: " + cell.Clean(o.Script.Phase) + "\n"
	}
	return out
}

const files = `
Everything to take this assembly over:

1 Brief                 one page: read this first
2 Before you present    a list to tick off
3 Script                every word, to print; also in large print
4 Slides                for PowerPoint, with the notes, and as a PDF
5 For class teachers    one page to hand out, for after the assembly
Deck                    the assembly as a text that any editor opens
`

const begin = `
With the assembly program the slides are drawn for the hall, and the notes and the clock are for you alone. `

const haveIt = "It is not in this pack: ask whoever gave you this for it. "

// command is what to type in the pack's folder. Windows has a way of its own.
func command(o Options) string {
	name, deck := "assembly", path.Join(deckName, Safe(o.Sources[0].Name))
	onWindows := path.Ext(o.Program.Name) == ".exe"
	switch {
	case onWindows:
		name, deck = `.\`+o.Program.Name, strings.ReplaceAll(deck, "/", `\`)
	case o.Program.Name != "":
		name = "./" + o.Program.Name
	}
	out := name + " " + o.Quote(deck) + o.Flags
	if onWindows {
		out += "\n\nor drop the deck's file onto the program."
	}
	return out
}

// widest is the longest line of text, in columns.
const widest = 72

func lines(text string) []string {
	var out []string
	for _, l := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		if cell.Width(l) <= widest {
			out = append(out, l)
			continue
		}
		out = append(out, cell.Wrap(l, widest)...)
	}
	return out
}

// Zip writes the files of a pack as a ZIP file, in a folder, all with one time.
func Zip(w io.Writer, folder string, files []File, created time.Time, done func(n int) error) error {
	z := zip.NewWriter(w)
	for i, f := range files {
		h := &zip.FileHeader{Name: path.Join(folder, f.Name), Method: zip.Deflate, Modified: created}
		h.SetMode(f.Mode)
		to, err := z.CreateHeader(h)
		if err != nil {
			return fmt.Errorf("write ZIP: %w", err)
		}
		if err := f.Write(to); err != nil {
			return fmt.Errorf("write %s: %w", f.Name, err)
		}
		if err := done(i + 1); err != nil {
			return err
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("write ZIP: %w", err)
	}
	return nil
}
