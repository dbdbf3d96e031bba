package ui_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// pressed is what keyboards and clickers send for each key, and what it asks for. More than one
// terminal's way is listed where terminals differ.
func pressed() map[ui.Action][]string {
	return map[ui.Action][]string{
		ui.Next:  {"\x1b[6~", "\x1b[C", "\x1bOC", "\x1b[B", "\x1bOB", " ", "n", "l", "j", "\x1b[6;2~", "\x1b[32u"},
		ui.Back:  {"\x1b[5~", "\x1b[D", "\x1bOD", "\x1b[A", "\x1bOA", "\x7f", "p", "h", "k", "\x1b[5;2~"},
		ui.First: {"\x1b[H", "\x1bOH", "\x1b[1~", "\x1b[7~", "gg"},
		ui.Last:  {"\x1b[F", "\x1bOF", "\x1b[4~", "\x1b[8~", "G"},
		ui.GoTo:  {"5\r", "5G"},

		ui.Closing:   {"e"},
		ui.Overview:  {"o", "\t"},
		ui.Search:    {"/"},
		ui.Black:     {".", "b"},
		ui.White:     {",", "w"},
		ui.Begin:     {"\x1b[15~"},
		ui.Enter:     {"\r"},
		ui.Leave:     {"\x1b", "\x03"},
		ui.Help:      {"?"},
		ui.Quit:      {"q"},
		ui.Interrupt: {"\x03\x03"},

		ui.Clock:      {"s"},
		ui.Reset:      {"R"},
		ui.OpenHall:   {"H"},
		ui.Codes:      {"c"},
		ui.LeaveOut:   {"x"},
		ui.Edit:       {"E"},
		ui.Undo:       {"u"},
		ui.Freeze:     {"f"},
		ui.Phase:      {"t"},
		ui.Prompter:   {"T"},
		ui.Slower:     {"["},
		ui.Faster:     {"]"},
		ui.Larger:     {"+", "="},
		ui.Smaller:    {"-"},
		ui.ScrollDown: {"J", "\x1b[1;2B"},
		ui.ScrollUp:   {"K", "\x1b[1;2A"},
	}
}

// Every key of the presenter, as the terminal sends it, does what it is for.
func TestEveryPresenterKeyByItsBytes(t *testing.T) {
	reached := map[string]bool{}
	for want, raws := range pressed() {
		for _, raw := range raws {
			if got := result(t, ui.PresenterKeys(), raw, reached); got != want {
				t.Errorf("%q asks for action %d, want %d", raw, got, want)
			}
		}
	}
	for _, b := range ui.PresenterKeys() {
		for _, k := range b.Key.Keys() {
			if !reached[k] {
				t.Errorf("no bytes of this test press %s", k)
			}
		}
	}
}

// The hall has the keys of the presenter that move the talk, and none that only a speaker has.
func TestEveryHallKeyByItsBytes(t *testing.T) {
	speaker := []ui.Action{ui.Clock, ui.Reset, ui.Undo, ui.Freeze, ui.Phase, ui.Larger, ui.Smaller,
		ui.OpenHall, ui.Codes, ui.LeaveOut, ui.Edit, ui.Prompter, ui.Slower, ui.Faster}
	for want, raws := range pressed() {
		if slices.Contains(speaker, want) {
			want = ui.Nothing
		}
		for _, raw := range raws {
			if got := result(t, ui.HallKeys(), raw, map[string]bool{}); got != want {
				t.Errorf("%q asks for action %d, want %d", raw, got, want)
			}
		}
	}
}

// result is the last action of some bytes, pressed at once.
func result(t *testing.T, keys ui.KeyMap, raw string, reached map[string]bool) ui.Action {
	t.Helper()
	in := ui.Input{Keys: keys}
	got := ui.Nothing
	for _, msg := range screentest.Bytes(t, raw) {
		reached[msg.String()] = true
		got, _ = in.Key(msg, (&screentest.Clock{}).Now())
	}
	return got
}

// allKeys are the keys of every program.
func allKeys() []ui.KeyMap {
	return []ui.KeyMap{ui.HallKeys(), ui.PresenterKeys(), ui.MenuKeys(), ui.ReaderKeys(), ui.CardKeys(), ui.TickKeys()}
}

func TestNoKeyIsBoundTwice(t *testing.T) {
	for _, keys := range allKeys() {
		seen := map[string]bool{}
		for _, b := range keys {
			for _, k := range b.Key.Keys() {
				if seen[k] {
					t.Errorf("%s is bound twice", k)
				}
				seen[k] = true
			}
		}
	}
}

func TestOtherKeysDoNothing(t *testing.T) {
	for _, raw := range []string{"v", "z", "D", "\x1b[11~", "\x1b[17~", "\x1b[3~", "\x1bn", "\x1b[6;5~", "é", "世", "\x1a", "g", "5"} {
		if got := result(t, ui.PresenterKeys(), raw, map[string]bool{}); got != ui.Nothing {
			t.Errorf("%q asks for action %d", raw, got)
		}
	}
}

// A bound key must be in the help, by the name that stands on the keyboard.
func TestHelpNamesEveryKey(t *testing.T) {
	names := map[string]string{
		"pgdown": "PageDown", "shift+pgdown": "PageDown", "right": "→", "down": "↓", "space": "Space", "enter": "Enter",
		"pgup": "PageUp", "shift+pgup": "PageUp", "left": "←", "up": "↑", "backspace": "Backspace", "home": "Home",
		"end": "End", "tab": "Tab", "f5": "F5", "esc": "Esc", "ctrl+c": "Ctrl+C", "=": "+", "shift+down": "J", "shift+up": "K",
		"ctrl+d": "Ctrl+d", "ctrl+u": "Ctrl+u", "shift+tab": "Tab",
	}
	for _, keys := range allKeys() {
		shown := helpText(t, keys, 80, 24)
		words := strings.FieldsFunc(shown, func(r rune) bool { return r == ' ' || r == '\n' || r == '|' })
		for _, b := range keys {
			if !strings.Contains(shown, b.Key.Help().Desc) {
				t.Errorf("at 80x24 the help does not show %q:\n%s", b.Key.Help().Desc, shown)
			}
			for _, k := range b.Key.Keys() {
				name, ok := names[k]
				if !ok {
					name = k
				}
				if !slices.Contains(words, name) && !slices.Contains(words, name+",") {
					t.Errorf("the help does not name %s:\n%s", name, shown)
				}
			}
		}
	}
}

func helpText(t *testing.T, keys ui.KeyMap, w, h int) string {
	t.Helper()
	g := cell.New(w, h, cell.Style{})
	ui.NewKeyList(keys, func() (int, int) { return w, h }).Draw(g, look(t))
	return screentest.Plain(g)
}

// On any screen, scrolling brings up every line of the help, and one press takes it back from
// its end.
func TestHelpScrollsThroughEveryLine(t *testing.T) {
	for _, size := range [][2]int{{40, 4}, {40, 12}, {60, 10}, {120, 5}} {
		s, clock := stage(t, assembly)
		s.W, s.H = size[0], size[1]
		press(t, s, clock, "?")
		seen := over(s, s.W, s.H)
		for range 40 {
			press(t, s, clock, "J")
			seen += "\n" + over(s, s.W, s.H)
		}
		for _, b := range ui.PresenterKeys() {
			if desc := b.Key.Help().Desc; !strings.Contains(seen, desc) {
				t.Errorf("%v: %q never came up", size, desc)
			}
		}
		end := over(s, s.W, s.H)
		if press(t, s, clock, "K"); over(s, s.W, s.H) == end {
			t.Errorf("%v: one press at the end did not scroll up:\n%s", size, end)
		}
	}
}

// At 40 columns a key and its meaning still stand whole in a row.
func TestNarrowHelpIsNotCut(t *testing.T) {
	for _, keys := range allKeys() {
		if shown := helpText(t, keys, 40, 30); strings.Contains(shown, "…") {
			t.Errorf("the help at 40 columns is cut:\n%s", shown)
		}
	}
}

func TestHelpIsDrawableOnAnyScreen(t *testing.T) {
	for w := range 50 {
		for h := range 30 {
			for _, scroll := range []int{0, 3, 100} {
				g := cell.New(w, h, cell.Style{})
				help := ui.NewKeyList(ui.PresenterKeys(), func() (int, int) { return w, h })
				for range scroll {
					help.Key(keyOf('J'))
				}
				help.Draw(g, look(t))
				if w > 0 && h > 0 && strings.TrimSpace(screentest.Plain(g)) == "" {
					t.Fatalf("the help at %dx%d, scrolled by %d, is empty", w, h, scroll)
				}
			}
		}
	}
}
