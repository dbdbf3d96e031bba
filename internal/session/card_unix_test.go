//go:build unix

package session

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// fetch is the status and the text of a page; 0 where nobody serves it.
func fetch(t *testing.T, url string) (int, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, ""
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(text)
}

// The browser is given an address of this machine, under which the card is until it is closed.
func TestCard(t *testing.T) {
	dir := fake(t, "echo \"$1\" >>\"${0%/*}/urls\"\n", "xdg-open", "open")
	var c Card
	for range 2 {
		if err := c.Browse(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	urls, err := os.ReadFile(filepath.Join(dir, "urls"))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Fields(string(urls))
	if len(lines) != 2 || lines[0] != lines[1] || !strings.HasPrefix(lines[0], "http://127.0.0.1:") || !strings.HasSuffix(lines[0], "/card") {
		t.Fatalf("the browser is given %q", lines)
	}
	if status, page := fetch(t, lines[0]); status != 200 || !strings.Contains(page, "<title>Test card</title>") {
		t.Errorf("there is %d, %.80q", status, page)
	}
	if status, _ := fetch(t, strings.TrimSuffix(lines[0], "card")); status != 404 {
		t.Errorf("beside the card there is a page with status %d", status)
	}
	c.Close()
	if status, _ := fetch(t, lines[0]); status != 0 {
		t.Errorf("after it was closed there is %d", status)
	}
	c.Close()
	if err := c.Browse(t.Context()); err == nil {
		t.Error("after it was closed it is shown")
	}
}

// Where no browser opens, the address is said.
func TestCardWithoutABrowser(t *testing.T) {
	fake(t, "exit 3\n", "xdg-open", "open")
	var c Card
	defer c.Close()
	err := c.Browse(t.Context())
	if err == nil || !strings.Contains(err.Error(), "type this address into a browser on this computer:  http://127.0.0.1:") {
		t.Errorf("without a browser it says %v", err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Nanosecond)
	defer cancel()
	<-ctx.Done()
	var late Card
	if err := late.Browse(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("after it was cancelled it serves, or says %v", err)
	}
}
