package deck

import (
	"errors"
	"fmt"
)

// The bounds of a deck that comes from outside: far beyond what anybody writes, and what a screen still draws.
const (
	maxSlides = 100_000
	maxSteps  = 10_000
	maxPixels = 100_000 // of a side of a picture
)

var errSane = errors.New("read slides: they hold what no deck has")

// Sane refuses a deck from outside that no program of ours has made. Its screens would loop or fail.
func (p Public) Sane() error {
	if len(p.Slides) > maxSlides || len(p.Steps) != len(p.Slides) || p.Closing < -1 || p.Closing >= len(p.Slides) {
		return errSane
	}
	for i, s := range p.Slides {
		if !within(p.Steps[i], 1, maxSteps) || !within(s.Steps, 0, maxSteps) || !within(s.Screens, 0, maxSteps) {
			return fmt.Errorf("%w: slide %d has %d steps on %d screens", errSane, i+1, p.Steps[i], s.Screens)
		}
		for _, im := range s.Images() {
			if f := im.File; f != nil && (!within(f.W, 1, maxPixels) || !within(f.H, 1, maxPixels)) {
				return fmt.Errorf("%w: slide %d has a picture of %d by %d", errSane, i+1, f.W, f.H)
			}
		}
	}
	return nil
}

func within(n, low, high int) bool { return low <= n && n <= high }
