package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/session"
	"github.com/westandtogether-assembly/assembly/slides"
)

// The questions fill the deck in.
func TestNewAsks(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	path := filepath.Join(t.TempDir(), "my deck.md")
	tm := s.open(80, 24, "new", path).sees("Which deck do you want to start from?").keys("\x1b[B" + enter)
	tm.sees("What is your school called?").keys(`St Mary's: "the" #1 🏫` + enter)
	tm.sees("Who can pupils talk to").keys("Mrs Okafor" + enter).sees("Where can pupils go").keys(enter)
	tm.sees("When must the assembly end?").keys("half nine" + enter).sees(`"half nine" is not a time of day`)
	tm.keys("\x15"+"9.30"+enter).sees("Which pupils", "> primary").keys("\x1b[B" + enter).sees("Wrote ").ends(exitDone)
	d, err := session.Source{Path: path}.Load()
	must(t, err)
	m := d.Meta
	if m.Fill["school"] != `St Mary's: "the" #1 🏫` || m.Fill["adult"] != "Mrs Okafor" || len(m.Fill) != 2 ||
		m.Finish != "09:30" || strings.Join(m.Phases, " ") != "secondary primary" || d.Len() != 5 {
		t.Errorf("the deck is %+v", m)
	}
	s.open(80, 24).sees("Another deck my deck.md")
}

// Whoever leaves the questions, or does not want the file overwritten, has no other file than before.
func TestNewWritesNothingWithoutAYes(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "deck.md")
	begin := func(args ...string) *terminal {
		return runWith(t, setting{w: 80, h: 24, dir: dir}, append([]string{"new", "deck.md"}, args...)...)
	}
	begin().sees("Which deck").keys(enter).sees("your school").keys("x" + ctrlC).ends(exitInterrupted)
	if files, err := os.ReadDir(dir); err != nil || len(files) > 0 {
		t.Errorf("Ctrl+C leaves %v, %v", files, err)
	}
	must(t, os.WriteFile(path, []byte("# Mine\n"), 0o600))
	begin().sees("already exists", "Type y").keys("n\r").sees("was not changed").ends(exitDone)
	begin("--yes").sees("already exists", "--force").ends(exitFailed)
	begin().sees("Type y").keys("y\r").sees("Which deck").keys(ctrlC).ends(exitInterrupted)
	if text, err := os.ReadFile(path); err != nil || string(text) != "# Mine\n" {
		t.Errorf("the file holds %q, %v", text, err)
	}
	begin("--deck", "guide").sees("Type y").keys("y\r").sees("your school").keys(enter).sees("Wrote").ends(exitDone)
	if text, err := os.ReadFile(path); err != nil || string(text) != string(slides.Guide()) {
		t.Errorf("without answers the file is not the guide: %v", err)
	}
	begin("--yes", "--force").sees("Wrote").ends(exitDone)
}

// Every deck to start from can be filled in and is as long as its title says.
func TestNewDecks(t *testing.T) {
	for _, d := range newDecks() {
		parsed, err := session.Source{}.Parse(d.text)
		must(t, err)
		if phases := strings.Join(d.phases(), " "); phases != "primary secondary" {
			t.Errorf("%s has the phases %q", d.name, phases)
		}
		if d.name == "talk" && parsed.Len() != 5 {
			t.Errorf("the short talk has %d slides", parsed.Len())
		}
	}
}

// A file that comes up while the questions are open is not replaced without a yes.
func TestNewAsksAboutAFileThatHasComeMeanwhile(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	path := filepath.Join(t.TempDir(), "late.md")
	tm := s.open(80, 24, "new", path, "--deck", "guide").sees("What is your school called?")
	must(t, os.WriteFile(path, []byte("Another's\n"), 0o600))
	tm.keys(enter).sees("Overwrite it?").keys("n" + enter).ends(exitDone)
	if got := contents(t, path); got != "Another's\n" {
		t.Errorf("the file is now %q", got)
	}
}
