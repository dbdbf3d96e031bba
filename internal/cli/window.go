package cli

import (
	"bufio"
	"cmp"
	"fmt"
)

const legacyHint = "this window can only show text: right-click its title, choose Properties, clear Use legacy console, " +
	"and start the program again"

// console is what is known of the window that the program runs in.
type console struct {
	outObeys, errObeys bool // escape sequences, on standard output and on standard error
	own                bool // it was opened for this program alone, and closes with it
}

// within takes a window that prints escape sequences, instead of obeying them, for what is no terminal. Windows calls
// it the legacy console.
func (a *app) within(c console) {
	a.legacy = a.outTTY && !c.outObeys
	a.outTTY, a.errTTY = a.outTTY && c.outObeys, a.errTTY && c.errObeys
}

// holdWindow keeps a window open that would close with the program, until what went wrong has been read:
// that of a program that was double-clicked on Windows, or onto which a deck was dropped. Without a screen
// the window holds all that there was to see.
func (a *app) holdWindow(code int, own bool) {
	if own && a.inTTY && (a.legacy || code != exitDone && code != exitInterrupted) {
		_, _ = fmt.Fprint(a.errs, "Press Enter to close this window. ")
		_, _ = bufio.NewReader(a.in).ReadString('\n')
	}
}

// oldConsole reports whether the window is the console that came before Windows Terminal, whose fonts
// lack most block elements. What else can be met on Windows says by a variable what it is, or stands behind a pseudo
// console: so does Windows Terminal where a double-click opens it, of which no variable tells.
func oldConsole(system string, getenv func(string) string, pseudo func() bool) bool {
	known := cmp.Or(getenv("WT_SESSION"), getenv("TERM_PROGRAM"), getenv("ConEmuANSI"), getenv("TERM"))
	return system == "windows" && known == "" && !pseudo()
}
