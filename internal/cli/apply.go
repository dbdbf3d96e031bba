package cli

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"assembly/internal/atomicfile"
	"assembly/internal/cell"
	"assembly/internal/markdown/edit"
	"assembly/internal/rehearsal"
	"assembly/internal/session"
)

// planGrain is what measured times are rounded to: they become planning figures.
const planGrain = 5 * time.Second

// apply offers to write the measured times of a rehearsal into its deck.
func (a *app) apply(src session.Source, run rehearsal.Run) error {
	if run.Mixed {
		return fail(errors.New("the phase was changed during the rehearsal, so no times were written"),
			"rehearse again with --apply")
	}
	text, err := src.Read()
	if err != nil {
		return err
	}
	if err := sameSlides(text, src, run); err != nil {
		return err
	}
	edited, err := edit.SetTimes(text, src.Options(), run.Phase, plannedTimes(run))
	if err != nil {
		return fail(err, "fix the file there, or write the times into it by hand: assembly history shows them")
	}
	if len(edited.Changes) == 0 {
		return a.print("The deck already has the measured times.\n")
	}
	if err := a.print(edited.Diff(src.Path)); err != nil {
		return err
	}
	name := cell.Clean(src.Path)
	question := "Write these times into " + name + "?"
	if ok, err := a.confirm(question, "rehearse again with --apply in a terminal window", name+" was not changed.\n"); !ok {
		return err
	}
	return a.replace(src.Path, text, edited.Text)
}

// canApply refuses, before a rehearsal rather than after it, a deck into which no times can be
// written.
func canApply(src session.Source) error {
	text, err := src.Read()
	if err != nil {
		return err
	}
	phase := ""
	if d, err := src.Parse(text); err == nil {
		phase = first(d.Meta.Phases)
	}
	if _, err := edit.SetTimes(text, src.Options(), phase, nil); err != nil {
		return fail(err, "fix the file there, or rehearse without --apply")
	}
	return nil
}

// plannedTimes are the times that a run measured of the slides that it showed to their end.
func plannedTimes(run rehearsal.Run) map[int]time.Duration {
	out := map[int]time.Duration{}
	for _, r := range rehearsal.Rows(run, nil) {
		if r.Run.OK && !r.Open {
			out[r.Number-1] = max(r.Run.Time.Round(planGrain), planGrain)
		}
	}
	return out
}

// sameSlides refuses a deck whose slides are no longer those of the run.
func sameSlides(text []byte, src session.Source, run rehearsal.Run) error {
	d, err := src.Parse(text)
	if err != nil {
		return err
	}
	if !slices.EqualFunc(run.Slides, titles(d), func(s rehearsal.Slide, title string) bool { return s.Title == title }) {
		return fail(errors.New("the slides have changed since the rehearsal, so no times were written"),
			"rehearse again with --apply")
	}
	return nil
}

// replace writes a file anew, if it still is what was read. A link stays, and what it leads to is
// written.
func (a *app) replace(path string, was, now []byte) error {
	info, err := os.Stat(path)
	target, lost := filepath.EvalSymlinks(path)
	if err = cmp.Or(err, lost); err != nil {
		return fail(fmt.Errorf("find deck: %w", err), "check that the disk or memory stick is still there")
	}
	is, err := session.Source{Path: target}.Read()
	if err != nil {
		return err
	}
	if !bytes.Equal(is, was) {
		return fail(fmt.Errorf("%s was edited in the meantime, so no times were written", path), "rehearse again with --apply")
	}
	if err := atomicfile.Write(target, now, info.Mode().Perm()); err != nil {
		return cannotWrite(target, err)
	}
	return a.print("Wrote the times into " + cell.Clean(path) + ".\n")
}
