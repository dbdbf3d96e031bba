package presenter

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// In an edited deck the slide stays, and what was measured and left out goes with its slides.
func TestAnEditKeepsTheSlide(t *testing.T) {
	m, clock := newModel(t, optional, 120, 30)
	press(m, clock, "s")
	pass(m, clock, 20*time.Second)
	press(m, clock, "2 enter")
	pass(m, clock, 5*time.Second)
	press(m, clock, "x")
	before := m.Talk().State
	edited, _ := newModel(t, strings.Replace(optional, "# One", "# New\n\n---\n\n# One", 1), 80, 24)
	m.Update(ui.Reload{Deck: edited.stage.Deck})
	after := m.Talk().State
	if after.Pos.Slide != 2 || after.Shown != before.Shown || after.Arrived != before.Arrived || !m.Talk().Skips(3) || m.Talk().Skips(2) {
		t.Errorf("the talk is at %+v, was at %+v; out %v", after, before, m.stage.Talk.Skipped)
	}
	spent := m.Talk().Spent(5, clock.Now())
	if spent[0] != 0 || spent[1] != 22*time.Second || spent[2] != 6*time.Second {
		t.Errorf("spent %v", spent)
	}
	head, rest, _ := strings.Cut(optional, "# One")
	_, rest, _ = strings.Cut(rest, "# Two")
	cut, _ := newModel(t, head+"# Two"+rest, 80, 24)
	m.reload(ui.Reload{Deck: cut.stage.Deck})
	if spent = m.Talk().Spent(3, clock.Now()); m.Talk().Pos.Slide != 0 || spent[0] != 6*time.Second || !m.Talk().Skips(1) {
		t.Errorf("without its first slides the talk is at %+v, spent %v, out %v", m.Talk().Pos, spent, m.stage.Talk.Skipped)
	}
}

// A file that is saved without the slide in the hall changes the hall: the speaker is told.
func TestASlideThatGoesIsTold(t *testing.T) {
	m, clock := newModel(t, optional, 120, 30)
	press(m, clock, "s2 enter")
	head, rest, _ := strings.Cut(optional, "# Two")
	_, rest, _ = strings.Cut(rest, "# Three")
	cut, _ := newModel(t, head+"# Three"+rest, 80, 24)
	m.reload(ui.Reload{Deck: cut.stage.Deck})
	if got := text(m); !strings.Contains(got, "The slide that was shown is gone from the deck's file. Slide 2 is shown now") {
		t.Errorf("the screen says\n%s", got)
	}
	m, clock = newModel(t, optional, 120, 30)
	press(m, clock, "s2 enter")
	other, _ := newModel(t, strings.Replace(optional, "# Two", "# New words", 1), 80, 24)
	if m.reload(ui.Reload{Deck: other.stage.Deck}); m.stage.Modal() != nil {
		t.Errorf("of new words the screen says\n%s", text(m))
	}
}

// What was spent on a slide that an edit takes away is no other slide's.
func TestAnEditEndsTheStayOnASlideThatGoes(t *testing.T) {
	m, clock := newModel(t, optional, 120, 30)
	press(m, clock, "s2 enter")
	pass(m, clock, 30*time.Second)
	head, rest, _ := strings.Cut(optional, "# Two")
	_, rest, _ = strings.Cut(rest, "# Three")
	cut, _ := newModel(t, head+"# Three"+rest, 80, 24)
	m.reload(ui.Reload{Deck: cut.stage.Deck})
	pass(m, clock, 4*time.Second)
	spent, elapsed := m.Talk().Spent(3, clock.Now()), m.Talk().Clock.Elapsed(clock.Now())
	if spent[1] != 4*time.Second || spent[0]+spent[1] > elapsed-30*time.Second {
		t.Errorf("of %v, %v is spent", elapsed, spent)
	}
}

// An edit that is taken back leaves no notes at another slide than theirs.
func TestNotesAfterAnEditThatIsTakenBack(t *testing.T) {
	const source = "# A\n\n<!-- Say apple. -->\n\n---\n\n# B\n\n<!-- Say berry. -->\n\n---\n\n# C\n\n<!-- Say cherry. -->\n"
	m, clock := newModel(t, source, 120, 30)
	before := m.Deck()
	press(m, clock, "2 enter")
	ahead, _ := newModel(t, "# New\n\n---\n\n"+source, 120, 30)
	m.Update(ui.Reload{Deck: ahead.stage.Deck})
	m.Update(ui.Reload{Deck: before})
	press(m, clock, "pgdown")
	if got := text(m); !strings.Contains(got, "Say cherry.") || strings.Contains(got, "Say berry.") {
		t.Errorf("at slide %d the notes are\n%s", m.Talk().Pos.Slide+1, got)
	}
}

// The teleprompter stays at its words when its slide moves, and begins at the top of another that
// takes its place. An unfinished talk that has not been taken up yet moves along.
func TestAnEditMovesWhatFollowsTheSlide(t *testing.T) {
	const noted = "# One\n\n<!-- notes: Alpha beta gamma delta. -->\n\n---\n\n# Two\n\n<!-- notes: Many words to say here, one after the other, for a while. -->\n\n---\n\n# Three\n\n<!-- notes: Others, and as many, that nobody has begun to say yet. -->\n"
	m, clock := newModel(t, noted, 80, 24)
	press(m, clock, "2 enter T")
	pass(m, clock, 3*time.Second)
	at, top := spoken(m), position{}
	ahead, _ := newModel(t, "# New\n\n---\n\n"+noted, 80, 24)
	m.Update(ui.Reload{Deck: ahead.stage.Deck})
	if got := spoken(m); at == top || got != at {
		t.Errorf("on the slide that moved the teleprompter goes from %v to %v", at, got)
	}
	head, _, _ := strings.Cut(noted, "# Two")
	_, tail, _ := strings.Cut(noted, "# Three")
	cut, _ := newModel(t, head+"# Three"+tail, 80, 24)
	m.reload(ui.Reload{Deck: cut.stage.Deck})
	m.Update(nil)
	if got := spoken(m); got != top {
		t.Errorf("on the slide that took its place it is at %v", got)
	}

	fresh, clock := newModel(t, noted, 80, 24)
	s := fresh.stage
	saved := talk.Start("", clock.Now())
	saved.Pos = talk.Pos{Slide: 1}
	saved.Log.Visits = []talk.Visit{{Pos: talk.Pos{Slide: 1}, To: 9 * time.Second}}
	resumed := New(Setup{
		Setup: ui.Setup{Deck: s.Deck, Look: s.Look, Now: s.Now}, Ask: true,
		Resume: &saved,
	})
	resumed.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	resumed.Update(ui.Reload{Deck: ahead.stage.Deck})
	press(resumed, clock, "y")
	if v := resumed.Talk().Log.Visits; resumed.Talk().Pos.Slide != 2 || len(v) != 1 || v[0].Pos.Slide != 2 {
		t.Errorf("resumed at %+v with %+v", resumed.Talk().Pos, v)
	}
}

// An unfinished talk that has not been taken up yet follows an edit as one that goes on does: what
// is left out moves along, and the stay on a slide that goes ends with it.
func TestAnEditOfAnUnfinishedTalk(t *testing.T) {
	from, clock := newModel(t, optional, 80, 24)
	saved := talk.Start("", clock.Now())
	saved.Pos = talk.Pos{Slide: 1}
	saved.Clock = talk.Clock{Since: clock.Now().UnixMilli()}
	saved.Skipped = []bool{false, false, true, false}
	saved.Log = talk.Log{Stretch: talk.Stretch{From: 1}, Reset: talk.Stretch{From: 9}}
	m := New(Setup{Setup: ui.Setup{Deck: from.stage.Deck, Look: from.stage.Look, Now: clock.Now}, Ask: true, Resume: &saved})
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	pass(m, clock, 30*time.Second)
	head, rest, _ := strings.Cut(optional, "# Two")
	_, rest, _ = strings.Cut(rest, "# Three")
	fresh := strings.Replace(head, "# One", "# New\n\n---\n\n# One", 1)
	without, _, _ := strings.Cut(fresh, "# One")
	for _, text := range []string{head, fresh, without} {
		edited, _ := newModel(t, text+"# Three"+rest, 80, 24)
		m.reload(ui.Reload{Deck: edited.stage.Deck})
		m.Update(nil)
		pass(m, clock, time.Second)
	}
	press(m, clock, "y")
	pass(m, clock, 4*time.Second)
	spent := m.Talk().Spent(3, clock.Now())
	if m.Talk().Pos.Slide != 1 || spent[1] != 8*time.Second || m.Talk().Log.Visits[0].Time() != 30*time.Second || m.stage.Talk.Log.From != 1 || m.Talk().Log.Reset.From != 2 {
		t.Errorf("taken up at %+v, spent %v of %v, begun at %d and %d", m.Talk().Pos, spent, m.Talk().Log.Visits, m.stage.Talk.Log.From, m.Talk().Log.Reset.From)
	}
	if !m.Talk().Skips(1) || m.Talk().Skips(2) {
		t.Errorf("out are %v", m.stage.Talk.Skipped)
	}
}

// The key that leaves slides out takes the last one back in, also when an edit has moved it.
func TestAnEditMovesWhatWasLeftOutLast(t *testing.T) {
	m, clock := newModel(t, optional, 80, 24)
	press(m, clock, "x")
	edited, _ := newModel(t, strings.Replace(optional, "# One", "# One\n\n---\n\n# New\n\n<!-- optional: true -->", 1), 80, 24)
	m.Update(ui.Reload{Deck: edited.stage.Deck})
	press(m, clock, "x")
	if m.Talk().Skips(1) || m.Talk().Skips(2) {
		t.Errorf("out are %v", m.stage.Talk.Skipped)
	}
}
