package start

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/plan"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// draw makes the grid; Frame only hands it out.
func (m *Model) draw() {
	w, h := m.size.Width, m.size.Height
	g := cell.New(w, h, ui.NewStyles(m.setup.Look.Palette).Text)
	m.grid = g
	if w < 1 || h < 1 {
		return
	}
	for _, a := range []airy{{gap: 1, drawn: true}, {drawn: true}, {}} {
		g.Fill(0, 0, w, h, ui.NewStyles(m.setup.Look.Palette).Text)
		if m.compose(g, room(g), a) {
			break
		}
	}
	m.drawError(g)
	if m.help != nil {
		m.help.Draw(g, m.setup.Look)
	}
}

// room is the screen less its margins.
func room(g *cell.Grid) ui.Rect { return ui.Rect{W: g.W, H: g.H}.Inset(min(g.W/20, 4), 0) }

// airy is what gives way where rows run short: first the empty lines, and then the size of the title.
type airy struct {
	gap   int
	drawn bool // the title
}

// compose stacks title, plan, menu, statement and keys. It reports whether the statement is whole, and the menu
// with it.
func (m *Model) compose(g *cell.Grid, r ui.Rect, a airy) bool {
	st := ui.NewStyles(m.setup.Look.Palette)
	gap, bottom := 0, r.H-1
	if r.H >= 20 {
		gap = a.gap
	}
	y := gap
	y += m.title(g, ui.Rect{X: r.X, Y: y, W: r.W, H: r.H}, st, a.drawn)
	g.Put(r.X, y, m.subtitle(r.W), st.Dim)
	y += 1 + gap
	y = m.choices(g, ui.Rect{X: r.X, Y: y, W: r.W, H: bottom - y}, st) + gap
	for i, l := range m.source(r.W, bottom-y) {
		g.Put(r.X, y+i, l, st.Text)
	}
	g.Fill(0, bottom, g.W, 1, st.Text)
	g.Put(r.X, bottom, m.hints(r.W), st.Bold)
	return len(cell.Wrap(m.statement, min(r.W, widest))) <= bottom-y
}

// drawError tells all of what went wrong, over whatever else is there, until a key is pressed; from then on
// its first row, above the keys.
func (m *Model) drawError(g *cell.Grid) {
	if m.err == nil {
		m.drawNote(g)
		return
	}
	bottom := g.H - 1
	lines := cell.Wrap(m.err.Error(), g.W)
	if m.told && len(lines) > 1 {
		first, _, _ := strings.Cut(m.err.Error(), "\n")
		lines = []string{cell.Truncate(first, g.W)}
	}
	if most := max(bottom, 1); len(lines) > most {
		lines = append(lines[:most-1:most-1], cell.Truncate("(and more, once this is fixed)", g.W))
	}
	for i, l := range lines {
		ui.Banner(g, ui.Rect{Y: max(bottom-len(lines), 0) + i, W: g.W, H: 1}, l, m.setup.Look)
	}
}

// drawNote tells what was done last, above the keys.
func (m *Model) drawNote(g *cell.Grid) {
	if m.note == "" {
		return
	}
	st, r := ui.NewStyles(m.setup.Look.Palette), room(g)
	lines := cell.Wrap(m.note, r.W)
	top := max(g.H-1-len(lines), 0)
	g.Fill(0, top, g.W, len(lines), st.Text)
	for i, l := range lines {
		g.Put(r.X, top+i, l, st.Bold)
	}
}

// source gives the statement in as many lines as there are rows. Where it is truncated, the last
// line says where to find all of it.
func (m *Model) source(w, rows int) []string {
	if m.statement == "" {
		return nil
	}
	lines := cell.Wrap(m.statement, min(w, widest))
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
func (m *Model) title(g *cell.Grid, r ui.Rect, st ui.Styles, drawn bool) int {
	p := m.setup.Look.Palette
	big := ui.Rect{X: r.X, Y: r.Y, W: r.W, H: min(r.H/4, 8)}
	if drawn && r.H >= leastDrawnTitle {
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
	case m.script.busy && m.script.path == "":
		return ui.Fitting(w, "Writing the script ...", "q leaves")
	case m.menu.opening:
		return ui.Fitting(w, "Opening the deck ...", "q leaves")
	case m.menu.asking:
		return ui.Fitting(w, "Enter answers", "q back", "m only me", "h the whole hall", "? help", "arrows choose")
	case m.menu.listing:
		return ui.Fitting(w, "Enter opens", "q back", "? help", "arrows choose")
	case len(m.setup.Deck.Meta.Phases) > 1:
		return ui.Fitting(w, "Enter opens", "t phase", "q leaves", "? help", "arrows choose")
	}
	return ui.Fitting(w, "Enter opens", "q leaves", "? help", "arrows choose")
}

// subtitle says how long the talk is and, where there is room, when to begin it.
func (m *Model) subtitle(w int) string {
	text := fmt.Sprintf("%d slides", m.setup.Deck.Len())
	if m.setup.Deck.Len() == 1 {
		text = "1 slide"
	}
	total := m.planned.total
	if m.planned.deck != m.setup.Deck || m.planned.phase != m.setup.Phase {
		total = 0 // Still to come.
	}
	if total > 0 {
		text += ", about " + plan.Words(total)
	}
	if m.setup.Phase != "" {
		text += ", " + m.setup.Phase
	}
	if name := cell.Clean(filepath.Base(m.setup.Path)); m.setup.Path != "" && cell.Width(name+", "+text) <= w {
		text = name + ", " + text // Two decks may have one title.
	}
	if m.setup.Bell == nil {
		return cell.Truncate(text, w)
	}
	return strings.TrimRight(ui.Fitting(w, text, m.setup.Bell(m.setup.Deck, total)), " ")
}

// choices draws the entries, the question that comes before notes or the other decks, and returns the row
// below.
func (m *Model) choices(g *cell.Grid, r ui.Rect, st ui.Styles) int {
	switch {
	case m.menu.asking:
		return m.question(g, r, st)
	case m.menu.listing:
		return m.decks(g, r, st)
	}
	return drawEntries(g, r, m.entries(), m.menu.at, m.step(r), st)
}

// step is the rows from one entry to the next: two where the statement still has room.
func (m *Model) step(r ui.Rect) int {
	statement := len(cell.Wrap(m.statement, min(r.W, widest)))
	if 2*len(m.entries())+1+statement <= r.H {
		return 2
	}
	return 1
}

// drawEntries draws entries from the top of a rectangle on, and returns the row below. What they are stands
// beside their names, in a column, where that of every entry fits.
func drawEntries(g *cell.Grid, r ui.Rect, entries []entry, at, step int, st ui.Styles) int {
	column := 0
	for _, e := range entries {
		column = max(column, len("   ")+cell.Width(e.name)+len("   "))
	}
	room := r.W - column
	fits := !slices.ContainsFunc(entries, func(e entry) bool { return !e.cut && cell.Width(e.what) > room })
	for i, e := range entries {
		row := ui.Rect{X: r.X, Y: r.Y + i*step, W: r.W, H: 1}
		style := e.draw(g, row, i == at, st)
		if fits && room >= leastWhat {
			g.Put(row.X+column, row.Y, cell.Truncate(e.what, room), style)
		}
	}
	return r.Y + len(entries)*step
}

// leastWhat is the columns from which it is worth saying what an entry is.
const leastWhat = 12

// draw puts the name of an entry in a row, marked when it is chosen, and returns the style of the row.
func (e entry) draw(g *cell.Grid, r ui.Rect, chosen bool, st ui.Styles) cell.Style {
	mark, style := "   ", st.Text
	if chosen {
		mark, style = " > ", st.Chosen
	}
	g.Fill(r.X, r.Y, r.W, r.H, style)
	g.Put(r.X, r.Y, cell.Truncate(mark+e.name, r.W), style)
	return style
}

// question draws the question who can see this screen, and returns the row below.
func (m *Model) question(g *cell.Grid, r ui.Rect, st ui.Styles) int {
	g.Put(r.X, r.Y, cell.Truncate("Who can see this screen?", r.W), st.Bold)
	answers := []entry{{name: "m  only me: with the notes"}, {name: "h  the whole hall: slides only, on this screen"}}
	at := 1
	if m.menu.alone {
		at = 0
	}
	r.Y++
	below := drawEntries(g, r, answers, at, 1, st)
	if c := m.entries()[m.menu.at].choice; c == Resume {
		g.Put(r.X, below, cell.Truncate("m: an open hall screen goes on, too", r.W), st.Text)
		below++
	}
	return below
}

// decks draws the other decks, as many as leave two rows for the statement, and returns the row below.
func (m *Model) decks(g *cell.Grid, r ui.Rect, st ui.Styles) int {
	g.Put(r.X, r.Y, cell.Truncate("Which deck?", r.W), st.Bold)
	rows := min(max(r.H-3, 1), len(m.others.Decks))
	first := max(min(m.menu.other-rows/2, len(m.others.Decks)-rows), 0)
	var shown []entry
	for _, d := range m.others.Decks[first : first+rows] {
		shown = append(shown, entry{name: d.Name, what: d.what(), cut: true})
	}
	r.Y++
	return drawEntries(g, r, shown, m.menu.other-first, 1, st)
}

// what is a deck's title and its folder.
func (d Deck) what() string {
	if d.Folder == "" {
		return d.Title
	}
	return strings.TrimLeft(d.Title+"   in "+d.Folder, " ")
}
