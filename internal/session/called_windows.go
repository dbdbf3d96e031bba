package session

import "golang.org/x/sys/windows"

// quoted is a path as one word of a command line. In quotation marks it is a command in one of the two
// shells and not in the other, so it is given by the short names that Windows keeps beside the long ones.
func quoted(path string) string {
	if short := shortened(path); isPlain(short) {
		return short
	}
	return `"` + path + `"` // A path has no quotation marks.
}

// shortened is a path by its short names, where there are such.
func shortened(path string) string {
	long, err := windows.UTF16PtrFromString(path)
	if isPlain(path) || err != nil {
		return path
	}
	short := make([]uint16, windows.MAX_LONG_PATH)
	n, err := windows.GetShortPathName(long, &short[0], windows.MAX_LONG_PATH)
	if err != nil || n == 0 || n > windows.MAX_LONG_PATH {
		return path
	}
	return windows.UTF16ToString(short[:n])
}
