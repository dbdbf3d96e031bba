package live

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"net/http"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// gallery is pictures that count their readings; one of them cannot be read.
type gallery struct {
	reads atomic.Int32
	size  int // of each, in bytes
}

// ReadPicture implements deck.Pictures.
func (g *gallery) ReadPicture(id string) ([]byte, error) {
	g.reads.Add(1)
	if id == "broken" {
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
	p.hub.Publish(SnapshotOf(p.state, "one", d.Hash, 0, time.Now()), d, from)
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
	p.hub.Publish(SnapshotOf(p.state, "one", d.Hash, 0, time.Now()), d, from)
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

// What is kept to be sent again is bounded, however many followers take however many pictures however slowly, and each
// gets the whole of its own. It is the newest that are kept.
func TestShelfIsBounded(t *testing.T) {
	for _, c := range []struct{ size, kept int }{{maxPicture, 3}, {8 << 20, 7}, {1 << 20, 20}} {
		from := &gallery{size: c.size}
		s := &shelf{from: from}
		readers := make([]*picture, 20)
		for i := range readers {
			readers[i] = &picture{shelf: s, id: strconv.Itoa(10 + i)}
			if _, err := readers[i].Read(make([]byte, pieceSize)); err != nil {
				t.Fatal(err)
			}
		}
		if len(s.kept) != c.kept || s.kept[c.kept-1].id != "29" {
			t.Errorf("%d pictures are kept, of %d bytes each", len(s.kept), c.size)
		}
		for _, r := range readers {
			rest, err := io.ReadAll(r)
			if want := bytes.Repeat([]byte(r.id), (c.size-pieceSize)/2); err != nil || !bytes.Equal(rest, want) {
				t.Errorf("the rest of picture %s is %d bytes and %v", r.id, len(rest), err)
			}
		}
	}
}
