package session

import (
	"sync"
	"time"
)

// calmed gives a function that has f called soon after each call, in the background, and not again before a
// while has gone: what happens a thousand times a second is told a few times. stop ends it.
func calmed(every time.Duration, f func()) (call, stop func()) {
	rung, done := make(chan struct{}, 1), make(chan struct{})
	go func() {
		pause := time.NewTimer(0)
		defer pause.Stop()
		for {
			select {
			case <-rung:
			case <-done:
				return
			}
			f()
			pause.Reset(every)
			select {
			case <-pause.C:
			case <-done:
				return
			}
		}
	}()
	call = func() {
		select {
		case rung <- struct{}{}:
		default: // It is told already.
		}
	}
	return call, sync.OnceFunc(func() { close(done) })
}
