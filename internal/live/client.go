package live

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// Status is what a follower knows of its link to the presenter.
type Status uint8

// The statuses.
const (
	Waiting      Status = iota // there has been no presenter yet
	Connected                  // what is shown is what the presenter says
	Lost                       // there was one, and the link to it is being tried again
	OtherVersion               // the presenter was made by another version of the program
)

// State is all that a hall needs in order to draw. A hall keeps drawing it whatever the link says.
type State struct {
	Status   Status
	Since    time.Time     // when Status last changed
	Trouble  error         // why there is no link, or why a command was refused; nil for neither
	Snapshot Snapshot      // the newest; it always fits Deck
	Deck     *deck.Public  // nil before the first; shared, must not be changed
	Pictures deck.Pictures // of Deck, over the link; nil before the first
	Received time.Time     // when Snapshot was received
}

// Now is the snapshot as it is at a time.
func (s State) Now(now time.Time) Snapshot { return s.Snapshot.aged(now.Sub(s.Received)) }

// Shape is the deck's shape.
func (s State) Shape() talk.Shape {
	if s.Deck == nil {
		return talk.Shape{Closing: talk.None}
	}
	return talk.Shape{Steps: s.Deck.Steps, Closing: s.Deck.Closing}
}

// Report is what a hall that draws this state says of itself; lost is how many lines found no room. The
// client adds the hall's name.
func (s State) Report(kind string, w, h, lost int) Report {
	return Report{
		Kind: kind, Session: s.Snapshot.Session, Deck: s.Snapshot.Deck, Seq: s.Snapshot.Seq,
		Slide: s.Snapshot.Slide, Step: s.Snapshot.Step, Blank: s.Snapshot.Blank, W: w, H: h, Lost: lost,
	}
}

// The reasons for which a command is not carried out.
var (
	errNotConnected = errors.New("send command: not connected to the presenter")
	errReadOnly     = errors.New("send command: this hall screen is read-only")
	errBusy         = errors.New("send command: too many commands are waiting")
	errRefused      = errors.New("send command: the presenter refused it")
	errLate         = errors.New("send command: the presenter was busy, and now it is too late for this key: press it again")
)

// Client follows a presenter for a hall.
type Client struct {
	id       string
	find     func() (Endpoint, error)
	http     *http.Client
	states   chan State // holds one, the newest
	commands chan asked
	shown    chan struct{} // holds one: there is a report to send
	parted   chan struct{} // closed when no further report is sent

	count atomic.Uint64 // of requests that were signed

	mu     sync.Mutex
	state  State
	peer   peer // of the link that is up; its zero value without
	report Report
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
	wireCommand
	at time.Time
}

// Follow follows the presenter at the endpoint that find gives, until ctx is done. It asks again
// before each attempt to connect: a presenter that comes back may be at another address.
func Follow(ctx context.Context, find func() (Endpoint, error)) *Client {
	dialer := net.Dialer{Timeout: time.Second}
	return follow(ctx, find, dialer.DialContext)
}

type dial func(ctx context.Context, network, address string) (net.Conn, error)

func follow(ctx context.Context, find func() (Endpoint, error), d dial) *Client {
	c := &Client{
		id: NewSecret(), find: find, http: newHTTP(d),
		states:   make(chan State, 1),
		commands: make(chan asked, maxWaiting),
		shown:    make(chan struct{}, 1),
		parted:   make(chan struct{}),
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

// newHTTP makes a client that uses no proxy, follows no redirects and never waits long.
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

// Report takes what the hall shows now. The client repeats it every second while the hall is open.
// It never blocks.
func (c *Client) Report(r Report) {
	c.mu.Lock()
	if r.ID = c.id; !c.report.Closed {
		c.report = r
	}
	c.mu.Unlock()
	c.wakeReporter()
}

func (c *Client) wakeReporter() {
	select {
	case c.shown <- struct{}{}:
	default:
	}
}

// Part tells the presenter that the hall is closing, and not lost. It waits for that half a second at
// most; what is reported after it is not sent.
func (c *Client) Part() {
	c.mu.Lock()
	c.report.Closed = true
	c.mu.Unlock()
	c.wakeReporter()
	rest := time.NewTimer(partWithin)
	defer rest.Stop()
	select {
	case <-c.parted:
	case <-rest.C:
	}
}

// Command sends a command to the presenter, in order. It never blocks and never waits for a link:
// a key pressed while there is none must not move the talk later.
func (c *Client) Command(cmd talk.Command) error {
	wire, err := encodeCommand(cmd)
	if err != nil {
		return err
	}
	c.mu.Lock()
	status, readOnly := c.state.Status, c.peer.key == ""
	c.mu.Unlock()
	switch {
	case status != Connected:
		return errNotConnected
	case readOnly:
		return errReadOnly
	}
	select {
	case c.commands <- asked{wire, time.Now()}:
		return nil
	default:
		return errBusy
	}
}

// change changes the state and hands it out.
func (c *Client) change(f func(s *State)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	f(&c.state)
	c.send()
}

// send replaces the state that waits in the channel. It is called with the lock held, so nobody
// else can fill the channel in between.
func (c *Client) send() {
	select {
	case <-c.states:
	default:
	}
	c.states <- c.state
}
