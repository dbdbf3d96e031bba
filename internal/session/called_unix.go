//go:build unix

package session

import "strings"

// quoted is a path as one word of a command line.
func quoted(path string) string {
	if isPlain(path) {
		return path
	}
	return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
}
