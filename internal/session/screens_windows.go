package session

import (
	"runtime"
	"sync"
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
	enum, aware := user.NewProc("EnumDisplayMonitors"), user.NewProc("SetThreadDpiAwarenessContext")
	if enum.Find() != nil || user.NewProc("GetMonitorInfoW").Find() != nil {
		return 0, 0, false
	}
	if aware.Find() == nil {
		before, _, _ := aware.Call(perMonitor)
		defer func() { _, _, _ = aware.Call(before) }()
	}
	var found windows.Rect
	_, _, _ = enum.Call(0, 0, eachScreen(), uintptr(unsafe.Pointer(&found))) //nolint:gosec // The call hands it on.
	return int(found.Left), int(found.Top), found != windows.Rect{}
}

// eachScreen is what Windows calls for each screen: it notes where the first is that is not the main one. Windows keeps
// such functions for ever, so there is one.
var eachScreen = sync.OnceValue(func() uintptr { //nolint:gochecknoglobals // A value that never changes.
	info := windows.NewLazySystemDLL("user32.dll").NewProc("GetMonitorInfoW")
	return windows.NewCallback(func(monitor, _, _ uintptr, found *windows.Rect) uintptr {
		m := monitorInfo{size: uint32(unsafe.Sizeof(monitorInfo{}))}
		told, _, _ := info.Call(monitor, uintptr(unsafe.Pointer(&m))) //nolint:gosec // The call takes an address.
		if told != 0 && m.flags&isPrimary == 0 && *found == (windows.Rect{}) {
			*found = m.monitor
		}
		return 1 // the next one
	})
})
