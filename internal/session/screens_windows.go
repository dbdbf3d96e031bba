package session

import (
	"runtime"
	"unsafe"

	"golang.org/x/sys/windows"
)

// monitorInfo is MONITORINFO of the Windows API.
type monitorInfo struct {
	size          uint32
	monitor, work windows.Rect
	flags         uint32
}

// isPrimary is MONITORINFOF_PRIMARY.
const isPrimary = 1

// perMonitor is DPI_AWARENESS_CONTEXT_PER_MONITOR_AWARE_V2: sizes in the pixels that there are.
const perMonitor = ^uintptr(3)

// secondScreen is the upper left corner, in pixels of the whole desktop, of a screen that is not the main one.
func secondScreen() (x, y int, ok bool) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	user := windows.NewLazySystemDLL("user32.dll")
	enum, info, aware := user.NewProc("EnumDisplayMonitors"), user.NewProc("GetMonitorInfoW"), user.NewProc("SetThreadDpiAwarenessContext")
	if enum.Find() != nil || info.Find() != nil {
		return 0, 0, false
	}
	if aware.Find() == nil {
		before, _, _ := aware.Call(perMonitor)
		defer func() { _, _, _ = aware.Call(before) }()
	}
	each := windows.NewCallback(func(monitor, _, _, _ uintptr) uintptr {
		m := monitorInfo{size: uint32(unsafe.Sizeof(monitorInfo{}))}
		told, _, _ := info.Call(monitor, uintptr(unsafe.Pointer(&m))) //nolint:gosec // The call takes an address.
		if told != 0 && m.flags&isPrimary == 0 && !ok {
			x, y, ok = int(m.monitor.Left), int(m.monitor.Top), true
		}
		return 1 // the next one
	})
	_, _, _ = enum.Call(0, 0, each, 0)
	return x, y, ok
}
