//go:build unix

package state

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/live"
)

// Whatever stands in place of a file of the program, nothing waits for it or reads it without end. What
// cannot be replaced is named, with what to do about it.
func TestStrangeFiles(t *testing.T) {
	for kind, c := range map[string]struct {
		put  func(path string) error
		want string
	}{
		"pipe":   {func(p string) error { return syscall.Mkfifo(p, 0o600) }, "it is not an ordinary file; remove it"},
		"device": {func(p string) error { return os.Symlink("/dev/zero", p) }, "it is not an ordinary file; remove it"},
		"large file": {func(p string) error {
			return errOr(os.WriteFile(p, nil, 0o600), func() error { return os.Truncate(p, 3<<30) })
		}, "it is larger than 64 MB; move it elsewhere"},
	} {
		dir := t.TempDir()
		for _, name := range []string{journalFile("", 1), plainFile(""), asideFile(""), talkLock(""), endpointFile, decksFile, presentLock, runsFile, runsLock, pacesFile, runFile("x"), runLock("x"), runFile("y")} {
			must(t, c.put(filepath.Join(dir, name)))
		}
		done := make(chan map[string]error)
		go func() { done <- useAll(At(dir)) }()
		select {
		case <-time.After(20 * time.Second):
			t.Fatalf("a %s holds everything up", kind)
		case got := <-done:
			for name, err := range got {
				if err == nil || !strings.HasPrefix(Reason(err).Error(), "cannot read "+dir) || !strings.HasSuffix(err.Error(), c.want) {
					t.Errorf("%s: %s gives %v", kind, name, err)
				}
			}
		}
		f := At(dir)
		save(t, f, "", begun(time.Now()), time.Now())
		must(t, f.SaveEndpoint(live.Endpoint{URL: "http://127.0.0.1:4000"}))
		_, err := f.Endpoint()
		if len(f.Interrupted("", time.Now())) != 1 || err != nil {
			t.Errorf("a %s is not replaced: %v", kind, err)
		}
	}
}

func errOr(err error, next func() error) error {
	if err != nil {
		return err
	}
	return next()
}

// useAll uses every file, and returns the errors that are to be told.
func useAll(f *Folder) map[string]error {
	got := map[string]error{}
	_ = f.Interrupted("", time.Now())
	f.Paces("Anna")
	_, _ = f.RecentDecks(""), f.DeckPhase("")
	got["decks"] = f.UseDeck(UsedDeck{})
	_ = f.Adopt()
	r := f.Record("x")
	_, got["a run at its end"] = r.Finish(example("x"))
	r.Drop()
	_, _, got["runs"] = f.Runs()
	_, got["the lock"] = f.Lock()
	_, got["the endpoint"] = f.Endpoint()
	f.Address()
	got["a pace"] = f.SavePace("Anna", "", 110)
	return got
}
