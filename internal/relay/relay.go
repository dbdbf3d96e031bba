package relay

import (
	"context"
	"errors"
	"time"

	"assembly/internal/deck"
	"assembly/internal/live"
	"assembly/internal/talk"

	"github.com/nats-io/nats.go"
)

// Server is where a relay is and how one is let in.
type Server struct {
	URL   string // as in nats://host:4222, tls://host or wss://host; several with commas
	Creds string // file with a user's credentials, as NATS tools write it; "" for none
	CA    string // file with the certificates that the server's is checked against; "" for the system's
	Cert  string // file with a certificate of one's own, with Key; "" for none
	Key   string
}

// PresentConfig is what a presenter needs.
type PresentConfig struct {
	Server
	Room     string // its name, as CheckRoom has it
	Name     string // the presenter's, as others are told when they ask for the same room
	TakeOver string // the name of the presenter from whom the room is taken; "" for nobody
	Changed  func() // called when Sites has changed; nil for none
}

// Presenter publishes a talk to a room.
type Presenter struct{ nc *nats.Conn }

// Taken is the error for a room in which somebody else presents.
type Taken struct{ Room, By string }

// Error implements error.
func (t *Taken) Error() string { return "" }

// CheckRoom says what is wrong with a room's name; nil for nothing.
func CheckRoom(name string) error { return nil }

// Present takes a room in the background, for as long as ctx lasts.
func Present(ctx context.Context, cfg PresentConfig) (*Presenter, error) {
	return nil, errors.ErrUnsupported
}

// Ready waits until the room has been taken, it cannot be, or a while has gone.
func (p *Presenter) Ready(within time.Duration) error { return nil }

// Publish makes a snapshot the newest. It never blocks.
func (p *Presenter) Publish(s live.Snapshot, d deck.Public, from deck.Pictures) {}

// Sites tells who follows.
func (p *Presenter) Sites() live.Sites { return live.Sites{} }

// Close says goodbye.
func (p *Presenter) Close() {}

// FollowConfig is what a follower needs.
type FollowConfig struct {
	Server
	Room string
	Site string // the site's name, for the presenter
}

// Follower follows a room, as live.Client follows a presenter.
type Follower struct{ nc *nats.Conn }

// Follow follows a room until ctx is done.
func Follow(ctx context.Context, cfg FollowConfig) (*Follower, error) {
	return nil, errors.ErrUnsupported
}

// States hands out the newest state whenever there is one.
func (f *Follower) States() <-chan live.State { return nil }

// Report takes what the site's own hall screen shows.
func (f *Follower) Report(r live.Report) {}

// Command implements hall.Upstream: those who follow over a relay do not drive.
func (f *Follower) Command(talk.Command) error { return errors.ErrUnsupported }

// Audience says what the site's own followers show.
func (f *Follower) Audience(rooms []live.Hall, others int) {}

// Part tells the presenter that the site is leaving.
func (f *Follower) Part() {}

// ErrStillTrying is what Ready returns for what may still come right by itself.
var ErrStillTrying = errors.New("reach the relay: still trying")

// WithEnv is the server with what is not said taken from the environment, as the tools of NATS do.
func (s Server) WithEnv(getenv func(string) string) Server { return s }

// Words are what to tell people about an error.
func Words(err error) string { return err.Error() }

// Ready waits.
func (f *Follower) Ready(within time.Duration) error { return nil }
