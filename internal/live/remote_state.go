package live

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// phoneState is what a phone is told. One that does not drive is told nothing of the talk.
type phoneState struct {
	Version int        `json:"v"`
	At      int64      `json:"at"` // the Remote's time in milliseconds
	Part    string     `json:"part"`
	Why     string     `json:"why,omitempty"`
	Closed  bool       `json:"closed"` // the presenter has said goodbye
	Shows   *phoneTalk `json:"talk,omitempty"`
}

// phoneTalk is what a phone that drives shows.
type phoneTalk struct {
	Place   uint64 `json:"place"`  // for press.Place
	Slide   int    `json:"slide"`  // from 0
	Slides  int    `json:"slides"` // how many there are
	Step    int    `json:"step"`   // from 0
	Steps   int    `json:"steps"`  // how many the slide has
	Title   string `json:"title"`
	Next    string `json:"next"`    // the title of the slide that follows
	Last    bool   `json:"last"`    // none follows
	Numbers bool   `json:"numbers"` // the deck has a closing slide
	Closing bool   `json:"closing"` // the hall shows it
	Cover   Blank  `json:"cover"`
	Frozen  bool   `json:"frozen"`  // the hall keeps its slide while the presenter moves on
	Elapsed int64  `json:"elapsed"` // ms on the talk's clock
	Running bool   `json:"running"`
	Started bool   `json:"started"` // the clock has been started
}

// state is an event with what a phone is to show, and a channel that is closed when its part changes.
func (r *Remote) state(e *edition, phone string) (text []byte, recast <-chan struct{}) {
	s := phoneState{Version: Version, At: r.since(time.Now()), Closed: e != nil && e.Closed}
	s.Part, s.Why, recast = r.part(phone)
	if s.Part == phoneDrives && e != nil {
		s.Shows = r.tell(e)
	}
	out, _ := json.Marshal(s) // No field of it can fail to encode.
	return fmt.Appendf(nil, "data: %s\n\n", out), recast
}

// tell tells of the talk.
func (r *Remote) tell(e *edition) *phoneTalk {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.track.observe(e)
	now, d := e.now(), e.public
	t := phoneTalk{
		Place: r.track.place, Slide: now.Slide, Slides: d.Len(), Step: now.Step, Steps: d.PublicSlide(now.Slide).Steps,
		Title: heading(d.PublicSlide(now.Slide).Title), Numbers: d.Closing >= 0, Closing: closes(e), Cover: now.Blank,
		Elapsed: now.Elapsed, Running: now.Running, Started: now.Running || now.Elapsed > 0,
	}
	aside := r.aside(e)
	t.Frozen = aside.Blank == talk.Frozen
	next := follows(aside, d.Closing, d.Len())
	t.Next, t.Last = heading(d.PublicSlide(next).Title), next >= d.Len()
	return &t
}

// aside is the talk that belongs to an edition, as far as it is known.
func (r *Remote) aside(e *edition) talk.Talk {
	if r.talk.Seq == e.Seq {
		return r.talk
	}
	return talk.Talk{State: talk.State{Pos: talk.Pos{Slide: e.Slide, Step: e.Step}}}
}

// follows is the slide that comes after the speaker's, of n; n for none.
func follows(t talk.Talk, closing, n int) int {
	if t.Pos.Slide == closing {
		return n
	}
	for i := t.Pos.Slide + 1; i < n; i++ {
		if i == closing || !t.Skips(i) {
			return i
		}
	}
	return n
}

// maxHeading is the length of a title on a phone at most, in characters.
const maxHeading = 160

func heading(title string) string {
	if all := []rune(title); len(all) > maxHeading {
		return string(all[:maxHeading-1]) + "…"
	}
	return title
}
