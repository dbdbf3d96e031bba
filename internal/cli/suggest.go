package cli

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"assembly/internal/spelling"
)

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
