package markdown

import (
	"flag"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite want and wanterr in testdata")

// TestFiles reads deck.md of each testdata/*.txtar, and compares the deck with want or the errors
// with wanterr. A file options holds lines name=value for Options.Fill.
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
	a := readArchive(t, name)
	var src []byte
	want := map[string]string{}
	fill := map[string]string{}
	var rest []archived
	for _, f := range a.files {
		switch f.name {
		case "deck.md":
			src = f.data
		case "options":
			for line := range strings.Lines(string(f.data)) {
				name, v, _ := strings.Cut(strings.TrimSpace(line), "=")
				fill[name] = v
			}
		case "want", "wanterr":
			want[f.name] = string(f.data)
			continue
		}
		rest = append(rest, f)
	}
	got := map[string]string{}
	d, err := ParseAll(src, Options{Name: "deck.md", Files: besideDeck(), Fill: fill})
	if err != nil {
		got["wanterr"] = err.Error() + "\n"
	} else {
		got["want"] = dump(d)
	}
	if *update {
		for _, k := range []string{"want", "wanterr"} {
			if got[k] != "" {
				rest = append(rest, archived{k, []byte(got[k])})
			}
		}
		a.files = rest
		a.write(t, name)
		return
	}
	for _, k := range []string{"want", "wanterr"} {
		if got[k] != want[k] {
			t.Errorf("%s:\n%s\nwant:\n%s", k, got[k], want[k])
		}
	}
	checkLaws(t, src, besideDeck())
}
