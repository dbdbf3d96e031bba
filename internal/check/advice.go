package check

import (
	"math"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/render"
)

// Advice says how a deck is read in a window as it is, and whether other letters of the terminal would help.
type Advice struct {
	Window   render.Screen
	Distance float64 // of the back row, in heights of the picture

	Slide int     // the one that is read least well, counted from 1; 0 for a deck without slides
	Reach float64 // how far its smallest words are read well, in heights of the picture; 0 for a slide without words
	Lost  int     // how many of its lines find no room
	Fair  bool    // every slide can be read from the back row
	Well  bool    // and is read well there

	Steps    int           // of the terminal's zoom that help: smaller letters, or larger ones when below 0; 0 where none do
	Then     render.Screen // the window after that
	ThenWell bool          // every slide is read well then, and not only read
}

// Advise finds the zoom for the hall's window.
func Advise(d *deck.Deck, o Options, window Window) Advice {
	o.Windows = []Window{window}
	c := newChecker(d, o)
	a := Advice{Window: window.Screen, Distance: c.Distance, Fair: true, Well: true}
	if d.Len() == 0 {
		return a
	}
	i, least := c.least(window)
	a.Slide, a.Lost, a.Reach = i+1, least.Lost, round(render.Reach(least.XHeight, window.H, render.AimShare))
	if a.Fair, a.Well = least.read(c.Distance); !a.Well {
		a.ThenWell = true
		a.Steps, a.Then = c.zoom(window, i, a.ThenWell)
	}
	if !a.Fair && a.Steps == 0 {
		a.ThenWell = false
		a.Steps, a.Then = c.zoom(window, i, a.ThenWell)
	}
	return a
}

// least finds the slide, counted from 0, that is read least well in a window.
func (c *checker) least(window Window) (slide int, out sight) {
	for i := range c.Len() {
		if s := c.worst(i, window); i == 0 || s.worse(out) {
			slide, out = i, s
		}
	}
	return slide, out
}

// zoom finds the fewest steps after which every slide is read, or read well. The slide that is read least well is
// tried first: where nothing helps that, nothing helps the deck.
func (c *checker) zoom(window Window, least int, well bool) (steps int, then render.Screen) {
	for n := 1; n <= mostZooms; n++ {
		for _, steps := range []int{n, -n} {
			then := zoomed(window, steps)
			if then.W >= usefulColumns && then.H >= usefulRows && c.readAt(then, least, well) {
				return steps, then.Screen
			}
		}
	}
	return 0, render.Screen{}
}

// zoomed is the size of a window, in columns and rows, after steps of the terminal's zoom.
func zoomed(w Window, steps int) Window {
	by := math.Pow(zoomStep, float64(steps))
	w.W, w.H = int(float64(w.W)*by), int(float64(w.H)*by)
	return w
}

// readAt reports whether every slide is read in a window, or read well, and looks at one of them first.
func (c *checker) readAt(window Window, first int, well bool) bool {
	read := func(i int) bool {
		atAll, wellRead := c.worst(i, window).read(c.Distance)
		return wellRead || atAll && !well
	}
	ok := read(first)
	for i := 0; ok && i < c.Len(); i++ {
		ok = i == first || read(i)
	}
	return ok
}
