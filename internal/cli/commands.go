package cli

import (
	"github.com/spf13/cobra"

	"assembly/slides"
)

func (a *app) rootCommand() *cobra.Command {
	// On Windows, cobra would otherwise refuse to start a program that was double-clicked.
	cobra.MousetrapHelpText = ""
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
		Args: unknownCommand,
		RunE: func(_ *cobra.Command, _ []string) error { return a.start(f) },
	}
	root.SetFlagErrorFunc(flagError)
	f.deck(root.Flags())
	f.look(root.Flags())
	f.speaker(root.Flags())
	root.SetHelpCommand(helpCommand())
	root.AddCommand(a.presentCommand(), a.hallCommand(), a.showCommand(),
		a.rehearseCommand(), a.historyCommand(), a.newCommand(), a.letterCommand())
	return root
}

func (a *app) showCommand() *cobra.Command {
	f := &flags{}
	c := &cobra.Command{
		Use:   "show [DECK]",
		Short: "One screen: slides only, no notes (a mirrored projector)",
		Long: "show fills this screen with the slides. Space, PageDown or a clicker moves on; ? lists\n" +
			"every key. DECK defaults to the built-in assembly. With --plain, or when the output is not\n" +
			"a terminal, it prints the slides as linear text.",
		Example: "  assembly show\n  assembly show my-assembly.md --phase primary --theme dark",
		Args:    oneDeck(),
		RunE: func(_ *cobra.Command, args []string) error {
			return a.show(f, first(args))
		},
	}
	f.deck(c.Flags())
	f.look(c.Flags())
	c.Flags().BoolVar(&f.plain, "plain", false, "print the slides as linear text without escape sequences")
	c.Flags().BoolVar(&f.notes, "notes", false, "with --plain: print the notes too, labelled")
	return c
}

func (a *app) presentCommand() *cobra.Command {
	f := &flags{}
	c := &cobra.Command{
		Use:   "present [DECK]",
		Short: "Presenter view here; hall screens follow",
		Long: "present shows the speaker what the hall sees now and next, the notes and the clock. Use it\n" +
			"only where the hall cannot see this screen: it shows the notes. H opens a hall screen; so\n" +
			"does assembly hall in another terminal window. Only this machine can follow, unless --share\n" +
			"serves the slides, without notes, to classrooms on the school's network.",
		Example: "  assembly present\n  assembly present my-assembly.md --phase secondary --resume",
		Args:    oneDeck(),
		RunE: func(_ *cobra.Command, args []string) error {
			return a.present(f, first(args))
		},
	}
	f.deck(c.Flags())
	f.look(c.Flags())
	f.speaker(c.Flags())
	c.Flags().BoolVar(&f.resume, "resume", false, "resume the unfinished talk of this deck without asking")
	c.Flags().BoolVar(&f.share, "share", false, "let classrooms on the school's network follow, read-only")
	c.Flags().StringVar(&f.shareAddress, "share-address", "", "with --share: listen on a specific `host:port`")
	return c
}

func (a *app) hallCommand() *cobra.Command {
	f := &flags{}
	c := &cobra.Command{
		Use:   "hall",
		Short: "The hall screen, in another terminal window: follows the presenter",
		Long: "hall follows the presenter in another window on this machine, without notes. Start it\n" +
			"before, during or after the presenter; it keeps its slide when the presenter quits.\n" +
			"Clicker keys work here too.",
		Example: "  assembly hall\n  assembly hall --theme dark",
		Args:    atMost(0, "assembly hall takes no arguments: it follows the presenter on this machine"),
		RunE:    func(*cobra.Command, []string) error { return a.hall(f) },
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
			"overwrites an existing file unless you add --force.",
		Example: "  assembly new my-assembly.md\n  assembly new --guide how-to-write-a-deck.md",
		Args:    oneFile,
		RunE: func(_ *cobra.Command, args []string) error {
			deck := slides.Builtin()
			if guide {
				deck = slides.Guide()
			}
			return a.writeNew(args[0], deck, force)
		},
	}
	c.Flags().BoolVar(&force, "force", false, "overwrite an existing file")
	c.Flags().BoolVar(&guide, "guide", false, "write the deck that explains the format instead")
	return c
}

func (a *app) letterCommand() *cobra.Command {
	f := &flags{}
	c := &cobra.Command{
		Use:     "letter",
		Short:   "Read the letter that the assembly comes from",
		Long:    "letter shows the letter of 25 May 2017 from the police to head teachers, word for word.",
		Example: "  assembly letter\n  assembly letter > letter.txt",
		Args:    atMost(0, "assembly letter takes no arguments"),
		RunE:    func(_ *cobra.Command, _ []string) error { return a.letter(f) },
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
