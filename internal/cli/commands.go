package cli

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/westandtogether-assembly/assembly/internal/licences"
)

func (a *app) rootCommand() *cobra.Command {
	// On Windows, cobra would otherwise refuse to start a program that was double-clicked.
	cobra.MousetrapHelpText = ""
	cobra.EnableCommandSorting = false // Help lists the commands in the order in which they are met.
	root := command(cobra.Command{
		Use:   "assembly [DECK]",
		Short: "A school assembly in a terminal: slides for the hall, notes for the speaker",
		Long: "assembly carries a teacher through a school assembly: the slides in huge type for the\n" +
			"hall, the notes and the clock for the speaker. Without a command it opens the start\n" +
			"screen of a deck: DECK, or the built-in assembly, #WeStandTogether.",
		Example:       "  assembly\n  assembly my-assembly.md",
		Version:       version(),
		SilenceErrors: true, SilenceUsage: true,
		Args:              deckOrCommand,
		ValidArgsFunction: completeDeckOrCommand,
	}, a.start, (*flags).deck, (*flags).look, (*flags).speaker, (*flags).backRow)
	root.SetFlagErrorFunc(flagError)
	a.addCommands(root)
	root.Flags().BoolP("version", "v", false, "print the version")
	a.helpHere(append(root.Commands(), root)...)
	return root
}

// addCommands adds the commands, under the headings of the help.
func (a *app) addCommands(root *cobra.Command) {
	root.SetUsageFunc(printUsage)
	help := helpCommand()
	root.SetHelpCommand(help)
	root.CompletionOptions.DisableDefaultCmd = true // completionCommand is ours.
	for _, g := range []struct {
		title    string
		commands []*cobra.Command
	}{
		{"The talk", a.talkCommands()},
		{"Before the day", a.readyCommands()},
		{"Decks and files", a.fileCommands()},
		{"The program", append(a.programCommands(), help)},
	} {
		root.AddGroup(&cobra.Group{ID: g.title, Title: g.title})
		for _, c := range g.commands {
			c.GroupID = g.title
			root.AddCommand(c)
		}
	}
	root.SetHelpCommandGroupID(help.GroupID)
	for _, c := range append(root.Commands(), root) {
		c.Flags().BoolP("help", "h", false, "explain this command")
		wordDefaults(c.Flags())
		completeFlags(c)
	}
}

// command makes a command that is run with its flags and its first argument.
func command(c cobra.Command, run func(f *flags, arg string) error, groups ...func(*flags, *pflag.FlagSet)) *cobra.Command {
	f := &flags{}
	for _, add := range groups {
		add(f, c.Flags())
	}
	c.RunE = func(_ *cobra.Command, args []string) error { return run(f, named(args)) }
	if c.ValidArgsFunction == nil {
		c.ValidArgsFunction = completeDeck
	}
	return &c
}

// talkCommands are the commands of a talk and its rehearsals.
func (a *app) talkCommands() []*cobra.Command {
	return []*cobra.Command{
		command(cobra.Command{
			Use:   "present [DECK]",
			Short: "Presenter view here; hall screens follow",
			Long: "present shows the speaker what the hall sees now and next, the notes and the clock. Use it\n" +
				"only where the hall cannot see this screen: it shows the notes. H opens a hall screen; so\n" +
				"does assembly hall in another terminal window. Press Enter as you begin to speak: that begins\n" +
				"the clock. A talk that was interrupted is offered again.\n\n" +
				"Only this computer can follow, unless you say so: --share lets classrooms on the school's\n" +
				"network follow in a browser, --remote lets your phone move the slides on, and --relay lets\n" +
				"other sites follow over a NATS server. None of them gets the notes. The key c shows the codes.",
			Example: "  assembly present\n  assembly present my-assembly.md --phase secondary --resume\n" +
				"  assembly present --share --remote\n  assembly present --relay tls://relay.example --room hillside",
			Args: oneDeck(),
		}, a.present, (*flags).deck, (*flags).look, (*flags).speaker, (*flags).backRow, (*flags).serving),
		command(cobra.Command{
			Use:   "hall",
			Short: "The hall screen, in another terminal window: follows the presenter",
			Long: "hall follows the presenter in another window on this computer, without notes. Start it\n" +
				"before, during or after the presenter; it keeps its slide when the presenter quits.\n" +
				"Clicker keys work here too.\n\n" +
				"With --relay it follows a talk on another site over a NATS server, and only follows. With\n" +
				"--serve it also serves this site's classrooms, as assembly present --share does; without a\n" +
				"terminal window it does that alone, and prints what happens.",
			Example: "  assembly hall\n  assembly hall --theme dark\n" +
				"  assembly hall --relay tls://relay.example --room hillside --site Oakfield --serve",
			Args:              atMost(0, "assembly hall takes no arguments: it follows the presenter on this computer"),
			ValidArgsFunction: cobra.NoFileCompletions,
		}, a.hall, (*flags).look, (*flags).following),
		command(cobra.Command{
			Use:   "show [DECK]",
			Short: "One screen: slides only, no notes (a mirrored projector)",
			Long: "show fills this screen with the slides. Space, PageDown or a clicker moves on; ? lists\n" +
				"every key. DECK defaults to the built-in assembly. With --plain, or when the output is not\n" +
				"a terminal, it prints the slides as linear text.",
			Example: "  assembly show\n  assembly show my-assembly.md --phase primary --theme dark\n  assembly show --plain --notes",
			Args:    oneDeck(),
		}, a.show, (*flags).deck, (*flags).look, (*flags).text),
		command(cobra.Command{
			Use:   "rehearse [DECK]",
			Short: "Presenter view with the clock recorded",
			Long: "rehearse is the presenter view with a recorder; no hall screen follows. Press Enter, or next,\n" +
				"as you begin to speak: the clock begins, and the slide stays. At the end, or when you leave\n" +
				"with q, it says how long each slide took against its plan and against earlier runs, and\n" +
				"what is worth changing. It measures time, not speech. assembly history shows all runs.",
			Example: "  assembly rehearse --as Anna\n  assembly rehearse my-assembly.md --from 4 --apply",
			Args:    oneDeck(),
		}, a.rehearse, (*flags).deck, (*flags).look, (*flags).speaker, (*flags).rehearsal),
		command(cobra.Command{
			Use:   "history [DECK]",
			Short: "Past rehearsals, run against run",
			Long: "history lists the rehearsals of a deck, newest first, with a chart of how far they were off\n" +
				"the plan. It also shows one of them slide by slide, compares two, and exports or deletes\n" +
				"them. They are saved on this computer only. DECK defaults to the built-in assembly.",
			Example: "  assembly history --as Anna\n  assembly history my-assembly.md --run 12 --with 9",
			Args:    oneDeck(),
		}, a.history, (*flags).past),
	}
}

// readyCommands are the commands that tell whether all is ready.
func (a *app) readyCommands() []*cobra.Command {
	return []*cobra.Command{
		a.checkCommand(),
		command(cobra.Command{
			Use:   "doctor [DECK]",
			Short: "What this terminal and this computer can do, and what to fix",
			Long: "doctor reports what matters to a talk: the terminal, its size, its colours and how type is\n" +
				"drawn in it; whether the deck can be read from the back of the hall in a window of this size,\n" +
				"and which zoom would help; how hall screens are opened; fonts, the state folder, and what\n" +
				"keeps the computer awake. Each line is marked ok, worth knowing or to fix, and says what to\n" +
				"do. The text names no person, computer or folder, so it can be sent with a bug report. Start\n" +
				"it in the window that the hall will see. --card shows a test card for the back row, --keys\n" +
				"tests a clicker, --list is a list to tick off. DECK defaults to the built-in assembly.",
			Example: "  assembly doctor my-assembly.md --hall \"18m, 2m\"\n  assembly doctor --keys",
			Args:    oneDeck(),
		}, a.doctor, (*flags).filling, (*flags).look, (*flags).examining),
		command(cobra.Command{
			Use:   "letter",
			Short: "Read the letter that the assembly is based on",
			Long: "letter shows the letter of 25 May 2017 from the police to head teachers, word for word. When\n" +
				"the output is not a terminal, it prints the letter.",
			Example:           "  assembly letter\n  assembly letter > letter.txt",
			Args:              atMost(0, "assembly letter takes no arguments"),
			ValidArgsFunction: cobra.NoFileCompletions,
		}, a.letter, (*flags).look),
	}
}

// fileCommands are the commands that write files.
func (a *app) fileCommands() []*cobra.Command {
	return []*cobra.Command{
		command(cobra.Command{
			Use:   "new FILE",
			Short: "A deck of your own: the assembly, a short talk, or the guide to the format",
			Long: "new writes a deck to FILE, as Markdown that any editor opens. In a terminal it asks which\n" +
				"deck to start from, and for your school, the adult to talk to, the quiet room, the time when\n" +
				"the assembly must end and the pupils, and fills them in; what you leave empty keeps the\n" +
				"deck's own words. With --yes, or without a terminal, it asks nothing. It never overwrites an\n" +
				"existing file without --force.",
			Example: "  assembly new my-assembly.md\n  assembly new my-talk.md --yes --deck talk --set school=Hillside",
			Args:    oneFile,
		}, a.writeNew, (*flags).writing),
		a.scriptCommand(),
		a.exportCommand(),
		a.packCommand(),
	}
}

// programCommands are the commands about the program itself.
func (a *app) programCommands() []*cobra.Command {
	return []*cobra.Command{
		completionCommand(),
		command(cobra.Command{
			Use:   "licences",
			Short: "The licences of the program and of everything in it",
			Long: "licences prints the licences of the program, of Go, of the typefaces and of every library that\n" +
				"is in the program: first a list, then their words.",
			Example:           "  assembly licences | more\n  assembly licences > licences.txt",
			Args:              atMost(0, "assembly licences takes no arguments"),
			ValidArgsFunction: cobra.NoFileCompletions,
		}, func(*flags, string) error { return a.print(licences.Text()) }),
	}
}

func first(args []string) string {
	if len(args) == 0 {
		return ""
	}
	return args[0]
}
