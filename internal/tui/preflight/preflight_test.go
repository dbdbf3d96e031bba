package preflight_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/internal/tui/preflight"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
	"github.com/westandtogether-assembly/assembly/slides"
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

// list is the list with somebody before it.
type list struct {
	*screentest.Session
	saved [][]string
}

func open(t *testing.T, w, h int, change func(*preflight.Setup)) *list {
	t.Helper()
	l := &list{}
	s := preflight.Setup{
		Look: ui.Look{Palette: palette(t)},
		Save: func(items []string) error {
			l.saved = append(l.saved, items)
			return nil
		},
		Findings: func() (string, bool) { return "This deck: 2 errors, 3 warnings", true },
		Show:     func(back tea.Model) tea.Model { return &reader{back: back} },
	}
	if change != nil {
		change(&s)
	}
	m := preflight.New(s)
	l.Session = screentest.Open(m, &screentest.Clock{}, w, h)
	l.wait(m.Init())
	return l
}

// wait carries commands out, and hands their messages to the screen.
func (l *list) wait(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil, tea.QuitMsg:
	case tea.BatchMsg:
		for _, one := range msg {
			l.wait(one)
		}
	default:
		l.wait(l.Send(msg))
	}
}

// sends presses keys by their bytes.
func (l *list) sends(t *testing.T, raw string) {
	t.Helper()
	for _, key := range screentest.Bytes(t, raw) {
		l.wait(l.Send(key))
	}
}

// reader is the screen with the findings; it remembers what it was told.
type reader struct {
	back tea.Model
	told []tea.Msg
}

func (r *reader) Init() tea.Cmd  { return nil }
func (r *reader) View() tea.View { return tea.NewView("findings") }

func (r *reader) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	r.told = append(r.told, msg)
	return r, nil
}

// Every key that ticks, and every key that moves, by its bytes.
func TestKeys(t *testing.T) {
	for raw, want := range map[string]string{
		"\r": "level", " ": "level", "\x1b[15~": "level", "\r\r": "", "  \r": "level", "\x1b[6~\r": "pupils", "\x1b[B\r": "pupils", "j ": "pupils",
		"\x1b[C ": "pupils", "\t ": "pupils", "\x1b[6;2~ ": "pupils", "\x1b[6~\x1b[5~ ": "level", "jj\x1b[A ": "pupils", "jk ": "level",
		"j\x1b[D ": "level", "j\x1b[Z ": "level", "j\x1b[5;2~ ": "level", "\x1b[F ": "quiet", "G ": "quiet", "GG\x1b[6~ ": "quiet",
		" \x1b[6~ \x1b[6~ ": "level pupils staff", "?\r ": "", "?? ": "level", "x. ": "level",
	} {
		l := open(t, 80, 24, nil)
		l.sends(t, raw)
		var got []string
		if len(l.saved) > 0 {
			got = l.saved[len(l.saved)-1]
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q ticks %q, want %q", raw, got, want)
		}
	}
}

func TestTicks(t *testing.T) {
	l := open(t, 80, 24, func(s *preflight.Setup) { s.Ticked = func() []string { return []string{"room", "gone"} } })
	l.Sees(t, "1 of 12 done", "[x] A quiet room is ready", "[ ] Date and threat level checked", "Enter ticks")
	l.Press("enter")
	l.Sees(t, "2 of 12 done", "[x] Date and threat level checked", "Enter unticks", "Look at mi5.gov.uk/threat-levels")
	l.sends(t, "\r")
	l.Sees(t, "1 of 12 done", "[ ] Date and threat level checked")
}

// What a key was quicker with than the file stays.
func TestTheFileComesLate(t *testing.T) {
	m := preflight.New(preflight.Setup{
		Look: ui.Look{Palette: palette(t)}, Ticked: func() []string { return []string{"level", "room"} },
	})
	cmd := m.Init()
	l := &list{Session: screentest.Open(m, &screentest.Clock{}, 80, 24)}
	l.sends(t, "  j ")
	l.wait(cmd)
	l.Sees(t, "2 of 12 done", "[ ] Date", "[x] Bereaved", "[x] A quiet room")
}

// Whichever of two savings comes first, what is ticked at the end is saved at the end; and nobody leaves before that.
func TestSavingIsInOrder(t *testing.T) {
	l := open(t, 80, 24, nil)
	first, second := l.Press("enter"), l.Press("j enter")
	leaving := l.Press("q")
	if leaving == nil || leaving() == (tea.QuitMsg{}) {
		t.Error("it leaves while the ticks are being saved")
	}
	l.wait(second)
	l.wait(first)
	if len(l.saved) != 2 || !slices.Equal(l.saved[1], []string{"level", "pupils"}) {
		t.Errorf("saved are %q", l.saved)
	}
	if cmd := l.Press("q"); cmd == nil || cmd() != (tea.QuitMsg{}) {
		t.Error("it does not leave when the ticks are saved")
	}
}

// Where nothing can be saved, that is said once, and the ticks hold.
func TestNothingIsSaved(t *testing.T) {
	l := open(t, 80, 24, func(s *preflight.Setup) { s.Save = func([]string) error { return errors.New("no home folder found") } })
	l.sends(t, " ")
	l.Sees(t, "The ticks are kept until you leave only: no home folder found", "1 of 12 done")
	l.sends(t, "j ")
	l.Sees(t, "2 of 12 done")
	l.Lacks(t, "no home folder")
}

func TestReady(t *testing.T) {
	var all []string
	for _, it := range slides.Preflight() {
		all = append(all, it.ID)
	}
	ticked := func(s *preflight.Setup) { s.Ticked = func() []string { return all } }
	l := open(t, 80, 24, ticked)
	l.Sees(t, "All 12 done, but this deck has errors.")
	l = open(t, 80, 24, func(s *preflight.Setup) { ticked(s); s.Findings = nil })
	l.Sees(t, "Ready: all 12 are done.")
	l.sends(t, " ")
	l.Sees(t, "11 of 12 done")
	l.Lacks(t, "Ready")
}

// The findings are looked for in the background; their screen opens once they are known.
func TestFindings(t *testing.T) {
	m := preflight.New(preflight.Setup{
		Look: ui.Look{Palette: palette(t)}, Findings: func() (string, bool) { return "This deck: no\x1b[2J errors", false },
		Show: func(back tea.Model) tea.Model { return &reader{back: back} },
	})
	cmd := m.Init()
	l := &list{Session: screentest.Open(m, &screentest.Clock{}, 80, 24)}
	l.Send(tea.ColorProfileMsg{Profile: colorprofile.TrueColor})
	l.sends(t, "k\r")
	l.Sees(t, "Checking this deck ...")
	l.wait(cmd)
	l.Sees(t, "This deck: no errors", "Enter opens the list of what was found.")
	if strings.Contains(l.Model.View().Content, "\x1b[2J") {
		t.Error("an escape sequence gets through")
	}
	l.sends(t, "\r")
	r, ok := l.Model.(*reader)
	if !ok || r.back != tea.Model(m) || len(r.told) != 2 || r.told[1] != (tea.WindowSizeMsg{Width: 80, Height: 24}) {
		t.Fatalf("Enter leads to %+v", l.Model)
	}
	none := open(t, 80, 24, func(s *preflight.Setup) { s.Show = nil })
	none.sends(t, "k\r")
	none.Sees(t, "2 errors")
	none.Lacks(t, "Enter")
}

func TestLeaving(t *testing.T) {
	for _, keys := range []string{"q", "esc"} {
		if cmd := open(t, 80, 24, nil).Press(keys); cmd == nil || cmd() != (tea.QuitMsg{}) {
			t.Errorf("%s does not leave", keys)
		}
		back := &reader{}
		l := open(t, 80, 24, func(s *preflight.Setup) { s.Back = back })
		l.Send("passed on")
		if l.Press(keys); l.Model != tea.Model(back) || len(back.told) != 2 || back.told[1] != (tea.WindowSizeMsg{Width: 80, Height: 24}) {
			t.Errorf("%s leads to %+v", keys, l.Model)
		}
	}
	if cmd := open(t, 80, 24, nil).Press("? ctrl+c"); cmd == nil || cmd() != (tea.InterruptMsg{}) {
		t.Error("Ctrl+C does not leave")
	}
}

// In a small window the list scrolls: each item is in sight, whole, with how to see to it, while it is marked.
func TestEveryItemInASmallWindow(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {40, 9}, {80, 24}} {
		l := open(t, size[0], size[1], nil)
		for _, it := range slides.Preflight() {
			if !strings.Contains(l.Text(), "[ ] "+it.Text) {
				t.Errorf("%v: %q is not in sight:\n%s", size, it.Text, l.Text())
			}
			l.Sees(t, it.Hint, "0 of 12 done", "q leaves")
			l.Lacks(t, "…")
			if err := rules.Shown(l.Words()); err != nil {
				t.Error(err)
			}
			l.sends(t, "j")
		}
	}
}

func TestAnyWindow(t *testing.T) {
	for _, look := range []ui.Look{{Palette: palette(t)}, ui.Look{Palette: palette(t), ASCII: true}.WithProfile(colorprofile.ASCII)} {
		l := open(t, 0, 0, func(s *preflight.Setup) {
			s.Look, s.Save = look, func([]string) error { return errors.New("no home folder found, and a good deal more to say about it") }
		})
		for _, keys := range []string{"", "k", "jj ", "G", "?"} {
			l.sends(t, keys)
			for _, size := range [][2]int{{0, 0}, {1, 1}, {2, 2}, {5, 3}, {3, 30}, {20, 5}, {40, 12}, {80, 24}, {400, 120}} {
				l.Resize(size[0], size[1])
				content := l.Model.View().Content
				rows := strings.Split(content, "\n")
				if len(rows) != max(size[1], 1) {
					t.Errorf("%v: %d rows", size, len(rows))
				}
				for _, row := range rows {
					if w := ansi.StringWidth(row); size[1] > 0 && w != size[0] {
						t.Errorf("%v: a row is %d columns", size, w)
					}
				}
				if look.ASCII && (strings.ContainsFunc(content, func(r rune) bool { return r > 126 }) || strings.Contains(content, "8;2;")) {
					t.Errorf("%v: %q has colours, or more than ASCII", size, content)
				}
			}
		}
	}
}

// Whole screens, with their colours.
func TestScreens(t *testing.T) {
	book := screentest.Read(t, "screens")
	for _, size := range [][2]int{{40, 12}, {80, 24}} {
		at := fmt.Sprintf(" %dx%d", size[0], size[1])
		l := open(t, size[0], size[1], nil)
		l.sends(t, " jj j")
		book.Check("list"+at, l.Styled(palette(t)))
		l.sends(t, "jjjjj")
		book.Check("below"+at, l.Styled(palette(t)))
	}
}

// An item that the program can test opens its test with o, which comes back; one that it cannot says so.
func TestTests(t *testing.T) {
	broken := errors.New("the card is gone")
	tests := func(s *preflight.Setup) {
		s.Tests = map[string]preflight.Test{
			"level": {Name: "the test", Open: func(back tea.Model) (tea.Model, error) { return &reader{back: back}, nil }},
			"staff": {Name: "a broken test", Open: func(tea.Model) (tea.Model, error) { return nil, broken }},
		}
	}
	l := open(t, 80, 24, tests)
	l.Sees(t, "Enter ticks o opens the test q leaves")
	l.sends(t, "o")
	if _, ok := l.Model.(*reader); !ok {
		t.Fatalf("o opens %T", l.Model)
	}
	l = open(t, 80, 24, tests)
	l.Press("down")
	l.Lacks(t, "o opens")
	l.sends(t, "o")
	l.Sees(t, "This entry has no test")
	l.Press("down o")
	l.Sees(t, "the card is gone")
}

// An edit of the deck is checked anew, and reaches the screen behind.
func TestAnEditIsCheckedAnew(t *testing.T) {
	found, back := "This deck: 1 error", &reader{}
	l := open(t, 80, 24, func(s *preflight.Setup) {
		s.Back = back
		s.Findings = func() (string, bool) { return found, found != "This deck: nothing to fix" }
		s.Edited = func(d *deck.Deck) { found = "This deck: " + d.Name }
	})
	l.Sees(t, "This deck: 1 error")
	l.wait(l.Send(ui.Reload{Deck: deck.New("nothing to fix", "", deck.Meta{}, nil, nil, nil)}))
	l.Sees(t, "This deck: nothing to fix")
	l.wait(l.Send(ui.Reload{Err: errors.New("broken")}))
	l.Sees(t, "This deck: nothing to fix")
	if len(back.told) != 2 {
		t.Errorf("the screen behind was told %v", back.told)
	}
}

// An edit may change what is to be seen to: the list is made anew, the marked item stays marked, and a tick stays where it was.
func TestAnEditChangesTheList(t *testing.T) {
	letter := true
	l := open(t, 80, 24, func(s *preflight.Setup) {
		s.Items = func() []slides.Item {
			return slides.PreflightOf(slides.Assembly{Letter: letter, Phases: letter, Closing: letter})
		}
		s.Edited = func(*deck.Deck) { letter = false }
		s.Ticked = func() []string { return []string{"level", "room"} }
	})
	l.Sees(t, "2 of 12 done")
	l.sends(t, "jj ")
	l.Sees(t, "3 of 12 done", "[x] Safeguarding")
	l.wait(l.Send(ui.Reload{Deck: deck.New("another", "", deck.Meta{}, nil, nil, nil)}))
	l.Sees(t, "2 of 10 done", "Enter unticks", "The safeguarding lead knows the day", "Pupils close to it are known")
	l.Lacks(t, "threat", "101")
	l.sends(t, "G ")
	l.Sees(t, "3 of 10 done", "[x] Sleep")
}

// However often the deck is saved, one version of it is checked at a time, and what was found in an earlier one is not
// taken for what is wrong with the newest: Enter would have to check that before it can show it.
func TestOneVersionIsCheckedAtATime(t *testing.T) {
	checks, name := 0, "first"
	l := open(t, 80, 24, func(s *preflight.Setup) {
		s.Back = &reader{}
		s.Findings = func() (string, bool) { checks++; return "This deck: " + name, false }
		s.Edited = func(d *deck.Deck) { name = d.Name }
	})
	late := l.Send(ui.Reload{Deck: deck.New("second", "", deck.Meta{}, nil, nil, nil)})()
	for _, n := range []string{"third", "fourth", "fifth"} {
		if more := l.Send(ui.Reload{Deck: deck.New(n, "", deck.Meta{}, nil, nil, nil)}); more != nil {
			t.Fatalf("the %s version is checked while another is", n)
		}
	}
	next := l.Send(late)
	l.Sees(t, "Checking this deck ...")
	l.sends(t, "k\r")
	if _, opened := l.Model.(*reader); opened {
		t.Fatal("the list opens before the deck is checked")
	}
	l.wait(next)
	if l.Sees(t, "This deck: fifth"); checks != 3 {
		t.Errorf("%d checks are made", checks)
	}
}
