package edit

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
)

// TestTextFiles edits the deck of each testdata/text/*.txtar. A case is a file that is named by the slide's
// number, its phase or - and notes or words. Its lines are "old => new", with \n for a line end; one with
// nothing before the arrow is a whole new text. What is read before follows it, and then a diff or an error.
func TestTextFiles(t *testing.T) {
	names, err := filepath.Glob("testdata/text/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no test files", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) { testTextFile(t, name) })
	}
}

func testTextFile(t *testing.T, name string) {
	a, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	source, out := a.Files[0].Data, a.Files[:1:1]
	for _, f := range a.Files[1:] {
		if strings.Contains(f.Name, " ") {
			out = append(out, f)
			out = append(out, textCase(t, source, f)...)
		}
	}
	got := txtar.Format(&txtar.Archive{Comment: a.Comment, Files: out})
	want := txtar.Format(a)
	if screentest.Updating() {
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if string(got) != string(want) {
		t.Errorf("%s", diff.Diff("want", want, "got", got))
	}
}

// textCase makes one edit.
func textCase(t *testing.T, source []byte, f txtar.File) []txtar.File {
	t.Helper()
	part := strings.Fields(f.Name)
	number, err := strconv.Atoi(part[0])
	if err != nil {
		t.Fatal(err)
	}
	phase, words := strings.Trim(part[1], "-"), part[2] == "words"
	read, err := Read(source, markdown.Options{Name: "deck.md"}, number-1, phase)
	if err != nil {
		t.Fatal(err)
	}
	was := read.Notes
	if words {
		was = read.Words
	}
	text, err := setText(source, number-1, phase, words, changed(was, string(f.Data)))
	shown := was + "\n"
	if read.Shared && !words {
		shown += "(shared)\n"
	}
	if err != nil {
		return []txtar.File{{Name: "read", Data: []byte(shown)}, {Name: "error", Data: []byte(err.Error() + "\n")}}
	}
	return []txtar.File{{Name: "read", Data: []byte(shown)}, {Name: "diff", Data: diff.Diff("was", source, "now", text)}}
}

// changed is a text with what a case says in it.
func changed(text, how string) string {
	for line := range strings.Lines(how) {
		from, to, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "=>")
		from, to = strings.TrimSpace(from), strings.ReplaceAll(strings.TrimPrefix(to, " "), `\n`, "\n")
		if from == "" {
			text = to
			continue
		}
		text = strings.Replace(text, strings.ReplaceAll(from, `\n`, "\n"), to, 1)
	}
	return text
}

func setText(source []byte, slide int, phase string, words bool, text string) ([]byte, error) {
	o := markdown.Options{Name: "deck.md"}
	if words {
		return SetWords(source, o, slide, text)
	}
	return SetNotes(source, o, slide, phase, text)
}

// What a text file cannot show well is tested here, to the byte.
func TestTextKeepsBytes(t *testing.T) {
	for name, c := range map[string]struct{ src, notes, words, want string }{
		"crlf":              {"# a\r\n<!--\r\nnotes: |\r\n  one\r\n  two \r\n-->\r\n", "one\nmore\ntwo", "# b\n\nc", "# b\r\n\r\nc\r\n<!--\r\nnotes: |\r\n  one\r\n  more\r\n  two \r\n-->\r\n"},
		"crlf, a new one":   {"# a\r\n\r\n---\r\n\r\n# b", "one\ntwo", "", "# a\r\n\r\n<!--\r\nnotes: |\r\n  one\r\n  two\r\n-->\r\n\r\n---\r\n\r\n# b"},
		"cr":                {"# a\r\r<!-- one -->\r", "two\nlines", "", "# a\r\r<!-- two\rlines -->\r"},
		"mark":              {"\ufeff# a\n\n<!-- one -->", "two", "# é", "\ufeff# é\n\n<!-- two -->"},
		"mark and notes":    {"\ufeff<!-- one -->\n# a", "two", "", "\ufeff<!-- two -->\n# a"},
		"never shown":       {"# a\x01\n\n<!--\nnotes: |\n  o\x1b[1mne\n  t\u2028wo\n-->\n", "one\nmore\nt wo", "", "# a\x01\n\n<!--\nnotes: |\n  o\x1b[1mne\n  more\n  t\u2028wo\n-->\n"},
		"no last line end":  {"# a\n???\none", "one\ntwo", "", "# a\n???\none\ntwo"},
		"last line removed": {"# a\n???\none\ntwo", "one", "", "# a\n???\none"},
		"tabs stay":         {"# a\n\n<!--\none\ttwo\nthree\n-->", "one    two\n3", "", "# a\n\n<!--\none\ttwo\n3\n-->"},
		"blank lines stay":  {"# a\n\n<!--\nnotes: |\n\n  one\n    \n  two\n\n-->", "one\n\n3", "", "# a\n\n<!--\nnotes: |\n\n  one\n    \n  3\n\n-->"},
		"paste of Windows":  {"# a\n\n<!-- one -->", "one\r\ntwo\r\n", "", "# a\n\n<!-- one\ntwo -->"},
	} {
		text, err := setText([]byte(c.src), 0, "", false, c.notes)
		if err == nil && c.words != "" {
			text, err = setText(text, 0, "", true, c.words)
		}
		if err != nil || string(text) != c.want {
			t.Errorf("%s: %q becomes\n%q, %v, want\n%q", name, c.src, text, err, c.want)
		}
	}
}

// In the decks of all tests, with each kind of line end, notes are written within their slide and nowhere
// else, and what is written is what is read.
func TestTextInTestDecks(t *testing.T) {
	done := 0
	for i, src := range timedDecks(t) {
		for _, end := range lineEnds(i) {
			done += notesEverywhere(t, []byte(strings.ReplaceAll(string(src), "\n", end)))
		}
	}
	if done < 200 {
		t.Errorf("only %d notes were written, so this test sees too little", done)
	}
}

// notesEverywhere adds a note to each slide of a deck that may be no deck.
func notesEverywhere(t *testing.T, src []byte) (done int) {
	t.Helper()
	o := markdown.Options{Name: "deck.md", Files: beside()}
	s, err := markdown.Locate(src, o)
	if err != nil {
		return 0
	}
	phase := strings.Join(s.Deck.Meta.Phases[:min(1, len(s.Deck.Meta.Phases))], "")
	for i := range s.Deck.Len() {
		was := textOf(s, i, phase)
		if same, err := SetNotes(src, o, i, phase, was.Notes); err != nil || string(same) != string(src) {
			t.Errorf("slide %d of %q: its own notes, %q, change it to %q, %v", i+1, src, was.Notes, same, err)
		}
		text, err := SetNotes(src, o, i, phase, was.Notes+"\n\nA note: --> more.")
		if err != nil {
			continue
		}
		done++
		now, err := Read(text, o, i, phase)
		if err != nil || !strings.HasSuffix(now.Notes, "A note: --> more.") {
			t.Errorf("slide %d of %q: %q is read back, %v", i+1, src, now.Notes, err)
		}
		within(t, s, i, src, text)
	}
	return done
}

// within makes sure that two sources differ only in one slide.
func within(t *testing.T, s *markdown.Source, i int, src, text []byte) {
	t.Helper()
	old, now := rawLines(src), rawLines(text)
	from := 0
	for from < min(len(old), len(now)) && old[from] == now[from] {
		from++
	}
	to := 0
	for to < min(len(old), len(now))-from && old[len(old)-1-to] == now[len(now)-1-to] {
		to++
	}
	first, last := s.Extent(i)
	if from+1 < first.Line || len(old)-to > last.Line+1 {
		t.Errorf("slide %d of %q, lines %d to %d: lines %d to %d are changed: %q", i+1, src, first.Line, last.Line, from+1, len(old)-to, text)
	}
}

// The laws of SetNotes and SetWords have to see whatever an edit may do amiss.
func TestTextChecksItself(t *testing.T) {
	const src = "---\nphases: [p, q]\n---\n# a\n<!--\ntime: 9s\nnotes:\n  p: |\n    one\n  q: |\n    two\n-->\n\n---\n\n# b\n\n<!-- three -->\n"
	w, err := newWriter([]byte(src), markdown.Options{Name: "deck.md"}, 0, "p")
	if err != nil {
		t.Fatal(err)
	}
	for change, holds := range map[string]struct{ notes, words bool }{
		"one -> ONE": {true, false},
		"# a -> # A": {false, true},
		"one\n  q: |\n    two -> ONE\n  q: |\n    TWO": {},
		"# a\n<!--\ntime: 9s -> # A\n<!--\ntime: 8s":   {},
		"two -> TWO":               {},
		"one -> ONE\n    more":     {},
		"9s -> 10s":                {},
		"# b -> # c":               {},
		"three -> four":            {},
		"[p, q] -> [p, q, r]":      {},
		"# b -> # b\n\n---\n\n# c": {},
		"time: 9s -> time: soon":   {},
	} {
		from, to, _ := strings.Cut(change, " -> ")
		text := []byte(strings.Replace(src, from, to, 1))
		notes, words := w.checkNotes(text, []string{"ONE"}), w.checkWords(text, []string{"# A"})
		if (notes == nil) != holds.notes || (words == nil) != holds.words {
			t.Errorf("%q gives %v for the notes and %v for the words", change, notes, words)
		}
	}
}

// A slide that another file brings in is changed there, and the deck's own slides here.
func TestSlidesOfOtherFiles(t *testing.T) {
	const src = "---\ntheme: seriph\n---\n\n# A\n\n<v-click>\n\nB\n\n</v-click>\n\n---\nsrc: b.md\n---\n\n---\n\n# D\n\ntext\n"
	o := markdown.Options{Name: "deck.md", Files: fstest.MapFS{"b.md": {Data: []byte("# C\n")}}}
	if _, err := Read([]byte(src), o, 1, ""); err == nil || !strings.Contains(err.Error(), "b.md:1: this slide comes from another file") {
		t.Errorf("reading it gives %v", err)
	}
	if _, err := SetTimes([]byte(src), o, "", map[int]time.Duration{1: time.Minute}); err == nil {
		t.Error("its time was set")
	}
	if _, err := SetWords([]byte(src), o, 0, "# A\n\nother"); err == nil || !strings.Contains(err.Error(), "written for another tool") {
		t.Errorf("words with marks of another tool give %v", err)
	}
	got, err := SetWords([]byte(src), o, 2, "# D\n\nother text")
	if want := strings.Replace(src, "\ntext\n", "\nother text\n", 1); err != nil || string(got) != want {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
	got, err = SetNotes([]byte(src), o, 2, "", "Say it.")
	if want := src + "\n<!--\nnotes: |\n  Say it.\n-->\n"; err != nil || string(got) != want {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
}
