package session

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/relay"
	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/web"
)

// SiteConfig is what a site needs that follows over a relay.
type SiteConfig struct {
	Relay   relay.FollowConfig
	Serve   bool   // the site's classrooms, over its network
	Address string // to listen on, host:port; "" for any that is free
	Now     func() time.Time
}

// Site follows a room over a relay, once for a whole site: for a hall screen, and for the site's classrooms.
type Site struct {
	follower *relay.Follower
	server   *live.Server // nil where nobody is served
	states   chan live.State
	now      func() time.Time
	changed  func() // has the presenter told what those who are served show
	calm     func() // ends that
	stop     context.CancelFunc
}

// Join begins to follow, and to serve where that is asked for, until ctx is done or Close.
func Join(ctx context.Context, cfg SiteConfig) (*Site, error) {
	ctx, stop := context.WithCancel(ctx)
	follower, err := relay.Follow(ctx, cfg.Relay)
	if err != nil {
		stop()
		return nil, siteProblem(err)
	}
	s := &Site{follower: follower, states: make(chan live.State, 1), now: cfg.Now, changed: func() {}, calm: func() {}, stop: stop}
	hub := live.NewHub()
	if cfg.Serve {
		s.changed, s.calm = calmed(tellEvery, s.count)
		s.server = live.New(hub, live.Config{Page: web.Handler(), Changed: s.changed})
		if err := s.server.Open(ctx, live.Network{Address: cfg.Address, Follow: true}); err != nil {
			s.Close()
			return nil, &Problem{fmt.Errorf("serve this site: %w", err), "choose another address with --serve-address, or leave out --serve"}
		}
	}
	go s.pass(hub)
	return s, nil
}

// pass hands each state on: to those who are served, and to the screen.
func (s *Site) pass(hub *live.Hub) {
	defer close(s.states)
	pictures := live.NewShelf(s.follower)
	for state := range s.follower.States() {
		if state.Deck != nil {
			hub.Publish(state.Now(s.now()), *state.Deck, pictures)
			s.changed() // Rooms that keep what they showed are not right any more.
		}
		select {
		case <-s.states:
		default:
		}
		s.states <- state
	}
}

// count tells the presenter what those who are served show.
func (s *Site) count() {
	var rooms []live.Hall
	open := 0
	for _, h := range s.server.Halls() {
		if h.Room == "" || h.Closed {
			continue
		}
		if rooms = append(rooms, h); !h.Gone {
			open++
		}
	}
	s.follower.Audience(rooms, max(s.server.Reach().Followers-open, 0))
}

// States hands out the newest state whenever there is one. It is closed when following has ended.
func (s *Site) States() <-chan live.State { return s.states }

// Command refuses: those who follow over a relay do not drive.
func (s *Site) Command(c talk.Command) error { return s.follower.Command(c) }

// Report takes what the site's own hall screen shows.
func (s *Site) Report(r live.Report) { s.follower.Report(r) }

// Part tells the presenter that the site is leaving.
func (s *Site) Part() { s.follower.Part() }

// Ready waits for a while, and returns what is wrong for good; nil where it may still come right.
func (s *Site) Ready(within time.Duration) error {
	if err := s.follower.Ready(within); err != nil && !errors.Is(err, relay.ErrStillTrying) {
		return siteProblem(err)
	}
	return nil
}

// Served says where the site's classrooms follow, "" where nobody is served.
func (s *Site) Served() string {
	if s.server == nil {
		return ""
	}
	reach := s.server.Reach()
	if len(reach.Addresses) == 0 {
		return "This computer is on no network: its classrooms cannot follow yet."
	}
	return "Classrooms follow at " + reach.Addresses[0].Page()
}

// Close ends following and serving.
func (s *Site) Close() {
	s.stop()
	s.calm()
	if s.server != nil {
		s.server.Close()
	}
}

// relayProblem says what to do about what is wrong with a relay.
func relayProblem(err error) error {
	if taken := (*relay.Taken)(nil); errors.As(err, &taken) {
		return &Problem{err, "choose another room, or take this one over: --take-over " + quoted(taken.By)}
	}
	p := siteProblem(err)
	p.Hint += "; without --relay the talk is shown on this site alone"
	return p
}

// siteProblem says what to do where a site cannot follow.
func siteProblem(err error) *Problem {
	if p := (*relay.Problem)(nil); errors.As(err, &p) && p.Hint != "" {
		return &Problem{err, p.Hint}
	}
	return &Problem{err, "ask whoever runs the relay"}
}
