// Package rehearsal measures runs from the log of a talk, compares them and says what to change.
//
// It measures time, not speech: words a minute are the words of the notes divided by the time that was
// taken, whoever said them and however.
package rehearsal

import (
	"math"
	"slices"
	"strconv"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/plan"
)

// Run is one rehearsal. Of the person it holds only the name that was typed, and of the deck no
// path.
type Run struct {
	Version  int       `json:"v"`
	Number   int       `json:"number"` // from 1, given when the run is saved
	ID       string    `json:"id"`     // tells two runs apart
	Deck     string    `json:"deck"`   // tells two decks apart
	Title    string    `json:"title"`
	Phase    string    `json:"phase,omitempty"`
	As       string    `json:"as,omitempty"`
	Began    time.Time `json:"began"`
	Ended    time.Time `json:"ended"`
	Finished bool      `json:"finished"`        // the last slide of the talk was reached
	From     int       `json:"from"`            // the slide that it began at, from 1
	Mixed    bool      `json:"mixed,omitempty"` // the phase was changed in the middle
	Slides   []Slide   `json:"slides"`
}

// Slide is what was planned for a slide, and what was measured. Times are in milliseconds.
type Slide struct {
	Number  int    `json:"-"` // from 1, where the slides of a run are not all of its deck's; see Run.Only
	Title   string `json:"title"`
	Speaker string `json:"speaker,omitempty"`
	Words   int    `json:"words,omitempty"` // to be said
	Out     bool   `json:"left_out,omitempty"`
	After   bool   `json:"after,omitempty"` // after the closing slide, and not part of the plan
	Visits  int    `json:"visits"`

	Planned        int64 `json:"planned_ms"`
	Spent          int64 `json:"spent_ms"`
	Pauses         int64 `json:"pauses_ms,omitempty"` // named in the notes
	SilencePlanned int64 `json:"silence_planned_ms,omitempty"`
	Silence        int64 `json:"silence_ms,omitempty"` // kept
	Open           bool  `json:"open,omitempty"`       // the run ended unfinished here
}

// Total is the time of the whole run.
func (r Run) Total() time.Duration {
	var sum int64
	for _, s := range r.Slides {
		sum += s.Spent
	}
	return ms(sum)
}

// Planned is the time that was planned for the slides that the run could show: from where it
// began, left-out ones included, and without a first slide that was over before the clock began.
func (r Run) Planned() time.Duration {
	var sum int64
	for i, s := range r.Slides {
		if i+1 >= r.From && !r.Untimed(i) && !s.After {
			sum += s.Planned
		}
	}
	return ms(sum)
}

// Untimed reports whether a slide was over before the clock began, which starts by itself as the
// first slide is left.
func (r Run) Untimed(i int) bool {
	return i == r.First() && i < len(r.Slides) && !r.Slides[i].Out && r.Slides[i].Visits == 0 && r.Total() > 0
}

// First is the index of the slide that the run began at.
func (r Run) First() int { return max(r.From-1, 0) }

// Whole reports whether the run is one of the whole talk: from its beginning to its end, with every
// slide that was not left out.
func (r Run) Whole() bool {
	return r.Finished && !r.Mixed && r.From <= 1 && len(Sum(r, nil).Unreached) == 0
}

// Pace is the words a minute of a slide, 0 where none can be told: its words by the time that its
// pauses and its silence leave, less the share of that which plan.Breath adds for breathing. A
// slide that takes exactly its words' time has the plan's pace.
func (s Slide) Pace() int {
	return pace(s.Words, s.Spent-s.Pauses-s.Silence)
}

func pace(words int, spent int64) int {
	if words < leastWords || spent < leastSpent {
		return 0
	}
	n := int(math.Round(float64(words) * plan.Breath / ms(spent).Minutes()))
	if n > mostSpoken {
		return 0
	}
	return n
}

const (
	leastWords = 10   // the fewest of which a pace tells anything
	leastSpent = 5000 // milliseconds, likewise
	mostSpoken = 300  // words a minute; nobody has said the notes any faster
)

// said lists the slides with words that were said to their end.
func (r Run) said() []Slide {
	return slices.DeleteFunc(slices.Clone(r.Slides), func(s Slide) bool { return s.Pace() == 0 || s.Open })
}

// Pace is the words a minute of the whole run, without a slide whose words were not said to their end.
func (r Run) Pace() int {
	words, spent := 0, int64(0)
	for _, s := range r.said() {
		words += s.Words
		spent += s.Spent - s.Pauses - s.Silence
	}
	return pace(words, spent)
}

// plannedPace is the words a minute that the plan has for the same slides: an author who gives a
// slide its time has chosen a pace with it.
func (r Run) plannedPace() int {
	words, planned := 0, int64(0)
	for _, s := range r.said() {
		if s.Planned > 0 {
			words += s.Words
			planned += s.Planned - s.Pauses - s.SilencePlanned
		}
	}
	return pace(words, planned)
}

func ms(n int64) time.Duration { return time.Duration(n) * time.Millisecond }

// keys name the slides of a run such that those of another run, of the deck before it was edited,
// can be found again: by title, and by number among those of the same title.
func keys(slides []Slide) []string {
	seen := map[string]int{}
	out := make([]string, len(slides))
	for i, s := range slides {
		seen[s.Title]++
		out[i] = s.Title + "\x00" + strconv.Itoa(seen[s.Title])
	}
	return out
}

// Only is the run with the slides of one speaker, from where it began. They keep their numbers.
func (r Run) Only(speaker string) Run {
	var own []Slide
	for i, s := range r.Slides {
		if s.Speaker == speaker && i+1 >= r.From {
			s.Number = r.number(i)
			own = append(own, s)
		}
	}
	r.Slides, r.From = own, 1
	return r
}

// number is that of a slide in its deck, from 1.
func (r Run) number(i int) int {
	if n := r.Slides[i].Number; n > 0 {
		return n
	}
	return i + 1
}

// Speakers lists who speaks in the run, in order.
func (r Run) Speakers() []string {
	var out []string
	for _, s := range r.Slides {
		if s.Speaker != "" && !slices.Contains(out, s.Speaker) {
			out = append(out, s.Speaker)
		}
	}
	return out
}
