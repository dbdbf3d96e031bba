package presenter

import (
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// keeper remembers the paces that it is told to keep.
type keeper struct {
	kept []int
	err  error
}

func (k *keeper) keep(_ string, pace int) error {
	k.kept = append(k.kept, pace)
	return k.err
}

// withKeeper is a speaker's view in which paces can be kept.
func withKeeper(t *testing.T, k *keeper, w int, person string) (*Model, *screentest.Clock) {
	t.Helper()
	m, clock := newModel(t, prompted, w, 24)
	m.setup.SavePace, m.setup.Person = k.keep, person
	return m, clock
}

// asks reports whether the question about a pace is open.
func asks(m *Model) bool { return strings.HasPrefix(lastRow(m), "Save ") }

func lastRow(m *Model) string {
	rows := screentest.Lines(m)
	return strings.TrimSpace(rows[len(rows)-1])
}

func TestThePaceIsSaved(t *testing.T) {
	k := &keeper{}
	m, clock := withKeeper(t, k, 80, "Anna")
	press(m, clock, "T]]T")
	if got := lastRow(m); got != "Save 125 words a minute for Anna? y yes, other keys no" {
		t.Fatalf("it asks %q", got)
	}
	_, cmd := m.Update(key("y"))
	if cmd == nil || len(k.kept) != 0 {
		t.Fatal("the pace is kept inside Update, or not at all")
	}
	if m.Update(cmd()); len(k.kept) != 1 || k.kept[0] != 125 || lastRow(m) != "Saved for Anna: 125 words a minute" {
		t.Errorf("%v is kept, and the view says %q", k.kept, lastRow(m))
	}
	if press(m, clock, "pgdown"); m.Talk().Pos.Step != 1 || strings.Contains(text(m), "Saved for") {
		t.Errorf("a next under the answer leads to %+v in\n%s", m.Talk().Pos, text(m))
	}
	if press(m, clock, "TT"); strings.Contains(text(m), "Save ") {
		t.Errorf("what is kept is asked again:\n%s", text(m))
	}
}

// Only y is a yes. The keys of a clicker move the talk; n and Esc are an answer and no more.
func TestThePaceIsNotSaved(t *testing.T) {
	for key, step := range map[string]int{"pgdown": 1, "space": 1, "enter": 1, "n": 0, "N": 0, "esc": 0, "q": 0, "?": 0} {
		k := &keeper{}
		m, clock := withKeeper(t, k, 80, "Anna")
		press(m, clock, "s")
		press(m, clock, "T[T")
		if press(m, clock, key); asks(m) || m.Talk().Pos.Step != step || len(k.kept) != 0 {
			t.Errorf("%q leaves the question open: %v; the talk at %+v; kept %v", key, asks(m), m.Talk().Pos, k.kept)
		}
		if key == "q" && lastRow(m) != "Leave the talk? y yes, other keys no" {
			t.Error("q under the question does not ask")
		}
	}
}

func TestAPaceThatCannotBeSaved(t *testing.T) {
	k := &keeper{err: errors.New("the disk is full: make room\non it")}
	m, clock := withKeeper(t, k, 80, "Anna")
	press(m, clock, "T]T")
	_, cmd := m.Update(key("y"))
	m.Update(cmd())
	if got := lastRow(m); got != "The pace is not saved: the disk is full: make room" {
		t.Errorf("a failure is told as %q", got)
	}
	if press(m, clock, "pgdown TT"); m.Talk().Pos.Step != 1 || !strings.HasPrefix(lastRow(m), "Save 120 words a minute") {
		t.Errorf("after a failure the talk is at %+v, and the view asks %q", m.Talk().Pos, lastRow(m))
	}
}

// That a pace is not saved is told whatever lies over the view by then.
func TestAPaceThatCannotBeSavedIsToldOverAnything(t *testing.T) {
	k := &keeper{err: errors.New("the disk is full: make room")}
	m, clock := withKeeper(t, k, 80, "Anna")
	press(m, clock, "T]T")
	_, cmd := m.Update(key("y"))
	press(m, clock, "?")
	m.Update(cmd())
	if got := lastRow(m); got != "The pace is not saved: the disk is full: make room" {
		t.Errorf("a failure is told as %q", got)
	}
}

// There is no question where nothing was changed, or nobody is there to keep it for; and it is
// whole on a narrow screen, whatever the name.
func TestWhenItIsAsked(t *testing.T) {
	for _, c := range []struct {
		w            int
		person, keys string
		want         string
	}{
		{80, "Anna", "TT", ""},
		{80, "Anna", "T]", ""},
		{80, "Anna", "T]T", "Save 120 words a minute for Anna? y yes, other keys no"},
		{80, "", "T]T", "Save 120 words a minute? y yes, other keys no"},
		{40, "Anna", "T]T", "Save 120 for Anna? y yes, else no"},
		{80, "A name of more than twenty columns", "T]T", "Save 120 words a minute for A name of more than…? y yes, other keys no"},
		{80, "Anna", "T]TnTT", ""},
		{80, "Anna", "T]TnT]T", "Save 125 words a minute for Anna? y yes, other keys no"},
		{80, "Anna", "T]Tq", "Leave the talk? y yes, other keys no"},
	} {
		m, clock := withKeeper(t, &keeper{}, c.w, c.person)
		press(m, clock, c.keys)
		got := lastRow(m)
		if !strings.HasPrefix(got, "Save") && c.want == "" {
			got = ""
		}
		if got != c.want {
			t.Errorf("%+v: it asks %q", c, got)
		}
	}
	m, clock := newModel(t, prompted, 80, 24)
	if press(m, clock, "T]T"); asks(m) {
		t.Error("it asks with nobody to keep a pace for")
	}
}

// A pace that is back where it began is not asked about.
func TestTheSamePaceIsNotAskedAbout(t *testing.T) {
	from, clock := newModel(t, prompted, 80, 24)
	m := New(Setup{
		Setup: ui.Setup{Deck: from.stage.Deck, Phase: "primary", Now: clock.Now},
		Pace:  func(string) int { return 118 }, Person: "Anna", SavePace: (&keeper{}).keep,
	})
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	if press(m, clock, "T][T"); asks(m) {
		t.Errorf("it asks %q", lastRow(m))
	}
	if press(m, clock, "T]T"); lastRow(m) != "Save 123 words a minute for Anna? y yes, other keys no" {
		t.Errorf("it asks %q", lastRow(m))
	}
}

// A question of the talk lies over this one, and its answer leaves this one open.
func TestTheTalksQuestionComesFirst(t *testing.T) {
	m, clock := withKeeper(t, &keeper{}, 80, "Anna")
	press(m, clock, "T]T")
	m.stage.Show(&ui.Question{Text: "Cover the numbers? y yes, other keys no"})
	if got := lastRow(m); got != "Cover the numbers? y yes, other keys no" {
		t.Errorf("two questions show %q", got)
	}
	press(m, clock, "n")
	if got := lastRow(m); !strings.HasPrefix(got, "Save 120") {
		t.Errorf("then it asks %q", got)
	}
}
