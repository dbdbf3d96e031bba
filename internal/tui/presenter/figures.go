package presenter

import (
	"math"
	"strings"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/plan"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// The figures are the talk's time and what is left of it, large enough to be read from two metres away: a
// speaker stands beside the laptop, not before it.

// figure is a length of time and what it is.
type figure struct {
	label, value string
	style        cell.Style
}

// drawTime draws elapsed and left.
func (m *Model) drawTime(p panel, r ui.Rect, f plan.Forecast) {
	if r.H == 0 {
		return
	}
	for _, d := range m.dials(p, r, f) {
		d.draw(p, m.digits, m.stage.Look)
	}
}

// dials places elapsed and left one below the other or side by side, whichever is larger.
func (m *Model) dials(p panel, r ui.Rect, f plan.Forecast) []dial {
	figures := append([]figure{m.elapsed(p)}, m.left(p, f)...)
	n := len(figures)
	below, beside := make([]dial, n), make([]dial, n)
	for i, f := range figures {
		below[i] = m.dial(f, ui.Rect{X: r.X, Y: r.Y + i*(r.H/n), W: r.W, H: r.H / n})
		beside[i] = m.dial(f, ui.Rect{X: r.X + i*(r.W/n), Y: r.Y, W: r.W/n - apart, H: r.H})
	}
	if least(beside) > least(below) {
		return beside
	}
	return below
}

// apart is how many columns are free between figures side by side, or two times are read as one.
const apart = 2

func (m *Model) elapsed(p panel) figure {
	c := m.stage.Talk.Clock
	f := figure{"ELAPSED", plan.Clock(c.Elapsed(m.stage.Now())), p.Bold}
	switch {
	case !c.Started():
		f.label, f.style = "NOT STARTED", p.Dim
	case !c.Running():
		f.label, f.style = "PAUSED", p.Letter
	}
	return f
}

// left is the time to the bell, or else to the end of the plan; none where nothing is planned.
func (m *Model) left(p panel, f plan.Forecast) []figure {
	total := max(m.total(), f.Due) // As the clock's own row has it.
	left, of := total-m.stage.Talk.Clock.Elapsed(m.stage.Now()), " of "+plan.Clock(total)
	if !f.Bell.IsZero() {
		left, of = f.Bell.Sub(m.stage.Now()), " to the bell"
	}
	switch {
	case f.Bell.IsZero() && total == 0:
		return nil
	case left <= -time.Second:
		return []figure{{"OVER", "+" + plan.Clock(-left), p.Letter}}
	}
	return []figure{{"LEFT" + of, plan.Clock(max(left, 0)), p.Bold}}
}

// dial is a figure in its place: the label above the digits.
type dial struct {
	figure
	room ui.Rect
	size digitSize // of no rows for the terminal's own type
}

// digitSize is how drawn digits are set: rows high, and of a share of their own width.
type digitSize struct {
	rows  int
	share float64
}

// Digits of fewer rows are read better in the terminal's own type; and so are those that are narrower, as a
// share of their own width.
const (
	leastDigits = 3
	leastNarrow = 0.6
)

// dial sets a figure in as many rows as there is room for.
func (m *Model) dial(f figure, room ui.Rect) dial {
	d := dial{figure: f, room: room}
	if !m.stage.Look.DrawsSmall() {
		return d
	}
	for rows := room.H - 1; rows >= leastDigits; rows-- {
		for share := 1.0; share >= leastNarrow; share -= 0.02 {
			if size := (digitSize{rows, share}); m.digits.width(f.value, size) <= room.W {
				d.size = size
				return d
			}
		}
	}
	return d
}

// least is the fewest rows of digits.
func least(dials []dial) int {
	rows := math.MaxInt
	for _, d := range dials {
		rows = min(rows, d.size.rows)
	}
	return rows
}

func (d dial) draw(p panel, digits *digits, look ui.Look) {
	r := d.room
	label, _, _ := strings.Cut(d.label, " of ")
	p.line(ui.Rect{X: r.X, Y: r.Y, W: r.W, H: 1}, p.Dim, fitting(r.W, d.label, label))
	if d.size.rows == 0 {
		p.line(ui.Rect{X: r.X, Y: r.Y + 1, W: r.W, H: r.H - 1}, d.style, d.value)
		return
	}
	x := r.X
	for _, c := range d.value {
		g := digits.glyph(glyphKey{c, d.size, d.style, look})
		p.Blit(x, r.Y+1, g)
		x += g.W
	}
}

// digits are the glyphs of the figures, each drawn once for a size: they change every second.
type digits struct {
	font  *bigtype.Font
	drawn map[glyphKey]*cell.Grid
	wide  map[rune]float64 // their own widths, in ems
	high  float64          // of a digit, in ems
}

type glyphKey struct {
	c     rune
	size  digitSize
	style cell.Style
	look  ui.Look
}

func newDigits() *digits {
	d := &digits{font: bigtype.GoBold(), drawn: map[glyphKey]*cell.Grid{}, wide: map[rune]float64{}}
	for _, c := range "+:0123456789" {
		d.wide[c] = d.set(string(c), 1).W
	}
	d.high = d.set("7", 1).H
	return d
}

// mostGlyphs bounds what is kept when the window is resized again and again.
const mostGlyphs = 200

func (d *digits) glyph(k glyphKey) *cell.Grid {
	if g, ok := d.drawn[k]; ok {
		return g
	}
	if len(d.drawn) >= mostGlyphs {
		clear(d.drawn)
	}
	l := d.set(string(k.c), d.em(k.size)).Condensed(k.size.share, digitColumn)
	if k.size.rows == leastDigits {
		l = l.InTwoColours(d.font) // Shades blur digits of few cells.
	}
	g := cell.New(int(math.Round(l.W/digitColumn)), k.size.rows, k.style)
	s := bigtype.NewSheet(g.W, g.H, k.style.BG)
	s.Paint(d.font, l, 0, float64(g.H)-l.Base, l.W, bigtype.Left, func(uint8) cell.Color { return k.style.FG })
	s.Draw(g, 0, 0, k.look.View(g.W, g.H, 0).Tier)
	d.drawn[k] = g
	return g
}

func (d *digits) set(text string, em float64) bigtype.Layout {
	l, _ := d.font.Set(bigtype.Text{{Text: text}}, math.Inf(1), em)
	return l
}

// em is the size of the type, in rows.
func (d *digits) em(size digitSize) float64 { return float64(size.rows) / d.high }

// digitColumn is the width of a column in rows. Digits are whole columns wide, so that each looks the same in any
// place.
const digitColumn = 0.5

// width is the columns that a figure takes.
func (d *digits) width(value string, size digitSize) int {
	n := 0
	for _, c := range value {
		n += int(math.Ceil(d.wide[c]*d.em(size)*size.share/digitColumn - 1e-6))
	}
	return n
}
