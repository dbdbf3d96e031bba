package cli

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// readmeRows says which actions each row of the README's table of keys is about, and what it names that
// is not a key of its own.
func readmeRows() map[string]struct {
	actions []ui.Action
	besides string
} {
	type row = struct {
		actions []ui.Action
		besides string
	}
	return map[string]row{
		"next":                     {[]ui.Action{ui.Next, ui.Enter}, ""},
		"back":                     {[]ui.Action{ui.Back}, ""},
		"first slide, last slide":  {[]ui.Action{ui.First, ui.Last}, "gg"},
		"slide 5":                  {[]ui.Action{ui.GoTo}, "5 Enter 5G"},
		"closing screen":           {[]ui.Action{ui.Closing}, ""},
		"overview, search":         {[]ui.Action{ui.Overview, ui.Search}, ""},
		"black, white":             {[]ui.Action{ui.Black, ui.White}, ""},
		"begin or resume the talk": {[]ui.Action{ui.Begin}, ""},
		"begin the clock on the first slide (Enter is next after that)": {[]ui.Action{ui.Enter}, ""},
		"freeze the hall and browse on":                                 {[]ui.Action{ui.Freeze}, ""},
		"clock: start or pause, zero, undo that":                        {[]ui.Action{ui.Clock, ui.Reset, ui.Undo}, ""},
		"leave an optional slide out, or take it back in":               {[]ui.Action{ui.LeaveOut}, ""},
		"phase; notes larger, smaller":                                  {[]ui.Action{ui.Phase, ui.Larger, ui.Smaller}, ""},
		"edit the notes and the words of the slide":                     {[]ui.Action{ui.Edit}, ""},
		"scroll down, up":                                               {[]ui.Action{ui.ScrollDown, ui.ScrollUp}, ""},
		"teleprompter; slower, faster":                                  {[]ui.Action{ui.Prompter, ui.Slower, ui.Faster}, ""},
		"open a hall screen; codes for classrooms and a phone":          {[]ui.Action{ui.OpenHall, ui.Codes}, ""},
		"help":                           {[]ui.Action{ui.Help}, ""},
		"leave help, search or overview": {[]ui.Action{ui.Leave}, ""},
		"leave the talk":                 {[]ui.Action{ui.Quit, ui.Interrupt}, "y"},
	}
}

// The README's table of keys has every key of the one table, each in the row of its action, and no other.
func TestReadmeNamesTheKeys(t *testing.T) {
	rows, named := readmeRows(), map[ui.Action]bool{}
	for does, cell := range readmeKeys(t) {
		does, speaker := strings.CutSuffix(does, " (presenter)")
		row, ok := rows[does]
		if !ok {
			t.Errorf("the README has a row %q that this test does not know", does)
			continue
		}
		want, halls := strings.Fields(row.besides), false
		for _, a := range row.actions {
			named[a] = true
			want = append(want, keysOf(ui.PresenterKeys(), a)...)
			halls = halls || keysOf(ui.HallKeys(), a) != nil || a == ui.GoTo
		}
		if got := keyNames(cell); !slices.Equal(slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(want))) {
			t.Errorf("%s: the README names %q, the program has %q", does, got, want)
		}
		if speaker == halls {
			t.Errorf("%s: the README says that only the presenter has it: %v", does, speaker)
		}
	}
	for _, b := range ui.PresenterKeys() {
		if !named[b.Action] {
			t.Errorf("the README has no row with the keys %q", b.Key.Keys())
		}
	}
}

// readmeKeys is the README's table of keys: what is done, and the cell with the keys.
func readmeKeys(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile("../../README.md")
	must(t, err)
	_, section, _ := strings.Cut(string(text), "\n## Keys\n")
	section, _, _ = strings.Cut(section, "\n## ")
	_, table, _ := strings.Cut(section, "|---|---|\n")
	table, _, _ = strings.Cut(table, "\n\n")
	out := map[string]string{}
	for line := range strings.Lines(table) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), " | ")
		if len(cells) != 2 {
			t.Fatalf("the row %q has not two cells", line)
		}
		out[strings.TrimSpace(cells[0])] = strings.TrimSpace(cells[1])
	}
	return out
}

// keyNames are the keys in a cell, without the words and signs between them.
func keyNames(cell string) []string {
	var out []string
	for _, word := range strings.Fields(cell) {
		if len(word) > 1 {
			word = strings.TrimRight(word, ",;")
		}
		if !slices.Contains([]string{"or", "then", "twice", ";"}, word) {
			out = append(out, word)
		}
	}
	return out
}

// keysOf are the keys of an action, as the README writes them.
func keysOf(m ui.KeyMap, a ui.Action) []string {
	names := strings.NewReplacer("pgdown", "PageDown", "pgup", "PageUp", "right", "Right", "left", "Left", "down", "Down",
		"up", "Up", "space", "Space", "enter", "Enter", "backspace", "Backspace", "tab", "Tab", "home", "Home", "end", "End",
		"esc", "Esc", "f5", "F5", "ctrl+c", "Ctrl+C", "shift+", "Shift+")
	var out []string
	for _, b := range m {
		if b.Action == a {
			for _, k := range b.Key.Keys() {
				out = append(out, names.Replace(k))
			}
		}
	}
	return out
}
