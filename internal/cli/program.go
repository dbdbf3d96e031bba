package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/term"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/session"
	"github.com/westandtogether-assembly/assembly/internal/tui/screen"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// program runs a model until it ends, follows edits of its deck, and gives the terminal back
// whatever happens. opened is handed the program before it runs.
//
// Signals are caught from here on only: before the terminal is taken they end the program as they end
// any other, even while it waits for a deck from a pipe.
func (a *app) program(m tea.Model, src session.Source, opened ...func(*tea.Program)) error {
	signals, release := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer release()
	stacks := catchStacks()
	defer stacks.release()
	interrupted := false
	keyboard, err := openKeyboard()
	if err != nil {
		return programError(err)
	}
	defer keyboard.release()
	terminal := screen.Take(screen.Config{Out: a.out, Profile: a.profile(), Getenv: os.Getenv, Raw: keyboard.raw})
	defer terminal.Close()
	stacks.wait(terminal.Close)
	p := a.newProgram(terminal.Program(m), &interrupted, keyboard.options)
	for _, hand := range opened {
		hand(p)
	}
	defer followSize(p)()
	context.AfterFunc(signals, func() { p.Send(tea.InterruptMsg{}) })
	defer src.Watch(func(d *deck.Deck, err error) { p.Send(ui.Reload{Deck: d, Err: err}) })()
	defer time.AfterFunc(startLasts, a.usualMemoryUse).Stop()
	last, err := p.Run()
	terminal.Close()
	a.lastWords(terminal.Deaf())
	a.untold(screen.Of(last))
	if interrupted || err != nil && signals.Err() != nil {
		return errInterrupted
	}
	return programError(err)
}

// stacks are the signals at which Go ends a program with the stacks of its goroutines. They are caught before the terminal
// is taken, and tell theirs when it has been given back, so that they can be read there.
type stacks chan os.Signal

func catchStacks() stacks {
	s := make(stacks, 1)
	notifyStacks(s)
	return s
}

// wait has the terminal given back before such a signal ends the program. The program's own loop takes no part in it: it
// may be what hangs.
func (s stacks) wait(giveBack func()) {
	go func() {
		if came, caught := <-s; caught {
			giveBack()
			raise(came)
		}
	}()
}

func (s stacks) release() {
	signal.Stop(s)
	close(s)
}

// followSize has a program learn of a window that is resized while it starts: Bubble Tea reads the size
// first and listens for a new one only when the first frame is out, and a window manager resizes a
// window just after it has opened it.
func followSize(p *tea.Program) (stop func()) {
	resized := make(chan os.Signal, 1)
	notifyResize(resized)
	go func() {
		for range resized {
			if w, h, err := term.GetSize(os.Stdout.Fd()); err == nil {
				p.Send(tea.WindowSizeMsg{Width: w, Height: h})
			}
		}
	}()
	return func() {
		signal.Stop(resized)
		close(resized)
	}
}

// newProgram makes a program that notes whether it was interrupted.
func (a *app) newProgram(m tea.Model, interrupted *bool, keyboard []tea.ProgramOption) *tea.Program {
	w, h, _ := term.GetSize(os.Stdout.Fd())
	return tea.NewProgram(m, append(append(screen.Options(), keyboard...), tea.WithColorProfile(a.profile()),
		tea.WithoutSignalHandler(), tea.WithWindowSize(w, h),
		tea.WithFilter(func(m tea.Model, msg tea.Msg) tea.Msg {
			// When it is interrupted, Bubble Tea tears a program down while its reader still reads; when it
			// quits it waits for the reader first.
			if _, ok := msg.(tea.InterruptMsg); ok {
				*interrupted = true
				return tea.QuitMsg{}
			}
			return ui.Filter(m, current(msg))
		}))...)
}

// current is a message about the window's size with the size of now: while a program starts, an older
// one may come last.
func current(msg tea.Msg) tea.Msg {
	if _, ok := msg.(tea.WindowSizeMsg); ok {
		if w, h, err := term.GetSize(os.Stdout.Fd()); err == nil && w > 0 && h > 0 {
			return tea.WindowSizeMsg{Width: w, Height: h}
		}
	}
	return msg
}

// programError says why a program has ended.
func programError(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, tea.ErrProgramPanic):
		return fail(errors.New("the program failed; the terminal has been given back"),
			"start it again; assembly show --plain prints the slides")
	}
	return fail(fmt.Errorf("use the terminal: %w", err),
		"start it in a terminal window; assembly show --plain and assembly letter | more need none")
}
