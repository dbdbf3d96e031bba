package licences_test

import (
	"io/fs"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/licences"
	"github.com/westandtogether-assembly/assembly/internal/licences/generate"
)

// The licences are those of what is built into the program now, in the versions of go.mod.
func TestFresh(t *testing.T) {
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("needs the go command")
	}
	look(t)
	want, err := generate.Text(t.Context(), "../..")
	if err != nil && strings.Contains(err.Error(), "dial tcp") {
		t.Skip("needs the Internet once, for the modules of other systems:", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	got, now := strings.Split(licences.Text(), "\n"), strings.Split(string(want), "\n")
	for i := range max(len(got), len(now)) {
		if i >= len(got) || i >= len(now) || got[i] != now[i] {
			t.Fatalf("the licences differ from line %d on: run go generate ./...", i+1)
		}
	}
}

// look looks at every file of the tree that says what is built. The go command reads them too, but only what the test
// itself has looked at makes it run again when it changes.
func look(t *testing.T) {
	t.Helper()
	top := os.DirFS("../..")
	for _, name := range []string{"cmd", "internal", "slides", "go.mod", "go.sum", "LICENSE"} {
		if err := fs.WalkDir(top, name, func(_ string, _ fs.DirEntry, err error) error { return err }); err != nil {
			t.Fatal(err)
		}
	}
}

func TestText(t *testing.T) {
	text := licences.Text()
	for _, part := range []string{
		"the assembly authors", "The Go Authors", "Bigelow & Holmes Inc", "charm.land/bubbletea/v2 v2.",
		"inconshreveable/mousetrap", "charmbracelet/x/windows", "Apache License",
	} {
		if !strings.Contains(text, part) {
			t.Errorf("the licences lack %q", part)
		}
	}
	if n := strings.Count(text, "Copyright (c) 2009 The Go Authors"); n > 8 {
		t.Errorf("the licence of Go is there %d times", n)
	}
}
