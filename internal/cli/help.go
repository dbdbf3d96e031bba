package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// Command is the program's commands with their help and flags, for what is made of them beforehand: manual pages and
// scripts that complete. Nothing in it depends on this computer.
func Command() *cobra.Command {
	a := newApp()
	a.called = func() string { return programName }
	root := a.rootCommand()
	root.InitDefaultHelpCmd()
	return root
}

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
			return about.Help()
		},
		ValidArgsFunction: completeCommand,
	}
}

// helpWidth is how wide help is at most, in columns.
const helpWidth = 80

// printUsage prints what help says below the description of a command.
func printUsage(c *cobra.Command) error {
	var b strings.Builder
	b.WriteString("Usage:\n  " + c.UseLine() + "\n")
	if c.HasSubCommands() {
		b.WriteString("  assembly COMMAND [flags]\n")
	}
	b.WriteString("\nExamples:\n" + c.Example + "\n")
	for _, g := range c.Groups() {
		b.WriteString("\n" + g.Title + ":\n")
		for _, sub := range c.Commands() {
			if sub.GroupID == g.ID {
				b.WriteString(strings.Join(cell.Hang(fmt.Sprintf("  %-10s  ", sub.Name()), sub.Short, helpWidth), "\n") + "\n")
			}
		}
	}
	b.WriteString("\nFlags:\n" + c.Flags().FlagUsagesWrapped(helpWidth))
	if c.HasSubCommands() {
		b.WriteString("\nassembly COMMAND --help explains a command.\n")
	}
	_, err := io.WriteString(c.OutOrStderr(), b.String())
	return err
}

// wordDefaults has help name the defaults that are values in the same way as those that have to be described.
func wordDefaults(set *pflag.FlagSet) {
	set.VisitAll(func(f *pflag.Flag) {
		none := map[string]string{"string": "", "int": "0"}
		if zero, ok := none[f.Value.Type()]; ok && f.DefValue != zero {
			f.Usage += " (default: " + f.DefValue + ")"
			f.DefValue = zero
		}
	})
}
