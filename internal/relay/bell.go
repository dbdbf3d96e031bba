package relay

import (
	"context"
	"math/rand/v2"
	"time"
)

// bell wakes one goroutine. Rung twice before it is heard, it wakes once.
type bell chan struct{}

func newBell() bell { return make(bell, 1) }

// ring never blocks.
func (b bell) ring() {
	select {
	case b <- struct{}{}:
	default:
	}
}

// The bounds of the wait between two attempts.
const (
	firstWait = 200 * time.Millisecond
	lastWait  = 2 * time.Second
)

// backoff is the wait after a number of failed attempts, 100 ms to 2 s. Half of it is left to chance, so
// that thousands of sites do not all come back at the same moment.
func backoff(tries int) time.Duration {
	d := min(firstWait<<min(tries, 10), lastWait)
	return d/2 + chance(d/2)
}

// chance is a random wait of at most d.
func chance(d time.Duration) time.Duration {
	return rand.N(max(d, 1)) //nolint:gosec // a wait is no secret
}

// rest waits, and reports whether ctx still lasts.
func rest(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return ctx.Err() == nil
	case <-ctx.Done():
		return false
	}
}

// spread is the time over which a number of sites spread what all of them send.
func spread(sites int) time.Duration { return time.Duration(sites) * 2 * time.Millisecond }

// The times that both sides agree on.
const (
	beatEvery = time.Second     // between two states at most
	lostAfter = 2 * time.Second // without a state, after which a follower counts the presenter as lost
	partTime  = 500 * time.Millisecond
)

// signEvery is the time between two reports of a site at most.
func signEvery(sites int) time.Duration { return max(2*time.Second, spread(sites)) }
