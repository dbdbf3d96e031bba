package edit

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
)

// TestSetTimesFiles sets the times that each testdata/*.txtar names in its deck, and
// compares the diff with want or the error with wanterr. Slides are numbered from 1.
func TestSetTimesFiles(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no test files", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) { testSetTimesFile(t, name) })
	}
}

func testSetTimesFile(t *testing.T, name string) {
	a, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	given := map[string]string{}
	for _, f := range a.Files {
		given[f.Name] = string(f.Data)
	}
	src := []byte(given["deck.md"])
	phase, times := readTimes(t, src, given["times"])
	edited, err := checkTimes(t, src, nil, phase, times)
	what, got := "want", edited.Diff("deck.md")
	if err != nil {
		what, got = "wanterr", err.Error()+"\n"
	}
	if screentest.Updating() {
		a.Files = append(a.Files[:2:2], txtar.File{Name: what, Data: []byte(got)})
		if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got != given[what] {
		t.Errorf("%s:\n%s\nwant:\n%s", what, got, given[what])
	}
}

// readTimes reads lines phase=name, 2=1m40s for the second slide, and all=1m40s.
func readTimes(t *testing.T, src []byte, text string) (phase string, times map[int]time.Duration) {
	t.Helper()
	times = map[int]time.Duration{}
	for line := range strings.Lines(text) {
		key, v, _ := strings.Cut(strings.TrimSpace(line), "=")
		if key == "phase" {
			phase = v
			continue
		}
		want, err := deck.ParseDuration(v)
		if err != nil {
			t.Fatal(err)
		}
		if n, err := strconv.Atoi(key); err == nil {
			times[n-1] = want
			continue
		}
		d, err := markdown.ParseAll(src, markdown.Options{Name: "deck.md"})
		if err != nil {
			t.Fatal(err)
		}
		for i := range d.Len() {
			times[i] = want
		}
	}
	return phase, times
}

// What a text file cannot show well is tested here, to the byte.
func TestSetTimesKeepsBytes(t *testing.T) {
	for name, c := range map[string]struct{ src, want string }{
		"no last line end":         {"# a", "# a\n\n<!-- time: 1m40s -->"},
		"blanks and no line end":   {"# a\n\ntext  ", "# a\n\ntext  \n\n<!-- time: 1m40s -->"},
		"empty lines at the end":   {"# a\n\n\n", "# a\n\n<!-- time: 1m40s -->\n\n\n"},
		"crlf":                     {"# a\r\n<!--\r\ntime: 9s\t\r\n-->\r\n", "# a\r\n<!--\r\ntime: 1m40s\t\r\n-->\r\n"},
		"crlf comment":             {"# a\r\n\r\ntext", "# a\r\n\r\ntext\r\n\r\n<!-- time: 1m40s -->"},
		"crlf setting":             {"# a\r\n<!--\r\n align: left\r\n-->", "# a\r\n<!--\r\n time: 1m40s\r\n align: left\r\n-->"},
		"cr":                       {"# a\r\rb\r", "# a\r\rb\r\r<!-- time: 1m40s -->\r"},
		"line ends of all kinds":   {"# a\n\rb\r\n\rc\r", "# a\n\rb\r\n\rc\r\r<!-- time: 1m40s -->\r"},
		"byte-order mark":          {"\ufeff# a\n<!-- time: 9s -->\n", "\ufeff# a\n<!-- time: 1m40s -->\n"},
		"mark and settings first":  {"\ufeff<!-- time: 9s --># a", "\ufeff<!-- time: 1m40s --># a"},
		"mark and open code":       {"\ufeff```\na\n", "\ufeff<!-- time: 1m40s -->\n\n```\na\n"},
		"letters of several bytes": {"# é — 😀\n\n<!-- {speaker: é😀, time: 9s} --> é\n", "# é — 😀\n\n<!-- {speaker: é😀, time: 1m40s} --> é\n"},
		"removed characters":       {"# \x1b[1ma\x01\n\x02<!-- time: \x1b[1m9s\x03 -->\x04\n", "# \x1b[1ma\x01\n\x02<!-- time: \x1b[1m1m40s\x03 -->\x04\n"},
		"removed at line ends":     {"# a\x01\r\n\x02\r\n", "# a\x01\r\n\r\n<!-- time: 1m40s -->\r\n\x02\r\n"},
		"removed within the time":  {"# a\n<!-- time: 9\ufeffs\u2028-->", "# a\n<!-- time: 1m40s\u2028-->"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := checkTimes(t, []byte(c.src), nil, "", map[int]time.Duration{0: 100 * time.Second})
			if err != nil || string(got.Text) != c.want {
				t.Errorf("%q becomes\n%q, %v, want\n%q", c.src, got.Text, err, c.want)
			}
		})
	}
}

func TestSetTimesRefuses(t *testing.T) {
	const two = "---\nphases: [primary, secondary]\n---\n# a\n\n---\n\n# b\n"
	full := strings.Repeat("<!--"+strings.Repeat("a", 30_000)+"-->\n", 139) // Comments that fill a slide, nearly.
	full += strings.Repeat("\n", 4<<20-len("\n# b\n")-len(full))
	for name, c := range map[string]struct {
		src, phase string
		slide      int
		time       time.Duration
		want       string
	}{
		"no deck":         {"", "", 0, time.Second, "deck.md:1:1: this deck is empty"},
		"a deck in error": {"# a\n<!-- time: soon -->", "", 0, time.Second, `deck.md:2:12: time: "soon"`},
		"utf-16":          {"\xff\xfe#\x00 \x00a\x00", "", 0, time.Second, "deck.md:1:1: this file is not UTF-8: save it as UTF-8 first"},
		"windows-1252":    {"# Caf\xe9", "", 0, time.Second, "deck.md:1:1: this file is not UTF-8: save it as UTF-8 first"},
		"unknown phase":   {two, "primry", 0, time.Second, `deck.md: unknown phase "primry": expected primary or secondary`},
		"no phase":        {two, "", 0, time.Second, `deck.md: unknown phase "": expected primary or secondary`},
		"needless phase":  {"# a", "primary", 0, time.Second, "deck.md: this deck has no phases"},
		"no such slide":   {two, "primary", 2, time.Second, "deck.md: no slide 3: this deck has 2 slides"},
		"below zero":      {two, "primary", 1, -time.Second, "deck.md:8:1: -1s cannot be planned"},
		"too long":        {two, "primary", 1, 25 * time.Hour, "deck.md:8:1: 25h0m0s cannot be planned: expected whole seconds, at most 24h"},
		"quoted behind":   {"# a\n<!--\ntime: !!str # 's\n  '9s'\n-->", "", 0, time.Minute, "deck.md:1:1: the time of this slide cannot be written"},
		"hidden value":    {"# a\n<!--\ntime: !!str # why\n  9s\n-->", "", 0, time.Minute, "deck.md:1:1: the time of this slide cannot be written without changing something else: set \"time: 1m\" by hand"},
		"no room":         {"# a\n\n---\n\n# b\n" + full, "", 1, time.Minute, "deck.md:5:1: the time of this slide cannot be written"},
		"part of seconds": {two, "primary", 1, time.Millisecond, "deck.md:8:1: 1ms cannot be planned"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := checkTimes(t, []byte(c.src), nil, c.phase, map[int]time.Duration{c.slide: c.time})
			if err == nil || !strings.HasPrefix(err.Error(), c.want) {
				t.Errorf("the error is %v, want %s", err, c.want)
			}
		})
	}
}

// The law of SetTimes has to see whatever an edit may do amiss.
func TestSetTimesChecksItself(t *testing.T) {
	const src = "---\nphases: [p, q]\n---\n# a\n<!-- time: {p: 1s, q: 2s} -->\n\n---\n\n# b\n<!-- time: 3s -->\n"
	for change, line := range map[string]int{
		"p: 1s -> p: 60s":                           0,
		"# b -> # b ":                               4, // The wanted time is missing.
		"p: 1s -> p: 61s":                           4,
		"p: 1s, q -> p: 60s, r":                     4,
		"p: 1s, q: 2 -> p: 60":                      4,
		"# a -> # c":                                4,
		"q: 2s} -> q: 2s, p: 60s":                   4,
		"p: 1s -> p: 60s} --> <!-- {optional: true": 4,
		"p: 1s -> p: 60s} --> a <!-- {":             4,
		"p: 1s, q: 2s} --> -> p: 60s, q: 2s}":       4,
	} {
		checkItself(t, src, change, line)
	}
	for change, line := range map[string]int{
		"# b -> # c":                              9,
		"3s -> 4s":                                9,
		"# b -> # b\n\n<svg></svg>":               9,
		"---\n\n# b -> ---\n\n# b\n\n***":         9,
		"\n---\n\n# b\n<!-- time: 3s -->\n -> \n": 4,
		"[p, q] -> [p, q, r]":                     4,
		"---\n\n# b -> # b":                       0, // Without any break, slides begin at headings.
		"\n# b -> \n\n# b":                        0,
	} {
		checkItself(t, strings.Replace(src, "1s", "60s", 1), change, line)
	}
}

// checkItself makes a change where a time of a minute was wanted for the first slide. The law has
// to name the line of a slide, or to hold when it is 0.
func checkItself(t *testing.T, src, change string, line int) {
	t.Helper()
	from, to, _ := strings.Cut(change, " -> ")
	text := strings.Replace(src, from, to, 1)
	if text == src {
		t.Fatalf("%q changes nothing", change)
	}
	o := markdown.Options{Name: "deck.md"}
	d, err := markdown.ParseAll([]byte(src), o)
	if err != nil {
		t.Fatal(err)
	}
	w := &timeSetter{deck: d, phase: "p", times: map[int]time.Duration{0: time.Minute}}
	var got deck.Diagnostic
	errors.As(w.check([]byte(text), o), &got)
	if got.Pos.Line != line {
		t.Errorf("%q gives %v, want a refusal at line %d", change, got, line)
	}
}

func TestDiff(t *testing.T) {
	text := []byte("1\n2\n3\n4\nnew \x1b[1m\tlast\n\n7\n8\n9\n10\n11\nnew\n")
	e := Edited{Text: text, Changes: []Change{
		{Line: 3, Old: []string{"old\x07"}, New: []string{"3", "4"}},
		{Line: 4, Old: []string{"a", "b"}, New: []string{"new \x1b[1m\tlast"}},
		{Line: 12, New: []string{"new"}},
	}}
	const want = "--- my deck.md\n+++ my deck.md\n" +
		"@@ -1,7 +1,7 @@\n 1\n 2\n-old\n+3\n+4\n-a\n-b\n+new  last\n \n 7\n" +
		"@@ -10,2 +10,3 @@\n 10\n 11\n+new\n"
	if got := e.Diff("my\ndeck.md"); got != want {
		t.Errorf("the diff is\n%s\nwant\n%s", got, want)
	}
	if got := (Edited{Text: text}).Diff("deck.md"); got != "" {
		t.Errorf("the diff of nothing is %q", got)
	}
}

// A time in every one of many slides costs no more for each than in a few.
func TestSetTimesInLongDecks(t *testing.T) {
	cost := func(slides int) float64 {
		src, times := manySlides(slides), timesFor(slides, ^uint64(0), time.Minute)
		return testing.AllocsPerRun(1, func() {
			if got, err := SetTimes(src, markdown.Options{Name: "deck.md"}, "", times); err != nil || len(got.Changes) < slides-1 {
				t.Fatalf("%d changes, %v", len(got.Changes), err)
			}
		})
	}
	if few, many := cost(30), cost(600); many > 25*few {
		t.Errorf("%v allocations for 600 slides, after %v for 30", many, few)
	}
}

func BenchmarkSetTimes300(b *testing.B) {
	src, times := manySlides(300), timesFor(300, ^uint64(0), time.Minute)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := SetTimes(src, markdown.Options{Name: "deck.md"}, "", times); err != nil {
			b.Fatal(err)
		}
	}
}

// manySlides is a deck of slides with times and notes.
func manySlides(n int) []byte {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "# Slide %d\n\n<!-- pause -->\n\n**Words**\n\n<!--\ntime: 1m30s\nnotes: |\n  Say them.\n-->\n\n---\n\n", i)
	}
	return []byte(b.String())
}
