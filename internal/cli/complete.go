package cli

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/session"
	"github.com/westandtogether-assembly/assembly/internal/theme"
)

// shells are those that a script can be had for.
func shells() []string { return []string{"bash", "zsh", "fish", "powershell"} }

// completionCommand prints scripts for shells. Cobra's own has a command for each shell, and other words.
func completionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "A script with which a shell completes commands at the Tab key",
		Long: "completion prints a script with which a shell completes commands, flags, their values and the\n" +
			"names of decks when you press Tab. SHELL is bash, zsh, fish or powershell. The examples save\n" +
			"it where each shell looks for such scripts (make a folder that is missing with mkdir -p); new\n" +
			"windows then have it. bash also needs the package bash-completion. For powershell, put the\n" +
			"example into the file that $PROFILE names.",
		Example: "  assembly completion bash > ~/.local/share/bash-completion/completions/assembly\n" +
			"  assembly completion zsh > \"${fpath[1]}/_assembly\"\n" +
			"  assembly completion fish > ~/.config/fish/completions/assembly.fish\n" +
			"  assembly completion powershell | Out-String | Invoke-Expression",
		Args:              oneShell,
		ValidArgsFunction: cobra.FixedCompletions(shells(), cobra.ShellCompDirectiveNoFileComp),
		RunE: func(c *cobra.Command, args []string) error {
			root, out := c.Root(), c.OutOrStdout()
			switch args[0] {
			case "bash":
				return written(root.GenBashCompletionV2(out, true))
			case "zsh":
				return written(root.GenZshCompletion(out))
			case "fish":
				return written(root.GenFishCompletion(out, true))
			}
			return written(root.GenPowerShellCompletionWithDesc(out))
		},
	}
}

// oneShell accepts the name of one shell.
func oneShell(_ *cobra.Command, args []string) error {
	expected := "expected one of " + strings.Join(shells(), ", ")
	switch {
	case len(args) == 0:
		return usage(errors.New("no shell named"), expected)
	case len(args) > 1:
		return usage(fmt.Errorf("unexpected argument %q", args[1]), expected)
	case !slices.Contains(shells(), args[0]):
		return usage(fmt.Errorf("shell %q is not known", args[0]), didYouMean(args[0], shells(), expected))
	}
	return nil
}

// completeFlags tells shells what the values of a command's flags can be. Where that is not known, they offer
// nothing, rather than the files of the folder.
func completeFlags(c *cobra.Command) {
	c.Flags().VisitAll(func(f *pflag.Flag) {
		if f.Value.Type() != "bool" && !strings.HasPrefix(f.Name, "relay-") { // Those of a relay are files.
			// It fails for a flag that does not exist.
			_ = c.RegisterFlagCompletionFunc(f.Name, func(c *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
				return completeValue(f.Name, c, args, typed)
			})
		}
	})
}

// completeValue offers what the value of a flag can be.
func completeValue(flag string, c *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	switch flag {
	case "phase":
		return completePhase(c, args, typed)
	case "output":
		endings := map[string][]string{"script": {"pdf", "html", "txt", "md"}, "export": {"pptx", "pdf", "html", "png"}, "pack": {"zip"}}
		return endings[c.Name()], cobra.ShellCompDirectiveFilterFileExt
	case "set":
		return []string{"school=", "adult=", "room="}, cobra.ShellCompDirectiveNoSpace | cobra.ShellCompDirectiveNoFileComp
	}
	return valuesOf(flag), cobra.ShellCompDirectiveNoFileComp
}

// valuesOf lists the values of a flag that has few, or those that are usual.
func valuesOf(flag string) []string {
	switch flag {
	case "theme":
		return theme.Names()
	case "type":
		return bigtype.Tiers()
	case "deck":
		return newDeckNames()
	case "pages":
		return []string{"step", "slide"}
	case "ratio":
		return []string{"16:9", "4:3"}
	case "size":
		return []string{"80x24", "120x30"}
	}
	return nil
}

// completePhase offers the phases of the deck that is named, or of the built-in one.
func completePhase(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	d, err := session.Source{Path: named(args)}.Load()
	if err != nil {
		d, err = session.Source{}.Load()
	}
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	return d.Meta.Phases, cobra.ShellCompDirectiveNoFileComp
}

// completeDeck offers the files that may be decks, for the only argument.
func completeDeck(c *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return completeDecks(c, args, typed)
}

// completeDecks offers the files that may be decks, for each argument.
func completeDecks(_ *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
	return []string{"md", "markdown"}, cobra.ShellCompDirectiveFilterFileExt
}

// completeDeckOrCommand offers decks for what may be a command too. A shell takes either words or the endings of
// files: as long as a command is possible these are the decks of this folder, by name.
func completeDeckOrCommand(root *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	commands := slices.ContainsFunc(commandNames(root), func(name string) bool { return strings.HasPrefix(name, typed) })
	if len(args) > 0 || !commands || root.Flags().NFlag() > 0 {
		return completeDeck(root, args, typed)
	}
	decks, err := filepath.Glob("*.md")
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	decks = slices.DeleteFunc(decks, func(name string) bool { return !strings.HasPrefix(name, typed) })
	return decks, cobra.ShellCompDirectiveNoFileComp
}

// completeCommand offers the commands.
func completeCommand(c *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return commandNames(c.Root()), cobra.ShellCompDirectiveNoFileComp
}
