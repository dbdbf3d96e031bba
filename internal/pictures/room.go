package pictures

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/tui/hall"
	"github.com/westandtogether-assembly/assembly/internal/tui/presenter"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
	"github.com/westandtogether-assembly/assembly/slides"
)

// room is a talk as it is given: the program on the laptop, the one on the projector, which is told what every
// hall is told and nothing else, and one clock for both.
type room struct {
	noLink
	laptop *presenter.Model
	hall   *hall.Follow
	now    time.Time

	public *deck.Public
	shown  live.Snapshot // what the hall was told last
	says   live.Report   // what the hall says that it shows
}

// newRoom prepares a talk of a deck at ten to nine, on a projector of 1920 by 1080 pixels, where a terminal has
// about as many columns and rows as here, and on a laptop.
func newRoom(d *deck.Deck, look ui.Look, laptop render.Screen) *room {
	r := &room{now: time.Date(2026, 11, 23, 8, 50, 0, 0, time.UTC)}
	clock := func() time.Time { return r.now }
	r.hall = hall.NewFollow(hall.FollowSetup{Look: look, Now: clock, Up: r})
	r.hall.Update(tea.WindowSizeMsg{Width: 192, Height: 54})
	r.laptop = presenter.New(presenter.Setup{
		Setup:     ui.Setup{Deck: d, Look: look, Phase: "primary", Now: clock},
		Statement: slides.Statement, Link: r,
	})
	r.laptop.Update(tea.WindowSizeMsg{Width: laptop.W, Height: laptop.H})
	return r
}

// press presses a key on the laptop.
func (r *room) press(key rune) {
	k := tea.KeyPressMsg{Code: key}
	if key != begin {
		k.Text = string(key)
	}
	r.laptop.Update(k)
}

// wait lets time pass.
func (r *room) wait(d time.Duration) {
	r.now = r.now.Add(d)
	r.laptop.Update(ui.Repaint{})
}

// The keys of a talk.
const (
	begin   = tea.KeyEnter
	next    = tea.KeySpace
	numbers = 'e'
)

// Changed implements presenter.Link: the hall is told.
func (r *room) Changed(t talk.Talk, d *deck.Deck) {
	if r.public == nil {
		p := d.Public()
		r.public = &p
	}
	silence := r.public.PublicSlide(t.Hall().Slide).Silence.For(t.Phase)
	r.shown = live.SnapshotOf(t.State, "", r.public.Hash, silence, r.now)
	r.hall.Update(live.State{Status: live.Connected, Snapshot: r.shown, Deck: r.public, Pictures: d, Received: r.now})
}

// Report implements hall.Upstream.
func (r *room) Report(says live.Report) { r.says = says }

// Command implements hall.Upstream: nobody presses a key there.
func (r *room) Command(talk.Command) error { return nil }

// Halls implements presenter.Link.
func (r *room) Halls() []live.Hall {
	return []live.Hall{{Report: r.says, Matches: r.shown.ShownBy(r.says)}}
}

// noLink is the rest of a presenter's link, where nothing is beyond the room.
type noLink struct{}

func (noLink) Openers() []live.Opener                 { return nil }
func (noLink) Reach() live.Reach                      { return live.Reach{} }
func (noLink) Code(string) (func(x, y int) bool, int) { return nil, 0 }
func (noLink) Offer(bool, bool) error                 { return nil }
func (noLink) PhonePage(live.Address) string          { return "" }
func (noLink) AnswerPhone(bool)                       {}
func (noLink) Sites() live.Sites                      { return live.Sites{} }
func (noLink) Troubles() string                       { return "" }
