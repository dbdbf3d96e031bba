package relay

import (
	"fmt"
	"sync"
	"time"
)

// readiness is whether something has come about, or cannot.
type readiness struct {
	mu      sync.Mutex
	settled bool
	err     error         // what has settled it, or what has kept it from being settled
	news    chan struct{} // closed when it is settled
}

func newReadiness() *readiness { return &readiness{news: make(chan struct{})} }

// note takes what does not work. An error that is final settles it for as long as nothing better comes.
func (r *readiness) note(err error) {
	if err == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.settled && r.err == nil {
		return
	}
	r.err = err
	if final(err) {
		r.settle()
	}
}

// done settles it well.
func (r *readiness) done() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.err = nil
	r.settle()
}

// settle is called with the lock held.
func (r *readiness) settle() {
	if !r.settled {
		r.settled = true
		close(r.news)
	}
}

// wait waits until it is settled or a while has gone, and returns why it is not well.
func (r *readiness) wait(within time.Duration) error {
	t := time.NewTimer(within)
	defer t.Stop()
	select {
	case <-r.news:
	case <-t.C:
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case r.settled:
		return r.err
	case r.err != nil:
		return fmt.Errorf("%w: %w", ErrStillTrying, r.err)
	}
	return ErrStillTrying
}
