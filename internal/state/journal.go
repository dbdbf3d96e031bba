package state

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// A talk is saved as a journal: a line for each change, with a checksum ahead of it. The first line is the whole talk,
// and each of the others is how the talk differs from the one before. A reader takes the lines as far as they are
// whole and follow each other: a program that is killed, or a disk that is full, costs the line that was being
// written. A journal that has grown is followed by another, which again begins with the whole talk.

// record is a line of a journal.
type record struct {
	Number  uint64                     `json:"n"`              // from 1, without a gap
	Saved   int64                      `json:"at"`             // Unix milliseconds
	Whole   *saved                     `json:"whole,omitzero"` // in the first record alone
	Edition *Edition                   `json:"edition,omitzero"`
	Set     map[string]json.RawMessage `json:"set,omitempty"` // the fields of the talk that are new
	Log     *visits                    `json:"log,omitzero"`
	Reset   *visits                    `json:"reset,omitzero"`
}

// visits tells a list of visits by how it differs from the one before.
type visits struct {
	Keep int     `json:"keep"` // as many from the beginning are as they were
	Add  []visit `json:"add,omitempty"`
}

// visit is one of a talk's, written short: a talk has thousands at most, and most of what is saved of it is these.
type visit talk.Visit

// MarshalJSON implements json.Marshaler. The times are in milliseconds, in which a clock measures.
func (v visit) MarshalJSON() ([]byte, error) {
	out := []any{v.Pos.Slide, v.Pos.Step, v.From.Milliseconds(), v.To.Milliseconds(), v.Phase}
	if v.Planned {
		out = append(out, 1)
	}
	return json.Marshal(out)
}

// UnmarshalJSON implements json.Unmarshaler.
func (v *visit) UnmarshalJSON(text []byte) error {
	var from, to int64
	var planned int
	if err := json.Unmarshal(text, &[]any{&v.Pos.Slide, &v.Pos.Step, &from, &to, &v.Phase, &planned}); err != nil {
		return err
	}
	v.From, v.To, v.Planned = time.Duration(from)*time.Millisecond, time.Duration(to)*time.Millisecond, planned > 0
	return nil
}

// line is a record as it is written.
func (r record) line() ([]byte, error) {
	text, err := json.Marshal(r)
	if err != nil {
		return nil, fmt.Errorf("encode talk: %w", err)
	}
	return fmt.Appendf(nil, "%s %s\n", checksum(text), text), nil
}

// parseRecord reads a line, the end of which is cut off.
func parseRecord(line []byte) (r record, ok bool) {
	sum, text, ok := bytes.Cut(line, []byte(" "))
	ok = ok && checksum(text) == string(sum) && json.Unmarshal(text, &r) == nil
	return r, ok
}

// wholeRecord begins a journal.
func wholeRecord(s saved) record {
	r := record{
		Number: 1, Saved: s.Saved.UnixMilli(), Log: differ(nil, s.Talk.Log.Visits), Reset: differ(nil, s.Talk.Log.Reset.Visits),
	}
	r.Whole = &saved{s.Version, s.Deck, s.Edition, bare(s.Talk), s.Saved}
	return r
}

// follow is the record that leads from what is saved to a talk.
func (s saved) follow(number uint64, r Resumable, now time.Time) record {
	out := record{
		Number: number, Saved: now.UnixMilli(), Set: map[string]json.RawMessage{},
		Log: differ(s.Talk.Log.Visits, r.Log.Visits), Reset: differ(s.Talk.Log.Reset.Visits, r.Log.Reset.Visits),
	}
	was := fields(s.Talk)
	for name, text := range fields(r.Talk) {
		if !bytes.Equal(text, was[name]) {
			out.Set[name] = text
		}
	}
	if !s.Edition.same(r.Of) {
		out.Edition = &r.Of
	}
	return out
}

// after is what is saved once a record has been written behind it.
func (s saved) after(r record) (saved, bool) {
	next := bare(s.Talk)
	if len(r.Set) > 0 {
		set, err := json.Marshal(r.Set)
		if err != nil || json.Unmarshal(set, &next) != nil {
			return s, false
		}
	}
	log, ok := r.Log.apply(s.Talk.Log.Visits)
	reset, also := r.Reset.apply(s.Talk.Log.Reset.Visits)
	if !ok || !also {
		return s, false
	}
	next.Log.Visits, next.Log.Reset.Visits = log, reset
	edition := s.Edition
	if r.Edition != nil {
		edition = *r.Edition
	}
	return saved{s.Version, s.Deck, edition, next, time.UnixMilli(r.Saved)}, true
}

// bare is a talk without its visits.
func bare(t talk.Talk) talk.Talk {
	t.Skipped = append([]bool(nil), t.Skipped...)
	t.Log.Visits, t.Log.Reset.Visits = nil, nil
	return t
}

// fields are those of a talk but for its visits, as JSON. A field that is new in the program is among them.
func fields(t talk.Talk) map[string]json.RawMessage {
	var out map[string]json.RawMessage
	if text, err := json.Marshal(bare(t)); err == nil { // A talk can always be encoded.
		_ = json.Unmarshal(text, &out)
	}
	return out
}

// differ tells one list of visits by another, nil where they are the same.
func differ(old, now []talk.Visit) *visits {
	n := 0
	for n < min(len(old), len(now)) && old[n] == now[n] {
		n++
	}
	if n == len(old) && n == len(now) {
		return nil
	}
	v := &visits{Keep: n}
	for _, add := range now[n:] {
		v.Add = append(v.Add, visit(add))
	}
	return v
}

// apply is the list that is told by another; ok is false where that is too short.
func (v *visits) apply(old []talk.Visit) (now []talk.Visit, ok bool) {
	switch {
	case v == nil:
		return old, true
	case v.Keep < 0 || v.Keep > len(old):
		return old, false
	}
	now = old[:v.Keep] // Nothing else reads what lies behind it.
	for _, add := range v.Add {
		now = append(now, talk.Visit(add))
	}
	return now, true
}

// readJournal takes the lines of a journal as far as they are whole. short reports that there is more, which cannot be read
// and is not the beginning of a line; ok is false where not even the first line can be.
func readJournal(text []byte) (s saved, short, ok bool) {
	number := uint64(0)
	for len(text) > 0 {
		line, rest, ended := bytes.Cut(text, []byte("\n"))
		r, sound := parseRecord(line)
		sound = sound && ended && r.Number == number+1
		switch {
		case sound && number == 0 && r.Whole != nil:
			if s, ok = r.Whole.after(r); !ok {
				return s, true, false
			}
		case sound && number > 0:
			if s, sound = s.after(r); sound {
				break
			}
			return s, true, true
		default:
			return s, ended || !torn(line, number+1), ok
		}
		number, text = r.Number, rest
	}
	return s, false, ok
}

// torn reports whether a line that does not end is the beginning of a record: the program was killed while it wrote that, and
// nobody has been shown what it tells.
func torn(line []byte, number uint64) bool {
	sum, text, _ := bytes.Cut(line, []byte(" "))
	begins := fmt.Appendf(nil, `{"n":%d,`, number)
	n := min(len(text), len(begins))
	if len(sum) > len(checksum(nil)) || len(bytes.Trim(sum, "0123456789abcdef")) > 0 || !bytes.Equal(text[:n], begins[:n]) {
		return false
	}
	var value json.RawMessage
	err := json.NewDecoder(bytes.NewReader(text)).Decode(&value)
	_, whole := parseRecord(line) // All but its end.
	return whole || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
}
