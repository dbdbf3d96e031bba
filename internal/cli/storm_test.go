//go:build !windows

package cli

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
)

// seedEnv gives the seed of one storm, to have it again.
const seedEnv = "ASSEMBLY_TEST_SEED"

// Whatever is typed, in whatever pieces, whatever size a window takes, however slowly its terminal takes what is written,
// and whatever signals come: a screen ends when it is told to, says nothing of a fault, gives its terminal back, writes
// nothing of what a deck has for steering a terminal, and a screen of the hall nothing of the notes.
func TestAStorm(t *testing.T) {
	t.Parallel()
	if seed, err := strconv.ParseUint(os.Getenv(seedEnv), 10, 64); err == nil {
		newStorm(t, seed).blow()
		return
	}
	storms := 8
	if os.Getenv("CI_LONG") == "1" {
		storms = 300
	}
	for range storms {
		seed := rand.Uint64() //nolint:gosec // told, so that the storm can be had again
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			newStorm(t, seed).blow()
		})
	}
}

// storm is what comes over the screens of one talk.
type storm struct {
	*rand.Rand
	t       *testing.T
	windows []*battered
}

// battered is a window in a storm.
type battered struct {
	*terminal
	*storm
	command string
	blocked bool // the terminal takes nothing
	gone    bool // there is no terminal any more
	stacks  bool // where its goroutines are was asked for
}

// steered is what a terminal must not be told, in a deck.
const steered = "\x1b]0;SEVEN\a\x1b[31mred\u009b31m"

func newStorm(t *testing.T, seed uint64) *storm {
	t.Helper()
	t.Logf("to have it again: %s=%d go test ./internal/cli -run TestAStorm", seedEnv, seed)
	s := &storm{Rand: rand.New(rand.NewPCG(seed, 0)), t: t} //nolint:gosec // the same storm every time
	_, deck := write(t, strings.Replace(five(), "**Word 2**", "**Word 2** "+steered, 1))
	program, err := exec.LookPath("assembly")
	must(t, err)
	env := []string{"XDG_STATE_HOME=" + t.TempDir(), "PATH=" + filepath.Dir(program)} // so that no window is opened
	commands := [][]string{{"show", deck}}
	if s.IntN(3) > 0 {
		commands = [][]string{{"present", deck}, {"hall"}}
	}
	for _, args := range commands {
		w, h := s.size()
		tm := runWith(t, setting{w: w, h: h, env: env, fresh: true, mute: true, blind: true, drawn: s.IntN(2) == 0}, args...)
		s.windows = append(s.windows, &battered{terminal: tm, storm: s, command: args[0]})
	}
	return s
}

func (s *storm) size() (w, h int) {
	edges := [][2]int{{1, 1}, {500, 200}, {500, 1}, {1, 200}, {80, 24}, {40, 12}, {120, 30}}
	if s.IntN(2) == 0 {
		e := edges[s.IntN(len(edges))]
		return e[0], e[1]
	}
	return 1 + s.IntN(150), 1 + s.IntN(60)
}

// blow has it all come, and holds every window to its end.
func (s *storm) blow() {
	for range s.IntN(40) {
		w := s.windows[s.IntN(len(s.windows))]
		if s.IntN(6) == 0 {
			w.settle()
		}
		w.befall()
	}
	for _, i := range s.Perm(len(s.windows)) {
		s.windows[i].end()
		s.windows[i].hold()
	}
}

// settle waits for a first frame, so that not all comes before it.
func (b *battered) settle() {
	if !b.blocked {
		b.wait(func() bool { return b.ended() || strings.Count(string(b.raw), "\x1b[") > 12 })
	}
}

// befall has one thing happen to a window.
func (b *battered) befall() {
	switch b.IntN(12) {
	case 0, 1:
		w, h := b.size()
		b.storm.t.Logf("%s: %dx%d", b.command, w, h)
		_ = pty.Setsize(b.master, size(w, h))
	case 2:
		b.send([]syscall.Signal{syscall.SIGWINCH, syscall.SIGTSTP, syscall.SIGCONT, syscall.SIGURG}[b.IntN(4)])
	case 3:
		b.send(syscall.SIGSTOP)
		b.typed(b.anything())
		b.send(syscall.SIGCONT)
	case 4:
		most := []int{0, 1, 7, 100, longestRead}[b.IntN(5)]
		b.storm.t.Logf("%s: the terminal takes %d bytes at a time", b.command, most)
		b.blocked = most == 0
		b.tap.set(most)
	default:
		b.typed(b.anything())
	}
}

// anything is what a terminal may send: keys, pastes, answers and reports, or parts of them.
func (b *battered) anything() string {
	const keys = "nnnnppkjhl  \r\x7f\tgGeo/?bw.,fsut+-Tqqyyxaim0123459\x1b\x03\x00\x1a\x9b\xff"
	sequences := []string{
		pageDown, pageDown, pageUp, up, down, f5, "\x1b[H", "\x1b[F", "\x1bOB", "\x1b[6;2~", "\x1b[110u", "\x1b[1;5C", "\x1b[24~",
		"\x1b[200~nnn\x1b]0;X\aqy\x1b[201~", "\x1b[200~" + strings.Repeat("a b\r", 200) + "\x1b[201~", "\x1b[200~never ended",
		"\x1b[<0;5;5M\x1b[<0;5;5m", "\x1b[M !!", "\x1b[<64;1;1M", "\x1b[I", "\x1b[O", "\x1b[?2026;2$y", "\x1b[?2027;2$y", "\x1b[?62;22c",
		"\x1b]11;rgb:0000/0000/0000\a", "\x1b]11;rgb:ffff/ffff/ffff\x1b\\", "\x1b[?1u", "\x1bP>|xterm(1)\x1b\\", "\x1b]52;c;never ended",
		"\x1b[48;24;80;0;0t", "\x1b[1;1R", "é中👩\u200D👧", "\xf0\x9f", esc,
	}
	var out strings.Builder
	for range 1 + b.IntN(4) {
		text := keys[b.IntN(len(keys)):][:1]
		if b.IntN(2) == 0 {
			text = sequences[b.IntN(len(sequences))]
		}
		if b.IntN(5) == 0 {
			text = text[:b.IntN(len(text)+1)]
		}
		out.WriteString(text)
	}
	return out.String()
}

// typed types, unless the terminal takes no more.
func (b *battered) typed(text string) {
	b.storm.t.Logf("%s: %.80q", b.command, text)
	_ = b.master.SetWriteDeadline(time.Now().Add(time.Second))
	_, _ = b.master.WriteString(text)
}

func (b *battered) send(s syscall.Signal) {
	b.storm.t.Logf("%s: %v", b.command, s)
	_ = b.process.Signal(s) // It may have ended.
}

func (b *battered) ended() bool {
	select {
	case <-b.stopped:
		return true
	default:
		return false
	}
}

// end ends a window in one of the ways in which windows end. What was typed has come by then, and the terminal takes all that
// it is given: a Ctrl+C that comes to a program that has ended throws away what was not taken yet, as does the end of a program
// that no shell has started.
func (b *battered) end() {
	if !b.blocked {
		b.tap.set(longestRead)
	}
	time.Sleep(recheck)
	switch how := b.IntN(8); how {
	case 0, 1, 2, 3:
		b.send([]syscall.Signal{syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP, syscall.SIGTERM}[how])
	case 4:
		b.tap.set(longestRead) // The stacks wait for it, as any text of a program that ends.
		b.blocked = false
		b.settle()
		b.stacks = true
		b.send(syscall.SIGQUIT)
	case 5:
		b.storm.t.Logf("%s: its terminal vanishes", b.command)
		b.gone = true
		_ = b.slave.Close()
		b.tap.set(longestRead)
		_ = b.master.Close()
	default:
		b.storm.t.Logf("%s: it is left by keys", b.command)
		if !b.left() {
			b.storm.t.Errorf("%s does not end by keys", b.command)
		}
	}
}

// left types what leaves whatever is open until the program has ended, and reports whether it has. A clicker's
// key ends a paste that never ended, and a key that came sooner behind an Esc would be one with it.
func (b *battered) left() bool {
	deadline := time.After(patience)
	for next := 0; ; next++ {
		_ = b.master.SetWriteDeadline(time.Now().Add(time.Second))
		_, _ = b.master.WriteString([]string{pageDown, esc, "q", "y"}[next%4])
		select {
		case <-b.stopped:
			return true
		case <-deadline:
			return false
		case <-time.After(6 * recheck):
		}
	}
}

// taken reports whether the program has taken the terminal. It is called with the lock held.
func (b *battered) taken() bool { return strings.Contains(string(b.raw), "\x1b[?1007l") }

// hold holds an ended program to what it leaves.
func (b *battered) hold() {
	select {
	case <-b.stopped:
	case <-time.After(patience):
		b.tap.set(longestRead)
		b.storm.t.Fatalf("%s does not end; it is at\n%s", b.command, b.trace())
	}
	if !b.gone && !b.blocked {
		b.tap.set(longestRead)
		b.drain()
	}
	b.mu.Lock()
	written, taken := string(b.raw), b.taken()
	if !b.mayEndWith(taken) {
		b.storm.t.Errorf("%s ends with %d", b.command, b.code)
	}
	b.mu.Unlock()
	b.holdWritten(written)
	if !b.gone {
		b.settingsBack()
	}
	if taken && !b.gone && !b.blocked {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.modesBack()
	}
}

// mayEndWith reports whether the exit code is one of those that fit. Before it takes the terminal, and when it has given it
// back, a signal ends the program as it ends any other: one that was sent, or that the terminal makes of a Ctrl+C.
func (b *battered) mayEndWith(taken bool) bool {
	switch b.code {
	case exitDone, exitInterrupted:
		return true
	case exitFailed:
		return b.gone
	case exitUsage: // The code with which Go tells where goroutines are.
		return b.stacks
	}
	return b.code < 0 && (!taken || b.gone || strings.Contains(string(b.raw), "\x1b[?1007r"))
}

// holdWritten holds what was written to what may be.
func (b *battered) holdWritten(text string) {
	if !b.stacks {
		for _, fault := range []string{"goroutine ", "panic", "fatal error", "DATA RACE", "the program failed"} {
			if i := strings.Index(text, fault); i >= 0 {
				b.storm.t.Errorf("%s writes %.2000q", b.command, text[i:])
			}
		}
	}
	if strings.Contains(text, "Secret note") && b.command != "present" {
		b.storm.t.Errorf("%s writes a note", b.command)
	}
	// What is typed before and after is echoed by the system.
	if _, own, taken := strings.Cut(text, "\x1b[?1007s"); taken {
		own, _, _ = strings.Cut(own, "\x1b[?1007r")
		if bad := foreign(own); bad != nil && !b.blocked && !b.gone {
			b.storm.t.Errorf("%s writes %q", b.command, bad)
		}
	}
	if strings.Contains(text, "SEVEN") {
		b.storm.t.Errorf("%s writes what is in an escape sequence of the deck", b.command)
	}
}
