package bigtype

// Line gives one line of the layout, from 0, as a layout of its own: it stands as it does among the others, with the
// direction of its paragraph. Lines can so be put farther apart, or on different pages.
func (l Layout) Line(i int) Layout {
	ln := l.lines[i]
	ln.base = l.Base
	out := l
	out.lines, out.Lines = []line{ln}, l.Lines[i:i+1]
	out.W, out.H = ln.w, l.Base+l.Foot
	return out
}
