package live

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// Pictures do not travel with the deck: all of them together may be larger than any hall has room for. A
// hall asks for each when it shows it, and the presenter reads it then.

// album is the pictures of a deck that is served.
type album struct {
	files func() map[string]*deck.File
	*shelf
}

func newAlbum(d deck.Public, from deck.Pictures) album {
	return album{sync.OnceValue(d.Files), &shelf{from: from}}
}

// shelf keeps the pictures that were sent last: a hundred classrooms ask for the same one at a time.
type shelf struct {
	from deck.Pictures
	mu   sync.Mutex
	kept []loaded // the oldest first
}

// keptPictures is how much of them is kept, in bytes: three of the largest.
const keptPictures = 3 * maxPicture

type loaded struct {
	id   string
	data []byte
}

var errNoPictures = errors.New("read picture: there is nowhere to read it from")

// picture is a picture that is sent piece by piece. Nobody who takes it slowly keeps it in memory: what has left the
// shelf by then is read again.
type picture struct {
	*shelf
	id string
	at int
}

// Read implements io.Reader.
func (p *picture) Read(into []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	data, err := p.load(p.id)
	if err != nil {
		return 0, err
	}
	if p.at >= len(data) {
		return 0, io.EOF
	}
	n := copy(into, data[p.at:])
	p.at += n
	return n, nil
}

// load reads a picture, or finds it read. It is called with the lock held.
func (s *shelf) load(id string) ([]byte, error) {
	if i := slices.IndexFunc(s.kept, func(l loaded) bool { return l.id == id }); i >= 0 {
		return s.kept[i].data, nil
	}
	if s.from == nil {
		return nil, errNoPictures
	}
	data, err := s.from.ReadPicture(id)
	if err != nil {
		return nil, fmt.Errorf("send picture: %w", err)
	}
	s.kept = append(s.kept, loaded{id, data})
	for s.bytes() > keptPictures {
		s.kept = slices.Delete(s.kept, 0, 1)
	}
	return data, nil
}

func (s *shelf) bytes() int {
	n := 0
	for _, l := range s.kept {
		n += len(l.data)
	}
	return n
}

// sendPicture sends a picture of the newest deck. Its header goes ahead: reading a memory stick may take
// longer than a hall waits for an answer.
func (s *Server) sendPicture(w http.ResponseWriter, r *http.Request, ch *channel) {
	e, _ := s.hub.look()
	if e == nil {
		http.Error(w, "no deck yet", http.StatusNotFound)
		return
	}
	f := e.files()[r.PathValue("id")]
	if f == nil {
		http.Error(w, "no such picture", http.StatusNotFound)
		return
	}
	if ch == nil && stored(w, r, f.ID) {
		return
	}
	w.Header().Set("Content-Type", "image/"+f.Kind)
	if newStream(w).send(nil) != nil {
		return
	}
	sum := sha256.New()
	from := &picture{shelf: e.shelf, id: f.ID}
	if _, err := io.CopyBuffer(io.MultiWriter(newStream(w), sum), from, make([]byte, pieceSize)); err != nil {
		panic(http.ErrAbortHandler) // The follower must not take a part for the whole picture.
	}
	s.sendTag(w, r, ch, sum.Sum(nil))
}

// maxPicture is the size of a picture's file at most.
const maxPicture = 20 << 20

// ReadPicture asks the presenter for a picture of its deck.
func (c *Client) ReadPicture(id string) ([]byte, error) {
	c.mu.Lock()
	from := c.peer
	c.mu.Unlock()
	count := c.count.Add(1)
	ctx, cancel := context.WithTimeout(context.Background(), deckIn)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, from.url+from.signed(http.MethodGet, pathPicture+id, count, nil), http.NoBody)
	if err != nil {
		return nil, fmt.Errorf("ask for picture: %w", err)
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, fmt.Errorf("ask for picture: %w", err)
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("ask for picture: %w: %s", errAnswer, resp.Status)
	}
	data, err := io.ReadAll(io.LimitReader(resp.Body, maxPicture+sumSize))
	if err != nil {
		return nil, fmt.Errorf("ask for picture: %w", err)
	}
	return from.checked(pathPicture+id, count, data)
}
