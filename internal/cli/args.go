package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"assembly/internal/spelling"
)

// helpCommand is cobra's command of that name, except that an unknown topic is an error, as every
// unknown command is.
func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Short:   "Explain a command",
		Long:    "help explains a command: what it does, its flags, and examples.",
		Example: "  assembly help show\n  assembly help new",
		RunE: func(c *cobra.Command, args []string) error {
			about, rest, err := c.Root().Find(args)
			if err != nil || about == c.Root() && len(rest) > 0 {
				return unknownCommand(c.Root(), args)
			}
			about.InitDefaultHelpFlag()
			return about.Help()
		},
	}
}

// unknownCommand refuses an argument that is not a command.
func unknownCommand(root *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return usage(fmt.Errorf("unknown command %q", args[0]), didYouMean(args[0], commandNames(root),
		"assembly show FILE presents a deck of your own; assembly --help lists the commands"))
}

// flagError says what is wrong with a flag, without a programmer's terms.
func flagError(c *cobra.Command, err error) error {
	hint := c.CommandPath() + " --help lists the flags"
	var unknown *pflag.NotExistError
	if errors.As(err, &unknown) {
		if near := didYouMean(unknown.GetSpecifiedName(), flagNames(c), ""); near != "" {
			hint = strings.Replace(near, "mean ", "mean --", 1)
		}
	}
	if text, _, found := strings.Cut(err.Error(), ": strconv."); found {
		err = errors.New(text + ": expected a whole number")
	}
	return usage(err, hint)
}

// atMost refuses more than n arguments.
func atMost(n int, hint string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) > n {
			return usage(fmt.Errorf("unexpected argument %q", args[n]), hint)
		}
		return nil
	}
}

// oneDeck accepts the name of one deck, or none.
func oneDeck() cobra.PositionalArgs {
	return atMost(1, "name one deck, or none for the built-in assembly; put quotation marks around a name that contains spaces")
}

// oneFile accepts the name of one file.
func oneFile(_ *cobra.Command, args []string) error {
	switch {
	case len(args) == 0 || args[0] == "":
		return usage(errors.New("no file name given"), "name the file to write: assembly new my-assembly.md")
	case len(args) > 1:
		return usage(fmt.Errorf("unexpected argument %q", args[1]), "put quotation marks around a name that contains spaces")
	}
	return nil
}

// didYouMean returns a hint with the known word that is near to a mistyped one, or otherwise.
func didYouMean(word string, known []string, otherwise string) string {
	if near := spelling.Nearest(word, known); near != "" {
		return "did you mean " + near + "?"
	}
	return otherwise
}

// commandNames lists the commands that help lists.
func commandNames(root *cobra.Command) []string {
	var out []string
	for _, c := range root.Commands() {
		if c.IsAvailableCommand() {
			out = append(out, c.Name())
		}
	}
	return out
}

// flagNames lists the flags of a command.
func flagNames(c *cobra.Command) []string {
	var out []string
	c.Flags().VisitAll(func(f *pflag.Flag) { out = append(out, f.Name) })
	return out
}
