package reader

import (
	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// margin is the columns on either side.
const margin = 2

// layOut draws the text for the window's width; about the same rows stay in view. A line above
// that would take more than half of the window leads the text instead.
func (m *Model) layOut() {
	w := max(m.size.Width-2*margin, 1)
	m.head = nil
	if m.setup.Above != "" {
		m.head = append(cell.Wrap(m.setup.Above, min(w, widest)), "")
	}
	now := drawn{look: m.setup.Look, width: w, leads: len(m.head) > m.size.Height/2}
	if now != m.drawn {
		before := m.text.H
		m.drawn, m.text = now, m.setup.Text(now.look, w)
		if now.leads {
			m.text = leading(m.head, m.text, ui.NewStyles(now.look.Palette))
		}
		m.top = m.top * m.text.H / max(before, 1)
	}
	if now.leads {
		m.head = nil
	}
	m.scroll(0)
}

// leading is a text with lines before it.
func leading(lines []string, text *cell.Grid, st ui.Styles) *cell.Grid {
	g := cell.New(text.W, len(lines)+text.H, st.Text)
	putLines(g, 0, lines, st.Letter)
	g.Blit(0, len(lines), text)
	return g
}

func putLines(g *cell.Grid, x int, lines []string, s cell.Style) {
	for y, line := range lines {
		g.Put(x, y, line, s)
	}
}

// below is the rows for the note and the keys.
const below = 2

// rows is the room for the text.
func (m *Model) rows() int { return max(m.size.Height-len(m.head)-below, 0) }

// draw makes the grid; Frame only hands it out.
func (m *Model) draw() {
	w, h := m.size.Width, m.size.Height
	st := ui.NewStyles(m.setup.Look.Palette)
	g, x := cell.New(w, h, st.Text), max(min(margin, w-1), 0)
	g.Blit(x, len(m.head)-m.top, m.text)
	g.Fill(0, 0, w, len(m.head), st.Text)
	putLines(g, x, m.head, st.Letter)
	g.Fill(0, h-below, w, below, st.Text)
	g.Put(x, h-below, cell.Truncate(string(m.setup.Note), m.drawn.width), st.Letter)
	g.Put(x, h-1, ui.Fitting(m.drawn.width, m.hints()...), st.Bold)
	if m.help != nil {
		m.help.Draw(g, m.setup.Look)
	}
	m.grid = g
}

// hints are the keys that do something now.
func (m *Model) hints() []string {
	out := []string{"q leaves"}
	if m.setup.Back != nil {
		out[0] = "q back"
	}
	if o := m.setup.Offer; o != nil {
		out = append(out, o.Key+" "+o.Name)
	}
	if m.top < m.text.H-m.rows() {
		out = append(out, "PageDown more")
	}
	if m.top > 0 {
		out = append(out, "PageUp back")
	}
	return append(out, "? help")
}
