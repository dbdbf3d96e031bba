package pictures

import (
	"time"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// moment is a frame of the moving picture.
type moment struct {
	hall, laptop *cell.Grid
	pressed      bool          // the key for next is down
	stays        time.Duration // until the next frame
}

// beat is what happens at a time of the talk, and how long the moving picture shows what has come of it; 0 for
// not at all.
type beat struct {
	at    time.Duration // since the talk began
	press rune          // 0 for none
	stays time.Duration
}

// beats are the talk in a quarter of a minute: its title, the first message and its words to remember, the
// silence, and the numbers. The messages between are given, too, but not shown. Nothing changes more than twice
// a second, since people who cannot bear flashes look at READMEs, too.
func beats() []beat {
	const sec, ms = time.Second, time.Millisecond
	return []beat{
		{at: 0, press: begin},
		{at: 88 * sec, stays: 1000 * ms}, {at: 89 * sec, stays: 1000 * ms},
		{at: 90 * sec, press: next, stays: 600 * ms}, {at: 91 * sec, stays: 1400 * ms},
		{at: 134 * sec, press: next, stays: 600 * ms}, {at: 135 * sec, stays: 1400 * ms},
		{at: 180 * sec, press: next}, {at: 220 * sec, press: next}, {at: 255 * sec, press: next},
		{at: 305 * sec, press: next}, {at: 345 * sec, press: next}, {at: 380 * sec, press: next},
		{at: 450 * sec, press: next, stays: 600 * ms}, {at: 451 * sec, stays: 1000 * ms},
		{at: 486 * sec, press: next, stays: 600 * ms}, {at: 495 * sec, stays: 500 * ms}, {at: 504 * sec, stays: 500 * ms},
		{at: 513 * sec, stays: 500 * ms}, {at: 522 * sec, stays: 500 * ms}, {at: 531 * sec, stays: 700 * ms},
		{at: 555 * sec, press: next, stays: 600 * ms}, {at: 556 * sec, stays: 3500 * ms},
	}
}

// play gives the talk of a deck, and returns what is to be seen of it.
func play(d *deck.Deck, look ui.Look) (out []moment) {
	r := newRoom(d, look, render.Screen{W: 80, H: 24})
	began := r.now
	for _, b := range beats() {
		r.wait(began.Add(b.at).Sub(r.now))
		if b.press != 0 {
			r.press(b.press)
		}
		if b.stays > 0 {
			out = append(out, moment{hall: r.hall.Grid(), laptop: r.laptop.Grid(), pressed: b.press == next, stays: b.stays})
		}
	}
	return out
}
