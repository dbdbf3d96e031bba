package hall_test

import (
	"image/color"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/internal/tui/hall"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
	"github.com/westandtogether-assembly/assembly/slides"
)

// newShow is a hall's screen on a deck, without a size yet.
func newShow(t testing.TB, text string, now func() time.Time) *hall.Show {
	t.Helper()
	d, err := markdown.Parse([]byte(text), markdown.Options{Name: "talk.md", Files: slides.Files()})
	if err != nil {
		t.Fatal(err)
	}
	p, err := theme.Lookup(d.Meta.Theme)
	if err != nil {
		t.Fatal(err)
	}
	m := hall.NewShow(ui.Setup{Deck: d, Look: ui.Look{Palette: p}, Phase: "primary", Now: now})
	return m
}

// still is a clock that moves on at each look, so that no press counts as a bounce.
func still() func() time.Time {
	var clock screentest.Clock
	return func() time.Time {
		clock.Pass(ui.Debounce)
		return clock.Now()
	}
}

// builtin is a hall's screen on the built-in assembly, of a size.
func builtin(t testing.TB, w, h int) *hall.Show {
	t.Helper()
	m := newShow(t, string(slides.Builtin()), still())
	m.Update(tea.WindowSizeMsg{Width: w, Height: h})
	return m
}

// press presses keys, named as screentest has them.
func press(m *hall.Show, keys ...string) (cmd tea.Cmd) {
	for _, k := range screentest.Keys(strings.Join(keys, " ")) {
		_, cmd = m.Update(k)
	}
	return cmd
}

func key(name string) tea.KeyPressMsg { return screentest.Keys(name)[0] }

func plain(m *hall.Show) string { return ansi.Strip(m.View().Content) }

// modes are keys that lead to every kind of screen.
func modes() [][]string {
	return [][]string{
		{}, {"pgdown"}, {"pgdown", "pgdown"}, {"6", "enter"}, {"6", "enter", "pgdown"}, {"e"}, {"."}, {","}, {"?"},
		{"o"}, {"/", "f"}, {"q"}, {"e", "."}, {"e", ".", "y"}, {"ctrl+c"}, {".", "?"}, {",", "q"},
	}
}

// Whatever is shown is exactly as large as the window, a full grid under a cover too: a shorter
// text would leave rows of another screen in the hall.
func TestViewIsExactlyTheWindow(t *testing.T) {
	for _, size := range [][2]int{{0, 0}, {1, 1}, {20, 5}, {40, 12}, {80, 24}, {400, 120}} {
		for _, keys := range modes() {
			m := builtin(t, size[0], size[1])
			press(m, keys...)
			lines := strings.Split(m.View().Content, "\n")
			if len(lines) != max(size[1], 1) {
				t.Errorf("%v after %q: %d rows", size, keys, len(lines))
			}
			for y, line := range lines {
				if w := ansi.StringWidth(line); w != size[0] {
					t.Errorf("%v after %q: row %d is %d columns", size, keys, y, w)
				}
			}
		}
	}
}

// A slide that is not there is nowhere to go to, and the hall is told nothing of it.
func TestASlideBeyondTheLast(t *testing.T) {
	m := builtin(t, 80, 24)
	press(m, "2", "enter")
	before := m.View().Content
	if press(m, "8", "enter", "9", "9", "G"); m.View().Content != before {
		t.Errorf("8 of 7 shows\n%s", plain(m))
	}
	if press(m, "7", "enter"); m.View().Content == before {
		t.Error("7 of 7 shows nothing else")
	}
}

// The first frame comes before the first size, and has no cells.
func TestFrameBeforeAnySize(t *testing.T) {
	if g := newShow(t, string(slides.Builtin()), still()).Frame().Grid; g.W != 0 || g.H != 0 {
		t.Errorf("before any size the screen has %d by %d cells", g.W, g.H)
	}
}

// Every field of the view is set on every path: full screen, no cursor, no mouse, the deck's
// title, a ground around the cells.
func TestViewFields(t *testing.T) {
	for _, keys := range modes() {
		m := builtin(t, 80, 24)
		press(m, keys...)
		v := m.View()
		if !v.AltScreen || v.Cursor != nil || v.MouseMode != tea.MouseModeNone || v.WindowTitle != "#WeStandTogether" || v.BackgroundColor == nil {
			t.Errorf("after %q the view is %+v", keys, v)
		}
	}
}

// What changes nothing changes no cell and no state.
func TestMessagesThatChangeNothing(t *testing.T) {
	m := builtin(t, 80, 24)
	press(m, "pgdown", "pgdown")
	view, state := m.View(), m.Talk().State
	for _, msg := range []tea.Msg{
		nil, "text", tea.FocusMsg{}, tea.BlurMsg{}, tea.WindowSizeMsg{Width: 80, Height: 24}, ui.Repaint{},
		tea.MouseClickMsg{Button: tea.MouseLeft}, tea.MouseWheelMsg{Button: tea.MouseWheelDown}, tea.PasteMsg{Content: "q"},
		tea.KeyReleaseMsg{Code: tea.KeyPgDown}, tea.BackgroundColorMsg{Color: color.White},
		key("esc"), key("x"), key("5"), key("esc"), key("s"), key("f"), key("t"), key("+"), key("-"), key("J"), key("u"), key("R"),
	} {
		if _, cmd := m.Update(msg); cmd != nil {
			t.Errorf("%T %v starts a command", msg, msg)
		}
		if got := m.View(); got.Content != view.Content || m.Talk().State != state {
			t.Errorf("%T %v changed the screen or the state to %+v", msg, msg, m.Talk().State)
		}
	}
}

// A frame that stands is handed out again, not drawn again.
func TestFrameComesFromTheCache(t *testing.T) {
	for _, keys := range [][]string{{}, {"pgdown"}, {"6", "enter"}, {"e"}} {
		m := builtin(t, 192, 54)
		press(m, keys...)
		first := m.Frame().Grid
		if allocs := testing.AllocsPerRun(50, func() { m.Frame() }); allocs > 2 || m.Frame().Grid != first {
			t.Errorf("after %q a frame allocates %v times", keys, allocs)
		}
	}
}

// Black is a full grid of black, and nothing else; the next press only takes it off.
func TestCovers(t *testing.T) {
	for k, want := range map[string]struct {
		ground color.RGBA
		sgr    string
	}{
		".": {color.RGBA{0, 0, 0, 255}, ";48;2;0;0;0m"},
		",": {color.RGBA{255, 255, 255, 255}, ";48;2;255;255;255m"},
	} {
		m := builtin(t, 30, 4)
		press(m, "pgdown", k)
		v := m.View()
		if v.BackgroundColor != want.ground || ansi.Strip(v.Content) != strings.TrimSuffix(strings.Repeat(strings.Repeat(" ", 30)+"\n", 4), "\n") {
			t.Errorf("%q shows %q around %v", k, v.Content, v.BackgroundColor)
		}
		if got := strings.Count(v.Content, want.sgr); got != 4 {
			t.Errorf("%q fills %d rows of 4: %q", k, got, v.Content)
		}
		if press(m, "pgdown"); m.Talk().Pos != (talk.Pos{Slide: 1}) || m.Talk().Blank != talk.Visible {
			t.Errorf("next under %q led to %+v", k, m.Talk().State)
		}
	}
}

// Where the terminal, or NO_COLOR, wants no colours, none is sent, and everything is still told.
func TestWithoutColours(t *testing.T) {
	for _, p := range []colorprofile.Profile{colorprofile.NoTTY, colorprofile.ASCII} {
		for _, keys := range modes() {
			m := builtin(t, 80, 24)
			m.Update(tea.ColorProfileMsg{Profile: p})
			press(m, keys...)
			if v := m.View(); strings.Contains(v.Content, "8;2;") || v.BackgroundColor != nil {
				t.Errorf("after %q a colour is sent: %q, ground %v", keys, v.Content, v.BackgroundColor)
			}
		}
	}
	m := builtin(t, 80, 24)
	m.Update(tea.ColorProfileMsg{Profile: colorprofile.ASCII})
	if got := strings.Count(m.View().Content, "7m"); got < 20 {
		t.Errorf("the title is drawn in %d stretches of ink:\n%q", got, m.View().Content)
	}
	if press(m, "q"); !strings.Contains(m.View().Content, "\x1b[0;1;7m") {
		t.Errorf("the question does not stand out: %q", m.View().Content)
	}
}

func TestLeaving(t *testing.T) {
	m := builtin(t, 80, 24)
	if cmd := press(m, "q"); cmd != nil {
		t.Error("q alone does something")
	}
	if !strings.Contains(plain(m), "Leave the talk?") {
		t.Errorf("q shows\n%s", plain(m))
	}
	if _, quits := press(m, "y")().(tea.QuitMsg); !quits {
		t.Error("q, then y does not leave")
	}
	press(m, "ctrl+c")
	if !strings.Contains(plain(m), "Ctrl+C again leaves") {
		t.Errorf("a first Ctrl+C shows\n%s", plain(m))
	}
	if _, interrupts := press(m, "ctrl+c")().(tea.InterruptMsg); !interrupts {
		t.Error("a second Ctrl+C does not leave")
	}
}

func BenchmarkKey(b *testing.B) {
	m := builtin(b, 192, 54)
	there, back := tea.Msg(key("pgdown")), tea.Msg(key("pgup"))
	b.ReportAllocs()
	for b.Loop() {
		m.Update(there)
		_ = m.View()
		m.Update(back)
		_ = m.View()
	}
}

func BenchmarkView(b *testing.B) {
	m := builtin(b, 192, 54)
	b.ReportAllocs()
	for b.Loop() {
		_ = m.View()
	}
}

// One screen has no clock to begin: Enter is next from the first slide on.
func TestEnterIsNext(t *testing.T) {
	m := newShow(t, "# Alpha\n\n---\n\n# Bravo\n", still())
	m.Update(tea.WindowSizeMsg{Width: 40, Height: 12})
	if press(m, "enter"); m.Talk().Pos.Slide != 1 {
		t.Errorf("Enter leads to slide %d", m.Talk().Pos.Slide+1)
	}
}

// A talk that was interrupted is offered over its own slide, and nobody is told of it before the answer.
func TestShowResumes(t *testing.T) {
	saved := talk.Talk{State: talk.State{Seq: 9, Pos: talk.Pos{Slide: 4}, Blank: talk.Frozen, Held: talk.Pos{Slide: 1}, Clock: talk.Clock{Banked: 192_000}}}
	for keys, slide := range map[string]int{"": -1, "esc": -1, "q": -1, "a pgdown": -1, "pgdown": 4, "enter": 4, "f5": 4, "a y": 0} {
		m, told := builtin(t, 80, 24), -1
		m.AskResume(saved, "")
		m.Keep(func(is talk.Talk, _ *deck.Deck) { told = is.Pos.Slide })
		if !strings.Contains(plain(m), "slide 5, clock 3:12") || m.Talk().Hall().Slide != 4 {
			t.Errorf("it shows slide %d below\n%s", m.Talk().Hall().Slide+1, plain(m))
		}
		if press(m, strings.Fields(keys)...); told != slide {
			t.Errorf("after %q slide index %d is kept, want %d", keys, told, slide)
		}
	}
}

// What is kept of the one screen is all that changes, and its first slide counts as planned.
func TestShowIsKept(t *testing.T) {
	m := builtin(t, 80, 24)
	var told []talk.Talk
	m.Keep(func(is talk.Talk, _ *deck.Deck) { told = append(told, is) })
	if press(m, "pgdown", "?", "?", "pgdown"); len(told) != 3 || told[1].Clock.Banked != 90_000 || told[2].Pos.Step != 1 {
		t.Errorf("it is told of %+v", told)
	}
}
