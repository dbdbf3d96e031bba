package cli

import (
	"os"
	"os/user"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// private is what a report must not name: the user, the computer and the user's folders.
type private struct {
	folders []folderName   // the longest first
	names   *regexp.Regexp // nil for none
}

// folderName is a folder and what stands for it.
type folderName struct{ path, called string }

// placeholder stands for a name.
const placeholder = "NAME"

// shortestName is the length of the shortest name that is looked for: shorter ones are in any text.
const shortestName = 3

// newPrivate finds out what is the user's own.
func newPrivate(env func(string) string) private {
	var p private
	homes, names := []string{env("HOME"), env("USERPROFILE")}, []string{env("USER"), env("LOGNAME"), env("USERNAME")}
	if home, err := os.UserHomeDir(); err == nil {
		homes = append(homes, home)
	}
	if u, err := user.Current(); err == nil {
		homes, names = append(homes, u.HomeDir), append(names, strings.FieldsFunc(u.Username, func(r rune) bool { return r == '\\' || r == '@' })...)
		names = append(names, strings.Fields(u.Name)...)
	}
	if host, err := os.Hostname(); err == nil {
		short, _, _ := strings.Cut(host, ".")
		names = append(names, host, short)
	}
	p.folder(env("LOCALAPPDATA"), "%LOCALAPPDATA%")
	for _, home := range homes {
		p.folder(home, "~")
		names = append(names, filepath.Base(home))
	}
	slices.SortStableFunc(p.folders, func(a, b folderName) int { return len(b.path) - len(a.path) })
	p.names = anyOf(names)
	return p
}

// folder adds a folder. The root of a disk is nobody's.
func (p *private) folder(path, called string) {
	if path = filepath.Clean(path); filepath.IsAbs(path) && filepath.Dir(path) != path {
		p.folders = append(p.folders, folderName{path, called})
	}
}

// anyOf finds any of some names as a word, nil for none.
func anyOf(names []string) *regexp.Regexp {
	var quoted []string
	for _, n := range names {
		if len(n) >= shortestName && n != "localhost" {
			quoted = append(quoted, regexp.QuoteMeta(n))
		}
	}
	if quoted == nil {
		return nil
	}
	slices.SortFunc(quoted, func(a, b string) int { return len(b) - len(a) })
	return regexp.MustCompile(`(?i)(^|[^\pL\pN])(?:` + strings.Join(quoted, "|") + `)($|[^\pL\pN])`)
}

// hide is a text from outside the program without what is the user's own, and without what a terminal obeys.
func (p private) hide(text string) string {
	text = cell.Clean(text)
	for _, f := range p.folders {
		text = strings.ReplaceAll(text, f.path, f.called)
	}
	if p.names == nil {
		return text
	}
	for range 2 { // Names that follow each other share what is between them.
		text = p.names.ReplaceAllString(text, "${1}"+placeholder+"${2}")
	}
	return text
}

// place is a folder without what is the user's own. Of one that is not in the user's home nothing is told.
func (p private) place(path string) string {
	for _, f := range p.folders {
		if below, err := filepath.Rel(f.path, path); err == nil && filepath.IsLocal(below) {
			return p.hide(filepath.Join(f.called, below))
		}
	}
	return "a folder outside the home folder"
}
