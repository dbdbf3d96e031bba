package presenter

import (
	"strings"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// The silence is told in words above the notes: how to start it, how long it has been, and that it is over, with
// the words to say in view and marked.
func TestTheSilenceInWords(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {60, 20}, {80, 24}, {120, 30}, {192, 54}} {
		for _, c := range []struct {
			keys  string
			later time.Duration
			want  string
		}{
			{"6 enter", time.Hour, "next starts the silence of 0:45"},
			{"6 enter pgdown", 20 * time.Second, "silence 0:20 of 0:45"},
			{"6 enter pgdown .", 43 * time.Second, "silence 0:44 of 0:45"},
			{"6 enter pgdown", 45 * time.Second, "the silence is over: say"},
			{"6 enter pgdown", time.Hour, "the silence is over: say"},
			{"6 enter f pgdown", time.Hour, "f starts the silence of 0:45"},
			{"6 enter f pgdown f", 20 * time.Second, "silence 0:20 of 0:45"},
			{"6 enter pgdown pgup", 20 * time.Second, "next starts the silence of 0:45"},
			{"6 enter t", 20 * time.Second, "next starts the silence of 1:00"},
			{"5 enter", 20 * time.Second, ""},
		} {
			m, clock := builtin(t, size[0], size[1])
			press(m, clock, c.keys)
			clock.Pass(c.later)
			m.Update(ui.Repaint{})
			r := m.layout().Notes
			rows := screentest.Lines(m)[r.Y : r.Y+r.H]
			if got := strings.TrimSpace(rows[0]); got != c.want && (c.want != "" || strings.Contains(got, "silence")) {
				t.Errorf("%v, %q, %v later: it says %q, want %q", size, c.keys, c.later, got, c.want)
			}
			if over := strings.HasSuffix(c.want, "say"); over && !strings.Contains(strings.Join(rows[1:], "\n"), "\n|Thank you. Take a slow breath") {
				t.Errorf("%v: the words after the silence are not in view:\n%s", size, text(m))
			}
		}
	}
}

// Only the words to say are marked when the silence is over, and not what was to be done in it.
func TestTheWordsAfterTheSilenceAreMarked(t *testing.T) {
	m, clock := builtin(t, 80, 60)
	press(m, clock, "6 enter pgdown")
	during, _ := marked(m)
	clock.Pass(time.Minute)
	m.Update(ui.Repaint{})
	if after, _ := marked(m); !strings.HasPrefix(during, "[do: stay still") || !strings.HasPrefix(after, "Thank you. Take") {
		t.Errorf("during the silence %q is marked, and after it %q", during, after)
	}
}

// A reflection whose notes have nothing to say after the silence asks to go on.
func TestNothingToSayAfterTheSilence(t *testing.T) {
	m, clock := newModel(t, "# Be still\n\n<!--\nlayout: reflection\nsilence: 10s\nnotes: Let us be still.\n-->\n\n---\n\n# After\n", 80, 24)
	press(m, clock, "pgdown")
	clock.Pass(10 * time.Second)
	m.Update(ui.Repaint{})
	if got := text(m); !strings.Contains(got, "the silence is over: next goes on") {
		t.Errorf("after the silence:\n%s", got)
	}
}

// What the speaker has scrolled to stays until the silence is over.
func TestScrollingInTheSilence(t *testing.T) {
	m, clock := builtin(t, 60, 20)
	press(m, clock, "6 enter pgdown KKKK")
	at := m.notes.scroll
	clock.Pass(30 * time.Second)
	if m.Update(ui.Repaint{}); at == m.notes.startOf(m.firstNote()) || m.notes.scroll != at {
		t.Errorf("the notes went from row %d to %d", at, m.notes.scroll)
	}
	clock.Pass(30 * time.Second)
	if m.Update(ui.Repaint{}); m.notes.scroll == at {
		t.Errorf("the notes stay at row %d", at)
	}
}

// While a freeze holds the hall in another silence, the one that the speaker is at has not begun.
func TestTheSilenceOfAnotherSlide(t *testing.T) {
	const still = "# Be still\n\n<!--\nlayout: reflection\nsilence: 10s\n-->\n\n---\n\n"
	m, clock := newModel(t, still+still+"# After\n", 80, 24)
	press(m, clock, "pgdown f pgdown pgdown")
	if got := text(m); m.Talk().Pos.Slide != 1 || m.Talk().Pos.Step != 1 || !strings.Contains(got, "f starts the silence of 0:10") {
		t.Errorf("at %+v the view says\n%s", m.Talk().Pos, got)
	}
}
