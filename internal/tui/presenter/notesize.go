package presenter

import "github.com/westandtogether-assembly/assembly/internal/bigtype"

// noteSize is a size of the notes.
type noteSize struct {
	pitch int     // rows from one line to the next
	em    float64 // in rows; 0 is the terminal's own type
	base  float64 // rows from the top of a line to its baseline, on the edge of a row, where type is sharp
}

// noteSizes are the sizes, from the smallest: the terminal's own type, the same with an empty line between
// its lines, and drawn type.
func noteSizes() []noteSize {
	return []noteSize{{1, 0, 0}, {2, 0, 0}, {3, 2.65, 2}, {4, 3.66, 3}, {6, 5.5, 4}, {8, 7.3, 6}}
}

// top is where the top of a line's ink is. Its baseline is on the edge of a row, but for letters that are
// higher than most, as capitals with an accent are.
func (s noteSize) top(l bigtype.Layout) float64 {
	const tip = 0.1 // which no cell shows
	if y := s.base - l.Base; y > -tip {
		return y
	}
	return 0
}

// A size is of use while it shows enough words at once to speak from.
const (
	leastLines  = 4
	leastLetter = 22   // to a line
	letterWidth = 0.56 // of a letter, on average, in ems
)

// mostSize is the largest size that is of use in the window.
func (m *Model) mostSize() int {
	most := 0
	for i, s := range noteSizes() {
		l := layOut(m.stage.W, m.stage.H, i)
		drawn := s.em == 0 || m.stage.Look.DrawsSmall() && float64(l.Notes.W)/2 >= leastLetter*letterWidth*s.em
		if drawn && l.Notes.H/s.pitch >= leastLines {
			most = i
		}
	}
	return most
}

// resizeNotes makes the notes larger or smaller, or says why not.
func (m *Model) resizeNotes(by int) {
	size := m.notes.size + by
	switch most := m.mostSize(); {
	case size < 0:
		m.notice("The notes are as small as they get")
	case size > most:
		m.notice("Larger notes would show too few words in this window")
	default:
		m.notes.size = size
	}
}

// noteFont is the face of the drawn notes.
func noteFont() *bigtype.Font { return bigtype.GoBold() }
