package relay

import (
	"bytes"
	"context"
	"strconv"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// All objects are listed, and fetched whole. What is cut short, at whatever moment, leaves no goroutine behind: the package's
// tests fail of one.
func TestObjects(t *testing.T) {
	t.Parallel()
	const objects = 100 // more than wait to be taken
	c := connect(t, at(startServer(t, nil)))
	store, err := c.js.CreateObjectStore(t.Context(), jetstream.ObjectStoreConfig{Bucket: bucket})
	if err != nil {
		t.Fatal(err)
	}
	lists := func(when string, want int) {
		t.Helper()
		if all, err := listObjects(t.Context(), c); err != nil || len(all) != want {
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
	picture := noise(1 << 20)
	if _, err := store.PutBytes(t.Context(), "picture", picture); err != nil {
		t.Fatal(err)
	}
	if got, err := readObject(t.Context(), c, "picture", maxPicture); err != nil || !bytes.Equal(got, picture) {
		t.Errorf("the picture has %d bytes, %v", len(got), err)
	}
	for after := time.Duration(0); after < 4*time.Millisecond; after += 50 * time.Microsecond {
		ctx, cancel := context.WithTimeout(t.Context(), after)
		_, _ = listObjects(ctx, c)
		_, _ = readObject(ctx, c, "picture", maxPicture)
		cancel()
	}
}
