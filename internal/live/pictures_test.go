package live

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// gallery is pictures that count their readings; one of them cannot be read.
type gallery struct {
	reads atomic.Int32
	size  int           // of each, in bytes
	slow  time.Duration // that the picture of that name takes
}

// ReadPicture implements deck.Pictures.
func (g *gallery) ReadPicture(id string) ([]byte, error) {
	g.reads.Add(1)
	switch id {
	case "slow":
		time.Sleep(g.slow)
	case "broken":
		return nil, errors.New("the memory stick is gone")
	}
	return bytes.Repeat([]byte(id), cmp.Or(g.size, 200_000)/len(id)), nil
}

// picturedDeck is a deck of a slide for each picture.
func picturedDeck(ids ...string) deck.Public {
	d := publicDeck("a", len(ids))
	for i, id := range ids {
		im := &deck.Image{File: &deck.File{ID: id, Kind: "png", W: 4, H: 3}}
		d.Slides[i].Blocks = []deck.Block{{Kind: deck.Quote, Blocks: []deck.Block{{Kind: deck.Picture, Image: im}}}}
	}
	return d
}

// Pictures are no part of the deck; each is sent when it is asked for, and read once for those who ask at
// about the same time. Nothing but the deck's pictures is.
func TestPicturesAreSentOneByOne(t *testing.T) {
	from, d := &gallery{}, picturedDeck("p1", "p2", "broken")
	p := newTalker("one", d)
	p.hub = NewHub()
	p.hub.Publish(SnapshotOf(p.state, "one", d.Hash, 0, time.Now()), d, NewShelf(from))
	s := listen(t, p, Config{})
	get := func(path, tag string) (int, http.Header, string) {
		return ask{method: "GET", path: path, header: map[string]string{"If-None-Match": tag}}.send(t, s.URL())
	}
	if _, _, text := get("/deck", ""); from.reads.Load() != 0 || len(text) > 10_000 {
		t.Errorf("the deck is %d bytes, and %d pictures were read for it", len(text), from.reads.Load())
	}
	for range 3 {
		code, h, text := get("/picture/p1", "")
		if code != http.StatusOK || h.Get("Content-Type") != "image/png" || len(text) != 200_000 || text[:4] != "p1p1" {
			t.Errorf("the picture is answered with %d, %v and %d bytes", code, h, len(text))
		}
	}
	if code, _, _ := get("/picture/p1", `"p1"`); code != http.StatusNotModified || from.reads.Load() != 1 {
		t.Errorf("a picture that is there is answered with %d; %d readings", code, from.reads.Load())
	}
	for _, path := range []string{"/picture/", "/picture/p3", "/picture/p1/x", "/picture/..%2fdeck.md"} {
		if code, _, _ := get(path, ""); code != http.StatusNotFound {
			t.Errorf("%s is answered with %d", path, code)
		}
	}
}

// A follower reads pictures from the presenter, and tells one that cannot be read from one that can.
func TestFollowerReadsPictures(t *testing.T) {
	from, d := &gallery{}, picturedDeck("p1", "broken")
	p := newTalker("one", d)
	p.hub = NewHub()
	p.hub.Publish(SnapshotOf(p.state, "one", d.Hash, 0, time.Now()), d, NewShelf(from))
	s := listen(t, p, Config{})
	c := Follow(t.Context(), endpoint(s.URL(), s.Token()))
	state := until(t, c, "the deck", at(0, 0))
	if data, err := state.Pictures.ReadPicture("p1"); err != nil || len(data) != 200_000 {
		t.Errorf("the picture is %d bytes and %v", len(data), err)
	}
	for _, id := range []string{"broken", "another"} {
		if data, err := state.Pictures.ReadPicture(id); err == nil {
			t.Errorf("%s is %d bytes", id, len(data))
		}
	}
}

// A picture is fetched once and held once, however many take it however slowly, and each gets the whole of it. Of those that
// nobody takes any more what is kept is bounded, and it is what was taken last.
func TestShelf(t *testing.T) {
	for _, c := range []struct{ size, pictures, kept int }{{maxPicture, 4, 3}, {8 << 20, 8, 7}, {1 << 20, 20, 20}} {
		from, last := &gallery{size: c.size}, strconv.Itoa(9+c.pictures)
		s := NewShelf(from)
		var files []io.ReadCloser
		for i := range 2 * c.pictures {
			f, err := s.OpenPicture(t.Context(), strconv.Itoa(10+i%c.pictures))
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, f)
		}
		for i, f := range files {
			data, err := io.ReadAll(f)
			if want := bytes.Repeat([]byte(strconv.Itoa(10+i%c.pictures)), c.size/2); err != nil || !bytes.Equal(data, want) {
				t.Errorf("picture %d is %d bytes and %v", 10+i%c.pictures, len(data), err)
			}
			if err := errors.Join(f.Close(), f.Close()); err != nil {
				t.Error(err)
			}
		}
		if int(from.reads.Load()) != c.pictures || len(s.idle) != c.kept || len(s.all) != c.kept || s.size != c.kept*c.size || s.idle[c.kept-1] != last {
			t.Errorf("of %d bytes each, %d are read and %v kept, of %d bytes in all", c.size, from.reads.Load(), s.idle, s.size)
		}
		if _, err := s.OpenPicture(t.Context(), last); err != nil || int(from.reads.Load()) != c.pictures || len(s.idle) != c.kept-1 {
			t.Errorf("what is kept is taken with %v, %d are read, and %v kept", err, from.reads.Load(), s.idle)
		}
	}
}

// Nobody waits for a picture that another asks for, and who has gone waits for none. One that cannot be fetched is not
// fetched for each who asks, and after a while again.
func TestShelfOfSlowPictures(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		from := &gallery{slow: time.Hour}
		s := NewShelf(from)
		gone, leave := context.WithTimeout(t.Context(), time.Second)
		defer leave()
		if _, err := s.OpenPicture(gone, "slow"); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("who has gone is told %v", err)
		}
		for range 10 {
			if _, err := s.OpenPicture(t.Context(), "broken"); err == nil {
				t.Error("what cannot be fetched is given")
			}
		}
		f, err := s.OpenPicture(t.Context(), "p1")
		if err != nil || f.Close() != nil || from.reads.Load() != 3 {
			t.Errorf("behind them, with %d readings, a picture is %v", from.reads.Load(), err)
		}
		time.Sleep(failedFor)
		synctest.Wait()
		if _, err := s.OpenPicture(t.Context(), "broken"); err == nil || from.reads.Load() != 4 {
			t.Errorf("after a while, with %d readings, the broken one is %v", from.reads.Load(), err)
		}
		time.Sleep(2 * time.Hour)
	})
}
