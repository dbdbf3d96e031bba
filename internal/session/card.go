package session

import (
	"context"
	"fmt"
	"sync"

	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/web"
)

// Card shows the test card in the browsers of this machine. Its zero value is ready; nothing listens before Browse.
type Card struct {
	mu     sync.Mutex
	server *live.Server
	closed bool
}

// Browse opens the test card in the user's browser. The first time it begins to serve it, on 127.0.0.1 and any free
// port. Its error says what to do instead.
func (c *Card) Browse(ctx context.Context) error {
	url, err := c.serve(ctx)
	if err != nil {
		return err
	}
	if err := launch(browser(url), failsWithin); err != nil {
		return fmt.Errorf("%w: type this address into a browser on this computer:  %s", err, url)
	}
	return nil
}

// serve gives the card's address, where it is served from now on.
func (c *Card) serve(ctx context.Context) (url string, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed || ctx.Err() != nil {
		return "", fmt.Errorf("serve the test card: %w", context.Canceled)
	}
	if c.server == nil {
		if c.server, err = live.Listen(ctx, live.NewHub(), live.Config{Page: web.Card()}); err != nil {
			return "", fmt.Errorf("serve the test card: %w", err)
		}
	}
	return c.server.URL() + web.CardPath, nil
}

// Close ends what Browse began.
func (c *Card) Close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closed = true
	if c.server != nil {
		c.server.Close()
		c.server = nil
	}
}
