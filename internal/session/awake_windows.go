package session

import (
	"runtime"
	"sync"

	"golang.org/x/sys/windows"
)

// The states of SetThreadExecutionState.
const (
	esContinuous      = 0x80000000
	esSystemRequired  = 0x00000001
	esDisplayRequired = 0x00000002
)

// KeepAwake keeps this computer and its screen from going to sleep until it is released, or the program
// ends. It returns at once. Where there is no way, cannot is called once, on another goroutine.
func KeepAwake(cannot func()) (release func()) {
	state := windows.NewLazySystemDLL("kernel32.dll").NewProc("SetThreadExecutionState")
	over := make(chan struct{})
	go func() {
		runtime.LockOSThread() // The state is that of a thread. It ends with it.
		if state.Find() != nil {
			cannot()
			return
		}
		if before, _, _ := state.Call(esContinuous | esSystemRequired | esDisplayRequired); before == 0 {
			cannot()
			return
		}
		<-over
		_, _, _ = state.Call(esContinuous)
	}()
	return sync.OnceFunc(func() { close(over) })
}

// AwakeBy names what can keep this computer awake.
func AwakeBy() []string { return []string{"Windows itself"} }
