package check_test

import (
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/check"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
)

// A slide with thousands of different characters that no font has is checked in about the time that its text takes.
func TestManyMissingCharacters(t *testing.T) {
	var text strings.Builder
	for i := range 4000 {
		text.WriteRune(rune(0x4e00 + i))
	}
	source := []byte("# Signs\n\n" + text.String() + text.String() + "\n")
	d, err := markdown.Parse(source, markdown.Options{Name: "signs.md"})
	if err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	found := check.Deck(d, check.Options{Source: source})
	runtime.ReadMemStats(&after)
	if !slices.ContainsFunc(found, func(f check.Finding) bool { return strings.Contains(f.What, "and 3995 more: the terminal's own") }) {
		t.Errorf("nothing is said of the characters: %v", found)
	}
	if size := (after.TotalAlloc - before.TotalAlloc) >> 20; size > 30 {
		t.Errorf("it takes %d MB", size)
	}
}
