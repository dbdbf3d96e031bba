package live

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// Pictures do not travel with the deck: all of them together may be larger than any hall has room for. A
// hall asks for each when it shows it, and it is read then, piece by piece: nobody who takes one slowly keeps it in memory.

// Album is the files of a deck's pictures, as they are sent.
type Album interface {
	// OpenPicture opens a file by its ID, until ctx is done at the latest. It may take long. Whoever opens one closes it.
	OpenPicture(ctx context.Context, id string) (io.ReadCloser, error)
}

// album is the pictures of a deck that is served.
type album struct {
	files func() map[string]*deck.File
	from  Album // nil for nowhere
}

func newAlbum(d deck.Public, from Album) album { return album{sync.OnceValue(d.Files), from} }

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
	if newStream(w).send(nil) != nil || r.Method == http.MethodHead {
		return
	}
	out, sum := io.Writer(newStream(w)), sha256.New()
	if ch != nil {
		out = io.MultiWriter(out, sum)
	}
	if e.send(r.Context(), out, f.ID) != nil {
		panic(http.ErrAbortHandler) // The follower must not take a part for the whole picture.
	}
	s.sendTag(w, r, ch, sum.Sum(nil))
}

var errNoPictures = errors.New("send picture: there is nowhere to read it from")

// send writes a picture piece by piece.
func (a album) send(ctx context.Context, w io.Writer, id string) error {
	if a.from == nil {
		return errNoPictures
	}
	file, err := a.from.OpenPicture(ctx, id)
	if err != nil {
		return fmt.Errorf("send picture: %w", err)
	}
	defer func() { _ = file.Close() }()
	if _, err := io.CopyBuffer(w, file, make([]byte, pieceSize)); err != nil {
		return fmt.Errorf("send picture: %w", err)
	}
	return nil
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
