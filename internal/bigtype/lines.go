package bigtype

import "cmp"

// SetLine is a line of a layout as text, for what sets type itself.
type SetLine struct {
	Text        Text    // in the order in which it is read, with the marks of its runs
	Base        float64 // from the top of the layout to the baseline
	W           float64 // of its letters as they are drawn here
	RightToLeft bool
	Hyphen      bool // a hyphen is drawn behind the text, which breaks a word
}

// Narrow is the share of their own width that the letters of the layout have: 1 unless it is condensed.
func (l Layout) Narrow() float64 { return cmp.Or(l.narrow, 1) }

// SetLines are the lines of a layout as text.
func (l Layout) SetLines() []SetLine {
	marks := l.text.marks()
	out := make([]SetLine, 0, len(l.lines))
	for _, ln := range l.lines {
		s := SetLine{Base: ln.base, W: ln.w, RightToLeft: ln.rtl, Hyphen: ln.last.hyphen}
		if ln.of != nil && ln.number < len(marks) {
			s.Text = runsOf(ln.of.text[ln.start:ln.last.end], marks[ln.number][ln.start:])
		}
		out = append(out, s)
	}
	return out
}

// runsOf divides text where its marks change.
func runsOf(text []rune, marks []uint8) Text {
	var out Text
	from := 0
	for i := range text {
		if i+1 == len(text) || marks[i+1] != marks[i] {
			out = append(out, Run{Text: string(text[from : i+1]), Mark: marks[i]})
			from = i + 1
		}
	}
	return out
}
