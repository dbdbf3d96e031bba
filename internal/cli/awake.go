package cli

import (
	"sync/atomic"

	"github.com/westandtogether-assembly/assembly/internal/session"
)

// stayAwake keeps the computer awake while a screen is up on which the hall sees nothing but slides. Where
// that cannot be, it says so when the screen is left, unless the speaker has been told.
func (a *app) stayAwake() (leave func()) {
	var cannot atomic.Bool
	release := a.keepAwake(func() { cannot.Store(true) })
	return func() {
		release()
		if cannot.Load() && !a.toldOfSleep.Swap(true) {
			a.errorLine("assembly: ", session.CannotStayAwake)
		}
	}
}

// awakeTelling keeps the computer awake; where that cannot be, tell tells the speaker.
func (a *app) awakeTelling(tell func()) (release func()) {
	return a.keepAwake(func() {
		a.toldOfSleep.Store(true)
		tell()
	})
}
