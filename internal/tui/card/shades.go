package card

import (
	"math"
	"strconv"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// The steps from paper to ink.
const (
	mostSteps = 16
	stepWidth = 4 // columns, at least
)

// shades draws steps from paper to ink, from left to right.
func (m *Model) shades(g *cell.Grid, r ui.Rect) {
	steps := m.steps(r.W)
	for i, s := range steps {
		from, to := i*r.W/len(steps), (i+1)*r.W/len(steps)
		at := ui.Rect{X: r.X + from, Y: r.Y, W: to - from, H: r.H}
		m.fill(g, at, []string{string(s.glyph)}, s.style)
		if at.H > 2 {
			g.Put(at.X+(at.W-1)/2, at.Y, strconv.Itoa(i+1), s.label)
		}
	}
}

// step is a shade.
type step struct {
	glyph        rune
	style, label cell.Style
}

// steps are as many shades as the terminal can show and a width has room for.
func (m *Model) steps(w int) []step {
	if !m.mixes() {
		return m.patterns()
	}
	p, settle := m.palette(), m.palette().Settler()
	n := max(min(mostSteps, w/stepWidth), 2)
	var out []step
	for i := range n {
		c := settle(cell.Style{BG: mix(p.Background, p.Foreground, float64(i)/float64(n-1))}).BG
		label := p.Foreground
		if theme.Contrast(c, p.Background) > theme.Contrast(c, p.Foreground) {
			label = p.Background
		}
		out = append(out, step{' ', cell.Style{FG: label, BG: c}, cell.Style{FG: label, BG: c}})
	}
	return out
}

// mixes reports whether the terminal has colours between paper and ink.
func (m *Model) mixes() bool { return !m.mono() && !m.palette().Colours.Few() }

// patterns are the shades of a terminal that has none between its two colours.
func (m *Model) patterns() []step {
	glyphs := []rune(" ░▒▓█")
	if m.ascii() {
		glyphs = []rune(" .:+*#@")
	}
	var out []step
	for _, r := range glyphs {
		out = append(out, step{r, m.ink(), m.ink()})
	}
	return out
}

// mix is a colour between two.
func mix(a, b cell.Color, share float64) cell.Color {
	at := func(a, b uint8) uint32 { return uint32(math.Round(float64(a) + (float64(b)-float64(a))*share)) }
	return cell.RGB(at(a.R, b.R)<<16 | at(a.G, b.G)<<8 | at(a.B, b.B))
}

func (m *Model) shadesFoot() []string {
	return []string{
		"Every step must differ from the one beside it. If the first or the last ones look alike: change the projector's brightness " +
			"and contrast, turn off its eco or vivid mode, or darken the hall.",
		"Does every step differ from the next? If not: change the projector's brightness or contrast, or darken the hall.",
		"Does every step differ from the next?",
	}
}
