package relay

import (
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

// firstWait is a short wait before something is looked at again.
const firstWait = 200 * time.Millisecond

// chance is a random wait of at most d.
func chance(d time.Duration) time.Duration {
	return rand.N(max(d, 1)) //nolint:gosec // a wait is no secret
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
