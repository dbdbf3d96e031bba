package session

import (
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/state"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// A talk that goes on with a copy of its deck is saved as the copy's, and no longer as the deck's.
func TestASavedTalkFollowsItsDeck(t *testing.T) {
	dir := t.TempDir()
	folder := state.Open(func(name string) string {
		if name == "XDG_STATE_HOME" {
			return dir
		}
		return ""
	})
	now := time.Date(2026, 11, 23, 8, 50, 0, 0, time.UTC)
	d, err := Source{}.Load()
	if err != nil {
		t.Fatal(err)
	}
	s := Save(folder, "", func() time.Time { return now })
	on := talk.Start("primary", now)
	on.Pos = talk.Pos{Slide: 1}
	first := s.save(change{on, d})
	s.Follow("/copy.md")
	on.Pos = talk.Pos{Slide: 2}
	if err := s.save(change{on, d}); err != nil || first != nil {
		t.Fatal(first, err)
	}
	s.Close(false)
	if got := folder.Interrupted("/copy.md", now); len(got) != 1 || got[0].Pos.Slide != 2 {
		t.Errorf("the copy's talks are %+v", got)
	}
	if got := folder.Interrupted("", now); len(got) != 0 {
		t.Errorf("the built-in deck's talks are %+v", got)
	}
}
