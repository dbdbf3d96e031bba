package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/westandtogether-assembly/assembly/internal/atomicfile"
	"github.com/westandtogether-assembly/assembly/internal/export"
	"github.com/westandtogether-assembly/assembly/internal/export/pack"
	"github.com/westandtogether-assembly/assembly/internal/session"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

func (a *app) packCommand() *cobra.Command {
	return command(cobra.Command{
		Use:   "pack [DECK]",
		Short: "Everything a colleague needs to take over, in one folder or .zip",
		Long: "pack writes a brief of one page, the list for the day, the script (normal and large print), the\n" +
			"slides for PowerPoint and as a PDF, a sheet for class teachers, and the deck itself. A name that\n" +
			"ends in .zip makes one file, any other a folder. Without --output it is a .zip next to the deck.\n" +
			"DECK defaults to the built-in assembly.",
		Example: "  assembly pack --for \"Anna Bell\"\n  assembly pack my-assembly.md --phase primary --program --output \"For Anna\"",
		Args:    oneDeck(),
	}, a.pack, (*flags).deck, (*flags).packing)
}

// packing adds the flags of a pack.
func (f *flags) packing(set *pflag.FlagSet) {
	set.StringVarP(&f.out, "output", "o", "", "`folder`, or a file that ends in .zip, to write (default: a .zip next to the deck)")
	set.StringVar(&f.forWhom, "for", "", "`name` of the colleague it is for")
	set.BoolVar(&f.program, "program", false, "add this program itself")
	set.StringVar(&f.theme, "theme", "", "`name` of the colour theme of the slides: "+strings.Join(theme.Names(), ", ")+" (default: the deck's)")
	set.IntVar(&f.pace, "pace", 0, "`words` a minute to plan by, 80 to 180 (default: the deck's)")
	set.BoolVar(&f.force, "force", false, "overwrite an existing file, or an earlier pack")
}

// pack runs the command of that name.
func (a *app) pack(f *flags, path string) error {
	src, err := session.Source{Path: path, Fill: f.set}.Held()
	if err != nil {
		return err
	}
	set, err := a.open(f, src)
	if err != nil {
		return err
	}
	if f.out == "" {
		f.out = besides(path, phased("-pack", set)+".zip")
	}
	if ok, err := a.mayPack(f, src); !ok {
		return err
	}
	if err := a.whole(set.Deck); err != nil {
		return err
	}
	return a.wrote(f, f.out, set.Phase, a.work(f.out, func(j *job) error { return a.writePack(f, src, set, j) }))
}

func zipped(name string) bool { return strings.EqualFold(filepath.Ext(name), ".zip") }

// mayPack refuses a name that something else has, or that is of a kind of file that a pack is not.
func (a *app) mayPack(f *flags, src session.Source) (bool, error) {
	others := []string{".7z", ".rar", ".tar", ".gz", ".tgz", ".pdf", ".pptx", ".docx", ".html", ".md", ".txt"}
	end := strings.ToLower(filepath.Ext(f.out))
	switch {
	case slices.Contains(others, end):
		return false, usage(fmt.Errorf("a pack is no file that ends in %s", end), "name a folder, or a file that ends in .zip")
	case f.out == toOutput:
		return false, usage(errors.New("a pack is no text"), "name a folder, or a file that ends in .zip")
	case zipped(f.out):
		name, ok, err := a.target(f, src)
		f.out = name
		return ok, err
	}
	err := mayPackIn(f.out, f.force)
	return err == nil, err
}

// mayPackIn refuses a folder that something else has.
func mayPackIn(folder string, force bool) error {
	entries, err := os.ReadDir(folder)
	switch {
	case !exists(folder):
		return nil
	case err != nil:
		return fail(fmt.Errorf("%s is not a folder", folder), "name a folder that does not exist yet")
	case filepath.Clean(folder) == ".", filepath.Base(filepath.Clean(folder)) == "..":
		return fail(errors.New("a pack does not take the place of the folder that you are in"), "name a folder that does not exist yet")
	case len(entries) == 0, force && exists(filepath.Join(folder, pack.StartName)):
		return nil
	case force:
		return fail(fmt.Errorf("%s is a folder with other files", folder), onlyPacks)
	}
	return fail(fmt.Errorf("%s already exists", folder), "choose another name, or add --force to overwrite it")
}

const onlyPacks = "choose another name: only an earlier pack is overwritten, and only when nothing was put in it"

// onlyPack refuses a folder with a file that the pack does not have: it would be lost.
func onlyPack(folder string, files []pack.File) error {
	names := map[string]bool{}
	for _, f := range files {
		names[filepath.Join(folder, filepath.FromSlash(f.Name))] = true
	}
	return filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return fail(fmt.Errorf("read folder: %w", err), onlyPacks)
		case !e.IsDir() && !names[path]:
			return fail(fmt.Errorf("%s is not of this pack, and would be lost", path), "choose another name, or delete the folder first")
		}
		return nil
	})
}

// writePack writes a pack whole, or nothing.
func (a *app) writePack(f *flags, src session.Source, set ui.Setup, j *job) error {
	files, err := a.packFiles(f, src, set, j)
	if err == nil && !zipped(f.out) {
		err = onlyPack(filepath.Clean(f.out), files)
	}
	if err != nil {
		return err
	}
	if zipped(f.out) {
		return j.file(f.out, func(w io.Writer) error {
			folder := pack.Safe(strings.TrimSuffix(filepath.Base(f.out), filepath.Ext(f.out)))
			return pack.Zip(w, folder, files, a.today(), func(n int) error { return j.step(n, len(files)) })
		})
	}
	return j.unwritten(f.out, atomicfile.Folder(filepath.Clean(f.out), func(add atomicfile.Adder) error {
		for i, file := range files {
			if err := add(file.Name, file.Mode, func(w io.Writer) error { return file.Write(j.through(w)) }); err != nil {
				return err
			}
			if err := j.step(i+1, len(files)); err != nil {
				return err
			}
		}
		return nil
	}))
}

// packFiles lists what goes into the pack.
func (a *app) packFiles(f *flags, src session.Source, set ui.Setup, j *job) ([]pack.File, error) {
	faces := a.facesFor(set.Deck)
	o := pack.Options{
		Fonts: printFonts(faces), Script: a.scriptOptions(f, set), For: f.forWhom, Export: a.exported(f, set, export.Options{}, faces), Flags: f.again(), Quote: typed, Stop: j.ctx.Err,
	}
	for _, p := range src.Parts(set.Deck) {
		o.Sources = append(o.Sources, pack.File{Name: p.Name, Mode: 0o644, Write: func(w io.Writer) error {
			data, err := p.Read()
			if err != nil {
				return fmt.Errorf("read %s: %w", p.Name, err)
			}
			_, err = w.Write(data)
			return err
		}})
	}
	if !f.program {
		return pack.Of(set.Deck, o), nil
	}
	own, err := os.Executable()
	if err != nil {
		return nil, fail(fmt.Errorf("find the program's own file: %w", err), "leave out --program")
	}
	o.System = platform(runtime.GOOS)
	o.Program = pack.File{Name: programName + filepath.Ext(own), Mode: 0o755, Write: func(w io.Writer) error { return copyFile(w, own) }}
	return pack.Of(set.Deck, o), nil
}

// platform is what people call a system.
func platform(system string) string {
	if name, ok := map[string]string{"windows": "Windows", "darwin": "macOS", "linux": "Linux"}[system]; ok {
		return name
	}
	return system
}

func copyFile(w io.Writer, name string) error {
	in, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("read the program's own file: %w", err)
	}
	defer func() { _ = in.Close() }()
	_, err = io.Copy(w, in)
	return err
}

// again are the flags with which the deck is presented as in the pack.
func (f *flags) again() string {
	var out strings.Builder
	if f.phase != "" {
		out.WriteString(" --phase " + typed(f.phase))
	}
	if f.theme != "" {
		out.WriteString(" --theme " + typed(f.theme))
	}
	for _, name := range slices.Sorted(maps.Keys(f.set)) {
		out.WriteString(" --set " + typed(name+"="+f.set[name]))
	}
	return out.String()
}
