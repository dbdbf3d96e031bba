package state

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// Ticks are kept for the day, each deck's for itself, and those of another day are gone.
func TestTicks(t *testing.T) {
	f, p := At(t.TempDir()), deckFiles(t, "a.md", "b.md")
	today := time.Date(2026, 11, 23, 7, 30, 0, 0, time.UTC)
	if got := f.Ticks(today, ""); got != nil {
		t.Errorf("a new user has ticks: %q", got)
	}
	must(t, f.SaveTicks(today, p[0], []string{"room", "level"}))
	must(t, f.SaveTicks(today, "", []string{"script"}))
	must(t, f.SaveTicks(today.Add(16*time.Hour), p[0], []string{"room", "level", "staff"}))
	for path, want := range map[string][]string{p[0]: {"room", "level", "staff"}, "": {"script"}, p[1]: nil} {
		if got := f.Ticks(today, path); !slices.Equal(got, want) {
			t.Errorf("the ticks of %q are %q, want %q", path, got, want)
		}
	}
	must(t, f.SaveTicks(today, p[0], nil))
	if got := f.Ticks(today, p[0]); got != nil {
		t.Errorf("after the last was taken away there are %q", got)
	}
	tomorrow := today.AddDate(0, 0, 1)
	if got := f.Ticks(tomorrow, ""); got != nil {
		t.Errorf("the ticks of yesterday are %q", got)
	}
	must(t, f.SaveTicks(tomorrow, p[1], []string{"quiet"}))
	text, err := os.ReadFile(f.path(ticksFile))
	if err != nil || strings.Contains(string(text), "script") || strings.Contains(string(text), "b.md") {
		t.Errorf("the file holds %s, %v", text, err)
	}
}

// A damaged file is replaced; one that cannot be read is left as it is. Without a folder that is said.
func TestTicksThatCannotBeRead(t *testing.T) {
	today := time.Date(2026, 11, 23, 7, 30, 0, 0, time.UTC)
	for _, text := range []string{"", "[]", `{"day":`, `{"day":"2026-11-23"}`, `{"day":"2026-11-23","decks":null}`, "\x00\x1b[2J"} {
		f := At(t.TempDir())
		must(t, os.WriteFile(f.path(ticksFile), []byte(text), 0o600))
		if got := f.Ticks(today, ""); got != nil {
			t.Errorf("of %q the ticks are %q", text, got)
		}
		must(t, f.SaveTicks(today, "", []string{"room"}))
		if got := f.Ticks(today, ""); !slices.Equal(got, []string{"room"}) {
			t.Errorf("after %q the ticks are %q", text, got)
		}
	}
	f := At(t.TempDir())
	must(t, os.Mkdir(f.path(ticksFile), 0o700))
	if err := f.SaveTicks(today, "", nil); err == nil {
		t.Error("the ticks are said to be saved")
	}
	none := &Folder{err: errors.New("no home folder found")}
	if err := none.SaveTicks(today, "", []string{"room"}); err == nil || none.Ticks(today, "") != nil {
		t.Errorf("without a folder saving says %v", err)
	}
}
