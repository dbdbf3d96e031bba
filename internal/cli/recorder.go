package cli

import (
	"fmt"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"assembly/internal/deck"
	"assembly/internal/live"
	"assembly/internal/plan"
	"assembly/internal/rehearsal"
	"assembly/internal/report"
	"assembly/internal/state"
	"assembly/internal/talk"
	"assembly/internal/tui/presenter"
	"assembly/internal/tui/reader"
	"assembly/internal/tui/ui"
)

// recorder keeps a rehearsal while it goes on, and says at its end what it was like.
type recorder struct {
	about  rehearsal.Run // what is known of the run before it begins
	folder *state.Folder
	saver  *saver[kept]
	habits *habits
	look   ui.Look
	now    func() time.Time
	tell   func(tea.Msg) // to the program

	file *state.Recording // the saver's alone until that is closed; nil until something could be kept

	planOf  planOf // the plan that is remembered
	planned plan.Plan

	mu     sync.Mutex
	all    []rehearsal.Run // that are kept, of every deck
	final  *rehearsal.Run  // nil until it has ended
	number int             // 0 until it is among the others
}

var _ presenter.Rehearsal = (*recorder)(nil)

// kept is a run to be kept: so far, or at its end.
type kept struct {
	run  rehearsal.Run
	ends bool
}

// newRecorder begins to keep a run in the user's state folder, beside the program: better to know
// now than after the first slide that nothing can be kept. close ends it.
func newRecorder(f *state.Folder, about rehearsal.Run, now func() time.Time) *recorder {
	r := &recorder{about: about, folder: f, now: now, tell: func(tea.Msg) {}}
	r.about.ID = live.NewSecret()[:runID]
	r.saver = newSaver(r.write)
	r.saver.put(kept{run: r.about})
	return r
}

// runID is the length of a run's ID.
const runID = 12

// write keeps a run, beside the program.
func (r *recorder) write(k kept) error {
	err := r.begin()
	switch {
	case err == nil && !k.ends:
		return r.file.Save(k.run)
	case err == nil:
		err = r.finish(k.run)
	}
	if err != nil && k.ends {
		r.tell(reader.Note("Not saved: " + reason(err).Error()))
	}
	return err
}

// begin reads what was kept before, once. Runs that a killed program left are taken among the others
// first. It may wait for another program that writes there.
func (r *recorder) begin() error {
	if err := r.folder.Err(); err != nil || r.file != nil {
		return err
	}
	_, _ = r.folder.Adopt() // What cannot be taken among the others now stays for the next time.
	// Lines that cannot be read are for the history to report: here they must not stop anyone.
	all, _, err := r.folder.Runs()
	if err != nil {
		return err
	}
	r.file = r.folder.Record(r.about.ID)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.all = all
	return nil
}

func (r *recorder) finish(run rehearsal.Run) error {
	number, err := r.file.Finish(run)
	if err != nil {
		return err
	}
	r.mu.Lock()
	r.number = number
	r.mu.Unlock()
	r.tell(reader.Note(keptAs(number)))
	return nil
}

// past are the runs that a run can be compared with.
func (r *recorder) past(run rehearsal.Run) []rehearsal.Run {
	r.mu.Lock()
	defer r.mu.Unlock()
	return rehearsal.Before(r.all, run)
}

func keptAs(number int) string {
	return fmt.Sprintf("Saved as run %d: assembly history shows it with the others.", number)
}

// Record implements presenter.Rehearsal.
func (r *recorder) Record(t talk.Talk, d *deck.Deck) {
	if run := r.run(t, d); run.Total() > 0 {
		r.saver.put(kept{run: run})
	}
}

// Saved implements presenter.Rehearsal.
func (r *recorder) Saved() (text string, ok bool) {
	switch err := r.trouble(); {
	case err != nil:
		return "NOTHING IS SAVED: " + reason(err).Error(), false
	case r.about.As == "":
		return "saved without a name (--as NAME)", true
	}
	return "saved for " + r.about.As, true
}

// trouble is why nothing is kept, nil while everything is, or as far as is known yet.
func (r *recorder) trouble() error {
	if err := r.folder.Err(); err != nil {
		return err
	}
	return r.saver.failed()
}

// Done implements presenter.Rehearsal. A run in which nothing was rehearsed has no summary.
func (r *recorder) Done(t talk.Talk, d *deck.Deck, pace int) tea.Model {
	run := r.end(t, d)
	if !run.WorthSaving() {
		return nil
	}
	note := reader.Note("")
	if err := r.trouble(); err != nil {
		note = reader.Note("Not saved: " + reason(err).Error())
	}
	return reader.New(reader.Setup{
		Title: "Rehearsal: " + run.Title, Look: r.look, Note: note, Offer: r.habits.offer(t.Phase, pace), Talk: true,
		Text: reader.Report(func(w int) []report.Line { return report.Summary(run, r.past(run), w) }),
	})
}

// end is the run at its end, handed to be kept. It has an effect once.
func (r *recorder) end(t talk.Talk, d *deck.Deck) rehearsal.Run {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.final == nil {
		t.Log = t.Closed(r.now())
		run := r.run(t, d)
		r.final = &run
		if run.WorthSaving() {
			r.saver.put(kept{run, true})
		}
	}
	return *r.final
}

// close waits for what is being kept. The run of a program that was interrupted ends here.
func (r *recorder) close(t talk.Talk, d *deck.Deck) (run rehearsal.Run, number int) {
	run = r.end(t, d)
	r.saver.close()
	if !run.WorthSaving() {
		r.drop()
	}
	return run, r.number
}

// drop forgets the run, of which there is nothing to keep.
func (r *recorder) drop() {
	if r.file != nil {
		_ = r.file.Drop()
	}
}

// run is the rehearsal so far.
func (r *recorder) run(t talk.Talk, d *deck.Deck) rehearsal.Run {
	of := rehearsal.Spoken{Talk: t, Deck: d, Plan: func(phase string) plan.Plan { return r.plan(d, phase) }}
	return rehearsal.Measure(r.about, of, r.now())
}

// plan is the plan of the whole deck in a phase. The last one is remembered: it parses every slide.
func (r *recorder) plan(d *deck.Deck, phase string) plan.Plan {
	if of := (planOf{d, phase}); r.planOf != of {
		r.planOf, r.planned = of, plan.Of(d, phase, r.habits.pace(phase))
	}
	return r.planned
}

// planOf is what a plan depends on.
type planOf struct {
	deck  *deck.Deck
	phase string
}

// about is what is known of a rehearsal before it begins.
func (a *app) about(f *flags, path string, d *deck.Deck) rehearsal.Run {
	return rehearsal.Run{
		Deck: state.DeckID(path), Title: d.Heading(), Phase: f.phase, As: f.as, Began: a.now(),
	}
}
