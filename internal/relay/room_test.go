package relay

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"

	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

func TestCheckRoom(t *testing.T) {
	for _, good := range []string{"oak", "Year-5_Oak", "5", strings.Repeat("a", 40)} {
		if err := CheckRoom(good); err != nil {
			t.Errorf("%q gives %v", good, err)
		}
	}
	for bad, want := range map[string]string{
		"": "a name such as year-5", "Year 5 Oak": "year-5-oak can be used", "a.b": "a-b can be used", "*": "a name such as year-5",
		"École\x1b[31m": "cole-31m can be used", strings.Repeat("a", 41): strings.Repeat("a", 40) + " can be used",
	} {
		err := CheckRoom(bad)
		var p *Problem
		if !errors.As(err, &p) || !strings.Contains(p.What, "1 to 40 of a-z A-Z 0-9 - _") || !strings.Contains(p.Hint, want) || strings.ContainsRune(p.What, 0x1b) {
			t.Errorf("%q gives %q, %+v", bad, err, p)
		}
		if suggested := suggest(bad); suggested != "" && CheckRoom(suggested) != nil {
			t.Errorf("for %q it suggests %q", bad, suggested)
		}
	}
	if _, err := Present(t.Context(), PresentConfig{Room: "a b"}); err == nil {
		t.Error("a talk is presented in a room without a valid name")
	}
	if _, err := Follow(t.Context(), FollowConfig{Room: "a b"}); err == nil {
		t.Error("a room without a valid name is followed")
	}
}

func TestRoomIsTaken(t *testing.T) {
	t.Parallel()
	s := startServer(t, nil)
	ann := speak(t, PresentConfig{Server: at(s), Name: "Ann"}, testDeck("a", 5))
	site := listen(t, FollowConfig{Server: at(s)})
	site.until("Ann's talk", both(status(live.Connected), shows("a", 0, 0)))
	ben := begin(t, PresentConfig{Server: at(s), Name: "Ben", TakeOver: "Anna"}, testDeck("b", 5))
	var taken *Taken
	if err := ben.Ready(inTime); !errors.As(err, &taken) || *taken != (Taken{Room: "oak", By: "Ann"}) {
		t.Fatalf("in Ann's room Ben's presenter gives %v", err)
	}
	if got := ben.Sites(); !strings.HasPrefix(got.Trouble, "Ann is presenting in the room oak") {
		t.Errorf("Ben is told %q", got.Trouble)
	}
	ann.do(talk.GoTo, 2)
	site.until("Ann's slide", shows("a", 2, 0))
	ann.Close() // And Ben has the room that he waits for.
	site.until("Ben's talk", both(status(live.Connected), shows("b", 0, 0)))
	ben.sites("the end of the trouble", func(s live.Sites) bool { return s.Trouble == "" })
	if err := ben.Ready(inTime); err != nil {
		t.Errorf("with the room Ben's presenter gives %v", err)
	}
}

func TestRoomIsTakenOver(t *testing.T) {
	t.Parallel()
	s := startServer(t, nil)
	ann := speak(t, PresentConfig{Server: at(s), Name: "Ann"}, testDeck("a", 5))
	site := listen(t, FollowConfig{Server: at(s)})
	site.until("Ann's talk", shows("a", 0, 0))
	ben := speak(t, PresentConfig{Server: at(s), Name: "Ben", TakeOver: " ann "}, testDeck("b", 5))
	site.until("Ben's talk", both(status(live.Connected), shows("b", 0, 0)))
	want := "Ben has taken over the room oak: other sites follow that talk now"
	ann.sites("word of Ben", func(s live.Sites) bool { return strings.HasPrefix(s.Trouble, want) })
	eventually(t, "the end of Ann's relay", func() bool {
		select {
		case <-ann.ended:
			return true
		default:
			return false
		}
	}, func() any { return ann.Sites() })
	ann.do(talk.GoTo, 3)
	ben.do(talk.GoTo, 1)
	site.until("Ben's slide", shows("b", 1, 0))
	site.mu.Lock()
	defer site.mu.Unlock()
	for _, s := range site.all {
		if s.Snapshot.Slide == 3 {
			t.Error("Ann's talk was followed after Ben's")
		}
	}
}

// Of two who ask for a free room at the same time one has it, and the other is told.
func TestTwoAtTheSameTime(t *testing.T) {
	t.Parallel()
	s := startServer(t, nil)
	ann := begin(t, PresentConfig{Server: at(s), Name: "Ann"}, testDeck("a", 5))
	ben := begin(t, PresentConfig{Server: at(s), Name: "Ben"}, testDeck("b", 5))
	var taken *Taken
	first, second := ann.Ready(inTime), ben.Ready(inTime)
	switch {
	case first == nil && errors.As(second, &taken) && taken.By == "Ann":
	case second == nil && errors.As(first, &taken) && taken.By == "Ben":
	default:
		t.Errorf("Ann gets %v and Ben gets %v", first, second)
	}
}

// A presenter whose program hangs does not keep the room.
func TestHolderThatDoesNotAnswer(t *testing.T) {
	t.Parallel()
	s := startServer(t, nil)
	c := connect(t, at(s))
	asked := make(chan struct{}, 10)
	if _, err := c.Subscribe("assembly.oak.who", func(*nats.Msg) { asked <- struct{}{} }); err != nil {
		t.Fatal(err)
	}
	if err := c.Flush(); err != nil {
		t.Fatal(err)
	}
	speak(t, PresentConfig{Server: at(s)}, testDeck("a", 2))
	<-asked
}

// A claim that was lost with its store is made again, above all that the sites have seen.
func TestStoreIsLost(t *testing.T) {
	t.Parallel()
	first := startServer(t, nil)
	where := at(first)
	opts := &server.Options{JetStream: true, Port: portOf(first)}
	for range 3 {
		speak(t, PresentConfig{Server: where}, testDeck("a", 2)).die()
	}
	p := speak(t, PresentConfig{Server: where}, testDeck("a", 5))
	site := listen(t, FollowConfig{Server: where})
	site.until("the talk", both(status(live.Connected), shows("a", 0, 0)))
	stored(t, p)
	p.die()
	stopServer(first)
	startServer(t, opts)
	again := speak(t, PresentConfig{Server: where}, testDeck("b", 5))
	site.until("the other talk", both(status(live.Connected), shows("b", 0, 0)))
	c := connect(t, where)
	for _, stream := range []string{"KV_assembly", "OBJ_assembly"} {
		if err := c.js.DeleteStream(t.Context(), stream); err != nil {
			t.Fatal(err)
		}
	}
	again.deck = testDeck("c", 5)
	again.do(talk.GoTo, 1)
	site.until("the third", both(status(live.Connected), shows("c", 1, 0)))
	stored(t, again)
	listen(t, FollowConfig{Server: where}).until("the third", shows("c", 1, 0))
}

func TestOtherVersion(t *testing.T) {
	t.Parallel()
	s := startServer(t, nil)
	site := listen(t, FollowConfig{Server: at(s)})
	c := connect(t, at(s))
	stop := make(chan struct{})
	defer close(stop)
	go func() {
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				_ = c.Publish("assembly.oak.state", []byte(`{"v":99,"epoch":"unknown","snapshot":[1]}`))
			case <-stop:
				return
			}
		}
	}()
	got := site.until("the other version", status(live.OtherVersion))
	if !saying(got.Trouble, "another version of this program: use the same version") {
		t.Errorf("the trouble is %q", Words(got.Trouble))
	}
	if err := site.Ready(inTime); !errors.Is(err, errVersion) {
		t.Errorf("with another version the site is ready: %v", err)
	}
}
