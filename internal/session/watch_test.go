package session

import (
	"errors"
	"testing"
	"time"
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
