//go:build !windows

package session

// secondScreen is where a screen begins that is not the main one. Only Windows is asked: elsewhere no terminal can be told
// where to open.
func secondScreen() (x, y int, ok bool) { return 0, 0, false }
