package session

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/atomicfile"
	"github.com/westandtogether-assembly/assembly/internal/filetest"
	"github.com/westandtogether-assembly/assembly/slides"
)

const noted = "---\r\nphases: [primary, secondary]\r\n---\r\n# One\r\n\r\n<!--\r\nnotes:\r\n  primary: |\r\n    Hello.\r\n  secondary: |\r\n    Hi.\r\n-->\r\n\r\n---\r\n\r\n# Two\r\n"

// drafted is a draft of the first slide of a deck in a file.
func drafted(t *testing.T) (path string, d *Draft) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "talk.md")
	write(t, path, noted)
	src := Source{Path: path}
	shown, err := src.Load()
	if err != nil {
		t.Fatal(err)
	}
	d, err = NewEditor(src, nil).Open(shown, 0, "primary")
	if err != nil {
		t.Fatal(err)
	}
	return path, d
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func is(t *testing.T, path, want string) {
	t.Helper()
	got, err := os.ReadFile(path)
	if err != nil || string(got) != want {
		t.Errorf("the file is %q, %v, want %q", got, err, want)
	}
}

func TestSaveADraft(t *testing.T) {
	path, d := drafted(t)
	if d.Notes() != "Hello." || d.Words() != "# One" || d.Shared() {
		t.Fatalf("read are %q and %q, shared %v", d.Notes(), d.Words(), d.Shared())
	}
	now, again, err := d.Save("Hello, all.", "# One more")
	if err != nil || again || now.Title(0) != "One more" {
		t.Fatalf("saving gives %v, %v", again, err)
	}
	want := strings.Replace(strings.Replace(noted, "Hello.", "Hello, all.", 1), "# One", "# One more", 1)
	is(t, path, want)
	if _, _, err := d.Save("Hello again.", "# One more"); err != nil {
		t.Fatal(err)
	}
	is(t, path, strings.Replace(want, "Hello, all.", "Hello again.", 1))
}

// What another program has written is never written over. Saving again writes the text into that.
func TestSaveADraftOfAChangedFile(t *testing.T) {
	path, d := drafted(t)
	other := "# New\n\n---\n\n" + strings.Replace(strings.TrimPrefix(noted, "---\r\nphases: [primary, secondary]\r\n---\r\n"), "# Two", "# Zwei", 1)
	other = "---\r\nphases: [primary, secondary]\r\n---\r\n" + other
	write(t, path, other)
	if _, again, err := d.Save("Mine.", "# One"); !again || err == nil || !strings.Contains(err.Error(), "another program has changed "+path) {
		t.Fatalf("saving gives %v, %v", again, err)
	}
	is(t, path, other)
	if _, again, err := d.Save("Mine.", "# One"); again || err != nil {
		t.Fatalf("saving again gives %v, %v", again, err)
	}
	other = strings.Replace(other, "    Hello.", "    Mine.", 1)
	is(t, path, other)

	// Words that were changed elsewhere stay, when only the notes were changed here.
	other = strings.Replace(other, "# One", "# Eins", 1)
	write(t, path, other)
	if _, again, err := d.Save("Mine too.", "# One"); !again || !strings.Contains(err.Error(), "has changed this slide") || !strings.Contains(err.Error(), `slide 2 now, "Eins"`) {
		t.Fatalf("saving gives %v, %v", again, err)
	}
	if _, _, err := d.Save("Mine too.", "# One"); err != nil {
		t.Fatal(err)
	}
	other = strings.Replace(other, "    Mine.", "    Mine too.", 1)
	is(t, path, other)
	for _, broken := range []string{"# Else\n", "---\ntitle: [\n---\n# One\n"} {
		write(t, path, broken)
		if _, _, err := d.Save("Mine three.", "# One"); err == nil {
			t.Errorf("%q is written over", broken)
		}
		is(t, path, broken)
	}
}

func TestADraftThatWouldBreakTheDeckIsRefused(t *testing.T) {
	path, d := drafted(t)
	for _, c := range [][3]string{
		{"[pause soon]", "# One", "is not a cue"},
		{"Hello.", "# One\n\n---\n\n# Other", "would begin another slide"},
		{"Hello.", "# One \n\n-->", "this closes nothing"},
	} {
		if _, again, err := d.Save(c[0], c[1]); again || err == nil || !strings.Contains(err.Error(), c[2]) {
			t.Errorf("saving %q and %q gives %v, %v", c[0], c[1], again, err)
		}
		is(t, path, noted)
	}
	if err := os.Chmod(path, 0o400); err != nil {
		t.Fatal(err)
	}
	if _, _, err := d.Save("Mine.", "# One"); err == nil || !strings.Contains(err.Error(), "permission denied") && !strings.Contains(err.Error(), "read") {
		t.Errorf("a file that may only be read gives %v", err)
	}
	is(t, path, noted)
}

// A link stays one, and the file keeps who may read it.
func TestSaveBehindALink(t *testing.T) {
	path, _ := drafted(t)
	link := filepath.Join(t.TempDir(), "link.md")
	filetest.Link(t, path, link)
	src := Source{Path: link}
	if err := src.Write([]byte("else"), []byte("new")); !errors.Is(err, ErrEdited) {
		t.Errorf("a file that is another gives %v", err)
	}
	if err := src.Write([]byte(noted), []byte("# New")); err != nil {
		t.Fatal(err)
	}
	is(t, path, "# New")
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is %v, %v", info, err)
	}
}

func TestCopyTheBuiltInDeck(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	t.Setenv("HOME", dir)
	write(t, filepath.Join(dir, "my-assembly.md"), "mine")
	var moved []Source
	e := NewEditor(Source{Fill: map[string]string{"a": "b"}}, func(s Source) { moved = append(moved, s) })
	if got := e.Places(); !e.BuiltIn() || len(got) != 2 || filepath.Base(got[0]) != "my-assembly-2.md" {
		t.Errorf("places are %q", got)
	}
	for name, want := range map[string]string{"my-assembly": "already exists", " ": "no file name", "gone/my.md": "there is no folder"} {
		if _, err := e.Copy(name); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("a copy to %q gives %v", name, err)
		}
	}
	is(t, filepath.Join(dir, "my-assembly.md"), "mine")
	path, err := e.Copy(`"our assembly"`)
	if err != nil || filepath.Base(path) != "our assembly.md" || e.BuiltIn() || len(moved) != 1 || moved[0].Path != path || moved[0].Fill["a"] != "b" {
		t.Fatalf("copied to %q, %v, moved %v", path, err, moved)
	}
	is(t, path, string(slides.Builtin()))
	shown, err := Source{}.Load()
	if err != nil {
		t.Fatal(err)
	}
	d, err := e.Open(shown, 1, "primary")
	if err != nil || d.Notes() == "" {
		t.Errorf("a slide of the copy gives %v, %v", d, err)
	}
}

func TestForeign(t *testing.T) {
	for text, want := range map[string]string{
		"PK\x03\x04ppt/": "a presentation", "PK\x03\x04word/": "a document", "PK\x03\x04x": "a zip file",
		"\xd0\xcf\x11\xe0": "a document", "RIFF....WEBP": "a picture", "BM\x00": "a picture", "BM is text": "",
		"# A": "", "": "",
	} {
		err := foreign("deck.md", []byte(text))
		if want == "" && err != nil || want != "" && (err == nil || !strings.HasPrefix(err.Error(), "deck.md is "+want)) {
			t.Errorf("%q gives %v", text, err)
		}
	}
	if err := foreign("talk.PPT", []byte("\xd0\xcf\x11\xe0")); err == nil || !strings.Contains(err.Error(), "presentation") {
		t.Errorf("an old presentation gives %v", err)
	}
	big := filepath.Join(t.TempDir(), "big.pptx")
	write(t, big, "PK\x03\x04")
	if err := os.Truncate(big, 20<<20); err != nil {
		t.Fatal(err)
	}
	if _, err := (Source{Path: big}).Load(); err == nil || !strings.Contains(err.Error(), "is a presentation") {
		t.Errorf("a large presentation gives %v", err)
	}
}

// A deck's file that cannot be written stays as it was, and is written when the disk works again.
func TestADeckOnADiskThatFails(t *testing.T) {
	for _, op := range []filetest.Op{filetest.Open, filetest.Write, filetest.Sync, filetest.Rename} {
		disk := &filetest.Disk{}
		src := Source{Path: filepath.Join(t.TempDir(), "deck.md"), files: atomicfile.Files{On: disk}}
		was, now := []byte("# One\n"), []byte("# Two\n")
		must(t, os.WriteFile(src.Path, was, 0o600))
		disk.Fail(op, syscall.ENOSPC)
		if err := src.Write(was, now); !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("%s: %v", op, err)
		}
		files, err := os.ReadDir(filepath.Dir(src.Path))
		must(t, err)
		if is, err := os.ReadFile(src.Path); err != nil || !bytes.Equal(is, was) || len(files) != 1 {
			t.Errorf("%s: the file is %q, %v, beside %v", op, is, err, files)
		}
		disk.Fail(op, nil)
		must(t, src.Write(was, now))
	}
}
