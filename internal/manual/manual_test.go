package manual

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The page needs nothing but itself, and its headings are in order.
func TestPage(t *testing.T) {
	html, err := os.ReadFile("help.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, wanted := range []string{`<html lang="en-GB">`, "prefers-color-scheme: dark", "@media print", `<main>`, "assembly present --share --remote"} {
		if !bytes.Contains(html, []byte(wanted)) {
			t.Errorf("the page lacks %s", wanted)
		}
	}
	if foreign := regexp.MustCompile(`(?i)<script|<link|\bsrc=|href="[^#]|url\(|@import`).Find(html); foreign != nil {
		t.Errorf("the page has %s", foreign)
	}
	level := byte('0')
	for _, h := range regexp.MustCompile(`<h([1-6])`).FindAllSubmatch(html, -1) {
		if h[1][0] > level+1 {
			t.Errorf("a heading of level %c follows one of level %c", h[1][0], level)
		}
		level = h[1][0]
	}
	ids := map[string]int{}
	for _, id := range regexp.MustCompile(` id="([^"]+)"`).FindAllSubmatch(html, -1) {
		ids[string(id[1])]++
	}
	for _, link := range regexp.MustCompile(`href="#([^"]+)"`).FindAllSubmatch(html, -1) {
		if ids[string(link[1])] != 1 {
			t.Errorf("the link to %s leads to %d places", link[1], ids[string(link[1])])
		}
	}
}

// The manual says what each variable does that the program reads, but for those that terminals and systems set.
func TestVariablesAreExplained(t *testing.T) {
	page, err := os.ReadFile("help.html")
	if err != nil {
		t.Fatal(err)
	}
	theirs := strings.Fields("DISPLAY WAYLAND_DISPLAY TERM_PROGRAM TERM_PROGRAM_VERSION WT_SESSION ConEmuANSI KONSOLE_VERSION " +
		"VTE_VERSION XTERM_VERSION TMUX STY SSH_TTY LANG LC_ALL LC_CTYPE HOME USERPROFILE USER LOGNAME USERNAME")
	read := variables(t)
	if len(read) < 12 {
		t.Fatalf("the program reads %q, so this test sees too little", read)
	}
	for _, name := range read {
		if !slices.Contains(theirs, name) && !regexp.MustCompile(`\b`+name+`\b`).Match(page) {
			t.Errorf("the manual does not explain the variable %s: see facts.go", name)
		}
	}
}

// variables are the environment variables that the program's own code reads by name.
func variables(t *testing.T) []string {
	t.Helper()
	call := regexp.MustCompile(`(?:[gG]etenv|LookupEnv|env)\("([A-Za-z_]+)"\)`)
	out := map[string]bool{}
	tree := os.DirFS("../..")
	err := fs.WalkDir(tree, "internal", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return err
		}
		source, err := fs.ReadFile(tree, name)
		for _, m := range call.FindAllSubmatch(source, -1) {
			out[string(m[1])] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return slices.Sorted(maps.Keys(out))
}

// The pages are right in the eyes of mandoc. They have no date: the same tree gives the same pages on any day.
func TestMandoc(t *testing.T) {
	mandoc, err := exec.LookPath("mandoc")
	if err != nil {
		t.Skip("needs mandoc")
	}
	pages, err := fs.Glob(os.DirFS("."), "man/*.1")
	if err != nil || len(pages) < 14 {
		t.Fatalf("found %d pages, %v", len(pages), err)
	}
	said, err := exec.CommandContext(t.Context(), mandoc, append([]string{"-Tlint"}, pages...)...).CombinedOutput()
	for line := range strings.Lines(string(said)) {
		if !strings.Contains(line, `missing date, using "": TH`) {
			t.Errorf("%s (%v)", line, err)
		}
	}
}
