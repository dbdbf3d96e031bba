package atomicfile_test

import (
	"os"
	"path/filepath"
	"testing"

	"assembly/internal/atomicfile"
)

func TestWrite(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "a.txt")
	for _, text := range []string{"first, and longer", "second", ""} {
		if err := atomicfile.Write(name, []byte(text), 0o640); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(name); err != nil || string(got) != text {
			t.Errorf("the file holds %q, %v", got, err)
		}
	}
	if info, err := os.Stat(name); err != nil || info.Mode().Perm()&0o600 != 0o600 {
		t.Errorf("the file's mode is %v, %v", info.Mode(), err)
	}
	alone(t, dir, "a.txt")
}

// What cannot be written leaves what was there, and nothing beside it.
func TestFailedWrite(t *testing.T) {
	dir := t.TempDir()
	folder := filepath.Join(dir, "folder")
	if err := os.MkdirAll(filepath.Join(folder, "full"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := atomicfile.Write(folder, []byte("text"), 0o600); err == nil {
		t.Error("a folder is written over")
	}
	alone(t, dir, "folder")
	if err := atomicfile.Write(filepath.Join(dir, "gone", "a.txt"), nil, 0o600); err == nil {
		t.Error("a file is written into a folder that is not there")
	}
}

func alone(t *testing.T, dir, name string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 || entries[0].Name() != name {
		t.Errorf("the folder holds %v, %v, want only %s", entries, err, name)
	}
}
