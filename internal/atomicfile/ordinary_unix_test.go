//go:build unix

package atomicfile

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// What is not a file is refused at once, also a pipe that nobody writes to; a file is read.
func TestOpenOrdinary(t *testing.T) {
	dir := t.TempDir()
	pipe, file := filepath.Join(dir, "pipe"), filepath.Join(dir, "file")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	for _, name := range []string{pipe, dir, os.DevNull} {
		if _, err := OpenOrdinary(name); !errors.Is(err, ErrNotOrdinary) {
			t.Errorf("%s: the error is %v", name, err)
		}
	}
	if err := os.WriteFile(file, []byte("words"), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := OpenOrdinary(file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	if text, err := io.ReadAll(f); string(text) != "words" || err != nil {
		t.Errorf("%q was read, %v", text, err)
	}
	if text, err := ReadOrdinary(file, 5); string(text) != "words" || err != nil {
		t.Errorf("%q was read, %v", text, err)
	}
	if _, err := ReadOrdinary(file, 4); err == nil {
		t.Error("a file is read beyond what was asked for")
	}
}
