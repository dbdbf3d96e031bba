package live

import (
	"bytes"
	"context"
	"io"
	"slices"
	"sync"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// Shelf is an Album of pictures that come whole over a network. Each is fetched once and is in memory once, however many
// take it however slowly: a hundred classrooms ask for the same one at a time. NewShelf makes one, which may be used by
// several goroutines at once.
type Shelf struct {
	from  deck.Pictures
	going chan struct{} // has a value for each fetch that goes on

	mu   sync.Mutex
	all  map[string]*fetched // by their IDs
	idle []string            // those that nobody takes, the one that was taken last at the end
	size int                 // of those, in bytes
}

// fetched is a picture that is fetched, or has been.
type fetched struct {
	done   chan struct{} // closed when it is known what follows
	data   []byte
	err    error
	takers int
}

// The bounds of a shelf.
const (
	keptPictures = 3 * maxPicture  // bytes that are kept of pictures that nobody takes
	mostFetches  = 8               // at a time
	failedFor    = 5 * time.Second // after which a picture that could not be fetched may be asked for again
)

// NewShelf makes a shelf of pictures from somewhere.
func NewShelf(from deck.Pictures) *Shelf {
	return &Shelf{from: from, going: make(chan struct{}, mostFetches), all: map[string]*fetched{}}
}

// OpenPicture implements Album.
func (s *Shelf) OpenPicture(ctx context.Context, id string) (io.ReadCloser, error) {
	f := s.take(id)
	leave := sync.OnceFunc(func() { s.leave(id, f) })
	select {
	case <-f.done:
	case <-ctx.Done():
		leave()
		return nil, ctx.Err()
	}
	if f.err != nil {
		leave()
		return nil, f.err
	}
	return &borrowed{bytes.NewReader(f.data), leave}, nil
}

// borrowed is a picture that somebody takes.
type borrowed struct {
	io.Reader
	leave func()
}

// Close implements io.Closer.
func (b *borrowed) Close() error {
	b.leave()
	return nil
}

func (s *Shelf) take(id string) *fetched {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.all[id]
	if f == nil {
		f = &fetched{done: make(chan struct{})}
		s.all[id] = f
		go s.fetch(id, f)
	}
	if i := slices.Index(s.idle, id); i >= 0 {
		s.idle, s.size = slices.Delete(s.idle, i, i+1), s.size-len(f.data)
	}
	f.takers++
	return f
}

func (s *Shelf) leave(id string, f *fetched) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f.takers--
	s.rest(id, f)
}

func (s *Shelf) fetch(id string, f *fetched) {
	s.going <- struct{}{}
	data, err := s.from.ReadPicture(id)
	<-s.going
	s.mu.Lock()
	defer s.mu.Unlock()
	f.data, f.err = data, err
	close(f.done)
	s.rest(id, f)
	if err != nil {
		time.AfterFunc(failedFor, func() { s.forget(id) })
	}
}

// rest keeps a picture that nobody takes any more, in place of those that were taken before it. It is called with the lock
// held.
func (s *Shelf) rest(id string, f *fetched) {
	select {
	case <-f.done:
	default:
		return
	}
	if f.takers > 0 || f.err != nil {
		return
	}
	s.idle, s.size = append(s.idle, id), s.size+len(f.data)
	for s.size > keptPictures {
		s.size -= len(s.all[s.idle[0]].data)
		delete(s.all, s.idle[0])
		s.idle = slices.Delete(s.idle, 0, 1)
	}
}

// forget has a picture that could not be fetched be asked for again.
func (s *Shelf) forget(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.all, id)
}
