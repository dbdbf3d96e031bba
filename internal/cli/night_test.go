package cli

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/session"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"github.com/westandtogether-assembly/assembly/internal/rehearsal"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/state"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// night is a rehearsal of a deck on a clock that stands until it is moved.
type night struct {
	*screentest.Session

	t     *testing.T
	app   *app
	set   ui.Setup
	clock screentest.Clock
	errs  bytes.Buffer
	r     *rehearsing
	state string

	before []string // the files of runs that were going on before this one
}

// rehearsed begins a rehearsal on the evening before an assembly. The screen has 100 columns.
func rehearsed(t *testing.T, f *flags, deck string) *night {
	t.Helper()
	n := &night{t: t, state: t.TempDir()}
	n.clock.Pass(10*time.Hour + 40*time.Minute) // It is half past seven in the evening.
	t.Setenv("XDG_STATE_HOME", n.state)
	n.begin(f, deck)
	return n
}

// begin begins one more rehearsal.
func (n *night) begin(f *flags, deck string) {
	n.t.Helper()
	n.app = &app{
		called: func() string { return programName },
		in:     strings.NewReader(""), out: io.Discard, errs: &n.errs, outTTY: true,
		now:     n.clock.Now,
		profile: func() colorprofile.Profile { return colorprofile.TrueColor },
	}
	src := session.Source{Path: deck}
	set, err := n.app.open(f, src)
	must(n.t, err)
	must(n.t, f.checkRehearsal(src, set.Deck))
	n.set = set
	n.before = n.going()
	n.r = n.app.takeRehearsal(f, src, set)
	n.settle()
	n.Session = screentest.Open(n.r.model, &n.clock, 100, 40)
}

// going lists the files of the runs that are going on.
func (n *night) going() []string {
	n.t.Helper()
	files, err := filepath.Glob(filepath.Join(n.state, "assembly", "rehearsal-*.json"))
	must(n.t, err)
	return files
}

// settle waits for the recorder to have read what was saved before.
func (n *night) settle() {
	n.t.Helper()
	isNew := func(file string) bool { return !slices.Contains(n.before, file) }
	for deadline := time.Now().Add(patience); n.r.Err() == nil; time.Sleep(time.Millisecond) {
		if slices.ContainsFunc(n.going(), isNew) {
			return
		}
		if time.Now().After(deadline) {
			n.t.Fatalf("no file of the run in %v", patience)
		}
	}
}

// keys presses keys at once: > is PageDown.
func (n *night) keys(keys string) tea.Cmd {
	var cmd tea.Cmd
	for _, key := range screentest.Keys(strings.ReplaceAll(keys, ">", " pgdown ")) {
		cmd = n.Send(key)
	}
	return cmd
}

// speak lets time pass, second by second as the screen is painted, and then presses keys.
func (n *night) speak(seconds int, keys string) {
	for range seconds {
		n.clock.Pass(time.Second)
		n.Send(ui.Repaint{})
	}
	n.keys(keys)
}

// end leaves the program and is the runs that are kept.
func (n *night) end() []rehearsal.Run {
	n.t.Helper()
	must(n.t, n.r.end(nil))
	return n.runs()
}

func (n *night) runs() []rehearsal.Run {
	n.t.Helper()
	runs, bad, err := state.At(filepath.Join(n.state, "assembly")).Runs()
	must(n.t, err)
	if len(bad) > 0 {
		n.t.Errorf("lines that cannot be read: %v", bad)
	}
	return runs
}

// assembly of the secondary phase, as somebody would hold it who runs over on the third slide and
// cuts the silence short.
func (n *night) hold() {
	n.keys("s")
	n.speak(88, ">")  // welcome
	n.speak(50, ">")  // message 1
	n.speak(24, ">")  // its words to remember
	n.speak(90, ">")  // message 2
	n.speak(41, ">")  //
	n.speak(60, ">")  // message 3
	n.speak(32, ">")  //
	n.speak(70, ">")  // message 4
	n.speak(15, ">")  //
	n.speak(38, ">")  // before the silence
	n.speak(22, ">")  // the silence, cut short
	n.speak(74, "qy") // the numbers
}

// abandon leaves of a run what a killed program does: what has been saved of it, and no lock that
// is held.
func abandon(t *testing.T, dir, id string, r *state.Recording) {
	t.Helper()
	file := filepath.Join(dir, "rehearsal-"+id+".json")
	text, err := os.ReadFile(file)
	must(t, err)
	r.Drop()
	must(t, os.WriteFile(file, text, 0o600))
}
