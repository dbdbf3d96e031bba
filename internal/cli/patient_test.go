package cli

import (
	"io"
	"testing"
	"testing/synctest"
	"time"
)

// A terminal that takes nothing is waited for once, and one that takes everything gets everything.
func TestLastWordsWaitForNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		read, write := io.Pipe()
		began := time.Now()
		p := &patient{to: write}
		for range 3 {
			if n, err := io.WriteString(p, "a note"); n != 6 || err != nil {
				t.Errorf("%d bytes are written, %v", n, err)
			}
		}
		if took := time.Since(began); took != lastWordsWithin {
			t.Errorf("the words wait for %v", took)
		}
		text := make([]byte, 10)
		if n, _ := read.Read(text); string(text[:n]) != "a note" {
			t.Errorf("%q is written", text[:n])
		}
	})
}
