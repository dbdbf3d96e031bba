package cli

import (
	"bytes"
	"fmt"
	"syscall"
	"testing"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// natsServer starts a NATS server for a test and returns its address.
func natsServer(t *testing.T, change func(*server.Options)) string {
	t.Helper()
	o := &server.Options{Host: "127.0.0.1", Port: server.RANDOM_PORT, JetStream: true, StoreDir: t.TempDir(), NoLog: true, NoSigs: true}
	if change != nil {
		change(o)
	}
	s, err := server.NewServer(o)
	must(t, err)
	s.Start()
	t.Cleanup(func() {
		s.Shutdown()
		s.WaitForShutdown()
	})
	if !s.ReadyForConnections(patience) {
		t.Fatal("the server does not start")
	}
	return s.ClientURL()
}

// Two schools and a laptop that fails: the other school follows, keeps its slide, and follows the laptop that takes
// the talk up; a third presenter is refused by name.
func TestManySchools(t *testing.T) {
	t.Parallel()
	address := natsServer(t, nil)
	over := func(args ...string) []string { return append(args, "--relay", address, "--room", "hillside") }
	first, other := newSchool(t), newSchool(t)
	presenter := first.open(100, 30, over("present", first.deck, "--as", "Anna")...).sees("SITES none follows yet in room hillside")
	hall := other.open(40, 12, over("hall", "--site", "Oakfield")...).sees("Slide number 1")
	presenter.sees("SITES 1 site, 1 room, 1 right")
	presenter.keys(" ")
	hall.sees("Word 1")
	hall.keys("\x1b[6~") // It follows, and drives nobody.
	if at := hall.listens(); len(at) != 0 {
		t.Errorf("a hall on another site listens at %v", at)
	}
	presenter.sees("step 2 of 2")
	presenter.until("the step to be stored", storedStep(t, address, 1))
	presenter.kill()
	// The same deck on another laptop.
	_, deck := write(t, five())
	second := &school{t: t, state: t.TempDir(), deck: deck}
	presenter = second.open(100, 30, over("present", second.deck, "--as", "Ben")...).sees("THE TALK WAS INTERRUPTED").sees("step 2 of 2")
	hall.sees("Word 1")
	presenter.keys("\r").gone("INTERRUPTED").sees("1 site, 1 room, 1 right").pause()
	presenter.keys(" ")
	hall.sees("Slide number 2")
	third := other.open(80, 12, over("present", other.deck)...)
	third.sees("Ben is presenting in the room hillside").sees("--take-over Ben").ends(exitFailed)
	presenter.keys("q").keys("y")
	hall.sees("Slide number 2")
}

// storedStep reports whether the relay has a step, from 0, for whoever joins late: a laptop that fails just behind a key
// leaves the step before it.
func storedStep(t *testing.T, address string, step int) func() bool {
	t.Helper()
	c, err := nats.Connect(address)
	must(t, err)
	t.Cleanup(c.Close)
	js, err := jetstream.New(c)
	must(t, err)
	return func() bool {
		kv, err := js.KeyValue(t.Context(), "assembly")
		if err != nil {
			return false
		}
		entry, err := kv.Get(t.Context(), "hillside")
		return err == nil && bytes.Contains(entry.Value(), fmt.Appendf(nil, `"step":%d,`, step))
	}
}

// A gateway needs no window: it serves its site's browsers, says where, and ends when it is told to.
func TestGatewayWithoutAWindow(t *testing.T) {
	t.Parallel()
	address := natsServer(t, nil)
	s := newSchool(t)
	presenter := s.open(100, 30, "present", s.deck, "--relay", address, "--room", "hillside").sees("SITES")
	// A dumb terminal is treated as none.
	gateway := runWith(t, setting{w: 100, h: 12, env: []string{"TERM=dumb"}},
		"hall", "--relay", address, "--room", "hillside", "--site", "Hillview", "--serve", "--serve-address", "127.0.0.1:0")
	gateway.sees("Following. Classrooms follow at http://127.0.0.1:")
	presenter.sees("1 site, 0 rooms")
	presenter.kill()
	gateway.sees("The screens keep what they show. Nothing is heard")
	gateway.signal(syscall.SIGTERM).ends(exitDone)
}

// What is wrong with a relay is said in words, and the talk begins all the same.
func TestTalkBeginsWhateverTheRelay(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	refusing := natsServer(t, func(o *server.Options) { o.Username, o.Password = "site", "secret" })
	without := natsServer(t, func(o *server.Options) { o.JetStream = false })
	for address, want := range map[string]string{
		"nats://127.0.0.1:9": "No relay answers at 127.0.0.1:9", refusing: "refuses this user", without: "JetStream does not answer",
	} {
		presenter := s.open(80, 24, "present", s.deck, "--relay", address, "--room", "hillside").sees(want).sees("Slide 1 of 6")
		presenter.keys(" ").sees("step 2 of 2").keys("q").keys("y").ends(exitDone)
	}
	s.open(100, 12, "hall", "--relay", refusing, "--room", "hillside").sees("refuses this user").ends(exitFailed)
}
