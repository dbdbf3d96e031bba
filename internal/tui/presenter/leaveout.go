package presenter

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/plan"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// nextOptional is the next slide that may be left out, whether it is or not; -1 for none.
func (m *Model) nextOptional() int {
	s := m.stage
	end := min(s.Deck.Len(), s.Talk.Pos.Slide+plan.MaxSlides)
	for i := s.Talk.Pos.Slide + 1; i < end && !s.Deck.Heads[i].Closing; i++ {
		if s.Deck.Slide(i).Optional {
			return i
		}
	}
	return -1
}

// nextToSkip is the slide that the key for it changes; -1 for none. Whoever is behind leaves out
// what the pace advises. Otherwise the slide that was left out last comes back in, and without any
// it is the next one that may be left out.
func (m *Model) nextToSkip() int {
	f := m.forecast
	switch {
	case m.stage.Talk.Clock.Started() && len(f.Savings) > 0:
		return f.Savings[0].Slide
	case m.stage.Talk.Skips(m.lastSkipped) && m.lastSkipped > m.stage.Talk.Pos.Slide:
		return m.lastSkipped
	}
	return m.nextOptional()
}

// skip leaves an optional slide out of the talk, or takes it back in. The hall sees nothing of it:
// next passes over the slide.
func (m *Model) skip(slide int) {
	switch {
	case m.optional(slide):
		m.lastSkipped = slide
		m.stage.Do(talk.Command{Op: talk.Skip, N: slide})
	case slide < 0:
		m.notice("Nothing to leave out: no later slide is marked optional: true")
	default:
		m.notice(fmt.Sprintf("Slide %d stays: it is not marked optional: true", slide+1))
	}
}

func (m *Model) optional(slide int) bool {
	d := m.stage.Deck
	return slide >= 0 && slide < d.Len() && !d.Heads[slide].Closing && d.Slide(slide).Optional
}

// skipOnlyOptional takes back in what is no longer marked as optional: after an edit, or in a talk
// that was saved before one.
func (m *Model) skipOnlyOptional() {
	for slide, skipped := range m.stage.Talk.Skipped {
		if skipped && !m.optional(slide) {
			m.stage.Do(talk.Command{Op: talk.Skip, N: slide})
		}
	}
}

// outList names the slides that are left out: "slide 4", "slides 4, 6".
func outList(out []bool) string {
	var numbers []string
	for i, is := range out {
		if is {
			numbers = append(numbers, strconv.Itoa(i+1))
		}
	}
	if len(numbers) == 1 {
		return "slide " + numbers[0]
	}
	return "slides " + strings.Join(numbers, ", ")
}

// aside is what the overview says of the slides.
type aside struct{ m *Model }

// Note implements ui.Aside.
func (a aside) Note(slide int) string {
	switch {
	case a.m.stage.Talk.Skips(slide):
		return "left out"
	case a.m.optional(slide):
		return "optional"
	case a.m.tooSmallAnywhere(slide):
		return "too small"
	}
	return ""
}

// Toggle implements ui.Aside.
func (a aside) Toggle(slide int) { a.m.skip(slide) }

// SearchesNotes implements ui.Aside: the view is the speaker's.
func (aside) SearchesNotes() bool { return true }
