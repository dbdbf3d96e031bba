package presenter

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// paces is what is saved of the paces that the speaker settles on.
type paces struct {
	asked int            // the pace that was asked about last
	saved map[string]int // by phase
}

// paceSaved is the answer to an attempt to save a pace.
type paceSaved struct {
	phase string
	pace  int
	err   error
}

// askToSave asks whether a pace that the speaker has changed is to be saved, once for each pace.
func (m *Model) askToSave() {
	p, pace, phase := &m.paces, m.prompter.own, m.stage.Talk.Phase
	if m.setup.SavePace == nil || pace == 0 || pace == p.asked || pace == m.usualPace(phase) {
		return
	}
	p.asked = pace
	save := m.setup.SavePace
	m.stage.Show(&ui.Question{
		Text:  fmt.Sprintf("Save %d words a minute%s? y yes, other keys no", pace, m.forWhom()),
		Short: fmt.Sprintf("Save %d%s? y yes, else no", pace, m.forWhom()),
		Pass:  true,
		Yes:   ui.Answer{Cmd: func() tea.Msg { return paceSaved{phase, pace, save(phase, pace)} }},
	})
}

// paceSaved says what became of an attempt. One that failed is asked about again.
func (m *Model) paceSaved(a paceSaved) {
	p := &m.paces
	if a.err != nil {
		p.asked = 0
		m.notice("The pace is not saved: " + firstLine(a.err))
		return
	}
	p.saved[a.phase] = a.pace
	if m.stage.Modal() == nil {
		m.notice(fmt.Sprintf("Saved%s: %d words a minute", m.forWhom(), a.pace))
	}
}

// longestName is the columns of a name that the question has room for.
const longestName = 20

func (m *Model) forWhom() string {
	if m.setup.Person == "" {
		return ""
	}
	return " for " + cell.Truncate(m.setup.Person, longestName)
}
