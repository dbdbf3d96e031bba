package session

import (
	"strings"
	"testing"
)

func TestCheckName(t *testing.T) {
	for path, want := range map[string]string{
		`my deck.md`: "", `C:\Users\Zoë\my deck.md`: "", `\\server\share\a.md`: "", `\\?\C:\a.md`: "", `..\a.md`: "", "console.md": "", "com.md": "", "COM10.md": "",
		"09:15.md": "no :", `C:\a:b.md`: "no :", "what?.md": "no ?", `a|b.md`: "no |", `"a.md`: `no "`,
		"con.md": "CON for itself", `C:\decks\nul`: "NUL for itself", "com1.txt": "COM1 for itself", "aux .md": "AUX for itself", "conin$": "CONIN$ for itself", "a.md.": "drops a full stop", "a.md ": "drops a full stop", `..\b\a`: "",
	} {
		err := checkName("windows", path)
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", path, err, want)
		}
		if err := checkName("linux", path); err != nil {
			t.Errorf("%s elsewhere: %v", path, err)
		}
	}
}
