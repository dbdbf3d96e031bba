package screen

import (
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/charmbracelet/colorprofile"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// slow is a terminal that takes one write at a time, when it is let.
type slow struct {
	mu  sync.Mutex
	all []string
	let chan struct{}
}

func (s *slow) Write(p []byte) (int, error) {
	<-s.let
	s.mu.Lock()
	defer s.mu.Unlock()
	s.all = append(s.all, string(p))
	return len(p), nil
}

func word(text string) Frame {
	g := cell.New(5, 1, cell.Style{})
	g.Put(0, 0, text, cell.Style{})
	return Frame{Grid: g}
}

func take(out *slow) (t *Terminal, restored *bool) {
	restored = new(bool)
	return Take(Config{
		Out: out, Profile: colorprofile.TrueColor, Getenv: func(string) string { return "" },
		Raw: func() func() { return func() { *restored = true } },
	}), restored
}

// A terminal that takes nothing for a while keeps nobody waiting, and then shows the newest frame.
func TestTheNewestFrameWins(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		out := &slow{let: make(chan struct{})}
		terminal, restored := take(out)
		for _, text := range []string{"one", "two", "three"} {
			terminal.show(word(text))
		}
		close(out.let)
		synctest.Wait()
		began := time.Now()
		terminal.Close()
		terminal.Close()
		if left := time.Since(began); left != takenWithin {
			t.Errorf("the terminal has %v to take the last", left)
		}
		written := strings.Join(out.all, "")
		if len(out.all) != 3 || strings.Contains(written, "one") || !strings.Contains(written, "three") || !*restored {
			t.Errorf("written: %q, given back: %v", out.all, *restored)
		}
		if !strings.HasPrefix(written, taken) || !strings.HasSuffix(written, givenBack) {
			t.Errorf("the terminal is not taken first and given back last: %q", written)
		}
	})
}

// One that takes nothing any more is left after a second, with its settings as they were.
func TestATerminalThatTakesNothingIsLeft(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		out := &slow{let: make(chan struct{})}
		terminal, restored := take(out)
		terminal.show(word("one"))
		began := time.Now()
		if terminal.Close(); time.Since(began) != leaveWithin || !*restored || !terminal.Deaf() {
			t.Errorf("left after %v, settings as they were: %v, deaf: %v", time.Since(began), *restored, terminal.Deaf())
		}
		close(out.let)
		if synctest.Wait(); terminal.Deaf() {
			t.Error("it has taken all, and is deaf")
		}
	})
}

// A grid that is given back is neither shown nor waiting to be: what is drawn on it does not reach the terminal, nor change
// what is written of the next frame. Each is given back once, but the last one shown.
func TestFramesAreGivenBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		out := &slow{let: make(chan struct{}, 100)}
		terminal, _ := take(out)
		back := map[*cell.Grid]int{}
		show := func(text string) {
			f := word(text)
			f.Done = func(g *cell.Grid) {
				back[g]++
				g.Put(0, 0, "used ", cell.Style{})
			}
			terminal.show(f)
		}
		out.let <- struct{}{} // for taking it
		for _, text := range []string{"one", "tie"} {
			show(text)
			out.let <- struct{}{}
			synctest.Wait()
		}
		for _, text := range []string{"late", "later", "toe"} {
			show(text)
			synctest.Wait() // The first waits for the terminal, the second to be written and the third in its place.
		}
		close(out.let)
		synctest.Wait()
		terminal.Close()
		want := []string{"\x1b[1;1Hone  ", "\x1b[1;1Hti", "\x1b[1;1Hlate", "\x1b[1;1Htoe "}
		for i, w := range want {
			if got := out.all[i+1]; !strings.HasPrefix(got, w) {
				t.Errorf("%q is written, want %q", got, w)
			}
		}
		if len(back) != 4 {
			t.Errorf("%d are given back, want 4", len(back))
		}
		for _, n := range back {
			if n != 1 {
				t.Errorf("one is given back %d times", n)
			}
		}
	})
}
