package markdown

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/westandtogether-assembly/assembly/internal/screentest"
)

// TestFiles reads deck.md of each testdata/*.txtar, and compares the deck with want or the errors
// with wanterr. A file options holds lines name=value for Options.Fill; others are beside the deck.
func TestFiles(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no test files", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) { testFile(t, name) })
	}
}

func testFile(t *testing.T, name string) {
	a, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var src []byte
	want := map[string]string{}
	fill := map[string]string{}
	beside := besideDeck()
	var rest []txtar.File
	for _, f := range a.Files {
		switch f.Name {
		case "deck.md":
			src = f.Data
		case "options":
			for line := range strings.Lines(string(f.Data)) {
				name, v, _ := strings.Cut(strings.TrimSpace(line), "=")
				fill[name] = v
			}
		case "want", "wanterr":
			want[f.Name] = string(f.Data)
			continue
		default:
			beside[f.Name] = &fstest.MapFile{Data: f.Data}
		}
		rest = append(rest, f)
	}
	got := map[string]string{}
	d, err := ParseAll(src, Options{Name: "deck.md", Files: beside, Fill: fill})
	if err != nil {
		got["wanterr"] = err.Error() + "\n"
	} else {
		got["want"] = dump(d)
	}
	if screentest.Updating() {
		for _, k := range []string{"want", "wanterr"} {
			if got[k] != "" {
				rest = append(rest, txtar.File{Name: k, Data: []byte(got[k])})
			}
		}
		a.Files = rest
		if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	for _, k := range []string{"want", "wanterr"} {
		if got[k] != want[k] {
			t.Errorf("%s:\n%s\nwant:\n%s", k, got[k], want[k])
		}
	}
	checkLaws(t, src, beside)
}
