package generate

import (
	"regexp"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// command is what the manual says of a command.
type command struct {
	Path       string // as it is typed: assembly present
	Name       string // its last word
	Short      string
	Usage      string // what may follow the path
	Paragraphs []string
	Flags      []flag
	Examples   []string
	Group      string // its heading; "" for the program itself
}

// flag is a flag of a command.
type flag struct {
	Names []string // -o, --output
	Value string   // what its value is called; "" for a flag without one
	Means string
}

// read takes the commands apart: the program itself comes first.
func read(root *cobra.Command) []command {
	out := []command{describe(root)}
	for _, c := range root.Commands() {
		out = append(out, describe(c))
	}
	return out
}

func describe(c *cobra.Command) command {
	_, operands, _ := strings.Cut(c.Use, " ")
	out := command{
		Path: c.CommandPath(), Name: c.Name(), Short: c.Short, Group: c.GroupID,
		Usage: strings.TrimSpace("[flags] " + operands),
	}
	for p := range strings.SplitSeq(c.Long, "\n\n") {
		out.Paragraphs = append(out.Paragraphs, strings.Join(strings.Fields(p), " "))
	}
	for e := range strings.Lines(c.Example) {
		out.Examples = append(out.Examples, strings.TrimSpace(e))
	}
	c.Flags().VisitAll(func(f *pflag.Flag) {
		value, means := pflag.UnquoteUsage(f)
		names := []string{"--" + f.Name}
		if f.Shorthand != "" {
			names = []string{"-" + f.Shorthand, "--" + f.Name}
		}
		out.Flags = append(out.Flags, flag{Names: names, Value: value, Means: means})
	})
	return out
}

// span is a piece of a sentence; a flag in it is typed as it stands.
type span struct {
	Text  string
	Typed bool
}

// spans finds the flags in a sentence.
func spans(text string) []span {
	flags := regexp.MustCompile(`--[a-z]+(?:-[a-z]+)*`)
	var out []span
	for at := flags.FindStringIndex(text); at != nil; at = flags.FindStringIndex(text) {
		out = append(out, span{text[:at[0]], false}, span{text[at[0]:at[1]], true})
		text = text[at[1]:]
	}
	return append(out, span{text, false})
}

// term is a name, and what it means.
type term struct{ Name, Means string }

// keyTable is the keys of a kind of screen.
type keyTable struct {
	Title string
	Keys  []term
}

// keyTables are the keys of the program, from its one table.
func keyTables() []keyTable {
	return []keyTable{
		{"In the presenter view and in a rehearsal", keys(ui.PresenterKeys())},
		{"On a hall screen, and in assembly show", keys(ui.HallKeys())},
		{"On the start screen", keys(ui.MenuKeys())},
		{"In a text, such as the letter", keys(ui.ReaderKeys())},
	}
}

// keys are the lines that help has of keys, with the arrows in words: not every font and voice has them.
func keys(m ui.KeyMap) []term {
	words := strings.NewReplacer("→", "Right", "←", "Left", "↓", "Down", "↑", "Up", "  ", "; ")
	var out []term
	for _, b := range m {
		if h := b.Key.Help(); h.Desc != "" {
			out = append(out, term{words.Replace(h.Key), h.Desc})
		}
	}
	return out
}
