package cli

import "sync"

// longestRead is how many bytes a terminal takes at a time that takes all there is.
const longestRead = 1 << 16

// tap says how many bytes a terminal takes at a time.
type tap struct {
	mu   sync.Mutex
	more *sync.Cond
	most int // 0 for none
}

func newTap() *tap {
	t := &tap{most: longestRead}
	t.more = sync.NewCond(&t.mu)
	return t
}

func (t *tap) set(most int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.most = most
	t.more.Broadcast()
}

// next waits until the terminal takes something, and says how much.
func (t *tap) next() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	for t.most == 0 {
		t.more.Wait()
	}
	return t.most
}
