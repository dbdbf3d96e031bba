package ui

import (
	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// KeyList is the help: every key and what it does. A key that moves the talk moves it, help or not, because the
// speaker's thumb is on a clicker.
type KeyList struct {
	keys   KeyMap
	scroll int // the first line shown
	size   func() (w, h int)
}

// NewKeyList is the help on keys, from its first line. size is that of the window.
func NewKeyList(keys KeyMap, size func() (w, h int)) *KeyList {
	return &KeyList{keys: keys, size: size}
}

// Key implements Modal.
func (b *KeyList) Key(msg tea.KeyPressMsg) Answer {
	switch b.keys.Find(msg) {
	case Help, Leave, Quit:
		return Answer{}
	case ScrollDown:
		b.scroll = min(b.scroll+1, b.most())
	case ScrollUp:
		b.scroll = max(b.scroll-1, 0)
	default:
		return Answer{Stays: !isStop(msg), Passed: true}
	}
	return Answer{Stays: true}
}

// Draw implements Modal.
func (b *KeyList) Draw(g *cell.Grid, look Look) {
	lines := helpLines(b.keys)
	keyW, helpW := 0, 0
	for _, l := range lines {
		keyW, helpW = max(keyW, cell.Width(l[0])), max(helpW, cell.Width(l[1]))
	}
	r := Overlay(g, keyW+helpW+helpGap+4, len(lines)+2, look)
	s := NewStyles(look.Palette)
	helpTitle(g, r, len(lines), s)
	scroll := max(min(b.scroll, len(lines)-r.H), 0)
	for i := range min(r.H, len(lines)-scroll) {
		l := lines[scroll+i]
		x := keyW
		if keyW+helpGap+helpW > r.W {
			x = cell.Width(l[0]) // Too narrow for columns.
		}
		g.Put(r.X, r.Y+i, cell.Truncate(l[0], r.W), s.Bold)
		g.Put(r.X+x+helpGap, r.Y+i, cell.Truncate(l[1], r.W-x-helpGap), s.Text)
	}
}

// helpGap is the columns between a key and what it does.
const helpGap = 2

// helpTitle writes on the border, which a list as long as the screen leaves free.
func helpTitle(g *cell.Grid, r Rect, lines int, s Styles) {
	if !framed(g.W, g.H) {
		return
	}
	title := " Keys "
	if lines > r.H {
		title = " Keys: J scrolls down, K up "
	}
	Center(g, Rect{r.X, r.Y - 1, r.W, 1}, 0, title, s.Bold)
}

// most is how far the help scrolls in its window.
func (b *KeyList) most() int {
	w, h := b.size()
	if framed(w, h) {
		h -= 2
	}
	return max(len(helpLines(b.keys))-h, 0)
}

// helpLines are the keys and what they do. A binding without words stands in another one's line.
func helpLines(keys KeyMap) [][2]string {
	lines := make([][2]string, 0, len(keys))
	for _, b := range keys {
		if h := b.Key.Help(); h.Desc != "" {
			lines = append(lines, [2]string{h.Key, h.Desc})
		}
	}
	return lines
}
