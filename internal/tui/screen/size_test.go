package screen

import (
	"fmt"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// listening remembers the sizes that it was told.
type listening struct{ told *[]string }

func (s listening) Init() tea.Cmd  { return nil }
func (s listening) View() tea.View { return tea.View{} }

func (s listening) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	*s.told = append(*s.told, fmt.Sprint(msg))
	return s, nil
}

// A terminal that says that it is larger than any wall is drawn on in part.
func TestTheSizeOfAWindowIsBounded(t *testing.T) {
	var told []string
	m := (&Terminal{}).Program(listening{&told})
	for _, size := range []tea.WindowSizeMsg{{Width: 80, Height: 24}, {Width: 10_000, Height: 10_000}, {Width: 65_535, Height: 50}} {
		m, _ = m.Update(size)
	}
	if want := []string{"{80 24}", "{2000 1000}", "{2000 50}"}; fmt.Sprint(told) != fmt.Sprint(want) {
		t.Errorf("the program is told %v, want %v", told, want)
	}
}
