package start

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
	"github.com/westandtogether-assembly/assembly/slides"
)

// opened is a program that a choice has led to; it remembers what it was told.
type opened struct {
	Entry
	told []tea.Msg
}

func (o *opened) Init() tea.Cmd  { return nil }
func (o *opened) View() tea.View { return tea.View{} }

func (o *opened) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	o.told = append(o.told, msg)
	return o, nil
}

// first is a start screen with somebody before it.
type first struct {
	*screentest.Session
	m *Model
}

// newStart is the start screen of the built-in assembly, of a size, in colours.
func newStart(t *testing.T, w, h int) first {
	t.Helper()
	return newStartOf(t, w, h)
}

// interrupted is the start screen when a talk was interrupted.
func interrupted(t *testing.T, w, h int) first {
	t.Helper()
	return newStartOf(t, w, h, "slide 5, 3:12")
}

// newStartOf is the start screen when talks have stopped somewhere.
func newStartOf(t *testing.T, w, h int, stopped ...string) first {
	t.Helper()
	return opening(t, w, h, func(s *Setup) {
		for _, at := range stopped {
			s.Unfinished = append(s.Unfinished, func() string { return at })
		}
	})
}

// opening is the start screen of the built-in assembly, but for a change.
func opening(t *testing.T, w, h int, change func(*Setup)) first {
	t.Helper()
	s := Setup{Deck: builtin(t), Look: ui.Look{Palette: palette(t)}, Phase: "primary"}
	s.Planned = func(d *deck.Deck, phase string) time.Duration {
		return map[string]time.Duration{"primary": 630 * time.Second, "secondary": 600 * time.Second}[phase]
	}
	s.Open = func(e Entry, _ tea.Model) (tea.Model, error) { return &opened{Entry: e}, nil }
	s.Statement = func(d *deck.Deck) string {
		if d.Meta.Source == "" {
			return ""
		}
		return slides.Statement
	}
	change(&s)
	m := New(s)
	m.Update(tea.ColorProfileMsg{Profile: colorprofile.TrueColor})
	f := first{screentest.Open(m, &screentest.Clock{}, w, h), m}
	f.wait(m.Init())
	return f
}

// wait carries commands out, and hands their messages to the screen.
func (f first) wait(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, one := range msg {
			f.wait(one)
		}
	default:
		f.wait(f.Send(msg))
	}
}

func builtin(t *testing.T) *deck.Deck {
	t.Helper()
	d, err := markdown.Parse(slides.Builtin(), markdown.Options{Name: slides.BuiltinName, Files: slides.Files()})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// parsed is a deck of one's own.
func parsed(t *testing.T, text string) *deck.Deck {
	t.Helper()
	d, err := markdown.Parse([]byte(text), markdown.Options{Name: "one.md"})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func palette(t *testing.T) theme.Palette {
	t.Helper()
	p, err := theme.Lookup("")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// The cells are what the terminal gets, after every key.
func TestInCells(t *testing.T) {
	f := newStart(t, 80, 24)
	for _, key := range []string{"", "down", "enter", "?"} {
		f.Press(key)
		if got, want := f.m.Grid().Encode(), f.m.View().Content; got != want || got == "" {
			t.Errorf("after %q the cells are %q, and the terminal gets %q", key, got, want)
		}
	}
}

// When to begin for the bell stands beside the length of the talk.
func TestBell(t *testing.T) {
	m := opening(t, 120, 30, func(s *Setup) {
		s.Bell = func(_ *deck.Deck, total time.Duration) string { return "begin " + total.String() + " before 09:15" }
	})
	m.Sees(t, "about 10 min 30 s, primary begin 10m30s before 09:15")
	m.wait(m.Press("t"))
	m.Sees(t, "about 10 min, secondary begin 10m0s before 09:15")
}

// A program that was opened has missed the size and the colours, and is told of them.
func TestTheNextProgramIsToldOfTheWindow(t *testing.T) {
	m := newStart(t, 80, 24)
	m.Press("enter")
	o, ok := m.Model.(*opened)
	if !ok || len(o.told) != 2 || o.told[0] != (tea.ColorProfileMsg{Profile: colorprofile.TrueColor}) || o.told[1] != (tea.WindowSizeMsg{Width: 80, Height: 24}) {
		t.Errorf("it was told %+v", o)
	}
}

func TestLeaving(t *testing.T) {
	if cmd := newStart(t, 80, 24).Press("q"); cmd == nil || cmd() != (tea.QuitMsg{}) {
		t.Error("q does not leave")
	}
	for _, keys := range []string{"ctrl+c", "2 ctrl+c"} {
		if cmd := newStart(t, 80, 24).Press(keys); cmd == nil || cmd() != (tea.InterruptMsg{}) {
			t.Errorf("%q does not leave", keys)
		}
	}
}

// What cannot be opened is said on this screen, on any size of it.
func TestAFaultIsTold(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {80, 24}} {
		m := newStart(t, size[0], size[1])
		m.m.setup.Open = func(Entry, tea.Model) (tea.Model, error) {
			return nil, errors.New("no such font\nat all")
		}
		if m.Press("enter"); m.Model != tea.Model(m.m) || !strings.Contains(m.Text(), "no such font") {
			t.Errorf("%v: a fault shows\n%s", size, m.Text())
		}
	}
}

// An edit is shown, and what is opened afterwards is the edited deck.
func TestReload(t *testing.T) {
	m := newStart(t, 80, 24)
	m.Press("t end down down down")
	d := parsed(t, "---\nphases: [infants, primary]\n---\n# One\n")
	m.wait(m.Send(ui.Reload{Deck: d}))
	m.Sees(t, "1 slide,", "infants", "> Check beforehand")
	m.Lacks(t, "Source: letter", "Read the letter")
	m.Press("1")
	if o, ok := m.Model.(*opened); !ok || o.Deck != d || o.Phase != "infants" {
		t.Errorf("it opens %+v", m.Model)
	}
}

// A broken edit is told whole, however narrow the window is, until a key is pressed; then it still has a
// row, until it is fixed.
func TestABrokenEditIsTold(t *testing.T) {
	broken := errors.New("kindness-week-2026.md:12:7: time: \"30 parsecs\" is not a duration: expected one such as 90s, 1m30s or 1:30\n" +
		"kindness-week-2026.md:19:1: unknown setting \"notse\": did you mean notes?")
	for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 30}} {
		m := newStart(t, size[0], size[1])
		m.Send(ui.Reload{Err: broken})
		m.Sees(t, "The edited deck is not shown: kindness-week-2026.md:12:7: time: \"30 parsecs\" is not a duration: "+
			"expected one such as 90s, 1m30s or 1:30", "19:1: unknown setting \"notse\": did you mean notes?", "Enter opens")
		m.Press("down")
		m.Sees(t, "The edited deck is not shown: kindnes", "> Two screens")
		m.Lacks(t, "notse")
		m.Send(ui.Reload{Deck: builtin(t)})
		m.Lacks(t, "not shown")
	}
	m := newStart(t, 20, 6)
	m.Send(ui.Reload{Err: broken})
	m.Sees(t, "The edited deck is", "(and more, once th")
}

// All of the statement, of the menu and of the keys is on the screen, with a row of its own for
// each entry, while it asks as well.
func TestTheStatementIsWhole(t *testing.T) {
	for _, size := range [][2]int{{60, 20}, {80, 24}, {120, 30}, {192, 54}, {100, 18}, {60, 16}, {400, 120}} {
		for _, keys := range []string{"", "2"} {
			m := newStart(t, size[0], size[1])
			m.Press(keys)
			got := m.Words()
			if !strings.Contains(got, slides.Statement) || strings.Contains(got, "…") {
				t.Errorf("%v, after %q, the statement is not whole:\n%s", size, keys, m.Text())
			}
			if m.m.menu.asking {
				continue
			}
			for _, want := range []string{"7 slides, about 10 min 30 s, primary", "> This screen only slides, no notes",
				"Two screens notes here, slides in the hall", "Read the letter of 25 May 2017", "Enter opens t phase q leaves ? help"} {
				if !strings.Contains(got, want) {
					t.Errorf("%v lacks %q:\n%s", size, want, m.Text())
				}
			}
		}
	}
}

// With an entry more there is still room for everything; on a small screen for every entry.
func TestAnUnfinishedTalkIsOffered(t *testing.T) {
	got := interrupted(t, 80, 24).Words()
	for _, want := range []string{slides.Statement, "> Resume at slide 5, 3:12 the interrupted talk",
		"This screen only slides, no notes", "Read the letter of 25 May 2017"} {
		if !strings.Contains(got, want) {
			t.Errorf("80x24 lacks %q:\n%s", want, got)
		}
	}
	small := interrupted(t, 40, 12).Text()
	for _, want := range []string{" > Resume at slide 5, 3:12", "   This screen only", "   Two screens", "   Read the letter"} {
		if !strings.Contains(small, want) {
			t.Errorf("40x12 lacks %q:\n%s", want, small)
		}
	}
	if strings.Contains(newStart(t, 80, 24).Words(), "Resume") {
		t.Error("without an unfinished talk one is offered")
	}
}

// Where the statement has no room it says where all of it stands; the menu stays.
func TestASmallScreen(t *testing.T) {
	got := newStart(t, 40, 12).Text()
	for _, want := range []string{"#WeStandTogether", " > This screen only", "   Two screens", "   Read the letter",
		"(in full: Read the letter)", "Enter opens   t phase   q leaves"} {
		if !strings.Contains(got, want) {
			t.Errorf("40x12 lacks %q:\n%s", want, got)
		}
	}
	if strings.Contains(got, "…") || strings.Contains(got, "of 25") {
		t.Errorf("40x12 is cut:\n%s", got)
	}
}

func TestWithoutColours(t *testing.T) {
	m := newStart(t, 80, 24)
	m.Send(tea.ColorProfileMsg{Profile: colorprofile.ASCII})
	for _, keys := range []string{"", "2"} {
		m.Press(keys)
		if v := m.Model.View(); strings.Contains(v.Content, "8;2;") || v.BackgroundColor != nil {
			t.Errorf("after %q a colour is sent: %q", keys, v.Content)
		}
	}
	if m.Press("esc"); !strings.Contains(m.Model.View().Content, "\x1b[0;1;7m") {
		t.Error("the chosen entry does not stand out")
	}
}

func TestAnyWindow(t *testing.T) {
	for _, keys := range []string{"", "2"} {
		m := newStart(t, 0, 0)
		m.Press(keys)
		for h := range 40 {
			for w := h % 7; w <= 130; w += 7 {
				m.Resize(w, h)
				rows := strings.Split(m.Model.View().Content, "\n")
				if w > 0 && len(rows) != max(h, 1) {
					t.Fatalf("%dx%d: %d rows", w, h, len(rows))
				}
				for _, row := range rows {
					if got := ansi.StringWidth(row); h > 0 && got != w {
						t.Fatalf("%dx%d: a row is %d columns", w, h, got)
					}
				}
			}
		}
	}
}

// Whole screens, with their colours.
func TestScreens(t *testing.T) {
	book := screentest.Read(t, "screens")
	for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 30}} {
		at := fmt.Sprintf(" %dx%d", size[0], size[1])
		book.Check("start"+at, newStart(t, size[0], size[1]).Styled(palette(t)))
		m := interrupted(t, size[0], size[1])
		book.Check("interrupted"+at, m.Styled(palette(t)))
		m.Press("enter")
		book.Check("question"+at, m.Styled(palette(t)))
		m = withOthers(t, size[0], size[1])
		book.Check("own"+at, m.Styled(palette(t)))
		m.Press("6")
		book.Check("another"+at, m.Styled(palette(t)))
		m = newStart(t, size[0], size[1])
		m.Send(ui.Reload{Err: errors.New("own.md:12:7: time: \"30 parsecs\" is not a duration: expected one such as 90s, 1m30s or 1:30")})
		book.Check("broken"+at, m.Styled(palette(t)))
		m.Press("?")
		book.Check("help"+at, m.Styled(palette(t)))
	}
}

// A phase is remembered as soon as it is chosen.
func TestThePhaseIsSaved(t *testing.T) {
	saved := ""
	m := opening(t, 80, 24, func(s *Setup) { s.SavePhase = func(phase string) { saved += phase + " " } })
	for range 3 {
		m.wait(m.Press("t"))
	}
	if saved != "secondary primary secondary " {
		t.Errorf("saved are %q", saved)
	}
	m.wait(m.Send(ui.Reload{Deck: parsed(t, "# One\n")}))
	if m.wait(m.Press("t")); strings.Contains(m.Words(), "secondary") {
		t.Errorf("a deck without phases has one:\n%s", m.Text())
	}
}

// The help lies over the menu, and none of its keys opens anything.
func TestHelp(t *testing.T) {
	for _, before := range []string{"", "2"} {
		m := newStart(t, 80, 24)
		m.Press(before + " ?")
		m.Sees(t, "PageDown", "the entry below", "phase: primary, secondary")
		for _, keys := range []string{"enter", "?", "1 2 m esc", "J t q", "f5"} {
			m.Press(keys)
			if m.Lacks(t, "the entry below"); m.Model != tea.Model(m.m) {
				t.Fatalf("%q opens %+v", keys, m.Model)
			}
			m.Sees(t, "primary")
			m.Press("?")
		}
		if cmd := m.Press("ctrl+c"); cmd == nil || cmd() != (tea.InterruptMsg{}) {
			t.Error("Ctrl+C does not leave")
		}
	}
}
