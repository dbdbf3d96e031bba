package cli

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/westandtogether-assembly/assembly/internal/atomicfile"
	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/export"
	"github.com/westandtogether-assembly/assembly/internal/session"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

func (a *app) exportCommand() *cobra.Command {
	return command(cobra.Command{
		Use:   "export [DECK]",
		Short: "The slides elsewhere: PowerPoint, PDF, a browser page, pictures",
		Long: "export writes the slides for a computer without this program. The ending of the file's name\n" +
			"says how: .pptx for PowerPoint; .pdf; .html, a page that any browser opens without a network;\n" +
			".png, a picture of each slide, or of each step (--pages step). Only PowerPoint's notes pages\n" +
			"have the notes. Without --output it is a PowerPoint file next to the deck. DECK defaults to\n" +
			"the built-in assembly.",
		Example: "  assembly export --output slides.pptx\n  assembly export my-assembly.md --theme dark --output slides.pdf --pages slide",
		Args:    oneDeck(),
	}, a.export, (*flags).deck, (*flags).writingTo, (*flags).exporting)
}

// exporting adds the flags of an export.
func (f *flags) exporting(set *pflag.FlagSet) {
	set.StringVar(&f.theme, "theme", "", "`name` of the colour theme: "+strings.Join(theme.Names(), ", ")+" (default: the deck's)")
	set.StringVar(&f.pages, "pages", "", "what each page of a .pdf, or each picture, shows: one `part`, step or slide (default: step for .pdf, slide for .png)")
	set.StringVar(&f.ratio, "ratio", usualRatio, "`width:height` of a page, such as 4:3; not for .html, which fits any window")
	set.IntVar(&f.width, "width", export.UsualWidth, "width of a picture in `pixels`")
}

// exportEndings are those of an export's files.
func exportEndings() []string { return []string{".pptx", ".pdf", ".html", ".png"} }

// export runs the command of that name.
func (a *app) export(f *flags, path string) error {
	src := session.Source{Path: path, Fill: f.set}
	set, err := a.open(f, src)
	if err != nil {
		return err
	}
	if f.out == "" {
		f.out = besides(path, phased("", set)+".pptx")
	}
	end, err := ending(f.out, exportEndings())
	if err != nil {
		return err
	}
	o, err := f.exportOptions(end)
	if err != nil {
		return err
	}
	if end == ".png" {
		return a.exportPictures(f, set, o)
	}
	name, ok, err := a.target(f, src)
	if !ok {
		return err
	}
	f.out = name
	return a.wrote(f, f.out, set.Phase, a.exportFile(f, set, o, end))
}

// exportOptions are what the flags say.
func (f *flags) exportOptions(end string) (export.Options, error) {
	ratio, err := parseRatio(f.ratio)
	o := export.Options{Ratio: ratio}
	switch {
	case err != nil:
		return o, usage(err, "write it as 16:9 or 4:3")
	case f.ratio != usualRatio && end == ".html":
		return o, usage(errors.New("--ratio does not go with .html, which fits any window"), "leave it out")
	case f.width != export.UsualWidth && end != ".png":
		return o, usage(fmt.Errorf("--width does not go with %s: it is for pictures", end), "leave it out, or name a file that ends in .png")
	case f.pages != "" && end != ".pdf" && end != ".png":
		return o, usage(fmt.Errorf("--pages does not go with %s", end), "leave it out, or name a file that ends in .pdf or .png")
	case f.width < export.LeastWidth || f.width > export.MostWidth:
		return o, usage(fmt.Errorf("--width %d: expected %d to %d", f.width, export.LeastWidth, export.MostWidth), "leave it out for 1920, as a projector has")
	case f.pages == "slide", f.pages == "" && end == ".png":
		o.Each = export.EachSlide
	case f.pages != "" && f.pages != "step":
		return o, usage(fmt.Errorf("--pages %q is not known: expected step or slide", f.pages), didYouMean(f.pages, []string{"step", "slide"}, "leave it out"))
	}
	return o, nil
}

var errRatio = errors.New("expected a width and a height from 1:1 to 4:1")

const usualRatio = "16:9"

// parseRatio reads a width and a height, as 16:9.
func parseRatio(text string) (float64, error) {
	left, right, ok := strings.Cut(strings.ReplaceAll(text, "x", ":"), ":")
	w, err := strconv.ParseFloat(strings.TrimSpace(left), 64)
	h, err2 := strconv.ParseFloat(strings.TrimSpace(right), 64)
	if !ok || err != nil || err2 != nil || !(h > 0) || !(w >= h && w <= 4*h) {
		return 0, fmt.Errorf("--ratio %q: %w", text, errRatio)
	}
	return w / h, nil
}

// exportFile writes the slides to one file.
func (a *app) exportFile(f *flags, set ui.Setup, o export.Options, end string) error {
	if err := a.whole(set.Deck); err != nil {
		return err
	}
	return a.work(f.out, func(j *job) error {
		e := a.exporter(f, set, o, j)
		err := j.file(f.out, func(w io.Writer) error { return writeSlides(e, end, w) })
		a.warnings(e, err)
		return err
	})
}

func writeSlides(e *export.Deck, end string, w io.Writer) error {
	switch end {
	case ".html":
		return e.HTML(w)
	case ".pdf":
		return e.PDF(w)
	}
	return e.PowerPoint(w)
}

// warnings tells what is not shown as it is meant.
func (a *app) warnings(e *export.Deck, err error) {
	if err != nil {
		return
	}
	all := e.Warnings()
	for _, w := range all[:min(len(all), maxErrors)] {
		a.errorLine("assembly: note: ", w.String())
	}
	if more := len(all) - maxErrors; more > 0 {
		a.errorLine("assembly: note: ", fmt.Sprintf("and %d more", more))
	}
}

// exported completes the options of an export with what goes for all, and with faces for what the embedded one lacks.
func (a *app) exported(f *flags, set ui.Setup, o export.Options, faces bigtype.Faces) export.Options {
	o.Phase, o.Palette, o.Statement, o.Created = set.Phase, f.paper(set.Deck), statement(set.Deck), a.today()
	o.Font = bigtype.GoBold().With(faces)
	return o
}

// exporter prepares an export that tells a job how far it is.
func (a *app) exporter(f *flags, set ui.Setup, o export.Options, j *job) *export.Deck {
	o = a.exported(f, set, o, a.facesFor(set.Deck))
	o.Progress = j.step
	return export.New(set.Deck, o)
}

// paper is the palette of what no terminal shows.
func (f *flags) paper(d *deck.Deck) theme.Palette {
	if p, err := theme.Lookup(f.theme); f.theme != "" && err == nil { // Unknown ones have been refused.
		return p
	}
	return paletteOf(d)
}

// facesFor are faces of this computer for what of a deck the embedded ones lack, on slides and in notes.
func (a *app) facesFor(d *deck.Deck) bigtype.Faces {
	lacks := bigtype.GoBold().Lacks(textOf(d))
	if len(lacks) == 0 || a.fonts == nil {
		return nil
	}
	return a.fonts.Find(lacks)
}

// textOf is all that the slides and the notes of a deck say, and what else is printed of it.
func textOf(d *deck.Deck) string {
	var b strings.Builder
	m := d.Meta
	for _, text := range []string{m.Title, m.SubTitle, m.Author} {
		b.WriteString(text + "\n")
	}
	for i := range d.Len() {
		s := d.Slide(i)
		for _, text := range []string{s.Title, s.Text(), s.Header, s.Footer, s.Speaker} {
			b.WriteString(text + "\n")
		}
		for _, r := range s.Rows {
			b.WriteString(r.Label + " " + r.Number + "\n")
		}
		for _, phase := range slices.Sorted(maps.Keys(s.Notes)) {
			for _, n := range s.Notes[phase] {
				b.WriteString(n.String() + "\n")
			}
		}
	}
	return b.String()
}

// today is the day of an export. Two exports of one day are the same to the byte; SOURCE_DATE_EPOCH names another time.
func (a *app) today() time.Time {
	if n, err := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64); err == nil && n >= 0 && n < 1<<38 {
		return time.Unix(n, 0).UTC()
	}
	y, m, d := a.now().Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// exportPictures writes a picture of each slide, named after the file that was asked for: slides-1.png and so on.
func (a *app) exportPictures(f *flags, set ui.Setup, o export.Options) error {
	if err := a.whole(set.Deck); err != nil {
		return err
	}
	stem := strings.TrimSuffix(f.out, filepath.Ext(f.out))
	fileOf := func(name string) string { return stem + "-" + name + ".png" }
	var names []string
	err := a.work(f.out, func(j *job) error {
		e := a.exporter(f, set, o, j)
		for _, name := range e.PictureNames() {
			if name = fileOf(name); exists(name) && !f.force {
				return fail(fmt.Errorf("%s already exists", name), "choose another name, or add --force to overwrite it")
			}
			if err := noFile(name); err != nil {
				return err
			}
			names = append(names, name)
		}
		err := j.unwritten(f.out, atomicfile.Batch(func(add atomicfile.Adder) error {
			return e.Pictures(f.width, func(name string, write func(w io.Writer) error) error {
				return add(fileOf(name), 0o644, func(w io.Writer) error { return write(j.through(w)) })
			})
		}))
		a.warnings(e, err)
		return err
	})
	if err != nil || len(names) == 0 {
		return err
	}
	return a.say(fmt.Sprintf("Wrote %d pictures, %s to %s.\n", len(names), cell.Clean(names[0]), cell.Clean(names[len(names)-1])))
}
