package questions_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/internal/tui/questions"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// asked is a form with somebody before it.
type asked struct {
	*screentest.Session
	m *questions.Model
}

func ask(t *testing.T, w, h int, given questions.Answers) asked {
	t.Helper()
	phases := []string{"primary", "secondary"}
	m := questions.New(questions.Setup{
		File: "my assembly.md", Given: given, Look: ui.Look{Palette: palette(t)},
		Decks: []questions.Deck{
			{Name: "assembly", Title: "The assembly", Phases: phases},
			{Name: "talk", Title: "A short talk", Phases: phases},
			{Name: "guide", Title: "The guide", Phases: phases, SchoolOnly: true},
		},
		CheckBell: func(text string) error {
			if !strings.Contains(text, ":") {
				return errors.New("that is not a time of day")
			}
			return nil
		},
	})
	a := asked{screentest.Open(m, &screentest.Clock{}, w, h), m}
	a.wait(m.Init())
	a.Resize(w, h)
	return a
}

func palette(t *testing.T) theme.Palette {
	t.Helper()
	p, err := theme.Lookup("")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// wait carries commands out, but for what makes the cursor blink on and on. Time passes at once in the bubble
// of a test.
func (a asked) wait(cmd tea.Cmd) (last tea.Msg) {
	if cmd == nil {
		return nil
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, one := range msg {
			if got := a.wait(one); got != nil {
				last = got
			}
		}
	case tea.QuitMsg, tea.InterruptMsg:
		return msg
	default:
		if name := fmt.Sprintf("%T", msg); !strings.Contains(name, "link") { // The cursor's.
			return a.wait(a.Send(msg))
		}
	}
	return last
}

// types types words, and then a key.
func (a asked) types(words, key string) tea.Msg {
	if words != "" {
		a.wait(a.Send(tea.PasteMsg{Content: words}))
	}
	return a.wait(a.Press(key))
}

func TestAnswers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := ask(t, 80, 24, questions.Answers{})
		a.Sees(t, "A deck of your own: my assembly.md", "Which deck do you want to start from?", "> The assembly A short talk The guide",
			"Enter next Ctrl+C writes nothing Shift+Tab back")
		a.types("", "down")
		a.types("", "enter")
		a.Sees(t, "What is your school called?", `Empty for "our school".`)
		a.types("St Mary's 🏫", "enter")
		a.Sees(t, "Who can pupils talk to if they are worried?")
		a.types("", "shift+tab")
		a.Sees(t, "What is your school called?", "St Mary's 🏫")
		a.types(": \"x\"", "enter")
		a.types("Mrs Okafor", "enter")
		a.Sees(t, "Where can pupils go if they need to leave?", `Empty for "the quiet room".`)
		a.types("", "enter")
		a.Sees(t, "When must the assembly end?")
		a.types("soon", "enter")
		a.Sees(t, "that is not a time of day", "When must")
		for range 4 {
			a.types("", "backspace")
		}
		a.types("09:15", "enter")
		a.Sees(t, "Which pupils is it for?", "> primary secondary")
		if _, ok := a.m.Answers(); ok {
			t.Error("it has answers before the last question")
		}
		a.types("", "down")
		if end := a.types("", "enter"); end != (tea.QuitMsg{}) {
			t.Errorf("it ends with %v\n%s", end, a.Text())
		}
		got, ok := a.m.Answers()
		if want := (questions.Answers{Deck: "talk", School: `St Mary's 🏫: "x"`, Adult: "Mrs Okafor", Bell: "09:15", Phase: "secondary"}); !ok || got != want {
			t.Errorf("the answers are %+v, want %+v", got, want)
		}
	})
}

// What is known already is not asked for, or stands there to be changed.
func TestGivenAnswers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		given := questions.Answers{Deck: "talk", School: "Hillside", Adult: "Mr Ali", Room: "Room 4", Bell: "09:15", Phase: "secondary"}
		a := ask(t, 80, 24, given)
		for _, sees := range []string{"> Hillside", "> Mr Ali", "> Room 4", "> 09:15", "> secondary"} {
			a.Sees(t, sees)
			a.types("", "enter")
		}
		if got, ok := a.m.Answers(); !ok || got != given {
			t.Errorf("the answers are %+v", got)
		}
	})
}

// The guide has a place for the school's name only.
func TestTheGuideAsksForTheSchool(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := ask(t, 80, 24, questions.Answers{})
		a.types("", "end")
		a.types("", "enter")
		a.Sees(t, "What is your school called?")
		if end := a.types("Hillside", "enter"); end != (tea.QuitMsg{}) {
			t.Errorf("it goes on with\n%s", a.Text())
		}
		if got, ok := a.m.Answers(); !ok || got.Deck != "guide" || got.School != "Hillside" {
			t.Errorf("the answers are %+v", got)
		}
	})
}

// Ctrl+C leaves at any question, and there are no answers then.
func TestLeaving(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := ask(t, 80, 24, questions.Answers{})
		for range 3 {
			if msg := a.wait(a.Press("ctrl+c")); msg != (tea.InterruptMsg{}) {
				t.Errorf("Ctrl+C is %v", msg)
			}
			if _, ok := a.m.Answers(); ok {
				t.Error("it has answers")
			}
			a.types("", "enter")
		}
	})
}

// A name that was pasted from elsewhere steers nothing.
func TestPastedText(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := ask(t, 80, 24, questions.Answers{Deck: "talk"})
		a.types("a\x1b[2Jb\nc\x1b]0;owned\x07d", "left")
		if got := a.m.View().Content; strings.Contains(got, "\x1b[2J") || strings.Contains(got, "\x1b]0") || strings.Contains(got, "\x07") {
			t.Errorf("the screen is %q", got)
		}
	})
}

// The form is exactly as large as the window, at any size, on the panel's own ground.
func TestAnyWindow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := ask(t, 80, 24, questions.Answers{})
		for range 3 {
			for _, size := range [][2]int{{0, 0}, {1, 1}, {2, 2}, {5, 3}, {20, 5}, {40, 12}, {80, 24}, {400, 120}} {
				a.Resize(size[0], size[1])
				rows := strings.Split(a.Model.View().Content, "\n")
				if len(rows) != max(size[1], 1) {
					t.Errorf("%v: %d rows", size, len(rows))
				}
				for _, row := range rows {
					if w := ansi.StringWidth(row); w != size[0] {
						t.Errorf("%v: a row is %d columns", size, w)
					}
				}
			}
			a.types("", "enter")
		}
	})
}

func TestWithoutColours(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := ask(t, 80, 24, questions.Answers{})
		a.Send(tea.ColorProfileMsg{Profile: colorprofile.ASCII})
		for range 6 {
			if v := a.Model.View(); strings.Contains(v.Content, "8;2;") || v.BackgroundColor != nil {
				t.Errorf("a colour is sent: %q", v.Content)
			}
			a.types("", "enter")
		}
	})
}

// Whole screens, with their colours.
func TestScreens(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		book := screentest.Read(t, "screens")
		for _, size := range [][2]int{{40, 12}, {80, 24}} {
			at := fmt.Sprintf(" %dx%d", size[0], size[1])
			a := ask(t, size[0], size[1], questions.Answers{})
			book.Check("deck"+at, a.Styled(palette(t)))
			a.types("", "enter")
			a.types("Hillside", "enter")
			book.Check("adult"+at, a.Styled(palette(t)))
			a.types("", "enter")
			a.types("", "enter")
			a.types("soon", "enter")
			book.Check("bell"+at, a.Styled(palette(t)))
		}
	})
}
