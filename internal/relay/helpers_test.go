package relay

import (
	"context"
	"net"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// inTime bounds every wait of a test. Whatever is waited for takes a small part of it.
const inTime = time.Minute

// startServer starts a server with JetStream, on a port of its own unless opts names one, until the test ends.
// opts may be nil; what it leaves open is filled in.
func startServer(t *testing.T, opts *server.Options) *server.Server {
	t.Helper()
	if opts == nil {
		opts = &server.Options{JetStream: true}
	}
	opts.Host, opts.NoLog, opts.NoSigs = "127.0.0.1", true, true
	if opts.Port == 0 {
		opts.Port = freePort(t)
	}
	if opts.JetStream && opts.StoreDir == "" {
		opts.StoreDir = t.TempDir()
	}
	s, err := server.NewServer(opts)
	if err != nil {
		t.Fatal(err)
	}
	s.Start()
	t.Cleanup(func() { stopServer(s) })
	if !s.ReadyForConnections(inTime) {
		t.Fatal("the server does not start")
	}
	return s
}

var ports atomic.Int32 //nolint:gochecknoglobals // shared by all tests

// freePort is a port that stays free when its server has stopped: the system gives none of these to connections.
func freePort(t *testing.T) int {
	t.Helper()
	for range 1000 {
		port := 20_000 + os.Getpid()%400*20 + int(ports.Add(1))
		var lc net.ListenConfig
		if l, err := lc.Listen(t.Context(), "tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(port))); err == nil {
			_ = l.Close()
			return port
		}
	}
	t.Fatal("there is no free port")
	return 0
}

func stopServer(s *server.Server) {
	s.Shutdown()
	s.WaitForShutdown()
}

// at is how a server is reached.
func at(s *server.Server) Server { return Server{URL: s.ClientURL()} }

// testDeck is a deck of n slides of two steps, the last of which closes.
func testDeck(title string, n int) deck.Public {
	d := deck.Public{Title: title, Closing: n - 1}
	for i := range n {
		d.Steps = append(d.Steps, 2)
		d.Slides = append(d.Slides, deck.PublicSlide{Title: title + strconv.Itoa(i), Layout: deck.LayoutText, Steps: 2})
	}
	d.Hash = "hash-of-" + title
	return d
}

// speaker is a presenter with a talk.
type speaker struct {
	*Presenter
	t        *testing.T
	deck     deck.Public
	pictures deck.Pictures
	session  string
	talk     talk.Talk
	clock    func() time.Time
	kill     context.CancelFunc // as when its process is killed: no goodbye
}

// speak starts a presenter in the room oak, and waits until it has the room.
func speak(t *testing.T, cfg PresentConfig, d deck.Public) *speaker {
	t.Helper()
	p := begin(t, cfg, d)
	if err := p.Ready(inTime); err != nil {
		t.Fatalf("%s does not get the room: %v", cfg.Name, err)
	}
	return p
}

// begin starts a presenter and does not wait.
func begin(t *testing.T, cfg PresentConfig, d deck.Public) *speaker {
	t.Helper()
	if cfg.Room == "" {
		cfg.Room = "oak"
	}
	ctx, kill := context.WithCancel(context.Background())
	p, err := Present(ctx, cfg)
	if err != nil {
		t.Fatal(err)
	}
	s := &speaker{Presenter: p, t: t, deck: d, session: live.NewSecret(), clock: time.Now, kill: kill}
	s.talk = talk.Start("", time.Now())
	t.Cleanup(func() { s.die() })
	s.publish()
	return s
}

func (s *speaker) die() {
	s.kill()
	<-s.ended
}

func (s *speaker) publish() {
	s.Publish(live.SnapshotOf(s.talk.State, s.session, s.deck.Hash, 0, s.clock()), s.deck, s.pictures)
}

func (s *speaker) do(op talk.Op, n int) {
	shape := talk.Shape{Steps: s.deck.Steps, Closing: s.deck.Closing}
	s.talk = talk.Do(shape, s.talk, talk.Command{Op: op, N: n}, s.clock())
	s.publish()
}

// sites waits until what is known of the sites is as wanted.
func (s *speaker) sites(what string, want func(live.Sites) bool) live.Sites {
	s.t.Helper()
	var got live.Sites
	eventually(s.t, what, func() bool { got = s.Sites(); return want(got) }, func() any { return got })
	return got
}

// eventually waits for a condition.
func eventually(t *testing.T, what string, want func() bool, got func() any) {
	t.Helper()
	tick, late := time.NewTicker(5*time.Millisecond), time.After(inTime)
	defer tick.Stop()
	for !want() {
		select {
		case <-tick.C:
		case <-late:
			t.Fatalf("waited in vain for %s: %+v", what, got())
		}
	}
}

// site is a follower of which the newest state is known.
type listener struct {
	*Follower
	t    *testing.T
	stop context.CancelFunc

	mu   sync.Mutex
	last live.State
	all  []live.State
	done chan struct{}
}

// listen starts a site that follows the room oak.
func listen(t *testing.T, cfg FollowConfig) *listener {
	t.Helper()
	if cfg.Room == "" {
		cfg.Room = "oak"
	}
	ctx, stop := context.WithCancel(context.Background())
	f, err := Follow(ctx, cfg)
	if err != nil {
		t.Fatal(err)
	}
	l := &listener{Follower: f, t: t, stop: stop, done: make(chan struct{})}
	go func() {
		defer close(l.done)
		for s := range f.States() {
			l.mu.Lock()
			l.last = s
			l.all = append(l.all, s)
			l.mu.Unlock()
		}
	}()
	t.Cleanup(l.end)
	return l
}

// end stops it and waits until it has.
func (l *listener) end() {
	l.stop()
	<-l.done
}

func (l *listener) now() live.State {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.last
}

// until waits for a state.
func (l *listener) until(what string, want func(live.State) bool) live.State {
	l.t.Helper()
	var got live.State
	eventually(l.t, what, func() bool { got = l.now(); return want(got) }, func() any {
		return []any{got.Status, got.Snapshot, Words(got.Trouble), got.Deck != nil}
	})
	return got
}

// shows is a state in which a position of a deck is shown.
func shows(title string, slide, step int) func(live.State) bool {
	return func(s live.State) bool {
		return s.Deck != nil && s.Deck.Title == title && s.Snapshot.Slide == slide && s.Snapshot.Step == step
	}
}

func status(want live.Status) func(live.State) bool {
	return func(s live.State) bool { return s.Status == want }
}

func both(a, b func(live.State) bool) func(live.State) bool {
	return func(s live.State) bool { return a(s) && b(s) }
}

// saying is an error whose words hold a text.
func saying(err error, part string) bool { return strings.Contains(words(err), part) }

// hostPort is where a server listens.
func hostPort(s *server.Server) (string, int) {
	a, ok := s.Addr().(*net.TCPAddr)
	if !ok {
		return "", 0
	}
	return a.IP.String(), a.Port
}
