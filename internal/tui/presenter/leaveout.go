package presenter

import (
	"slices"
	"strconv"
	"strings"

	"assembly/internal/plan"
)

// nextOptional is the next slide that may be left out, whether it is or not; -1 for none.
func (m *Model) nextOptional() int {
	s := m.stage
	for i := s.State.Pos.Slide + 1; i < min(s.Deck.Len(), s.State.Pos.Slide+plan.MaxSlides); i++ {
		if s.Deck.Heads[i].Closing {
			break
		}
		if s.Deck.Slide(i).Optional {
			return i
		}
	}
	return -1
}

// nextToLeaveOut is the slide that the key for it changes; -1 for none. Whoever is behind leaves out
// what the pace advises. Otherwise the slide that was left out last comes back in, and without any
// it is the next one that may be left out.
func (m *Model) nextToLeaveOut() int {
	f := m.forecast()
	switch {
	case m.stage.State.Clock.Started() && len(f.Savings) > 0:
		return f.Savings[0].Slide
	case m.isOut(m.lastOut) && m.lastOut > m.stage.State.Pos.Slide:
		return m.lastOut
	}
	return m.nextOptional()
}

// leaveOut leaves an optional slide out of the talk, or takes it back in. The hall sees nothing of
// it: next passes over the slide.
func (m *Model) leaveOut(slide int) {
	if !m.optional(slide) {
		return
	}
	out := make([]bool, m.stage.Deck.Len())
	copy(out, m.stage.Shape.Out)
	out[slide] = !out[slide]
	m.lastOut = slide
	m.stage.Shape.Out = out
}

func (m *Model) optional(slide int) bool {
	d := m.stage.Deck
	return slide >= 0 && slide < d.Len() && !d.Heads[slide].Closing && d.Slide(slide).Optional
}

func (m *Model) isOut(slide int) bool {
	out := m.stage.Shape.Out
	return slide >= 0 && slide < len(out) && out[slide]
}

// stillOptional drops from what is left out the slides that an edited deck no longer marks so.
func (m *Model) stillOptional() {
	out := slices.Clone(m.stage.Shape.Out)
	for i, is := range out {
		out[i] = is && m.optional(i)
	}
	m.stage.Shape.Out = out
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

// Note implements kit.Aside.
func (a aside) Note(slide int) string {
	switch {
	case a.m.isOut(slide):
		return "left out"
	case a.m.optional(slide):
		return "optional"
	}
	return ""
}

// Toggle implements kit.Aside.
func (a aside) Toggle(slide int) { a.m.leaveOut(slide) }
