package session

import (
	"sync"
	"sync/atomic"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/plan"
	"github.com/westandtogether-assembly/assembly/internal/rehearsal"
	"github.com/westandtogether-assembly/assembly/internal/state"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// Recording is what a rehearsal needs that is recorded.
type Recording struct {
	Folder *state.Folder
	About  rehearsal.Run          // what is known of the run before it begins
	Pace   func(phase string) int // words a minute, 0 for the deck's own
	Now    func() time.Time
	Saved  func(number int, err error) // is told what became of the run at its end
}

// Recorder saves a rehearsal while it goes on, and among the others at its end.
type Recorder struct {
	cfg   Recording
	saver *newest[recorded]
	file  *state.Recording // belongs to the saver until that is closed; nil until something could be saved

	deck atomic.Pointer[string] // the run's deck, where it is no longer the one that it began with

	planOf  planOf // the plan that is remembered
	planned plan.Plan

	mu     sync.Mutex
	all    []rehearsal.Run // the saved ones, of every deck
	final  *rehearsal.Run  // nil until it has ended
	number int             // 0 until it is among the others
}

// recorded is a run to be saved, so far or at its end.
type recorded struct {
	run  rehearsal.Run
	ends bool
}

// runID is the length of a run's ID.
const runID = 12

// Record begins to save a run in the background: better to know now than after the first slide that
// nothing can be saved. Close ends it.
func Record(cfg Recording) *Recorder {
	cfg.About.ID = live.NewSecret()[:runID]
	r := &Recorder{cfg: cfg}
	r.saver = inBackground(r.write)
	r.saver.put(recorded{run: cfg.About})
	return r
}

// Follow saves the run as one of another deck, from the next change on.
func (r *Recorder) Follow(deck string) { r.deck.Store(&deck) }

// write saves a run, in the background.
func (r *Recorder) write(k recorded) error {
	err := r.begin()
	switch {
	case err == nil && !k.ends:
		return r.file.Save(k.run)
	case err == nil:
		err = r.finish(k.run)
	}
	if k.ends {
		r.cfg.Saved(r.number, err)
	}
	return err
}

// begin reads the runs that were saved before, once. It adopts those of killed programs first. It may
// wait for another program that writes there.
func (r *Recorder) begin() error {
	f := r.cfg.Folder
	if err := f.Err(); err != nil || r.file != nil {
		return err
	}
	f.Sweep(r.cfg.Now())
	_ = f.Adopt() // A run that cannot be adopted now stays for the next time.
	// Lines that cannot be read are for the history to report: here they must not stop anyone.
	all, _, err := f.Runs()
	if err != nil {
		return err
	}
	r.file = f.Record(r.cfg.About.ID)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.all = all
	return nil
}

func (r *Recorder) finish(run rehearsal.Run) error {
	number, err := r.file.Finish(run)
	if err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.number = number
	return nil
}

// Past returns the runs that a run can be compared with.
func (r *Recorder) Past(run rehearsal.Run) []rehearsal.Run {
	r.mu.Lock()
	defer r.mu.Unlock()
	return rehearsal.Before(r.all, run)
}

// Record saves the talk so far.
func (r *Recorder) Record(t talk.Talk, d *deck.Deck) {
	if run := r.run(t, d); run.Total() > 0 {
		r.saver.put(recorded{run: run})
	}
}

// Err returns the reason why nothing is saved, nil while everything is, as far as is known.
func (r *Recorder) Err() error {
	if err := r.cfg.Folder.Err(); err != nil {
		return err
	}
	return r.saver.failed()
}

// End ends the run and begins to save it. Only the first call has an effect.
func (r *Recorder) End(t talk.Talk, d *deck.Deck) rehearsal.Run {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.final == nil {
		t.Log = t.Closed(r.cfg.Now())
		run := r.run(t, d)
		r.final = &run
		if run.WorthSaving() {
			r.saver.put(recorded{run, true})
		}
	}
	return *r.final
}

// Close ends the run, which may have been interrupted, and waits until it is saved. number is 0 where
// it is not.
func (r *Recorder) Close(t talk.Talk, d *deck.Deck) (run rehearsal.Run, number int) {
	run = r.End(t, d)
	r.saver.close()
	if !run.WorthSaving() && r.file != nil {
		r.file.Drop()
	}
	return run, r.number
}

// run is the rehearsal so far.
func (r *Recorder) run(t talk.Talk, d *deck.Deck) rehearsal.Run {
	of := rehearsal.Spoken{Talk: t, Deck: d, Plan: func(phase string) plan.Plan { return r.plan(d, phase) }}
	about := r.cfg.About
	if id := r.deck.Load(); id != nil {
		about.Deck = *id
	}
	return rehearsal.Measure(about, of, r.cfg.Now())
}

// plan is the plan of the whole deck in a phase. The last one is remembered: it parses every slide.
func (r *Recorder) plan(d *deck.Deck, phase string) plan.Plan {
	if of := (planOf{d, phase}); r.planOf != of {
		r.planOf, r.planned = of, plan.Of(d, phase, r.cfg.Pace(phase))
	}
	return r.planned
}

// planOf is what a plan depends on.
type planOf struct {
	deck  *deck.Deck
	phase string
}
