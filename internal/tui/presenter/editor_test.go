package presenter

import (
	"errors"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// desk is a deck's file that exists only in a test.
type desk struct {
	builtin bool
	taken   map[string]bool // names that exist already
	copies  []string
	saves   [][2]string
	err     error // of the next save
	again   bool
	opened  []string
}

func (d *desk) BuiltIn() bool    { return d.builtin }
func (d *desk) Places() []string { return []string{"/here/my.md", "/documents/my.md"} }

func (d *desk) Copy(name string) (string, error) {
	if d.taken[name] {
		return "", errors.New(name + " already exists: choose another name")
	}
	d.copies, d.builtin = append(d.copies, name), false
	return name, nil
}

func (d *desk) Open(_ *deck.Deck, slide int, phase string) (Draft, error) {
	d.opened = append(d.opened, slideName(slide, phase))
	if slide == 2 {
		return nil, errors.New("talk.md:1:1: cannot be read")
	}
	return &page{d, "First line.\n\nSecond line.", "# One"}, nil
}

// page is a slide on the desk.
type page struct {
	desk         *desk
	notes, words string
}

func (p *page) Notes() string { return p.notes }
func (p *page) Words() string { return p.words }
func (p *page) Shared() bool  { return true }

func (p *page) Save(notes, words string) (*deck.Deck, bool, error) {
	if err := p.desk.err; err != nil {
		p.desk.err = nil
		return nil, p.desk.again, err
	}
	p.desk.saves = append(p.desk.saves, [2]string{notes, words})
	d, err := markdown.Parse([]byte("# Saved\n\n---\n\n# Two\n"), markdown.Options{Name: "talk.md"})
	return d, false, err
}

const twoPhases = "---\nphases: [primary, secondary]\n---\n# One\n\nwords\n\n---\n\n# Two\n\n---\n\n# Three\n\n---\n\n# Police\n\n- Police: 101\n"

// atDesk is a speaker's view of a deck that can be changed.
func atDesk(t *testing.T, d *desk, w, h int) (*Model, *screentest.Clock) {
	t.Helper()
	m, clock := newModel(t, twoPhases, w, h)
	m.setup.Editing = d
	return m, clock
}

// answer presses a key, runs the command that it leads to, and hands over its answer.
func answer(t *testing.T, m *Model, name string) {
	t.Helper()
	_, cmd := m.Update(key(name))
	for more := true; more && cmd != nil; {
		msg := cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			msg = batch[0]() // The rest waits for a second to pass.
		}
		_, cmd = m.Update(msg)
		_, more = msg.(copied) // No other answer leads to more than a tick.
	}
}

// types types a text, letter by letter.
func types(m *Model, text string) {
	for _, r := range text {
		m.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

func sees(t *testing.T, m *Model, words ...string) {
	t.Helper()
	got := strings.Join(strings.Fields(text(m)), " ")
	for _, w := range words {
		if !strings.Contains(got, w) {
			t.Errorf("the view lacks %q:\n%s", w, text(m))
		}
	}
}

// What is typed goes into the notes and nowhere else, until it is saved.
func TestEditingNotes(t *testing.T) {
	d := &desk{}
	m, clock := atDesk(t, d, 80, 24)
	press(m, clock, "s")
	answer(t, m, "E")
	sees(t, m, "NOTES of slide 1, primary", "for every phase", "First line.", "Ctrl+S save", "Clock 0:0")
	before := m.Talk()
	types(m, "enjoy . b , w f e q y x T G 5")
	press(m, clock, "pgdown pgup shift+pgdown f5 space enter home end down up left right backspace")
	if after := m.Talk(); after.Seq != before.Seq || after.Blank != talk.Visible {
		t.Fatalf("typing moves the talk from %+v to %+v", before.State, after.State)
	}
	if m.editor == nil || !strings.Contains(m.Unsaved(), "enjoy . b , w f e q y x T G 5") {
		t.Fatalf("what was typed is %q", m.Unsaved())
	}
	sees(t, m, "not saved", "enjoy . b")
	typed := m.editor.fields[0].area.Value()
	answer(t, m, "ctrl+s")
	if len(d.saves) != 1 || d.saves[0] != [2]string{typed, "# One"} {
		t.Fatalf("saved are %q, typed was %q", d.saves, typed)
	}
	sees(t, m, "Saved. Esc goes back")
	if m.Unsaved() != "" || m.Deck().Title(0) != "Saved" {
		t.Errorf("after saving %q is not saved, and the deck begins with %q", m.Unsaved(), m.Deck().Title(0))
	}
	press(m, clock, "esc")
	if m.stage.Covered() || m.editor != nil {
		t.Errorf("Esc leaves\n%s", text(m))
	}
	if press(m, clock, "pgdown"); m.Talk().Pos == before.Pos {
		t.Error("next does nothing after the editor")
	}
}

// Esc asks before it gives up what was typed, and only y does.
func TestLeavingTheEditor(t *testing.T) {
	d := &desk{}
	m, clock := atDesk(t, d, 80, 24)
	answer(t, m, "E")
	if strings.Contains(text(m), "Space next") {
		t.Errorf("keys of the talk are named in the editor\n%s", text(m))
	}
	types(m, "x")
	for _, leave := range []string{"esc", "ctrl+c", "ctrl+c ctrl+c", "esc pgdown", "esc f5"} {
		press(m, clock, leave)
		sees(t, m, "Leave without saving what you have typed? y leaves")
		types(m, "n")
		if m.editor == nil || strings.Contains(text(m), "Leave without") {
			t.Fatalf("%s and another key leave\n%s", leave, text(m))
		}
	}
	press(m, clock, "esc esc")
	if m.editor == nil || strings.Contains(text(m), "Leave without") {
		t.Fatalf("Esc does not go on\n%s", text(m))
	}
	press(m, clock, "esc")
	if press(m, clock, "y"); m.editor != nil || m.stage.Covered() || len(d.saves) > 0 {
		t.Errorf("y leaves %q saved and\n%s", d.saves, text(m))
	}
	answer(t, m, "E")
	press(m, clock, "ctrl+c")
	sees(t, m, "Ctrl+C again leaves")
}

// What stands in the way of saving is told, and the text stays.
func TestNotSaved(t *testing.T) {
	d := &desk{err: errors.New(`talk.md:20:5: "[pause soon]" is not a cue: expected [pause 3s]`)}
	m, _ := atDesk(t, d, 60, 18)
	answer(t, m, "E")
	types(m, "mine ")
	answer(t, m, "ctrl+s")
	sees(t, m, `NOT SAVED: talk.md:20:5: "[pause soon]" is not a cue: expected [pause 3s]`, "mine First line.")
	d.err, d.again = errors.New("another program has changed talk.md, and nothing is saved"), true
	answer(t, m, "ctrl+s")
	sees(t, m, "NOT SAVED: another program has changed talk.md", "Ctrl+S again writes your text")
	answer(t, m, "ctrl+s")
	if len(d.saves) != 1 || !strings.HasPrefix(d.saves[0][0], "mine ") {
		t.Errorf("saved are %q", d.saves)
	}
	answer(t, m, "ctrl+s")
	sees(t, m, "Nothing is changed.")
}

// Letters that are typed while the disk is slow are not lost.
func TestTypingWhileSaving(t *testing.T) {
	d := &desk{}
	m, clock := atDesk(t, d, 80, 24)
	answer(t, m, "E")
	types(m, "a")
	_, cmd := m.Update(key("ctrl+s"))
	types(m, "b")
	press(m, clock, "esc")
	sees(t, m, "Leave without saving")
	if m.Update(cmd()); d.saves[0][0][0] != 'a' || !strings.Contains(m.Unsaved(), "ab") {
		t.Errorf("saved is %q, and %q is not", d.saves, m.Unsaved())
	}
}

// Tab leads to the words and back. A paste goes where the cursor is, as lines.
func TestEditingWords(t *testing.T) {
	d := &desk{}
	m, clock := atDesk(t, d, 80, 24)
	answer(t, m, "E")
	press(m, clock, "tab")
	sees(t, m, "WORDS of slide 1, primary", "as Markdown", "# One", "Tab notes")
	press(m, clock, "end")
	m.Update(tea.PasteMsg{Content: "\r\n\r\nb . q\twords"})
	press(m, clock, "tab tab")
	answer(t, m, "ctrl+s")
	if want := "# One\n\nb . q    words"; len(d.saves) != 1 || d.saves[0][1] != want {
		t.Errorf("saved is %q, want %q", d.saves, want)
	}
}

// A clipboard with a whole book is not pasted, and that is told; what was typed stays.
func TestPastingTooMuch(t *testing.T) {
	m, _ := atDesk(t, &desk{}, 80, 24)
	answer(t, m, "E")
	types(m, "mine ")
	for range 3 {
		m.Update(tea.PasteMsg{Content: strings.Repeat("words ", 4000)})
	}
	if got := m.Unsaved(); len(got) < 48_000 || len(got) > 49_000 || !strings.Contains(got, "mine words") {
		t.Errorf("%d bytes are in the field", len(got))
	}
	sees(t, m, "NOT PASTED: it is 23 KB, and with it the text would be longer than 64 KB")
	if types(m, "x"); strings.Contains(text(m), "NOT PASTED") {
		t.Errorf("after a key the view says\n%s", text(m))
	}
}

// The built-in deck is written to a file of one's own first, and the talk stays where it is.
func TestEditingTheBuiltInDeck(t *testing.T) {
	d := &desk{builtin: true, taken: map[string]bool{"/here/my.md": true}}
	m, clock := atDesk(t, d, 80, 24)
	link := &halls{}
	m.setup.Link = link
	press(m, clock, "s pgdown")
	answer(t, m, "E")
	sees(t, m, "The built-in assembly cannot be changed", "File: /here/my.md", "Enter writes the file")
	before, told := m.Talk().State, len(link.changes)
	press(m, clock, "pgdown pgup f5")
	answer(t, m, "enter")
	sees(t, m, "/here/my.md already exists", "File: /documents/my.md")
	types(m, "n")
	press(m, clock, "backspace")
	answer(t, m, "enter")
	if len(d.copies) != 1 || d.copies[0] != "/documents/my.md" || m.Talk().State != before {
		t.Errorf("copied to %q, and the talk goes from %+v to %+v", d.copies, before, m.Talk().State)
	}
	if len(link.changes) != told+1 {
		t.Error("what saves the talk is not told to save it under the new name")
	}
	sees(t, m, "NOTES of slide 2, primary", "You now present /documents/my.md")
	d.builtin = true
	press(m, clock, "esc")
	answer(t, m, "E")
	if press(m, clock, "esc"); m.stage.Covered() {
		t.Errorf("Esc leaves\n%s", text(m))
	}
}

// A file that cannot be read now is no reason to stop.
func TestNothingToEdit(t *testing.T) {
	d := &desk{}
	m, clock := atDesk(t, d, 80, 24)
	press(m, clock, "3 enter")
	answer(t, m, "E")
	sees(t, m, "Not opened: talk.md:1:1: cannot be read")
	m.setup.Editing = nil
	answer(t, m, "E")
	sees(t, m, "This deck cannot be changed here")
}

// A rehearsal measures the speaker: the time in the editor is not counted.
func TestEditingInARehearsal(t *testing.T) {
	d := &desk{}
	m, clock, _ := rehearsal(t, 0)
	m.setup.Editing = d
	press(m, clock, "s")
	pass(m, clock, 10*time.Second)
	answer(t, m, "E")
	pass(m, clock, 30*time.Second)
	press(m, clock, "esc")
	if got := m.Talk().Clock.Elapsed(clock.Now()); got < 10*time.Second || got > 15*time.Second {
		t.Errorf("the clock shows %v", got)
	}
}

// The editor is drawn in any window, and what is in it stays.
func TestTheEditorInAnyWindow(t *testing.T) {
	m, _ := atDesk(t, &desk{}, 80, 24)
	answer(t, m, "E")
	types(m, strings.Repeat("many words ", 60))
	for _, size := range [][2]int{{1, 1}, {0, 0}, {20, 5}, {8, 3}, {192, 54}, {40, 12}, {80, 24}} {
		m.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		if g := m.Grid(); g.W != size[0] || g.H != size[1] {
			t.Errorf("at %v the view is %d by %d", size, g.W, g.H)
		}
	}
	if strings.Count(m.Unsaved(), "many words") != 60 {
		t.Errorf("what was typed is %q", m.Unsaved())
	}
}

// A long text is not cut by what it is edited with.
func TestEditingALongText(t *testing.T) {
	long := strings.Repeat("A line of notes, with a tab\there.\n", 400)
	f := newField("NOTES", "", strings.ReplaceAll(long, "\t", "    "))
	if f.area.Value() != strings.ReplaceAll(long, "\t", "    ") || f.changed() {
		t.Errorf("%d bytes of %d are in the field", len(f.area.Value()), len(long))
	}
	lines := f.area.LineCount()
	if f.area, _ = f.area.Update(key("enter")); f.area.LineCount() != lines+1 {
		t.Error("a long text cannot grow")
	}
}

// Warnings are told once: of the deck, of a later edit, and of a slide that is read late.
func TestWarningsOfLaterEditsAreTold(t *testing.T) {
	m, clock := newModel(t, "# One\n\n![](gone.png)\n", 80, 24)
	sees(t, m, `the picture "gone.png" is left out`)
	press(m, clock, "z")
	edited, _ := newModel(t, "# New\n\n---\n\n# One\n\n![](gone.png)\n\n---\n\n# Two\n\nNotes: hello\n", 80, 24)
	m.Update(ui.Reload{Deck: edited.stage.Deck})
	sees(t, m, "talk.md:13:1: this line and those below it are shown to everyone")
	if strings.Contains(text(m), "gone.png") {
		t.Errorf("a warning is told twice:\n%s", text(m))
	}
	windows, _ := newModel(t, "# Caf\xe9\n", 80, 24)
	sees(t, windows, "some letters are not UTF-8 and were read as Windows-1252")

	long := strings.Repeat("# A\n\n---\n\n", 70) + "# B\n\n<!-- time: soon -->\n"
	m, clock = newModel(t, long, 80, 24)
	if strings.Contains(text(m), "soon") {
		t.Fatal("a long deck is read whole before it is shown")
	}
	msg, ok := m.stage.ReadAll()().(ui.AllRead)
	if !ok {
		t.Fatal("a long deck is not read whole")
	}
	m.Update(msg)
	press(m, clock, "z")
	sees(t, m, `An error in the deck: talk.md:283:12: time: "soon" is not a duration`)
	fixed, _ := newModel(t, strings.Replace(long, "soon", "9s", 1), 80, 24)
	if m.Update(ui.Reload{Deck: fixed.stage.Deck}); strings.Contains(text(m), "An error") {
		t.Errorf("what was fixed is still told:\n%s", text(m))
	}
}

// Under a black hall the banner has something else to say, so a broken edit is told below.
func TestABrokenEditIsToldUnderABlank(t *testing.T) {
	m, clock := builtin(t, 80, 24)
	press(m, clock, ".")
	m.Update(ui.Reload{Err: errors.New("talk.md:3:1: no such key\ntalk.md:4: nor this")})
	sees(t, m, "THE HALL IS BLACK", "The edited deck is not shown: talk.md:3:1: no such key; talk.md:4: nor this")
}
