//go:build unix

package session

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/atomicfile"
)

// A pipe that nobody writes to, or that nobody ends, is given up.
func TestReadPipe(t *testing.T) {
	name := filepath.Join(t.TempDir(), "pipe.md")
	if err := syscall.Mkfifo(name, 0o600); err != nil {
		t.Fatal(err)
	}
	expect := func(what string) {
		t.Helper()
		_, err := readPipe(name, time.Millisecond)
		if err == nil || !strings.Contains(err.Error(), "no whole deck came from it within 1ms") {
			t.Errorf("%s: the error is %v", what, err)
		}
	}
	expect("no writer")
	w, err := os.OpenFile(name, os.O_RDWR, 0) // Does not wait for a reader, and keeps the pipe open.
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = w.Close() }()
	expect("a writer that writes nothing")
}

// A pipe that has come in the place of a deck that is edited is told, and not waited for.
func TestSaveADraftOfAPipe(t *testing.T) {
	path, d := drafted(t)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := d.Save("Mine.", "# One"); err == nil || !strings.Contains(err.Error(), "is not a file that can be changed") {
		t.Errorf("saving gives %v", err)
	}
}

// A pipe that comes in the place of a deck that is followed is told at once; one in the place of a picture is not opened,
// though it was a file a moment ago.
func TestAPipeInTheWay(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "deck.md")
	if err := syscall.Mkfifo(name, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := (Source{Path: name}).loadSafely(0); err == nil || !strings.Contains(err.Error(), "is a pipe now, not a file") {
		t.Errorf("the deck: the error is %v", err)
	}
	if _, err := folder(dir).Open("deck.md"); !errors.Is(err, atomicfile.ErrNotOrdinary) {
		t.Errorf("a picture: the error is %v", err)
	}
}
