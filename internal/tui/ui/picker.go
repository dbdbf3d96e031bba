package ui

import (
	"fmt"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"assembly/internal/cell"
	"assembly/internal/deck"
	"assembly/internal/talk"
)

// Picker is the overview of a deck and its search: a list of slides to choose from.
type Picker struct {
	typing bool // the search line takes the keys
	query  string
	deck   *deck.Deck
	at     int   // index into hits
	hits   []int // slides that match; nil means all
	aside  Aside // nil for nothing beside the titles

	searching bool // the answer to the query is still to come
	entered   bool // Enter was pressed meanwhile: the first hit is chosen when it comes
}

// Found is the answer to a search, sent by the command that a key brings.
type Found struct {
	query string
	hits  []int
}

// Key implements Modal.
func (p *Picker) Key(msg tea.KeyPressMsg) Answer {
	stays := Answer{Stays: true}
	switch msg.String() {
	case "esc", "ctrl+c":
		return Answer{}
	case "enter":
		return p.choose()
	case "up", "pgup", "shift+tab":
		p.move(-1)
	case "down", "pgdown", "tab":
		p.move(1)
	default:
		if !p.typing {
			return p.browse(msg)
		}
		stays.Cmd = p.edit(msg)
	}
	return stays
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

// choose goes to the slide that is marked. While a search is on, what is marked is not yet what was
// asked for.
func (p *Picker) choose() Answer {
	slide := p.slideAt(p.at)
	if p.searching || slide < 0 {
		p.entered = p.searching
		return Answer{Stays: true}
	}
	return Answer{Command: talk.Command{Op: talk.GoTo, N: slide}}
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

// browse takes the keys of the overview while nothing is being typed.
func (p *Picker) browse(msg tea.KeyPressMsg) Answer {
	switch msg.String() {
	case "j", "l", "right", "space", "n":
		p.move(1)
	case "k", "h", "left", "backspace", "p":
		p.move(-1)
	case "home", "g":
		p.at = 0
	case "end", "G":
		p.at = p.count() - 1
	case "/":
		p.typing = true
	case "x":
		if p.aside != nil {
			p.aside.Toggle(p.slideAt(p.at))
		}
	case "o", "q":
		return Answer{}
	}
	return Answer{Stays: true}
}

func (p *Picker) move(by int) { p.at = max(min(p.at+by, p.count()-1), 0) }

func (p *Picker) count() int {
	if p.hits == nil {
		return p.deck.Len()
	}
	return len(p.hits)
}

func (p *Picker) slideAt(i int) int {
	switch {
	case i < 0 || i >= p.count():
		return -1
	case p.hits == nil:
		return i
	}
	return p.hits[i]
}

// find looks for the slides whose text holds the query, outside Update: the deck may have
// thousands.
func (p *Picker) find() tea.Cmd {
	p.searching, p.entered = strings.TrimSpace(p.query) != "", false
	if !p.searching {
		p.at, p.hits = 0, nil
		return nil
	}
	query, d := p.query, p.deck
	return func() tea.Msg {
		return Found{query, append([]int{}, d.Find(query)...)}
	}
}

// Draw implements Modal.
func (p *Picker) Draw(g *cell.Grid, look Look) {
	// As tall as the whole deck needs, whatever a search finds: the box must not jump about.
	r := Overlay(g, max(60, g.W*2/3), max(min(g.H-2, p.deck.Len()+4), 3), look)
	s := NewStyles(look.Palette)
	list := Rect{r.X, r.Y + 1, r.W, r.H - 2}
	if list.H < 1 {
		list = r
	} else {
		g.Put(r.X, r.Y, cell.Truncate(p.headline(), r.W), s.Bold)
		g.Put(r.X, r.Y+r.H-1, Fitting(r.W, p.hints()...), s.Dim)
	}
	first := max(min(p.at-list.H/2, p.count()-list.H), 0)
	for i := range min(list.H, p.count()-first) {
		p.drawRow(g, Rect{r.X, list.Y + i, r.W, 1}, first+i, s)
	}
	if p.count() == 0 {
		g.Put(list.X, list.Y, cell.Truncate("No slide has these words.", r.W), s.Text)
	}
}

func (p *Picker) hints() []string {
	hints := []string{"Enter goes there", "Esc back"}
	if !p.typing {
		hints = append(hints, "/ search")
		if p.note(p.slideAt(p.at)) != "" {
			hints = append(hints, "x leaves out, or takes back in")
		}
	}
	return hints
}

func (p *Picker) headline() string {
	if p.typing {
		return "Search: " + p.query + "_"
	}
	return "Slides"
}

func (p *Picker) drawRow(g *cell.Grid, r Rect, i int, s Styles) {
	slide := p.slideAt(i)
	st, mark := s.Text, "  "
	if i == p.at {
		st, mark = s.Chosen, "> "
		g.Fill(r.X, r.Y, r.W, 1, st)
	}
	title := p.deck.Title(slide)
	if note := p.note(slide); note != "" {
		title = "(" + note + ") " + title
	}
	g.Put(r.X, r.Y, cell.Truncate(fmt.Sprintf("%s%4d  %s", mark, slide+1, title), r.W), st)
}

func (p *Picker) note(slide int) string {
	if p.aside == nil {
		return ""
	}
	return p.aside.Note(slide)
}
