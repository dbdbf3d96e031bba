package cli

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/export"
	"github.com/westandtogether-assembly/assembly/internal/script"
	"github.com/westandtogether-assembly/assembly/internal/session"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

func (a *app) scriptCommand() *cobra.Command {
	return command(cobra.Command{
		Use:   "script [DECK]",
		Short: "The printed script: everything that is said and done, on paper",
		Long: "script writes what a speaker needs if the laptop fails: what to prepare, and for each slide\n" +
			"its words, what to say and do, the pauses, when to press next, and the planned and running\n" +
			"time; on the last page, large, the numbers to call. The ending of the file's name says how:\n" +
			".pdf to print, .html for a browser (screen readers read that best), .txt or .md. Without\n" +
			"--output it is a PDF next to the deck. DECK defaults to the built-in assembly.",
		Example: "  assembly script\n  assembly script my-assembly.md --phase primary --large --output script.html",
		Args:    oneDeck(),
	}, a.script, (*flags).deck, (*flags).writingTo, (*flags).printing)
}

// writingTo adds the flags of what is written to a file.
func (f *flags) writingTo(set *pflag.FlagSet) {
	set.StringVarP(&f.out, "output", "o", "", "`file` to write; its ending says which kind (default: one next to the deck)")
	set.BoolVar(&f.force, "force", false, "overwrite an existing file")
	set.BoolVar(&f.openAfter, "open", false, "open the file once it is written")
}

// printing adds the flags of a script.
func (f *flags) printing(set *pflag.FlagSet) {
	set.BoolVar(&f.large, "large", false, "print large: 18 point")
	set.BoolVar(&f.pictures, "slides", false, "add a picture of each slide (.pdf and .html)")
	set.BoolVar(&f.cards, "cards", false, "make A6 cards to hold, one or more for each slide (.pdf and .html)")
	set.StringVar(&f.forWhom, "for", "", "`name` of the person it is for, such as the speaker")
	set.IntVar(&f.pace, "pace", 0, "`words` a minute to plan by, 80 to 180 (default: the deck's)")
}

// scriptEndings are those of a script's files.
func scriptEndings() []string { return []string{".pdf", ".html", ".txt", ".md"} }

// script runs the command of that name.
func (a *app) script(f *flags, path string) error {
	src := session.Source{Path: path, Fill: f.set}
	set, err := a.open(f, src)
	if err != nil {
		return err
	}
	name := f.out
	if name == "" {
		name = besides(path, phased(f.scriptKind(), set)+".pdf")
	}
	if name == toOutput {
		return a.printScript(f, set)
	}
	end, err := ending(name, scriptEndings())
	if err == nil && !slices.Contains(f.scriptEndings(), end) {
		err = usage(fmt.Errorf("--cards and --slides do not go with %s", end), "name a file that ends in "+strings.Join(f.scriptEndings(), " or "))
	}
	if err != nil {
		return err
	}
	asked := f.out != ""
	f.out = name
	name, ok, err := a.target(f, src)
	if !ok {
		return err
	}
	err = a.writeScript(f, set, name, end)
	if !asked && isUnwritten(err) {
		a.errorLine("assembly: ", err.Error()+"; it follows as text")
		return a.printScript(f, set)
	}
	return a.wrote(f, name, set.Phase, err)
}

// toOutput is the name of standard output.
const toOutput = "-"

func (f *flags) scriptKind() string {
	if f.cards {
		return "-cards"
	}
	return "-script"
}

// phased is the end of a file's name with the phase that it is for, where the deck has several.
func phased(end string, set ui.Setup) string {
	if len(set.Deck.Meta.Phases) < 2 {
		return end
	}
	return end + "-" + strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return '_'
	}, set.Phase)
}

// scriptEndings are those that the flags allow.
func (f *flags) scriptEndings() []string {
	if f.cards || f.pictures {
		return scriptEndings()[:2]
	}
	return scriptEndings()
}

// writeScript writes the script of a deck to a file.
func (a *app) writeScript(f *flags, set ui.Setup, name, end string) error {
	if err := a.whole(set.Deck); err != nil {
		return err
	}
	return a.work(name, func(j *job) error {
		doc := a.scriptOf(f, set, j)
		missing := []string(nil)
		err := j.file(name, func(w io.Writer) (err error) {
			missing, err = writeDocument(doc, printFonts(a.facesFor(set.Deck)), end, w)
			return err
		})
		a.tellMissing(missing)
		return err
	})
}

// writeDocument writes a document as its ending says, and lists the characters that no font has.
func writeDocument(doc *script.Document, fonts script.Fonts, end string, w io.Writer) (missing []string, err error) {
	switch end {
	case ".html":
		return nil, doc.HTML(w)
	case ".txt":
		return nil, doc.Text(w)
	case ".md":
		return nil, doc.Markdown(w)
	}
	return doc.PDF(w, fonts)
}

// printFonts are the fonts of a script in print, with faces for what the embedded ones lack.
func printFonts(faces bigtype.Faces) script.Fonts {
	if faces == nil {
		return script.Fonts{}
	}
	return script.Fonts{Regular: bigtype.GoRegular().With(faces), Bold: bigtype.GoBold().With(faces), Mono: bigtype.GoMono().With(faces)}
}

func (a *app) tellMissing(characters []string) {
	if len(characters) > 0 {
		a.errorLine("assembly: note: ", export.MissingText(strings.Join(characters, "")))
	}
}

// printScript prints the script as text.
func (a *app) printScript(f *flags, set ui.Setup) error {
	if err := a.whole(set.Deck); err != nil {
		return err
	}
	var b strings.Builder
	if err := a.scriptOf(f, set, nil).Text(&b); err != nil {
		return err
	}
	return a.print(b.String())
}

// scriptOf makes the script of a deck. The job, which may be nil, is told how far its writing is.
func (a *app) scriptOf(f *flags, set ui.Setup, j *job) *script.Document {
	d, o := set.Deck, a.scriptOptions(f, set)
	if f.pictures {
		o.Pictures = a.picturesOf(f, set)
	}
	doc := script.Of(d, o)
	if f.cards {
		doc = script.Cards(d, o)
	}
	return j.counted(doc, d.Len())
}

func (a *app) scriptOptions(f *flags, set ui.Setup) script.Options {
	return script.Options{
		Phase: set.Phase, Pace: f.pace, For: f.forWhom, Statement: statement(set.Deck), Preflight: preflightOf(set.Deck), Date: a.today(), Large: f.large,
	}
}

// picturesOf draws the slides of a deck small, each step that is a picture of its own.
func (a *app) picturesOf(f *flags, set ui.Setup) func(slide int) []script.Image {
	e := export.New(set.Deck, a.exported(f, set, export.Options{}, a.facesFor(set.Deck)))
	return func(slide int) []script.Image {
		var out []script.Image
		for n := range e.Screens(slide) {
			out = append(out, func() ([]byte, string) {
				const width = 800 // pixels: some 200 an inch where it stands
				png, err := e.Screen(slide, n, width)
				alt := "Slide " + strconv.Itoa(slide+1)
				if err != nil {
					return nil, alt + ", which cannot be drawn: " + err.Error()
				}
				return png, alt
			})
		}
		return out
	}
}

// counted has a document tell the job how many slides are written. An interrupted job gets no more sections.
func (j *job) counted(doc *script.Document, of int) *script.Document {
	if j == nil {
		return doc
	}
	return doc.Telling(func(s script.Section) bool { return j.step(s.Slide, of) == nil })
}

// whole reads all slides of a deck, refuses one with errors, and tells what else there is to say about it.
func (a *app) whole(d *deck.Deck) error {
	for i := range d.Len() {
		d.Slide(i)
	}
	if bad := errorsIn(d); bad != nil {
		return fail(bad, session.FixHint)
	}
	a.remarks(d)
	return nil
}

// wrote says what was written, or why nothing was, and opens it where that is asked for.
func (a *app) wrote(f *flags, name, phase string, err error) error {
	if err != nil {
		return err
	}
	of := ""
	if phase != "" {
		of = " (" + cell.Clean(phase) + ")"
	}
	if err := a.say("Wrote " + quoted(name) + of + ".\n"); err != nil || !f.openAfter {
		return err
	}
	if err := session.OpenFile(name); err != nil {
		return fail(fmt.Errorf("open %s: %w", name, err), "open it from its folder")
	}
	return nil
}

// quoted is a name in a sentence, with quotation marks where its end would not be seen.
func quoted(name string) string {
	if name = cell.Clean(name); strings.ContainsRune(name, ' ') {
		return `"` + name + `"`
	}
	return name
}

// unwritten is why a file cannot be written where it was to be.
type unwritten struct{ error }

// Unwrap returns the reason.
func (u *unwritten) Unwrap() error { return u.error }

func isUnwritten(err error) bool {
	_, ok := errors.AsType[*unwritten](err)
	return ok
}
