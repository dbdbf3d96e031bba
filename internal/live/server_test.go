package live

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// reported is a report that a hall of a talker's first slide sends.
const reported = `{"id":"h1","kind":"browser","session":"one","deck":"hash-of-a","seq":0,"slide":0,"step":0,` +
	`"cover":"uncovered","w":80,"h":24}`

// ask is a request for tests.
type ask struct {
	method, path, body string
	header             map[string]string
	host               string
	by                 *driver // signs it; nil for nobody
}

// send sends it to a server and returns the status, the headers and the body.
func (a ask) send(t *testing.T, base string) (int, http.Header, string) {
	t.Helper()
	if a.by != nil {
		a.body = a.by.timed(a.body)
		a.path = a.by.next(a.method, a.path, a.body)
	}
	req, err := http.NewRequestWithContext(t.Context(), a.method, base+a.path, strings.NewReader(a.body))
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range a.header {
		req.Header.Set(name, value)
	}
	if a.host != "" {
		req.Host = a.host
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, resp.Header, string(body)
}

// listen serves a talker on a real port of this machine.
func listen(t *testing.T, p *talker, cfg Config) *Server {
	t.Helper()
	cfg.Token = testToken
	s, err := Listen(t.Context(), p.hub, cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

func TestWhoMayAskWhat(t *testing.T) {
	var commands []talk.Command
	page := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "the page") })
	s := listen(t, newTalker("one", publicDeck("a", 3)), Config{
		Page: page, Command: func(c talk.Command) { commands = append(commands, c) },
	})
	port := s.URL()[strings.LastIndex(s.URL(), ":"):]
	good := map[string]string{"Content-Type": "application/json"}
	d := drive(t, dialTo(t, address(s)), address(s), testToken, "h1")
	t.Cleanup(func() { _ = d.Close() })
	with := func(more ...string) map[string]string {
		out := map[string]string{"Content-Type": "application/json"}
		for i := 0; i < len(more); i += 2 {
			out[more[i]] = more[i+1]
		}
		return out
	}
	for _, c := range []struct {
		name string
		ask  ask
		want int
	}{
		{"the page", ask{method: "GET", path: "/"}, 200},
		{"the deck", ask{method: "GET", path: "/deck"}, 200},
		{"localhost", ask{method: "GET", path: "/deck", host: "localhost" + port}, 200},
		{"a name that points here", ask{method: "GET", path: "/deck", host: "evil.example" + port}, 421},
		{"another port", ask{method: "GET", path: "/deck", host: "127.0.0.1:1"}, 421},
		{"no port", ask{method: "GET", path: "/", host: "127.0.0.1"}, 421},
		{"our origin", ask{method: "GET", path: "/deck", header: map[string]string{"Origin": s.URL()}}, 200},
		{"another origin", ask{method: "GET", path: "/events", header: map[string]string{"Origin": "http://evil.example"}}, 403},
		{"no origin's origin", ask{method: "GET", path: "/deck", header: map[string]string{"Origin": "null"}}, 403},
		{"another site's image", ask{method: "GET", path: "/events", header: map[string]string{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}}, 403},
		{"another site's link", ask{method: "GET", path: "/", header: map[string]string{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}}, 200},
		{"a method", ask{method: "PUT", path: "/deck"}, 405},
		{"another", ask{method: "GET", path: "/command"}, 200}, // The page answers for what is not there; see web.
		{"a command", ask{"POST", "/command", `{"op":"goto","n":2,"at":AT}`, good, "", d}, 204},
		{"a report", ask{"POST", "/shown", reported, good, "", d}, 204},
		{"no signature", ask{"POST", "/command", `{"op":"next","at":0}`, good, "", nil}, 403},
		{"the token as it is", ask{"POST", "/command?token=" + testToken, `{"op":"next","at":0}`, with("X-Assembly-Token", testToken), "", nil}, 403},
		{"a report without", ask{"POST", "/shown", reported, good, "", nil}, 403},
		{"a report of another hall", ask{"POST", "/shown", strings.Replace(reported, "h1", "h2", 1), good, "", d}, 403},
		{"a command without a time", ask{"POST", "/command", `{"op":"next"}`, good, "", d}, 409},
		{"a command of long ago", ask{"POST", "/command", `{"op":"next","at":-5000}`, good, "", d}, 409},
		{"from another origin", ask{"POST", "/command", `{"op":"next","at":AT}`, with("Origin", "http://evil.example"), "", d}, 403},
		{"at another name", ask{"POST", "/command", `{"op":"next","at":AT}`, good, "evil.example" + port, d}, 421},
		{"a form", ask{"POST", "/command", `{"op":"next","at":AT}`, with("Content-Type", "text/plain"), "", d}, 415},
		{"no type", ask{"POST", "/command", `{"op":"next","at":AT}`, with("Content-Type", ""), "", d}, 415},
		{"no JSON", ask{"POST", "/command", `next`, good, "", d}, 400},
		{"two values", ask{"POST", "/command", `{"op":"next","at":AT}{"op":"next","at":AT}`, good, "", d}, 400},
		{"an unknown operation", ask{"POST", "/command", `{"op":"quit","at":AT}`, good, "", d}, 400},
		{"an unknown field", ask{"POST", "/command", `{"op":"next","x":1,"at":AT}`, good, "", d}, 400},
		{"a slide below", ask{"POST", "/command", `{"op":"goto","n":-1,"at":AT}`, good, "", d}, 400},
		{"a slide far above", ask{"POST", "/command", `{"op":"goto","n":10000000000,"at":AT}`, good, "", d}, 400},
		{"nothing", ask{"POST", "/command", ``, good, "", d}, 400},
		{"too much", ask{"POST", "/command", `{"op":"` + strings.Repeat("x", maxBody) + `"}`, good, "", d}, 413},
		{"a strange hall", ask{"POST", "/shown", strings.Replace(reported, "h1", "h\\u001b[2J", 1), good, "", d}, 400},
		{"a strange kind", ask{"POST", "/shown", strings.Replace(reported, "browser", "toaster", 1), good, "", d}, 400},
		{"a strange number of lines", ask{"POST", "/shown", strings.Replace(reported, `"w":80`, `"lost":-2,"w":80`, 1), good, "", d}, 400},
		{"a strange size", ask{"POST", "/shown", strings.Replace(reported, `"w":80`, `"w":-80`, 1), good, "", d}, 400},
		{"a strange type", ask{"POST", "/shown", strings.Replace(reported, `"w":80`, `"type":"\u001b[2J","w":80`, 1), good, "", d}, 400},
		{"a deck with a query", ask{method: "GET", path: "/deck?hall=h1"}, 403},
		{"a stream with another's signature", ask{method: "GET", path: "/events?hall=h1&challenge=c&sig=" + strings.Repeat("0", 64)}, 403},
	} {
		status, header, body := c.ask.send(t, s.URL())
		if status != c.want {
			t.Errorf("%s: %d %.60q, want %d", c.name, status, body, c.want)
		}
		checkHeaders(t, c.name, header)
	}
	if got := halls(t, s)[0]; got.Lost != Unsaid {
		t.Errorf("a hall that does not say what found no room counts as %+v", got)
	}
	if want := []talk.Command{{Op: talk.GoTo, N: 2}}; !slices.Equal(commands, want) {
		t.Errorf("the commands that came through are %v, want %v", commands, want)
	}
}

func checkHeaders(t *testing.T, name string, h http.Header) {
	t.Helper()
	for field, want := range map[string]string{
		"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Content-Security-Policy": policy,
	} {
		if got := h.Get(field); got != want {
			t.Errorf("%s: the header %s is %q", name, field, got)
		}
	}
	if got := h.Get("Cache-Control"); got != "no-store" && got != "no-cache" {
		t.Errorf("%s: Cache-Control is %q", name, got)
	}
	if got := h.Get("Access-Control-Allow-Origin"); got != "" {
		t.Errorf("%s: it lets %q read", name, got)
	}
}

func TestPolicyNamesNoOtherPlace(t *testing.T) {
	for _, bad := range []string{"http", "unsafe", "*", "//"} {
		if strings.Contains(policy, bad) {
			t.Errorf("the content security policy holds %q: %s", bad, policy)
		}
	}
}

func TestDeckIsSentOnce(t *testing.T) {
	s := listen(t, newTalker("one", publicDeck("a", 3)), Config{})
	status, header, body := ask{method: "GET", path: "/deck"}.send(t, s.URL())
	tag := header.Get("ETag")
	if status != 200 || tag != `"hash-of-a"` || !strings.Contains(body, `"Title":"a1"`) {
		t.Fatalf("the deck comes with %d, tag %s: %.200s", status, tag, body)
	}
	status, _, body = ask{method: "GET", path: "/deck", header: map[string]string{"If-None-Match": tag}}.send(t, s.URL())
	if status != 304 || body != "" {
		t.Errorf("a second time it comes with %d and %d bytes", status, len(body))
	}
}

func TestNothingToShowYet(t *testing.T) {
	s, err := Listen(t.Context(), NewHub(), Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if status, _, _ := (ask{method: "GET", path: "/deck"}).send(t, s.URL()); status != 404 {
		t.Errorf("without a deck /deck answers %d", status)
	}
	if url := s.HallURL(); len(s.Token()) < 26 || strings.Contains(url, s.Token()) || len(url) != len(s.URL()+"/#")+codeSize || s.HallURL() == url {
		t.Errorf("the token is %q, the page's address %q", s.Token(), url)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	until(t, Follow(ctx, endpoint(s.URL(), "")), "a link without a state", func(s State) bool {
		return s.Status == Connected && s.Deck == nil
	})
}

// An idle or slow request is cut off, and takes nothing from the others.
func TestSlowRequests(t *testing.T) {
	bubble(t, func(t *testing.T, w *wire) {
		s := serveHub(w, testPort, newTalker("one", publicDeck("a", 3)).hub, Config{})
		defer s.Close()
		head := "POST /command HTTP/1.1\r\nHost: 127.0.0.1:4000\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
		for name, c := range map[string]struct {
			text string
			most time.Duration
		}{
			"half a header": {"GET / HTTP/1.1\r\nHost: 127", headerWithin},
			"half a body":   {head, readWithin},
			"nothing":       {"", headerWithin},
		} {
			start := time.Now()
			conn := w.raw(t, testPort, c.text)
			_, _ = io.Copy(io.Discard, conn) // Until the server closes it.
			if took := ages(start); took > c.most+time.Second {
				t.Errorf("%s is cut off after %v, want %v", name, took, c.most)
			}
			conn.Close()
		}
	})
}

func TestHugeHeader(t *testing.T) {
	bubble(t, func(t *testing.T, w *wire) {
		s := serveHub(w, testPort, newTalker("one", publicDeck("a", 3)).hub, Config{})
		defer s.Close()
		conn, err := w.dial(t.Context(), "tcp", "127.0.0.1:4000")
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		go func() { // The server stops reading in the middle.
			_, _ = io.WriteString(conn, "GET /deck HTTP/1.1\r\nHost: 127.0.0.1:4000\r\nX-Long: "+strings.Repeat("x", 1<<20))
		}()
		answer, err := bufio.NewReader(conn).ReadString('\n')
		if err != nil || !strings.Contains(answer, " 431 ") {
			t.Errorf("a header of a megabyte is answered with %q, %v", answer, err)
		}
	})
}

func TestGarbageRequests(t *testing.T) {
	s := listen(t, newTalker("one", publicDeck("a", 3)), Config{})
	for _, text := range []string{"\x16\x03\x01\x02\x00", "hello\r\n\r\n", "GET /\r\n\r\n", "GET http://evil.example/ HTTP/1.1\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"} {
		conn := dialTo(t, address(s))
		if _, err := io.WriteString(conn, text); err != nil {
			t.Fatal(err)
		}
		if tcp, ok := conn.(*net.TCPConn); ok {
			_ = tcp.CloseWrite() // The server may have closed it already.
		}
		answer, _ := bufio.NewReader(conn).ReadString('\n')
		if strings.Contains(answer, " 200 ") {
			t.Errorf("%q is answered with %q", text, answer)
		}
		conn.Close()
	}
	if status, _, _ := (ask{method: "GET", path: "/deck"}).send(t, s.URL()); status != 200 {
		t.Errorf("after the garbage the deck comes with %d", status)
	}
}

// address is host:port of a server.
func address(s *Server) string { return s.local.Addr().String() }

func dialTo(t *testing.T, address string) net.Conn {
	t.Helper()
	var d net.Dialer
	conn, err := d.DialContext(t.Context(), "tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	return conn
}

// Two hundred followers that come and go leave nothing behind.
func TestTwoHundredConnectionsDropped(t *testing.T) {
	p := newTalker("one", publicDeck("a", 3))
	changes := make(chan struct{}, 10_000)
	s := listen(t, p, Config{Changed: func() { changes <- struct{}{} }})
	before := runtime.NumGoroutine()
	var conns []net.Conn
	for range 200 {
		conn := dialTo(t, address(s))
		fmt.Fprintf(conn, "GET /events HTTP/1.1\r\nHost: %s\r\n\r\n", address(s))
		conns = append(conns, conn)
	}
	followers := func(want int32) {
		for s.streams.Load() != want {
			<-changes
		}
	}
	followers(200)
	for _, conn := range conns {
		conn.Close()
	}
	followers(0)
	for runtime.NumGoroutine() > before+20 {
		runtime.Gosched()
	}
	if left := s.streams.Load(); left != 0 {
		t.Errorf("%d followers are left", left)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	until(t, Follow(ctx, endpoint(s.URL(), "")), "a state after them", at(0, 0))
}

// A request that names no connection is not ours to answer.
func TestNoLocalAddress(t *testing.T) {
	rec := httptest.NewRecorder()
	guard(http.NotFoundHandler()).ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/", http.NoBody))
	if rec.Code != http.StatusMisdirectedRequest {
		t.Errorf("it is answered with %d", rec.Code)
	}
}
