package session

import (
	"errors"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/rehearsal"
	"github.com/westandtogether-assembly/assembly/internal/state"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// wristwatch is a clock that a test sets, and others read meanwhile, in milliseconds.
type wristwatch struct{ ms atomic.Int64 }

func (w *wristwatch) now() time.Time { return time.UnixMilli(w.ms.Load()) }

// pass sets it on, or back.
func (w *wristwatch) pass(d time.Duration) time.Time {
	return time.UnixMilli(w.ms.Add(d.Milliseconds()))
}

// rehearse begins a rehearsal of the built-in deck.
func rehearse(t *testing.T, folder *state.Folder, clock *wristwatch) (*Recorder, *deck.Deck) {
	t.Helper()
	d, err := Source{}.Load()
	must(t, err)
	r := Record(Recording{
		Folder: folder, About: rehearsal.Run{Deck: "built-in", Title: "talk", Phase: "primary", Began: clock.now()},
		Pace: func(string) int { return 0 }, Now: clock.now, Saved: func(int, error) {},
	})
	return r, d
}

// Killed at any moment, a rehearsal loses the slide in progress at most.
func TestRehearsalKilled(t *testing.T) {
	dir := t.TempDir()
	folder, clock := state.At(dir), &wristwatch{}
	now := clock.pass(1_800_000_000 * time.Second)
	r, d := rehearse(t, folder, clock)
	shape := talk.Shape{Steps: d.Steps(), Closing: d.Closing(), Phases: d.Meta.Phases}
	spoken := talk.Start("primary", now)
	for _, step := range []struct {
		op    talk.Op
		after time.Duration
	}{{talk.Begin, 0}, {talk.Next, 30 * time.Second}, {talk.Next, 19 * time.Second}, {talk.Next, time.Second}} {
		now = clock.pass(step.after)
		spoken = talk.Do(shape, spoken, talk.Command{Op: step.op}, now)
		r.Record(spoken, d)
	}
	r.saver.close() // What a kill leaves has been written.
	file := filepath.Join(dir, "rehearsal-"+r.cfg.About.ID+".json")
	text, err := os.ReadFile(file)
	must(t, err)
	r.file.Drop()
	must(t, os.WriteFile(file, text, 0o600))

	clock.pass(time.Hour)
	next, _ := rehearse(t, folder, clock)
	next.saver.close()
	defer next.file.Drop() // Windows deletes no file that is open.
	runs, _, err := folder.Runs()
	must(t, err)
	if len(runs) != 1 || runs[0].Finished || runs[0].Total() != 50*time.Second {
		t.Fatalf("after a kill there is %+v", runs)
	}
	if past := next.Past(rehearsal.Run{Deck: "built-in", Phase: "primary", Began: now}); len(past) != 1 {
		t.Error("the killed run is not one to compare with")
	}
}

// A value that cannot be saved is told, and a later one that can be mends it. What waits is saved at
// the end.
func TestNewest(t *testing.T) {
	var saved []int
	begun, release := make(chan struct{}), make(chan struct{})
	v := inBackground(func(n int) error {
		begun <- struct{}{}
		<-release
		saved = append(saved, n)
		if n == 1 {
			return errors.New("full")
		}
		return nil
	})
	v.put(1)
	<-begun
	v.put(2)
	v.put(3) // It overtakes 2, which waits.
	release <- struct{}{}
	<-begun
	if v.failed() == nil {
		t.Error("the failure of the first is not told")
	}
	release <- struct{}{}
	v.close()
	if v.failed() != nil || len(saved) != 2 || saved[1] != 3 {
		t.Errorf("saved are %v, %v", saved, v.failed())
	}
}

// Work that fails is tried again without a further value, until it succeeds, and no more after that.
func TestNewestTriesAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var tries atomic.Int32
		v := inBackground(func(int) error {
			if tries.Add(1) < 3 {
				return errors.New("held by another program")
			}
			return nil
		})
		v.put(1)
		synctest.Wait()
		if tries.Load() != 1 || v.failed() == nil {
			t.Errorf("after the first value there were %d tries, %v", tries.Load(), v.failed())
		}
		time.Sleep(time.Minute)
		v.close()
		if tries.Load() != 3 || v.failed() != nil {
			t.Errorf("after a minute there were %d tries, %v", tries.Load(), v.failed())
		}
	})
}

// What failed just before the end is tried once more at the end, with the value that failed.
func TestNewestTriesAtTheEnd(t *testing.T) {
	var saved []int
	full := true
	v := inBackground(func(n int) error {
		if full {
			full = false
			return errors.New("full")
		}
		saved = append(saved, n)
		return nil
	})
	v.put(7)
	v.close()
	if v.failed() != nil || len(saved) != 1 || saved[0] != 7 {
		t.Errorf("saved are %v, %v", saved, v.failed())
	}
}
