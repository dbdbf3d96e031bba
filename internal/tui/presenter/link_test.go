package presenter

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// halls is a link that remembers what it was told and says what a test wants.
type halls struct {
	list    []live.Hall
	changes []talk.State
	last    talk.Talk
	ways    []live.Opener
	reach   live.Reach
	sites   live.Sites
	trouble string
	code    [][]bool
	coded   []string // the addresses of which there was a code
	answers string   // to phones that ask
	refused error    // by the network
}

func (h *halls) Changed(t talk.Talk, _ *deck.Deck) {
	h.changes, h.last = append(h.changes, t.State), t
}
func (h *halls) Halls() []live.Hall     { return append([]live.Hall(nil), h.list...) }
func (h *halls) Openers() []live.Opener { return h.ways }
func (h *halls) Reach() live.Reach      { return h.reach }
func (h *halls) Sites() live.Sites      { return h.sites }
func (h *halls) AnswerPhone(yes bool)   { h.answers += fmt.Sprint(yes) }
func (h *halls) Offer(follow, remote bool) error {
	h.reach.Follow, h.reach.Remote = h.reach.Follow || follow, h.reach.Remote || remote
	return h.refused
}
func (h *halls) PhonePage(a live.Address) string {
	return "http://" + a.Host + "/remote#key=k"
}
func (h *halls) Code(address string) (black func(x, y int) bool, size int) {
	h.coded = append(h.coded, address)
	return blackIn(h.code), len(h.code)
}

// blackIn reads a code that is spelled out row by row.
func blackIn(code [][]bool) func(x, y int) bool {
	return func(x, y int) bool { return y >= 0 && y < len(code) && x >= 0 && x < len(code) && code[y][x] }
}
func (h *halls) Troubles() string { return h.trouble }

// withHalls is a speaker's view that is joined to halls.
func withHalls(t *testing.T, h *halls, resume *talk.Talk) (*Model, *screentest.Clock) {
	t.Helper()
	from, clock := builtin(t, 110, 30)
	m := New(Setup{
		Setup:  ui.Setup{Deck: from.stage.Deck, Look: from.stage.Look, Phase: from.stage.Talk.Phase, Now: clock.Now},
		Link:   h,
		Resume: resume, Ask: true,
	})
	m.Update(tea.WindowSizeMsg{Width: 110, Height: 30})
	return m, clock
}

func TestHallLine(t *testing.T) {
	h := &halls{}
	m, clock := withHalls(t, h, nil)
	hall := func(kind string, matches, gone bool, lost int) live.Hall {
		return live.Hall{
			Report:  live.Report{Kind: kind, W: 120, H: 30, Slide: 2, Lost: lost},
			Matches: matches, Gone: gone, Seen: clock.Now().Add(-4 * time.Second),
		}
	}
	closed := hall(live.Terminal, false, false, 0)
	closed.Closed = true
	for _, c := range []struct {
		list []live.Hall
		want string
	}{
		{nil, "HALL  none is open: H opens one"},
		{[]live.Hall{hall(live.Terminal, true, false, 0)}, "HALL  OK terminal 120x30"},
		{[]live.Hall{hall(live.Browser, true, false, 2)}, "HALL  NOT ALL FITS browser 120x30: 2 lines do not fit"},
		{[]live.Hall{hall(live.Browser, true, false, 1)}, "NOT ALL OF THE SLIDE FITS IN THE HALL: 1 line does not fit"},
		{[]live.Hall{hall(live.Browser, true, false, live.Unsaid)}, "HALL  OK? browser 120x30 does not say whether all fits"},
		{[]live.Hall{hall(live.Browser, false, false, 2)}, "HALL  NOT YET browser 120x30 shows slide 3"},
		{[]live.Hall{closed}, "HALL  closed terminal 120x30   none is open: H opens one"},
		{[]live.Hall{closed, hall(live.Browser, true, false, 0)}, "HALL  closed terminal 120x30   OK browser 120x30"},
		{[]live.Hall{hall(live.Terminal, true, false, 0), hall(live.Browser, false, true, 0)}, "HALL  LOST browser 120x30 0:04\n"},
		{[]live.Hall{hall(live.Terminal, true, false, 0), hall(live.Browser, false, true, 0)}, "HALL  OK terminal 120x30"},
	} {
		h.list = c.list
		m.Update(HallsChanged{})
		if got := text(m); !strings.Contains(got, c.want) {
			t.Errorf("the screen lacks %q:\n%s", c.want, got)
		}
		if rows := m.layout().Hall.H; rows > max(len(c.list), 1) {
			t.Errorf("%d halls take %d rows", len(c.list), rows)
		}
	}
}

// Where the row has no room to say that no hall is open, what it leaves out is not counted as a hall that is well.
func TestNoHallIsNotOneThatIsWell(t *testing.T) {
	closed := live.Hall{Report: live.Report{Kind: live.Terminal, W: 120, H: 30, Closed: true}}
	m, _ := withHalls(t, &halls{list: []live.Hall{closed, closed, closed}}, nil)
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	if got := text(m); !strings.Contains(got, "2 more closed   none is open\n") {
		t.Errorf("the screen says\n%s", got)
	}
}

// Everything that changes is told once, and nothing else is.
func TestChangesAreTold(t *testing.T) {
	h := &halls{}
	m, clock := withHalls(t, h, nil)
	if len(h.changes) != 1 {
		t.Fatalf("the halls are told %d times at the start, want once", len(h.changes))
	}
	press(m, clock, "pgdown")
	m.Update(HallsChanged{})
	press(m, clock, "?")
	if len(h.changes) != 2 || h.changes[1].Pos.Slide != 1 {
		t.Errorf("the halls are told %+v", h.changes)
	}
	m.Update(ui.Remote{Command: talk.Command{Op: talk.Next}})
	if len(h.changes) != 3 || h.changes[2].Pos.Step != 1 {
		t.Errorf("after a hall's key the halls are told %+v", h.changes)
	}
}

// interrupted is a talk that a crash ended on slide 5.
func interrupted() *talk.Talk {
	return &talk.Talk{State: talk.State{Seq: 40, Pos: talk.Pos{Slide: 4}, Clock: talk.Clock{Banked: 192_000}}}
}

// After a crash every key of a clicker takes the talk up; nothing short of a and then y throws it away.
func TestResuming(t *testing.T) {
	for _, c := range []struct {
		keys  string
		slide int // that the halls are told of; -1 while they keep what they show
	}{
		{"pgdown", 4}, {"right", 4}, {"down", 4}, {"space", 4}, {"enter", 4}, {"n", 4}, {"l", 4}, {"j", 4}, {"shift+pgdown", 4},
		{"f5", 4}, {"f5 esc", 4}, {"esc f5", 4}, {"y", 4}, {"Y", 4},
		{"ay", 0}, {"AY", 0}, {"an pgdown", 4}, {"a pgdown", -1}, {"a pgdown y", 4}, {"aay", 4},
		{"", -1}, {"a", -1}, {"q", -1}, {"qy", -1}, {"pgup", -1}, {"x", -1}, {".", -1}, {"esc", -1}, {"5", -1}, {"e", -1}, {"o", -1},
	} {
		h := &halls{}
		m, clock := withHalls(t, h, interrupted())
		press(m, clock, c.keys)
		switch {
		case c.slide < 0 && (len(h.changes) != 0 || !m.stage.Resuming()):
			t.Errorf("%q: the halls are told %+v", c.keys, h.changes)
		case c.slide >= 0 && (len(h.changes) != 1 || h.changes[0].Pos.Slide != c.slide || m.stage.Resuming()):
			t.Errorf("%q: the halls are told %+v, want slide %d", c.keys, h.changes, c.slide+1)
		}
	}
}

// F5, a key that only a modifier makes, and the keys of another window.
func TestResumingByOtherWays(t *testing.T) {
	for _, c := range []struct {
		msg  tea.Msg
		told int
	}{
		{tea.KeyPressMsg{Code: tea.KeyF5}, 1},
		{tea.KeyPressMsg{Code: ' ', Mod: tea.ModCtrl}, 0},
		{tea.KeyPressMsg{Code: tea.KeyEscape}, 0},
		{tea.KeyPressMsg{Code: 'c', Mod: tea.ModCtrl}, 0},
		{ui.Remote{Command: talk.Command{Op: talk.Next}}, 1},
		{ui.Remote{Command: talk.Command{Op: talk.Begin}}, 1},
		{ui.Remote{Command: talk.Command{Op: talk.BeginOrNext}}, 1},
		{ui.Remote{Command: talk.Command{Op: talk.ToClosing}}, 0},
		{ui.Remote{Command: talk.Command{Op: talk.Back}}, 0},
	} {
		h := &halls{}
		m, _ := withHalls(t, h, interrupted())
		if m.Update(c.msg); len(h.changes) != c.told {
			t.Errorf("after %+v the halls are told %+v", c.msg, h.changes)
		}
	}
	m, _ := withHalls(t, &halls{}, interrupted())
	stop := tea.KeyPressMsg{Code: 'c', Mod: tea.ModCtrl}
	m.Update(stop)
	if _, cmd := m.Update(stop); cmd == nil || cmd() != (tea.InterruptMsg{}) {
		t.Error("Ctrl+C twice does not leave")
	}
}

// While the question is open, the view shows what the halls still do, and the clock goes on; the thumb that
// answers it may slip.
func TestResumingShowsTheTalk(t *testing.T) {
	saved := interrupted()
	saved.Clock = talk.Clock{Banked: 192_000, Since: (&screentest.Clock{}).Now().UnixMilli()}
	m, clock := withHalls(t, &halls{}, saved)
	if got := screentest.Lines(m)[0]; !strings.Contains(got, "Slide 5 of 7") {
		t.Errorf("under the box stands %q", got)
	}
	pass(m, clock, 8*time.Second)
	if !strings.Contains(text(m), "slide 5, clock 3:20") {
		t.Errorf("the clock does not go on:\n%s", text(m))
	}
	m.Update(key("pgdown"))
	clock.Pass(ui.Debounce - time.Millisecond)
	if m.Update(key("pgdown")); m.Talk().Pos != (talk.Pos{Slide: 4}) {
		t.Errorf("one press that bounced leads to %+v", m.Talk().Pos)
	}
	clock.Pass(ui.Debounce)
	if m.Update(key("pgdown")); m.Talk().Pos == (talk.Pos{Slide: 4}) {
		t.Error("the next press does not move on")
	}
}

// What is begun again is a new talk, in the phase of the old one.
func TestBeginningAgain(t *testing.T) {
	saved := interrupted()
	saved.Phase, saved.Skipped = "secondary", []bool{false, true}
	h := &halls{}
	m, clock := withHalls(t, h, saved)
	press(m, clock, "ay")
	if is := h.last; is.Resumed || is.Clock.Started() || is.Phase != "secondary" || is.Skips(1) || !strings.Contains(text(m), "Press Enter as you begin to speak") {
		t.Errorf("the new talk is %+v", is)
	}
}

// The box says which talk it is, and what to press, at every size that is meant to be used.
func TestResumingIsReadable(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 30}, {192, 54}} {
		m, clock := withHalls(t, &halls{}, interrupted())
		m.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		for _, want := range []string{"THE TALK WAS INTERRUPTED", "slide 5, clock 3:12", "Use your powerful voice", "Next, Enter or F5: resume it", "a, then y: begin again"} {
			if got := text(m); !strings.Contains(got, want) {
				t.Errorf("%v: no %q in\n%s", size, want, got)
			}
		}
		press(m, clock, "a")
		for _, want := range []string{"BEGIN AGAIN AT SLIDE 1?", "slide 5, clock 3:12", "Use your powerful voice", "y: begin again", "any other key: back"} {
			if got := text(m); !strings.Contains(got, want) {
				t.Errorf("%v: no %q in\n%s", size, want, got)
			}
		}
	}
}

func TestWaysToOpenAHall(t *testing.T) {
	tried := 0
	h := &halls{
		ways: []live.Opener{
			{Key: "b", Name: "in the browser", Open: func() error { tried++; return errors.New("no browser") }, Else: func() string { return "type this:  http://127.0.0.1:4000/#7k3m9pqx" }},
			{Hint: "or type: assembly hall"},
		},
		reach: live.Reach{Follow: true, Addresses: []live.Address{{Host: "192.0.2.7:4000"}}},
		code:  [][]bool{{true, false}, {false, true}},
	}
	m, clock := withHalls(t, h, nil)
	press(m, clock, "H")
	for _, want := range []string{"b  in the browser", "or type: assembly hall", "c  classrooms that follow, and a phone that drives"} {
		if !strings.Contains(text(m), want) {
			t.Errorf("the list lacks %q:\n%s", want, text(m))
		}
	}
	_, cmd := m.Update(key("b"))
	if tried != 0 || cmd == nil {
		t.Fatal("the browser is opened inside Update")
	}
	m.Update(opened{h.ways[0], h.ways[0].Open()})
	if got := text(m); !strings.Contains(got, "That did not open: no browser") || !strings.Contains(got, "http://127.0.0.1:4000/#7k3m9pqx") {
		t.Errorf("the failure is not told:\n%s", got)
	}
	press(m, clock, "pgdown")
	if got := m.Talk().Pos.Slide; got != 1 || strings.Contains(text(m), "Open a hall screen") {
		t.Errorf("a clicker's key under the list leads to slide %d", got+1)
	}
}

// On a small screen, too, all that there is to press and to type can be read.
func TestWaysToOpenAHallOnASmallScreen(t *testing.T) {
	m, clock := withHalls(t, &halls{ways: []live.Opener{
		{Key: "b", Name: "in the browser: move it to the projector, then full screen (F11)", Open: func() error { return nil }},
		{Key: "t", Name: "in a terminal window: move it to the projector, then full screen", Open: func() error { return nil }},
		{Hint: "or type, in any other terminal window:  assembly hall"},
	}}, nil)
	m.Update(tea.WindowSizeMsg{Width: 40, Height: 12})
	press(m, clock, "H")
	var rows []string
	for _, row := range screentest.Lines(m) {
		rows = append(rows, strings.Trim(row, "| "))
	}
	got := strings.Join(rows, " ")
	for _, want := range []string{"b in the browser: move it to the projector, then full screen (F11)", "t in a terminal window: move it to the projector, then full screen",
		"or type, in any other terminal window: assembly hall", "Esc back"} {
		if !strings.Contains(strings.Join(strings.Fields(got), " "), want) {
			t.Errorf("no %q in\n%s", want, text(m))
		}
	}
	for w := 40; w < 80; w++ {
		if m.Update(tea.WindowSizeMsg{Width: w, Height: 12}); !strings.Contains(text(m), "assembly hall") {
			t.Errorf("at %d columns the command is broken:\n%s", w, text(m))
		}
	}
}

func TestSharingAndTroublesAreShown(t *testing.T) {
	h := &halls{reach: live.Reach{Follow: true, Addresses: []live.Address{{Host: "192.0.2.7:4000"}}}, trouble: "Nothing is kept: no home"}
	m, _ := withHalls(t, h, nil)
	for _, want := range []string{"SHARED  http://192.0.2.7:4000/  nobody follows yet", "Nothing is kept: no home"} {
		if !strings.Contains(text(m), want) {
			t.Errorf("the screen lacks %q:\n%s", want, text(m))
		}
	}
}

// A code is square, black on white, with its quiet margin, in every theme.
func TestCodeGrid(t *testing.T) {
	g := codeGrid(theme.Palette{Black: cell.RGB(0), White: cell.RGB(0xFFFFFF)}, blackIn([][]bool{{true, false}, {false, true}}), 2)
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
	m, clock := newModel(t, strings.Replace(optional, "---\n", "---\nphases: [primary, secondary]\n", 1), 110, 30)
	h := &halls{}
	m.setup.Link = h
	for _, c := range []struct {
		keys string
		told func(p talk.Talk) bool
	}{
		{"x", func(p talk.Talk) bool { return slices.Equal(p.Skipped, []bool{false, true, false, false}) }},
		{"x", func(p talk.Talk) bool { return !slices.Contains(p.Skipped, true) }},
		{"t", func(p talk.Talk) bool { return p.Phase == "secondary" }},
		{"s", func(p talk.Talk) bool { return p.Clock.Running() }},
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
