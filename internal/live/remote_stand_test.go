package live

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// clicker is a presenter with a remote, in a bubble.
type clicker struct {
	*talker
	t       *testing.T
	w       *wire
	server  *Server
	remote  *Remote
	mu      sync.Mutex
	told    atomic.Int32 // how often the presenter was told of a change
	ops     []talk.Op    // that came
	drop    bool         // commands are counted and go nowhere
	address int          // port
}

// remotely runs a test with a remote for a deck of three slides of two steps.
func remotely(t *testing.T, test func(t *testing.T, c *clicker)) {
	t.Helper()
	bubble(t, func(t *testing.T, w *wire) {
		c := &clicker{talker: newTalker("one", publicDeck("a", 3)), t: t, w: w, address: testPort}
		c.remote = NewRemote(http.NotFoundHandler(), c.take)
		c.server = New(c.hub, Config{Changed: func() { c.told.Add(1) }})
		wide := w.openWide(c.server, testPort, Network{Remote: c.remote})
		time.Sleep(time.Second) // What was published is not new any more.
		test(t, c)
		c.hub.goodbye()
		wide.close()
	})
}

func (c *clicker) take(cmd talk.Command, _ bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ops = append(c.ops, cmd.Op)
	if !c.drop {
		c.do(cmd.Op, cmd.N)
	}
}

// laptop presses a key of the laptop.
func (c *clicker) laptop(op talk.Op, n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.do(op, n)
}

func (c *clicker) at(what string, slide, step int, blank talk.Blank) {
	c.t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	if got, want := c.state.Pos, (talk.Pos{Slide: slide, Step: step}); got != want || c.state.Blank != blank {
		c.t.Errorf("%s: the talk is at %+v under %d, want %+v under %d", what, got, c.state.Blank, want, blank)
	}
}

func (c *clicker) phoneIs(what string, state PhoneState, asking bool) {
	c.t.Helper()
	synctest.Wait()
	if got := c.remote.known(); got.State != state || got.Asking != asking {
		c.t.Errorf("%s: the phone is %+v, want state %d, asking %v", what, got, state, asking)
	}
}

// handset is a phone for tests.
type handset struct {
	c     *clicker
	name  string
	key   string
	count uint64
	http  *http.Client
	end   func()
	turn  sync.Mutex

	mu     sync.Mutex
	newest phoneState
	heard  time.Time
}

// phone is a new one with the right key, which does not do anything yet.
func (c *clicker) phone(name string) *handset {
	h := &handset{c: c, name: name, key: c.remote.secret, count: 1000, http: &http.Client{Timeout: 5 * time.Second, Transport: &http.Transport{DialContext: c.w.dial, DisableKeepAlives: true}}}
	return h
}

// sign makes the query of the phone's next request.
func (h *handset) sign(method, path, body string) string {
	h.count++
	sum := key(h.key).sign(method, path, h.name, h.count, []byte(body))
	return signed{h.name, h.count, sum}.encode(queryPhone)
}

func (h *handset) request(method, target, body string) (int, string) {
	h.c.t.Helper()
	req, err := http.NewRequestWithContext(h.c.t.Context(), method, testURL(h.c.address)+target, strings.NewReader(body))
	if err != nil {
		h.c.t.Fatal(err)
	}
	resp, err := h.http.Do(req)
	if err != nil {
		h.c.t.Fatal(err)
	}
	defer resp.Body.Close()
	text, _ := io.ReadAll(resp.Body)
	return resp.StatusCode, strings.TrimSpace(string(text))
}

func (h *handset) post(path, body string) (int, string) {
	h.c.t.Helper()
	h.turn.Lock() // Requests come in the order of their counts.
	defer h.turn.Unlock()
	return h.request("POST", path+"?"+h.sign("POST", path, body), body)
}

// join opens the stream and reads it until end, with signs of life.
func (h *handset) join() *handset {
	h.c.t.Helper()
	conn := h.c.w.raw(h.c.t, h.c.address, "")
	stop := make(chan struct{})
	h.end = func() {
		close(stop)
		conn.Close()
		synctest.Wait()
	}
	query := h.sign("GET", pathPhone, "")
	go fmt.Fprintf(conn, "GET %s?%s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n", pathPhone, query, h.c.address)
	go h.read(conn)
	go h.live(stop)
	synctest.Wait()
	return h
}

func (h *handset) read(from io.Reader) {
	lines := bufio.NewScanner(from)
	for lines.Scan() {
		if text, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
			h.mu.Lock()
			h.newest = phoneState{}
			_ = json.Unmarshal([]byte(text), &h.newest)
			h.heard = time.Now()
			h.mu.Unlock()
		}
	}
}

func (h *handset) live(stop <-chan struct{}) {
	beat := time.NewTicker(700 * time.Millisecond)
	defer beat.Stop()
	for {
		select {
		case <-beat.C:
			h.post(pathBeat, "")
		case <-stop:
			return
		}
	}
}

// sees is what the phone shows.
func (h *handset) sees() phoneState {
	synctest.Wait()
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.newest
}

func (h *handset) part(what, part, why string) {
	h.c.t.Helper()
	if got := h.sees(); got.Part != part || got.Why != why {
		h.c.t.Errorf("%s: the phone %s has part %q, %q, want %q, %q", what, h.name, got.Part, got.Why, part, why)
	}
}

// made is a press for what the phone shows now.
func (h *handset) made(op string) press {
	s := h.sees()
	p := press{Op: op, At: h.c.remote.since(time.Now())}
	if s.Shows != nil {
		p.Place = s.Shows.Place
	}
	return p
}

// press presses a button, and checks the answer.
func (h *handset) press(what string, p press, status int, said verdict) {
	h.c.t.Helper()
	body, err := json.Marshal(p)
	if err != nil {
		h.c.t.Fatal(err)
	}
	if got, text := h.post(pathPress, string(body)); got != status || text != string(said) {
		h.c.t.Errorf("%s: the answer is %d %q, want %d %q", what, got, text, status, said)
	}
	synctest.Wait()
}

// taken presses a button, which must be taken.
func (h *handset) taken(op string) {
	h.c.t.Helper()
	h.press(op, h.made(op), 204, taken)
	time.Sleep(crossedIn)
}
