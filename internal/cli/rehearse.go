package cli

import (
	"errors"
	"fmt"
	"os"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/spf13/cobra"

	"assembly/internal/cell"
	"assembly/internal/deck"
	"assembly/internal/plan"
	"assembly/internal/rehearsal"
	"assembly/internal/report"
	"assembly/internal/session"
	"assembly/internal/state"
	"assembly/internal/tui/presenter"
	"assembly/internal/tui/ui"
)

func (a *app) rehearseCommand() *cobra.Command {
	f := &flags{}
	c := &cobra.Command{
		Use:   "rehearse [DECK]",
		Short: "Presenter view with the clock recorded",
		Long: "rehearse is the presenter view with a recorder; no hall follows. The clock starts as you\n" +
			"leave the first slide, or with s. At the end, or when you leave with q, it says how long\n" +
			"each slide took against its plan and against earlier runs, and what is worth changing.\n" +
			"It measures time, not speech. assembly history shows all runs.",
		Example: "  assembly rehearse --as Anna\n  assembly rehearse my-assembly.md --from 4 --apply",
		Args:    oneDeck(),
		RunE:    func(_ *cobra.Command, args []string) error { return a.rehearse(f, first(args)) },
	}
	f.deck(c.Flags())
	f.look(c.Flags())
	f.speaker(c.Flags())
	c.Flags().IntVar(&f.from, "from", 1, "`number` of the slide to begin at")
	c.Flags().BoolVar(&f.apply, "apply", false, "at the end, offer to write the measured times into the deck")
	return c
}

// rehearse runs the command of that name.
func (a *app) rehearse(f *flags, path string) error {
	src := session.Source{Path: path, Fill: f.set}
	d, set, err := a.open(f, src)
	if err != nil {
		return err
	}
	if err := a.checkRehearsal(f, src, d); err != nil {
		return err
	}
	if !a.outTTY {
		return a.printLines(report.Plan(d.Heading(), a.planned(f, d, set.Phase), plainWidth))
	}
	r := a.takeRehearsal(f, src, set)
	err = a.programWith(r.model, src, r.open)
	return r.close(a, err)
}

// checkRehearsal refuses a rehearsal that cannot be given as asked.
func (a *app) checkRehearsal(f *flags, src session.Source, d *deck.Deck) error {
	if err := f.checkSpeaker(a.now()); err != nil {
		return err
	}
	if f.from < 1 || f.from > d.Len() {
		return usage(fmt.Errorf("--from %d: no such slide", f.from), fmt.Sprintf("expected 1 to %d", d.Len()))
	}
	if c := d.Closing(); c >= 0 && f.from > c+1 {
		return usage(fmt.Errorf("--from %d is after the closing slide", f.from), fmt.Sprintf("expected 1 to %d", c+1))
	}
	if f.apply && src.Path == "" {
		return usage(errors.New("--apply: the built-in assembly cannot be changed"),
			"write a deck of your own first: assembly new my-assembly.md")
	}
	if f.apply {
		return canApply(src)
	}
	return nil
}

// rehearsing is a rehearsal with everything that it saves.
type rehearsing struct {
	model    *presenter.Model
	recorder *recorder
	box      *session.Mailbox
	src      session.Source
	apply    bool
}

// takeRehearsal makes the presenter and its recorder.
func (a *app) takeRehearsal(f *flags, src session.Source, set ui.Setup) *rehearsing {
	folder, box := state.Open(os.Getenv), &session.Mailbox{}
	setup, habits := f.speaking(set, folder)
	about := rehearsal.Run{
		Deck: state.DeckID(src.Path), Title: set.Deck.Heading(), Phase: set.Phase, As: f.as, Began: a.now(),
	}
	r := &recorder{as: f.as, look: set.Look, habits: habits, Recorder: session.Record(session.Recording{
		Folder: folder, About: about, Pace: habits.pace, Now: a.now,
		Saved: func(number int, err error) { box.Put(saved(number, err)) },
	})}
	setup.Rehearsal, setup.From = r, f.from-1
	return &rehearsing{model: presenter.New(setup), recorder: r, box: box, src: src, apply: f.apply}
}

func (r *rehearsing) open(p *tea.Program) { r.box.Open(func(m any) { p.Send(m) }) }

// close saves the run, says so, and applies its times if that was asked for.
func (r *rehearsing) close(a *app, ended error) error {
	r.box.Open(nil)
	run, number := r.recorder.Close(r.model.Talk(), r.model.Deck())
	switch {
	case !run.WorthSaving():
		a.errorLine("assembly: ", "nothing was rehearsed, so nothing was saved")
	case number > 0:
		a.errorLine("assembly: ", fmt.Sprintf("saved as run %d, %s; assembly history shows it", number, plan.Words(run.Total())))
	default:
		a.errorLine("assembly: ", "the rehearsal was not saved: "+r.recorder.unsaved())
	}
	if ended != nil || !r.apply || !run.WorthSaving() {
		return ended
	}
	return a.apply(r.src, run)
}

// planned is the plan of a rehearsal as a report shows it.
func (a *app) planned(f *flags, d *deck.Deck, phase string) report.Planned {
	pace := habitsOf(f, state.Open(os.Getenv)).pace(phase)
	p := plan.Of(d, phase, pace).From(f.from - 1)
	titles := make([]string, len(p.Items))
	for i := range titles {
		titles[i] = d.Title(i)
	}
	return report.Planned{Plan: p, Titles: titles, Phase: phase, Bell: capital(f.bellText(d, p.Total(), a.now()))}
}

// capital returns text with its first letter as a capital.
func capital(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// printLines prints a report.
func (a *app) printLines(lines []report.Line) error {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(a.styled(l) + "\n")
	}
	return a.print(b.String())
}

// styled is a line with what makes it stand out, where the terminal can.
func (a *app) styled(l report.Line) string {
	text := cell.Clean(l.Text)
	if l.Style == report.Strong && a.outStyled() && text != "" {
		return bold(text)
	}
	return text
}
