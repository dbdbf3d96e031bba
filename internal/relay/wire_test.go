package relay

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"
	"testing"
	"unicode"

	"github.com/westandtogether-assembly/assembly/internal/live"
)

func goodState() envelope {
	return envelope{Version: wireVersion, Epoch: 3, Name: "Ann", Sites: 10, Stored: "d", Snapshot: live.Snapshot{
		Version: live.Version, Session: "s", Deck: "d", Seq: 4, Slide: 2, Step: 1, Blank: live.Visible, Elapsed: 5, Shown: 6, Silence: 7,
	}}
}

func TestStateIsRead(t *testing.T) {
	if got, err := decodeState(encode(goodState())); err != nil || got != goodState() {
		t.Errorf("a state is read as %+v, %v", got, err)
	}
	for name, spoil := range map[string]func(*envelope){
		"epoch 0":             func(e *envelope) { e.Epoch = 0 },
		"an endless epoch":    func(e *envelope) { e.Epoch = 1 << 60 },
		"a slide below 0":     func(e *envelope) { e.Snapshot.Slide = -1 },
		"a step far away":     func(e *envelope) { e.Snapshot.Step = maxPlace + 1 },
		"an unknown blank":    func(e *envelope) { e.Snapshot.Blank = "red" },
		"no session":          func(e *envelope) { e.Snapshot.Session = "" },
		"an escape":           func(e *envelope) { e.Snapshot.Deck = "\x1b[2J" },
		"another deck's path": func(e *envelope) { e.Stored = "../x" },
		"a time below 0":      func(e *envelope) { e.Snapshot.Elapsed = -1 },
		"an endless time":     func(e *envelope) { e.Snapshot.Shown = 1 << 62 },
		"an endless silence":  func(e *envelope) { e.Snapshot.Silence = 1 << 62 },
		"sites below 0":       func(e *envelope) { e.Sites = -1 },
		"another version":     func(e *envelope) { e.Version = 2 },
		"live's other":        func(e *envelope) { e.Snapshot.Version = 99 },
		"too long":            func(e *envelope) { e.Name = strings.Repeat("x", maxMessage) },
	} {
		e := goodState()
		if spoil(&e); e == goodState() {
			t.Fatalf("%s spoils nothing", name)
		}
		if _, err := decodeState(encode(e)); err == nil {
			t.Errorf("a state with %s is read", name)
		}
	}
}

func FuzzState(f *testing.F) {
	f.Add(encode(goodState()))
	f.Add([]byte(`{"v":1,"snapshot":null}`))
	f.Add([]byte(`[]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		e, err := decodeState(data)
		if err != nil {
			return
		}
		again, err := decodeState(encode(e))
		if err != nil || again != e {
			t.Errorf("what was read is read again as %+v, %v, want %+v", again, err, e)
		}
		if !e.inBounds() || !drawable(e.Name) {
			t.Errorf("out of bounds: %+v", e)
		}
	})
}

func FuzzSite(f *testing.F) {
	f.Add(encode(siteReport{Version: 1, ID: "x", Name: "hillside", Rooms: 3, Right: 2, Wrong: []string{"elm"}}))
	f.Add([]byte(`{"v":1,"id":"x","name":"\u001b[2J\u202e\ud800"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := decodeSite(data)
		if err != nil {
			return
		}
		again, err := decodeSite(encode(r))
		if err != nil || !again.equal(r) {
			t.Errorf("what was read is read again as %+v, %v, want %+v", again, err, r)
		}
		for _, name := range append(r.Wrong, r.Name) {
			if !drawable(name) {
				t.Errorf("the name %q would be drawn", name)
			}
		}
		if r.Right > r.Rooms || r.Right < 0 || r.Others < 0 || len(r.Wrong) > maxListed {
			t.Errorf("out of bounds: %+v", r)
		}
	})
}

func FuzzHolder(f *testing.F) {
	f.Add(encode(holder{Version: 1, Epoch: 2, ID: "x", Name: "Ann"}))
	f.Fuzz(func(t *testing.T, data []byte) {
		h, err := decodeHolder(data)
		if err == nil && (!drawable(h.Name) || !isID(h.ID) || h.Epoch > maxEpoch) {
			t.Errorf("out of bounds: %+v", h)
		}
	})
}

func FuzzDeck(f *testing.F) {
	packed, err := packDeck(testDeck("a", 3))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(packed)
	for _, text := range []string{"", `{"Hash":"hash-of-a","Steps":[1],"Slides":[]}`, `{"Hash":"hash-of-a","Closing":5}`, `{"Hash":"other"}`} {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		_, _ = w.Write([]byte(text))
		_ = w.Close()
		f.Add(b.Bytes())
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := unpackDeck(data, "hash-of-a")
		if err == nil && (d.Hash != "hash-of-a" || len(d.Steps) != len(d.Slides) || d.Closing >= len(d.Slides)) {
			t.Errorf("out of bounds: %+v", d)
		}
	})
}

// Slides in more parts than any deck has are not stored, and not taken from the store: they would take gigabytes.
func TestPartsAreBounded(t *testing.T) {
	for parts, good := range map[int]bool{1000: true, maxParts: false} {
		var packed bytes.Buffer
		w := gzip.NewWriter(&packed)
		_, _ = io.WriteString(w, `{"Hash":"h","Steps":[1],"Closing":-1,"Slides":[{"Blocks":[{}`+strings.Repeat(",{}", parts-1)+`]}]}`)
		_ = w.Close()
		if d, err := unpackDeck(packed.Bytes(), "h"); (err == nil) != good || good && len(d.Slides[0].Blocks) != parts {
			t.Errorf("of %d parts, %v is taken", parts, err)
		}
	}
	var size measure
	_, _ = size.Write(bytes.Repeat([]byte("{"), maxParts)) // It cannot fail.
	if within := !size.over(); !within {
		t.Error("what is within the bounds is not stored")
	}
	if _, _ = size.Write([]byte("{")); !size.over() {
		t.Error("what is beyond the bounds is stored")
	}
}

// drawable reports whether a name can be drawn as it is.
func drawable(s string) bool {
	return len([]rune(s)) <= maxName && !strings.ContainsFunc(s, func(c rune) bool { return unicode.IsControl(c) || unicode.In(c, unicode.Cf) })
}
