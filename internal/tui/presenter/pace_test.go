package presenter

import (
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// optional is a talk of four minutes in which slides 2 and 3 may be left out.
const optional = "---\ntitle: Kind words\n---\n" +
	"# One\n\n<!--\ntime: 1m\nspeaker: Head\n-->\n\n---\n\n" +
	"# Two\n\n<!--\ntime: 30s\noptional: true\nspeaker: Reader 1\n-->\n\n---\n\n" +
	"# Three\n\n<!--\ntime: 1m30s\noptional: true\nspeaker: Reader 2\n-->\n\n---\n\n" +
	"# Tell someone\n\n- Police: 101\n\n<!--\ntime: 1m\nspeaker: Head\nlayout: closing\n-->\n"

// row is the first row of the screen that holds some text, "" when none does.
func row(m *Model, part string) string {
	for _, r := range screentest.Lines(m) {
		if strings.Contains(r, part) {
			return strings.TrimSpace(r)
		}
	}
	return ""
}

func pass(m *Model, clock *screentest.Clock, d time.Duration) {
	for range d / time.Second {
		clock.Pass(time.Second)
		m.Update(ui.Repaint{})
	}
}

// The pace in words, and what can be done about it, as a talk goes on.
func TestPace(t *testing.T) {
	m, clock := newModel(t, optional, 120, 30)
	for _, c := range []struct {
		keys  string
		later time.Duration
		want  string
	}{
		{"", 0, "Beginning now it finishes about 08:54"},
		{"s", 0, "on time, finishing about 08:54"},
		{"", 70 * time.Second, "on time, finishing about 08:54"},
		{"", 20 * time.Second, "30 s behind, finishing about 08:55; x: leaving out slide 2 saves 30 s   or leaving out slide 3 saves 1 min 30 s"},
		{"", 40 * time.Second, "1 min 10 s behind, finishing about 08:55; x: leaving out slide 3 saves 1 min 30 s   or leaving out slide 2 saves 30 s"},
		{"x", 0, "20 s ahead, finishing about 08:54   slide 3 out, saves 1 min 30 s"}, // What was advised,
		{"x", 0, "1 min 10 s behind"}, // and back in.
		{"e", 0, "45 s ahead, finishing about 08:53"},
	} {
		press(m, clock, c.keys)
		pass(m, clock, c.later)
		if got := row(m, "finish"); !strings.HasPrefix(got, c.want) {
			t.Errorf("after %q and %v the pace is %q, want %q", c.keys, c.later, got, c.want)
		}
	}
}

// A narrow window says shorter what x does.
func TestPaceAt80Columns(t *testing.T) {
	m, clock := newModel(t, optional, 80, 24)
	press(m, clock, "s")
	pass(m, clock, 130*time.Second)
	if got := row(m, "finish"); got != "1 min 10 s behind, finishing about 08:55   x: slide 3 out saves 1:30" {
		t.Errorf("it says %q", got)
	}
}

// Against the bell a late start leaves less for each slide.
func TestBell(t *testing.T) {
	m, clock := newModel(t, optional, 120, 30)
	m.setup.Finish = "08:56"
	if got := row(m, "08:56"); got != "To finish at 08:56 begin by 08:52" {
		t.Errorf("before the talk it says %q", got)
	}
	pass(m, clock, 3*time.Minute)
	if got := row(m, "08:56"); got != "Beginning now: 1 min late for 08:56, finishing about 08:57" {
		t.Errorf("late, it says %q", got)
	}
	press(m, clock, "s")
	if got := row(m, "this slide 0"); !strings.Contains(got, "this slide 0:00 of 0:44") {
		t.Errorf("the slide's share of what is left is in %q", got)
	}
	if got := row(m, "late for"); !strings.Contains(got, "1 min late for 08:56, finishing about 08:57; x: leaving out slide 3") {
		t.Errorf("it says %q", got)
	}
}

func TestClockStates(t *testing.T) {
	m, clock := newModel(t, optional, 120, 30)
	for _, c := range []struct{ keys, slide, want string }{
		{"", "1:00", "Press Enter as you begin to speak   planned 4:00"},
		{"s", "0:00", "Clock 0:00 of 4:00 running   this slide 0:00 of 1:00"},
		{"s", "0:01", "Clock 0:01 of 4:00 PAUSED"},
		{"R", "1:00", "Press Enter as you begin to speak"},
		{"u", "0:01", "Clock 0:01 of 4:00 PAUSED"},
	} {
		press(m, clock, c.keys)
		if got := row(m, "this slide "+c.slide); !strings.HasPrefix(got, c.want) {
			t.Errorf("after %q the clock is %q, want %q", c.keys, got, c.want)
		}
	}
	press(m, clock, "s")
	pass(m, clock, 72*time.Second)
	if got := row(m, "this slide 1"); !strings.Contains(got, "this slide 1:13 of 1:00, 0:13 over") {
		t.Errorf("a slide that runs over is told as %q", got)
	}
}

// The hall sees nothing of a slide that is left out: next and back pass over it, the overview
// says so, and going there by number still works.
func TestLeavingOut(t *testing.T) {
	m, clock := newModel(t, optional, 120, 30)
	press(m, clock, "xo")
	if !strings.Contains(text(m), "(left out) Two") || !strings.Contains(text(m), "(optional) Three") {
		t.Errorf("the overview is\n%s", text(m))
	}
	press(m, clock, "jjx") // The overview opens on slide 1.
	m.Update(tea.KeyPressMsg{Code: tea.KeyEscape})
	press(m, clock, "pgdown")
	if at := m.Talk().Pos; at != (talk.Pos{Slide: 3}) {
		t.Errorf("next leads to %+v", at)
	}
	if press(m, clock, "pgup"); m.Talk().Pos.Slide != 0 {
		t.Errorf("back leads to %+v", m.Talk().Pos)
	}
	if press(m, clock, "2 enter"); m.Talk().Pos.Slide != 1 {
		t.Error("a slide that was left out cannot be gone to")
	}
	if press(m, clock, "xxx pgdown"); m.Talk().Pos.Slide != 2 {
		t.Errorf("taken back in, slide 3 does not follow: %+v", m.Talk().Pos)
	}
}

// Who speaks, and who is next when that is somebody else; a slide that is left out has no say.
func TestSpeakers(t *testing.T) {
	m, clock := newModel(t, optional, 120, 30)
	for _, c := range []struct{ keys, want, not string }{
		{"", "Head speaks   next: Reader 1", ""},
		{"x", "Head speaks   next: Reader 2", "Reader 1"},
		{"x pgdown", "Reader 1 speaks   next: Reader 2", ""},
		{"e", "Head speaks", "next:"},
	} {
		press(m, clock, c.keys)
		if got := screentest.Lines(m)[0]; !strings.Contains(got, c.want) || c.not != "" && strings.Contains(got, c.not) {
			t.Errorf("after %q the head says %q", c.keys, got)
		}
	}
}

// An edit that makes a slide no longer optional takes it back in.
func TestEditedOptional(t *testing.T) {
	m, clock := newModel(t, optional, 120, 30)
	press(m, clock, "x")
	other, _ := newModel(t, strings.Replace(optional, "optional: true\nspeaker: Reader 1", "speaker: Reader 1", 1), 80, 24)
	m.Update(ui.Reload{Deck: other.stage.Deck})
	if press(m, clock, "pgdown"); m.Talk().Pos.Slide != 1 {
		t.Errorf("next leads to %+v", m.Talk().Pos)
	}
}

// recorded is a recorder that remembers what it was told.
type recorded struct {
	all  []talk.Talk
	deck *deck.Deck
	next tea.Model
}

func (r *recorded) Record(t talk.Talk, d *deck.Deck) { r.all, r.deck = append(r.all, t), d }
func (r *recorded) Saved() (string, bool)            { return "saved for Anna", true }
func (r *recorded) Done(t talk.Talk, d *deck.Deck, _ int) tea.Model {
	r.Record(t, d)
	return r.next
}

func rehearsal(t *testing.T, from int) (*Model, *screentest.Clock, *recorded) {
	t.Helper()
	plain, clock := newModel(t, optional, 120, 30)
	rec := &recorded{}
	s := plain.stage
	m := New(Setup{
		Setup:     ui.Setup{Deck: s.Deck, Look: s.Look, Phase: s.Talk.Phase, Now: s.Now},
		Rehearsal: rec, From: from,
	})
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 30})
	return m, clock, rec
}

func TestRehearsalIsUnmistakable(t *testing.T) {
	for _, size := range [][2]int{{30, 4}, {40, 12}, {80, 24}, {120, 30}} {
		m, _, _ := rehearsal(t, 0)
		m.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		if !strings.Contains(screentest.Lines(m)[0], "REHEARSAL") || m.View().WindowTitle != "Rehearsal: Kind words" {
			t.Errorf("at %v it begins with %q, titled %q", size, screentest.Lines(m)[0], m.View().WindowTitle)
		}
	}
	m, clock, _ := rehearsal(t, 0)
	if press(m, clock, "H"); strings.Contains(text(m), "Open a hall screen") || strings.Contains(text(m), "NOW in the hall") {
		t.Errorf("a rehearsal speaks of a hall:\n%s", text(m))
	}
}

func TestRehearsalIsRecorded(t *testing.T) {
	m, clock, rec := rehearsal(t, 1)
	if m.Talk().Pos.Slide != 1 || m.Talk().Clock.Started() {
		t.Errorf("it begins at %+v", m.Talk().State)
	}
	pass(m, clock, 5*time.Second)
	press(m, clock, "pgdown") // The first next begins the clock, wherever it is pressed, and does not move.
	if m.Talk().Pos.Slide != 1 || !m.Talk().Clock.Running() {
		t.Errorf("the first next leads to %+v", m.Talk().State)
	}
	pass(m, clock, 20*time.Second)
	press(m, clock, "pgdown")
	pass(m, clock, 100*time.Second)
	press(m, clock, "pgdown")
	pass(m, clock, 9*time.Second)
	m.Update(key("q"))
	if _, cmd := m.Update(key("y")); cmd == nil || cmd() != (tea.QuitMsg{}) {
		t.Error("without anything to follow, leaving does not leave")
	}
	last := rec.all[len(rec.all)-1]
	at := func(slide int, from, to time.Duration) talk.Visit {
		return talk.Visit{Pos: talk.Pos{Slide: slide}, From: from * time.Second, To: to * time.Second}
	}
	want := []talk.Visit{at(1, 0, 21), at(2, 21, 122), at(3, 122, 131)}
	if got := last.Closed(clock.Now()).Visits; !slices.Equal(got, want) {
		t.Errorf("the visits are %+v", got)
	}
	if last.Log.From != 1 || rec.deck != m.Deck() {
		t.Errorf("it began at slide %d", last.Log.From+1)
	}
}

// What follows a rehearsal gets the window, and its size.
func TestRehearsalHandsOver(t *testing.T) {
	m, _, rec := rehearsal(t, 0)
	other, _ := builtin(t, 10, 5)
	rec.next = other
	m.Update(key("q"))
	next, _ := m.Update(key("y"))
	if next != other || other.stage.W != 120 || other.stage.H != 30 {
		t.Errorf("it goes on with %T of %dx%d", next, other.stage.W, other.stage.H)
	}
}

// A resumed talk keeps what was measured and what was left out.
func TestResumedTalkKeepsItsLog(t *testing.T) {
	m, clock := newModel(t, optional, 120, 30)
	press(m, clock, "sx")
	pass(m, clock, 40*time.Second)
	press(m, clock, "pgdown")
	saved, s := m.Talk(), m.stage
	again := New(Setup{
		Setup:  ui.Setup{Deck: s.Deck, Look: s.Look, Phase: s.Talk.Phase, Now: s.Now},
		Resume: &saved,
	})
	again.Update(tea.WindowSizeMsg{Width: 120, Height: 30})
	pass(again, clock, 20*time.Second)
	spent := again.Talk().Spent(4, clock.Now())
	if spent[0] != 42*time.Second || spent[2] != 20*time.Second || !again.Talk().Skips(1) {
		t.Errorf("spent %v, out %v", spent, again.stage.Talk.Skipped)
	}
}

// The evening before, the bell says when to begin, and the plan how the speaker does.
func TestFarBell(t *testing.T) {
	m, clock := newModel(t, optional, 120, 30)
	m.setup.Finish = "07:30" // It is ten to nine: tomorrow's.
	if got := row(m, "07:30"); got != "To finish at 07:30 tomorrow begin by 07:26" {
		t.Errorf("before the talk it says %q", got)
	}
	press(m, clock, "s")
	pass(m, clock, 100*time.Second)
	if got := row(m, "finishing"); !strings.HasPrefix(got, "40 s behind, finishing about 08:55; x: ") {
		t.Errorf("behind, it says %q", got)
	}
}

// From a later slide, nothing is planned for those before it.
func TestPaceFromAnySlide(t *testing.T) {
	m, clock, _ := rehearsal(t, 2)
	press(m, clock, "s")
	pass(m, clock, 10*time.Second)
	if got := row(m, "finishing"); !strings.HasPrefix(got, "on time, finishing about 08:53") {
		t.Errorf("it says %q", got)
	}
	if got := row(m, "Clock"); !strings.HasPrefix(got, "Clock 0:10 of 2:30 running") {
		t.Errorf("the clock says %q", got)
	}
}

// A rehearsal that is not kept says so on any screen.
// A clock that begins anew on a later slide measures what follows.
func TestPaceAfterAReset(t *testing.T) {
	m, clock := newModel(t, optional, 120, 30)
	for _, c := range []struct{ keys, want string }{
		{"sn", "1 min ahead, finishing about 08:53"},
		{"R", "Beginning now it finishes about 08:53"},
		{"s", "on time, finishing about 08:53"},
		{"nRs", "on time, finishing about 08:53"},
		{"u", "30 s ahead, finishing about 08:53"},
		{"R1 enter n", "Slide 1 counts as planned, 1:00: on time, finishing about 08:53"}, // What was tried out is over: the talk begins at its first slide.
	} {
		press(m, clock, c.keys)
		if got := row(m, "finish"); !strings.HasPrefix(got, c.want) {
			t.Errorf("after %q the pace is %q, want %q", c.keys, got, c.want)
		}
	}
}

func TestUnkeptRehearsal(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {80, 24}} {
		m, _, _ := rehearsal(t, 0)
		m.setup.Rehearsal = unsaved{}
		m.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		if !strings.Contains(text(m), "NOTHING IS SAVED: the disk is full") {
			t.Errorf("at %v it does not say so:\n%s", size, text(m))
		}
	}
}

type unsaved struct{}

func (unsaved) Record(talk.Talk, *deck.Deck)              {}
func (unsaved) Done(talk.Talk, *deck.Deck, int) tea.Model { return nil }
func (unsaved) Saved() (string, bool)                     { return "NOTHING IS SAVED: the disk is full", false }
