package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

// patience is how long a screen may take to show what a test waits for, on a busy machine.
const patience = time.Minute

// terminal is a pseudo-terminal with the program in it and an emulator behind it.
type terminal struct {
	t       *testing.T
	master  *os.File
	slave   *os.File // the program's end, kept so that its settings can be read when it is gone
	before  *term.State
	mute    bool // no question is answered
	blind   bool // nothing is shown to the emulator
	tap     *tap
	process *os.Process
	code    int           // the exit code of a program that has ended; -1 of one that was killed
	stopped chan struct{} // closed when the program has ended

	mu      sync.Mutex
	emu     *vt.Emulator
	raw     []byte // every byte that the program wrote
	modes   map[ansi.Mode]bool
	shown   bool          // the cursor
	changed chan struct{} // closed, and made anew, at each write
}

// setting is how a program is run.
type setting struct {
	name  string // "" for the program itself
	w, h  int    // 0 for 40 by 12
	drawn bool   // with drawn type; otherwise in the terminal's own letters
	dir   string // "" for an empty one
	env   []string
	fresh bool // runs in a process of its own from its start
	mute  bool // the terminal answers no question; the test may
	fonts bool // a report finds the fonts of the system
	blind bool // what the program writes is not shown to the emulator: only its bytes count
}

// run starts the program in a terminal.
func run(t *testing.T, args ...string) *terminal {
	t.Helper()
	return runAt(t, 0, 0, args...)
}

// runAt starts the program in a terminal of a size.
func runAt(t *testing.T, w, h int, args ...string) *terminal {
	t.Helper()
	return runWith(t, stepping(w, h), args...)
}

// stepping is a terminal of a size in which every key comes long after the last.
func stepping(w, h int) setting {
	return setting{name: "assembly-timed", env: []string{clockEnv + "=" + clockSteps}, w: w, h: h}
}

// runDrawn starts the program in a terminal of a size, with drawn type.
func runDrawn(t *testing.T, w, h int, args ...string) *terminal {
	t.Helper()
	s := stepping(w, h)
	s.drawn = true
	return runWith(t, s, args...)
}

func runWith(t *testing.T, s setting, args ...string) *terminal {
	t.Helper()
	if s.name == "" {
		s.name = "assembly"
	}
	if s.w == 0 {
		s.w, s.h = 40, 12
	}
	if s.dir == "" {
		s.dir = t.TempDir()
	}
	if !s.drawn { // So that what is shown can be read from the cells.
		s.env = append(s.env, "ASSEMBLY_TYPE=letters")
	}
	term := openTerminal(t, s.w, s.h)
	term.mute, term.blind = s.mute, s.blind
	term.start(inTerminal{
		Args: append([]string{s.name}, args...), Dir: s.dir, TTY: term.slave.Name(), Fresh: s.fresh,
		Env: append(append(environment(), "XDG_STATE_HOME="+t.TempDir(), "XDG_RUNTIME_DIR="+t.TempDir()), s.env...),
	})
	return term
}

// environment is that of an ordinary terminal, whatever the test runs in.
func environment() []string {
	return []string{
		"PATH=" + os.Getenv("PATH"), "HOME=/no-home", "TERM=xterm-256color", "COLORTERM=truecolor",
		"GORACE=" + quickExit, "TMPDIR=" + os.TempDir(), "GOCOVERDIR=" + os.Getenv("GOCOVERDIR"),
	}
}

func openTerminal(t *testing.T, w, h int) *terminal {
	t.Helper()
	master, slave, err := pty.Open()
	if errors.Is(err, pty.ErrUnsupported) {
		t.Skip("this system has no pseudo-terminals of the kind that the tests drive, which Unix has: its screens are not tested")
	}
	must(t, err)
	master, err = interruptible(master)
	must(t, err)
	before, err := term.GetState(slave.Fd())
	must(t, err)
	tm := &terminal{
		t: t, master: master, slave: slave, before: before, emu: vt.NewEmulator(w, h), shown: true,
		modes: ordinaryModes(), changed: make(chan struct{}), stopped: make(chan struct{}), tap: newTap(),
	}
	tm.emu.SetCallbacks(vt.Callbacks{
		EnableMode:       func(m ansi.Mode) { tm.modes[m] = true },
		DisableMode:      func(m ansi.Mode) { delete(tm.modes, m) },
		CursorVisibility: func(visible bool) { tm.shown = visible },
	})
	must(t, pty.Setsize(master, size(w, h)))
	return tm
}

// alternateScroll turns the wheel into arrow keys on the other screen.
const alternateScroll = ansi.DECMode(1007)

// ordinaryModes are set in a terminal that no program has taken.
func ordinaryModes() map[ansi.Mode]bool {
	return map[ansi.Mode]bool{ansi.ModeTextCursorEnable: true, ansi.ModeAutoWrap: true, alternateScroll: true}
}

func size(w, h int) *pty.Winsize { return &pty.Winsize{Rows: uint16(h), Cols: uint16(w)} } //nolint:gosec // small

func (tm *terminal) start(s inTerminal) {
	tm.t.Helper()
	read := make(chan struct{})
	go tm.read(read)
	var answers io.Writer = tm.master
	if tm.mute {
		answers = io.Discard
	}
	go func() { _, _ = io.Copy(answers, tm.emu) }() // what the emulator answers to queries
	process, ended, err := launch(s)
	must(tm.t, err)
	tm.process = process
	go func() { tm.code = <-ended; close(tm.stopped) }()
	tm.t.Cleanup(func() {
		tm.stop()
		tm.tap.set(longestRead)
		_ = tm.slave.Close()
		if pipe, ok := tm.emu.InputPipe().(io.Closer); ok {
			_ = pipe.Close()
		}
		_ = tm.master.Close()
		<-read
	})
}

// stop ends a program that still runs when its test is over, gently first: its process can run another.
func (tm *terminal) stop() {
	select {
	case <-tm.stopped:
		return
	default:
		_ = tm.process.Signal(syscall.SIGTERM)
	}
	select {
	case <-tm.stopped:
	case <-time.After(patience):
		_ = tm.process.Kill()
		<-tm.stopped
	}
}

// read shows the emulator all that the program writes.
func (tm *terminal) read(done chan struct{}) {
	defer close(done)
	buf := make([]byte, longestRead)
	for {
		n, err := tm.master.Read(buf[:tm.tap.next()])
		tm.mu.Lock()
		tm.raw = append(tm.raw, buf[:n]...)
		if !tm.blind {
			tm.show(buf[:n])
		}
		close(tm.changed)
		tm.changed = make(chan struct{})
		tm.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// show has the emulator show what the program writes, a sequence at a time. While a window shrinks, the program may still
// scroll rows of the larger one: a terminal leaves those out, and this emulator panics.
func (tm *terminal) show(text []byte) {
	for len(text) > 0 {
		n := len(text)
		if i := bytes.IndexByte(text[1:], ansi.ESC); i >= 0 {
			n = i + 1
		}
		func() {
			defer func() { _ = recover() }()
			_, _ = tm.emu.Write(text[:n])
		}()
		text = text[n:]
	}
}

// screen is the text on the screen, a line for each row.
func (tm *terminal) screen() string {
	tm.mu.Lock()
	defer tm.mu.Unlock()
	return tm.text()
}

func (tm *terminal) text() string {
	rows := make([]string, tm.emu.Height())
	for y := range rows {
		var b strings.Builder
		for x := range tm.emu.Width() {
			switch c := tm.emu.CellAt(x, y); {
			case c == nil || c.Content == "" && c.Width > 0:
				b.WriteByte(' ')
			default:
				b.WriteString(c.Content)
			}
		}
		rows[y] = strings.TrimRight(b.String(), " ")
	}
	return strings.Join(rows, "\n")
}

// written is every byte that the program has written so far.
func (tm *terminal) written() string {
	tm.mu.Lock()
	defer tm.mu.Unlock()
	text, _, _ := strings.Cut(string(tm.raw), drained) // Behind it is only what the system echoes.
	return text
}

// recheck is how often a test is tried that may look at more than the screen: a file changes without a word.
const recheck = 50 * time.Millisecond

// until waits for a screen that passes a test.
func (tm *terminal) until(what string, ok func() bool) {
	tm.t.Helper()
	if !tm.wait(ok) {
		screen := tm.screen()
		tm.t.Fatalf("no %s in %v; the screen is\n%s\nand the program is at\n%s", what, patience, screen, tm.trace())
	}
}

// trace has the program end, and say on its way where each of its goroutines was.
func (tm *terminal) trace() string {
	before := len(tm.written())
	if tm.process.Signal(syscall.SIGQUIT) != nil {
		return "its end"
	}
	select {
	case <-tm.stopped:
	case <-time.After(patience):
	}
	return tm.written()[before:]
}

// wait waits for a screen that passes a test, and reports whether there was one.
func (tm *terminal) wait(ok func() bool) bool {
	deadline := time.After(patience)
	for {
		tm.mu.Lock()
		done, changed := ok(), tm.changed
		tm.mu.Unlock()
		if done {
			return true
		}
		select {
		case <-changed:
		case <-time.After(recheck):
		case <-deadline:
			return false
		}
	}
}

// sees waits for every one of some texts to be on the screen, whatever line ends are between words.
func (tm *terminal) sees(texts ...string) *terminal {
	tm.t.Helper()
	for _, text := range texts {
		tm.until("text "+text, func() bool { return strings.Contains(flat(tm.text()), text) })
	}
	return tm
}

// gone waits for a text to leave the screen.
func (tm *terminal) gone(text string) *terminal {
	tm.t.Helper()
	tm.until("screen without "+text, func() bool { return !strings.Contains(flat(tm.text()), text) })
	return tm
}

// keys types bytes, all at once.
func (tm *terminal) keys(bytes string) *terminal {
	tm.t.Helper()
	_, err := io.WriteString(tm.master, bytes)
	must(tm.t, err)
	return tm
}

// resize changes the size of the window.
func (tm *terminal) resize(w, h int) *terminal {
	tm.t.Helper()
	tm.mu.Lock()
	tm.emu.Resize(w, h)
	// The emulator keeps margins of the old size, outside of which the next line that is inserted fails. A
	// terminal resets them, and leaves the cursor where it is.
	at := tm.emu.CursorPosition()
	_, _ = fmt.Fprintf(tm.emu, "\x1b[r\x1b[%d;%dH", at.Y+1, at.X+1)
	tm.mu.Unlock()
	must(tm.t, pty.Setsize(tm.master, size(w, h)))
	return tm
}

func (tm *terminal) signal(s syscall.Signal) *terminal {
	tm.t.Helper()
	must(tm.t, tm.process.Signal(s))
	return tm
}

// ends waits for the program's end, with an exit code, and for the terminal to be as it was.
func (tm *terminal) ends(code int) {
	tm.t.Helper()
	select {
	case <-tm.stopped:
	case <-time.After(patience):
		tm.t.Fatalf("the program has not ended in %v; the screen is\n%s", patience, tm.screen())
	}
	if got := tm.code; got != code {
		tm.t.Errorf("exit code %d, want %d; the screen is\n%s", got, code, tm.screen())
	}
	tm.drain()
	tm.givenBack()
}

// drained is written behind what the program has written. It changes nothing.
const drained = "\x1b[0;0;0m"

// drain waits until all has been read that the program wrote: what is written behind it has. A Ctrl+C that was typed before
// may come to it late, and throw that away.
func (tm *terminal) drain() {
	tm.t.Helper()
	tm.until("end of the output", func() bool {
		if strings.Contains(string(tm.raw), drained) {
			return true
		}
		_, err := io.WriteString(tm.slave, drained)
		must(tm.t, err)
		return false
	})
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// write writes a deck into a folder of its own, and returns both.
func write(t *testing.T, text string) (dir, path string) {
	t.Helper()
	dir = t.TempDir()
	path = dir + string(os.PathSeparator) + "deck.md"
	must(t, os.WriteFile(path, []byte(text), 0o600))
	return dir, path
}
