package presenter

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// slowly presses keys, and gives the answers to them all, which come when the last has been pressed.
func slowly(m *Model, keys string) []tea.Msg {
	var answers []tea.Msg
	for _, k := range screentest.Keys(keys) {
		_, cmd := m.Update(k)
		answers = append(answers, editingIn(cmd)...)
	}
	return answers
}

// editingIn are the answers of editing that a command brings. What waits for time to pass is left out.
func editingIn(cmd tea.Cmd) []tea.Msg {
	if cmd == nil {
		return nil
	}
	msg := cmd()
	if batch, ok := msg.(tea.BatchMsg); ok {
		msg = batch[0]()
	}
	switch msg.(type) {
	case placesFound, copied, draftOpened:
		return []tea.Msg{msg}
	}
	return nil
}

// While the file is read slowly, E again opens no second editor: what is typed into one below another is lost.
func TestOneEditorAtATime(t *testing.T) { synctest.Test(t, oneEditorAtATime) }

func oneEditorAtATime(t *testing.T) {
	t.Helper()
	d := &desk{}
	m, clock, _ := rehearsal(t, 0)
	m.setup.Editing = d
	press(m, clock, "s")
	answers := slowly(m, "EEE")
	if len(answers) != 1 {
		t.Fatalf("E three times reads the file %d times", len(answers))
	}
	sees(t, m, "still being opened")
	for _, a := range answers {
		m.Update(a)
	}
	types(m, "a")
	pass(m, clock, 30*time.Second)
	before := m.Talk().Clock.Elapsed(clock.Now())
	press(m, clock, "esc y")
	if m.stage.Covered() || m.Unsaved() != "" {
		t.Errorf("Esc and y leave\n%s", text(m))
	}
	if after := m.Talk().Clock.Elapsed(clock.Now()); after > before-25*time.Second {
		t.Errorf("the clock goes from %v to %v", before, after)
	}
	answer(t, m, "E")
	if sees(t, m, "NOTES of slide 1"); len(d.opened) != 2 {
		t.Errorf("opened are %q", d.opened)
	}
}

// While a copy of the built-in deck is made slowly, E makes no other one, and no second editor comes up.
func TestOneCopyAtATime(t *testing.T) { synctest.Test(t, oneCopyAtATime) }

func oneCopyAtATime(t *testing.T) {
	t.Helper()
	d := &desk{builtin: true}
	m, clock := atDesk(t, d, 80, 24)
	places := slowly(m, "EE")
	if len(places) != 1 {
		t.Fatalf("E twice asks for places %d times", len(places))
	}
	m.Update(places[0])
	if sees(t, m, "File: /here/my.md"); strings.Contains(text(m), "still being opened") {
		t.Errorf("what has come is waited for:\n%s", text(m))
	}
	made := slowly(m, "enter")
	press(m, clock, "esc")
	d.builtin = true // The file is not there yet.
	if more := slowly(m, "E"); len(made) != 1 || len(more) != 0 {
		t.Fatalf("a copy that is being made is offered again: %v", more)
	}
	d.builtin = false
	_, cmd := m.Update(made[0])
	for _, a := range editingIn(cmd) {
		m.Update(a)
	}
	sees(t, m, "NOTES of slide 1, primary", "You now present /here/my.md")
	if press(m, clock, "esc"); m.stage.Covered() {
		t.Errorf("Esc leaves\n%s", text(m))
	}
}

// Why a copy was not made is told also when its offer was closed before.
func TestACopyThatFailsLateIsTold(t *testing.T) { synctest.Test(t, aCopyThatFailsLateIsTold) }

func aCopyThatFailsLateIsTold(t *testing.T) {
	t.Helper()
	m, clock := atDesk(t, &desk{builtin: true, taken: map[string]bool{"/here/my.md": true}}, 80, 24)
	m.Update(slowly(m, "E")[0])
	failed := slowly(m, "enter")
	press(m, clock, "esc")
	m.Update(failed[0])
	sees(t, m, "No copy was made: /here/my.md already exists")
}

// A draft names its slide also when an edit has taken slides away before it was read.
func TestADraftOfASlideThatIsGone(t *testing.T) { synctest.Test(t, aDraftOfASlideThatIsGone) }

func aDraftOfASlideThatIsGone(t *testing.T) {
	t.Helper()
	m, clock := atDesk(t, &desk{}, 80, 24)
	press(m, clock, "2 enter")
	answers := slowly(m, "E")
	cut, _ := newModel(t, "# New", 80, 24)
	m.reload(ui.Reload{Deck: cut.stage.Deck})
	m.Update(answers[0])
	sees(t, m, "NOTES of slide 2, primary", "Two")
}
