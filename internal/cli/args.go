package cli

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/westandtogether-assembly/assembly/internal/session"
	"github.com/westandtogether-assembly/assembly/internal/spelling"
)

// unknownCommand refuses an argument that is not a command.
func unknownCommand(root *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return usage(fmt.Errorf("unknown command %q", args[0]), didYouMean(args[0], commandNames(root),
		"assembly FILE opens a deck of your own; assembly --help lists the commands"))
}

// deckOrCommand accepts the name of a deck instead of a command. A word that can be neither is taken for
// a misspelt command.
func deckOrCommand(root *cobra.Command, args []string) error {
	_, found := find(args)
	switch {
	case len(args) == 0 || found:
		return nil
	case looksLikeFile(args[0]):
		return oneDeck()(root, args)
	case len(args) == 1 && exists(args[0]+".md") && spelling.Nearest(args[0], commandNames(root)) == "":
		return usage(fmt.Errorf("unknown command %q", args[0]), "did you mean assembly "+typed(args[0]+".md")+"?")
	}
	return unknownCommand(root, args)
}

// looksLikeFile reports whether a word is the name of a file rather than of a command.
func looksLikeFile(word string) bool {
	return strings.ContainsAny(word, `./\`) || strings.ContainsRune(word, filepath.Separator)
}

// exists reports whether there is anything under a name.
func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// named is the file that the arguments name, whether it exists or not.
func named(args []string) string {
	if name, ok := find(args); ok {
		return name
	}
	return first(args)
}

// find finds the file that arguments name together. A path that was dropped into a window may come with
// its quotation marks or as a file: address, and a name with spaces as several arguments.
func find(args []string) (name string, ok bool) {
	whole := strings.Join(args, " ")
	for _, name := range []string{whole, strings.TrimSpace(whole), unquoted(whole), fromURL(whole)} {
		if name != "" && exists(name) {
			return name, true
		}
	}
	return "", false
}

// unquoted is a name without the quotation marks around it.
func unquoted(name string) string {
	name = strings.TrimSpace(name)
	if n := len(name); n > 1 && (name[0] == '"' || name[0] == '\'') && name[n-1] == name[0] {
		return name[1 : n-1]
	}
	return name
}

// fromURL is the path in a file: address, "" for any other name.
func fromURL(name string) string {
	u, err := url.Parse(unquoted(name))
	if err != nil || u.Scheme != "file" || u.Host != "" && u.Host != "localhost" {
		return ""
	}
	if path := u.Path; len(path) > 2 && path[0] == '/' && path[2] == ':' {
		return filepath.FromSlash(path[1:]) // A drive of Windows.
	}
	return filepath.FromSlash(u.Path)
}

// asFile is the name of a file as no command is called.
func asFile(name string) string {
	if looksLikeFile(name) {
		return name
	}
	return "." + string(filepath.Separator) + name
}

// typed is a name as it can be typed behind assembly.
func typed(name string) string { return session.Typed(name) }

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

// oneDeck accepts the name of one deck, or none. The words of a name with spaces may come one by one.
func oneDeck() cobra.PositionalArgs {
	one := atMost(1, "name one deck, or none for the built-in assembly; put quotation marks around a name that contains spaces")
	return func(c *cobra.Command, args []string) error {
		if _, found := find(args); found {
			return nil
		}
		return one(c, args)
	}
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
