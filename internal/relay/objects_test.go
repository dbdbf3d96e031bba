package relay

import (
	"context"
	"errors"
	"strconv"
	"testing"

	"github.com/nats-io/nats.go/jetstream"
)

// All objects are listed, and a list that is cut short leaves no goroutine behind: the package's tests fail of one.
func TestObjectsAreListed(t *testing.T) {
	t.Parallel()
	const objects = 100 // more than wait to be taken
	c := connect(t, at(startServer(t, nil)))
	store, err := c.js.CreateObjectStore(t.Context(), jetstream.ObjectStoreConfig{Bucket: bucket})
	if err != nil {
		t.Fatal(err)
	}
	lists := func(when string, want int) {
		t.Helper()
		if all, err := listObjects(t.Context(), store); err != nil || len(all) != want {
			t.Errorf("%s there are %d objects, %v", when, len(all), err)
		}
	}
	lists("at first", 0)
	for i := range objects {
		if _, err := store.PutString(t.Context(), "object "+strconv.Itoa(i), "a"); err != nil {
			t.Fatal(err)
		}
	}
	lists("in the end", objects)
	if err := store.Delete(t.Context(), "object 0"); err != nil {
		t.Fatal(err)
	}
	lists("without one", objects-1)
	ctx, cancel := context.WithCancel(t.Context())
	if all, err := listObjects(ctx, cutStore{store, cancel}); !errors.Is(err, context.Canceled) {
		t.Errorf("cut short %d objects are listed, %v", len(all), err)
	}
}

// cutStore is a store whose lists end before they are read.
type cutStore struct {
	jetstream.ObjectStore
	cut func()
}

// Watch implements jetstream.ObjectStore.
func (s cutStore) Watch(ctx context.Context, opts ...jetstream.WatchOpt) (jetstream.ObjectWatcher, error) {
	w, err := s.ObjectStore.Watch(ctx, opts...)
	if err != nil {
		return nil, err
	}
	for len(w.Updates()) < cap(w.Updates()) {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	s.cut()
	return w, nil
}
