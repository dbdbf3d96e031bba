// Package preflight is the list to tick off before an assembly.
package preflight

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/tui/screen"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
	"github.com/westandtogether-assembly/assembly/slides"
)

// Setup is what the list is made of. The functions run in the background, Findings once at a time.
type Setup struct {
	Look ui.Look
	Back tea.Model // where leaving leads; nil ends the program

	// Items lists what is to be seen to, and is asked again when the deck was edited; nil for the list of the assembly on
	// the letter. It runs at once.
	Items func() []slides.Item
	// Ticked gives the items that were ticked off today; nil for none.
	Ticked func() []string
	// Save saves those that are ticked off now; nil where nothing is saved. Its error is said once.
	Save func(items []string) error
	// Findings sums up what is wrong with the deck, as "This deck: 2 errors, 3 warnings"; nil for no such entry.
	Findings func() (summary string, errors bool)
	// Edited takes the deck as it was edited, which Findings and Show are about from then on; nil for nothing to take.
	Edited func(d *deck.Deck)
	// Show makes the screen that lists the findings, with this one to go back to; nil for none. It runs at once.
	Show func(back tea.Model) tea.Model
	// Tests make the screens that test what an item is about, by its ID, with this one to go back to.
	Tests map[string]Test
}

// Test is a screen that tests what an item is about.
type Test struct {
	Name string // as "the test card"
	Open func(back tea.Model) (tea.Model, error)
}

// Model is the list.
type Model struct {
	setup    Setup
	behind   ui.Behind
	keys     ui.KeyMap
	items    []slides.Item
	ticked   map[string]bool
	touched  map[string]bool // by a key, since the list was opened
	at       int             // the entry that is marked
	deck     *deck.Deck      // as it was edited last; nil before
	findings findings
	checking ui.Turn
	saver    *saver
	told     bool // that nothing is saved
	note     string
	help     *ui.KeyList
	size     tea.WindowSizeMsg
	profile  tea.ColorProfileMsg
	grid     *cell.Grid
}

// findings is what is known of the deck.
type findings struct {
	deck    *deck.Deck // as in Model: what was found in an earlier version counts no more
	summary string
	errors  bool
}

// loaded are the items that were ticked off today.
type loaded []string

// saved says what became of saving.
type saved struct{ err error }

var _ tea.Model = (*Model)(nil)

// New makes the list.
func New(s Setup) *Model {
	m := &Model{setup: s, behind: ui.Behind{Screen: s.Back}, keys: ui.TickKeys(), items: s.items(), ticked: map[string]bool{}, touched: map[string]bool{}}
	m.saver = &saver{save: s.Save}
	if s.Findings != nil {
		m.at = 1
	}
	return m
}

func (s Setup) items() []slides.Item {
	if s.Items == nil {
		return slides.Preflight()
	}
	return s.Items()
}

// Init implements tea.Model.
func (m *Model) Init() tea.Cmd {
	cmds := []tea.Cmd{m.find()}
	if ticked := m.setup.Ticked; ticked != nil {
		cmds = append(cmds, func() tea.Msg { return loaded(ticked()) })
	}
	return tea.Batch(cmds...)
}

// find asks what is wrong with the deck, one version after another: a check takes longer than it takes to save twice.
func (m *Model) find() tea.Cmd {
	find, d := m.setup.Findings, m.deck
	if find == nil {
		return nil
	}
	return m.checking.Take(func() tea.Msg {
		summary, errors := find()
		return findings{d, summary, errors}
	})
}

// found takes what was found, unless the deck has been edited since.
func (m *Model) found(f findings) tea.Cmd {
	if f.deck == m.deck {
		m.findings = f
	}
	return m.checking.Done()
}

// edited has the edited deck checked. One that cannot be read is told by the screen behind.
func (m *Model) edited(msg ui.Reload) tea.Cmd {
	if msg.Err != nil || m.setup.Edited == nil {
		return nil
	}
	m.setup.Edited(msg.Deck)
	m.deck, m.findings = msg.Deck, findings{}
	m.renew()
	return m.find()
}

// renew makes the list anew. The marked item stays marked as long as it is there.
func (m *Model) renew() {
	marked := ""
	if m.at >= m.first() {
		marked = m.items[m.at-m.first()].ID
	}
	m.items = m.setup.items()
	if i := slices.IndexFunc(m.items, func(it slides.Item) bool { return it.ID == marked }); i >= 0 {
		m.at = m.first() + i
	}
	m.at = min(m.at, m.first()+len(m.items)-1)
}

// Update implements tea.Model.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	next, cmd := tea.Model(m), tea.Cmd(nil)
	switch msg := msg.(type) {
	case tea.ColorProfileMsg:
		m.profile, m.setup.Look = msg, m.setup.Look.WithProfile(msg.Profile)
	case tea.WindowSizeMsg:
		m.size = msg
	case loaded:
		m.load(msg)
	case findings:
		cmd = m.found(msg)
	case saved:
		m.saved(msg)
	case ui.Reload:
		cmd = tea.Batch(m.behind.Pass(msg), m.edited(msg))
	case tea.KeyPressMsg:
		next, cmd = m.key(msg)
	default:
		return m, m.behind.Pass(msg)
	}
	m.draw()
	return next, cmd
}

// load takes the ticks of today, but for items that a key was quicker with.
func (m *Model) load(ids []string) {
	for _, it := range slides.Preflight() { // An edit of the deck may bring in those that are not listed.
		if !m.touched[it.ID] {
			m.ticked[it.ID] = slices.Contains(ids, it.ID)
		}
	}
}

// key takes a key. While the help is open it has the keys, but for Ctrl+C.
func (m *Model) key(msg tea.KeyPressMsg) (tea.Model, tea.Cmd) {
	action := m.keys.Find(msg)
	if action == ui.Interrupt {
		return m, m.saver.before(tea.Interrupt)
	}
	m.note = ""
	if m.help != nil {
		if !m.help.Key(msg).Stays {
			m.help = nil
		}
		return m, nil
	}
	last := m.first() + len(m.items) - 1
	switch action {
	case ui.Next:
		m.at = min(m.at+1, last)
	case ui.Back:
		m.at = max(m.at-1, 0)
	case ui.First:
		m.at = 0
	case ui.Last:
		m.at = last
	case ui.Begin:
		return m.choose()
	case ui.Try:
		return m.try()
	case ui.Help:
		m.help = ui.NewKeyList(m.keys, func() (w, h int) { return m.size.Width, m.size.Height })
	case ui.Quit, ui.Leave:
		return m.leave()
	}
	return m, nil
}

// first is the index of the first item among the entries.
func (m *Model) first() int {
	if m.setup.Findings != nil {
		return 1
	}
	return 0
}

// choose ticks the marked item, or takes its tick away, or opens the findings.
func (m *Model) choose() (tea.Model, tea.Cmd) {
	if m.at < m.first() {
		return m.show()
	}
	id := m.items[m.at-m.first()].ID
	m.ticked[id], m.touched[id] = !m.ticked[id], true
	return m, m.saver.take(m.done())
}

// show opens the findings.
func (m *Model) show() (tea.Model, tea.Cmd) {
	if m.setup.Show == nil || m.findings.summary == "" {
		return m, nil
	}
	if next := m.setup.Show(m); next != nil {
		return ui.HandOver(next, m.profile, m.size)
	}
	return m, nil
}

// test is that of the marked item; its name is "" for none.
func (m *Model) test() Test {
	if m.at < m.first() {
		return Test{}
	}
	return m.setup.Tests[m.items[m.at-m.first()].ID]
}

// try opens the test of the marked item.
func (m *Model) try() (tea.Model, tea.Cmd) {
	t := m.test()
	if t.Name == "" {
		m.note = "This entry has no test: see to it, and tick it with Enter."
		return m, nil
	}
	next, err := t.Open(m)
	if err != nil {
		m.note = err.Error()
		return m, nil
	}
	return ui.HandOver(next, m.profile, m.size)
}

// saved says once that nothing can be saved.
func (m *Model) saved(s saved) {
	m.saver.pending--
	if s.err != nil && !m.told {
		m.told = true
		m.note = "The ticks are kept until you leave only: " + s.err.Error()
	}
}

// done are the items that are ticked off.
func (m *Model) done() []string {
	var out []string
	for _, it := range m.items {
		if m.ticked[it.ID] {
			out = append(out, it.ID)
		}
	}
	return out
}

// leave goes back, and tells the screen there of the size that it has missed.
func (m *Model) leave() (tea.Model, tea.Cmd) {
	next, cmd := m.behind.Return(m, m.size)
	if next == m {
		cmd = m.saver.before(cmd)
	}
	return next, cmd
}

// state says in words how far the list is.
func (m *Model) state() string {
	done, all := len(m.done()), len(m.items)
	switch {
	case done < all:
		return fmt.Sprintf("%d of %d done today", done, all)
	case m.findings.errors:
		return fmt.Sprintf("All %d done, but this deck has errors.", all)
	}
	return fmt.Sprintf("Ready: all %d are done.", all)
}

// View implements tea.Model.
func (m *Model) View() tea.View { return m.Frame().View() }

// Frame implements screen.Model.
func (m *Model) Frame() screen.Frame {
	return m.setup.Look.Frame(m.grid, "Before you present", m.setup.Look.Palette.Panel)
}
