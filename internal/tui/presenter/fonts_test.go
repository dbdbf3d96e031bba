package presenter

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// noFonts is a computer without fonts.
type noFonts struct{}

func (noFonts) Find([]bigtype.Grapheme) bigtype.Faces { return nil }

// The speaker is told what no font has, and the next key takes the notice away and does what it does.
func TestMissingFontsAreTold(t *testing.T) {
	m, clock := newModel(t, "# Peace is 平和\n\n---\n\n# Two", 80, 24)
	msg := ui.FindFonts(m.stage.Renderer, noFonts{})()
	m.Update(msg)
	const want = "This computer has no font for: 平 和; shown in the terminal's own letters"
	if got := text(m); !strings.Contains(got, want) {
		t.Errorf("the speaker sees\n%s", got)
	}
	press(m, clock, "pgdown")
	if got := text(m); strings.Contains(got, want) || m.Talk().Pos.Slide != 1 {
		t.Errorf("after a key, on slide %d, the speaker sees\n%s", m.Talk().Pos.Slide, got)
	}
	m.Update(msg)
	m.Update(ui.Reload{Deck: m.Deck()})
	press(m, clock, "pgup")
	if m.Update(msg); strings.Contains(text(m), want) {
		t.Error("the speaker is told of a deck that has been edited since")
	}
}

// A presenter looks for fonts when it begins, and when the deck has been edited.
func TestPresenterLooksForFonts(t *testing.T) {
	first, _ := newModel(t, "# Peace is 平和", 80, 24)
	setup := first.setup
	setup.Fonts = noFonts{}
	for name, cmd := range map[string]func(m *Model) any{
		"at its beginning": func(m *Model) any { return m.Init() },
		"after an edit":    func(m *Model) any { _, cmd := m.take(ui.Reload{Deck: m.Deck()}); return cmd },
		"after an edit here": func(m *Model) any {
			_, cmd := m.take(draftSaved{editor: &editor{}, deck: m.Deck()})
			return cmd
		},
	} {
		if !finds(cmd(New(setup))) {
			t.Errorf("no fonts are looked for %s", name)
		}
	}
}

// finds reports whether a command, or one of several, brings fonts.
func finds(cmd any) bool {
	run, ok := cmd.(tea.Cmd)
	if !ok || run == nil {
		return false
	}
	switch msg := run().(type) {
	case ui.FontsFound:
		return true
	case tea.BatchMsg:
		for _, c := range msg {
			if finds(c) {
				return true
			}
		}
	}
	return false
}

// What no font has is told once, not again with each time that the deck is saved.
func TestMissingFontsAreToldOnce(t *testing.T) {
	m, clock := newModel(t, "# Peace is 平和", 80, 24)
	save := func(source string) {
		d, err := parse(source)
		if err != nil {
			t.Fatal(err)
		}
		m.Update(ui.Reload{Deck: d})
		m.Update(ui.FindFonts(m.stage.Renderer, noFonts{})())
	}
	save("# Peace is 平和.")
	sees(t, m, "no font for: 平 和")
	press(m, clock, "z")
	for range 3 {
		save("# Peace is 平")
	}
	if m.stage.Modal() != nil {
		t.Errorf("the speaker sees\n%s", text(m))
	}
	save("# Peace is 平和, 谢")
	sees(t, m, "no font for: 平 和 谢")
}
