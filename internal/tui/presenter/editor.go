package presenter

import (
	"fmt"
	"strings"
	"time"

	"charm.land/bubbles/v2/textarea"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// editor lies over the view while the notes or the words of a slide are edited. What is typed never moves
// the talk, and nothing but y after Esc gives it up.
type editor struct {
	draft  Draft
	where  string // the slide, in words
	shared bool   // the notes are those of other phases too
	title  string // the slide's
	fields [2]field
	at     int // the field that is shown
	opened time.Time

	said    string // what became of saving
	bad     bool   // it failed
	saving  bool
	leaving bool // Esc was pressed and something is not saved
	closed  bool
}

// field is one of the texts that are edited.
type field struct {
	name  string
	empty string // what an empty one says
	area  textarea.Model
	was   string // as it is in the file
}

func newEditor(o draftOpened, now time.Time) *editor {
	e := &editor{draft: o.draft, shared: o.draft.Shared(), where: slideName(o.slide, o.phase), title: o.of.Title(o.slide), opened: now, said: o.said}
	e.fields[0] = newField("NOTES", "(no notes yet: type them here)", o.draft.Notes())
	e.fields[1] = newField("WORDS", "(nothing is shown: type the words here)", o.draft.Words())
	return e
}

func newField(name, empty, text string) field {
	a := textarea.New()
	a.Prompt, a.ShowLineNumbers, a.CharLimit, a.MaxHeight, a.MaxWidth = "", false, 0, 0, 0
	a.KeyMap.Paste.SetEnabled(false) // A terminal pastes by itself; its own clipboard may be on another machine.
	a.SetVirtualCursor(false)
	a.SetValue(text)
	a.MoveToBegin()
	a.Focus()
	return field{name: name, empty: empty, area: a, was: a.Value()}
}

func (f *field) changed() bool { return f.area.Value() != f.was }

func (e *editor) changed() bool { return e.fields[0].changed() || e.fields[1].changed() }

// unsaved is what was typed and not saved.
func (e *editor) unsaved() string {
	var out []string
	for i := range e.fields {
		if f := &e.fields[i]; f.changed() {
			out = append(out, f.name+" of "+e.where+":\n"+f.area.Value())
		}
	}
	return strings.Join(out, "\n")
}

// fromClicker reports whether a key is one that only a clicker sends into an editor: its owner means the
// talk, which waits.
func fromClicker(msg tea.KeyPressMsg) bool {
	switch msg.String() {
	case "pgup", "pgdown", "shift+pgup", "shift+pgdown", "f5", "shift+f5":
		return true
	}
	return false
}

// Key implements ui.Modal.
func (e *editor) Key(msg tea.KeyPressMsg) ui.Answer {
	stays := ui.Answer{Stays: true}
	switch key := msg.String(); {
	case fromClicker(msg):
		return stays
	case key == "ctrl+s":
		stays.Cmd = e.save()
		return stays
	case key == "ctrl+c" && !e.changed():
		return ui.Answer{Stays: true, Passed: true}
	case e.leaving && (key == "y" || key == "Y"):
		return e.close()
	case key == "esc" && e.leaving:
		e.leaving = false
		return stays
	case key == "esc" || key == "ctrl+c":
		return e.leave()
	}
	e.leaving, e.said, e.bad = false, "", false
	switch msg.String() {
	case "tab", "shift+tab":
		e.at = 1 - e.at
	default:
		stays.Cmd = e.update(msg)
	}
	return stays
}

// leave closes what is saved, and asks otherwise.
func (e *editor) leave() ui.Answer {
	if !e.changed() && !e.saving {
		return e.close()
	}
	e.leaving = true
	return ui.Answer{Stays: true}
}

func (e *editor) close() ui.Answer {
	e.closed = true
	return ui.Answer{}
}

func (e *editor) update(msg tea.Msg) (cmd tea.Cmd) {
	f := &e.fields[e.at]
	f.area, cmd = f.area.Update(msg)
	return cmd
}

// mostPasted is how many bytes a field may have with what is pasted: as many as the notes of a slide. With a whole book by
// accident, each key would take a second.
const mostPasted = 64 << 10

// paste takes a text from the clipboard, which may end its lines as Windows does.
func (e *editor) paste(msg tea.PasteMsg) tea.Cmd {
	e.leaving, e.said, e.bad = false, "", false
	if has := e.fields[e.at].area.Length(); has+len(msg.Content) > mostPasted {
		e.said, e.bad = fmt.Sprintf("NOT PASTED: it is %d KB, and with it the text would be longer than %d KB", len(msg.Content)>>10, mostPasted>>10), true
		return nil
	}
	msg.Content = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(msg.Content)
	return e.update(msg)
}

// save saves beside the program, which leaves the draft alone meanwhile.
func (e *editor) save() tea.Cmd {
	e.leaving = false
	if e.saving {
		return nil
	}
	if !e.changed() {
		e.said, e.bad = "Nothing is changed.", false
		return nil
	}
	e.saving, e.said, e.bad = true, "Saving...", false
	notes, words := e.fields[0].area.Value(), e.fields[1].area.Value()
	return func() tea.Msg {
		d, again, err := e.draft.Save(notes, words)
		return draftSaved{e, notes, words, e.draft.Shared(), d, again, err}
	}
}

// saved takes the answer. What was typed meanwhile is not saved yet.
func (e *editor) saved(msg draftSaved) {
	e.saving, e.bad, e.shared = false, msg.err != nil, msg.shared
	switch {
	case msg.err == nil:
		e.fields[0].was, e.fields[1].was = msg.notes, msg.words
		e.said = "Saved. Esc goes back to the talk."
	case msg.again:
		e.said = "NOT SAVED: " + oneLine(msg.err) + ". Ctrl+S again writes your text into the file as it is now."
	default:
		e.said = "NOT SAVED: " + oneLine(msg.err)
	}
}

// Draw implements ui.Modal. Where there is room, the head of the view and its clock stay.
func (e *editor) Draw(g *cell.Grid, look ui.Look) {
	st := ui.NewStyles(look.Palette)
	r := ui.Rect{W: g.W, H: g.H}
	if g.H >= fullRows {
		r = ui.Rect{Y: 1, W: g.W, H: g.H - 3}
		g.Fill(0, g.H-1, g.W, 1, st.Text) // Its keys are not those of the talk.
	}
	g.Fill(r.X, r.Y, r.W, r.H, st.Text)
	if r.H < 1 {
		return
	}
	g.Fill(r.X, r.Y, r.W, 1, st.Chosen)
	g.Put(1, r.Y, ui.Fitting(max(r.W-2, 0), e.head()...), st.Chosen)
	foot := e.foot(max(r.W-2, 1))
	foot = foot[:min(len(foot), max(r.H-2, 0))]
	style := st.Bold
	if e.bad || e.leaving {
		style = st.Alarm
	}
	for i, l := range foot {
		y := r.Y + r.H - len(foot) + i
		if i == len(foot)-1 {
			style = st.Dim
		}
		g.Fill(0, y, r.W, 1, style)
		g.Put(1, y, l, style)
	}
	e.drawText(g, ui.Rect{X: 1, Y: r.Y + 1, W: r.W - 2, H: r.H - 1 - len(foot)}, st)
}

// head says what is edited.
func (e *editor) head() []string {
	f := &e.fields[e.at]
	parts := []string{f.name + " of " + e.where}
	if f.changed() {
		parts = append(parts, "not saved")
	}
	if e.at == 0 && e.shared {
		parts = append(parts, "for every phase")
	}
	if e.at == 1 {
		parts = append(parts, "as Markdown")
	}
	return append(parts, e.title)
}

// foot says what became of saving, and in its last row which keys there are.
func (e *editor) foot(w int) []string {
	var out []string
	switch {
	case e.leaving:
		out = cell.Wrap("Leave without saving what you have typed? y leaves, Ctrl+S saves, any other key goes on", w)
	case e.said != "":
		out = cell.Wrap(e.said, w)
	}
	other := "Tab words on the slide"
	if e.at == 1 {
		other = "Tab notes"
	}
	return append(out, ui.Fitting(w, "Ctrl+S save", "Esc back", other))
}

// drawText draws the field that is shown, and its cursor.
func (e *editor) drawText(g *cell.Grid, r ui.Rect, st ui.Styles) {
	if r.W < 1 || r.H < 1 {
		return
	}
	f := &e.fields[e.at]
	if f.area.Width() != r.W || f.area.Height() != r.H {
		f.area.SetWidth(r.W)
		f.area.SetHeight(r.H)
		f.area, _ = f.area.Update(nil) // The cursor is to be in view.
	}
	if f.area.Value() == "" {
		g.Put(r.X, r.Y, cell.Truncate(f.empty, r.W), st.Dim)
	}
	drawField(g, r, "", f.area.View(), f.area.Cursor(), st)
}

// drawField draws a field of text behind a label, and its cursor as a cell in reverse.
func drawField(g *cell.Grid, r ui.Rect, label, view string, cursor *tea.Cursor, st ui.Styles) {
	for y, l := range strings.Split(ansi.Strip(view), "\n") {
		if l = strings.TrimRight(l, " "); y < r.H && l != "" {
			g.Put(r.X, r.Y+y, cell.Truncate(label+l, r.W), st.Text)
		}
	}
	if cursor == nil || cursor.Y >= r.H {
		return
	}
	x, y := r.X+cell.Width(label)+cursor.X, r.Y+cursor.Y
	if x >= g.W || y >= g.H {
		return
	}
	text := g.At(x, y).Text
	if text == "" {
		text = " "
	}
	g.Put(x, y, text, st.Chosen)
}
