package cli

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"assembly/slides"
)

func (a *app) rootCommand() *cobra.Command {
	f := &flags{}
	root := &cobra.Command{
		Use:   "assembly",
		Short: "A school assembly in a terminal: slides for the hall, notes for the speaker",
		Long: "assembly carries a teacher through a school assembly: the slides in huge type for the\n" +
			"hall, the notes and the clock for the speaker. Without a command it opens a start\n" +
			"screen with the built-in assembly, #WeStandTogether.",
		Example:       "  assembly\n  assembly show my-assembly.md",
		Version:       version(),
		SilenceErrors: true, SilenceUsage: true,
		Args: usageArgs(cobra.NoArgs, "assembly show FILE presents a deck of your own; assembly --help lists the commands"),
		RunE: func(c *cobra.Command, _ []string) error { return a.start(c.Context(), f) },
	}
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return usage(err, c.CommandPath()+" --help lists the flags")
	})
	f.look(root.Flags())
	root.AddCommand(a.presentCommand(), a.showCommand(), a.newCommand(), a.letterCommand())
	return root
}

func (a *app) showCommand() *cobra.Command {
	f := &flags{}
	c := &cobra.Command{
		Use:   "show [DECK]",
		Short: "One screen: slides only, no notes (a mirrored projector)",
		Long: "show fills this screen with the slides. Space, PageDown or a clicker moves on; ? lists\n" +
			"every key. Without DECK it shows the built-in assembly. With --plain, or when the output\n" +
			"is not a terminal, it prints the slides as linear text.",
		Example: "  assembly show\n  assembly show my-assembly.md --phase primary --theme dark",
		Args:    usageArgs(cobra.MaximumNArgs(1), "name one deck, or none for the built-in assembly"),
		RunE: func(c *cobra.Command, args []string) error {
			return a.show(c.Context(), f, first(args))
		},
	}
	f.look(c.Flags())
	c.Flags().BoolVar(&f.plain, "plain", false, "print the slides as linear text without escape sequences")
	c.Flags().BoolVar(&f.notes, "notes", false, "with --plain: print the notes too, labelled")
	return c
}

func (a *app) presentCommand() *cobra.Command {
	f := &flags{}
	c := &cobra.Command{
		Use:   "present [DECK]",
		Short: "Presenter view: now, next, notes and the clock",
		Long: "present shows the speaker what the hall sees now and next, the notes and the clock. Type\n" +
			"it only where the hall cannot see this screen: it shows the notes.",
		Example: "  assembly present\n  assembly present my-assembly.md --phase secondary",
		Args:    usageArgs(cobra.MaximumNArgs(1), "name one deck, or none for the built-in assembly"),
		RunE: func(c *cobra.Command, args []string) error {
			return a.present(c.Context(), f, first(args))
		},
	}
	f.look(c.Flags())
	return c
}

func (a *app) newCommand() *cobra.Command {
	var force, guide bool
	c := &cobra.Command{
		Use:   "new FILE",
		Short: "Write the built-in deck to a file of your own, to edit",
		Long: "new writes the built-in assembly to FILE, as Markdown that any editor opens. It never\n" +
			"writes over a file that is there, unless --force says so.",
		Example: "  assembly new my-assembly.md\n  assembly new --guide how-to-write-a-deck.md",
		Args:    usageArgs(cobra.ExactArgs(1), "name the file to write: assembly new my-assembly.md"),
		RunE: func(_ *cobra.Command, args []string) error {
			deck := slides.Builtin()
			if guide {
				deck = slides.Guide()
			}
			return a.writeNew(args[0], deck, force)
		},
	}
	c.Flags().BoolVar(&force, "force", false, "write over a file that is there")
	c.Flags().BoolVar(&guide, "guide", false, "write the deck that explains the format instead")
	return c
}

func (a *app) letterCommand() *cobra.Command {
	f := &flags{}
	c := &cobra.Command{
		Use:     "letter",
		Short:   "Read the letter that the assembly comes from",
		Long:    "letter shows the police's letter to head teachers of 25 May 2017, word for word.",
		Example: "  assembly letter\n  assembly letter > letter.txt",
		Args:    usageArgs(cobra.NoArgs, "assembly letter takes no arguments"),
		RunE:    func(c *cobra.Command, _ []string) error { return a.letter(c.Context(), f) },
	}
	f.look(c.Flags())
	return c
}

func first(args []string) string {
	if len(args) == 0 {
		return ""
	}
	return args[0]
}

// writeNew writes a deck to a file that must not be there yet, unless force is set. A write that
// fails leaves an earlier file as it was.
func (a *app) writeNew(name string, text []byte, force bool) error {
	if !force {
		if _, err := os.Lstat(name); err == nil {
			return fail(fmt.Errorf("%s is there already", name), "choose another name, or add --force to write over it")
		}
	}
	if err := writeWhole(name, text); err != nil {
		return fail(fmt.Errorf("write deck: %w", err), "choose a folder that you may write to, such as your own documents")
	}
	return a.print(fmt.Sprintf("Wrote %s. Edit it with any editor, then: assembly show %s\n", name, name))
}

// writeWhole writes a file beside its place and moves it there, so that a full disk or a pulled
// memory stick never leaves half a deck.
func writeWhole(name string, text []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), ".assembly-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = f.Close()
			_ = os.Remove(f.Name())
		}
	}()
	if _, err = f.Write(text); err != nil {
		return err
	}
	if err = f.Chmod(0o644); err != nil {
		return err
	}
	if err = f.Sync(); err != nil {
		return err
	}
	if err = f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}
