package cli

import (
	"os"
	"slices"
	"unsafe"

	"golang.org/x/sys/windows"
)

const utf8CodePage = 65001

// prepareConsole sets the console's output to UTF-8, has it obey escape sequences, and switches QuickEdit off: a
// click into the window would otherwise stop the program until a key is pressed. restore puts all three back. What it
// says is true of a stream that is no console, too: only what is a terminal is asked about.
func prepareConsole() (c console, restore func()) {
	undo := []func(){
		setMode(os.Stdin, func(mode uint32) uint32 {
			return (mode &^ windows.ENABLE_QUICK_EDIT_MODE) | windows.ENABLE_EXTENDED_FLAGS
		}, windows.ENABLE_EXTENDED_FLAGS),
		setOutputPage(),
	}
	obey := func(stream *os.File) bool {
		back := setMode(stream, func(mode uint32) uint32 { return mode | windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING }, 0)
		undo = append(undo, back)
		return back != nil
	}
	c = console{outObeys: obey(os.Stdout), errObeys: obey(os.Stderr), own: onlyProcess()}
	return c, func() {
		// Both outputs are the same window: what was set last is undone first.
		for _, f := range slices.Backward(undo) {
			if f != nil {
				f()
			}
		}
	}
}

// setMode changes the mode of a console. back sets the one before, with what else that needs; it is nil where the
// console refuses, or the stream is none.
func setMode(stream *os.File, change func(uint32) uint32, with uint32) (back func()) {
	h := windows.Handle(stream.Fd())
	var mode uint32
	if windows.GetConsoleMode(h, &mode) != nil || windows.SetConsoleMode(h, change(mode)) != nil {
		return nil
	}
	return func() { _ = windows.SetConsoleMode(h, mode|with) }
}

// setOutputPage has the console take its output for UTF-8.
func setOutputPage() (back func()) {
	page, err := windows.GetConsoleOutputCP()
	if err != nil || windows.SetConsoleOutputCP(utf8CodePage) != nil {
		return nil
	}
	return func() { _ = windows.SetConsoleOutputCP(page) }
}

// onlyProcess reports whether this program is alone in its console: it was started by a double-click, from a shortcut
// or with a deck dropped onto it, and the window closes when it ends.
func onlyProcess() bool {
	list := windows.NewLazySystemDLL("kernel32.dll").NewProc("GetConsoleProcessList")
	if list.Find() != nil {
		return false
	}
	var ids [2]uint32
	n, _, _ := list.Call(uintptr(unsafe.Pointer(&ids[0])), uintptr(len(ids))) //nolint:gosec // The call takes an address.
	return n == 1
}

// notifyResize does nothing: a console tells of a new size among its input, from the start on.
func notifyResize(chan<- os.Signal) {}

// notifyStacks and raise do nothing: Windows has no signal at which Go prints where its goroutines are.
func notifyStacks(chan<- os.Signal) {}

func raise(os.Signal) {}

// pseudoConsole reports whether another program than Windows' own console shows the window: it then has a hidden window of
// a class of its own.
func pseudoConsole() bool {
	own, class := windows.NewLazySystemDLL("kernel32.dll").NewProc("GetConsoleWindow"), [64]uint16{}
	if own.Find() != nil {
		return false
	}
	h, _, _ := own.Call()
	n, err := windows.GetClassName(windows.HWND(h), &class[0], int32(len(class)))
	return err == nil && windows.UTF16ToString(class[:n]) == "PseudoConsoleWindow"
}
