package cli

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"assembly/internal/deck"
	"assembly/internal/report"
	"assembly/internal/session"
	"assembly/internal/state"
	"assembly/internal/talk"
	"assembly/internal/tui/presenter"
	"assembly/internal/tui/reader"
	"assembly/internal/tui/ui"
)

// recorder records a rehearsal, and says at its end what it was like.
type recorder struct {
	*session.Recorder
	as     string
	look   ui.Look
	habits *habits
}

var _ presenter.Rehearsal = (*recorder)(nil)

// Saved implements presenter.Rehearsal.
func (r *recorder) Saved() (text string, ok bool) {
	switch err := r.Err(); {
	case err != nil:
		return "NOTHING IS SAVED: " + state.Reason(err).Error(), false
	case r.as == "":
		return "saved without a name (--as NAME)", true
	}
	return "saved for " + r.as, true
}

// Done implements presenter.Rehearsal. A run in which nothing was rehearsed has no summary.
func (r *recorder) Done(t talk.Talk, d *deck.Deck, pace int) tea.Model {
	run := r.End(t, d)
	if !run.WorthSaving() {
		return nil
	}
	note := reader.Note("")
	if err := r.Err(); err != nil {
		note = saved(0, err)
	}
	return reader.New(reader.Setup{
		Title: "Rehearsal: " + run.Title, Look: r.look, Note: note, Offer: r.habits.offer(t.Phase, pace), Talk: true,
		Text: reader.Report(func(w int) []report.Line { return report.Summary(run, r.Past(run), w) }),
	})
}

// saved says what became of a run.
func saved(number int, err error) reader.Note {
	if err != nil {
		return reader.Note("Not saved: " + state.Reason(err).Error())
	}
	return reader.Note(fmt.Sprintf("Saved as run %d: assembly history shows it with the others.", number))
}

// unsaved says why the run was not saved.
func (r *recorder) unsaved() string {
	if err := r.Err(); err != nil {
		return err.Error()
	}
	return "there was not enough time"
}
