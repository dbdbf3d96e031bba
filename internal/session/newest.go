package session

import "sync"

// saver saves the newest of what it is given in the background, so that a slow disk never holds up a
// key. Values that a newer one has overtaken may be left out.
type saver[T any] struct {
	save func(T) error
	next chan T
	done chan struct{}
	once sync.Once

	mu  sync.Mutex
	err error // of the last write
}

// newSaver starts a saver; close ends it.
func newSaver[T any](save func(T) error) *saver[T] {
	v := &saver[T]{save: save, next: make(chan T, 1), done: make(chan struct{})}
	go v.run()
	return v
}

func (v *saver[T]) run() {
	defer close(v.done)
	for t := range v.next {
		err := v.save(t)
		v.mu.Lock()
		v.err = err
		v.mu.Unlock()
	}
}

// put replaces what waits to be saved and never blocks. Only one goroutine may call it.
func (v *saver[T]) put(t T) {
	select {
	case <-v.next:
	default:
	}
	v.next <- t
}

// failed returns the error of the last write, nil when it succeeded.
func (v *saver[T]) failed() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.err
}

// close saves what waits and ends the saver.
func (v *saver[T]) close() {
	v.once.Do(func() { close(v.next) })
	<-v.done
}
