package presenter

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"assembly/internal/tui/ui"
)

var update = flag.Bool("update", false, "rewrite the screens in testdata")

// Moments of the assembly, each on four screens: before it begins, in the middle, under the
// teleprompter, with that in the silence, and with the hall black at the end.
func TestScreens(t *testing.T) {
	moments := []struct {
		name, keys string
		later      time.Duration
	}{
		{"start", "", 3 * time.Second},
		{"message", ">>", 75 * time.Second},
		{"prompter", ">>T", 21 * time.Second},
		{"silence", "6~T>", 13 * time.Second},
		{"black", "e.y", 42 * time.Second},
	}
	for _, c := range moments {
		for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 30}, {192, 54}} {
			name := fmt.Sprintf("%s-%dx%d", c.name, size[0], size[1])
			t.Run(name, func(t *testing.T) {
				m, clock := builtin(t, size[0], size[1])
				press(m, clock, c.keys)
				clock.now = clock.now.Add(c.later)
				l := layOut(size[0], size[1])
				rows := screen(m)
				veil(rows, l.Now)
				veil(rows, l.Next)
				golden(t, name, strings.Join(rows, "\n")+"\n")
			})
		}
	}
}

// veil hides a preview in drawn type, whose look is not this package's to pin down.
func veil(rows []string, r ui.Rect) {
	drawn := false
	for y := r.Y; y < r.Y+r.H; y++ {
		drawn = drawn || strings.ContainsAny(cut(rows[y], r), "▀▄█")
	}
	for y := r.Y; drawn && y < r.Y+r.H; y++ {
		line := []rune(rows[y] + strings.Repeat(" ", r.X+r.W))
		for x := r.X; x < r.X+r.W; x++ {
			line[x] = '.'
		}
		rows[y] = strings.TrimRight(string(line), " ")
	}
}

// cut is the part of a row in a rectangle.
func cut(row string, r ui.Rect) string {
	line := []rune(row + strings.Repeat(" ", r.X+r.W))
	return string(line[r.X : r.X+r.W])
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; run with -update and look at what changed. Got:\n%s", file, got)
	}
}
