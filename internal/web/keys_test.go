package web_test

import (
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// pageKeys are the keys of the page by operation.
func pageKeys(t *testing.T, script string) map[string][]string {
	t.Helper()
	table := regexp.MustCompile(`(?s)const table = \{\n(.*?)\n\};`).FindStringSubmatch(script)
	if table == nil {
		t.Fatal("keys.js has no table of keys")
	}
	out := map[string][]string{}
	for _, line := range regexp.MustCompile(`(\w+): \[(.*?)\]`).FindAllStringSubmatch(table[1], -1) {
		for _, quoted := range regexp.MustCompile(`"[^"]+"`).FindAllString(line[2], -1) {
			key, err := strconv.Unquote(quoted)
			if err != nil {
				t.Fatal(err)
			}
			out[line[1]] = append(out[line[1]], key)
		}
	}
	return out
}

// inBrowser gives a key of the terminal as a browser calls it. Shift is no part of the name.
func inBrowser(key string) string {
	names := map[string]string{
		"pgdown": "PageDown", "pgup": "PageUp", "right": "ArrowRight", "left": "ArrowLeft", "down": "ArrowDown", "up": "ArrowUp",
		"space": " ", "enter": "Enter", "backspace": "Backspace", "home": "Home", "end": "End", "f5": "F5",
	}
	key = strings.TrimPrefix(key, "shift+")
	if name, ok := names[key]; ok {
		return name
	}
	return key
}

// The page has the keys of the terminal's hall screen, except those for what a page does not have.
func TestKeysAreTheTerminals(t *testing.T) {
	text, err := os.ReadFile("assets/keys.js")
	if err != nil {
		t.Fatal(err)
	}
	operations := map[ui.Action]string{
		ui.Next: "next", ui.Back: "back", ui.First: "first", ui.Last: "last", ui.Closing: "closing",
		ui.Black: "black", ui.White: "white", ui.Begin: "begin", ui.Enter: "enter",
	}
	without := []ui.Action{
		ui.GoTo, // has no key of its own
		ui.Overview, ui.Search, ui.Leave, ui.ScrollDown, ui.ScrollUp, ui.Help, ui.Quit, ui.Interrupt,
	}
	want := map[string][]string{}
	for _, b := range ui.HallKeys() {
		operation, known := operations[b.Action]
		if !known && !slices.Contains(without, b.Action) {
			t.Errorf("the hall screen's keys %v are neither on the page nor known to be without a meaning there", b.Key.Keys())
		}
		for _, key := range b.Key.Keys() {
			if name := inBrowser(key); known && !slices.Contains(want[operation], name) {
				want[operation] = append(want[operation], name)
			}
		}
	}
	got := pageKeys(t, string(text))
	if !maps.EqualFunc(got, want, slices.Equal) {
		t.Errorf("the page's keys are\n%q, the hall screen's\n%q", got, want)
	}
	if debounce := strconv.FormatInt(ui.Debounce.Milliseconds(), 10); !strings.Contains(string(text), "const debounce = "+debounce+";") {
		t.Errorf("the page does not ignore a second next within %s ms", debounce)
	}
}
