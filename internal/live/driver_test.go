package live

import (
	"bufio"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"
)

// driver is a hall with the token, by hand.
type driver struct {
	*peer
	net.Conn // its event stream
	events   *events
	count    uint64
}

// drive opens an event stream on a connection to an address, and takes the proof.
func drive(t *testing.T, conn net.Conn, host, token, hall string) *driver {
	t.Helper()
	d := &driver{peer: newPeer(Endpoint{URL: "http://" + host, Token: token}, hall), Conn: conn}
	if status := d.ask(t, hall); status != http.StatusOK {
		t.Fatalf("a hall's stream is answered with %d", status)
	}
	e, err := d.events.next()
	if err == nil {
		err = d.prove(e)
	}
	if err != nil {
		t.Fatal(err)
	}
	go d.drain()
	return d
}

// drain keeps the stream open.
func (d *driver) drain() {
	for {
		if _, err := d.events.next(); err != nil {
			return
		}
	}
}

// ask asks for the event stream and gives the status of the answer.
func (d *driver) ask(t *testing.T, hall string) int {
	t.Helper()
	if _, err := fmt.Fprintf(d, "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n", d.peer.events(hall), d.host()); err != nil {
		t.Fatal(err)
	}
	answer, err := http.ReadResponse(bufio.NewReader(d), nil)
	if err != nil {
		t.Fatal(err)
	}
	d.events = newEvents(answer.Body)
	return answer.StatusCode
}

// next is the path of a request that has not been made before.
func (d *driver) next(method, path, body string) string {
	d.count++
	return d.signed(method, path, d.count, []byte(body))
}

// now is the server's time.
func (d *driver) now() int64 { return time.Now().UnixMilli() + d.offset }

// timed puts the server's time in the place of AT.
func (d *driver) timed(body string) string {
	return strings.ReplaceAll(body, "AT", strconv.FormatInt(d.now(), 10))
}

// driver is one on a wire.
func (w *wire) driver(t *testing.T, port int, hall string) *driver {
	t.Helper()
	host := fmt.Sprintf("127.0.0.1:%d", port)
	return drive(t, w.raw(t, port, ""), host, testToken, hall)
}
