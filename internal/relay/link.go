package relay

import (
	"context"
	"errors"
	"math"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/westandtogether-assembly/assembly/internal/live"
)

// link keeps a connection to a relay.
type link struct {
	url, name, hosts string
	nobody           bool // no user, password, token or file is given
	options          []nats.Option
	told             func(error) // called with what is wrong, and with nil when the connection is there
}

func newLink(s Server, name string, told func(error)) (*link, error) {
	hosts, err := s.hosts()
	if err != nil {
		return nil, err
	}
	options, err := s.options()
	if err != nil {
		return nil, err
	}
	nobody := len(options) == 0 && !strings.Contains(s.URL, "@")
	return &link{url: s.URL, name: name, hosts: strings.Join(hosts, ", "), nobody: nobody, options: options, told: told}, nil
}

// words puts an error into words.
func (l *link) words(err error) error {
	err = explain(err, l.hosts)
	var p *Problem
	if l.nobody && errors.As(err, &p) && p.refused {
		p.Hint = "no user is named: set NATS_USER and NATS_PASSWORD, or give --relay-creds"
	}
	return err
}

// conn is a connection. It comes back by itself after it was lost, and nothing that was to be sent in
// between is sent then.
type conn struct {
	*nats.Conn
	js jetstream.JetStream
	up atomic.Bool

	mu     sync.Mutex
	bells  []bell
	denied error // the last permission that was missing
}

// moves returns a bell that rings when up has changed.
func (c *conn) moves() bell {
	c.mu.Lock()
	defer c.mu.Unlock()
	b := newBell()
	c.bells = append(c.bells, b)
	return b
}

func (c *conn) moved() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, b := range c.bells {
		b.ring()
	}
}

// keep holds a connection until ctx is done. use is called when there is one, and again when it had to be
// given up for another; its ctx ends with the connection.
func (l *link) keep(ctx context.Context, use func(ctx context.Context, c *conn)) {
	for tries := 0; ctx.Err() == nil; tries++ {
		within, cancel := context.WithCancel(ctx)
		c, err := l.open(within, cancel)
		if err == nil {
			tries = 0
			l.told(nil)
			use(within, c)
			c.Close()
		} else if ctx.Err() == nil {
			l.told(l.words(err))
		}
		cancel()
		live.Rest(ctx, live.Backoff(tries))
	}
}

// open connects once. gone is called when the connection has closed for good.
func (l *link) open(ctx context.Context, gone func()) (*conn, error) {
	c := &conn{}
	options := append(l.common(ctx), nats.MaxReconnects(-1), nats.CustomReconnectDelay(live.Backoff), nats.IgnoreAuthErrorAbort(),
		nats.ReconnectBufSize(-1),
		nats.DisconnectErrHandler(func(_ *nats.Conn, err error) { l.lose(ctx, c, err) }),
		nats.ReconnectHandler(func(*nats.Conn) { l.regain(c) }),
		nats.ReconnectErrHandler(func(_ *nats.Conn, err error) { l.told(l.words(err)) }),
		nats.ErrorHandler(func(_ *nats.Conn, _ *nats.Subscription, err error) { l.fault(c, err) }),
		nats.ClosedHandler(func(*nats.Conn) { gone() }),
	)
	if err := l.dial(c, options); err != nil {
		return nil, err
	}
	c.up.Store(true)
	return c, nil
}

func (l *link) dial(c *conn, options []nats.Option) error {
	nc, err := nats.Connect(l.url, options...)
	if err != nil {
		return err //nolint:wrapcheck // explained where it is shown
	}
	c.Conn = nc
	c.js, err = jetstream.New(nc)
	return err //nolint:wrapcheck // explained where it is shown
}

// common are the options of all connections. NATS writes errors to standard error where nobody takes them.
func (l *link) common(ctx context.Context) []nats.Option {
	return append([]nats.Option{
		nats.Name(l.name), nats.Timeout(dialWithin), nats.PingInterval(pingEvery), nats.MaxPingsOutstanding(2),
		nats.NoEcho(), nats.FlusherTimeout(writeWithin), nats.ReconnectOnFlusherError(),
		nats.SkipHostLookup(), nats.SetCustomDialer(dialer{ctx}),
	}, l.options...)
}

// lose records that the connection is lost, and tells of what NATS reports nowhere else until it is back.
func (l *link) lose(ctx context.Context, c *conn, err error) {
	c.up.Store(false)
	if ctx.Err() != nil {
		return // It was closed on purpose.
	}
	if err == nil {
		err = nats.ErrNoServers
	}
	l.told(l.words(err))
	c.moved()
	go func() {
		for live.Rest(ctx, firstWait) && !c.up.Load() {
			if err := c.LastError(); err != nil && !c.up.Load() {
				l.told(l.words(err))
			}
		}
	}()
}

func (l *link) regain(c *conn) {
	c.up.Store(true)
	l.told(nil)
	c.moved()
}

// fault takes an error that belongs to no call.
func (l *link) fault(c *conn, err error) {
	switch {
	case errors.Is(err, nats.ErrPermissionViolation):
		c.mu.Lock()
		c.denied = err
		c.mu.Unlock()
		if !strings.Contains(err.Error(), `"$JS.API.`) { // The call that needed it says so.
			l.told(l.words(err))
		}
	case !c.up.Load():
		l.told(l.words(err))
	}
}

// explain puts an error of a call into words. A request that was not allowed is not answered; the reason
// comes by another way.
func (l *link) explain(c *conn, err error) error {
	if errors.Is(err, nats.ErrTimeout) || errors.Is(err, context.DeadlineExceeded) {
		c.mu.Lock()
		defer c.mu.Unlock()
		if c.denied != nil {
			err = c.denied
		}
	}
	return l.words(err)
}

// aside does something large on a connection of its own: a heartbeat must not wait behind a deck. The
// connection is not kept. It is not given up for an answer to a ping, which on a slow line waits behind the deck
// too: see patiently.
func (l *link) aside(ctx context.Context, do func(ctx context.Context, c *conn) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	c := &conn{}
	options := append(l.common(ctx), nats.NoReconnect(), nats.ClosedHandler(func(*nats.Conn) { cancel() }),
		nats.MaxPingsOutstanding(math.MaxInt),
		nats.ErrorHandler(func(_ *nats.Conn, _ *nats.Subscription, err error) { l.fault(c, err) }))
	if err := l.dial(c, options); err != nil {
		return l.words(err)
	}
	c.up.Store(true)
	defer c.Close()
	return l.explain(c, do(ctx, c))
}

// patiently does something on a connection for as long as it takes, while messages arrive: a server that is lost
// never answers what it was asked. What does not end with its ctx is left behind until that of the caller ends.
func patiently[T any](ctx context.Context, c *conn, do func(ctx context.Context) (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	within, cancel := context.WithCancel(ctx)
	defer cancel()
	done, look := make(chan result, 1), time.NewTicker(storeWithin/8)
	defer look.Stop()
	go func() {
		v, err := do(within)
		done <- result{v, err}
	}()
	for last, since := c.Stats().InMsgs, time.Now(); ; {
		select {
		case r := <-done:
			return r.value, r.err
		case <-ctx.Done():
			return result{}.value, ctx.Err()
		case <-look.C:
		}
		if now := c.Stats().InMsgs; now != last {
			last, since = now, time.Now()
		} else if time.Since(since) > storeWithin {
			return result{}.value, nats.ErrTimeout
		}
	}
}

// storeWithin bounds one answer of the store. A chunk of an object takes less on a line of 20 KB a second.
const storeWithin = 3 * time.Second
