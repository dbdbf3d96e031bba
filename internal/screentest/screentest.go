// Package screentest is the one way in which this program's screens are tested. Only tests import
// it.
//
// There are three ways to say what a screen must look like. The shortest is the best that does:
//
//   - A few words. A Session presses keys, lets time pass and reads the screen:
//
//     s := screentest.Open(model, clock, 80, 24)
//     s.Press("pgdown pgdown T")
//     s.Sees(t, "Hatred is always wrong")
//
//   - A small screen, spelled out in the test, each row between bars:
//
//     screentest.Rows(t, frame.Grid, `
//     |      Tell someone      |
//     |  101 Police            |
//     |  999 Emergency         |`)
//
//   - A whole screen, kept in testdata. `go test ./internal/render -update` writes it anew; read
//     the difference before it is committed. A Book keeps many screens in one file:
//
//     book := screentest.Read(t, "closing")
//     book.Check("80x24", screentest.Text(frame.Grid, palette))
//
// Text writes a screen with its colours. Behind a row, past a bar where the screen ends, stand the
// roles that its cells have in the palette, each with its first column unless it is the only one:
// "|strong.bold" or "|quiet@4 strong@6". A row in plain ink has none. Half blocks are written as
// the picture that they make, whichever of the two colours of a cell makes it.
package screentest

import (
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// update is the one flag of all packages for writing what tests keep in testdata.
var update = flag.Bool("update", false, "write the expected output in testdata anew") //nolint:gochecknoglobals // A flag is one.

// Updating reports whether expected output is to be written anew.
func Updating() bool { return *update }

// Golden compares text with the file testdata/name.txt, or writes it there.
func Golden(t testing.TB, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".txt")
	if Updating() {
		write(t, file, got)
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	compare(t, file, got, string(want))
}

// Rows compares a grid with rows that are spelled out, each between bars. The grid has to be
// exactly as large.
func Rows(t testing.TB, g *cell.Grid, want string) {
	t.Helper()
	var rows []string
	for line := range strings.SplitSeq(strings.Trim(want, "\n\t"), "\n") {
		rows = append(rows, strings.TrimLeft(line, "\t "))
	}
	got := make([]string, g.H)
	for y := range got {
		got[y] = "|" + text(g, y) + "|"
	}
	compare(t, "the screen", strings.Join(got, "\n")+"\n", strings.Join(rows, "\n")+"\n")
}

// Book is screens that are kept in one file.
type Book struct {
	t    testing.TB
	file string
	want map[string]string
	got  strings.Builder
	seen map[string]bool
}

// Read opens the book testdata/name.txt. When the test ends it is written, where that is asked
// for; otherwise each of its screens has to have been checked.
func Read(t testing.TB, name string) *Book {
	t.Helper()
	b := &Book{t: t, file: filepath.Join("testdata", name+".txt"), seen: map[string]bool{}}
	text, err := os.ReadFile(b.file)
	if err != nil && !(Updating() && errors.Is(err, fs.ErrNotExist)) {
		t.Fatal(err)
	}
	b.want = pages(string(text))
	t.Cleanup(b.close)
	return b
}

// pages are the texts of a book, each behind a line "=== name".
func pages(text string) map[string]string {
	out := map[string]string{}
	for page := range strings.SplitSeq("\n"+strings.TrimSuffix(text, "\n"), "\n"+mark) {
		if name, body, ok := strings.Cut(page, "\n"); ok && name != "" {
			out[name] = body + "\n"
		}
	}
	return out
}

const mark = "=== "

// Want is the screen of a name in the book, with its line break; "" where there is none.
func (b *Book) Want(name string) string { return b.want[name] }

// Check compares a screen, which ends in a line break, with the one of that name in the book.
func (b *Book) Check(name, got string) {
	b.t.Helper()
	if b.seen[name] {
		b.t.Errorf("%s: %s is checked twice", b.file, name)
	}
	b.seen[name] = true
	b.got.WriteString(mark + name + "\n" + got)
	if !Updating() {
		compare(b.t, b.file+": "+name, got, b.want[name])
	}
}

func (b *Book) close() {
	if b.t.Skipped() {
		return
	}
	if Updating() && !b.t.Failed() {
		write(b.t, b.file, b.got.String())
		return
	}
	for name := range b.want {
		if !b.seen[name] && !b.t.Failed() && !Updating() {
			b.t.Errorf("%s: %s is no longer drawn; run with -update", b.file, name)
		}
	}
}

func write(t testing.TB, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// compare shows all that was drawn, and marks the lines that are not as expected.
func compare(t testing.TB, what, got, want string) {
	t.Helper()
	if got == want {
		return
	}
	expected := strings.Split(want, "\n")
	var b strings.Builder
	for i, line := range strings.Split(got, "\n") {
		same := i < len(expected) && expected[i] == line
		lead := "  "
		if !same {
			lead = "> "
		}
		b.WriteString(lead + strings.ReplaceAll(line, "\x1b", "␛") + "\n")
		if !same && i < len(expected) {
			b.WriteString("- " + expected[i] + "\n")
		}
	}
	t.Errorf("%s differs; if that is meant, run with -update and read the difference. Got, with > where it differs and - for what was expected:\n%s", what, b.String())
}
