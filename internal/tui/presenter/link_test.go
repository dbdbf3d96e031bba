package presenter

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"assembly/internal/live"
	"assembly/internal/talk"
	"assembly/internal/tui/kit"
)

// halls is a link that remembers what it was told and says what a test wants.
type halls struct {
	list    []live.Hall
	changes []talk.State
	last    Progress
	ways    []Way
	shared  []string
	trouble string
	code    [][]bool
}

func (h *halls) Changed(p Progress) { h.changes, h.last = append(h.changes, p.State), p }
func (h *halls) Halls() []live.Hall { return append([]live.Hall(nil), h.list...) }
func (h *halls) Ways() []Way        { return h.ways }
func (h *halls) Shared() []string   { return h.shared }
func (h *halls) QR() [][]bool       { return h.code }
func (h *halls) Troubles() string   { return h.trouble }

// withHalls is a speaker's view that is joined to halls.
func withHalls(t *testing.T, h *halls, resume *Unfinished) (*Model, *wall) {
	t.Helper()
	from, clock := builtin(t, 110, 30)
	m, err := New(Setup{
		Setup:  kit.Setup{Deck: from.stage.Deck, Look: from.stage.Look, Phase: from.stage.Phase, Now: clock.Now},
		Link:   h,
		Resume: resume, Ask: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	m.Update(tea.WindowSizeMsg{Width: 110, Height: 30})
	return m, clock
}

func TestHallLine(t *testing.T) {
	h := &halls{}
	m, clock := withHalls(t, h, nil)
	hall := func(kind string, matches, lost, fits bool) live.Hall {
		return live.Hall{
			Report:  live.Report{Kind: kind, W: 120, H: 30, Slide: 2, Fits: fits},
			Matches: matches, Lost: lost, Seen: clock.now.Add(-4 * time.Second),
		}
	}
	for _, c := range []struct {
		list []live.Hall
		want string
	}{
		{nil, "HALL  none is open: H opens one"},
		{[]live.Hall{hall(live.Terminal, true, false, true)}, "HALL  OK terminal 120x30"},
		{[]live.Hall{hall(live.Browser, true, false, false)}, "HALL  OK browser 120x30 but not all fits"},
		{[]live.Hall{hall(live.Browser, false, false, true)}, "HALL  NOT YET browser 120x30 shows slide 3"},
		{[]live.Hall{hall(live.Terminal, true, false, true), hall(live.Browser, false, true, true)},
			"HALL  LOST browser 120x30 0:04   OK terminal 120x30"},
	} {
		h.list = c.list
		m.Update(HallsChanged{})
		if got := text(m); !strings.Contains(got, c.want) {
			t.Errorf("the screen lacks %q:\n%s", c.want, got)
		}
	}
}

// Everything that changes is told once, and nothing else is.
func TestChangesAreTold(t *testing.T) {
	h := &halls{}
	m, clock := withHalls(t, h, nil)
	if len(h.changes) != 1 {
		t.Fatalf("the halls are told %d times at the start, want once", len(h.changes))
	}
	press(m, clock, ">")
	m.Update(HallsChanged{})
	press(m, clock, "?")
	if len(h.changes) != 2 || h.changes[1].Pos.Slide != 1 {
		t.Errorf("the halls are told %+v", h.changes)
	}
	m.Update(kit.Remote{Command: talk.Command{Op: talk.Next}})
	if len(h.changes) != 3 || h.changes[2].Pos.Step != 1 {
		t.Errorf("after a hall's key the halls are told %+v", h.changes)
	}
}

// Until the question is answered the halls keep what they show.
func TestResumingIsAskedBeforeTheHallsMove(t *testing.T) {
	unfinished := talk.State{Seq: 40, Pos: talk.Pos{Slide: 4}, Clock: talk.Clock{Banked: 192_000}}
	for _, c := range []struct {
		key   rune
		slide int
	}{{'y', 4}, {'n', 0}} {
		h := &halls{}
		m, clock := withHalls(t, h, &Unfinished{State: unfinished})
		if got := text(m); !strings.Contains(got, "Resume at slide 5, 3:12?") || len(h.changes) != 0 {
			t.Fatalf("before the answer the halls were told %d times; the screen is\n%s", len(h.changes), got)
		}
		press(m, clock, string(c.key))
		if len(h.changes) != 1 || h.changes[0].Pos.Slide != c.slide {
			t.Errorf("after %c the halls are told %+v", c.key, h.changes)
		}
	}
}

func TestWaysToOpenAHall(t *testing.T) {
	tried := 0
	h := &halls{
		ways: []Way{
			{Key: "b", Name: "in the browser", Open: func() error { tried++; return errors.New("no browser") }},
			{Hint: "or type: assembly hall"},
		},
		shared: []string{"http://192.0.2.7:4000"},
		code:   [][]bool{{true, false}, {false, true}},
	}
	m, clock := withHalls(t, h, nil)
	press(m, clock, "H")
	for _, want := range []string{"b  in the browser", "or type: assembly hall", "Classrooms: http://192.0.2.7:4000"} {
		if !strings.Contains(text(m), want) {
			t.Errorf("the list lacks %q:\n%s", want, text(m))
		}
	}
	_, cmd := m.Update(keyOf('b'))
	if tried != 0 || cmd == nil {
		t.Fatal("the browser is opened inside Update")
	}
	m.Update(opened{h.ways[0], h.ways[0].Open()})
	if got := text(m); !strings.Contains(got, "That did not open: no browser") {
		t.Errorf("the failure is not told:\n%s", got)
	}
	press(m, clock, ">")
	if got := m.State().Pos.Slide; got != 1 || strings.Contains(text(m), "Open a hall screen") {
		t.Errorf("a clicker's key under the list leads to slide %d", got+1)
	}
}

func TestSharingAndTroublesAreShown(t *testing.T) {
	h := &halls{shared: []string{"http://192.0.2.7:4000"}, trouble: "Nothing is kept: no home"}
	m, _ := withHalls(t, h, nil)
	for _, want := range []string{"SHARED on the network: http://192.0.2.7:4000", "Nothing is kept: no home"} {
		if !strings.Contains(text(m), want) {
			t.Errorf("the screen lacks %q:\n%s", want, text(m))
		}
	}
}

// A code is square, black on white, with its quiet margin, in every theme.
func TestCodeGrid(t *testing.T) {
	g := codeGrid([][]bool{{true, false}, {false, true}})
	if g.W != 6 || g.H != 3 {
		t.Fatalf("the code is %dx%d cells", g.W, g.H)
	}
	corner, first := g.At(0, 0).Style, g.At(2, 1).Style
	if corner.BG.R != 0xFF || first.BG.R != 0 || first.FG.R != 0xFF {
		t.Errorf("the corner is %+v, the first module %+v", corner, first)
	}
}

// All that is saved of a talk is told when it changes, and only then: the phase and what is left
// out, too, though the hall sees nothing of them.
func TestPublishedWithTheTalk(t *testing.T) {
	m, clock := newModel(t, optional, 110, 30)
	h := &halls{}
	m.link = h
	m.stage.Deck.Meta.Phases = []string{"primary", "secondary"}
	m.stage.Phase = "primary"
	m.publish()
	for _, c := range []struct {
		keys string
		told func(p Progress) bool
	}{
		{"x", func(p Progress) bool { return slices.Equal(p.Out, []bool{false, true, false, false}) }},
		{"x", func(p Progress) bool { return !slices.Contains(p.Out, true) }},
		{"t", func(p Progress) bool { return p.Phase == "secondary" }},
		{"s", func(p Progress) bool { return p.State.Clock.Running() }},
		{"N", nil},
		{"+", nil},
	} {
		n := len(h.changes)
		press(m, clock, c.keys)
		if c.told == nil && len(h.changes) != n {
			t.Errorf("after %q, which changes nothing, there is word of %+v", c.keys, h.last)
		}
		if c.told != nil && (len(h.changes) != n+1 || !c.told(h.last)) {
			t.Errorf("after %q there is word %d times, of %+v", c.keys, len(h.changes)-n, h.last)
		}
	}
}
