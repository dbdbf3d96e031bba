package cli

import (
	"bytes"
	"strings"
	"testing"
)

// Commands are shown as they can be typed; what only looks like one is left as it is.
func TestHere(t *testing.T) {
	a := newApp()
	a.called = func() string { return "'/media/my $1 stick/assembly'" }
	for text, want := range map[string]string{
		"assembly show":                                                              "@ show",
		"assembly --help lists the commands":                                         "@ --help lists the commands",
		"write one: assembly new my-assembly.md":                                     "write one: @ new my-assembly.md",
		"see `assembly new`":                                                         "see `@ new`",
		"saved as run 2; assembly history shows it":                                  "saved as run 2; @ history shows it",
		"assembly show --plain and assembly letter | more":                           "@ show --plain and @ letter | more",
		"  assembly\n  assembly present my.md":                                       "  assembly\n  @ present my.md",
		"Edit it, then: assembly my-assembly.md":                                     "Edit it, then: @ my-assembly.md",
		"then: assembly \"my assembly.md\"":                                          "then: @ \"my assembly.md\"",
		"then: assembly 'a $b.md'":                                                   "then: @ 'a $b.md'",
		"Edit it, then: assembly my.txt":                                             "Edit it, then: @ my.txt",
		"assembly FILE opens a deck of your own; assembly --help lists the commands": "@ FILE opens a deck of your own; @ --help lists the commands",
		"assembly licences":                                                          "@ licences",
		"Our assembly shows who we are":                                              "",
		"A school assembly new to us":                                                "",
		"assembly carries a teacher through a school assembly":                       "",
		"leave it as it is":                                                          "",
	} {
		want = strings.ReplaceAll(want, "@", a.called())
		if want == "" {
			want = text
		}
		if got := a.here(text); got != want {
			t.Errorf("%q is shown as %q, want %q", text, got, want)
		}
	}
	for _, name := range commandNames(Command()) {
		if got, want := a.here("see assembly "+name+" first"), "see "+a.called()+" "+name+" first"; got != want {
			t.Errorf("a command is not known in a text: %q, want %q", got, want)
		}
	}
	a.called = func() string { return "assembly" }
	if got := a.here("assembly show"); got != "assembly show" {
		t.Errorf("where the name is found a command is shown as %q", got)
	}
}

// So it is in hints, in the help and in what is printed.
func TestHereEverywhere(t *testing.T) {
	for args, want := range map[string]string{
		"nonsense":     "/x/assembly --help lists",
		"show --help":  "  /x/assembly show my-assembly.md",
		"help present": "does /x/assembly hall in",
		"hall":         "/x/assembly show --plain prints",
		"":             "/x/assembly present",
		"history":      "/x/assembly rehearse",
	} {
		var out bytes.Buffer
		a := newApp()
		a.out, a.errs, a.outTTY = &out, &out, false
		a.called = func() string { return "/x/assembly" }
		t.Setenv("XDG_STATE_HOME", t.TempDir())
		a.run(strings.Fields(args))
		if !strings.Contains(out.String(), want) {
			t.Errorf("assembly %s lacks %q:\n%s", args, want, out.String())
		}
	}
}
