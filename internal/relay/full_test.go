package relay

import (
	"bytes"
	"strings"
	"testing"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// smallStore is an object store of so many bytes, and how it is enlarged.
func smallStore(t *testing.T, s *server.Server, size int64) (store jetstream.ObjectStore, enlarge func()) {
	t.Helper()
	js := connect(t, at(s)).js
	cfg := jetstream.ObjectStoreConfig{Bucket: bucket, MaxBytes: size}
	store, err := js.CreateObjectStore(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	return store, func() {
		cfg.MaxBytes = objectsSize
		if _, err := js.UpdateObjectStore(t.Context(), cfg); err != nil {
			t.Fatal(err)
		}
	}
}

func full(s live.Sites) bool {
	return strings.Contains(s.Trouble, "is full: ask whoever runs it for more room")
}

// keeps waits for the trouble, in which all sites keep the deck that they have.
func (c *chronicle) keeps(p *speaker, title string) {
	c.t.Helper()
	p.sites("the trouble", full)
	for _, l := range c.sites {
		if got := l.now(); got.Deck == nil || got.Deck.Title != title || got.Status != live.Connected {
			c.t.Errorf("while the store is full %s has %+v", l.site, got)
		}
	}
}

func TestDeckIsLargerThanTheStore(t *testing.T) {
	t.Parallel()
	s := startServer(t, nil)
	_, enlarge := smallStore(t, s, 64<<10)
	p := speak(t, PresentConfig{Server: at(s)}, testDeck("a", 5))
	c := record(t, p)
	c.follow(at(s), "one")
	c.follow(at(s), "two")
	c.right(p)
	large := testDeck("b", 5)
	large.Slides[1].Title = textOf(noise(200 << 10))
	c.edit(p, large)
	c.do(p, talk.GoTo, 3)
	c.keeps(p, "a")
	enlarge()
	c.right(p)
	p.sites("the trouble's end", func(s live.Sites) bool { return s.Trouble == "" && s.Sites == 2 })
}

// Another room's slides fill the store, until they are removed.
func TestStoreIsEmptied(t *testing.T) {
	t.Parallel()
	s := startServer(t, nil)
	store, _ := smallStore(t, s, 96<<10)
	if _, err := store.PutBytes(t.Context(), "elm/deck/x", noise(60<<10)); err != nil {
		t.Fatal(err)
	}
	p := speak(t, PresentConfig{Server: at(s)}, testDeck("a", 5))
	c := record(t, p)
	c.follow(at(s), "one")
	c.right(p)
	large := testDeck("b", 5)
	large.Slides[1].Title = textOf(noise(60 << 10))
	c.edit(p, large)
	c.keeps(p, "a")
	if err := store.Delete(t.Context(), "elm/deck/x"); err != nil {
		t.Fatal(err)
	}
	c.right(p)
	p.sites("the trouble's end", func(s live.Sites) bool { return s.Trouble == "" })
}

func TestPictureDoesNotFit(t *testing.T) {
	t.Parallel()
	s := startServer(t, nil)
	_, enlarge := smallStore(t, s, 64<<10)
	p := speak(t, PresentConfig{Server: at(s)}, testDeck("a", 5))
	c := record(t, p)
	l := c.follow(at(s), "one")
	c.right(p)
	d, pictures := pictured("b", 5, 100<<10)
	p.pictures = pictures
	c.edit(p, d)
	c.right(p) // The slides go on without it.
	c.keeps(p, "b")
	enlarge()
	if got, err := l.ReadPicture("picture-of-b"); err != nil || !bytes.Equal(got, pictures["picture-of-b"]) {
		t.Errorf("the picture has %d bytes, %v", len(got), err)
	}
	p.sites("the trouble's end", func(s live.Sites) bool { return s.Trouble == "" })
}

// What an interrupted upload has left behind is removed, and nothing else.
func TestAbandonedChunksAreSwept(t *testing.T) {
	t.Parallel()
	s := startServer(t, nil)
	store, _ := smallStore(t, s, 64<<10)
	if _, err := store.PutBytes(t.Context(), "elm/deck/x", noise(20<<10)); err != nil {
		t.Fatal(err)
	}
	c := connect(t, at(s))
	for range 2 {
		if _, err := c.js.Publish(t.Context(), chunksOf("gone"), noise(15<<10)); err != nil {
			t.Fatal(err)
		}
	}
	size := func() uint64 {
		stream, err := c.js.Stream(t.Context(), "OBJ_"+bucket)
		if err != nil {
			t.Fatal(err)
		}
		return stream.CachedInfo().State.Bytes
	}
	before := size()
	if sweep(t.Context(), c, abandonedAfter); size() != before {
		t.Error("chunks of this moment are swept")
	}
	if sweep(t.Context(), c, 0); size() > before-30<<10 {
		t.Errorf("of %d bytes %d are left", before, size())
	}
	if got, err := store.GetBytes(t.Context(), "elm/deck/x"); err != nil || !bytes.Equal(got, noise(20<<10)) {
		t.Errorf("the other object has %d bytes, %v", len(got), err)
	}
}
