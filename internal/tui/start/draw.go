package start

import (
	"fmt"
	"strings"

	"assembly/internal/cell"
	"assembly/internal/plan"
	"assembly/internal/tui/ui"
)

// draw makes the content; View only hands it out.
func (m *Model) draw() {
	w, h := m.size.Width, m.size.Height
	g := cell.New(w, h, ui.NewStyles(m.setup.Look.Palette).Text)
	if w < 1 || h < 1 {
		m.content = ""
		return
	}
	m.compose(g, ui.Rect{W: w, H: h}.Inset(min(w/20, 4), 0))
	m.content = g.Encode()
}

// compose stacks title, plan, menu, statement and keys. Where rows run short the empty lines go
// first; the statement and the menu stay.
func (m *Model) compose(g *cell.Grid, r ui.Rect) {
	st := ui.NewStyles(m.setup.Look.Palette)
	gap, bottom := 0, r.H-1
	if r.H >= 20 {
		gap = 1
	}
	y := gap
	y += m.title(g, ui.Rect{X: r.X, Y: y, W: r.W, H: r.H}, st)
	g.Put(r.X, y, m.subtitle(r.W), st.Dim)
	y += 1 + gap
	y = m.menu(g, ui.Rect{X: r.X, Y: y, W: r.W, H: r.H - y}, st) + gap
	for i, l := range m.statement(r.W, bottom-y) {
		g.Put(r.X, y+i, l, st.Text)
	}
	g.Fill(0, bottom, g.W, 1, st.Text)
	g.Put(r.X, bottom, m.hints(r.W), st.Bold)
	if m.err != nil {
		text, _, _ := strings.Cut(m.err.Error(), "\n")
		ui.Banner(g, ui.Rect{Y: bottom - 1, W: g.W, H: 1}, text, m.setup.Look) // Whatever else stood there.
	}
}

// statement gives the statement in as many lines as there are rows. Where it is truncated, the last
// line says where to find all of it.
func (m *Model) statement(w, rows int) []string {
	lines := cell.Wrap(m.setup.Statement, min(w, widest))
	if len(lines) <= rows || rows < 1 {
		return lines[:max(min(rows, len(lines)), 0)]
	}
	return append(lines[:rows-1:rows-1], cell.Truncate("(in full: Read the letter)", w))
}

// widest is the longest line of the statement, in columns.
const widest = 96

// leastDrawnTitle is the height from which the title is drawn: below it the menu and the statement need
// the rows.
const leastDrawnTitle = 16

// title draws the deck's title and returns the rows that it took.
func (m *Model) title(g *cell.Grid, r ui.Rect, st ui.Styles) int {
	p := m.setup.Look.Palette
	big := ui.Rect{X: r.X, Y: r.Y, W: r.W, H: min(r.H/4, 8)}
	if r.H >= leastDrawnTitle {
		if rows := ui.DrawnRows(g, big, m.setup.Deck.Heading(), m.setup.Look, p.Letter, p.Panel); rows > 0 {
			return rows
		}
	}
	g.Put(r.X, r.Y, cell.Truncate(m.setup.Deck.Heading(), r.W), st.Bold)
	return 1
}

// hints names the keys that do something now.
func (m *Model) hints(w int) string {
	switch {
	case m.asking:
		return ui.Fitting(w, "Enter answers", "q back", "arrows choose", "m only me", "h the whole hall")
	case len(m.setup.Deck.Meta.Phases) > 1:
		return ui.Fitting(w, "Enter opens", "t phase", "q leaves", "arrows choose")
	}
	return ui.Fitting(w, "Enter opens", "q leaves", "arrows choose")
}

// subtitle says how long the talk is and, where there is room, when to begin it.
func (m *Model) subtitle(w int) string {
	text := fmt.Sprintf("%d slides", m.setup.Deck.Len())
	if m.setup.Deck.Len() == 1 {
		text = "1 slide"
	}
	if d := m.setup.Planned(m.setup.Phase); d > 0 {
		text += ", about " + plan.Words(d)
	}
	if m.setup.Phase != "" {
		text += ", " + m.setup.Phase
	}
	if m.setup.Bell == nil {
		return cell.Truncate(text, w)
	}
	return strings.TrimRight(ui.Fitting(w, text, m.setup.Bell(m.setup.Phase)), " ")
}

// menu draws the entries, or the question that comes before notes, and returns the row below.
func (m *Model) menu(g *cell.Grid, r ui.Rect, st ui.Styles) int {
	if m.asking {
		return m.question(g, r, st)
	}
	entries, step := m.entries(), 1
	if r.H >= 18 {
		step = 2
	}
	column := 0
	for _, e := range entries {
		column = max(column, len("   ")+cell.Width(e.name)+len("   "))
	}
	for i, e := range entries {
		e.draw(g, ui.Rect{X: r.X, Y: r.Y + i*step, W: r.W, H: 1}, column, i == m.at, st)
	}
	return r.Y + len(entries)*step
}

// draw puts the name of an entry in a row, marked when it is chosen, and, where all of it fits, what it
// is from a column on.
func (e entry) draw(g *cell.Grid, r ui.Rect, column int, chosen bool, st ui.Styles) {
	mark, style := "   ", st.Text
	if chosen {
		mark, style = " > ", st.Chosen
	}
	g.Fill(r.X, r.Y, r.W, r.H, style)
	g.Put(r.X, r.Y, cell.Truncate(mark+e.name, r.W), style)
	if column+cell.Width(e.what) <= r.W {
		g.Put(r.X+column, r.Y, e.what, style)
	}
}

// question draws the question who can see this screen, and returns the row below.
func (m *Model) question(g *cell.Grid, r ui.Rect, st ui.Styles) int {
	g.Put(r.X, r.Y, cell.Truncate("Who can see this screen?", r.W), st.Bold)
	for i, name := range []string{"m  only me: with the notes", "h  the whole hall: without notes"} {
		entry{name: name}.draw(g, ui.Rect{X: r.X, Y: r.Y + 1 + i, W: r.W, H: 1}, r.W, m.alone == (i == 0), st)
	}
	return r.Y + 3
}
