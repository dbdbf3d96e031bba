package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"

	"assembly/internal/deck"
	"assembly/internal/plan"
	"assembly/internal/session"
	"assembly/internal/state"
	"assembly/internal/talk"
	"assembly/internal/tui/hall"
	"assembly/internal/tui/reader"
	"assembly/internal/tui/start"
	"assembly/internal/tui/ui"
	"assembly/slides"
)

// show is the command of that name.
func (a *app) show(f *flags, path string) error {
	src := session.Source{Path: path, Fill: f.set}
	d, set, err := a.open(f, src)
	if err != nil {
		return err
	}
	if f.plain || !a.outTTY {
		return a.printDeck(d, set.Phase, f.notes)
	}
	return a.program(hall.NewShow(set), src)
}

// start is the program without a command.
func (a *app) start(f *flags) error {
	src := session.Source{Fill: f.set}
	if err := f.checkSpeaker(a.now()); err != nil {
		return err
	}
	d, set, err := a.open(f, src)
	if err != nil {
		return err
	}
	if !a.outTTY {
		return a.print(plainStart(d))
	}
	folder := state.Open(os.Getenv)
	habits := habitsOf(f, folder, d.Meta.Phases)
	planned := func(phase string) time.Duration { return plan.Of(d, phase, habits.pace(phase)).Total() }
	o := &opener{app: a, flags: f, src: src, set: set}
	setup := start.Setup{
		Deck: d, Look: set.Look, Phase: set.Phase, Statement: statement(d),
		Planned: planned,
		Bell:    func(phase string) string { return f.bellText(d, planned(phase), a.now()) },
		Open:    o.open,
	}
	if t, ok := folder.Interrupted(src.Path, a.now()); ok {
		t.Pos.Slide = min(t.Pos.Slide, d.Len()-1)
		o.resume = t
		setup.Unfinished = func() string {
			return fmt.Sprintf("slide %d, %s", t.Pos.Slide+1, plan.Clock(t.Clock.Elapsed(a.now())))
		}
		if f.phase == "" {
			setup.Phase = known(t.Phase, d, set.Phase)
		}
	}
	err = a.programWith(start.New(setup), src, func(p *tea.Program) { o.running = p })
	if o.stage != nil {
		o.stage.close(err == nil)
	}
	if o.rehearsal != nil {
		return o.rehearsal.close(a, err)
	}
	return err
}

// opener makes the programs of the start screen's entries.
type opener struct {
	app     *app
	flags   *flags
	src     session.Source
	set     ui.Setup
	resume  talk.Talk // the unfinished talk, where there is one
	running *tea.Program
	stage   *stage // of the presenter that was opened

	rehearsal *rehearsing // that was opened
}

func (o *opener) open(c start.Choice, phase string, back tea.Model) (tea.Model, error) {
	o.set.Phase = phase
	switch c {
	case start.Letter:
		return letterReader(o.set.Look, back), nil
	case start.Presenter, start.Resume:
		return o.present(c == start.Resume)
	case start.Rehearse:
		return o.rehearse(), nil
	}
	m := hall.NewShow(o.set)
	if c == start.ResumeOneScreen {
		m.Resume(o.resume)
	}
	return m, nil
}

// present opens the presenter with the phase that the start screen shows.
func (o *opener) present(resume bool) (tea.Model, error) {
	o.flags.resume, o.flags.phaseShown = resume, true
	t, err := o.app.takeStage(o.flags, o.src, o.set)
	if err != nil {
		return nil, err
	}
	o.stage = t
	t.open(o.running)
	return t.model, nil
}

// rehearse opens a rehearsal of the phase that the start screen shows.
func (o *opener) rehearse() tea.Model {
	o.flags.from = 1
	o.rehearsal = o.app.takeRehearsal(o.flags, o.src, o.set)
	o.rehearsal.open(o.running)
	return o.rehearsal.model
}

// letter is the command of that name.
func (a *app) letter(f *flags) error {
	_, set, err := a.open(f, session.Source{})
	if err != nil {
		return err
	}
	if !a.outTTY {
		return a.print(plainLetter())
	}
	return a.program(letterReader(set.Look, nil), session.Source{})
}

func letterReader(look ui.Look, back tea.Model) tea.Model {
	return reader.New(reader.Setup{
		Title: "The letter", Text: reader.Prose(slides.Letter()), Above: slides.Statement, Look: look, Back: back,
	})
}

// open loads a deck and settles the flags.
func (a *app) open(f *flags, src session.Source) (*deck.Deck, ui.Setup, error) {
	d, err := src.Load()
	if err != nil {
		return nil, ui.Setup{}, err
	}
	set, err := a.setup(f, d)
	return d, set, err
}

// program runs a model to which nobody but its deck's file sends messages.
func (a *app) program(m tea.Model, src session.Source) error {
	return a.programWith(m, src, func(*tea.Program) {})
}

// programWith runs a model until it ends, follows edits of its deck, and gives the terminal back
// whatever happens. opened is handed the program before it runs.
//
// Signals are caught from here on only: until the terminal is taken, they shall end the program
// as they end any other, even while it waits for a deck from a pipe.
func (a *app) programWith(m tea.Model, src session.Source, opened func(*tea.Program)) error {
	ctx, release := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer release()
	interrupted := false
	p := tea.NewProgram(m, append(ui.Options(), tea.WithColorProfile(a.profile()),
		tea.WithFilter(func(m tea.Model, msg tea.Msg) tea.Msg {
			// Bubble Tea tears a program down under its own reader when it is interrupted; when it quits
			// it waits for the reader first.
			if _, ok := msg.(tea.InterruptMsg); ok {
				interrupted = true
				return tea.QuitMsg{}
			}
			return ui.Filter(m, msg)
		}))...)
	opened(p)
	go func() {
		<-ctx.Done()
		p.Send(tea.InterruptMsg{})
	}()
	stop := src.Watch(func(d *deck.Deck, err error) { p.Send(ui.Reload{Deck: d, Err: err}) })
	defer stop()
	debug.SetGCPercent(usualGC)
	_, _ = io.WriteString(a.out, ui.WheelOff)
	_, err := p.Run()
	_, _ = io.WriteString(a.out, ui.WheelBack)
	switch {
	case interrupted, err != nil && ctx.Err() != nil:
		return errInterrupted
	case err == nil:
		return nil
	case errors.Is(err, tea.ErrProgramPanic):
		return fail(errors.New("the program failed; the terminal has been given back"),
			"start it again; assembly show --plain prints the slides")
	}
	return fail(fmt.Errorf("use the terminal: %w", err),
		"start it in a terminal window; assembly show --plain and assembly letter | more need none")
}
