package live

import (
	"sync"
	"time"
)

// A crowd is woken row by row, with a pause between rows: ten thousand followers at once would
// keep the processor, and the speaker's next key, waiting for as long as all of them take. A few
// are one row, and are woken at once.
const (
	rowSize  = 128
	rowPause = 6 * time.Millisecond
)

// followers is everyone who follows a hub.
type followers struct {
	mu     sync.Mutex
	round  uint64 // rises at each call
	rows   []*row // the first is for the halls of this machine, of which there are few
	at     int    // the row to go on from
	waking bool
}

// row is followers that are woken together.
type row struct {
	size  int
	round uint64        // that it has been woken for
	woken chan struct{} // closed when it is woken, and then replaced
}

func newRow() *row { return &row{woken: make(chan struct{})} }

func newFollowers() *followers { return &followers{rows: []*row{newRow()}} }

// join adds a follower to a row.
func (f *followers) join(hall bool) *row {
	f.mu.Lock()
	defer f.mu.Unlock()
	r := f.rows[0]
	if !hall {
		r = f.withRoom()
	}
	r.size++
	return r
}

// withRoom finds a row that is not full, or adds one.
func (f *followers) withRoom() *row {
	for _, r := range f.rows[1:] {
		if r.size < rowSize {
			return r
		}
	}
	r := newRow()
	f.rows = append(f.rows, r)
	return r
}

func (f *followers) leave(r *row) {
	f.mu.Lock()
	defer f.mu.Unlock()
	r.size--
}

// next returns a channel that is closed at the next call that reaches a row. Look for news before
// waiting for it.
func (f *followers) next(r *row) <-chan struct{} {
	f.mu.Lock()
	defer f.mu.Unlock()
	return r.woken
}

// call wakes everyone, without making the caller wait.
func (f *followers) call() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.round++
	f.rows[0].wake(f.round)
	if !f.waking {
		f.waking = true
		go f.wake()
	}
}

// wake wakes the next row that is behind, and comes back for the others. A call in the meantime
// goes on with the rows that have waited longest.
func (f *followers) wake() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if r := f.behind(); r != nil {
		r.wake(f.round)
	}
	if f.waking = f.behind() != nil; f.waking {
		time.AfterFunc(rowPause, f.wake)
	}
}

// behind finds the next row with anyone in it that has not been woken since the last call, nil for
// none.
func (f *followers) behind() *row {
	for range f.rows {
		if r := f.rows[f.at]; r.size > 0 && r.round != f.round {
			return r
		}
		f.at = (f.at + 1) % len(f.rows)
	}
	return nil
}

func (r *row) wake(round uint64) {
	r.round = round
	close(r.woken)
	r.woken = make(chan struct{})
}
