package cli

import (
	"context"
	"os"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/session"
	"github.com/westandtogether-assembly/assembly/internal/state"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/internal/tui/hall"
)

// leader is what a hall's screen follows.
type leader interface {
	hall.Upstream
	States() <-chan live.State
	Part()
}

// hall runs the command of that name.
func (a *app) hall(f *flags, _ string) error {
	if err := f.checkBeyond(); err != nil {
		return err
	}
	if f.relay.URL != "" {
		return a.followRelay(f)
	}
	if !a.outTTY {
		return a.say("The hall screen needs a terminal window. assembly show --plain prints the slides.\n")
	}
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	return a.followOn(f, func() leader { return live.Follow(ctx, state.Open(os.Getenv).Endpoint) }, a.waitingText)
}

// waitsCalmly is how long a hall waits before it says what for: it may well be opened ahead of the presenter.
const waitsCalmly = 10 * time.Second

// waitingText is what a hall that has found no presenter says, once it has waited for a while.
func (a *app) waitingText(s live.State) string {
	if s.Status != live.Waiting || a.now().Sub(s.Since) < waitsCalmly {
		return ""
	}
	return "It looks for a presenter that this user has started on this computer. If there is none: assembly present. If there is one: press H there, then b."
}

// followOn follows on this screen. waiting is what it says below before there is anything to show.
func (a *app) followOn(f *flags, begin func() leader, waiting func(live.State) string) error {
	p, err := theme.Lookup(f.theme)
	if err != nil {
		return unknownTheme(f.theme, err)
	}
	look, err := a.look(p, f)
	if err != nil {
		return err
	}
	up := begin()
	defer up.Part()
	m := hall.NewFollow(hall.FollowSetup{
		Look: look, Theme: f.theme != "", Now: a.now, Up: up, Fonts: a.fonts, Waiting: waiting,
	})
	defer a.stayAwake()()
	return a.program(m, session.Source{}, func(p *tea.Program) {
		go func() {
			for s := range up.States() { // It is closed when following has ended.
				p.Send(s)
			}
		}()
	})
}
