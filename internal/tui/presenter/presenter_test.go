package presenter

import (
	"strings"
	"sync"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
	"github.com/westandtogether-assembly/assembly/slides"
)

// newModel is a speaker's view of a deck at ten to nine, of a size.
func newModel(t testing.TB, text string, w, h int) (*Model, *screentest.Clock) {
	t.Helper()
	d, err := parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return modelOf(t, d, w, h)
}

func parse(text string) (*deck.Deck, error) {
	return markdown.Parse([]byte(text), markdown.Options{Name: "talk.md", Files: slides.Files()})
}

func modelOf(t testing.TB, d *deck.Deck, w, h int) (*Model, *screentest.Clock) {
	t.Helper()
	p, err := theme.Lookup(d.Meta.Theme)
	if err != nil {
		t.Fatal(err)
	}
	clock := &screentest.Clock{}
	phase := ""
	if len(d.Meta.Phases) > 0 {
		phase = d.Meta.Phases[0]
	}
	m := New(Setup{Setup: ui.Setup{Deck: d, Look: ui.Look{Palette: p}, Phase: phase, Now: clock.Now}, Statement: slides.Statement})
	m.Update(tea.WindowSizeMsg{Width: w, Height: h})
	return m, clock
}

// builtinDeck is the built-in assembly, which is read once for all tests.
var builtinDeck = sync.OnceValues(func() (*deck.Deck, error) { return parse(string(slides.Builtin())) }) //nolint:gochecknoglobals // It never changes.

// builtin is the speaker's view of the built-in assembly.
func builtin(t testing.TB, w, h int) (*Model, *screentest.Clock) {
	t.Helper()
	d, err := builtinDeck()
	if err != nil {
		t.Fatal(err)
	}
	return modelOf(t, d, w, h)
}

// press presses keys, named as screentest has them.
func press(m *Model, clock *screentest.Clock, keys string) tea.Cmd {
	_, cmd := screentest.Press(m, clock, keys)
	return cmd
}

// key is one key.
func key(name string) tea.KeyPressMsg { return screentest.Keys(name)[0] }

func text(m *Model) string { return strings.Join(screentest.Lines(m), "\n") }

func TestViewIsExactlyTheWindow(t *testing.T) {
	for _, size := range [][2]int{{0, 0}, {1, 1}, {20, 5}, {40, 12}, {59, 17}, {60, 18}, {80, 24}, {192, 54}, {400, 120}} {
		for _, keys := range []string{"", "pgdown pgdown", "e", ".", "?", "o", "/f", "q", "+++"} {
			m, clock := builtin(t, size[0], size[1])
			press(m, clock, keys)
			rows := strings.Split(m.View().Content, "\n")
			if len(rows) != max(size[1], 1) {
				t.Errorf("%v after %q: %d rows", size, keys, len(rows))
			}
			for y, row := range rows {
				if w := ansi.StringWidth(row); w != size[0] {
					t.Errorf("%v after %q: row %d is %d columns", size, keys, y, w)
				}
			}
		}
	}
}

func TestViewFields(t *testing.T) {
	m, _ := builtin(t, 80, 24)
	v := m.View()
	if !v.AltScreen || v.Cursor != nil || v.MouseMode != tea.MouseModeNone || v.WindowTitle != "Presenter: #WeStandTogether" || v.BackgroundColor == nil {
		t.Errorf("the view is %+v", v)
	}
}

func TestWithoutColours(t *testing.T) {
	for _, keys := range []string{"", "pgdown pgdown", "e", ".", ",", "f", "?", "o", "/f", "q", "++", "++++"} {
		m, clock := builtin(t, 120, 40)
		m.Update(tea.ColorProfileMsg{Profile: colorprofile.ASCII})
		press(m, clock, keys)
		if v := m.View(); strings.Contains(v.Content, "8;2;") || v.BackgroundColor != nil {
			t.Errorf("after %q a colour is sent", keys)
		}
	}
	m, clock := builtin(t, 80, 24)
	m.Update(tea.ColorProfileMsg{Profile: colorprofile.ASCII})
	if press(m, clock, "."); !strings.Contains(m.View().Content, "\x1b[0;1;7m") {
		t.Error("the banner does not stand out")
	}
}

// The last words on a hurried morning: leaving takes an answer.
func TestLeaving(t *testing.T) {
	m, clock := builtin(t, 80, 24)
	press(m, clock, "q")
	if got := screentest.Lines(m)[23]; !strings.Contains(got, "Leave the talk? y yes, other keys no") {
		t.Errorf("q asks %q", got)
	}
	if _, cmd := m.Update(key("y")); cmd == nil || cmd() != (tea.QuitMsg{}) {
		t.Error("q, then y does not leave")
	}
	stop := tea.KeyPressMsg{Code: 'c', Mod: tea.ModCtrl}
	m.Update(stop)
	if _, cmd := m.Update(stop); cmd == nil || cmd() != (tea.InterruptMsg{}) {
		t.Error("Ctrl+C twice does not leave")
	}
}

// What there is to say about the deck is said until the first key, which has its usual meaning.
func TestWarningsAreTold(t *testing.T) {
	for _, c := range []struct{ front, want string }{
		{"titel: One", "talk.md:2:1: unknown key \"titel\" is not used"},
		{"titel: One\nautor: Anna\nevnt: fair", "did you mean title instead of titel?"},
	} {
		m, clock := newModel(t, "---\n"+c.front+"\n---\n\n# Alpha\n\n---\n\n# Bravo\n", 80, 24)
		got := strings.Join(strings.Fields(text(m)), " ")
		if press(m, clock, "pgdown"); !strings.Contains(got, c.want) || m.Talk().Pos.Slide != 1 || strings.Contains(text(m), "titel") {
			t.Errorf("%q: it says %q, and then\n%s", c.front, got, text(m))
		}
	}
}

// A key that can do nothing says why, and the next key has its usual meaning.
func TestAKeyThatDoesNothingSaysWhy(t *testing.T) {
	for _, size := range [][2]int{{30, 12}, {80, 24}} {
		for _, c := range []struct{ keys, want, gone string }{
			{"9 enter", "There is no such slide: the last one is 7", "pgdown"},
			{"8 G", "There is no such slide: the last one is 7", "pgdown"},
			{"x", "Nothing to leave out: no later slide is marked optional: true", "pgdown"},
			{"o l l x", "Slide 3 stays: it is not marked optional: true", "h enter"},
		} {
			m, clock := builtin(t, size[0], size[1])
			press(m, clock, c.keys)
			if got := strings.Join(strings.Fields(text(m)), " "); m.Talk().Pos.Slide != 0 || !strings.Contains(got, c.want) {
				t.Errorf("%v: %q leads to slide %d and says\n%s", size, c.keys, m.Talk().Pos.Slide+1, text(m))
			}
			press(m, clock, c.gone)
			if m.Talk().Pos.Slide != 1 || m.stage.Modal() != nil {
				t.Errorf("%v: %q, then %q leads to slide %d:\n%s", size, c.keys, c.gone, m.Talk().Pos.Slide+1, text(m))
			}
		}
	}
	m, clock := builtin(t, 80, 24)
	if press(m, clock, "7 enter"); m.Talk().Pos.Slide != 6 || m.stage.Modal() != nil {
		t.Errorf("7 leads to slide %d", m.Talk().Pos.Slide+1)
	}
	m.Update(ui.Remote{Command: talk.Command{Op: talk.GoTo, N: 8}})
	if m.Talk().Pos.Slide != 6 || !strings.Contains(text(m), "There is no such slide") {
		t.Errorf("9 in a hall's window leads to slide %d:\n%s", m.Talk().Pos.Slide+1, text(m))
	}
}

func BenchmarkView(b *testing.B) {
	m, _ := builtin(b, 120, 30)
	b.ReportAllocs()
	for b.Loop() {
		_ = m.View()
	}
}

// BenchmarkKey goes from slide to slide whose pictures are painted already.
func BenchmarkKey(b *testing.B) {
	m, clock := builtin(b, 120, 30)
	b.ReportAllocs()
	for b.Loop() {
		press(m, clock, "end")
		_ = m.Frame()
		press(m, clock, "home")
		_ = m.Frame()
	}
}

// cut is the part of a row in a rectangle.
func cut(row string, r ui.Rect) string {
	line := []rune(row + strings.Repeat(" ", r.X+r.W))
	return string(line[r.X : r.X+r.W])
}
