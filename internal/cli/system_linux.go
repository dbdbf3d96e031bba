package cli

import (
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

// systemName is the name of this system with its version, such as "Linux 6.1, Debian GNU/Linux 13".
func systemName() string {
	name := "Linux"
	var u unix.Utsname
	if unix.Uname(&u) == nil {
		release, _, _ := strings.Cut(unix.ByteSliceToString(u.Release[:]), "-")
		name += " " + release
	}
	text, err := os.ReadFile("/etc/os-release")
	if err != nil {
		return name
	}
	for line := range strings.Lines(string(text)) {
		if of, ok := strings.CutPrefix(line, "PRETTY_NAME="); ok {
			name += ", " + strings.Trim(strings.TrimSpace(of), `"'`)
		}
	}
	return name
}
