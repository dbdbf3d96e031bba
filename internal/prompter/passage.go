package prompter

import "github.com/westandtogether-assembly/assembly/internal/cell"

// Passage is where a note of the slide stands on the panel.
type Passage struct {
	Y, H  int // its rows, without the empty one below
	lines []Line
}

// Line is a line of a passage.
type Line struct {
	Y, H int     // its rows, from the passage's first
	end  float64 // the share of the passage's text up to its end, 0 to 1
}

// Lines are the lines of the passage, from the top.
func (p Passage) Lines() []Line { return p.lines }

// NewPassage makes a passage whose lines of text divide rows evenly, each at most tall rows high.
func NewPassage(texts []string, rows, tall int) Passage {
	sum := 0
	for _, t := range texts {
		sum += cell.Width(t) + 1
	}
	var p Passage
	read := 0
	for i, t := range texts {
		read += cell.Width(t) + 1
		y := i * rows / len(texts)
		h := min((i+1)*rows/len(texts)-y, tall)
		p.lines = append(p.lines, Line{y, h, float64(read) / float64(sum)})
		p.H = y + h
	}
	return p
}

// Find gives the line in which a share of the text ends, and how much of that line it takes, 0 to 1.
func (p Passage) Find(share float64) (l Line, done float64) {
	from := 0.0
	for i, l := range p.lines {
		if share < l.end || i == len(p.lines)-1 {
			return l, min((share-from)/(l.end-from), 1)
		}
		from = l.end
	}
	return Line{}, 0
}
