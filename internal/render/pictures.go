package render

import (
	"image"
	"sync"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// Pictures keeps the pictures of decks, reduced to what a screen can show, and fitted to the cells that they
// were drawn in. The versions of an edited deck share one. It may be used by several goroutines at once.
type Pictures struct {
	decoding sync.Mutex // One at a time: a large one takes 160 MB until it is reduced.

	mu         sync.Mutex
	kept       map[pictureKey]*keptPicture
	size, most int    // bytes, and how many at most
	clock      uint64 // counts what is asked for
	changes    uint64 // counts what has become ready, or has failed
	tries      uint64 // counts how often what failed was given another try
}

// pictureKey is a picture in so many cells, or of none, as it is kept for fitting.
type pictureKey struct {
	id         string
	cols, rows int
}

type keptPicture struct {
	image image.Image // nil for a picture that cannot be shown
	size  int
	used  uint64
}

// mostPictures bounds the memory of pictures in bytes.
const mostPictures = 64 << 20

// NewPictures makes an empty store.
func NewPictures() *Pictures {
	return &Pictures{kept: map[pictureKey]*keptPicture{}, most: mostPictures}
}

// Retry forgets what could not be read: a link, or a memory stick, may be back.
func (s *Pictures) Retry() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.changes++
	s.tries++
	for k, p := range s.kept {
		if p.image == nil {
			delete(s.kept, k)
		}
	}
}

// changed counts what has become ready or failed so far, and how often that was forgotten.
func (s *Pictures) changed() (changes, tries uint64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.changes, s.tries
}

// failed reports whether a picture is known not to be shown.
func (s *Pictures) failed(f *deck.File) bool {
	im, known := s.find(pictureKey{id: f.ID})
	return known && im == nil
}

// ready is a picture fitted to cells, nil when it is not there yet.
func (s *Pictures) ready(_ deck.Pictures, f *deck.File, cols, rows int) image.Image {
	im, _ := s.find(pictureKey{f.ID, cols, rows})
	return im
}

// fitted is a picture fitted to cells, nil when it cannot be shown. It takes as long as that takes.
func (s *Pictures) fitted(from deck.Pictures, f *deck.File, cols, rows int) image.Image {
	k := pictureKey{f.ID, cols, rows}
	if im, ok := s.find(k); ok {
		return im
	}
	whole := s.decoded(from, f)
	if whole == nil {
		return nil
	}
	im := bigtype.Scaled(whole, cols, rows)
	s.keep(k, im, len(im.Pix))
	return im
}

// decoded is a picture as it is kept, decoded once however many ask for it.
func (s *Pictures) decoded(from deck.Pictures, f *deck.File) image.Image {
	s.decoding.Lock()
	defer s.decoding.Unlock()
	k := pictureKey{id: f.ID}
	if im, ok := s.find(k); ok {
		return im
	}
	data, err := from.ReadPicture(f.ID)
	if err != nil {
		s.keep(k, nil, 0)
		return nil
	}
	im, err := Decode(data, keptPixels)
	if err != nil {
		s.keep(k, nil, 0)
		return nil
	}
	size := im.Bounds().Size()
	s.keep(k, im, 4*size.X*size.Y)
	return im
}

func (s *Pictures) find(k pictureKey) (im image.Image, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p, ok := s.kept[k]
	if !ok {
		return nil, false
	}
	s.clock++
	p.used = s.clock
	return p.image, true
}

// keep keeps a picture, and lets those go that were not asked for the longest.
func (s *Pictures) keep(k pictureKey, im image.Image, size int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.clock++
	s.changes++
	if old := s.kept[k]; old != nil {
		s.size -= old.size
	}
	s.kept[k] = &keptPicture{im, size, s.clock}
	for s.size += size; s.size > s.most; {
		oldest, ok := s.oldest(k)
		if !ok {
			return
		}
		s.size -= s.kept[oldest].size
		delete(s.kept, oldest)
	}
}

// oldest is what was asked for the longest ago, but for one.
func (s *Pictures) oldest(but pictureKey) (out pictureKey, ok bool) {
	var least uint64
	for k, p := range s.kept {
		if k != but && p.size > 0 && (!ok || p.used < least) {
			out, least, ok = k, p.used, true
		}
	}
	return out, ok
}

// keptPixels is the longest side of a decoded picture that is kept, more than any terminal shows.
const keptPixels = 800
