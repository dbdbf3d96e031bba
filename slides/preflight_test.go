package slides_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"assembly/slides"
	"assembly/slides/rules"
)

// The list is short, no item is there twice, and its words keep the rules of everything that is shown.
func TestPreflight(t *testing.T) {
	items := slides.Preflight()
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
	for _, want := range []string{
		"threat level", "bereaved", "safeguarding lead", "quiet room", "words suit", "101, 0800 789 321 and 999", "Two screens or one",
		"clicker", "back row", "notifications", "script", "Parents",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the list says nothing of %q", want)
		}
	}
}
