package session

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/filetest"
	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/state"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// onDisk is a presenter of the built-in deck on a disk that fails when it is told to, and a hall that follows.
type onDisk struct {
	*stand
	disk *filetest.Disk
	hall *live.Client
}

func presentOn(t *testing.T) *onDisk {
	t.Helper()
	disk := &filetest.Disk{}
	s := opened(t, state.On(disk, t.TempDir()))
	s.do(talk.Command{Op: talk.Begin})
	return &onDisk{s, disk, live.Follow(t.Context(), s.folder.Endpoint)}
}

// shows waits until the hall shows a slide.
func (s *onDisk) shows(slide int) {
	s.t.Helper()
	for {
		select {
		case is := <-s.hall.States():
			if is.Deck != nil && is.Snapshot.Slide == slide {
				return
			}
		case <-time.After(20 * time.Second):
			s.t.Fatalf("no hall shows slide index %d", slide)
		}
	}
}

// takenUp is the slide that would be taken up if the program were killed now, -1 for none.
func (s *onDisk) takenUp() int {
	s.t.Helper()
	dir := s.t.TempDir()
	names, err := fs.Glob(os.DirFS(s.folder.Dir()), "talk-*.json*")
	must(s.t, err)
	for _, name := range names {
		if text, err := os.ReadFile(filepath.Join(s.folder.Dir(), name)); err == nil {
			must(s.t, os.WriteFile(filepath.Join(dir, name), text, 0o600))
		}
	}
	return saved(state.At(dir))
}

// until waits for what comes in the background.
func (s *onDisk) until(what string, ok func() bool) {
	s.t.Helper()
	for tick := time.NewTicker(5 * time.Millisecond); !ok(); <-tick.C {
		if s.t.Context().Err() != nil {
			s.t.Fatal("no " + what)
		}
	}
}

// A hall never shows what a program that is killed would not take up, however slow the disk is.
func TestAHallShowsOnlyWhatIsTakenUp(t *testing.T) {
	s := presentOn(t)
	s.shows(0)
	slow := make(chan struct{})
	s.disk.Fault(filetest.Sync, func(string) error {
		<-slow
		return nil
	})
	for i := range 40 {
		slide := 1 + i%4
		s.do(talk.Command{Op: talk.GoTo, N: slide})
		s.shows(slide)
		if got := s.takenUp(); got != slide {
			t.Fatalf("the hall shows slide index %d, and %d would be taken up", slide, got)
		}
	}
	if got := s.publisher.Troubles(); got != "" {
		t.Errorf("of a slow disk the speaker is told %q", got)
	}
	close(slow)
	s.publisher.Close(true)
}

// A disk that takes nothing and says nothing does not hold the halls up. The speaker is told, and what has waited is
// saved when the disk answers again.
func TestADiskThatDoesNotAnswer(t *testing.T) {
	s := presentOn(t)
	s.shows(0)
	stuck := make(chan struct{})
	s.disk.Fault(filetest.Write, func(string) error {
		<-stuck
		return nil
	})
	for slide := range 3 {
		s.do(talk.Command{Op: talk.GoTo, N: 3 - slide})
		s.shows(3 - slide)
	}
	if got := s.publisher.Troubles(); got != "Talk not saved: the disk does not answer" {
		t.Errorf("the speaker is told %q", got)
	}
	close(stuck)
	s.until("talk that is saved", func() bool { return s.publisher.Troubles() == "" && s.takenUp() == 1 })
	s.publisher.Close(true)
}

// Whatever fails, the talk goes on, the halls follow, what was saved stays, and the speaker is told. When the disk works
// again everything is saved again with the next key.
func TestADiskThatFails(t *testing.T) {
	for _, op := range []filetest.Op{filetest.Open, filetest.Write, filetest.Sync, filetest.Rename, filetest.Remove} {
		for _, reason := range []error{syscall.ENOSPC, syscall.EIO, syscall.EACCES} {
			t.Run(fmt.Sprint(op, " ", reason), func(t *testing.T) {
				s := presentOn(t)
				s.do(talk.Command{Op: talk.GoTo, N: 1})
				s.shows(1)
				s.disk.Fail(op, reason)
				s.do(talk.Command{Op: talk.GoTo, N: 2})
				s.shows(2)
				if op == filetest.Write || op == filetest.Sync {
					s.until("word to the speaker", func() bool { return strings.HasPrefix(s.publisher.Troubles(), "Talk not saved: ") })
				}
				if got := s.takenUp(); got < 1 {
					t.Errorf("while it fails, slide index %d would be taken up", got)
				}
				s.do(talk.Command{Op: talk.GoTo, N: 3})
				s.shows(3)
				s.disk.Fail(op, nil)
				s.do(talk.Command{Op: talk.GoTo, N: 4})
				s.shows(4)
				s.until("talk that is saved", func() bool { return s.publisher.Troubles() == "" })
				if got := s.takenUp(); got != 4 {
					t.Errorf("with the disk mended, slide index %d would be taken up", got)
				}
				s.publisher.Close(true)
				if got := s.takenUp(); got != -1 {
					t.Errorf("a talk that has finished would be taken up at %d", got)
				}
			})
		}
	}
}
