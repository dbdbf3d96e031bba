package reader_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/tui/reader"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
	"github.com/westandtogether-assembly/assembly/slides"
)

// behind is the screen that a reader goes back to.
type behind struct{ told tea.Msg }

func (b *behind) Init() tea.Cmd  { return nil }
func (b *behind) View() tea.View { return tea.View{} }

func (b *behind) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	b.told = msg
	return b, nil
}

// letter is a reader of the letter, of a size.
func letter(t *testing.T, w, h int, back tea.Model) *screentest.Session {
	t.Helper()
	return show(t, reader.Setup{Title: "The letter", Text: reader.Prose(slides.Letter()), Above: slides.Statement, Back: back}, w, h)
}

// show opens a reader in the default palette, of a size.
func show(t *testing.T, s reader.Setup, w, h int) *screentest.Session {
	t.Helper()
	s.Look.Palette = palette(t, "")
	return screentest.Open(reader.New(s), &screentest.Clock{}, w, h)
}

// words is text without line ends and without what Markdown marks with.
func words(text string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("**", "", "•", "", "\n- ", "\n").Replace(text)), " ")
}

// read scrolls through the letter by rows and puts what comes up together.
func read(s *screentest.Session, from, to int) string {
	rows := s.Lines()[from:to]
	for range 400 {
		s.Press("down")
		page := s.Lines()[from:to]
		if rows[len(rows)-1] != page[len(page)-1] || rows[len(rows)-2] != page[len(page)-2] {
			rows = append(rows, page[len(page)-1])
		}
	}
	return strings.Join(rows, "\n")
}

// The statement stands above the letter, whatever is scrolled, and under it every word of the
// letter comes by.
func TestTheStatementStays(t *testing.T) {
	for _, size := range [][2]int{{60, 20}, {80, 24}, {120, 30}, {192, 54}} {
		m := letter(t, size[0], size[1], nil)
		for range 9 {
			if got := words(m.Text()); !strings.HasPrefix(got, slides.Statement) {
				t.Errorf("%v: the statement is not on top:\n%s", size, m.Text())
			}
			m.Press("pgdown")
		}
		if got := m.Text(); !strings.Contains(got, "Race, Religion and Belief") {
			t.Errorf("%v: nine pages do not reach the end:\n%s", size, got)
		}
	}
}

func TestEveryWordOfTheLetterIsThere(t *testing.T) {
	m := letter(t, 80, 24, nil)
	got, at := words(read(m, 6, 22)), 0
	for _, word := range strings.Fields(words(slides.Letter())) {
		i := strings.Index(got[at:], word)
		if i < 0 {
			t.Fatalf("%q is missing after %q", word, got[max(at-60, 0):at])
		}
		at += i
	}
}

// Where it would take more than half of the screen, the statement leads the letter instead.
func TestOnASmallScreenTheStatementLeads(t *testing.T) {
	m := letter(t, 40, 12, nil)
	if got := words(read(m, 0, 10)); !strings.HasPrefix(got, slides.Statement+" 25th May 2017 Dear Head Teacher M") {
		t.Errorf("a small screen begins with %.400q", got)
	}
	small := letter(t, 40, 12, nil)
	if got := small.Lines()[11]; strings.TrimSpace(got) != "q leaves   PageDown more   ? help" {
		t.Errorf("its keys are %q", got)
	}
}

// In a window of one row the keys stay: they say how to leave.
func TestOneRowKeepsTheKeys(t *testing.T) {
	m := letter(t, 60, 1, nil)
	for range 9 {
		m.Press("down")
		if got := strings.TrimSpace(m.Text()); !strings.HasPrefix(got, "q leaves   PageDown more") {
			t.Errorf("the only row is %q", got)
		}
	}
}

func TestMoving(t *testing.T) {
	m := letter(t, 80, 24, nil)
	top := m.Text()
	for _, keys := range [][2]string{{"G", "g"}, {"end", "home"}} {
		m.Press(keys[0])
		m.Sees(t, "Race, Religion and Belief")
		if m.Press(keys[1]); m.Text() != top {
			t.Errorf("%s does not lead to the top:\n%s", keys[1], m.Text())
		}
	}
}

// Half a page, a page and a row can be scrolled, back as well.
func TestScrollingByRows(t *testing.T) {
	for keys, first := range map[string]int{
		"j": 1, "enter": 1, "j K": 0, "d": 6, "ctrl+d u": 0, "d d": 12, "space": 13, "n p": 0, "f b": 0, "right": 13,
	} {
		m := show(t, reader.Setup{Text: reader.Report(thirty)}, 60, 16)
		if m.Press(keys); !strings.Contains(m.Lines()[0], fmt.Sprintf("line %d ", first+1)) {
			t.Errorf("%q leads to\n%s", keys, m.Text())
		}
	}
}

func TestLeaving(t *testing.T) {
	for _, k := range []string{"q", "esc"} {
		if cmd := letter(t, 80, 24, nil).Press(k); cmd == nil || cmd() != (tea.QuitMsg{}) {
			t.Errorf("%s does not leave", k)
		}
		b := &behind{}
		m := letter(t, 70, 24, b)
		if m.Press(k); m.Model != tea.Model(b) || b.told != (tea.WindowSizeMsg{Width: 70, Height: 24}) {
			t.Errorf("%s leads to %v, which was told %v", k, m.Model, b.told)
		}
	}
	if cmd := letter(t, 80, 24, &behind{}).Press("ctrl+c"); cmd == nil || cmd() != (tea.InterruptMsg{}) {
		t.Error("Ctrl+C does not leave")
	}
	m := letter(t, 80, 24, &behind{})
	m.Sees(t, "q back")
	m.Lacks(t, "q leaves")
}

// The letter is exactly as large as the window, at any size, on the panel's own ground: a
// terminal of another colour must not show through.
func TestViewIsExactlyTheWindow(t *testing.T) {
	m := letter(t, 80, 24, nil)
	for _, size := range [][2]int{{0, 0}, {1, 1}, {2, 2}, {5, 3}, {20, 5}, {40, 12}, {80, 24}, {81, 25}, {400, 120}} {
		m.Resize(size[0], size[1])
		v := m.Model.View()
		rows := strings.Split(v.Content, "\n")
		if len(rows) != max(size[1], 1) {
			t.Errorf("%v: %d rows", size, len(rows))
		}
		for _, row := range rows {
			if w := ansi.StringWidth(row); w != size[0] || w > 0 && !strings.Contains(row, ";48;2;20;24;31m") {
				t.Errorf("%v: the row %q is %d columns", size, row, w)
			}
		}
		if !v.AltScreen || v.Cursor != nil || v.MouseMode != tea.MouseModeNone || v.WindowTitle != "The letter" {
			t.Errorf("%v: the view is %+v", size, v)
		}
	}
}

// A change of size keeps the text, and the marks of bold words are no part of it.
func TestTheTextIsSet(t *testing.T) {
	m := letter(t, 80, 24, nil)
	if got := m.Text(); strings.Contains(got, "**") {
		t.Errorf("Markdown shows through:\n%s", got)
	}
	for row := range strings.SplitSeq(m.Model.View().Content, "\n") {
		if strings.Contains(row, "Manchester Concert Attack") && !strings.Contains(row, "\x1b[0;1;") {
			t.Errorf("what is bold in the letter is not: %q", row)
		}
	}
	if m.Send(tea.ColorProfileMsg{Profile: colorprofile.ASCII}); strings.Contains(m.Model.View().Content, "8;2;") || m.Model.View().BackgroundColor != nil {
		t.Errorf("without colours the letter is %q", m.Model.View().Content)
	}
}

// The help lies over the text and takes the keys, so that none of them leaves the letter or moves it.
func TestHelp(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {80, 24}} {
		m := letter(t, size[0], size[1], nil)
		m.Press("n")
		before := m.Text()
		m.Press("?")
		m.Sees(t, "PageDown Space", "next page")
		for _, keys := range []string{"?", "j J n ?", "G esc", "q"} {
			if cmd := m.Press(keys); cmd != nil || m.Text() != before {
				t.Errorf("%v: after %q there is\n%s", size, keys, m.Text())
			}
			m.Press("?")
			m.Sees(t, "next page")
		}
	}
	if cmd := letter(t, 80, 24, nil).Press("? ctrl+c"); cmd == nil || cmd() != (tea.InterruptMsg{}) {
		t.Error("Ctrl+C does not leave the help and the letter")
	}
}

// What is sent meanwhile is for the screen that the letter goes back to.
func TestTheScreenBehindIsTold(t *testing.T) {
	b := &behind{}
	m := letter(t, 80, 24, b)
	edited := ui.Reload{Err: errors.New("no")}
	if m.Send(edited); b.told != tea.Msg(edited) {
		t.Errorf("it was told %v", b.told)
	}
}
