package atomicfile

import (
	"errors"
	"testing"
	"time"
)

// A file that another program holds is waited for, two seconds at most; any other error is told at once.
func TestPatiently(t *testing.T) {
	errHeld, errOther := errors.New("held"), errors.New("other")
	for name, c := range map[string]struct {
		free   int // the try that succeeds, or fails otherwise
		err    error
		waited time.Duration
	}{
		"free":       {1, nil, 0},
		"other":      {1, errOther, 0},
		"held":       {3, nil, 30 * time.Millisecond},
		"then other": {2, errOther, 10 * time.Millisecond},
		"for good":   {1000, errHeld, waitAtAll},
	} {
		t.Run(name, func(t *testing.T) {
			tries, waited := 0, time.Duration(0)
			err := patiently(func() error {
				if tries++; tries < c.free {
					return errHeld
				}
				return c.err
			}, func(err error) bool { return errors.Is(err, errHeld) }, func(d time.Duration) { waited += d })
			if !errors.Is(err, c.err) || waited != c.waited {
				t.Errorf("after %v: %v", waited, err)
			}
		})
	}
}
