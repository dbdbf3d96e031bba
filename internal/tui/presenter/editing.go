package presenter

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// Editing reads and writes the slides of the deck's file. But for BuiltIn, its methods take time, and are
// run beside the program.
type Editing interface {
	// BuiltIn reports whether the deck is the program's own, and not a file.
	BuiltIn() bool
	// Places suggests files for a copy of the built-in deck.
	Places() []string
	// Copy writes the built-in deck to a new file, of which it returns the path, and goes on with that.
	Copy(name string) (path string, err error)
	// Open reads a slide of the deck that is shown from the deck's file, for a phase.
	Open(shown *deck.Deck, slide int, phase string) (Draft, error)
}

// Draft is the text of a slide that is being edited.
// Only one goroutine may use it at a time.
type Draft interface {
	Notes() string
	Words() string
	// Shared reports whether the notes are those of other phases too.
	Shared() bool
	// Save writes what was changed into the file and returns the deck. again reports that the file had been
	// changed by another program, that nothing is saved, and that saving again writes into it as it is now.
	Save(notes, words string) (saved *deck.Deck, again bool, err error)
}

// The answers of Editing.
type (
	placesFound struct{ places []string }
	copied      struct {
		offer *copyOffer
		path  string
		err   error
	}
	draftOpened struct {
		draft Draft
		of    *deck.Deck // that the slide is one of: another may be shown by now
		slide int
		phase string
		said  string // about what came before
		err   error
	}
	draftSaved struct {
		editor       *editor
		notes, words string
		shared       bool // as Draft.Shared has it now
		deck         *deck.Deck
		again        bool
		err          error
	}
)

// stillOpens says why E does nothing yet.
const stillOpens = "The editor is still being opened: the disk has not answered yet"

// edit opens the notes of the slide that is shown, or offers a file of one's own. Only one editor is ever open, or on
// its way: the keys would go to one, and a paste and the end of the program to another.
func (m *Model) edit() tea.Cmd {
	e := m.setup.Editing
	switch {
	case e == nil:
		m.notice("This deck cannot be changed here")
		return nil
	case m.opensEditor, m.offer != nil && m.offer.busy:
		m.stage.Tell(ui.EditorWaits, stillOpens)
		return nil
	case e.BuiltIn():
		m.opensEditor = true
		return func() tea.Msg { return placesFound{e.Places()} }
	}
	return m.openDraft("")
}

// openDraft reads the slide that is shown from the file.
func (m *Model) openDraft(said string) tea.Cmd {
	m.opensEditor = true
	e, shown, slide, phase := m.setup.Editing, m.stage.Deck, m.stage.Talk.Pos.Slide, m.stage.Talk.Phase
	return func() tea.Msg {
		d, err := e.Open(shown, slide, phase)
		return draftOpened{d, shown, slide, phase, said, err}
	}
}

// editorComes notes that what the editor waited for has come.
func (m *Model) editorComes() {
	m.opensEditor = false
	m.stage.Untell(ui.EditorWaits)
}

// takeEditing takes the messages of editing, and those that what is open waits for. taken is false for all
// others.
func (m *Model) takeEditing(msg tea.Msg) (cmd tea.Cmd, taken bool) {
	switch msg := msg.(type) {
	case placesFound:
		m.editorComes()
		m.offer = newCopyOffer(m.setup.Editing, msg.places)
		m.stage.Show(m.offer)
	case copied:
		return m.copied(msg), true
	case draftOpened:
		m.draftOpened(msg)
	case draftSaved:
		return m.draftSaved(msg), true
	default:
		return m.toField(msg)
	}
	return nil, true
}

// toField hands what is pasted to the field that is open.
func (m *Model) toField(msg tea.Msg) (tea.Cmd, bool) {
	paste, ok := msg.(tea.PasteMsg)
	if !ok {
		return nil, false
	}
	if m.editor != nil {
		return m.editor.paste(paste), true
	}
	if o, ok := m.stage.Modal().(*copyOffer); ok {
		return o.update(paste), true
	}
	return nil, true
}

func (m *Model) copied(msg copied) tea.Cmd {
	if msg.err != nil {
		if msg.offer.failed(msg.err); msg.offer.closed {
			m.notice("No copy was made: " + msg.offer.said)
		}
		return nil
	}
	m.stage.Close(msg.offer)
	m.offer = nil
	m.published = 0 // What saves the talk is to save it as that of the file.
	m.stage.Untell(ui.EditorWaits)
	return m.openDraft("You now present " + msg.path)
}

func (m *Model) draftOpened(msg draftOpened) {
	m.editorComes()
	if msg.err != nil {
		m.notice("Not opened: " + oneLine(msg.err))
		return
	}
	m.editor = newEditor(msg, m.stage.Now())
	m.stage.Show(m.editor)
}

// draftSaved shows what was saved at once, without waiting for the file to be watched.
func (m *Model) draftSaved(msg draftSaved) tea.Cmd {
	if msg.editor.saved(msg); msg.err != nil {
		return nil
	}
	m.reload(ui.Reload{Deck: msg.deck})
	return m.stage.ReadAll()
}

// afterEditing takes the time in the editor off a rehearsal, once the editor is closed: it measures the
// speaker.
func (m *Model) afterEditing() {
	if m.editor == nil || !m.editor.closed {
		return
	}
	then, now := m.editor.opened, m.stage.Now()
	m.editor = nil
	if m.setup.Rehearsal == nil {
		return
	}
	m.stage.Do(talk.Command{Op: talk.Skew, N: int(now.Sub(then).Milliseconds())})
	m.prompter.Skew(then, now, m.stage.Talk.Shown)
}

// Unsaved is what was typed into the editor and not saved, for the end of the program; "" for nothing.
func (m *Model) Unsaved() string {
	if m.editor == nil {
		return ""
	}
	return m.editor.unsaved()
}

// oneLine is an error's message in one line.
func oneLine(err error) string { return strings.Join(strings.Fields(err.Error()), " ") }

// longestPath is more characters than the path of a file can have.
const longestPath = 4096

// copyOffer offers to write the built-in deck to a file of one's own.
type copyOffer struct {
	editing Editing
	name    textinput.Model
	places  []string
	said    string
	busy    bool
	closed  bool
}

func newCopyOffer(e Editing, places []string) *copyOffer {
	o := &copyOffer{editing: e, name: textinput.New(), places: places}
	o.name.Prompt = ""
	o.name.SetVirtualCursor(false)
	o.name.CharLimit = longestPath
	o.name.Focus()
	if len(places) > 0 {
		o.name.SetValue(places[0])
	}
	return o
}

// failed says why nothing was written, and suggests another place for a name that was only suggested.
func (o *copyOffer) failed(err error) {
	o.busy, o.said = false, oneLine(err)
	if len(o.places) > 1 && o.name.Value() == o.places[0] {
		o.places = o.places[1:]
		o.name.SetValue(o.places[0])
	}
}

// Key implements ui.Modal. What a clicker sends does nothing.
func (o *copyOffer) Key(msg tea.KeyPressMsg) ui.Answer {
	switch key := msg.String(); {
	case key == "esc":
		o.closed = true
		return ui.Answer{}
	case key == "ctrl+c":
		return ui.Answer{Stays: true, Passed: true}
	case key == "enter" && !o.busy:
		o.busy, o.said = true, ""
		name := o.name.Value()
		return ui.Answer{Stays: true, Cmd: func() tea.Msg {
			path, err := o.editing.Copy(name)
			return copied{o, path, err}
		}}
	case o.busy || fromClicker(msg):
		return ui.Answer{Stays: true}
	}
	return ui.Answer{Stays: true, Cmd: o.update(msg)}
}

func (o *copyOffer) update(msg tea.Msg) (cmd tea.Cmd) {
	o.name, cmd = o.name.Update(msg)
	return cmd
}

// Draw implements ui.Modal.
func (o *copyOffer) Draw(g *cell.Grid, look ui.Look) {
	st := ui.NewStyles(look.Palette)
	w := min(max(g.W-4, 0), 76)
	lines := cell.Wrap("The built-in assembly cannot be changed. Write a copy of your own and go on with that? "+
		"The talk stays at its slide, and its clock runs.", w)
	field := len(lines) + 1
	lines = append(lines, "", "", "", "Enter writes the file and opens the notes   Esc back")
	if o.said != "" {
		lines = append(append(lines, ""), cell.Wrap(o.said, w)...)
	}
	r := ui.Overlay(g, w+4, len(lines)+2, look)
	for i, l := range lines[:min(len(lines), r.H)] {
		g.Put(r.X, r.Y+i, cell.Truncate(l, r.W), st.Text)
	}
	if field < r.H {
		o.name.SetWidth(max(r.W-len("File: ")-1, 1))
		drawField(g, ui.Rect{X: r.X, Y: r.Y + field, W: r.W, H: 1}, "File: ", o.name.View(), o.name.Cursor(), st)
	}
}

// slideName is how an editor calls its slide.
func slideName(slide int, phase string) string {
	if phase == "" {
		return fmt.Sprintf("slide %d", slide+1)
	}
	return fmt.Sprintf("slide %d, %s", slide+1, phase)
}
