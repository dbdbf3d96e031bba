package relay

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// rightWithin is how long after a fault's end every site must be right.
const rightWithin = 5 * time.Second

// edge names a state that was published.
type edge struct {
	session string
	seq     uint64
}

// chronicle knows all that was published, and holds what sites show to it.
type chronicle struct {
	t     *testing.T
	sites []*listener

	mu        sync.Mutex
	sessions  []string
	published map[edge]live.Snapshot
}

// record begins a chronicle with what a presenter has published.
func record(t *testing.T, p *speaker) *chronicle {
	t.Helper()
	c := &chronicle{t: t, published: map[edge]live.Snapshot{}}
	c.succeed(p)
	t.Cleanup(func() {
		for _, wrong := range c.wrong() {
			t.Error(wrong)
		}
	})
	return c
}

// succeed takes another presenter, which comes after those before.
func (c *chronicle) succeed(p *speaker) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sessions = append(c.sessions, p.session)
	c.note(p)
}

// note is called with the lock held.
func (c *chronicle) note(p *speaker) live.Snapshot {
	s := live.SnapshotOf(p.talk.State, p.session, p.deck.Hash, 0, time.Now())
	c.published[edge{s.Session, s.Seq}] = s
	return s
}

// do changes a presenter's talk.
func (c *chronicle) do(p *speaker, op talk.Op, n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	p.do(op, n)
	c.note(p)
}

// edit shows another deck from now on.
func (c *chronicle) edit(p *speaker, d deck.Public) {
	c.mu.Lock()
	defer c.mu.Unlock()
	p.deck = d
	p.talk.Seq++
	p.publish()
	c.note(p)
}

// click changes a talk again and again, until the function that it returns is called.
func (c *chronicle) click(p *speaker) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		for i := 0; live.Rest(ctx, 15*time.Millisecond); i++ {
			c.do(p, []talk.Op{talk.Next, talk.Next, talk.Next, talk.Back}[i%4], 0)
		}
	}()
	stop = sync.OnceFunc(func() { cancel(); <-done })
	c.t.Cleanup(stop)
	return stop
}

// follow starts a site whose every state is held to what was published.
func (c *chronicle) follow(s Server, site string) *listener {
	c.t.Helper()
	l := listen(c.t, FollowConfig{Server: s, Site: site})
	c.sites = append(c.sites, l)
	return l
}

func (c *chronicle) newest(p *speaker) live.Snapshot {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.note(p)
}

// right waits until all sites show what a presenter shows now, or what comes later.
func (c *chronicle) right(p *speaker) {
	c.t.Helper()
	begun, want := time.Now(), c.newest(p)
	for _, l := range c.sites {
		l.until("the newest state at "+l.site, func(s live.State) bool {
			return s.Status == live.Connected && s.Deck != nil && s.Snapshot.Session == want.Session && s.Snapshot.Seq >= want.Seq
		})
	}
	if took := time.Since(begun); took > rightWithin {
		c.t.Errorf("the sites are right after %v, expected %v at most", took, rightWithin)
	} else {
		c.t.Logf("right after %v", took.Round(time.Millisecond))
	}
}

// lost waits until all sites have lost the presenter, and keep what they show.
func (c *chronicle) lost() {
	c.t.Helper()
	for _, l := range c.sites {
		if got := l.until("the loss at "+l.site, status(live.Lost)); got.Deck == nil {
			c.t.Errorf("%s shows nothing any more", l.site)
		}
	}
}

// wrong holds every state of every site to what was published: none that was not, none with another deck, and
// none that is older than the one before.
func (c *chronicle) wrong() []string {
	var out []string
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, l := range c.sites {
		l.mu.Lock()
		session, seq := 0, uint64(0)
		for _, s := range l.all {
			if s.Deck == nil {
				continue
			}
			if want := c.published[edge{s.Snapshot.Session, s.Snapshot.Seq}]; !sameSlide(s, want) {
				out = append(out, fmt.Sprintf("%s shows %+v with the deck %s, and published is %+v", l.site, s.Snapshot, s.Deck.Hash, want))
			}
			at := slices.Index(c.sessions, s.Snapshot.Session)
			if at < session || at == session && s.Snapshot.Seq < seq {
				out = append(out, fmt.Sprintf("%s shows state %d of presenter %d after state %d of presenter %d", l.site, s.Snapshot.Seq, at, seq, session))
			}
			session, seq = at, s.Snapshot.Seq
		}
		l.mu.Unlock()
	}
	return out
}

// sameSlide reports whether a site shows what was published.
func sameSlide(s live.State, want live.Snapshot) bool {
	got := s.Snapshot
	return got.Slide == want.Slide && got.Step == want.Step && got.Blank == want.Blank && got.Deck == want.Deck && s.Deck.Hash == got.Deck
}

// A wrong state must not slip through the chronicle itself.
func TestChronicleFindsWhatIsWrong(t *testing.T) {
	d := testDeck("a", 5)
	good := live.Snapshot{Session: "two", Seq: 3, Slide: 2, Deck: d.Hash, Blank: live.Visible}
	older, other, unknown := good, good, good
	older.Session, older.Seq, other.Slide, unknown.Seq, unknown.Slide = "one", 9, 1, 4, 3
	for name, s := range map[string]live.Snapshot{"older": older, "other": other, "unknown": unknown} {
		c := &chronicle{sessions: []string{"one", "two"}, published: map[edge]live.Snapshot{
			{"one", 9}: older, {"two", 3}: good,
		}}
		c.sites = []*listener{{Follower: &Follower{site: name}, all: []live.State{{Snapshot: good, Deck: &d}, {Snapshot: s, Deck: &d}}}}
		if len(c.wrong()) != 1 {
			t.Errorf("a state that is %s is not found: %q", name, c.wrong())
		}
	}
}

func TestServerRestartsInTheMiddleOfChanges(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first := startServer(t, &server.Options{JetStream: true, StoreDir: dir})
	where := at(first)
	opts := &server.Options{JetStream: true, StoreDir: dir, Port: portOf(first)}
	p := speak(t, PresentConfig{Server: where}, testDeck("a", 40))
	c := record(t, p)
	for i := range 5 {
		c.follow(where, strconv.Itoa(i))
	}
	c.right(p)
	stop := c.click(p)
	c.right(p)
	stopServer(first)
	c.lost()
	startServer(t, opts)
	c.right(p)
	stop()
	c.follow(where, "late")
	c.right(p)
	p.sites("all sites", func(s live.Sites) bool { return s.Sites == 6 && s.Trouble == "" })
}

func TestPresenterRestartsInTheMiddleOfChanges(t *testing.T) {
	t.Parallel()
	s := startServer(t, nil)
	p := speak(t, PresentConfig{Server: at(s), Name: "Ann"}, testDeck("a", 40))
	c := record(t, p)
	for i := range 5 {
		c.follow(at(s), strconv.Itoa(i))
	}
	stop := c.click(p)
	c.right(p)
	stop()
	p.die()
	c.lost()
	again := begin(t, PresentConfig{Server: at(s), Name: "Ann"}, testDeck("a", 40))
	c.succeed(again)
	c.right(again)
	c.do(again, talk.GoTo, 7)
	c.right(again)
}

// A network that swallows everything, without closing a connection, for longer than it takes to be lost. What was
// sent into it arrives late, when the presenter has long come back over another connection.
func TestPartition(t *testing.T) {
	t.Parallel()
	s := startServer(t, nil)
	between, through := before(t, s, 0, 0)
	p := speak(t, PresentConfig{Server: through}, testDeck("a", 40))
	c := record(t, p)
	for i := range 3 {
		c.follow(at(s), strconv.Itoa(i))
	}
	stop := c.click(p)
	c.right(p)
	between.freeze()
	frozen := time.Now()
	c.lost()
	if took := time.Since(frozen); took > lostAfter+time.Second {
		t.Errorf("the loss is told after %v", took)
	}
	p.sites("the trouble", func(s live.Sites) bool { return strings.Contains(s.Trouble, "No relay answers at") })
	stop()
	c.edit(p, testDeck("b", 9))
	c.do(p, talk.GoTo, 4)
	between.restore()
	c.right(p)
	p.sites("its end", func(s live.Sites) bool { return s.Trouble == "" && s.Sites == 3 })
}

// noise is a picture of so many bytes, which no compression makes smaller.
func noise(n int) []byte {
	out := make([]byte, n)
	r := rand.NewChaCha8([32]byte{1})
	_, _ = r.Read(out) // It cannot fail.
	return out
}

// pictured is a deck with a picture, and what reads it.
func pictured(title string, n, size int) (deck.Public, album) {
	d := testDeck(title, n)
	id := "picture-of-" + title
	d.Slides[0].Blocks = append(d.Slides[0].Blocks, deck.Block{Image: &deck.Image{File: &deck.File{ID: id, Kind: "png", W: 9, H: 9}}})
	return d, album{id: noise(size)}
}

// album is the pictures of a deck.
type album map[string][]byte

// ReadPicture implements deck.Pictures.
func (a album) ReadPicture(id string) ([]byte, error) { return a[id], nil }

// One site is behind a line of 20 KB a second with 300 ms there and back. Its deck takes several seconds, its picture
// longer, and nobody else waits.
func TestSlowSite(t *testing.T) {
	t.Parallel()
	s := startServer(t, nil)
	_, through := before(t, s, 150*time.Millisecond, 20<<10)
	d, pictures := pictured("a", 10, 20<<10)
	d.Slides[1].Title = textOf(noise(80 << 10))
	p := begin(t, PresentConfig{Server: at(s)}, d)
	p.pictures = pictures
	p.talk.Seq++
	p.publish()
	c := record(t, p)
	c.follow(at(s), "fast")
	slow := listen(t, FollowConfig{Server: through, Site: "slow"})
	stop := c.click(p)
	c.right(p)
	slow.until("the connection", func(s live.State) bool { return s.Status == live.Connected })
	if slow.now().Deck != nil {
		t.Error("the slow site is not slow")
	}
	c.right(p)
	c.sites = append(c.sites, slow)
	slow.until("the deck", func(s live.State) bool { return s.Deck != nil })
	stop()
	c.right(p)
	got, err := slow.ReadPicture("picture-of-a")
	if err != nil || !bytes.Equal(got, pictures["picture-of-a"]) {
		t.Errorf("over the slow line the picture has %d bytes, %v", len(got), err)
	}
	c.do(p, talk.GoTo, 3)
	c.right(p)
}

// textOf makes a text that no compression makes much smaller.
func textOf(noise []byte) string {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-"
	for i, b := range noise {
		noise[i] = letters[b%64]
	}
	return string(noise)
}

// The administrator corrects a password while the server runs. Whoever was refused is let in without a hand's turn.
func TestCredentialsAreCorrected(t *testing.T) {
	t.Parallel()
	opts := &server.Options{JetStream: true, Username: "head", Password: "old"}
	s := startServer(t, opts)
	where := at(s)
	where.User, where.Password = "head", "new"
	p := begin(t, PresentConfig{Server: where}, testDeck("a", 5))
	c := record(t, p)
	l := c.follow(where, "one")
	for who, err := range map[string]error{"presenter": p.Ready(inTime), "site": l.Ready(inTime)} {
		if !saying(err, "refuses this user") {
			t.Errorf("the %s is told %q", who, Words(err))
		}
	}
	again := opts.Clone()
	again.Password = "new"
	if err := s.ReloadOptions(again); err != nil {
		t.Fatal(err)
	}
	c.right(p)
	for who, err := range map[string]error{"presenter": p.Ready(inTime), "site": l.Ready(inTime)} {
		if err != nil {
			t.Errorf("after all the %s is told %q", who, Words(err))
		}
	}
	p.sites("the trouble's end", func(s live.Sites) bool { return s.Trouble == "" && s.Sites == 1 })
}
