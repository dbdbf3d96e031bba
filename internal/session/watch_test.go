package session

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// What may be whole in a moment is read again; a program that keeps a file for itself is told of once, and its file is
// read when it lets go.
func TestReading(t *testing.T) {
	errBusy := errors.New("in use")
	var r reading
	for name, err := range map[string]error{"busy": errBusy, "incomplete": errIncomplete} {
		r = reading{}
		var waited time.Duration
		for waited < missing {
			tell, again := r.next(err, errors.Is(err, errBusy))
			if tell || again <= 0 {
				t.Fatalf("%s: after %v it tells: %v, and reads again after %v", name, waited, tell, again)
			}
			waited += again
		}
	}
	r = reading{waited: missing}
	for i, want := range []bool{true, false, false} {
		if tell, again := r.next(errBusy, true); tell != want || again <= 0 {
			t.Errorf("try %d of a busy file tells: %v, and reads again after %v", i, tell, again)
		}
	}
	for range 2 {
		if tell, again := r.next(nil, false); !tell || again != 0 || r != (reading{}) {
			t.Errorf("a file that can be read tells: %v, and reads again after %v", tell, again)
		}
	}
	if tell, again := r.next(errors.New("no deck"), false); !tell || again != 0 {
		t.Errorf("a deck with an error tells: %v, and reads again after %v", tell, again)
	}
}

// An edited deck comes with its slides read, whether it was edited here or elsewhere: a key would wait for their pictures.
func TestAnEditedDeckComesRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "talk.md")
	text := strings.Repeat("# A\n\n---\n\n", 250) + "# B\n\n![](gone.png)\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	src := Source{Path: path}
	edited := make(chan *deck.Deck, 1)
	defer src.Watch(func(d *deck.Deck, _ error) {
		select {
		case edited <- d:
		default: // Only the first is looked at.
		}
	})()
	first, err := src.Load()
	if err != nil || len(first.Diagnostics()) > 0 {
		t.Fatalf("a long deck is read whole when it is opened: %v, %v", first.Diagnostics(), err)
	}
	if err := os.WriteFile(path, []byte(text+"\nmore\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	d := <-edited
	if len(d.Diagnostics()) != 1 {
		t.Errorf("of an edited deck is known %v", d.Diagnostics())
	}
	draft, err := NewEditor(src, nil).Open(d, 0, "")
	if err != nil {
		t.Fatal(err)
	}
	saved, _, err := draft.Save("Say hello.", "# A")
	if err != nil || len(saved.Diagnostics()) != 1 {
		t.Errorf("of a deck that was edited here is known %v, %v", saved.Diagnostics(), err)
	}
}
