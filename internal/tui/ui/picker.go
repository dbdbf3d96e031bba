package ui

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// Picker is the overview of a deck and its search: slides to choose from, as pictures where there is room and no
// search, and else as a list.
type Picker struct {
	stage  *Stage
	typing bool // the search line takes the keys
	query  string
	number int // typed so far, 0 for none
	at     int // index into what is listed

	hits      []hit // what the search found; nil means all slides
	searching bool  // the answer to the query is still to come
	entered   bool  // Enter was pressed meanwhile: the first hit is chosen when it comes
}

// Key implements Modal.
func (p *Picker) Key(msg tea.KeyPressMsg) Answer {
	key := msg.String()
	if !p.typing && p.digit(key) {
		return Answer{Stays: true}
	}
	p.number = 0
	switch key {
	case "esc", "ctrl+c":
		return Answer{}
	case "enter":
		return p.choose()
	case "up":
		p.move(-p.row())
	case "down":
		p.move(p.row())
	case "pgup", "shift+tab", "shift+pgup":
		p.move(-1)
	case "pgdown", "tab", "shift+pgdown":
		p.move(1)
	default:
		if p.typing {
			return Answer{Stays: true, Cmd: p.edit(msg)}
		}
		return p.browse(key)
	}
	return Answer{Stays: true}
}

// digit takes a digit of a slide's number, and marks that slide.
func (p *Picker) digit(key string) bool {
	d, err := strconv.Atoi(key)
	if err != nil || d < 0 || len(key) != 1 {
		return false
	}
	p.number = min(p.number*10+d, maxCount)
	if p.hits == nil && p.number > 0 {
		p.at = min(p.number, p.count()) - 1
	}
	return true
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

// browse takes the keys of the overview while nothing is being typed.
func (p *Picker) browse(key string) Answer {
	switch key {
	case "l", "right", "space", "n":
		p.move(1)
	case "h", "left", "backspace", "p":
		p.move(-1)
	case "j":
		p.move(p.row())
	case "k":
		p.move(-p.row())
	case "home", "g":
		p.at = 0
	case "end", "G":
		p.at = p.count() - 1
	case "/":
		p.typing = true
	case "x":
		if aside := p.stage.Aside; aside != nil {
			aside.Toggle(p.slideAt(p.at))
		}
	case "o", "q":
		return Answer{}
	}
	return Answer{Stays: true}
}

// move marks another slide. Up or down from the edge of the pictures stays; down to where the last row has none
// goes to the last.
func (p *Picker) move(by int) {
	row, last := p.row(), p.count()-1
	switch to := p.at + by; {
	case to < 0 && by != -1, to > last && p.at/row == last/row && by != 1:
	default:
		p.at = max(min(to, last), 0)
	}
}

// row is how many slides lie between one and the one below it.
func (p *Picker) row() int {
	if t, ok := p.tiles(p.stage.W, p.stage.H, p.stage.Look); ok {
		return t.cols
	}
	return 1
}

func (p *Picker) count() int {
	if p.hits == nil {
		return p.stage.Deck.Len()
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
	return p.hits[i].Slide
}

func (p *Picker) hints() []string {
	hints := []string{"Enter goes there", "Esc back"}
	if !p.typing {
		hints = append(hints, "/ search", "or type its number")
		if p.note(p.slideAt(p.at)) != "" {
			hints = append(hints, "x leaves out, or takes back in")
		}
	}
	return hints
}

func (p *Picker) headline() string {
	switch {
	case p.typing:
		return "Search: " + p.query + "_"
	case p.number > p.count():
		return "Slides   there is no " + strconv.Itoa(p.number)
	case p.number > 0:
		return "Slides   " + strconv.Itoa(p.number)
	}
	return "Slides"
}

// called is what a slide is called, with what there is to say about it.
func (p *Picker) called(slide int) string {
	var said []string
	if slide == p.stage.Talk.Pos.Slide {
		said = append(said, "now")
	}
	if note := p.note(slide); note != "" {
		said = append(said, note)
	}
	if title := p.stage.Deck.Title(slide); len(said) > 0 {
		return "(" + strings.Join(said, ", ") + ") " + title
	}
	return p.stage.Deck.Title(slide)
}

func (p *Picker) note(slide int) string {
	if p.stage.Aside == nil {
		return ""
	}
	return p.stage.Aside.Note(slide)
}
