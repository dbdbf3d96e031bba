package web_test

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/web"
)

// phoneStand is a presenter with a remote on the network, for tests.
type phoneStand struct {
	*stand
	remote *live.Remote
	net    *live.Server
	mu     sync.Mutex // of the talk
	ops    chan talk.Op
}

func newPhoneStand(t *testing.T, d *deck.Deck) *phoneStand {
	t.Helper()
	s := &phoneStand{stand: &stand{
		t: t, deck: d, hub: live.NewHub(), session: "first", public: d.Public().WithTheme("cream"), state: talk.Start("", time.Now()).State,
	}, ops: make(chan talk.Op, 100)}
	s.remote = live.NewRemote(web.RemotePage(), func(c talk.Command, _ bool) {
		s.press(c.Op, c.N)
		s.ops <- c.Op
	})
	s.publish()
	s.net = live.New(s.hub, live.Config{})
	t.Cleanup(s.net.Close)
	if err := s.net.Open(t.Context(), live.Network{Address: "127.0.0.1:0", Remote: s.remote}); err != nil {
		t.Fatal(err)
	}
	return s
}

// press does something to the talk, from wherever.
func (s *phoneStand) press(op talk.Op, n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.do(op, n)
}

func (s *phoneStand) address() live.Address { return s.net.Reach().Addresses[0] }

// phone opens the phone's page, as large as a phone with a touchscreen.
func (p *tab) phone(t *testing.T, s *phoneStand, w, h int64) {
	t.Helper()
	p.handheld(t, w, h)
	p.open(t, s.remote.Page(s.address()), w, h)
}

// handheld makes the tab's window that of a phone until the test ends.
func (p *tab) handheld(t *testing.T, w, h int64) {
	t.Helper()
	touch := func(on bool) {
		if _, err := chromedp.Call(p.ctx, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: on}); err != nil {
			t.Fatal(err)
		}
	}
	touch(true)
	t.Cleanup(func() { touch(false) })
	p.w, p.h = 0, 0
	p.size(w, h)
}

// status waits for what the phone shows.
func (p *tab) status(want string) {
	p.t.Helper()
	p.wait(fmt.Sprintf(`document.documentElement.dataset.status === %q`, want))
}

// tap touches the middle of a button.
func (p *tab) tap(id string) {
	p.t.Helper()
	p.tapAt(id, time.Now())
}

// tapAt is a tap whose touch has a time.
func (p *tab) tapAt(id string, at time.Time) {
	p.t.Helper()
	began := input.TimeSinceEpoch(float64(at.UnixMicro()) / 1e6)
	middle := eval[[]float64](p, fmt.Sprintf(`(() => { const r = document.getElementById(%q).getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; })()`, id))
	if middle[0] == 0 || middle[1] == 0 {
		p.t.Fatalf("the button %s does not show", id)
	}
	for _, touch := range []input.DispatchTouchEventParams{
		{Type: input.DispatchTouchEventTypeTouchStart, Timestamp: began, TouchPoints: []*input.TouchPoint{{X: middle[0], Y: middle[1]}}},
		{Type: input.DispatchTouchEventTypeTouchEnd, Timestamp: began, TouchPoints: []*input.TouchPoint{}},
	} {
		if _, err := chromedp.Call(p.ctx, input.DispatchTouchEvent, touch); err != nil {
			p.t.Fatal(err)
		}
	}
}

// took waits for a command.
func (s *phoneStand) took(what string, want talk.Op) {
	s.t.Helper()
	select {
	case got := <-s.ops:
		if got != want {
			s.t.Errorf("%s sends %v, want %v", what, got, want)
		}
	case <-time.After(20 * time.Second):
		s.t.Fatalf("%s sends nothing", what)
	}
}

// still checks that no command has come.
func (s *phoneStand) still(what string) {
	s.t.Helper()
	select {
	case op := <-s.ops:
		s.t.Errorf("%s sends %v", what, op)
	default:
	}
}

// says waits until an element of the page holds some words.
func (p *tab) says(id, words string) {
	p.t.Helper()
	p.wait(fmt.Sprintf("document.getElementById(%q).textContent.includes(%s)", id, asJSON(p.t, words)))
}

// later waits until a press is no double press, and none that crosses another.
func (p *tab) later() {
	p.t.Helper()
	p.wait(fmt.Sprintf("performance.now() > %f", eval[float64](p, "performance.now()")+450))
}

// otherPhone is a phone without a page, which signs as package live says.
type otherPhone struct {
	s     *phoneStand
	key   string
	count int
}

func (s *phoneStand) otherPhone() *otherPhone {
	_, key, _ := strings.Cut(s.remote.Page(s.address()), "#key=")
	return &otherPhone{s: s, key: key}
}

func (o *otherPhone) post(path string) {
	o.s.t.Helper()
	o.count++
	mac := hmac.New(sha256.New, []byte(o.key))
	fmt.Fprintf(mac, "POST\n%s\nother\n%d\n", path, o.count)
	target := fmt.Sprintf("http://%s%s?phone=other&n=%d&sig=%x", o.s.address().Host, path, o.count, mac.Sum(nil))
	req, err := http.NewRequestWithContext(o.s.t.Context(), http.MethodPost, target, http.NoBody)
	if err != nil {
		o.s.t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		o.s.t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusNoContent {
		o.s.t.Fatalf("%s is answered with %s", path, resp.Status)
	}
}

// air is the way between a phone and the presenter. It can be lost: then nothing passes either way, and what was
// under way arrives when it is back.
type air struct {
	*httptest.Server
	mu   sync.Mutex
	open chan struct{} // closed while something passes
	late []int         // the answers to commands that arrived late
	came chan struct{}
}

func newAir(t *testing.T, to live.Address) *air {
	a := &air{open: make(chan struct{}), came: make(chan struct{}, 100)}
	close(a.open)
	proxy := &httputil.ReverseProxy{FlushInterval: -1, Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(&url.URL{Scheme: "http", Host: to.Host})
		if r.Out.Header.Get("Origin") != "" {
			r.Out.Header.Set("Origin", "http://"+to.Host)
		}
	}}
	a.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		held := a.pass()
		if held && r.Method == http.MethodPost {
			r = r.WithContext(context.WithoutCancel(r.Context())) // What has been sent is on its way.
		}
		rec := &airWriter{ResponseWriter: w, air: a}
		proxy.ServeHTTP(rec, r)
		if held && strings.HasSuffix(r.URL.Path, "/command") {
			a.mu.Lock()
			a.late = append(a.late, rec.status)
			a.mu.Unlock()
			a.came <- struct{}{}
		}
	}))
	t.Cleanup(a.CloseClientConnections)
	return a
}

// pass waits until something passes, and reports whether that took a wait.
func (a *air) pass() (held bool) {
	a.mu.Lock()
	open := a.open
	a.mu.Unlock()
	select {
	case <-open:
		return false
	default:
	}
	<-open
	return true
}

func (a *air) lose() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.open = make(chan struct{})
}

func (a *air) back() {
	a.mu.Lock()
	defer a.mu.Unlock()
	close(a.open)
}

// airWriter holds an answer back while the air is lost.
type airWriter struct {
	http.ResponseWriter
	air    *air
	status int
}

func (w *airWriter) WriteHeader(status int) {
	w.status = status
	w.air.pass()
	w.ResponseWriter.WriteHeader(status)
}

func (w *airWriter) Write(text []byte) (int, error) {
	w.air.pass()
	return w.ResponseWriter.Write(text)
}

func (w *airWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
