package cli

import (
	"os"
	"path/filepath"
	"strings"

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

// nearFile returns a hint with the file in the same folder whose name, but for its extension, is near to
// that of a missing one.
func nearFile(path, otherwise string) string {
	folder := filepath.Dir(path)
	entries, _ := os.ReadDir(folder) // Where the folder cannot be read there is nothing to suggest.
	files := map[string]string{}
	var names []string
	for _, e := range entries {
		if name := stem(e.Name()); !e.IsDir() {
			names = append(names, name)
			files[name] = e.Name()
		}
	}
	near := spelling.Nearest(stem(filepath.Base(path)), names)
	if near == "" {
		return otherwise
	}
	return "did you mean " + filepath.Join(folder, files[near]) + "?"
}

func stem(name string) string { return strings.TrimSuffix(name, filepath.Ext(name)) }
