package cli

import (
	"strings"
	"syscall"
	"testing"
	"time"
)

// slowly types bytes in parts, as a slow line brings them.
func (tm *terminal) slowly(parts ...string) *terminal {
	tm.t.Helper()
	for _, p := range parts {
		tm.keys(p)
		<-time.After(lineDelay)
	}
	return tm
}

// lineDelay is longer than Bubble Tea waits for the rest of a key.
const lineDelay = 120 * time.Millisecond

// Over a slow line the bytes of a key come one by one, with time between them: they are one key or none,
// and never another. An h would go back, a b blank the hall, and a digit stand before the next key.
func TestKeysOverASlowLine(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	tm := s.present().keys("2G").sees("Slide 2 of 6")
	tm.slowly("\x1b[", "6", "~").sees("step 2 of 2").slowly("\x1b", "[5~").sees("step 1 of 2")
	tm.slowly("\x1b]11;rgb:1e1e/b", "bh/2qn\x1b", "\\", "\x1b[200~n3\rb", "nn q\x1b[20", "1~", "\x00", "\x00")
	tm.slowly("+", "-").sees("Slide 2 of 6")
	if text := tm.screen(); !strings.Contains(text, "Slide 2 of 6") || !strings.Contains(text, "step 1 of 2") || strings.Contains(text, "BLACK") {
		t.Errorf("the screen is\n%s", text)
	}
	tm.keys(pageDown).sees("step 2 of 2").keys("q").sees("Leave the talk?").keys("y").ends(exitDone)
}

// Three notches of the wheel, in a terminal that makes arrow keys of them all the same.
func TestWheel(t *testing.T) {
	t.Parallel()
	showFive(t).keys(pageDown).sees("Bravo").keys(strings.Repeat(down, 3)).keys(strings.Repeat("\x1bOA", 5)).keys(pageDown).sees("more of it")
}

// Nothing is asked of the terminal but whether it shows a frame all at once, and how wide it draws what
// is joined: an answer may come when the program has gone.
func TestAskedOfTheTerminal(t *testing.T) {
	t.Parallel()
	for args, text := range map[string]string{"show": "look after", "present": "Slide 1 of 7", "hall": "waits", "letter": "2017", "": "7 slides"} {
		tm := open(t, nil, args).sees(text).signal(syscall.SIGTERM)
		tm.ends(exitInterrupted)
		for _, ask := range []string{"\x1b[?u", "\x1b[c", "\x1b[>c", "\x1b[6n", "\x1b[14t", "\x1b[>q", ";?\a", ";?\x1b\\", "\x1bP+q", "\x1b_G"} {
			if strings.Contains(tm.written(), ask) {
				t.Errorf("assembly %s asks %q", args, ask)
			}
		}
	}
}
