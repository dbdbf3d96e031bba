package cli

import (
	"bufio"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/markdown/edit"
	"github.com/westandtogether-assembly/assembly/internal/plan"
	"github.com/westandtogether-assembly/assembly/internal/rehearsal"
	"github.com/westandtogether-assembly/assembly/internal/session"
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
	d, err := src.Parse(text)
	if err != nil {
		return err
	}
	times, err := a.chooseTimes(src.Path, offered(run, d), unspoken(run))
	if err != nil || len(times) == 0 {
		return err
	}
	return a.writeTimes(src, text, run.Phase, times)
}

// writeTimes writes times into a deck that still is what was read.
func (a *app) writeTimes(src session.Source, text []byte, phase string, times map[int]time.Duration) error {
	edited, err := edit.SetTimes(text, src.Options(), phase, times)
	if err != nil {
		return fail(err, "fix the file there, or write the times into it by hand: assembly history shows them")
	}
	err = src.Write(text, edited.Text)
	switch {
	case errors.Is(err, session.ErrEdited):
		return fail(fmt.Errorf("%w, so no times were written", err), "rehearse again with --apply")
	case err != nil:
		return err
	}
	return a.print("Wrote the times into " + cell.Clean(src.Path) + ".\n")
}

// offer is a measured time that can be written into the deck.
type offer struct {
	slide    int // from 0
	title    string
	was, now time.Duration
}

// offered are the times that a run measured of the slides that were spoken to their end, where they are not
// those of the plan.
func offered(run rehearsal.Run, d *deck.Deck) []offer {
	var out []offer
	times := plannedTimes(run)
	for _, i := range slices.Sorted(maps.Keys(times)) {
		if was := d.Slide(i).Time.For(run.Phase); was != times[i] {
			out = append(out, offer{i, d.Title(i), was, times[i]})
		}
	}
	return out
}

// unspoken are the slides that were shown and not spoken, in words.
func unspoken(run rehearsal.Run) []string {
	var out []string
	for _, r := range rehearsal.Rows(run, nil) {
		if r.Run.OK && !r.Open && !r.Spoken() {
			out = append(out, fmt.Sprintf("  %3d  %s: shown for %s, too short to have been spoken",
				r.Number, cell.Clean(r.Title), plan.Words(r.Run.Time)))
		}
	}
	return out
}

// chooseTimes asks which of the times to write; none when the answer is no.
func (a *app) chooseTimes(path string, all []offer, left []string) (map[int]time.Duration, error) {
	name, in := cell.Clean(path), bufio.NewReader(a.in)
	for len(all) > 0 {
		if err := a.print(offerText(name, all, left)); err != nil {
			return nil, err
		}
		answer, err := a.answer(in, "Write these times into "+name+"?", "Type y for yes, or the numbers of slides to leave out; "+
			"anything else means no: ", "rehearse again with --apply in a terminal window")
		if err != nil {
			return nil, err
		}
		if isYes(answer) {
			return timesOf(all), nil
		}
		out, ok := numbersIn(answer)
		if !ok {
			return nil, a.print(name + " was not changed.\n")
		}
		all = slices.DeleteFunc(all, func(o offer) bool { return slices.Contains(out, o.slide+1) })
		if len(all) == 0 {
			return nil, a.print("No slide is left; " + name + " was not changed.\n")
		}
	}
	said := "The deck already has the measured times."
	if len(left) > 0 {
		said = "There is no other time to write."
	}
	return nil, a.print(said + "\n" + strings.Join(append(left, ""), "\n"))
}

// numbersIn are the numbers of an answer that is nothing else.
func numbersIn(answer string) (out []int, ok bool) {
	for _, word := range strings.FieldsFunc(answer, func(r rune) bool { return r == ' ' || r == ',' }) {
		n, err := strconv.Atoi(word)
		if err != nil {
			return nil, false
		}
		out = append(out, n)
	}
	return out, len(out) > 0
}

func timesOf(all []offer) map[int]time.Duration {
	out := map[int]time.Duration{}
	for _, o := range all {
		out[o.slide] = o.now
	}
	return out
}

// offerText lists the times, each with the slide that it is of.
func offerText(name string, all []offer, left []string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Times measured for %s:\n", name)
	for _, o := range all {
		was := "no time"
		if o.was > 0 {
			was = deck.FormatDuration(o.was)
		}
		fmt.Fprintf(&b, "  %3d  %-8s -> %-8s %s\n", o.slide+1, was, deck.FormatDuration(o.now), cell.Clean(o.title))
	}
	if len(left) > 0 {
		b.WriteString("Not offered:\n" + strings.Join(left, "\n") + "\n")
	}
	return b.String()
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

// plannedTimes are the times that a run measured of the slides that were spoken to their end.
func plannedTimes(run rehearsal.Run) map[int]time.Duration {
	out := map[int]time.Duration{}
	for _, r := range rehearsal.Rows(run, nil) {
		if r.Run.OK && !r.Open && r.Spoken() {
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
