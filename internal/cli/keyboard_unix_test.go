//go:build !windows

package cli

import (
	"io"
	"testing"
	"testing/synctest"
	"time"
)

// Whatever a terminal began to say and never finished, keys that are typed each second count again in a moment, and a pause
// ends a paste.
func TestKeysBehindWhatNeverEnds(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		begun string
		every time.Duration
		want  string
		by    time.Duration
	}{
		{"\x1b]11;rgb:", time.Second, "n", 4 * time.Second},
		{"\x1bPq", 500 * time.Millisecond, "n", 4 * time.Second},
		{"\x1b[200~q", 3 * time.Second, "\x1b[200~q\x1b[201~", 2 * time.Second},
	} {
		synctest.Test(t, func(t *testing.T) {
			k := &keyboard{parts: make(chan []byte), failed: io.EOF}
			go func() {
				defer close(k.parts)
				k.parts <- []byte(c.begun)
				for range 10 {
					time.Sleep(c.every)
					k.parts <- []byte("n")
				}
			}()
			began, key := time.Now(), make([]byte, 100)
			n, err := k.Read(key)
			if got := string(key[:n]); err != nil || got != c.want || time.Since(began) > c.by {
				t.Errorf("behind %q comes %q after %v, error %v; want %q within %v", c.begun, got, time.Since(began), err, c.want, c.by)
			}
			for err == nil {
				_, err = k.Read(key)
			}
		})
	}
}
