package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// helpCommand is cobra's command of that name, but for a topic that is not there: that is an
// error as every unknown command is.
func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Short:   "Explain a command",
		Long:    "help explains a command: what it does, its flags, and examples.",
		Example: "  assembly help show\n  assembly help new",
		RunE: func(c *cobra.Command, args []string) error {
			about, rest, err := c.Root().Find(args)
			if err != nil || about == c.Root() && len(rest) > 0 {
				return unknownCommand(args)
			}
			about.InitDefaultHelpFlag()
			return about.Help()
		},
	}
}

// unknownCommand is the error for a word that is no command, nil when there is none.
func unknownCommand(args []string) error {
	if len(args) == 0 {
		return nil
	}
	return usage(fmt.Errorf("there is no command %q", args[0]),
		"assembly show FILE presents a deck of your own; assembly --help lists the commands")
}

// plainFlagError says without the terms of a programmer what is wrong with a number.
func plainFlagError(err error) error {
	text, _, found := strings.Cut(err.Error(), ": strconv.")
	if !found {
		return err
	}
	return errors.New(text + ": expected a whole number")
}

// atMost refuses more than n arguments.
func atMost(n int, hint string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) > n {
			return usage(fmt.Errorf("%q is one word too many", args[n]), hint)
		}
		return nil
	}
}

// oneFile asks for the name of one file.
func oneFile(_ *cobra.Command, args []string) error {
	switch {
	case len(args) == 0 || args[0] == "":
		return usage(errors.New("there is no name of a file"), "name the file to write: assembly new my-assembly.md")
	case len(args) > 1:
		return usage(fmt.Errorf("%q is one word too many", args[1]), "put quotation marks around a name that has blanks in it")
	}
	return nil
}
