package slides_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/westandtogether-assembly/assembly/slides"
	"github.com/westandtogether-assembly/assembly/slides/rules"
)

// The list is short, no item is there twice, and its words keep the rules of everything that is shown.
func TestPreflight(t *testing.T) {
	text := checked(t, slides.Preflight())
	for _, want := range []string{
		"threat level", "bereaved", "safeguarding lead", "quiet room", "words suit", "101, 0800 789 321 and 999", "Two screens or one",
		"clicker", "back row", "notifications", "script", "Parents",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the list says nothing of %q", want)
		}
	}
}

// The list of another assembly has nothing that is true of the letter's only.
func TestPreflightOf(t *testing.T) {
	whole := slides.Assembly{Letter: true, Phases: true, Closing: true}
	if !slices.Equal(slides.PreflightOf(whole), slides.Preflight()) {
		t.Error("the letter's assembly has another list")
	}
	for _, c := range []struct {
		of   slides.Assembly
		n    int
		want string
	}{
		{slides.Assembly{}, 10, "Pupils close to it are known"},
		{slides.Assembly{Phases: true}, 10, "Choose the phase"},
		{slides.Assembly{Closing: true}, 11, "closing numbers"},
		{slides.Assembly{Letter: true, Closing: true}, 12, "threat level"},
	} {
		items := slides.PreflightOf(c.of)
		text := checked(t, items)
		if len(items) != c.n || !strings.Contains(text, c.want) {
			t.Errorf("%+v has %d items in %q, want %d with %q", c.of, len(items), text, c.n, c.want)
		}
		for bad, may := range map[string]bool{"threat": c.of.Letter, "101": c.of.Letter, "ereaved": c.of.Letter, "primary": c.of.Letter && c.of.Phases, "numbers": c.of.Closing} {
			if !may && strings.Contains(text, bad) {
				t.Errorf("%+v says %q in %q", c.of, bad, text)
			}
		}
	}
}

// checked is the words of a list, which has room in a small window.
func checked(t *testing.T, items []slides.Item) string {
	t.Helper()
	if len(items) > 12 {
		t.Errorf("the list has %d items, want 12 at most", len(items))
	}
	var ids, all []string
	for _, it := range items {
		if slices.Contains(ids, it.ID) || it.ID == "" || strings.TrimSpace(it.Hint) == "" {
			t.Errorf("an item is there twice, or lacks something: %+v", it)
		}
		ids = append(ids, it.ID)
		all = append(all, it.Text+". "+it.Hint)
		if n := utf8.RuneCountInString(it.Text); n > 30 {
			t.Errorf("%q has no room in a row of a small window: %d characters", it.Text, n)
		}
		if n := utf8.RuneCountInString(it.Hint); n > 104 {
			t.Errorf("%q has no room in three rows of a small window: %d characters", it.Hint, n)
		}
		if err := rules.Shown(it.Text + ". " + it.Hint); err != nil {
			t.Errorf("%s: %v", it.ID, err)
		}
	}
	text := strings.Join(all, " ")
	if err := rules.Shown(text); err != nil {
		t.Error(err)
	}
	return text
}
