package cli

import (
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// watcher is a hall that notes what it shows.
type watcher struct {
	t    *testing.T
	hall *live.Client
	last live.Snapshot
}

// until takes states up to one that is looked for.
func (w *watcher) until(what string, ok func(live.State) bool) {
	w.t.Helper()
	late := time.After(patience)
	for {
		select {
		case s := <-w.hall.States():
			if s.Deck != nil {
				w.last = s.Snapshot
			}
			if ok(s) {
				return
			}
		case <-late:
			w.t.Fatalf("the hall comes to no %s; it shows %+v", what, w.last)
		}
	}
}

// looks takes states for a while.
func (w *watcher) looks(while time.Duration) {
	over := time.After(while)
	for {
		select {
		case s := <-w.hall.States():
			if s.Deck != nil {
				w.last = s.Snapshot
			}
		case <-over:
			return
		}
	}
}

// A program that is killed at any moment, whatever is pressed, takes up what the halls showed last, or what came after
// that.
func TestKilledAtAnyMoment(t *testing.T) {
	t.Parallel()
	kills := 10
	if os.Getenv("CI_LONG") == "1" {
		kills = 1000
	}
	s, dice := newSchool(t), rand.New(rand.NewPCG(1, 101)) //nolint:gosec // only to choose keys
	w := &watcher{t: t, hall: live.Follow(t.Context(), s.folder().Endpoint)}
	keys := []string{" ", "n", "p", "2\r", "4\r", "e", "b", "w", "f", "s", "u", "x", pageDown, "1G"}
	presenter := s.present().keys("\r")
	w.until("beginning", func(is live.State) bool { return is.Snapshot.Running })
	for range kills {
		for range 1 + dice.IntN(6) {
			presenter.keys(keys[dice.IntN(len(keys))])
		}
		w.looks(time.Duration(dice.IntN(60)) * time.Millisecond)
		presenter.kill()
		w.until("lost link", func(is live.State) bool { return is.Status == live.Lost })
		shown := w.last
		saved := s.folder().Interrupted(s.deck, time.Now())
		if len(saved) == 0 {
			t.Fatalf("nothing is taken up, and the hall shows %+v", shown)
		}
		at := saved[0].Hall()
		if same := at == (talk.Pos{Slide: shown.Slide, Step: shown.Step}); saved[0].Seq < shown.Seq || saved[0].Seq == shown.Seq && !same || saved[0].Short {
			t.Fatalf("%+v is taken up, and the hall shows %+v", saved[0].State, shown)
		}
		presenter = s.open(80, 24, "present", s.deck, "--resume", "--distance", near)
		w.until("talk that is taken up", func(is live.State) bool {
			return is.Status == live.Connected && is.Snapshot.Session != shown.Session
		})
		if w.last.Slide != at.Slide || w.last.Step != at.Step {
			t.Fatalf("taken up, the hall shows %+v, and %+v was saved", w.last, saved[0].State)
		}
	}
}
