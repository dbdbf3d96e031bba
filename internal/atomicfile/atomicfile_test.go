package atomicfile_test

import (
	"cmp"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/atomicfile"
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

// What fails while it is being made leaves what was there, and nothing beside it.
func TestFailedStream(t *testing.T) {
	dir, failed := t.TempDir(), errors.New("no more")
	name := filepath.Join(dir, "a.txt")
	if err := atomicfile.Write(name, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	err := atomicfile.Stream(name, 0o600, func(w io.Writer) error {
		_, _ = io.WriteString(w, "half")
		return failed
	})
	if !errors.Is(err, failed) {
		t.Errorf("the error is %v", err)
	}
	if got, err := os.ReadFile(name); err != nil || string(got) != "old" {
		t.Errorf("the file holds %q, %v", got, err)
	}
	alone(t, dir, "a.txt")
}

func TestFolder(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "pack")
	text := func(s string) func(io.Writer) error {
		return func(w io.Writer) error { _, err := io.WriteString(w, s); return err }
	}
	for _, s := range []string{"first", "second"} {
		err := atomicfile.Folder(name, func(add atomicfile.Adder) error {
			return cmp.Or(add("a.txt", 0o644, text(s)), add("in/"+s+".txt", 0o644, text(s)))
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(filepath.Join(name, "in", "second.txt")); err != nil || string(got) != "second" {
		t.Errorf("the file holds %q, %v", got, err)
	}
	if _, err := os.Stat(filepath.Join(name, "in", "first.txt")); err == nil {
		t.Error("a file of the folder before is still there")
	}
	alone(t, dir, "pack")
}

func TestFailedFolder(t *testing.T) {
	dir, failed := t.TempDir(), errors.New("no more")
	err := atomicfile.Folder(filepath.Join(dir, "pack"), func(add atomicfile.Adder) error {
		return cmp.Or(add("a.txt", 0o644, func(io.Writer) error { return nil }), failed)
	})
	if !errors.Is(err, failed) {
		t.Errorf("the error is %v", err)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) > 0 {
		t.Errorf("the folder holds %v, %v", entries, err)
	}
}

func TestBatch(t *testing.T) {
	dir, failed := t.TempDir(), errors.New("no more")
	text := func(s string, err error) func(io.Writer) error {
		return func(w io.Writer) error { _, _ = io.WriteString(w, s); return err }
	}
	a, b := filepath.Join(dir, "a.txt"), filepath.Join(dir, "b.txt")
	if err := atomicfile.Write(a, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	err := atomicfile.Batch(func(add atomicfile.Adder) error {
		return cmp.Or(add(a, 0o600, text("new", nil)), add(b, 0o600, text("new", failed)))
	})
	if got, _ := os.ReadFile(a); !errors.Is(err, failed) || string(got) != "old" {
		t.Errorf("%v, and the first file holds %q", err, got)
	}
	alone(t, dir, "a.txt")
	err = atomicfile.Batch(func(add atomicfile.Adder) error {
		return cmp.Or(add(a, 0o600, text("new", nil)), add(b, 0o600, text("newer", nil)))
	})
	gotA, _ := os.ReadFile(a)
	gotB, _ := os.ReadFile(b)
	if err != nil || string(gotA) != "new" || string(gotB) != "newer" {
		t.Errorf("%v, and the files hold %q and %q", err, gotA, gotB)
	}
}
