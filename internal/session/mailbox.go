package session

import (
	"sync"
	"time"
)

// newest works on the newest of what it is given, in the background, so that a slow disk or a large
// deck never holds up a key. Values that a newer one has overtaken may be left out. Where the work fails it is
// tried again: what holds a file, or fills a disk, may be gone by then.
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
	go n.follow(work)
	return n
}

// againAfter is how long after work has failed it is tried again.
const againAfter = 5 * time.Second

func (n *newest[T]) follow(work func(T) error) {
	defer close(n.done)
	again := time.NewTimer(againAfter)
	again.Stop()
	defer again.Stop()
	var t T
	for {
		select {
		case next, ok := <-n.next:
			if !ok {
				n.last(work, t)
				return
			}
			t = next
		case <-again.C:
		}
		if n.tell(work(t)) != nil {
			again.Reset(againAfter)
		} else {
			again.Stop()
		}
	}
}

// last works once more on what has failed, at the end: what was in the way may be gone.
func (n *newest[T]) last(work func(T) error, t T) {
	if n.failed() != nil {
		_ = n.tell(work(t))
	}
}

// tell remembers the error of the last work, and returns it.
func (n *newest[T]) tell(err error) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.err = err
	return err
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

// Mailbox hands messages to a program that may not run yet, or may be slow to take them: in order, in the
// background, and as many as it has room for. What finds no program, or no room, is dropped.
type Mailbox struct {
	mu    sync.Mutex
	send  func(any) // nil while there is no program
	queue chan any  // what waits for it
}

// mailboxSize is how many messages may wait for a program whose terminal takes nothing.
const mailboxSize = 64

// Open says where messages go from now on; nil drops them, and those that wait.
func (m *Mailbox) Open(send func(any)) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.queue != nil {
		close(m.queue)
		m.queue = nil
	}
	if m.send = send; send == nil {
		return
	}
	queue := make(chan any, mailboxSize)
	m.queue = queue
	go func() {
		for message := range queue {
			send(message)
		}
	}()
}

// Put hands over a message. It never blocks.
func (m *Mailbox) Put(message any) {
	m.mu.Lock()
	defer m.mu.Unlock()
	select {
	case m.queue <- message:
	default:
	}
}

// Hand hands over a message that takes no room from others, and waits until it has been taken.
func (m *Mailbox) Hand(message any) {
	m.mu.Lock()
	send := m.send
	m.mu.Unlock()
	if send != nil {
		send(message)
	}
}
