package card_test

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/internal/tui/card"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
	"github.com/westandtogether-assembly/assembly/slides"
	"github.com/westandtogether-assembly/assembly/slides/rules"
)

// screens is how many the card has.
const screens = 5

func palette(t *testing.T) theme.Palette {
	t.Helper()
	p, err := theme.Lookup("")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func builtin(t *testing.T) *deck.Deck {
	t.Helper()
	d, err := markdown.Parse(slides.Builtin(), markdown.Options{Name: slides.BuiltinName, Files: slides.Files()})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// open shows the card in a window.
func open(t *testing.T, w, h int, change func(*card.Setup)) *screentest.Session {
	t.Helper()
	clock := &screentest.Clock{}
	s := card.Setup{Look: ui.Look{Palette: palette(t)}, Deck: builtin(t), Now: clock.Now}
	if change != nil {
		change(&s)
	}
	return screentest.Open(card.New(s), clock, w, h)
}

// measured is a hall of 24 m with a picture 3 m high.
func measured(s *card.Setup) { s.Hall = card.Hall{BackRow: 24, Height: 3} }

// looks are what terminals can show.
func looks(t *testing.T) map[string]ui.Look {
	t.Helper()
	out, base := map[string]ui.Look{}, ui.Look{Palette: palette(t)}
	for i, name := range bigtype.Tiers() {
		out[name] = base.WithTier(bigtype.Tier(i)) //nolint:gosec // one of five
		out[name+", no colours"] = out[name].WithProfile(colorprofile.ASCII)
		out[name+", 16 colours"] = out[name].WithProfile(colorprofile.ANSI)
	}
	out["256 colours"] = base.WithProfile(colorprofile.ANSI256)
	out["ascii"] = ui.Look{Palette: palette(t), ASCII: true}
	return out
}

// Every screen is exactly as large as the window, whatever the terminal can show, and never empty.
func TestAnyWindow(t *testing.T) {
	for name, look := range looks(t) {
		s := open(t, 80, 24, func(s *card.Setup) { s.Look = look; measured(s) })
		for range screens {
			for _, size := range [][2]int{{1, 1}, {2, 2}, {3, 1}, {1, 9}, {5, 3}, {20, 5}, {40, 12}, {80, 24}, {33, 47}, {400, 120}} {
				s.Resize(size[0], size[1])
				exactly(t, s, name, size)
			}
			s.Press("pgdown")
		}
	}
}

func exactly(t *testing.T, s *screentest.Session, name string, size [2]int) {
	t.Helper()
	rows := strings.Split(s.Model.View().Content, "\n")
	if len(rows) != size[1] {
		t.Errorf("%s: %v has %d rows", name, size, len(rows))
	}
	for _, row := range rows {
		if w := ansi.StringWidth(row); w != size[0] {
			t.Errorf("%s: a row of %v is %d columns", name, size, w)
		}
		if strings.Contains(name, "ascii") && strings.ContainsFunc(row, func(r rune) bool { return r > 126 }) {
			t.Errorf("%s: %v has more than ASCII: %q", name, size, row)
		}
	}
	if strings.Contains(name, "no colours") && strings.Contains(strings.Join(rows, ""), "8;2;") {
		t.Errorf("%s: %v has colours", name, size)
	}
}

// A window of no size draws nothing, and does not fail.
func TestNoWindow(t *testing.T) {
	s := open(t, 0, 0, nil)
	for range screens {
		s.Press("n")
		if got := strings.TrimSpace(s.Text()); got != "" {
			t.Errorf("without a window it draws %q", got)
		}
	}
}

// A clicker walks through the screens, as every key for next and back does.
func TestKeys(t *testing.T) {
	for raw, want := range map[string]string{
		"\x1b[6~": "2 of 5", "\x1b[6~\x1b[C": "3 of 5", "\x1b[C\x1b[B\r\x1b[32u": "5 of 5", "\x1b[6~\x1b[5~": "1 of 5", "\x1b[F": "5 of 5",
		"\x1b[6~\x1b[H": "1 of 5", "gg": "1 of 5", "4\r": "4 of 5", "9G": "5 of 5", "\x7f": "1 of 5", "nnnnnnnp": "4 of 5",
		"?\x1b[6~": "2 of 5", "??": "1 of 5", "b.\x1b[15~": "1 of 5", "H": "1 of 5",
	} {
		clock := &screentest.Clock{}
		s := open(t, 80, 24, func(s *card.Setup) { s.Now = clock.Now })
		for _, key := range screentest.Bytes(t, raw) {
			clock.Pass(time.Second)
			s.Send(key)
		}
		if s.Press("?"); !strings.Contains(raw, "?\x1b") {
			s.Press("?")
		}
		if !strings.Contains(s.Words(), want) {
			t.Errorf("%q leads to\n%s, want %s", raw, s.Text(), want)
		}
	}
}

// A second press at once is the thumb's, not the speaker's.
func TestAPressBounces(t *testing.T) {
	s := open(t, 80, 24, nil)
	next := screentest.Keys("pgdown")[0]
	s.Send(next, next)
	s.Sees(t, "2 of 5")
}

// before is the screen that led to the card.
type before struct{ told []tea.Msg }

func (b *before) Init() tea.Cmd  { return nil }
func (b *before) View() tea.View { return tea.NewView("before") }

func (b *before) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	b.told = append(b.told, msg)
	return b, nil
}

func TestLeaving(t *testing.T) {
	for _, keys := range []string{"q", "esc", "n q"} {
		if cmd := open(t, 80, 24, nil).Press(keys); cmd == nil || cmd() != (tea.QuitMsg{}) {
			t.Errorf("%q does not leave", keys)
		}
		back := &before{}
		s := open(t, 80, 24, func(s *card.Setup) { s.Back = back })
		s.Sees(t, "q back")
		s.Send("passed on")
		s.Press(keys)
		if s.Model != tea.Model(back) || len(back.told) != 2 || back.told[0] != "passed on" || back.told[1] != (tea.WindowSizeMsg{Width: 80, Height: 24}) {
			t.Errorf("%q leads to %+v", keys, s.Model)
		}
	}
	if cmd := open(t, 80, 24, nil).Press("? ctrl+c"); cmd == nil || cmd() != (tea.InterruptMsg{}) {
		t.Error("Ctrl+C does not leave")
	}
}

func TestInABrowser(t *testing.T) {
	var fails error
	s := open(t, 80, 24, func(s *card.Setup) { s.Browser = func() error { return fails } })
	s.Sees(t, "H in a browser")
	s.Send(s.Press("H")())
	s.Sees(t, "It is in the browser now.")
	fails = errors.New("open window: no browser")
	s.Send(s.Press("H")())
	s.Sees(t, "open window: no browser")
	s.Press("n")
	s.Lacks(t, "no browser")
	none := open(t, 80, 24, nil)
	if none.Lacks(t, "browser"); none.Press("H") != nil {
		t.Error("without a browser H does something")
	}
}

// The figures are those of the hall: 8 heights of the picture are 24 m here. At 80 by 24 the smallest type that a
// slide would draw is read from a little farther.
func TestDistances(t *testing.T) {
	plain := open(t, 192, 54, nil)
	plain.Sees(t, "the terminal's own letters: 1.1 heights at most 1.5", "at most 8", "at most 16")
	hall := open(t, 120, 54, measured)
	hall.Sees(t, "The back row is 24 m away, 8 heights", "the terminal's own letters: 3.5 m at most 4.6 m", "at most 24 m", "at most 64 m")
	open(t, 80, 24, measured).Sees(t, "the terminal's own letters: 7.8 m", "at most 34 m")
	open(t, 120, 30, func(s *card.Setup) { s.Hall.Distance = 9.5 }).Sees(t, "The back row is 9.5 heights of the picture away. Sit there", "9.5 heights, at most 12")
}

// The line with the bar is read well from the back row, whatever the hall, the window and the terminal.
func TestTheBackRowsLine(t *testing.T) {
	found := 0
	for _, tier := range []bigtype.Tier{bigtype.Shades, bigtype.Blocks, bigtype.Halves, bigtype.ASCII} {
		look := ui.Look{Palette: palette(t)}.WithTier(tier)
		for _, size := range [][2]int{{80, 24}, {120, 30}, {192, 54}} {
			for _, distance := range []float64{4, 6, 8, 11, 16} {
				s := open(t, size[0], size[1], func(s *card.Setup) { s.Look, s.Hall.Distance = look, distance })
				got, ok := barred(s)
				if ok {
					found++
				}
				if ok && got < distance {
					t.Errorf("%v: at %v heights the line with the bar is read from %v:\n%s", size, distance, got, s.Text())
				}
			}
		}
	}
	if found < 20 {
		t.Errorf("only %d lines have a distance beside them, so this test sees too little", found)
	}
}

// barred is the distance that stands beside the line with the bar; false where it has no room there.
func barred(s *screentest.Session) (float64, bool) {
	g, plain := s.Grid(), s.Grid().At(0, 0)
	for y, line := range s.Lines() {
		if g.At(1, y) == plain || !strings.Contains(line, " heights, at most") {
			continue
		}
		before, _, _ := strings.Cut(line, " heights, at most")
		words := strings.Fields(before)
		d, err := strconv.ParseFloat(words[len(words)-1], 64)
		return d, err == nil
	}
	return 0, false
}

// No line is promised where there is none.
func TestALongHall(t *testing.T) {
	s := open(t, 80, 24, func(s *card.Setup) { s.Hall = card.Hall{BackRow: 400, Height: 2} })
	s.Sees(t, "has no room in this window", "the terminal's own letters")
	letters := open(t, 80, 24, func(s *card.Setup) { s.Look = s.Look.WithTier(bigtype.Letters) })
	letters.Sees(t, "its own letters only")
}

// Where colours are few the figures are not those of the terminal; without any there are none.
func TestThemesInFewColours(t *testing.T) {
	s := open(t, 80, 24, nil)
	s.Press("4 enter")
	s.Sees(t, "cream", "dark", "yellow-on-black", "white", "text 16:1", "Below 7:1")
	s.Send(tea.ColorProfileMsg{Profile: colorprofile.ANSI})
	s.Sees(t, "few colours", "text 21:1")
	s.Send(tea.ColorProfileMsg{Profile: colorprofile.ASCII})
	s.Sees(t, "shows no colours", "cream")
	s.Lacks(t, ":1")
}

// The words keep the rules of everything that is shown, and are not cut from 40 by 12 up.
func TestWords(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {60, 20}, {80, 24}, {120, 30}, {192, 54}} {
		for name, look := range looks(t) {
			s := open(t, size[0], size[1], func(s *card.Setup) { s.Look = look; measured(s) })
			for i := range screens {
				got := s.Words()
				if err := rules.Shown(got); err != nil {
					t.Errorf("%v, %s: %v", size, name, err)
				}
				if strings.Contains(got, "…") {
					t.Errorf("%v, %s: screen %d is cut:\n%s", size, name, i+1, s.Text())
				}
				s.Press("n")
			}
		}
	}
}

// Whole screens, with their colours.
func TestScreens(t *testing.T) {
	book := screentest.Read(t, "screens")
	for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 30}, {192, 54}} {
		s := open(t, size[0], size[1], nil)
		for i, name := range []string{"sizes", "seams", "shades", "themes", "numbers"} {
			if size[0] <= 80 || i == 0 {
				book.Check(fmt.Sprintf("%s %dx%d", name, size[0], size[1]), s.Styled(palette(t)))
			}
			s.Press("n")
		}
	}
	book.Check("hall 80x24", open(t, 80, 24, measured).Styled(palette(t)))
	s := open(t, 60, 12, func(s *card.Setup) { s.Look = ui.Look{ASCII: true}.WithProfile(colorprofile.ASCII) })
	for _, name := range []string{"sizes", "seams", "shades", "themes", "numbers"} {
		book.Check(name+" in ASCII 60x12", s.Styled(palette(t)))
		s.Press("n")
	}
}
