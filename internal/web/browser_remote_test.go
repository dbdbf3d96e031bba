package web_test

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"assembly/internal/deck"
	"assembly/internal/live"
	"assembly/internal/talk"
	"assembly/internal/web"
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
	s.remote = live.NewRemote(web.RemotePage(), func(c talk.Command) {
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
		if err := chromedp.Do(p.ctx, chromedp.ActionFunc(func(ctx context.Context) error {
			return emulation.SetTouchEmulationEnabled(on).Do(ctx)
		})); err != nil {
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
	at := eval[[]float64](p, fmt.Sprintf(`(() => { const r = document.getElementById(%q).getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; })()`, id))
	if at[0] == 0 || at[1] == 0 {
		p.t.Fatalf("the button %s does not show", id)
	}
	err := chromedp.Do(p.ctx, chromedp.ActionFunc(func(ctx context.Context) error {
		if err := input.DispatchTouchEvent(input.TouchStart, []*input.TouchPoint{{X: at[0], Y: at[1]}}).Do(ctx); err != nil {
			return err
		}
		return input.DispatchTouchEvent(input.TouchEnd, []*input.TouchPoint{}).Do(ctx)
	}))
	if err != nil {
		p.t.Fatal(err)
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
