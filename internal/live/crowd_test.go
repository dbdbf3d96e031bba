package live

import (
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// The halls of this machine have news at once, and a crowd bit by bit: nobody holds up the speaker's
// next key, and nobody waits long.
func TestCrowdTakesTurns(t *testing.T) {
	const crowd = 300
	bubble(t, func(t *testing.T, w *wire) {
		p := newTalker("one", publicDeck("a", 5))
		s := serveHub(w, testPort, p.hub, Config{})
		var mu sync.Mutex
		var waits []time.Duration
		var all sync.WaitGroup
		start := time.Now()
		for range crowd {
			conn := w.raw(t, testPort, eventsRequest)
			all.Go(func() {
				defer conn.Close()
				events := newEvents(conn)
				for range 2 { // The state at joining, and the news.
					if _, err := events.next(); err != nil {
						t.Error(err)
					}
				}
				mu.Lock()
				defer mu.Unlock()
				waits = append(waits, time.Since(start))
			})
		}
		h := w.hall(testPort, testToken)
		h.now(t)
		p.do(talk.Next, 0)
		if got := h.now(t); ages(start) != 0 || got.Snapshot.Seq != 1 {
			t.Errorf("a hall of this machine has state %d after %v", got.Snapshot.Seq, ages(start))
		}
		all.Wait()
		slices.Sort(waits)
		whole := (crowd - few) * serveTime
		if half, most := waits[crowd/2], waits[crowd-1]; half < whole/4 || most > 2*whole {
			t.Errorf("half of the crowd has it after %v, all after %v", half, most)
		}
		h.end()
		s.Close()
	})
}
