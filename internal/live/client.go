package live

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"time"

	"assembly/internal/deck"
	"assembly/internal/talk"
)

// Link is how a follower stands with its presenter.
type Link uint8

// The links.
const (
	Waiting      Link = iota // there has been no presenter yet
	Connected                // what is shown is what the presenter says
	Lost                     // there was one, and the link to it is being tried again
	OtherVersion             // the presenter was made by another version of the program
)

// State is all that a hall needs in order to draw. A hall keeps drawing it whatever the link says.
type State struct {
	Link     Link
	Since    time.Time    // since when the link is so
	Trouble  error        // why the link is not there, or why a command was refused; nil for nothing
	Snapshot Snapshot     // the newest; it always fits Deck
	Deck     *deck.Public // nil before the first; shared, must not be changed
	Received time.Time    // when Snapshot was received
}

// Now is the snapshot as it is at a time.
func (s State) Now(now time.Time) Snapshot { return s.Snapshot.Aged(now.Sub(s.Received)) }

// Shape is the deck's shape.
func (s State) Shape() talk.Shape {
	if s.Deck == nil {
		return talk.Shape{Closing: talk.None}
	}
	return talk.Shape{Steps: s.Deck.Steps, Closing: s.Deck.Closing}
}

// Report is what a hall that draws this state says of itself. The client adds the hall's name.
func (s State) Report(kind string, w, h int, fits bool) Report {
	return Report{
		Kind: kind, Session: s.Snapshot.Session, Deck: s.Snapshot.Deck, Seq: s.Snapshot.Seq,
		Slide: s.Snapshot.Slide, Step: s.Snapshot.Step, Cover: s.Snapshot.Cover, W: w, H: h, Fits: fits,
	}
}

// What a command can fail with.
var (
	ErrNotConnected = errors.New("send command: there is no link to the presenter")
	ErrReadOnly     = errors.New("send command: this hall may only look")
	ErrBusy         = errors.New("send command: too many are waiting")
	ErrRefused      = errors.New("send command: the presenter refused it")
)

// Client follows a presenter for a hall.
type Client struct {
	id       string
	find     Finder
	http     *http.Client
	states   chan State // one place, newest wins
	commands chan asked
	shown    chan struct{} // one place: there is a report to send

	mu       sync.Mutex
	state    State
	place    Place    // of the link that is up
	newest   Snapshot // may still wait for its deck
	received time.Time
	fetching bool
	report   Report
}

// The bounds of what a client takes.
const (
	maxWaiting  = 32 // commands
	maxLine     = 64 << 10
	maxDeck     = 256 << 20
	answerIn    = 2 * time.Second
	deckIn      = 20 * time.Second
	maxResponse = 16 << 10 // header bytes
)

// asked is a command and when the key for it was pressed.
type asked struct {
	talk.Command
	at time.Time
}

// Follow follows the presenter that find knows of, and whoever comes after it, until ctx is done.
func Follow(ctx context.Context, find Finder) *Client {
	dialer := net.Dialer{Timeout: time.Second}
	return follow(ctx, find, dialer.DialContext)
}

type dial func(ctx context.Context, network, address string) (net.Conn, error)

func follow(ctx context.Context, find Finder, d dial) *Client {
	c := &Client{
		id: NewSecret(), find: find, http: newHTTP(d),
		states:   make(chan State, 1),
		commands: make(chan asked, maxWaiting),
		shown:    make(chan struct{}, 1),
	}
	c.state.Since = time.Now()
	c.send()
	var both sync.WaitGroup
	both.Go(func() { c.keepLink(ctx) })
	both.Go(func() { c.keepReporting(ctx) })
	both.Go(func() { c.sendCommands(ctx) })
	go func() {
		both.Wait()
		c.http.CloseIdleConnections()
		close(c.states)
	}()
	return c
}

// newHTTP makes a client that asks no proxy, follows no redirect and waits for nobody.
func newHTTP(d dial) *http.Client {
	return &http.Client{
		Transport: &http.Transport{
			DialContext: d, ResponseHeaderTimeout: answerIn, MaxResponseHeaderBytes: maxResponse,
			DisableCompression: true, MaxIdleConnsPerHost: 2, IdleConnTimeout: 10 * time.Second,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// States hands out the newest state whenever there is one. It is closed when following has ended.
func (c *Client) States() <-chan State { return c.states }

// Report says what the hall shows now. The client says it again every second, for as long as the
// hall lives. It never blocks.
func (c *Client) Report(r Report) {
	c.mu.Lock()
	r.ID = c.id
	c.report = r
	c.mu.Unlock()
	select {
	case c.shown <- struct{}{}:
	default:
	}
}

// Command asks the presenter for something, in order. It never blocks and never waits for a link:
// a key pressed while there is none must not move the talk later.
func (c *Client) Command(cmd talk.Command) error {
	if _, err := encodeCommand(cmd); err != nil {
		return err
	}
	c.mu.Lock()
	link, token := c.state.Link, c.place.Token
	c.mu.Unlock()
	switch {
	case link != Connected:
		return ErrNotConnected
	case token == "":
		return ErrReadOnly
	}
	select {
	case c.commands <- asked{cmd, time.Now()}:
		return nil
	default:
		return ErrBusy
	}
}

// change changes the state and hands it out.
func (c *Client) change(f func(s *State)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	f(&c.state)
	c.send()
}

// send replaces what lies in the one place. It is called with the lock held, so nobody else can
// fill the place between.
func (c *Client) send() {
	select {
	case <-c.states:
	default:
	}
	c.states <- c.state
}
