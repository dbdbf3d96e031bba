package presenter

import (
	"strings"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
)

// figuresAt is the figures at a moment, each as "LABEL value".
func figuresAt(m *Model) string {
	p := panel{}
	var out []string
	for _, f := range append([]figure{m.elapsed(p)}, m.left(p, m.forecast)...) {
		out = append(out, f.label+" "+f.value)
	}
	return strings.Join(out, ", ")
}

// What is left is the plan's, or the time to the bell; beyond it the label says so, not a colour alone.
func TestFigures(t *testing.T) {
	for _, c := range []struct {
		keys, finish string
		later        time.Duration
		want         string
	}{
		{"", "", time.Minute, "NOT STARTED 0:00, LEFT of 10:30 10:30"},
		{"s", "", 65 * time.Second, "ELAPSED 1:05, LEFT of 10:30 9:25"},
		{"ss", "", 65 * time.Second, "PAUSED 0:01, LEFT of 10:30 10:29"},
		{"s", "", 630 * time.Second, "ELAPSED 10:30, LEFT of 10:30 0:00"},
		{"s", "", 695 * time.Second, "ELAPSED 11:35, OVER +1:05"},
		{"s", "09:00", 65 * time.Second, "ELAPSED 1:05, LEFT to the bell 8:54"},
		{"s", "09:00", 620 * time.Second, "ELAPSED 10:20, OVER +0:21"},
	} {
		m, clock := builtin(t, 80, 24)
		m.setup.Finish = c.finish
		press(m, clock, c.keys)
		clock.Pass(c.later)
		if got := figuresAt(m); got != c.want {
			t.Errorf("%q, bell %q, %v later: %s, want %s", c.keys, c.finish, c.later, got, c.want)
		}
	}
	m, _ := newModel(t, "# One\n\n---\n\n# Two\n", 80, 24)
	if got := figuresAt(m); got != "NOT STARTED 0:00" {
		t.Errorf("without a plan: %s", got)
	}
}

// From 60 by 18 on the figures are drawn at least three rows high, with notes of any size, and no digit is cut.
func TestFiguresAreLarge(t *testing.T) {
	for _, size := range [][2]int{{60, 18}, {60, 20}, {80, 24}, {100, 24}, {120, 30}, {192, 54}, {60, 60}} {
		for notes := range 3 {
			for _, later := range []time.Duration{9 * time.Second, 10 * time.Minute, 80 * time.Minute} {
				if later > time.Hour && size[0] < 80 {
					continue
				}
				m, clock := builtin(t, size[0], size[1])
				press(m, clock, "s")
				m.notes.size = notes
				m.Update(nil)
				clock.Pass(later)
				r := m.layout().Time
				for _, d := range m.dials(panel{}, r, m.forecast) {
					if d.size.rows < leastDigits || m.digits.width(d.value, d.size) > d.room.W {
						t.Errorf("%v, notes of size %d: %q has %d rows in %+v", size, notes, d.value, d.size.rows, d.room)
					}
				}
				if got := strings.Join(screentest.Lines(m)[r.Y:r.Y+r.H], "\n"); strings.Contains(got, plainFigure(later)) {
					t.Errorf("%v, notes of size %d: the figures are in the terminal's own type:\n%s", size, notes, got)
				}
			}
		}
	}
}

// plainFigure is the time a second after the clock began, and later.
func plainFigure(later time.Duration) string {
	return map[time.Duration]string{9 * time.Second: "0:09", 10 * time.Minute: "10:00", 80 * time.Minute: "80:00"}[later]
}

// A digit is drawn once for a size, and its glyph is that of the type: not the same for any two.
func TestGlyphsOfFigures(t *testing.T) {
	d := newDigits()
	m, _ := builtin(t, 80, 24)
	style := cell.Style{FG: m.stage.Look.Palette.PanelText, BG: m.stage.Look.Palette.Panel}
	for _, size := range []digitSize{{3, 1}, {3, 0.7}, {4, 0.8}, {7, 1}} {
		seen := map[string]rune{}
		for _, c := range "0123456789:+" {
			g := d.glyph(glyphKey{c, size, style, m.stage.Look})
			if other, ok := seen[g.Encode()]; ok || g.H != size.rows || g.W != d.width(string(c), size) {
				t.Errorf("%+v: %c is %d by %d, and looks like %c: %v", size, c, g.W, g.H, other, ok)
			}
			if seen[g.Encode()] = c; d.glyph(glyphKey{c, size, style, m.stage.Look}) != g {
				t.Errorf("%c is drawn twice", c)
			}
		}
	}
}

// In ASCII the figures are in the terminal's own type, and still there.
func TestFiguresInASCII(t *testing.T) {
	m, clock := builtin(t, 80, 24)
	press(m, clock, "s")
	m.stage.Look.ASCII = true
	clock.Pass(65 * time.Second)
	if got := text(m); !strings.Contains(got, "ELAPSED") || !strings.Contains(got, " 1:05\n") || !strings.Contains(got, " 9:25\n") {
		t.Errorf("in ASCII:\n%s", got)
	}
}
