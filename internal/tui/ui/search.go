package ui

import (
	"fmt"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// hit is a slide that a search has found.
type hit = deck.Hit

// Found is the answer to a search, sent by the command that a key brings.
type Found struct {
	picker *Picker // that asked
	query  string
	hits   []hit
}

// Take shows what a search found, unless the query has changed since.
func (p *Picker) Take(f Found) Answer {
	if p.typing && f.query == p.query {
		p.at, p.hits, p.searching = 0, f.hits, false
		if p.entered {
			p.entered = false
			return p.choose()
		}
	}
	return Answer{Stays: true}
}

func (p *Picker) edit(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case msg.String() == "backspace":
		_, n := utf8.DecodeLastRuneInString(p.query)
		p.query = p.query[:len(p.query)-n]
	case msg.Text != "" && len(p.query) < maxQuery:
		p.query += cell.Clean(msg.Text)
	default:
		return nil
	}
	return p.find()
}

const maxQuery = 200

// find looks for the slides whose text holds the query, outside Update: the deck may have thousands. A search that still
// runs is waited for: a key that is held asks for many. The speaker's notes are looked through only where the screen is the speaker's.
func (p *Picker) find() tea.Cmd {
	p.searching, p.entered = strings.TrimSpace(p.query) != "", false
	if !p.searching {
		p.at, p.hits = 0, nil
		return nil
	}
	query, d, phase, find := p.query, p.stage.Deck, p.stage.Talk.Phase, (*deck.Deck).Find
	if p.stage.Aside != nil && p.stage.Aside.SearchesNotes() {
		find = func(d *deck.Deck, query string) []hit { return d.FindWithNotes(query, phase) }
	}
	return p.stage.searching.Take(func() tea.Msg { return Found{p, query, append([]hit{}, find(d, query)...)} })
}

// Draw implements Modal.
func (p *Picker) Draw(g *cell.Grid, look Look) {
	if t, ok := p.tiles(g.W, g.H, look); ok {
		p.drawTiles(g, t, look)
		return
	}
	// As tall as the whole deck needs, whatever a search finds: the box must not jump about.
	r := Overlay(g, max(60, g.W*2/3), max(min(g.H-2, p.rowsOf()*p.stage.Deck.Len()+4), 3), look)
	s := NewStyles(look.Palette)
	list := Rect{r.X, r.Y + 1, r.W, r.H - 2}
	if list.H < 1 {
		list = r
	} else {
		g.Put(r.X, r.Y, cell.Truncate(p.headline(), r.W), s.Bold)
		g.Put(r.X, r.Y+r.H-1, Fitting(r.W, p.hints()...), s.Dim)
	}
	p.drawList(g, list, s)
}

// rowsOf is the rows of a slide in the list: one that was found has one more, with the words around it.
func (p *Picker) rowsOf() int {
	if p.typing {
		return 2
	}
	return 1
}

func (p *Picker) drawList(g *cell.Grid, r Rect, s Styles) {
	tall := min(p.rowsOf(), max(r.H, 1))
	shown := r.H / tall
	first := max(min(p.at-shown/2, p.count()-shown), 0)
	for i := range min(shown, p.count()-first) {
		p.drawRow(g, Rect{r.X, r.Y + i*tall, r.W, tall}, first+i, s)
	}
	if p.count() == 0 {
		g.Put(r.X, r.Y, cell.Truncate("No slide has these words.", r.W), s.Text)
	}
}

func (p *Picker) drawRow(g *cell.Grid, r Rect, i int, s Styles) {
	slide := p.slideAt(i)
	st, mark := s.Text, "  "
	if i == p.at {
		st, mark = s.Chosen, "> "
		g.Fill(r.X, r.Y, r.W, r.H, st)
	}
	number := fmt.Sprintf("%s%4d  ", mark, slide+1)
	g.Put(r.X, r.Y, cell.Truncate(number+p.called(slide), r.W), st)
	if p.hits != nil && r.H > 1 {
		x := cell.Width(number)
		drawHit(g, Rect{r.X + x, r.Y + 1, r.W - x, 1}, p.hits[i], st)
	}
}

// drawHit says where the words were found, and shows those around them, with the words that were looked for
// underlined in bold.
func drawHit(g *cell.Grid, r Rect, h hit, st cell.Style) {
	lead := h.Source.String() + ": "
	room := r.W - cell.Width(lead) - cell.Width(h.Match)
	before := tail(h.Before, max(room-min(cell.Width(h.After), room/2), 0))
	x := r.X
	put := func(text string, s cell.Style) { x += g.Put(x, r.Y, cell.Truncate(text, max(r.X+r.W-x, 0)), s) }
	put(lead, st)
	put(before, st)
	put(h.Match, st.With(cell.Bold|cell.Underline))
	put(h.After, st)
}

// tail is the end of a text, at most so many columns of it, from the beginning of a word where it has one.
func tail(text string, width int) string {
	if cell.Width(text) <= width {
		return text
	}
	for text != "" && cell.Width(text) >= width {
		_, n := utf8.DecodeRuneInString(text)
		text = text[n:]
	}
	if _, words, ok := strings.Cut(text, " "); ok && words != "" {
		text = words
	}
	return "…" + text
}
