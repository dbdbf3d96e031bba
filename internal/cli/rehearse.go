package cli

import (
	"errors"
	"fmt"
	"os"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/plan"
	"github.com/westandtogether-assembly/assembly/internal/rehearsal"
	"github.com/westandtogether-assembly/assembly/internal/report"
	"github.com/westandtogether-assembly/assembly/internal/session"
	"github.com/westandtogether-assembly/assembly/internal/state"
	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/tui/presenter"
	"github.com/westandtogether-assembly/assembly/internal/tui/reader"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// rehearse runs the command of that name.
func (a *app) rehearse(f *flags, path string) error {
	src := session.Source{Path: path, Fill: f.set}
	set, err := a.open(f, src)
	if err != nil {
		return err
	}
	if err := f.checkRehearsal(src, set.Deck); err != nil {
		return err
	}
	if !a.outTTY {
		return a.printLines(report.Plan(set.Deck.Heading(), a.planned(f, set.Deck, set.Phase), plainWidth))
	}
	defer a.remember(f, src, set)()
	return a.perform(&a.takeRehearsal(f, src, set).stage, src)
}

// checkRehearsal refuses a rehearsal that cannot be given as asked.
func (f *flags) checkRehearsal(src session.Source, d *deck.Deck) error {
	closing := d.Closing()
	switch {
	case f.from < 1 || f.from > d.Len():
		return usage(fmt.Errorf("--from %d: no such slide", f.from), fmt.Sprintf("expected 1 to %d", d.Len()))
	case closing >= 0 && f.from > closing+1:
		return usage(fmt.Errorf("--from %d is after the closing slide", f.from), fmt.Sprintf("expected 1 to %d", closing+1))
	case f.apply && src.Path == "":
		return usage(errors.New("--apply: the built-in assembly cannot be changed"),
			"write a deck of your own first: assembly new my-assembly.md")
	case f.apply:
		return canApply(src)
	}
	return nil
}

// rehearsing is a rehearsal that is recorded. It says at its end what it was like.
type rehearsing struct {
	stage
	*session.Recorder
	look   ui.Look
	habits *habits
}

var _ presenter.Rehearsal = (*rehearsing)(nil)

// takeRehearsal makes the presenter and its recorder.
func (a *app) takeRehearsal(f *flags, src session.Source, set ui.Setup) *rehearsing {
	folder := state.Open(os.Getenv)
	setup, habits := a.presenting(f, src, set, folder)
	r := &rehearsing{look: set.Look, habits: habits}
	r.awake = a.awakeTelling
	r.Recorder = session.Record(session.Recording{
		Folder: folder, Pace: habits.pace, Now: a.now,
		About: rehearsal.Run{
			Deck: state.DeckID(src.Path), Title: set.Deck.Heading(), Phase: set.Phase, As: f.as, Began: a.now(),
		},
		Saved: func(number int, err error) { r.Put(reader.Note(a.here(string(saved(number, err))))) },
	})
	setup.Rehearsal, setup.From = r, f.from-1
	setup.Editing = r.editing(src, func(path string) { r.Follow(state.DeckID(path)) })
	m := presenter.New(setup)
	r.model = m
	r.close = func(ended error) error {
		run, number := r.Close(m.Talk(), m.Deck())
		a.errorLine("assembly: ", r.ending(run, number))
		if ended != nil || !f.apply || !run.WorthSaving() {
			return ended
		}
		return a.apply(r.editor.Source(), run)
	}
	return r
}

// ending says what became of the run.
func (r *rehearsing) ending(run rehearsal.Run, number int) string {
	switch err := r.Err(); {
	case !run.WorthSaving():
		return "nothing was rehearsed, so nothing was saved"
	case number > 0:
		return fmt.Sprintf("saved as run %d, %s; assembly history shows it", number, plan.Words(run.Total()))
	case err != nil:
		return "the rehearsal was not saved: " + err.Error()
	}
	return "the rehearsal was not saved: there was not enough time"
}

// Saved implements presenter.Rehearsal.
func (r *rehearsing) Saved() (text string, ok bool) {
	switch err, as := r.Err(), r.habits.flags.as; {
	case err != nil:
		return "NOTHING IS SAVED: " + state.Reason(err).Error(), false
	case as == "":
		return "saved without a name (--as NAME)", true
	default:
		return "saved for " + as, true
	}
}

// Done implements presenter.Rehearsal. A run in which nothing was rehearsed has no summary.
func (r *rehearsing) Done(t talk.Talk, d *deck.Deck, pace int) tea.Model {
	run := r.End(t, d)
	if !run.WorthSaving() {
		return nil
	}
	var note reader.Note
	if err := r.Err(); err != nil {
		note = saved(0, err)
	}
	return reader.New(reader.Setup{
		Title: "Rehearsal: " + run.Title, Look: r.look, Note: note, Offer: r.habits.offer(t.Phase, pace), Talk: true,
		Text: reader.Report(func(w int) []report.Line { return report.Summary(run, r.Past(run), w) }),
	})
}

// saved says below the summary what became of the run.
func saved(number int, err error) reader.Note {
	if err != nil {
		return reader.Note("Not saved: " + state.Reason(err).Error())
	}
	return reader.Note(fmt.Sprintf("Saved as run %d: assembly history shows it with the others.", number))
}

// planned is the plan of a rehearsal as a report shows it.
func (a *app) planned(f *flags, d *deck.Deck, phase string) report.Planned {
	p := plan.Of(d, phase, habitsOf(f, state.Open(os.Getenv)).pace(phase)).From(f.from - 1)
	bell := f.bellText(d, p.Total(), a.now())
	if bell != "" {
		bell = strings.ToUpper(bell[:1]) + bell[1:]
	}
	return report.Planned{Plan: p, Titles: titles(d), Phase: phase, Bell: bell}
}

// titles lists the titles of a deck's slides.
func titles(d *deck.Deck) []string {
	out := make([]string, d.Len())
	for i := range out {
		out[i] = d.Title(i)
	}
	return out
}

// printLines prints a report, with what makes a line stand out where the terminal can.
func (a *app) printLines(lines []report.Line) error {
	var b strings.Builder
	for _, l := range lines {
		text := cell.Clean(a.here(l.Text))
		if l.Style == report.Strong && a.outStyled() && text != "" {
			text = bold(text)
		}
		b.WriteString(text + "\n")
	}
	return a.print(b.String())
}
