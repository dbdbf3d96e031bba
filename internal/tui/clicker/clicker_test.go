package clicker

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
	"github.com/westandtogether-assembly/assembly/slides/rules"
)

func palette(t *testing.T) theme.Palette {
	t.Helper()
	p, err := theme.Lookup("")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// test is the key test with somebody before it who has a clicker.
type test struct {
	*screentest.Session
	clock *screentest.Clock
}

func begin(t *testing.T, w, h int, change func(*Setup)) test {
	t.Helper()
	clock := &screentest.Clock{}
	s := Setup{Look: ui.Look{Palette: palette(t)}, Now: clock.Now}
	if change != nil {
		change(&s)
	}
	return test{screentest.Open(New(s), clock, w, h), clock}
}

// sends presses keys by the bytes that a terminal makes of them, a second apart.
func (c test) sends(t *testing.T, raw ...string) {
	t.Helper()
	for _, r := range raw {
		for _, key := range screentest.Bytes(t, r) {
			c.clock.Pass(time.Second)
			c.Send(key)
		}
	}
}

// What each clicker sends, and what is said of it.
func TestClickers(t *testing.T) {
	for _, c := range []struct {
		raw  []string
		want []string
	}{
		{[]string{"\x1b[6~", "\x1b[5~", ".", "\x1b[15~", "\x1b"}, []string{
			"PageDown next once", "PageUp back once", ". (dot) black screen once", "F5 begins, or resumes once",
			"Esc closes help, search once", "Next and back both work.", "It looks like a Logitech R400, R700 or R800",
			"F5 and Esc in turn",
		}},
		{[]string{"\x1b[C", "\x1b[D", "\x1bOC"}, []string{"→ Right next 2 times", "← Left back once", "It looks like a Logitech R500 or Spotlight"}},
		{[]string{"\x1b[6~", "\x1b[5~", "b"}, []string{"b black screen once", "It looks like a Kensington, or another clicker made for PowerPoint."}},
		{[]string{"\x1b[B", "\x1b[A", "\t"}, []string{"Tab the overview once", "It looks like a Norwii."}},
		{[]string{"\x1b[1;2B", "\x1b[1;2A"}, []string{"Shift+↓ Down scrolls the notes once", "None of these moves a slide yet.", "Targus for Mac"}},
		{[]string{"\x1b[57438u", "\x1b[57439u"}, []string{"Volume down does nothing here once", "an air mouse"}},
		{[]string{"\x1b[6~"}, []string{"Next works. Now press the button for back."}},
		{[]string{"\x1b[5~"}, []string{"Back works. Now press the button for next."}},
		{[]string{"\x1b[6;5~", "\x1b[11~", "D"}, []string{"Ctrl+PageDown does nothing here once", "F1 does nothing here", "None of these moves"}},
		{[]string{"5", "g", "+", " ", "\r"}, []string{
			"5 a slide's number once", "g twice: the first slide", "+ larger notes", "Space next once", "Enter begins, then next",
		}},
	} {
		s := begin(t, 100, 30, nil)
		s.sends(t, c.raw...)
		s.Sees(t, c.want...)
	}
	for _, raw := range [][]string{{"\x1b[6~"}, {"x", "\x1b[6~"}, {"\x1b[C", ".", "\x1b[1;2A"}} {
		s := begin(t, 100, 30, nil)
		s.sends(t, raw...)
		s.Lacks(t, "It looks like")
	}
}

// Every key of the presenter view has words for what it does, so that a new one is not forgotten here.
func TestEveryActionHasWords(t *testing.T) {
	for _, b := range ui.PresenterKeys() {
		if b.Action != ui.GoTo && does(b.Action) == "" {
			t.Errorf("nothing is said of %v", b.Key.Keys())
		}
		for _, key := range b.Key.Keys() {
			if name := named(key); name == "" || strings.Contains(name, "pg") {
				t.Errorf("%s is called %q", key, name)
			}
		}
	}
}

// Every kind of clicker is told by its own keys.
func TestKinds(t *testing.T) {
	for _, k := range kinds() {
		found := likely(strings.Fields(k.keys))
		if len(found) == 0 || found[0].name != k.name {
			t.Errorf("the keys of %s are those of %v", k.name, found)
		}
	}
}

// A thumb that bounces is told, and only then.
func TestDoublePresses(t *testing.T) {
	s := begin(t, 80, 24, nil)
	next, black := screentest.Keys("pgdown")[0], screentest.Keys("b")[0]
	press := func(key tea.KeyPressMsg, after time.Duration) {
		s.clock.Pass(after)
		s.Send(key)
	}
	press(next, time.Second)
	press(next, 149*time.Millisecond)
	s.Sees(t, "Two presses within 149 ms: the second is ignored", "2 times, 1 ignored")
	press(next, 150*time.Millisecond)
	s.Lacks(t, "Two presses")
	s.Sees(t, "3 times, 1 ignored")
	press(black, 50*time.Millisecond)
	press(next, 50*time.Millisecond)
	s.Sees(t, "Two presses within 100 ms", "4 times, 2 ignored")
	press(black, 10*time.Millisecond)
	press(black, 10*time.Millisecond)
	s.Lacks(t, "Two presses")
}

// When nothing comes for ten seconds, the screen says what may be wrong, until a key comes.
func TestSilence(t *testing.T) {
	s := begin(t, 80, 24, nil)
	if s.Model.Init() == nil {
		t.Fatal("it does not wait")
	}
	s.Lacks(t, "10 seconds")
	for range 2 {
		s.clock.Pass(9 * time.Second)
		s.Send(ui.Repaint{})
		s.Lacks(t, "10 seconds")
		s.clock.Pass(time.Second)
		s.Send(ui.Repaint{})
		s.Sees(t, "No key for 10 seconds. Is the clicker switched on and its receiver plugged in? Is this window in front?")
		if cmd := s.Press("b"); cmd == nil {
			t.Error("behind a key it does not wait")
		}
		s.Lacks(t, "10 seconds")
	}
}

// Terminal on a Mac may keep the page keys; once they have come there is nothing to say.
func TestTerminalOnAMac(t *testing.T) {
	const says = `send \033[6~ and Page Up \033[5~. With Shift held down they come as it is.`
	begin(t, 80, 24, nil).Lacks(t, says)
	s := begin(t, 80, 24, func(s *Setup) { s.Program = "Apple_Terminal" })
	s.Sees(t, says)
	s.sends(t, "\x1b[6~", "\x1b[5~")
	s.Lacks(t, says)
}

// Only q twice and Ctrl+C leave; a clicker's keys never do.
func TestLeaving(t *testing.T) {
	s := begin(t, 80, 24, nil)
	for _, raw := range []string{"\x1b", "\x1b[15~", "\x1b[6~", "y", "q", "b", "q", "?", "."} {
		for _, key := range screentest.Bytes(t, raw) {
			if cmd := s.Send(key); cmd == nil {
				t.Errorf("%q is not noted", raw)
			}
		}
	}
	if s.Press("q"); !strings.Contains(s.Words(), "Press q again to leave.") {
		t.Errorf("the first q says\n%s", s.Text())
	}
	if cmd := s.Press("q"); cmd == nil || cmd() != (tea.QuitMsg{}) {
		t.Error("the second q does not leave")
	}
	if cmd := s.Press("ctrl+c"); cmd == nil || cmd() != (tea.InterruptMsg{}) {
		t.Error("Ctrl+C does not leave")
	}
	back := &before{}
	s = begin(t, 80, 24, func(s *Setup) { s.Back = back })
	s.Send("passed on")
	if s.Press("q q"); s.Model != tea.Model(back) || len(back.told) != 2 || back.told[1] != (tea.WindowSizeMsg{Width: 80, Height: 24}) {
		t.Errorf("it leads to %+v", s.Model)
	}
}

// before is the screen that led to the test.
type before struct{ told []tea.Msg }

func (b *before) Init() tea.Cmd  { return nil }
func (b *before) View() tea.View { return tea.NewView("before") }

func (b *before) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	b.told = append(b.told, msg)
	return b, nil
}

// More keys than there are rows: the last one is in sight, and how many are not is said.
func TestManyKeys(t *testing.T) {
	s := begin(t, 40, 12, nil)
	for _, key := range strings.Split("abcdefhijklmnop", "") {
		s.sends(t, key)
		if !strings.Contains(s.Text(), "\n   "+key+" ") {
			t.Errorf("%s is not in sight:\n%s", key, s.Text())
		}
	}
	s.Sees(t, "15 keys, ")
	if s.sends(t, "a"); !strings.Contains(s.Text(), "\n   a ") {
		t.Errorf("the first key is not in sight again:\n%s", s.Text())
	}
}

func TestAnyWindow(t *testing.T) {
	for _, look := range []ui.Look{{Palette: palette(t)}, ui.Look{Palette: palette(t), ASCII: true}.WithProfile(colorprofile.ASCII)} {
		s := begin(t, 0, 0, func(s *Setup) { s.Look, s.Program = look, "Apple_Terminal" })
		for _, keys := range []string{"", "pgdown pgdown", "pgup . q", "abcdefghijklmnop"} {
			s.Press(keys)
			for _, size := range [][2]int{{0, 0}, {1, 1}, {2, 2}, {5, 3}, {3, 30}, {20, 5}, {40, 12}, {80, 24}, {400, 120}} {
				s.Resize(size[0], size[1])
				rows := strings.Split(s.Model.View().Content, "\n")
				if len(rows) != max(size[1], 1) {
					t.Errorf("%v: %d rows", size, len(rows))
				}
				for _, row := range rows {
					if w := ansi.StringWidth(row); size[1] > 0 && w != size[0] {
						t.Errorf("%v: a row is %d columns", size, w)
					}
					if look.ASCII && strings.ContainsFunc(row, func(r rune) bool { return r > 126 }) {
						t.Errorf("%v: %q is not ASCII", size, row)
					}
				}
			}
		}
	}
}

// Nothing of it is cut from 40 by 12 up, and the words keep the rules of everything that is shown.
func TestWords(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {80, 24}} {
		s := begin(t, size[0], size[1], func(s *Setup) { s.Program = "Apple_Terminal" })
		for _, raw := range []string{"", "x", "\x1b[15~", "\x1b[6~", ".", "\x1b", "\x1b[5~"} {
			s.sends(t, raw)
			if err := rules.Shown(s.Words()); err != nil || strings.Contains(s.Words(), "…") {
				t.Errorf("%v, after %q: %v\n%s", size, raw, err, s.Text())
			}
		}
	}
}

// Whole screens, with their colours.
func TestScreens(t *testing.T) {
	book := screentest.Read(t, "screens")
	for _, size := range [][2]int{{40, 12}, {80, 24}} {
		at := fmt.Sprintf(" %dx%d", size[0], size[1])
		s := begin(t, size[0], size[1], func(s *Setup) { s.Program = "Apple_Terminal" })
		s.clock.Pass(10 * time.Second)
		s.Send(ui.Repaint{})
		book.Check("silence"+at, s.Styled(palette(t)))
		s.sends(t, "\x1b[6~", "\x1b[11~", "\x1b[5~", ".", "\x1b[15~", "\x1b", "\x1b[6~")
		s.Send(screentest.Keys("pgdown")[0])
		book.Check("R400"+at, s.Styled(palette(t)))
	}
}
