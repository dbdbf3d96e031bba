package cli

import (
	"math/rand/v2"
	"os"
	"strconv"
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
	s, w := newSchool(t), &watcher{}
	w.hall = live.Follow(t.Context(), s.folder().Endpoint)
	k := &killer{school: s, watcher: w, dice: rand.New(rand.NewPCG(1, 101))} //nolint:gosec // only to choose keys
	for n := range kills {
		if !t.Run(strconv.Itoa(n), k.once) { // Each lets go of its terminal when it ends.
			return
		}
	}
}

// killer kills the presenter of a school, and begins it again.
type killer struct {
	*school
	*watcher
	dice *rand.Rand
	left *talk.Talk // by the presenter before; nil for none
}

func (k *killer) once(t *testing.T) {
	k.school.t, k.watcher.t = t, t
	presenter := k.begins()
	keys := []string{" ", "n", "p", "2\r", "4\r", "e", "b", "w", "f", "s", "u", "x", pageDown, "1G"}
	for range 1 + k.dice.IntN(6) {
		presenter.keys(keys[k.dice.IntN(len(keys))])
	}
	k.looks(time.Duration(k.dice.IntN(60)) * time.Millisecond)
	presenter.kill()
	k.until("lost link", func(is live.State) bool { return is.Status == live.Lost })
	saved := k.folder().Interrupted(k.deck, time.Now())
	if len(saved) == 0 {
		t.Fatalf("nothing is taken up, and the hall shows %+v", k.last)
	}
	k.left = &saved[0].Talk
	at := k.left.Hall()
	if same := at == (talk.Pos{Slide: k.last.Slide, Step: k.last.Step}); k.left.Seq < k.last.Seq || k.left.Seq == k.last.Seq && !same || saved[0].Short {
		t.Fatalf("%+v is taken up, and the hall shows %+v", k.left.State, k.last)
	}
}

// begins begins a talk, or takes up the one that was left.
func (k *killer) begins() *terminal {
	if k.left == nil {
		presenter := k.present().keys("\r")
		k.until("beginning", func(is live.State) bool { return is.Snapshot.Running })
		return presenter
	}
	before := k.last.Session
	presenter := k.open(80, 24, "present", k.deck, "--resume", "--distance", near)
	k.until("talk that is taken up", func(is live.State) bool {
		return is.Status == live.Connected && is.Snapshot.Session != before
	})
	if at := k.left.Hall(); k.last.Slide != at.Slide || k.last.Step != at.Step {
		k.school.t.Fatalf("taken up, the hall shows %+v, and %+v was saved", k.last, k.left.State)
	}
	return presenter
}
