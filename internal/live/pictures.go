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

// keptPictures is how many are kept, of at most 20 MB.
const keptPictures = 3

type loaded struct {
	id   string
	data []byte
}

var errNoPictures = errors.New("read picture: there is nowhere to read it from")

// read reads a picture, or finds it read.
func (s *shelf) read(id string) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
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
	s.kept = slices.Clone(append(s.kept, loaded{id, data})[max(len(s.kept)+1-keptPictures, 0):])
	return data, nil
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
	data, err := e.read(f.ID)
	if err != nil {
		panic(http.ErrAbortHandler) // The follower must not take nothing for the whole picture.
	}
	_, _ = newStream(w).Write(data) // The sum that follows tells of what was lost.
	sum := sha256.Sum256(data)
	s.sendTag(w, r, ch, sum[:])
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
