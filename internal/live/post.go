package live

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// keepReporting sends what the hall shows when it changes, and every second as a sign of life.
func (c *Client) keepReporting(ctx context.Context) {
	defer close(c.parted)
	beat := time.NewTicker(beatEvery)
	defer beat.Stop()
	for {
		select {
		case <-c.shown:
		case <-beat.C:
		case <-ctx.Done():
			return
		}
		c.mu.Lock()
		r := c.report
		c.mu.Unlock()
		if r.ID != "" {
			_ = c.post(ctx, pathShown, r) // The next one is a second away.
		}
		if r.Closed {
			return
		}
	}
}

// sendCommands sends commands one after the other. One that fails is not tried again. One that waited too long behind
// others is sent all the same: the presenter refuses it, and tells the speaker.
func (c *Client) sendCommands(ctx context.Context) {
	for {
		select {
		case cmd := <-c.commands:
			if err := c.sendCommand(ctx, cmd); err != nil && ctx.Err() == nil {
				c.change(func(s *State) { s.Trouble = err })
			}
		case <-ctx.Done():
			return
		}
	}
}

func (c *Client) sendCommand(ctx context.Context, cmd asked) error {
	c.mu.Lock()
	cmd.At = cmd.at.UnixMilli() + c.peer.offset
	c.mu.Unlock()
	return c.post(ctx, pathCommand, cmd.wireCommand)
}

// post sends a small JSON value over the link that is up.
func (c *Client) post(ctx context.Context, path string, value any) error {
	c.mu.Lock()
	to := c.peer
	c.mu.Unlock()
	if to.key == "" {
		return errNotConnected
	}
	ctx, cancel := context.WithTimeout(ctx, answerIn)
	defer cancel()
	text, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("tell presenter: %w", err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, to.url+to.signed(http.MethodPost, path, c.count.Add(1), text), bytes.NewReader(text))
	if err != nil {
		return fmt.Errorf("tell presenter: %w", err)
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := c.http.Do(req)
	if err != nil {
		return fmt.Errorf("tell presenter: %w", err)
	}
	_ = resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusNoContent:
		return nil
	case http.StatusConflict:
		return errLate
	}
	return fmt.Errorf("%w: %s", errRefused, resp.Status)
}
