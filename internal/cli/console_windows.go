package cli

import (
	"os"

	"golang.org/x/sys/windows"
)

const utf8CodePage = 65001

// prepareConsole sets the console's output to UTF-8, has it obey escape sequences, and switches QuickEdit off: a
// click into the window would otherwise stop the program until a key is pressed. restore puts all three back.
func prepareConsole() (restore func()) {
	in := windows.Handle(os.Stdin.Fd())
	var mode uint32
	modeErr := windows.GetConsoleMode(in, &mode)
	if modeErr == nil {
		quiet := (mode &^ windows.ENABLE_QUICK_EDIT_MODE) | windows.ENABLE_EXTENDED_FLAGS
		_ = windows.SetConsoleMode(in, quiet)
	}
	page, pageErr := windows.GetConsoleOutputCP()
	if pageErr == nil {
		_ = windows.SetConsoleOutputCP(utf8CodePage)
	}
	out := windows.Handle(os.Stdout.Fd())
	var outMode uint32
	outErr := windows.GetConsoleMode(out, &outMode)
	if outErr == nil {
		_ = windows.SetConsoleMode(out, outMode|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING)
	}
	return func() {
		if outErr == nil {
			_ = windows.SetConsoleMode(out, outMode)
		}
		if modeErr == nil {
			_ = windows.SetConsoleMode(in, mode|windows.ENABLE_EXTENDED_FLAGS)
		}
		if pageErr == nil {
			_ = windows.SetConsoleOutputCP(page)
		}
	}
}

// notifyResize does nothing: a console tells of a new size among its input, from the start on.
func notifyResize(chan<- os.Signal) {}
