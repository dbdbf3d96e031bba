package presenter

import "assembly/internal/tui/ui"

// layout is where everything stands, for one size of the window. A rectangle of no height is left
// out. It is comparable.
type layout struct {
	Head   ui.Rect // deck, position, phase, time of day
	Banner ui.Rect // what lies over the hall; shares its last row with the labels of now and next
	Now    ui.Rect // with a row for its label above
	Next   ui.Rect
	Hall   ui.Rect // what each hall shows and what does not work, over as many rows as that takes
	Notes  ui.Rect
	Pace   ui.Rect // whether the talk is on time
	Clock  ui.Rect
	Keys   ui.Rect
}

// The smallest window that has room for now and next; below it the notes and the clock win.
const (
	fullCols = 60
	fullRows = 18
)

// paceRows is the smallest height that has a row for the pace beside the clock's.
const paceRows = 8

// layOut divides a window.
func layOut(w, h int) layout {
	l := layout{Head: ui.Rect{W: w, H: min(h, 1)}}
	row := func(y, h int) ui.Rect { return ui.Rect{X: min(1, w), Y: y, W: max(w-2, 0), H: h} }
	if h >= 3 {
		l.Clock = ui.Rect{Y: h - 1, W: w, H: 1}
	}
	bottom := h - l.Clock.H
	if h >= fullRows {
		l.Keys = row(h-1, 1)
		l.Clock.Y = h - 2
		bottom = h - 2
	}
	if h >= paceRows {
		bottom--
		l.Pace = row(bottom, 1)
	}
	top := l.Head.H
	l.Banner = ui.Rect{Y: top, W: w, H: min(max(bottom-top, 0), 1)}
	if w >= fullCols && h >= fullRows {
		tall := min(max(3*h/8, 6), 30)
		l.Now, l.Next = previews(w, top+1, tall)
		l.Hall = row(top+1+tall, 1)
		top += 1 + tall + 1
	} else {
		top += l.Banner.H
		l.Hall = row(top, 0)
	}
	l.Notes = row(top, max(bottom-top, 0))
	return l
}

// full reports whether now and next have room.
func (l layout) full() bool { return l.Now.H > 0 }

// most is the most rows that the halls may take: the notes keep half of theirs.
func (l layout) most() int { return max(l.Notes.Y-l.Hall.Y, 0) + l.Notes.H/2 }

// withHall gives the halls their rows; those beyond the ones that are free are the notes'.
func (l layout) withHall(rows int) layout {
	l.Hall.H = rows
	taken := max(l.Hall.Y+rows-l.Notes.Y, 0)
	l.Notes.Y += taken
	l.Notes.H -= taken
	return l
}

// grown is the layout with a banner of some rows, which the notes give up but for one.
func (l layout) grown(rows int) layout {
	by := max(min(rows-l.Banner.H, l.Notes.H-1), 0)
	l.Banner.H += by
	for _, r := range []*ui.Rect{&l.Now, &l.Next, &l.Hall, &l.Notes} {
		r.Y += by
	}
	l.Notes.H -= by
	return l
}

// previews stand side by side, now the larger one.
func previews(w, top, tall int) (now, next ui.Rect) {
	now = ui.Rect{X: 1, Y: top, W: (w - 3) * 3 / 5, H: tall}
	next = ui.Rect{X: now.X + now.W + 1, Y: top, H: tall}
	next.W = w - 1 - next.X
	return now, next
}
