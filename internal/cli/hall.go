package cli

import (
	"context"
	"os"

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
	return a.followOn(f, func() leader { return live.Follow(ctx, state.Open(os.Getenv).Endpoint) }, nil)
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
