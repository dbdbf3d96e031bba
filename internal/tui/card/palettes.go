package card

import (
	"fmt"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// palettes draws every theme, one below another, in the colours that this terminal has.
func (m *Model) palettes(g *cell.Grid, r ui.Rect) {
	names := theme.Names()
	for i, name := range names {
		p, err := theme.Lookup(name)
		if err != nil {
			continue // Names and Lookup agree; a test of theirs holds them to it.
		}
		from, to := i*r.H/len(names), (i+1)*r.H/len(names)
		m.band(g, ui.Rect{X: r.X, Y: r.Y + from, W: r.W, H: to - from}, p)
	}
}

// part is a colour of a theme in front of its background.
type part struct {
	name   string
	colour cell.Color
}

// band draws a theme: the name, and its three colours of words with their contrast.
func (m *Model) band(g *cell.Grid, r ui.Rect, p theme.Palette) {
	p = p.For(m.setup.Look.Palette.Colours)
	base := cell.Style{FG: p.Foreground, BG: p.Background}
	if m.mono() {
		base = cell.Style{}
	}
	g.Fill(r.X, r.Y, r.W, r.H, base)
	parts := []part{{"text", p.Foreground}, {"strong", p.Strong}, {"quiet", p.Quiet}}
	if r.H < 2 {
		x := r.X + 1 + g.Put(r.X+1, r.Y, cell.Truncate(p.Name+" ", max(r.W-1, 0)), base)
		for _, c := range parts {
			x += m.put(g, ui.Rect{X: x, Y: r.Y, W: r.X + r.W - x}, c, p) + 1
		}
		return
	}
	g.Put(r.X+1, r.Y, cell.Truncate(p.Name, max(r.W-2, 0)), base)
	at := func(i int) ui.Rect {
		from, to := i*r.W/len(parts), (i+1)*r.W/len(parts)
		return ui.Rect{X: r.X + from, Y: r.Y + 1, W: to - from, H: r.H - 1}.Inset(1, 0)
	}
	m.names(g, at, parts, p)
}

// names writes the name of each colour in it, in drawn type where there is room for all.
func (m *Model) names(g *cell.Grid, at func(i int) ui.Rect, parts []part, p theme.Palette) {
	var lines []bigtype.Layout
	for i, c := range parts {
		if l, ok := m.layout(at(i), c); ok {
			lines = append(lines, l)
		}
	}
	for i, c := range parts {
		r := at(i)
		if len(lines) == len(parts) {
			m.paintWord(g, r, lines[i], c, p)
			r.Y, r.H = r.Y+r.H-1, 1
		}
		m.put(g, r, c, p)
	}
}

// contrast is the contrast of a colour with the background, in words.
func (m *Model) contrast(c part, p theme.Palette) string {
	return fmt.Sprintf("%s %.0f:1", c.name, theme.Contrast(c.colour, p.Background))
}

// put writes a colour's name in it, as far as it fits whole, and returns the columns that it took.
func (m *Model) put(g *cell.Grid, r ui.Rect, c part, p theme.Palette) int {
	text := m.contrast(c, p)
	if cell.Width(text) > r.W {
		text = c.name
	}
	if cell.Width(text) > r.W {
		return 0
	}
	s := cell.Style{FG: c.colour, BG: p.Background}
	if m.mono() {
		text, s = c.name, cell.Style{}
	}
	return g.Put(r.X, r.Y, text, s)
}

// layout sets a colour's name as large as it fits above a row for the contrast; false where it would be too small.
func (m *Model) layout(r ui.Rect, c part) (bigtype.Layout, bool) {
	if m.mono() || r.H < 2 {
		return bigtype.Layout{}, false
	}
	l, ok := bigtype.GoBold().Fit(bigtype.Text{{Text: c.name}}, float64(r.W)/2, float64(r.H-1), m.view(r).LeastSize(), 0)
	return l, ok && len(l.Lines) == 1
}

func (m *Model) paintWord(g *cell.Grid, r ui.Rect, l bigtype.Layout, c part, p theme.Palette) {
	sheet := bigtype.NewSheet(r.W, r.H-1, p.Background)
	sheet.Paint(bigtype.GoBold(), l, 0, max(float64(r.H-1)-l.H, 0)/2, l.W, bigtype.Left, func(uint8) cell.Color { return c.colour })
	sheet.Draw(g, r.X, r.Y, m.view(r).Tier)
}

func (m *Model) palettesFoot() []string {
	switch {
	case m.mono():
		return []string{
			"This terminal shows no colours, or NO_COLOR is set: the themes all look alike.",
			"No colours here: the themes all look alike.",
		}
	case m.palette().Colours.Few():
		return []string{
			"This terminal has few colours and makes each its own way, so the figures are only about right. Choose the theme that is read " +
				"best in the back row, with --theme or in the deck.",
			"Few colours here, so the figures are only about right. Choose the theme that is read best.",
			"Which theme is read best?",
		}
	}
	return []string{
		"Choose the theme that is read best in the back row: cream or white with the lights on, dark where the hall can be " +
			"darkened. Below 7:1 words are too faint. If all are faint: darken the hall. --theme sets it.",
		"Which theme is read best in the back row? Choose it with --theme. If all are faint: darken the hall.",
		"Which theme is read best?",
	}
}
