package session

import (
	"sync"
	"sync/atomic"
)

// newest works on the newest of what it is given, in the background, so that a slow disk or a large
// deck never holds up a key. Values that a newer one has overtaken may be left out.
type newest[T any] struct {
	next chan T
	done chan struct{}
	once sync.Once

	mu  sync.Mutex
	err error // of the last work
}

// inBackground starts to work; close ends it.
func inBackground[T any](work func(T) error) *newest[T] {
	n := &newest[T]{next: make(chan T, 1), done: make(chan struct{})}
	go func() {
		defer close(n.done)
		for t := range n.next {
			err := work(t)
			n.mu.Lock()
			n.err = err
			n.mu.Unlock()
		}
	}()
	return n
}

// put replaces what waits and never blocks. Only one goroutine may call it.
func (n *newest[T]) put(t T) {
	select {
	case <-n.next:
	default:
	}
	n.next <- t
}

// failed returns the error of the last work, nil when it succeeded.
func (n *newest[T]) failed() error {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.err
}

// close works on what waits and ends it.
func (n *newest[T]) close() {
	n.once.Do(func() { close(n.next) })
	<-n.done
}

// Mailbox hands messages to a program that may not run yet. While there is none they are dropped.
type Mailbox struct{ send atomic.Pointer[func(any)] }

// Open says where messages go from now on; nil drops them.
func (m *Mailbox) Open(send func(any)) { m.send.Store(&send) }

// Put hands over a message.
func (m *Mailbox) Put(message any) {
	if send := m.send.Load(); send != nil && *send != nil {
		(*send)(message)
	}
}
