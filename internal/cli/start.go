package cli

import (
	"fmt"
	"os"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"assembly/internal/plan"
	"assembly/internal/session"
	"assembly/internal/state"
	"assembly/internal/tui/start"
	"assembly/internal/tui/ui"
)

// start runs the program without a command.
func (a *app) start(f *flags, _ string) error {
	src := session.Source{Fill: f.set}
	set, err := a.open(f, src)
	if err != nil {
		return err
	}
	if !a.outTTY {
		return a.print(plainStart(set.Deck))
	}
	s := &starter{app: a, flags: f, src: src, set: set}
	err = a.program(start.New(s.setup()), src, func(p *tea.Program) { s.program = p })
	if s.opened != nil {
		return s.opened.end(err)
	}
	return err
}

// starter opens the entries of the start screen.
type starter struct {
	app     *app
	flags   *flags
	src     session.Source
	set     ui.Setup
	program *tea.Program
	opened  *stage // the presenter, the one screen or the rehearsal, once one is opened
}

// setup returns what the start screen is made of.
func (s *starter) setup() start.Setup {
	a, f, d, folder := s.app, s.flags, s.set.Deck, state.Open(os.Getenv)
	habits := habitsOf(f, folder)
	planned := func(phase string) time.Duration { return plan.Of(d, phase, habits.pace(phase)).Total() }
	out := start.Setup{
		Deck: d, Look: s.set.Look, Phase: s.set.Phase, Statement: statement(d), Planned: planned,
		Bell: func(phase string) string { return f.bellText(d, planned(phase), a.now()) },
		Open: s.open,
	}
	saved := folder.Interrupted(s.src.Path, a.now())
	if len(saved) == 0 {
		return out
	}
	t := session.Resumed(saved[0], d, a.now())
	out.Unfinished = func() string {
		return fmt.Sprintf("slide %d, %s", t.Pos.Slide+1, plan.Clock(t.Clock.Elapsed(a.now())))
	}
	if f.phase == "" && slices.Contains(d.Meta.Phases, t.Phase) {
		out.Phase = t.Phase
	}
	return out
}

// open makes the program of an entry, for the phase that the start screen shows.
func (s *starter) open(c start.Choice, phase string, back tea.Model) (tea.Model, error) {
	s.set.Phase = phase
	switch c {
	case start.Letter:
		return letterReader(s.set.Look, back), nil
	case start.Presenter, start.Resume:
		s.flags.resume, s.flags.phaseShown = c == start.Resume, true
		t, err := s.app.takeStage(s.flags, s.src, s.set)
		if err != nil {
			return nil, err
		}
		return s.begin(t), nil
	case start.Rehearse:
		s.flags.from = 1
		return s.begin(&s.app.takeRehearsal(s.flags, s.src, s.set).stage), nil
	}
	s.flags.resume, s.flags.phaseShown = c == start.ResumeOneScreen, true
	return s.begin(s.app.takeShow(s.flags, s.src, s.set)), nil
}

// begin gives a presenter the program that runs.
func (s *starter) begin(t *stage) tea.Model {
	t.begin(s.program)
	s.opened = t
	return t.model
}
