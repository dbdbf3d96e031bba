package check_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/check"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/slides"
)

// The decks of testdata say themselves what is to be found in them: a line
//
//	<!-- comment: want: RULE "words of the finding" -->
//
// is about the line itself, and with want-2 or want+1 about a line above or below. In front matter and in settings the
// same stands behind a #. Nothing else may be found. A line "check: size=40x12 distance=9 phase=primary" sets options.

var (
	wantLine  = regexp.MustCompile(`want([+-]\d+)?: ([a-z-]+) "([^"]*)"`)
	checkLine = regexp.MustCompile(`check: (.*?)(?: -->)?$`)
)

// want is a finding that is to be found.
type want struct {
	line        int
	rule, words string
}

func TestRules(t *testing.T) {
	names, err := filepath.Glob("testdata/*.md")
	if err != nil || len(names) == 0 {
		t.Fatal("no decks", err)
	}
	seen := map[string]bool{}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			source, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			compare(t, wants(t, source), findings(t, name, source), seen)
		})
	}
	for _, r := range check.Rules() {
		if !seen[r.Name] && r.Name != "contrast" { // Every palette keeps it; see TestContrast.
			t.Errorf("no deck breaks the rule %s", r.Name)
		}
	}
}

// findings checks a deck with the options that it names.
func findings(t *testing.T, name string, source []byte) []check.Finding {
	t.Helper()
	d, err := markdown.Parse(source, markdown.Options{Name: filepath.Base(name), Files: os.DirFS("testdata")})
	if errs, ok := errors.AsType[markdown.Errors](err); ok {
		return check.Diagnostics(errs)
	}
	if err != nil {
		t.Fatal(err)
	}
	o := options(t, source)
	o.Source = source
	return check.Deck(d, o)
}

func options(t *testing.T, source []byte) (o check.Options) {
	t.Helper()
	for line := range strings.SplitSeq(string(source), "\n") {
		m := checkLine.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		for field := range strings.FieldsSeq(m[1]) {
			switch key, value, _ := strings.Cut(field, "="); key {
			case "size":
				var s check.Window
				if _, err := fmt.Sscanf(value, "%dx%d", &s.W, &s.H); err != nil {
					t.Fatal(err)
				}
				o.Windows = append(o.Windows, s)
			case "distance":
				o.Distance, _ = strconv.ParseFloat(value, 64)
			case "phase":
				o.Phases = append(o.Phases, value)
			}
		}
	}
	return o
}

func wants(t *testing.T, source []byte) (out []want) {
	t.Helper()
	for i, line := range bytes.Split(source, []byte("\n")) {
		for _, m := range wantLine.FindAllSubmatch(line, -1) {
			by, _ := strconv.Atoi(string(m[1]))
			out = append(out, want{i + 1 + by, string(m[2]), string(m[3])})
		}
	}
	return out
}

// compare holds what was found to what was to be found.
func compare(t *testing.T, wanted []want, got []check.Finding, seen map[string]bool) {
	t.Helper()
	for _, f := range got {
		seen[f.Rule] = true
		found := false
		for i, w := range wanted {
			if w.line == f.Pos.Line && w.rule == f.Rule && strings.Contains(f.String(), w.words) {
				wanted = append(wanted[:i:i], wanted[i+1:]...)
				found = true
				break
			}
		}
		if !found {
			t.Errorf("found too much: [%s] %s", f.Rule, f)
		}
	}
	for _, w := range wanted {
		t.Errorf("line %d: not found: %s %q", w.line, w.rule, w.words)
	}
}

// There is nothing to fix in the decks that the program comes with.
func TestBuiltInDecks(t *testing.T) {
	for _, name := range []string{slides.BuiltinName, slides.ShortName, slides.GuideName} {
		source, err := fs.ReadFile(slides.Files(), name)
		if err != nil {
			t.Fatal(err)
		}
		d, err := markdown.Parse(source, markdown.Options{Name: name, Files: slides.Files()})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range check.Deck(d, check.Options{Source: source}) {
			t.Errorf("[%s] %s", f.Rule, f)
		}
	}
}
