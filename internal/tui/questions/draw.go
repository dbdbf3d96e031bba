package questions

import (
	"image/color"

	"charm.land/huh/v2"
	"charm.land/lipgloss/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

const (
	widest = 76 // columns of a question
	above  = 2  // rows for the heading
	below  = 1  // row for the keys
)

// room is where the questions are.
func (m *Model) room() ui.Rect {
	x, gap := min(m.size.Width/20, 4), 0
	if m.size.Height >= 12 {
		gap = 1
	}
	return ui.Rect{X: x, Y: above + gap, W: max(min(m.size.Width-2*x, widest), 1), H: max(m.size.Height-above-below-2*gap, 1)}
}

// draw makes the grid; Frame only hands it out.
func (m *Model) draw() {
	st, r := ui.NewStyles(m.setup.Look.Palette), m.room()
	g := cell.New(m.size.Width, m.size.Height, st.Text)
	for y, line := range uv.NewStyledString(m.form.View()).Lines(ansi.GraphemeWidth) {
		if y < r.H {
			ui.PutLine(g, r.X, r.Y+y, line, st.Text)
		}
	}
	if g.H > above+below {
		g.Put(r.X, r.Y-above, cell.Truncate("A deck of your own: "+cell.Clean(m.setup.File), r.W), st.Dim)
	}
	g.Fill(0, g.H-below, g.W, below, st.Text)
	g.Put(r.X, g.H-below, ui.Fitting(g.W-2*r.X, "Enter next", "Ctrl+C writes nothing", "Shift+Tab back"), st.Bold)
	m.drawErrors(g)
	m.grid = g
}

// drawErrors says above the keys what is wrong with the answer.
func (m *Model) drawErrors(g *cell.Grid) {
	if errs := m.form.Errors(); len(errs) > 0 {
		lines := cell.Wrap(errs[0].Error(), g.W)
		for i, l := range lines {
			ui.Banner(g, ui.Rect{Y: max(g.H-below-len(lines), 0) + i, W: g.W, H: 1}, l, m.setup.Look)
		}
	}
}

// theme has the styles of every other screen, so that a form looks like one of ours.
func (m *Model) theme(bool) *huh.Styles {
	st, t := ui.NewStyles(m.setup.Look.Palette), huh.ThemeBase(false)
	for _, f := range []*huh.FieldStyles{&t.Focused, &t.Blurred} {
		f.Base = lipgloss.NewStyle()
		f.Title, f.Description = styled(st.Bold), styled(st.Dim)
		f.ErrorIndicator = lipgloss.NewStyle()
		f.SelectSelector = styled(st.Chosen).SetString(" > ")
		f.SelectedOption, f.UnselectedOption = styled(st.Chosen).PaddingRight(1), styled(st.Text)
		f.TextInput.Prompt, f.TextInput.Text = styled(st.Letter), styled(st.Text)
		f.TextInput.Placeholder, f.TextInput.Cursor = styled(st.Dim), styled(st.Text)
	}
	return t
}

// styled is a style for Lip Gloss.
func styled(s cell.Style) lipgloss.Style {
	out := lipgloss.NewStyle().Bold(s.Attr&cell.Bold != 0).Reverse(s.Attr&cell.Reverse != 0)
	if s.FG.Set {
		out = out.Foreground(colour(s.FG))
	}
	if s.BG.Set {
		out = out.Background(colour(s.BG))
	}
	return out
}

func colour(c cell.Color) color.Color { return color.RGBA{c.R, c.G, c.B, 255} }
