package live

import (
	"bytes"
	"encoding/json"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// eventsOf is every event of a text, as far as it can be read.
func eventsOf(r io.Reader) (out []event) {
	events := newEvents(r)
	for {
		e, err := events.next()
		if err != nil {
			return out
		}
		out = append(out, e)
	}
}

// pieces gives a text in pieces of the sizes that a fuzzer chooses.
type pieces struct {
	text  string
	sizes []byte
}

// Read implements io.Reader.
func (p *pieces) Read(b []byte) (int, error) {
	if len(p.text) == 0 {
		return 0, io.EOF
	}
	n := min(len(b), len(p.text))
	if len(p.sizes) > 0 {
		n, p.sizes = min(n, 1+int(p.sizes[0])), p.sizes[1:]
	}
	copy(b, p.text[:n])
	p.text = p.text[n:]
	return n, nil
}

// However a stream of events comes in pieces, the same events come of it, within their bounds; and no name or row of data
// comes that is not in the text.
func FuzzEvents(f *testing.F) {
	f.Add("event: state\ndata: {}\n\n", []byte{0, 3})
	f.Add(string(encodeEvent(Snapshot{})), []byte{5, 1, 1})
	f.Add(": a comment\r\n\r\nid: 1\nevent: state\ndata: a\ndata:b\r\n\r\nevent: beat\n\ndata\n\ndata: unfinished", []byte{10, 0, 0})
	f.Fuzz(func(t *testing.T, text string, sizes []byte) {
		want := eventsOf(strings.NewReader(text))
		for _, r := range []io.Reader{&pieces{text, sizes}, iotest.DataErrReader(&pieces{text, sizes})} {
			if got := eventsOf(r); !reflect.DeepEqual(got, want) {
				t.Fatalf("in pieces it is read as %q, and whole as %q", got, want)
			}
		}
		for _, e := range want {
			if len(e.data) == 0 || len(e.data) > 2*maxLine {
				t.Fatalf("an event has %d bytes", len(e.data))
			}
			for row := range bytes.SplitSeq(append(e.data, "\n"+e.name...), []byte("\n")) {
				if !strings.Contains(text, string(row)) {
					t.Fatalf("the row %q comes from nowhere", row)
				}
			}
		}
	})
}

// What is read of a snapshot is read again as the same, and its position is always moved into the deck.
func FuzzSnapshot(f *testing.F) {
	f.Add(encodeSnapshot(f, Snapshot{Version: Version, Session: "one", Deck: "two", Seq: 7, Slide: 3, Step: 1, Blank: Black, Elapsed: 1, Shown: 2, Silence: 3}), []byte{1, 2, 3})
	f.Add([]byte(`{"slide":-1,"step":9223372036854775807,"cover":"\n\nevent: state"}`), []byte{1})
	f.Fuzz(func(t *testing.T, data, steps []byte) {
		var s Snapshot
		if json.Unmarshal(data, &s) != nil {
			return
		}
		var again Snapshot
		events := eventsOf(bytes.NewReader(encodeEvent(Snapshot{Slide: s.Slide, Step: s.Step, Blank: s.Blank, Seq: s.Seq, Elapsed: s.Elapsed, Deck: s.Deck})))
		if len(data) < maxLine && (len(events) != 1 || json.Unmarshal(events[0].data, &again) != nil || again.Slide != s.Slide || again.Blank != s.Blank || again.Deck != s.Deck) {
			t.Fatalf("%+v is sent as %q", s, events)
		}
		if len(steps) == 0 {
			return
		}
		shape := talk.Shape{Closing: talk.None}
		for _, n := range steps {
			shape.Steps = append(shape.Steps, 1+int(n))
		}
		in := s.Inside(shape)
		if in.Slide < 0 || in.Slide >= len(steps) || in.Step < 0 || in.Step >= shape.Steps[in.Slide] || in.Inside(shape) != in {
			t.Errorf("slide %d, step %d becomes %d, %d of %v", s.Slide, s.Step, in.Slide, in.Step, shape.Steps)
		}
	})
}

func encodeSnapshot(t testing.TB, s Snapshot) []byte {
	t.Helper()
	text, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// A hall's command is one of those that a hall has, in its bounds, and is written again as it was read. A phone's press is
// one of five.
func FuzzCommand(f *testing.F) {
	for _, seed := range []string{`{"op":"next","at":1}`, `{"op":"goto","n":3}`, `{"op":"","n":-1}`, `{"op":"phase"}`, `{"op":"closing","sure":true,"place":18446744073709551615,"at":-9223372036854775808}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var w wireCommand
		if json.Unmarshal(data, &w) == nil {
			if c, err := w.decode(); err == nil {
				again, err := encodeCommand(c)
				if err != nil || again.Op != w.Op || again.N != w.N || c.N < 0 || c.N > maxSlide || c.Op > talk.UndoReset || c.Op == talk.NextPhase {
					t.Errorf("%+v is read as %+v, and sent again as %+v, %v", w, c, again, err)
				}
			}
		}
		var p press
		if json.Unmarshal(data, &p) != nil {
			return
		}
		c, ok := p.command()
		if known := slices.Contains([]string{"next", "back", "black", "closing", "begin"}, p.Op); ok != known || ok && (c != talk.Command{Op: c.Op} || c.Op == 0) {
			t.Errorf("a phone's %q is %+v, %v", p.Op, c, ok)
		}
	})
}

// A report that is taken can be drawn on the speaker's screen, is in its bounds, and is written again as it was read.
func FuzzReport(f *testing.F) {
	f.Add(reported)
	f.Fuzz(func(t *testing.T, text string) {
		var r, again Report
		if json.Unmarshal([]byte(text), &r) != nil || r.check() != nil {
			return
		}
		if strings.ContainsFunc(r.ID+r.Kind+string(r.Blank)+r.Type, func(c rune) bool { return c < ' ' || c > '~' }) {
			t.Fatalf("%+v passes", r)
		}
		if r.W < 0 || r.W > maxSide || r.H < 0 || r.H > maxSide || r.Slide < 0 || r.Slide > maxSlide || r.Step < 0 || r.Step > maxSlide {
			t.Fatalf("%+v is out of bounds", r)
		}
		data, err := json.Marshal(r)
		if err != nil || json.Unmarshal(data, &again) != nil || again != r || again.check() != nil {
			t.Fatalf("%+v is read again as %+v, %v", r, again, err)
		}
	})
}

// No request counts twice, however requests overtake each other, and none is refused that is no more than a window late.
func FuzzReplays(f *testing.F) {
	f.Add([]byte{1, 2, 3, 2, 70, 7, 6, 5, 255, 191, 192})
	f.Fuzz(func(t *testing.T, counts []byte) {
		var w replays
		top, had := uint64(0), map[uint64]bool{}
		for _, c := range counts {
			n := uint64(c) * uint64(1+c%3)
			got, want := w.fresh(n), n > 0 && !had[n] && n+windowSize > top
			if got != want {
				t.Fatalf("of %v, %d is fresh: %v", counts, n, got)
			}
			if got {
				had[n], top = true, max(top, n)
			}
		}
	})
}

// A code that was given out goes to one hall, in its time, and none that was not given goes to any.
func FuzzCodes(f *testing.F) {
	f.Add("abcdefgh", []byte{0, 0, 1, 0, 0, 130, 1, 61})
	f.Add("", []byte{255, 255})
	f.Fuzz(func(t *testing.T, guess string, tries []byte) {
		var c codes
		now := time.Unix(0, 0)
		given := c.give(now)
		holder, until := "", now.Add(codeFor)
		for ; len(tries) >= 2; tries = tries[2:] {
			now = now.Add(time.Duration(tries[1]) * time.Second)
			hall := string(rune('a' + tries[0]%4))
			if ok, _ := c.take(guess, hall, now); ok && !strings.EqualFold(guess, given) {
				t.Fatalf("%q is taken, and %q was given", guess, given)
			}
			ok, by := c.take(given, hall, now)
			if want := (holder == "" || holder == hall) && !now.After(until); ok != want || by == hall || by != "" && by != holder {
				t.Fatalf("hall %q has the code of %q after %v: %v, by %q", hall, holder, now.Sub(time.Unix(0, 0)), ok, by)
			}
			if ok {
				holder = hall
			}
		}
	})
}

// Nothing that comes from who does not know the token proves the presenter, or passes for its answer.
func FuzzProof(f *testing.F) {
	other := keyOf("another token", "hall")
	text, err := json.Marshal(other.prove("127.0.0.1:1", "challenge", "nonce", 5))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(eventProof, text)
	f.Add(eventState, []byte(`{"v":5}`))
	f.Add("", []byte(`{"v":5,"nonce":"","sum":""}`))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		p := newPeer(Endpoint{URL: "http://127.0.0.1:1", Token: "token"}, "hall")
		if err := p.prove(event{name, data}); err == nil || p.proven() {
			t.Fatalf("%q with %q is proof", name, data)
		}
		if got, err := p.checked(pathDeck, 1, data); err == nil {
			t.Fatalf("%q is an answer", got)
		}
	})
}
