package cli

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// widestHelp is as wide as a window may be expected to be in which somebody reads help.
const widestHelp = 99

// Every command has a description, two examples of itself, and lines that fit a window. Every flag is explained, and
// what its value is called is one word.
func TestEveryCommandExplainsItself(t *testing.T) {
	root := Command()
	commands := append(root.Commands(), root)
	if len(commands) < 14 {
		t.Fatalf("there are %d commands, so this test sees too little", len(commands))
	}
	for _, c := range commands {
		var out bytes.Buffer
		c.SetOut(&out)
		must(t, c.Help())
		if !strings.HasPrefix(out.String(), c.Name()+" ") {
			t.Errorf("%s: help begins with %.40q", c.Name(), out.String())
		}
		for line := range strings.Lines(out.String()) {
			if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > widestHelp {
				t.Errorf("%s: a line of help is %d columns wide: %s", c.Name(), n, line)
			}
		}
		holdExamples(t, c)
		holdFlags(t, c)
	}
}

func holdExamples(t *testing.T, c *cobra.Command) {
	t.Helper()
	examples := strings.Split(c.Example, "\n")
	if len(examples) < 2 {
		t.Errorf("%s has not two examples", c.Name())
	}
	for _, e := range examples {
		if !strings.HasPrefix(e+" ", "  "+c.CommandPath()+" ") {
			t.Errorf("%s has an example of something else: %q", c.Name(), e)
		}
	}
}

func holdFlags(t *testing.T, c *cobra.Command) {
	t.Helper()
	c.Flags().VisitAll(func(f *pflag.Flag) {
		value, means := pflag.UnquoteUsage(f)
		if strings.ContainsAny(value, " ") || len(strings.Fields(means)) < 2 || strings.Count(means, "(default") > 1 {
			t.Errorf("%s --%s %s is explained so: %q", c.Name(), f.Name, value, means)
		}
	})
}
