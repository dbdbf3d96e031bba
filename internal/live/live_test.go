package live

import (
	"context"
	"strconv"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// publicDeck is a deck of n slides of two steps, the last of which closes.
func publicDeck(title string, n int) deck.Public {
	var d deck.Public
	for i := range n {
		d.Steps = append(d.Steps, 2)
		d.Slides = append(d.Slides, deck.PublicSlide{Title: title + strconv.Itoa(i), Layout: deck.LayoutText, Steps: 2})
	}
	d.Hash, d.Title, d.Closing = "hash-of-"+title, title, n-1
	return d
}

// talker is a presenter for tests.
type talker struct {
	hub     *Hub
	deck    deck.Public
	session string
	state   talk.State
}

func newTalker(session string, d deck.Public) *talker {
	p := &talker{hub: NewHub(), deck: d, session: session, state: talk.Start("", time.Now()).State}
	p.publish()
	return p
}

func (p *talker) publish() {
	p.hub.Publish(SnapshotOf(p.state, p.session, p.deck.Hash, 0, time.Now()), p.deck, nil)
}

func (p *talker) do(op talk.Op, n int) {
	shape := talk.Shape{Steps: p.deck.Steps, Closing: p.deck.Closing}
	p.state = talk.Do(shape, talk.Talk{State: p.state}, talk.Command{Op: op, N: n}, time.Now()).State
	p.publish()
}

// until takes states until one is as wanted.
func until(t *testing.T, c *Client, what string, want func(State) bool) State {
	t.Helper()
	late := time.After(20 * time.Second)
	for {
		select {
		case s, ok := <-c.States():
			if !ok {
				t.Fatalf("following ended before %s", what)
			}
			if want(s) {
				return s
			}
		case <-late:
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

func at(slide, step int) func(State) bool {
	return func(s State) bool { return s.Deck != nil && s.Snapshot.Slide == slide && s.Snapshot.Step == step }
}

// endpoint always gives the same one.
func endpoint(url, token string) func() (Endpoint, error) {
	return func() (Endpoint, error) { return Endpoint{URL: url, Token: token}, nil }
}

// On a real network: a hall follows, reports and drives.
func TestFollowReportDrive(t *testing.T) {
	p := newTalker("one", publicDeck("a", 3))
	commands := make(chan talk.Command, 1)
	changes := make(chan struct{}, 100)
	server, err := Listen(t.Context(), p.hub, Config{
		Command: func(c talk.Command) { commands <- c },
		Changed: func() { changes <- struct{}{} },
	})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	c := Follow(ctx, endpoint(server.URL(), server.Token()))
	s := until(t, c, "the first slide", at(0, 0))
	if s.Status != Connected || s.Deck.Title != "a" {
		t.Errorf("the state is %+v", s)
	}
	p.do(talk.Next, 0)
	s = until(t, c, "the second step", at(0, 1))
	c.Report(s.Report(Terminal, 80, 24, 3))
	for len(server.Halls()) == 0 {
		<-changes
	}
	hall := server.Halls()[0]
	if !hall.Matches || hall.Gone || hall.Kind != Terminal || hall.W != 80 || hall.H != 24 || hall.Lost != 3 {
		t.Errorf("the hall is %+v", hall)
	}
	p.do(talk.Next, 0)
	if server.Halls()[0].Matches {
		t.Error("the hall matches what it cannot show yet")
	}
	if err := c.Command(talk.Command{Op: talk.GoTo, N: 2}); err != nil {
		t.Fatal(err)
	}
	if got := <-commands; got != (talk.Command{Op: talk.GoTo, N: 2}) {
		t.Errorf("the command came as %+v", got)
	}
}
