package live

import (
	"errors"
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// deckServer sends the states of a script and always the same deck, and counts how often.
func (w *wire) deckServer(states []string, hash string, asked *int) (stop func()) {
	return w.script(testPort, func(out http.ResponseWriter, r *http.Request) {
		if r.URL.Path == pathDeck {
			*asked++
			out.Header().Set("Content-Type", "application/json")
			fmt.Fprintf(out, `{"Hash":%q,"Steps":[1,2],"Slides":[{},{}],"Closing":-1}`, hash)
			return
		}
		for i, of := range states {
			sendEvent(out, fmt.Sprintf("event: state\ndata: {\"v\":%d,\"session\":\"s\",\"deck\":%q,\"seq\":%d,\"slide\":1}\n\n", Version, of, i))
		}
		<-r.Context().Done()
	})
}

// A deck that comes before its state, because another edit came out meanwhile, is kept until then.
func TestDeckAheadOfItsState(t *testing.T) {
	bubble(t, func(t *testing.T, w *wire) {
		asked := 0
		stop := w.deckServer([]string{"old", "new"}, "new", &asked)
		defer stop()
		h := w.hall(testPort, "")
		defer h.end()
		got := h.now(t)
		if got.Status != Connected || got.Snapshot.Deck != "new" || position(got) != (talk.Pos{Slide: 1}) || asked != 1 {
			t.Errorf("after asking %d times the hall has %+v", asked, got)
		}
	})
}

// A presenter whose decks are never those of its states is none.
func TestStrayDecksEndTheLink(t *testing.T) {
	bubble(t, func(t *testing.T, w *wire) {
		asked := 0
		stop := w.deckServer([]string{"a", "b", "c"}, "stray", &asked)
		defer stop()
		h := w.hall(testPort, "")
		defer h.end()
		if got := h.now(t); got.Status != Lost || !errors.Is(got.Trouble, errDeck) || got.Deck != nil || asked != maxStrays {
			t.Errorf("after asking %d times the hall has %+v", asked, got)
		}
	})
}

// A deck that takes longer than a sign of life may is still waited for while it comes.
func TestSlowDeckIsASignOfLife(t *testing.T) {
	bubble(t, func(t *testing.T, w *wire) {
		stop := w.script(testPort, func(out http.ResponseWriter, r *http.Request) {
			if r.URL.Path != pathDeck {
				sendEvent(out, fmt.Sprintf("event: state\ndata: {\"v\":%d,\"session\":\"s\",\"deck\":\"h\"}\n\n", Version))
				<-r.Context().Done()
				return
			}
			out.Header().Set("Content-Type", "application/json")
			for _, piece := range []string{`{"Hash":`, `"h",`, `"Steps":[1],`, `"Slides":[{}],`, `"Closing":-1`, `}`} {
				time.Sleep(time.Second)
				fmt.Fprint(out, piece)
				_ = http.NewResponseController(out).Flush()
			}
		})
		defer stop()
		h := w.hall(testPort, "")
		defer h.end()
		start := time.Now()
		for s := range h.States() {
			if s.Status == Lost {
				t.Fatalf("after %v the link is lost: %v", ages(start), s.Trouble)
			}
			if s.Deck != nil {
				break
			}
		}
		if took := ages(start); took != 6*time.Second {
			t.Errorf("the deck is there after %v", took)
		}
	})
}
