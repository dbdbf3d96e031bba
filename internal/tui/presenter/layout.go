package presenter

import (
	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// layout is where everything stands, for one size of the window and of the notes. A rectangle of no height
// is left out. It is comparable.
type layout struct {
	Head   ui.Rect // deck, position, phase, time of day
	Banner ui.Rect // what lies over the hall; shares its last row with the labels of now and next
	Now    ui.Rect // with a row for its label above
	Next   ui.Rect
	Words  ui.Rect // what now and next are, in words, where larger notes leave no room for pictures
	Time   ui.Rect // elapsed and left, in large type
	Hall   ui.Rect // what each hall shows and what does not work, over as many rows as that takes
	Notes  ui.Rect
	Pace   ui.Rect // whether the talk is on time
	Clock  ui.Rect
	Keys   ui.Rect
}

// The smallest window that has room for large figures; below it the notes and the clock win.
const (
	fullCols = 60
	fullRows = 18
)

// paceRows is the smallest height that has a row for the pace beside the clock's.
const paceRows = 8

// layOut divides a window for a size of the notes.
func layOut(w, h, size int) layout {
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
	top += l.Banner.H
	l.Hall = row(top, 0)
	if w >= fullCols && h >= fullRows {
		top += l.strip(w, top, stripRows(h, size))
		l.Hall = row(top, 1)
		top++
	}
	l.Notes = row(top, max(bottom-top, 0))
	return l
}

// stripRows is the height of now, next and the time. It gives way as the notes grow.
func stripRows(h, size int) int {
	switch size {
	case 0:
		return h / 3
	case 1:
		return h / 5
	}
	return h / 7
}

const (
	leastStrip   = 4  // rows of the figures and their labels
	leastPicture = 6  // rows of a miniature that still tells one slide from another
	leastColumns = 21 // columns of one
	leastTime    = 18 // columns of the figures beside miniatures
	mostTime     = 48 // columns of the figures beside words
)

// strip places now, next and the time beside each other, and returns the rows that they take: no more than a
// screen of the usual proportions has use for.
func (l *layout) strip(w, top, rows int) int {
	cols, tall := render.Usual().Inside((w-6-leastTime)/2, rows)
	if tall < leastPicture || cols < leastColumns {
		x := max(2*w/5, w-mostTime)
		top -= l.Banner.H // Which is free but for a banner; then that says what the hall sees.
		l.Words = ui.Rect{X: 1, Y: top, W: x - 2, H: leastStrip}
		l.Time = ui.Rect{X: x, Y: top, W: w - 1 - x, H: leastStrip}
		return leastStrip - l.Banner.H
	}
	l.Now = ui.Rect{X: 1, Y: top, W: cols, H: tall}
	l.Next = ui.Rect{X: cols + 3, Y: top, W: cols, H: tall} // Between them are the edges of both.
	x := l.Next.X + cols + 2
	l.Time = ui.Rect{X: x, Y: top, W: w - 1 - x, H: tall}
	return tall
}

// full reports whether everything of the view has room.
func (l layout) full() bool { return l.Time.H > 0 }

// pictures reports whether now and next are shown as pictures.
func (l layout) pictures() bool { return l.Now.H > 0 }

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
	for _, r := range []*ui.Rect{&l.Now, &l.Next, &l.Words, &l.Time, &l.Hall, &l.Notes} {
		r.Y += by
	}
	l.Notes.H -= by
	return l
}
