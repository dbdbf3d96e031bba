package presenter

import (
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// Nothing stands outside the window or over anything else, at any size. The banner shares its row with the
// labels of the previews, which have no rectangle of their own, or with the words that stand for them.
func TestLayout(t *testing.T) {
	for w := range 201 {
		for h := range 61 {
			l := layOut(w, h, (w+h)%len(noteSizes()))
			if l.Words.H > 0 {
				l.Banner = ui.Rect{}
			}
			rects := map[string]ui.Rect{
				"head": l.Head, "banner": l.Banner, "now": l.Now, "next": l.Next, "words": l.Words, "time": l.Time, "hall": l.Hall, "notes": l.Notes, "clock": l.Clock, "keys": l.Keys,
			}
			for name, r := range rects {
				if r.W < 0 || r.H < 0 || r.W*r.H > 0 && (r.X < 0 || r.Y < 0 || r.X+r.W > w || r.Y+r.H > h) {
					t.Fatalf("%dx%d: %s is at %+v", w, h, name, r)
				}
				for other, o := range rects {
					if other != name && overlap(r, o) {
						t.Fatalf("%dx%d: %s %+v and %s %+v overlap", w, h, name, r, other, o)
					}
				}
			}
		}
	}
}

func overlap(a, b ui.Rect) bool {
	return a.W > 0 && a.H > 0 && b.W > 0 && b.H > 0 &&
		a.X < b.X+b.W && b.X < a.X+a.W && a.Y < b.Y+b.H && b.Y < a.Y+a.H
}

// What a window must have room for: the clock from 3 rows on, the notes always, and the previews
// where they do not take the notes' rows.
func TestLayoutKeepsWhatMatters(t *testing.T) {
	for w := range 201 {
		for h := range 61 {
			l := layOut(w, h, 0)
			if h >= 3 && w > 0 && l.Clock.H != 1 || h >= 1 && l.Head.H != 1 {
				t.Fatalf("%dx%d: no head or no clock: %+v", w, h, l)
			}
			if h >= 4 && w >= 3 && (l.Notes.H < 1 || l.Notes.W < 1) {
				t.Fatalf("%dx%d: no notes: %+v", w, h, l)
			}
			if full := w >= 60 && h >= 18; full != (l.Time.H > 0) || full != (l.Now.H > 0 || l.Words.H > 0) || full != (l.Hall.H > 0) || l.Now.H != l.Next.H {
				t.Fatalf("%dx%d: the time at %+v, previews at %+v and %+v or in words at %+v", w, h, l.Time, l.Now, l.Next, l.Words)
			}
			if w >= 80 && h >= 24 && l.Now.H < 8 || l.Time.H > 0 && (l.Notes.H < 6 || l.Time.W < 18 || l.Time.H < 4) || l.Now.H > 0 && l.Now.W < 21 {
				t.Fatalf("%dx%d: previews of %+v and %+v and the time at %+v leave notes of %d rows", w, h, l.Now, l.Next, l.Time, l.Notes.H)
			}
			for size := 1; size < len(noteSizes()); size++ {
				if before, after := layOut(w, h, size-1), layOut(w, h, size); after.Notes.H < before.Notes.H || after.Time.H > before.Time.H {
					t.Fatalf("%dx%d: larger notes have %d rows instead of %d", w, h, after.Notes.H, before.Notes.H)
				}
			}
		}
	}
	for _, size := range [][2]int{{80, 24}, {120, 30}, {192, 54}} {
		if first, second := layOut(size[0], size[1], 0), layOut(size[0], size[1], 1); first.Now.H <= second.Now.H || first.Notes.H >= second.Notes.H {
			t.Errorf("%v: the pictures do not give way to larger notes: %+v, and then %+v", size, first, second)
		}
	}
	if l := layOut(40, 12, 0); l.Notes.H < 8 || l.Clock.H != 1 || l.Keys.H != 0 {
		t.Errorf("at 40x12 the notes have %d rows, and the clock %d", l.Notes.H, l.Clock.H)
	}
}
