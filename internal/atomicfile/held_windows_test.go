package atomicfile

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sys/windows"
)

// Windows refuses to rename over a file that is open, and gives one that a program has for itself to nobody else. Both are
// told apart from what stays so.
func TestFilesThatOthersHold(t *testing.T) {
	dir := t.TempDir()
	from, to := filepath.Join(dir, "from"), filepath.Join(dir, "to")
	for _, name := range []string{from, to} {
		if err := os.WriteFile(name, []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	letGo := hold(t, to)
	if _, err := os.ReadFile(to); !Busy(err) {
		t.Errorf("a file that a program has for itself gives %v", err)
	}
	waits := 0
	err := patiently(func() error { return os.Rename(from, to) }, held, func(time.Duration) {
		waits++
		letGo()
	})
	if err != nil || waits != 1 {
		t.Errorf("after %d waits: %v", waits, err)
	}
	if err := os.Rename(from, to); err == nil || held(err) {
		t.Errorf("a file that is gone gives %v", err)
	}
}

// hold opens a file as a program that shares it with none.
func hold(t *testing.T, name string) (letGo func()) {
	t.Helper()
	path, err := windows.UTF16PtrFromString(name)
	if err != nil {
		t.Fatal(err)
	}
	h, err := windows.CreateFile(path, windows.GENERIC_READ, 0, nil, windows.OPEN_EXISTING, windows.FILE_ATTRIBUTE_NORMAL, 0)
	if err != nil {
		t.Fatal(err)
	}
	return func() { _ = windows.CloseHandle(h) }
}
