package kit

import (
	"assembly/internal/cell"
)

// DrawHelp lays a list of every key over a grid. scroll is the
// first line shown, held inside the list.
func DrawHelp(g *cell.Grid, keys KeyMap, scroll int, look Look) {
	lines := helpLines(keys)
	keyW, helpW := 0, 0
	for _, l := range lines {
		keyW, helpW = max(keyW, cell.Width(l[0])), max(helpW, cell.Width(l[1]))
	}
	r := Overlay(g, keyW+helpW+2+4, len(lines)+4, look)
	s := NewStyles(look.Palette)
	rows := r.H
	if rows > 2 {
		Center(g, r, 0, "Keys", s.Bold)
		r, rows = Rect{r.X, r.Y + 1, r.W, r.H - 1}, rows-1
	}
	scroll = max(min(scroll, len(lines)-rows), 0)
	for i := range min(rows, len(lines)-scroll) {
		l := lines[scroll+i]
		g.Put(r.X, r.Y+i, cell.Truncate(l[0], r.W), s.Bold)
		g.Put(r.X+keyW+2, r.Y+i, cell.Truncate(l[1], r.W-keyW-2), s.Text)
	}
}

func helpLines(keys KeyMap) [][2]string {
	lines := make([][2]string, 0, len(keys))
	for _, b := range keys {
		h := b.Key.Help()
		lines = append(lines, [2]string{h.Key, h.Desc})
	}
	return lines
}
