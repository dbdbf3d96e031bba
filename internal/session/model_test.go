package session_test

import (
	"flag"
	"os"
	"testing"

	"pgregory.net/rapid"
)

// Whatever is pressed, wherever, and whatever happens to windows, programs, files, clocks and networks meanwhile: once all
// has settled, every hall shows what the presenter says that it shows, and draws as NOW; nothing of the speaker's has
// come to a hall, a server or a relay; every frame is as large as its window; sequence numbers rise; and the talk that is
// taken up after a kill is the one that the halls showed last, or a later one.
func TestWhole(t *testing.T) {
	t.Parallel()
	checks := "10"
	if os.Getenv("CI_LONG") == "1" {
		checks = "1500"
	}
	must(t, flag.Set("rapid.checks", checks))
	must(t, flag.Set("rapid.shrinktime", "1ns")) // A failure may take all of the patience, each time.
	around := startNetwork(t)
	rapid.Check(t, func(rt *rapid.T) {
		s := open(rt, around)
		defer s.end()
		for range rapid.IntRange(4, 24).Draw(rt, "steps") {
			s.act()
			s.settle()
		}
	})
}

// must is for what the test itself needs.
func must(t interface {
	Helper()
	Fatal(args ...any)
}, err error,
) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
