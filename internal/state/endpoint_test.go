package state

import (
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/filetest"
	"github.com/westandtogether-assembly/assembly/internal/live"
)

// Where the state folder takes no file, halls find the presenter by another folder, unless somebody else could have
// left something there. A newer presenter is found wherever it is left.
func TestTheEndpointInAnotherFolder(t *testing.T) {
	disk, run := &filetest.Disk{}, filepath.Join(t.TempDir(), "assembly")
	f := On(disk, t.TempDir())
	f.private = run
	here := func(port string, began int64) live.Endpoint {
		return live.Endpoint{URL: "http://127.0.0.1:" + port, Started: time.Unix(began, 0)}
	}
	found := func() string {
		e, err := f.Endpoint()
		if err != nil {
			return err.Error()
		}
		return e.URL
	}
	readOnly := func(name string) error {
		if filepath.Dir(name) != run {
			return syscall.EACCES
		}
		return nil
	}
	must(t, f.SaveEndpoint(here("1", 1)))
	disk.Fault(filetest.Rename, readOnly)
	must(t, f.SaveEndpoint(here("2", 2)))
	if got := found(); got != "http://127.0.0.1:2" {
		t.Errorf("in a folder that takes no file, %s is found", got)
	}
	other := On(disk, t.TempDir())
	if other.private = run; found() == "" {
		t.Error("nothing is found")
	}
	if _, err := other.Endpoint(); err == nil {
		t.Error("a hall with another state folder finds it")
	}
	disk.Fault(filetest.Rename, nil)
	must(t, f.SaveEndpoint(here("3", 3)))
	if got := found(); got != "http://127.0.0.1:3" {
		t.Errorf("of two, %s is found", got)
	}
	if must(t, f.RemoveEndpoint()); found() == "http://127.0.0.1:2" {
		t.Error("what was left in the other folder stays")
	}
	if runtime.GOOS == "windows" {
		return
	}
	disk.Fault(filetest.Rename, readOnly)
	must(t, os.Chmod(run, 0o777)) //nolint:gosec // that is what is refused
	if err := f.SaveEndpoint(here("4", 4)); err == nil {
		t.Error("it is left where others can read it")
	}
}

// A presenter without any folder is found, too.
func TestTheEndpointWithoutAStateFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	must(t, os.WriteFile(file, nil, 0o600))
	t.Setenv("XDG_STATE_HOME", file)
	t.Setenv("XDG_RUNTIME_DIR", t.TempDir())
	must(t, Open(os.Getenv).SaveEndpoint(live.Endpoint{URL: "http://127.0.0.1:5"}))
	if e, err := Open(os.Getenv).Endpoint(); err != nil || e.URL != "http://127.0.0.1:5" {
		t.Errorf("%+v is found, %v", e, err)
	}
	must(t, Open(os.Getenv).RemoveEndpoint())
	if _, err := Open(os.Getenv).Endpoint(); err == nil {
		t.Error("it stays")
	}
}

// What killed programs have left half written goes, but nothing else.
func TestSweep(t *testing.T) {
	f, now := At(t.TempDir()), time.Now()
	put := func(name string, age time.Duration) {
		must(t, os.WriteFile(f.path(name), nil, 0o600))
		must(t, os.Chtimes(f.path(name), now.Add(-age), now.Add(-age)))
	}
	put(".assembly-1", sweepAfter+time.Minute)
	put(".assembly-2", sweepAfter-time.Minute)
	put("paces.json", 30*24*time.Hour)
	must(t, os.Mkdir(f.path(".assembly-3"), 0o700))
	f.Sweep(now.Add(time.Second))
	left, err := os.ReadDir(f.Dir())
	must(t, err)
	if len(left) != 3 {
		t.Errorf("%v is left", left)
	}
	(&Folder{}).Sweep(now) // There is no folder.
}
