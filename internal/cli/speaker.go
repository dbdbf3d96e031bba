package cli

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/plan"
	"github.com/westandtogether-assembly/assembly/internal/session"
	"github.com/westandtogether-assembly/assembly/internal/state"
	"github.com/westandtogether-assembly/assembly/internal/tui/presenter"
	"github.com/westandtogether-assembly/assembly/internal/tui/reader"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// longestName is the longest name of a person, in characters.
const longestName = 60

// checkSpeaker checks the speaker's flags.
func (f *flags) checkSpeaker(now time.Time) error {
	if f.finish != "" {
		if _, err := plan.ParseBell(f.finish, now); err != nil {
			return usage(fmt.Errorf("--finish %w", err), "write it as 09:15")
		}
	}
	if f.pace != 0 && (f.pace < plan.SlowestPace || f.pace > plan.FastestPace) {
		return usage(fmt.Errorf("--pace %d: pace is out of range", f.pace),
			fmt.Sprintf("expected %d to %d words a minute", plan.SlowestPace, plan.FastestPace))
	}
	f.as = strings.TrimSpace(cell.Clean(f.as))
	if utf8.RuneCountInString(f.as) > longestName {
		return usage(errors.New("--as: the name is too long"), fmt.Sprintf("expected at most %d characters", longestName))
	}
	return nil
}

// bellText says when a talk must begin to end at --finish, or at the time in the deck while that is
// near; "" without either.
func (f *flags) bellText(d *deck.Deck, total time.Duration, now time.Time) string {
	bell := plan.NearBell(d.Meta.Finish, now)
	if f.finish != "" {
		bell, _ = plan.ParseBell(f.finish, now) // It was read when the program started.
	}
	switch begin := bell.Add(-total); {
	case bell.IsZero() || total == 0:
		return ""
	case begin.Before(now):
		return "late for " + bell.Format("15:04") + ": now it would end " + plan.TimeOfDay(now.Add(total))
	default:
		return "to finish at " + bell.Format("15:04") + " begin by " + begin.Format("15:04")
	}
}

// habits are what is known about the speaker.
type habits struct {
	flags  *flags
	folder *state.Folder  // nil when nothing can be saved
	saved  map[string]int // paces by phase
}

// habitsOf reads what is saved about a person.
func habitsOf(f *flags, s *state.Folder) *habits {
	if s.Err() != nil || f.as == "" {
		return &habits{flags: f}
	}
	return &habits{f, s, s.Paces(f.as)}
}

// pace is the pace for a phase in words a minute, 0 for the deck's own.
func (h *habits) pace(phase string) int { return cmp.Or(h.flags.pace, h.saved[phase]) }

// save saves a pace as the speaker's own.
func (h *habits) save(phase string, pace int) error {
	return h.folder.SavePace(h.flags.as, phase, pace)
}

// offer returns the summary's offer to save the pace that the speaker settled on, nil for none.
func (h *habits) offer(phase string, pace int) *reader.Offer {
	if h.folder == nil || pace == 0 || pace == h.pace(phase) {
		return nil
	}
	return &reader.Offer{
		Key: "k", Name: fmt.Sprintf("save the pace, %d", pace),
		Do: func() (string, error) {
			if err := h.save(phase, pace); err != nil {
				return "", fmt.Errorf("save the pace: %w", err)
			}
			return fmt.Sprintf("Saved for %s: %d words a minute.", h.flags.as, pace), nil
		},
	}
}

// presenting returns what a presenter is made of, and what is known about its speaker.
func (a *app) presenting(f *flags, src session.Source, set ui.Setup, s *state.Folder) (presenter.Setup, *habits) {
	h := habitsOf(f, s)
	out := presenter.Setup{
		Setup: set, Statement: statement(set.Deck), Finish: f.finish, Pace: h.pace, Person: f.as,
		Check: a.checking(f, src, set.Look.Palette),
	}
	if h.folder != nil {
		out.SavePace = h.save
	}
	return out, h
}
