package cli

import (
	"bytes"
	"maps"
	"reflect"
	"regexp"
	"strings"

	"github.com/charmbracelet/x/term"
)

// givenBack holds the terminal to being as it was before the program.
func (tm *terminal) givenBack() {
	tm.t.Helper()
	tm.settingsBack()
	tm.mu.Lock()
	defer tm.mu.Unlock()
	if tm.emu.IsAltScreen() || !tm.shown {
		tm.t.Errorf("other screen: %v, cursor shown: %v", tm.emu.IsAltScreen(), tm.shown)
	}
	if !maps.Equal(tm.modes, ordinaryModes()) {
		tm.t.Errorf("modes %v are set, want %v", tm.modes, ordinaryModes())
	}
	tm.modesBack()
}

// settingsBack holds the system's settings of the terminal to being as before.
func (tm *terminal) settingsBack() {
	tm.t.Helper()
	after, err := term.GetState(tm.slave.Fd())
	must(tm.t, err)
	if !reflect.DeepEqual(after, tm.before) {
		tm.t.Errorf("the terminal's settings are %v, were %v", after, tm.before)
	}
}

// modesBack holds what was written to leaving the terminal as it was. It is called with the lock held.
func (tm *terminal) modesBack() {
	tm.t.Helper()
	if on := bytes.Index(tm.raw, []byte("\x1b[?1049h")); on >= 0 && !bytes.Contains(tm.raw[:on], []byte("\x1b[?1007s\x1b[?1007l")) {
		tm.t.Error("on the other screen the wheel turns into arrow keys")
	}
	last := map[string]string{"7": "h", "25": "h"}
	for _, mode := range regexp.MustCompile(`\x1b\[\?([0-9]+)([hl])`).FindAllStringSubmatch(string(tm.raw), -1) {
		last[mode[1]] = mode[2]
	}
	for mode, is := range last {
		if want := map[bool]string{true: "h", false: "l"}[mode == "7" || mode == "25" || mode == "1007"]; is != want {
			tm.t.Errorf("mode %s is left at %s", mode, is)
		}
	}
	// The title, colours and the keyboard's protocol.
	for set, reset := range map[string]string{
		`\x1b\]11;[^?]`: "\x1b]111", `\x1b\]12;[^?]`: "\x1b]112", `\x1b\]2;[^\a\x1b]`: "\x1b]2;\a", `\x1b\[>[0-9]+u`: "\x1b[<",
		`\x1b\[\?1007l`: "\x1b[?1007h\x1b[?1007r", `\x1b\[22;2t`: "\x1b[23;2t", `\x1b\]2;\a`: "\x1b[23;2t", `\x1b\[>4;2m`: "\x1b[>4m",
	} {
		at := regexp.MustCompile(set).FindAllIndex(tm.raw, -1)
		if at != nil && !strings.Contains(string(tm.raw[at[len(at)-1][1]:]), reset) {
			tm.t.Errorf("%q was written and never %q", tm.raw[at[len(at)-1][0]:at[len(at)-1][1]], reset)
		}
	}
}
