package session

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// programName is the program's name in a shell that finds it.
const programName = "assembly"

// Called is how this program is called in a shell of this system: by its name where the shell finds it by
// that, and otherwise by its path, quoted where that is needed.
func Called() string {
	self, err := os.Executable()
	if err != nil || inPath(self) {
		return programName
	}
	return quoted(self)
}

// inPath reports whether a shell finds the program by its name. What was started by its name alone was
// found so; os.Executable may name a link's target.
func inPath(self string) bool {
	found, err := exec.LookPath(programName) // On Windows not in the folder of the moment, which is no other window's.
	if err != nil {
		return false
	}
	byName := filepath.Base(os.Args[0]) == os.Args[0]
	one, err := os.Stat(found)
	other, err2 := os.Stat(self)
	return byName || err == nil && err2 == nil && os.SameFile(one, other)
}

// isPlain reports whether a path means itself in every shell.
func isPlain(path string) bool {
	return !strings.ContainsFunc(path, func(r rune) bool {
		return r < 0x80 && !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || strings.ContainsRune("_-./:~"+string(filepath.Separator), r))
	})
}

// Typed is a name as it can be typed behind assembly: with quotation marks where it has spaces or other
// characters that mean something to a shell, and as a path where it would be a flag.
func Typed(name string) string {
	name = cell.Clean(name)
	if strings.HasPrefix(name, "-") {
		name = "." + string(filepath.Separator) + name
	}
	switch {
	case runtime.GOOS != "windows" && strings.ContainsAny(name, "\"$`\\!"):
		return "'" + strings.ReplaceAll(name, "'", `'\''`) + "'" // Nothing in it means anything to the shell.
	case strings.ContainsAny(name, " \t&|<>()[]{}^=;!'+,`~$*?#%"):
		return `"` + name + `"`
	}
	return name
}
