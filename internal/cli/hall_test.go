package cli

import (
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/live"
)

// A hall that finds no presenter says after a while what it looks for, and what to do; until then, and once there is
// one, it says nothing.
func TestAHallThatWaitsForLong(t *testing.T) {
	began := time.Date(2026, 11, 23, 8, 50, 0, 0, time.UTC)
	now := began
	a := &app{now: func() time.Time { return now }}
	for _, c := range []struct {
		waited time.Duration
		status live.Status
		says   bool
	}{
		{0, live.Waiting, false}, {9 * time.Second, live.Waiting, false}, {10 * time.Second, live.Waiting, true},
		{time.Minute, live.Connected, false}, {time.Minute, live.OtherVersion, false},
	} {
		now = began.Add(c.waited)
		if got := a.waitingText(live.State{Status: c.status, Since: began}); (got != "") != c.says {
			t.Errorf("after %v it says %q", c.waited, got)
		}
	}
}
