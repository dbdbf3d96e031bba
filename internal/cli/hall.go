package cli

import (
	"context"
	"os"

	tea "charm.land/bubbletea/v2"

	"assembly/internal/live"
	"assembly/internal/session"
	"assembly/internal/state"
	"assembly/internal/theme"
	"assembly/internal/tui/hall"
)

// hall runs the command of that name.
func (a *app) hall(f *flags, _ string) error {
	if !a.outTTY {
		return a.say("The hall screen needs a terminal window. assembly show --plain prints the slides.\n")
	}
	p, err := theme.Lookup(f.theme)
	if err != nil {
		return unknownTheme(f.theme, err)
	}
	look, err := a.look(p, f)
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	client := live.Follow(ctx, state.Open(os.Getenv).Endpoint)
	m := hall.NewFollow(hall.FollowSetup{
		Look: look, Theme: f.theme != "", Now: a.now, Up: client, Fonts: a.fonts,
	})
	defer client.Part()
	defer a.stayAwake()()
	return a.program(m, session.Source{}, func(p *tea.Program) {
		go func() {
			for s := range client.States() { // It is closed when following has ended.
				p.Send(s)
			}
		}()
	})
}
