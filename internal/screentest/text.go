package screentest

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/theme"
)

// Text writes a grid as rows of text with the roles of its colours; see the package comment.
func Text(g *cell.Grid, p theme.Palette) string {
	pic := picture{g, p, g.At(0, 0).Style.BG}
	var b strings.Builder
	for y := range g.H {
		text, roles := pic.row(y), pic.roles(y)
		if y == 0 && pic.base != p.Background {
			roles = strings.TrimSpace("all/" + pic.role(pic.base) + " " + roles)
		}
		if roles == "" {
			text = strings.TrimRight(text, " ")
		} else {
			text += "|" + roles
		}
		b.WriteString(text + "\n")
	}
	return b.String()
}

// picture is a grid while it is written as text.
type picture struct {
	*cell.Grid
	p    theme.Palette
	base cell.Color // the background of the corner, and of the screen
}

func (pic picture) row(y int) string {
	var b strings.Builder
	for x := range pic.W {
		b.WriteString(pic.at(x, y).Text)
	}
	return b.String()
}

// text is a row of a grid, as wide as the grid.
func text(g *cell.Grid, y int) string {
	var b strings.Builder
	for x := range g.W {
		b.WriteString(g.At(x, y).Text)
	}
	return b.String()
}

// at is a cell as it looks: ink on the screen's own ground, whichever of the two colours of a cell makes
// it. A shade counts as the ink that it is nearest to, and a cell of one shade is written as one.
func (pic picture) at(x, y int) cell.Cell {
	c := pic.At(x, y)
	if c.Style.FG == c.Style.BG && c.Style.Attr&cell.Reverse == 0 {
		return c // A terminal without colours shows the glyph itself.
	}
	if c.Style.Attr&cell.Reverse != 0 {
		c.Style.FG, c.Style.BG = c.Style.BG, c.Style.FG
		c.Style.Attr &^= cell.Reverse
	}
	if !strings.Contains(blocks, c.Text) || c.Text == "" {
		return c
	}
	if !c.Style.FG.Set && !c.Style.BG.Set {
		c.Style.FG, c.Style.BG = cell.RGB(0xFFFFFF), cell.Color{}
		return cell.Cell{Text: opposite(c.Text)}
	}
	fg, front, ok := pic.ink(c.Style.FG)
	bg, back, ok2 := pic.ink(c.Style.BG)
	if !ok2 || c.Text != " " && !ok {
		return c
	}
	style := func(fg cell.Color) cell.Style { return cell.Style{FG: fg, BG: pic.base} }
	switch {
	case c.Text == " ":
		return cell.Cell{Text: shade(back), Style: style(bg)}
	case c.Text == "█":
		return cell.Cell{Text: shade(front), Style: style(fg)}
	case front > back:
		return cell.Cell{Text: c.Text, Style: style(fg)}
	}
	return cell.Cell{Text: opposite(c.Text), Style: style(bg)}
}

// blocks are the glyphs of drawn type; opposites what is left of a cell by each, or the nearest to it.
const (
	blocks    = " ▁▂▃▄▅▆▇█▏▎▍▌▋▊▉▘▝▖▗▚▞▀▐▛▜▙▟▔▕"
	opposites = "█▀▀▀▀▔▔▔ ▐▐▐▐▕▕▕▟▙▜▛▞▚▄▌▗▖▝▘▇▉"
)

func opposite(block string) string {
	i := strings.Index(blocks, block)
	return string([]rune(opposites)[len([]rune(blocks[:i]))])
}

func shade(share float64) string {
	return string([]rune(" ░▒▓█")[int(share*4+0.5)])
}

// ink is the ink that a colour is nearest to when it is mixed with the ground, and its share; false when
// it is no mixture.
func (pic picture) ink(c cell.Color) (ink cell.Color, share float64, ok bool) {
	if c == pic.base {
		return c, 0, true
	}
	best := math.Inf(1)
	for _, role := range pic.inks() {
		t, miss := mixed(pic.base, role, c)
		if miss < best {
			ink, share, best = role, t, miss
		}
	}
	return ink, share, c.Set && best < 1e-3
}

// mixed is the share of ink in a colour, and how far the colour is from what that share gives.
func mixed(ground, ink, c cell.Color) (share, miss float64) {
	a, b, x := light(ground), light(ink), light(c)
	var dot, norm float64
	for i := range a {
		dot += (x[i] - a[i]) * (b[i] - a[i])
		norm += (b[i] - a[i]) * (b[i] - a[i])
	}
	share = min(max(dot/max(norm, 1e-9), 0), 1)
	for i := range a {
		d := x[i] - a[i] - share*(b[i]-a[i])
		miss += d * d
	}
	return share, miss
}

func light(c cell.Color) [3]float64 {
	f := func(v uint8) float64 { return float64(v) / 255 }
	return [3]float64{f(c.R), f(c.G), f(c.B)}
}

// inks are the colours that drawn type has.
func (pic picture) inks() []cell.Color {
	p := pic.p
	return []cell.Color{p.Foreground, p.Strong, p.Quiet, p.Shape, p.Hollow, p.PanelText, p.Dim, p.Letter}
}

// roles lists the roles of a row's cells, with the columns where they begin.
func (pic picture) roles(y int) string {
	type run struct {
		name string
		x    int
	}
	var runs []run
	for x := range pic.W {
		c := pic.at(x, y)
		if c.Text == "" || c.Text == " " && c.Style.BG == pic.base && c.Style.Attr&(cell.Underline|cell.Reverse|cell.Strike) == 0 {
			continue
		}
		name := pic.styleName(c)
		if len(runs) == 0 || runs[len(runs)-1].name != name {
			runs = append(runs, run{name, x})
		}
	}
	var out []string
	for _, r := range runs {
		if len(runs) == 1 && r.name == "ink" {
			return ""
		}
		if len(runs) > 1 {
			r.name += "@" + strconv.Itoa(r.x)
		}
		out = append(out, r.name)
	}
	return strings.Join(out, " ")
}

func (pic picture) styleName(c cell.Cell) string {
	name := ""
	if c.Text != " " {
		name = pic.role(c.Style.FG)
	}
	if c.Style.BG != pic.base {
		name += "/" + pic.role(c.Style.BG)
	}
	for _, a := range []struct {
		attr cell.Attr
		name string
	}{{cell.Bold, ".bold"}, {cell.Underline, ".underline"}, {cell.Reverse, ".reverse"}, {cell.Strike, ".strike"}} {
		if c.Style.Attr&a.attr != 0 {
			name += a.name
		}
	}
	return name
}

// role names a colour by what it is for.
func (pic picture) role(c cell.Color) string {
	p := pic.p
	for _, r := range []struct {
		name  string
		color cell.Color
	}{
		{"ink", p.Foreground}, {"ground", p.Background}, {"strong", p.Strong}, {"quiet", p.Quiet}, {"shape", p.Shape}, {"hollow", p.Hollow},
		{"panel", p.Panel}, {"text", p.PanelText}, {"dim", p.Dim}, {"letter", p.Letter}, {"alarm", p.Alarm}, {"alarmtext", p.AlarmText},
	} {
		if r.color == c {
			return r.name
		}
	}
	if !c.Set {
		return "plain"
	}
	return fmt.Sprintf("#%x%x%x", c.R>>4, c.G>>4, c.B>>4)
}

// Plain is a grid's text without styles, rows joined by line breaks, without trailing blanks.
func Plain(g *cell.Grid) string {
	rows := make([]string, g.H)
	for y := range rows {
		for x := range g.W {
			rows[y] += g.At(x, y).Text
		}
		rows[y] = strings.TrimRight(rows[y], " ")
	}
	return strings.Join(rows, "\n")
}

// Grid reads what a program shows back into cells. Sequences that do anything but style text are
// dropped.
func Grid(view string) *cell.Grid {
	lines := strings.Split(view, "\n")
	wide := 0
	for _, l := range lines {
		wide = max(wide, ansi.StringWidth(l))
	}
	g := cell.New(wide, len(lines), cell.Style{})
	for y, l := range lines {
		readRow(g, y, l)
	}
	return g
}

func readRow(g *cell.Grid, y int, line string) {
	var style cell.Style
	var state byte
	parser := ansi.NewParser()
	for x := 0; line != ""; {
		text, width, n, next := ansi.DecodeSequence(line, state, parser)
		if width > 0 {
			x += g.Put(x, y, text, style)
		} else if ansi.Cmd(parser.Command()).Final() == 'm' && strings.HasPrefix(text, "\x1b[") {
			style = restyled(style, parser.Params())
		}
		line, state = line[n:], next
	}
}

// restyled is a style behind a sequence that changes it.
func restyled(s cell.Style, params ansi.Params) cell.Style {
	if len(params) == 0 {
		return cell.Style{}
	}
	for i := 0; i < len(params); i++ {
		switch n := params[i].Param(0); n {
		case 0:
			s = cell.Style{}
		case 1:
			s.Attr |= cell.Bold
		case 4:
			s.Attr |= cell.Underline
		case 7:
			s.Attr |= cell.Reverse
		case 9:
			s.Attr |= cell.Strike
		case 22:
			s.Attr &^= cell.Bold
		case 24:
			s.Attr &^= cell.Underline
		case 27:
			s.Attr &^= cell.Reverse
		case 29:
			s.Attr &^= cell.Strike
		case 39:
			s.FG = cell.Color{}
		case 49:
			s.BG = cell.Color{}
		case 38, 48:
			c, used := extended(params[i+1:])
			if i += used; n == 38 {
				s.FG = c
			} else {
				s.BG = c
			}
		}
	}
	return s
}

// extended is a colour of 24 bits.
func extended(params ansi.Params) (cell.Color, int) {
	if len(params) < 4 || params[0].Param(0) != 2 {
		return cell.Color{}, min(len(params), 2)
	}
	part := func(i int) uint32 { return uint32(params[i].Param(0)) & 0xff } //nolint:gosec // cut to a byte
	return cell.RGB(part(1)<<16 | part(2)<<8 | part(3)), 4
}
