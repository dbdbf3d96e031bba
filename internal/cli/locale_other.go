//go:build !windows

package cli

import (
	"cmp"
	"strings"
)

// encoding says how text is encoded here, by the locale, and whether in UTF-8.
func encoding(env func(string) string) (name string, utf8 bool) {
	locale := cmp.Or(env("LC_ALL"), env("LC_CTYPE"), env("LANG"))
	if locale == "" {
		return "", false
	}
	plain := strings.ReplaceAll(strings.ToLower(locale), "-", "")
	return "locale " + locale, strings.Contains(plain, "utf8")
}
