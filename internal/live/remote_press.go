package live

import (
	"time"

	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// press is a button that was pressed on a phone.
type press struct {
	Op    string `json:"op"`    // next, back, black, closing or begin
	Place uint64 `json:"place"` // what the hall showed, by the number that the phone was told
	At    int64  `json:"at"`    // when, in milliseconds of the Remote's time as the phone knows it
	Sure  bool   `json:"sure"`  // the speaker has been asked whether the numbers may go
}

// command is what the press asks for. There is no other way for a phone to change the talk.
func (p press) command() (talk.Command, bool) {
	op, ok := map[string]talk.Op{
		"next": talk.Next, "back": talk.Back, "black": talk.BlackOut, "closing": talk.ToClosing, "begin": talk.Begin,
	}[p.Op]
	return talk.Command{Op: op}, ok
}

// verdict says what becomes of a press, in a stable word.
type verdict string

// The verdicts.
const (
	taken    verdict = ""
	bounced  verdict = "bounced"  // it is an accidental double press
	notYet   verdict = "nothing"  // there is no talk, or it has ended
	notYours verdict = "phone"    // this phone does not drive
	tooLate  verdict = "late"     // it was under way for too long
	moved    verdict = "moved"    // the hall shows something else than the phone did
	numbers  verdict = "closing"  // the closing slide would be covered or left
	replayed verdict = "replayed" // the same request has come before
	tooMany  verdict = "flood"    // too many requests at once
)

const (
	debounce   = 150 * time.Millisecond // within which a second next is the same press
	crossedIn  = 300 * time.Millisecond // within which a press may have been meant for what the hall showed before
	staleAfter = time.Second            // how long a press may be under way: any later it would surprise the speaker
)

// judge decides on a press by the newest edition.
func (r *Remote) judge(e *edition, phone string, p press) verdict {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := time.Now()
	if e == nil || e.Closed {
		return notYet
	}
	if phone != r.driver {
		return notYours
	}
	if age := r.since(now) - p.At; age > staleAfter.Milliseconds() || age < -staleAfter.Milliseconds() {
		return tooLate
	}
	r.track.observe(e)
	if v := r.bounces(phone, p); v != taken {
		return v
	}
	if v := r.track.judge(p, now); v != taken {
		return v
	}
	if p.Op != "closing" && !p.Sure && closes(e) && !r.keeps(e, p, now) {
		return numbers
	}
	r.track.expect(e, now)
	return taken
}

// bounces finds the second of two presses of next that are one.
func (r *Remote) bounces(phone string, p press) verdict {
	if p.Op != "next" {
		return taken
	}
	from := r.phones[phone]
	since := p.At - from.next
	from.next = p.At
	if 0 <= since && since < debounce.Milliseconds() {
		return bounced
	}
	return taken
}

// since is the Remote's time, which phones are told, in milliseconds. It goes by the clock on the wall, as Server.now.
func (r *Remote) since(now time.Time) int64 { return now.Round(0).Sub(r.began.Round(0)).Milliseconds() }

// spot is what the hall shows, as far as a press is meant for it.
type spot struct {
	slide, step int
	blank       Blank
}

// track follows what the hall shows, to tell the phone's own moves from those of others.
type track struct {
	newest Snapshot
	spot   spot
	place  uint64    // rises each time that the hall shows something else
	other  uint64    // the newest place that did not come from the phone
	moved  time.Time // when that came

	sent     uint64    // the Seq that commands of the phone were sent at
	awaiting uint64    // how many of them have not shown yet
	sentAt   time.Time // when the last of them was sent
}

// observe takes an edition, unless it is no newer than the one before.
func (k *track) observe(e *edition) {
	if k.place > 0 && !Newer(e.Snapshot, k.newest) {
		return
	}
	at := spot{e.Slide, e.Step, e.Blank}
	own := e.Seq <= k.sent+k.awaiting && e.at.Sub(k.sentAt) < staleAfter
	switch {
	case k.place == 0:
		k.place, k.other = 1, 1
	case at == k.spot:
	case own:
		k.place++
	default:
		k.place++
		k.other, k.moved = k.place, e.at
	}
	if e.Seq > k.sent {
		k.awaiting -= min(k.awaiting, e.Seq-k.sent)
		k.sent = e.Seq
	}
	k.newest, k.spot = e.Snapshot, at
}

// expect records that a command of the phone goes to the talk.
func (k *track) expect(e *edition, now time.Time) {
	if now.Sub(k.sentAt) >= staleAfter {
		k.awaiting = 0 // What has not shown by now has changed nothing.
	}
	k.sent, k.sentAt = e.Seq, now
	k.awaiting++
}

// judge refuses a press that was made for something else than the hall shows. The way to the numbers is always open.
func (k *track) judge(p press, now time.Time) verdict {
	if p.Op != "closing" && (p.Place < k.other || p.Place > k.place || now.Sub(k.moved) < crossedIn) {
		return moved
	}
	return taken
}

// keeps reports whether the hall would still show all of the closing slide that it shows now after a press: the talk itself is asked. It is
// called with the lock held.
func (r *Remote) keeps(e *edition, p press, now time.Time) bool {
	c, _ := p.command()
	d := e.public
	after := talk.Do(talk.Shape{Steps: d.Steps, Closing: d.Closing}, r.aside(e), c, now)
	at := after.Hall()
	return at.Slide == d.Closing && at.Step >= e.Step && (after.Blank == talk.Visible || after.Blank == talk.Frozen)
}

// closes reports whether the hall shows the closing slide.
func closes(e *edition) bool { return e.Slide == e.public.Closing && e.Blank == Visible }
