package sysfont

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/go-text/typesetting/font"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
)

// installed skips a test where Debian's fonts are not there.
func installed(t *testing.T) {
	t.Helper()
	for file, deb := range map[string]string{
		"truetype/noto/NotoSansDevanagari-Bold.ttf": "fonts-noto-core",
		"opentype/noto/NotoSansCJK-Bold.ttc":        "fonts-noto-cjk",
		"truetype/noto/NotoColorEmoji.ttf":          "fonts-noto-color-emoji",
	} {
		if _, err := os.Stat("/usr/share/fonts/" + file); err != nil {
			t.Skipf("needs Debian's package %s", deb)
		}
	}
}

// Each script gets a font of its own, bold where there is one; what is no character gets none. The index
// is kept where it may be. The fonts of a process are listed once, so that this is one test.
func TestFind(t *testing.T) {
	installed(t)
	cache := filepath.Join(t.TempDir(), "of", "assembly")
	const text = "ع ہ א ह ਅ আ த ท 中\n中の\n한 🎉 👩\u200D👩\u200D👧 ❤\uFE0F 1\uFE0F\u20E3 \U000E0FFF \uE000"
	wanted := bigtype.GoBold().Lacks(text)
	faces := New(cache).Find(wanted)
	for _, g := range wanted {
		face, none := faces[g], g.Text == "\uE000" || g.Text == "\U000E0FFF"
		if (face == nil) != none {
			t.Errorf("%q of %s has a face: %v", g.Text, g.Language, face != nil)
		}
		if face != nil && !emoji([]rune(g.Text)) && face.Describe().Aspect.Weight != font.WeightBold {
			t.Errorf("%q is not bold but %+v", g.Text, face.Describe())
		}
	}
	picture := faces[bigtype.Grapheme{Text: "🎉", Language: "en"}]
	for _, text := range []string{"❤\uFE0F", "1\uFE0F\u20E3"} {
		if faces[bigtype.Grapheme{Text: text, Language: "en"}] != picture {
			t.Errorf("%s is not from the font of the other emoji", text)
		}
	}
	if m := bigtype.GoBold().With(faces).Missing(bigtype.Text{{Text: text}}); len(m) > 1 || len(m) == 1 && m[0] != "\uE000" {
		t.Errorf("missing %q", m)
	}
	if kept, _ := filepath.Glob(filepath.Join(cache, "font_index*")); len(kept) != 1 {
		t.Errorf("the index is in %q", kept)
	}
	if again := New("").Find(wanted); len(again) != len(faces) {
		t.Errorf("without a cache %d faces are found, with one %d", len(again), len(faces))
	}
}

// No more fonts are read than memory should hold.
func TestFindIsBounded(t *testing.T) {
	installed(t)
	f := New("")
	for range maxFaces {
		f.read[&font.Face{Font: &font.Font{}}] = true
	}
	if faces := f.Find([]bigtype.Grapheme{{Text: "ह", Language: "en"}}); len(faces) > 0 {
		t.Error("one more font was read")
	}
}

// Where the index cannot stay, it is in a folder that does not stay either.
func TestFolder(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, cache := range []string{"", filepath.Join(file, "below")} {
		dir, remove := folder(cache)
		if !writable(dir) {
			t.Errorf("with %q the index goes to %q", cache, dir)
		}
		if remove(); dir == cache || exists(dir) {
			t.Errorf("with %q the folder %q stays", cache, dir)
		}
	}
	good := filepath.Join(t.TempDir(), "of", "assembly")
	dir, remove := folder(good)
	remove()
	if left, err := os.ReadDir(good); dir != good || err != nil || len(left) > 0 {
		t.Errorf("the index goes to %q, in which is %v, %v", dir, left, err)
	}
}

// exists reports whether a folder is there.
func exists(dir string) bool {
	_, err := os.Stat(dir)
	return err == nil
}
