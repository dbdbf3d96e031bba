package state

import (
	"bytes"
	"fmt"
	"maps"
	"path/filepath"
	"reflect"
	"syscall"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/filetest"
	"github.com/westandtogether-assembly/assembly/internal/live"
)

// On a disk on which anything fails, nothing that was saved before is lost, and what could not be saved is told; when
// the disk works again it is saved.
func TestADiskThatFails(t *testing.T) {
	for _, op := range []filetest.Op{filetest.Open, filetest.Write, filetest.Sync, filetest.Rename} {
		for _, reason := range []error{syscall.ENOSPC, syscall.EIO, syscall.EACCES} {
			t.Run(fmt.Sprint(op, " ", reason), func(t *testing.T) { failing(t, op, reason) })
		}
	}
}

func failing(t *testing.T, op filetest.Op, reason error) {
	disk := &filetest.Disk{}
	f := On(disk, t.TempDir())
	r := f.Record("x")
	t.Cleanup(r.Drop) // Windows removes no file that is open.
	saves := map[string]func(n int) error{
		"a pace":       func(n int) error { return f.SavePace("Anna", "primary", n) },
		"a deck":       func(n int) error { return f.UseDeck(UsedDeck{Title: fmt.Sprint(n)}) },
		"the ticks":    func(n int) error { return f.SaveTicks(time.Unix(0, 0), "", []string{fmt.Sprint(n)}) },
		"the endpoint": func(n int) error { return f.SaveEndpoint(live.Endpoint{URL: fmt.Sprint("http://127.0.0.1:", n)}) },
		"a run so far": func(n int) error { run := example("x"); run.From = n; return r.Save(run) },
		"a run's end":  func(n int) error { _, err := f.add(example(fmt.Sprint(n))); return err },
	}
	for name, save := range saves {
		if err := save(101); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	before := f.held(t)
	disk.Fault(op, func(name string) error {
		if op == filetest.Open && filepath.Ext(name) == ".json" {
			return nil // What is there can be read.
		}
		return reason
	})
	for name, save := range saves {
		appends := name == "a run's end" && op == filetest.Rename // It is a line, which needs none.
		if err := save(102); err == nil && !appends {
			t.Errorf("%s: nobody is told that it is not saved", name)
		}
	}
	disk.Fault(op, nil)
	if is := f.held(t); op != filetest.Sync && op != filetest.Rename && !maps.Equal(before, is) {
		t.Errorf("what was saved was %v, and is %v", before, is)
	}
	for name, save := range saves {
		if err := save(103); err != nil {
			t.Errorf("%s: with the disk mended: %v", name, err)
		}
	}
	if is := f.held(t); is["pace"] != "103" || is["deck"] != "103" || is["ticks"] != "[103]" || is["endpoint"] != "http://127.0.0.1:103" || is["101"] == "" || is["103"] == "" {
		t.Errorf("with the disk mended, %v is saved", is)
	}
	if left, _ := filepath.Glob(filepath.Join(f.Dir(), ".assembly-*")); len(left) > 0 {
		t.Errorf("%v is left", left)
	}
}

// held is what the folder has saved.
func (f *Folder) held(t *testing.T) map[string]string {
	t.Helper()
	is := map[string]string{"pace": fmt.Sprint(f.Paces("Anna")["primary"]), "ticks": fmt.Sprint(f.Ticks(time.Unix(0, 0), ""))}
	decks, err := f.decks()
	must(t, err)
	is["deck"] = decks[0].Title
	e, err := f.Endpoint()
	must(t, err)
	is["endpoint"] = e.URL
	runs, _, err := f.Runs()
	must(t, err)
	for _, r := range runs {
		is[r.ID] = "run"
	}
	return is
}

// Wherever a bit is flipped in a file that people rely on, what is read is what was saved, or nothing.
func TestAFlippedBit(t *testing.T) {
	f := At(t.TempDir())
	must(t, f.SavePace("Anna", "primary", 117))
	must(t, f.UseDeck(UsedDeck{Title: "Kind", Phase: "primary"}))
	mustAppend(t, f, "a")
	r := f.Record("x")
	t.Cleanup(r.Drop)
	must(t, r.Save(example("x")))
	for file, read := range map[string]func(text []byte) (any, error){
		pacesFile:    func(text []byte) (any, error) { var p paces; err := unseal(text, &p); return p, err },
		decksFile:    func(text []byte) (any, error) { var d []UsedDeck; err := unseal(text, &d); return d, err },
		runsFile:     func(text []byte) (any, error) { return decode(text) },
		runFile("x"): func(text []byte) (any, error) { return decode(text) },
	} {
		text, err := f.readFile(file)
		must(t, err)
		want, err := read(text)
		must(t, err)
		for bit := range 8 * len(text) {
			bad := bytes.Clone(text)
			bad[bit/8] ^= 1 << (bit % 8)
			if got, err := read(bad); err == nil && !reflect.DeepEqual(got, want) {
				t.Fatalf("%s with byte %d flipped is read as %+v", file, bit/8, got)
			}
		}
	}
}
