package cli

import (
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// commandPattern finds the commands of this program in a text for people: its name where a command begins,
// ahead of a command's name, a flag or a deck.
func commandPattern() *regexp.Regexp {
	names := "show|present|hall|rehearse|history|check|script|export|pack|new|letter|doctor|completion|licences|help"
	return regexp.MustCompile("(?m)(^ *|[`:;,.(] ?|\\b(?:and|or|as|does|with|see) )assembly ((?:" + names + ")\\b|--[a-z]|[A-Z]{4,}\\b|\"[^\"\n]*\"|'[^\n]*'|[^\\s]*\\.(?:md|markdown|txt|text)\\b|\\.[/\\\\]\\S)")
}

// here is a text for people with the commands in it as they can be typed on this computer: a program that
// lies on a memory stick is not found by its name.
func (a *app) here(text string) string {
	called := a.called()
	if called == programName || !strings.Contains(text, programName+" ") {
		return text
	}
	return commandPattern().ReplaceAllString(text, "${1}"+strings.ReplaceAll(called, "$", "$$")+" $2")
}

const programName = "assembly"

// helpHere has the help of commands name them as they can be typed, in lines that the narrowest usual window has room for.
func (a *app) helpHere(commands ...*cobra.Command) {
	for _, c := range commands {
		c.Long = filled(a.here(c.Long))
		c.Example = strings.Replace(a.here(c.Example), "  "+programName+"\n", "  "+a.called()+"\n", 1)
	}
}

// filled is a text with its paragraphs in lines of at most helpWidth columns.
func filled(text string) string {
	paragraphs := strings.Split(text, "\n\n")
	for i, p := range paragraphs {
		paragraphs[i] = strings.Join(cell.Wrap(strings.Join(strings.Fields(p), " "), helpWidth), "\n")
	}
	return strings.Join(paragraphs, "\n\n")
}

// say prints a text for people that has commands in it.
func (a *app) say(text string) error { return a.print(a.here(text)) }
