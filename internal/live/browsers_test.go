package live

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"
)

var errEnough = errors.New("enough")

// browse follows as a browser does: the page, the event stream on the same connection, and the deck when the
// first state has come. took is called with each state's Elapsed, first when the deck is there too, until it
// gives an error.
func browse(ctx context.Context, address string, took func(elapsed int64) error) error {
	conn, answer, err := fetchOn(ctx, nil, address, "/")
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		return fmt.Errorf("read the page: %w", err)
	}
	if _, answer, err = fetchOn(ctx, conn, address, pathEvents); err != nil {
		return err
	}
	lines := bufio.NewReaderSize(answer.Body, 1024)
	for has := false; ; has = true {
		elapsed, err := nextElapsed(lines)
		if err != nil {
			return err
		}
		if !has {
			if err := fetchDeck(ctx, address); err != nil {
				return err
			}
		}
		if err := took(elapsed); err != nil {
			return err
		}
	}
}

// nextElapsed reads on to the next state.
func nextElapsed(lines *bufio.Reader) (int64, error) {
	for {
		line, err := lines.ReadSlice('\n')
		if err != nil {
			return 0, fmt.Errorf("read events: %w", err)
		}
		if _, after, ok := bytes.Cut(line, []byte(`"elapsed":`)); ok {
			number, _, _ := strings.Cut(string(after), ",")
			return strconv.ParseInt(number, 10, 64)
		}
	}
}

func fetchDeck(ctx context.Context, address string) error {
	conn, answer, err := fetchOn(ctx, nil, address, pathDeck)
	if err != nil {
		return err
	}
	defer conn.Close()
	if !answer.Close {
		return fmt.Errorf("the connection of the deck stays open")
	}
	if _, err = io.Copy(io.Discard, answer.Body); err != nil {
		return fmt.Errorf("read the deck: %w", err)
	}
	return nil
}

// fetchOn sends a request on a connection, or on a new one, and reads the answer up to its body.
func fetchOn(ctx context.Context, conn net.Conn, address, path string) (net.Conn, *http.Response, error) {
	if conn == nil {
		var d net.Dialer
		var err error
		if conn, err = d.DialContext(ctx, "tcp", address); err != nil {
			return nil, nil, err
		}
	}
	fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n", path, address)
	answer, err := http.ReadResponse(bufio.NewReaderSize(conn, 1024), nil)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s is answered with %s", path, answer.Status)
	}
	return conn, answer, err
}

// pageSize is about that of the page, in bytes, as it is sent to a browser.
const pageSize = 180 << 10

// BenchmarkBrowsers has two thousand browsers behind one address begin at the same moment and then follow twenty
// changes. It reports, in milliseconds, how long it takes until all of them follow, and the times from publishing
// a change to a browser's having it; and the server's memory for each browser. Each change waits for all.
func BenchmarkBrowsers(b *testing.B) {
	const n, changes = 2000, 20
	if err := raiseFiles(3*n + 200); err != nil {
		b.Skipf("%d browsers need as many open files, and here that cannot be: %v", n, err)
	}
	page := bytes.Repeat([]byte("a page "), pageSize/7)
	for b.Loop() {
		hub := NewHub()
		server := New(hub, Config{Page: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(page) })})
		if err := server.Open(b.Context(), Network{Address: "127.0.0.1:0", Follow: true}); err != nil {
			b.Fatal(err)
		}
		deck := publicDeck("a", 10)
		hub.Publish(Snapshot{Session: "one"}, deck, nil)
		before, start := memory(), time.Now()
		c := startCrowd(b, "browsers", server.Reach().Addresses[0].Host, n)
		c.wait(b)
		b.ReportMetric(ms(time.Since(start)), "ms-until-all-follow")
		if here := server.Reach().Followers; here != n {
			b.Errorf("%d follow", here)
		}
		b.ReportMetric(float64(memory()-before)/float64(n)/1024, "KiB/browser")
		for seq := range uint64(changes) {
			hub.Publish(Snapshot{Session: "one", Seq: seq + 1, Elapsed: time.Now().UnixMicro()}, deck, nil)
			c.wait(b)
		}
		half, most := c.end(b)
		b.ReportMetric(half, "ms-p50")
		b.ReportMetric(most, "ms-p99")
		server.Close()
	}
	b.ReportMetric(0, "ns/op")
}
