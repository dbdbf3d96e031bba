package cli

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/markdown/edit"
	"github.com/westandtogether-assembly/assembly/internal/plan"
	"github.com/westandtogether-assembly/assembly/internal/session"
	"github.com/westandtogether-assembly/assembly/internal/tui/questions"
	"github.com/westandtogether-assembly/assembly/slides"
)

// newDeck is a deck of the program that a deck of one's own can start from.
type newDeck struct {
	name, title string
	text        []byte
	schoolOnly  bool // the school's name is all that can be filled in
}

func newDecks() []newDeck {
	return []newDeck{
		{name: "assembly", title: "The assembly: #WeStandTogether, 10 minutes", text: slides.Builtin()},
		{name: "talk", title: "A short talk: 5 slides, 4 minutes", text: slides.Short()},
		{name: "guide", title: "The guide: how to write a deck", text: slides.Guide(), schoolOnly: true},
	}
}

// newDeckNames lists what --deck can be.
func newDeckNames() []string {
	var out []string
	for _, d := range newDecks() {
		out = append(out, d.name)
	}
	return out
}

// newDeckNamed finds a deck; "" is the assembly.
func newDeckNamed(name string) (newDeck, error) {
	all := newDecks()
	i := slices.IndexFunc(all, func(d newDeck) bool { return strings.EqualFold(d.name, name) })
	switch {
	case name == "":
		return all[0], nil
	case i < 0:
		known := newDeckNames()
		return newDeck{}, usage(fmt.Errorf("there is no deck %q to start from", name),
			didYouMean(name, known, "expected one of: "+strings.Join(known, ", ")))
	}
	return all[i], nil
}

// phases are those of the deck.
func (d newDeck) phases() []string {
	parsed, err := session.Source{}.Parse(d.text)
	if err != nil {
		return nil // Tests hold every deck of the program to being readable.
	}
	return parsed.Meta.Phases
}

// filledIn is the text of the deck with the answers in it, and with values that were set by their names.
func (d newDeck) filledIn(a questions.Answers, named map[string]string, now time.Time) ([]byte, error) {
	set := edit.Front{Fill: values(a, named)}
	if !d.schoolOnly {
		set.Phases = withFirst(a.Phase, d.phases())
		if bell, err := plan.ParseBell(a.Bell, now); err == nil {
			set.Finish = bell.Format("15:04")
		}
	}
	text, err := edit.SetFront(d.text, session.Source{}.Options(), set)
	if err != nil {
		return nil, usage(fmt.Errorf("fill in the deck: %w", err), "use shorter values, and names of letters, digits, - and _")
	}
	return text, nil
}

// values are what to fill in: the answers first, then what else was set by its name.
func values(a questions.Answers, named map[string]string) []edit.Value {
	var out []edit.Value
	add := func(name, text string) {
		if strings.TrimSpace(text) != "" {
			out = append(out, edit.Value{Name: name, Text: text})
		}
	}
	add("school", a.School)
	add("adult", a.Adult)
	add("room", a.Room)
	for _, name := range slices.Sorted(maps.Keys(named)) {
		if name != "school" && name != "adult" && name != "room" {
			add(name, named[name])
		}
	}
	return out
}

// withFirst are phases with one of them first; nil where they are in that order already.
func withFirst(phase string, phases []string) []string {
	i := slices.Index(phases, phase)
	if i < 1 {
		return nil
	}
	return slices.Insert(slices.Delete(slices.Clone(phases), i, i+1), 0, phase)
}
