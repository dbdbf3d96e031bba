package session

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
)

// CheckName refuses the path of a file that this system cannot have. A colon would otherwise hide what is written from
// everybody: Windows takes what is behind it for a part of another file.
func CheckName(path string) error { return checkName(runtime.GOOS, path) }

func checkName(system, path string) error {
	if system != "windows" {
		return nil
	}
	rest := strings.TrimPrefix(strings.ReplaceAll(path, `\`, "/"), "//?/")
	if len(rest) > 1 && rest[1] == ':' {
		rest = rest[2:] // a drive
	}
	if i := strings.IndexAny(rest, `<>:"|?*`); i >= 0 {
		return &Problem{fmt.Errorf("%s: a name on Windows has no %c", path, rest[i]), "choose another name"}
	}
	name := rest[strings.LastIndexByte(rest, '/')+1:]
	first, _, _ := strings.Cut(strings.ToUpper(name), ".")
	switch first = strings.TrimRight(first, " "); {
	case name != strings.TrimRight(name, ". "):
		return &Problem{fmt.Errorf("%s: Windows drops a full stop or a space at the end of a name", path), "choose another name"}
	case slices.Contains(strings.Fields("CON PRN AUX NUL CONIN$ CONOUT$"), first),
		len(first) == 4 && (first[:3] == "COM" || first[:3] == "LPT") && first[3] >= '0' && first[3] <= '9':
		return &Problem{fmt.Errorf("%s: Windows has the name %s for itself", path, first), "choose another name"}
	}
	return nil
}
