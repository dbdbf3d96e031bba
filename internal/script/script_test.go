package script_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/internal/script"
	"github.com/westandtogether-assembly/assembly/slides"
	"github.com/westandtogether-assembly/assembly/slides/rules"
)

var update = flag.Bool("update", false, "write the golden files anew") //nolint:gochecknoglobals // A flag of the test.

func parse(t testing.TB, source string) *deck.Deck {
	t.Helper()
	d, err := markdown.Parse([]byte(source), markdown.Options{Name: "test.md", Files: slides.Files()})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func options(phase string) script.Options {
	return script.Options{
		Phase: phase, Statement: slides.Statement, Preflight: slides.Preflight(),
		Date: time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC),
	}
}

// documents are all that is made of the built-in deck in a phase.
func documents(t testing.TB, phase string) []*script.Document {
	t.Helper()
	d, o := parse(t, string(slides.Builtin())), options(phase)
	large := o
	large.Large = true
	return []*script.Document{
		script.Of(d, o), script.Of(d, large), script.Cards(d, o), script.Brief(d, o), script.Checklist(d, o), script.FollowUp(d, o),
	}
}

func written(t testing.TB, write func(*bytes.Buffer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func htmlOf(t testing.TB, doc *script.Document) string {
	return written(t, func(b *bytes.Buffer) error { return doc.HTML(b) })
}

func textOf(t testing.TB, doc *script.Document) string {
	return written(t, func(b *bytes.Buffer) error { return doc.Text(b) })
}

func markdownOf(t testing.TB, doc *script.Document) string {
	return written(t, func(b *bytes.Buffer) error { return doc.Markdown(b) })
}

func pdfOf(t testing.TB, doc *script.Document) string {
	return written(t, func(b *bytes.Buffer) error {
		missing, err := doc.PDF(b, script.Fonts{})
		if err == nil && missing != nil {
			err = fmt.Errorf("missing: %q", missing)
		}
		return err
	})
}

var (
	tags  = regexp.MustCompile(`<[^>]*>`)
	css   = regexp.MustCompile(`(?s)<title>.*</style>`)
	marks = regexp.MustCompile(`\\([\\` + "`" + `*_\[\]<>&|~$!#+=:.)-])|\*\*`)
)

// read is what a person reads of the document in each format.
func read(t testing.TB, doc *script.Document) map[string]string {
	t.Helper()
	out := map[string]string{"text": textOf(t, doc)}
	page := strings.NewReplacer("</span> <strong>", " \n", "</li>", "\n", "</p>", "\n", "</h1>", "\n", "</h2>", "\n", "</h3>", "\n", "</dd>", "\n").
		Replace(css.ReplaceAllString(htmlOf(t, doc), ""))
	out["html"] = html.UnescapeString(tags.ReplaceAllString(page, ""))
	out["markdown"] = marks.ReplaceAllString(markdownOf(t, doc), "$1")
	if text, ok := pdfText(t, doc); ok {
		out["pdf"] = text
	}
	return out
}

// tool runs a program on a file with some content.
func tool(t testing.TB, content string, name string, args ...string) (string, bool) {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Logf("not looked at with %s, which is not installed", name)
		return "", false
	}
	file := filepath.Join(t.TempDir(), "in.html") // A browser goes by the ending, other programs do not.
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	for i, a := range args {
		args[i] = strings.ReplaceAll(a, "FILE", file)
	}
	out, err := exec.CommandContext(t.Context(), name, args...).Output()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return string(out), true
}

var foot = regexp.MustCompile(`(?m)^.*(Page|Card) \d+ of \d+$|^Slide \d+, continued$|\f`)

func pdfText(t testing.TB, doc *script.Document) (string, bool) {
	t.Helper()
	text, ok := tool(t, pdfOf(t, doc), "pdftotext", "-layout", "FILE", "-")
	return foot.ReplaceAllString(text, ""), ok
}

// reading is what is read of a document in a format.
type reading struct {
	phase, format, text string
	doc                 *script.Document
}

// everyText is what is read of every document in every format.
func everyText(t *testing.T) []reading {
	t.Helper()
	var out []reading
	for _, phase := range []string{"primary", "secondary"} {
		for _, doc := range documents(t, phase) {
			for format, text := range read(t, doc) {
				out = append(out, reading{phase, format, text, doc})
			}
		}
	}
	return out
}

// Every document keeps to these rules in every format. All are read once for all rules, as that takes most of the time.
func TestEveryDocument(t *testing.T) {
	all := everyText(t)
	for name, check := range map[string]func(reading) error{
		"words": wordsKeepToTheRules, "statement": statementOnce, "voices and numbers": voicesAndNumbers,
		"lines": linesAreShort, "capitals and italics": func(r reading) error { return noCapitalsAndNoItalics(r, htmlOf(t, r.doc)) },
	} {
		t.Run(name, func(t *testing.T) {
			for _, r := range all {
				if err := check(r); err != nil {
					t.Errorf("%s, %s, large %v, %s: %v", r.doc.Kind, r.phase, r.doc.Large, r.format, err)
				}
			}
		})
	}
}

// wordsKeepToTheRules: the rules of the words hold in every document and format.
func wordsKeepToTheRules(r reading) error {
	victims := rules.VictimsSecondary
	if r.phase == "primary" {
		victims = rules.Victims
	}
	rest := rules.WithoutLetter(rules.WithoutStatement(r.text))
	return errors.Join(rules.Statement(r.text), rules.Shown(rest), victims(rest), rules.Suspicious(rest))
}

func statementOnce(r reading) error {
	if n := strings.Count(rules.Flat(r.text), slides.Statement); n != 1 {
		return fmt.Errorf("the statement is there %d times", n)
	}
	return nil
}

func voicesAndNumbers(r reading) error {
	text := r.text
	switch r.doc.Kind {
	case "Script", "Cards":
		if r.format == "html" {
			text = strings.ReplaceAll(text, "\n\n", "\n")
		}
		return errors.Join(rules.Voices(text), rules.Closing(text))
	case "Follow-up in class":
		for _, n := range []string{"101", "0800 789 321", "999", "0800 1111"} {
			if !strings.Contains(text, n) {
				return fmt.Errorf("no %s", n)
			}
		}
	}
	return nil
}

// Each block of notes has exactly one label, and what is not a note has none.
func TestOneLabelEach(t *testing.T) {
	labels := []string{rules.LetterLabel, rules.GuidanceLabel}
	notes := 0
	for _, phase := range []string{"primary", "secondary"} {
		for _, doc := range documents(t, phase) {
			for s := range doc.Sections {
				for _, p := range s.Parts {
					heading := s.Title + " " + p.Title
					found := 0
					for _, l := range labels {
						found += strings.Count(heading, "("+l+")")
					}
					switch {
					case p.Voice != "" && (found != 1 || !slices.Contains(labels, p.Voice) || !strings.Contains(heading, "("+p.Voice+")")):
						t.Errorf("%s: %q has the voice %q", doc.Kind, heading, p.Voice)
					case p.Voice == "" && found != 0:
						t.Errorf("%s: %q has a label and is no note", doc.Kind, heading)
					case p.Voice != "":
						notes++
					}
				}
			}
		}
	}
	if notes < 60 {
		t.Errorf("saw %d blocks of notes", notes)
	}
}

// What stands under a label is that voice's.
func TestVoicesAreTrue(t *testing.T) {
	for _, phase := range []string{"primary", "secondary"} {
		for _, doc := range documents(t, phase) {
			for s := range doc.Sections {
				for _, p := range s.Parts {
					for _, b := range p.Blocks {
						ofLetter := rules.Quotation(b.Text()) == nil
						if p.Voice == rules.LetterLabel && !ofLetter || p.Voice == rules.GuidanceLabel && ofLetter && len(b.Text()) > 20 && b.Kind != script.Direction {
							t.Errorf("%s: under %q stands %q", doc.Kind, p.Voice, b.Text())
						}
					}
				}
			}
		}
	}
}

func TestGoldens(t *testing.T) {
	doc := documents(t, "primary")[0]
	for name, got := range map[string]string{"script.html": htmlOf(t, doc), "script.txt": textOf(t, doc), "script.md": markdownOf(t, doc)} {
		file := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != strings.ReplaceAll(string(want), "\r\n", "\n") {
			t.Errorf("%s has changed; run go test ./internal/script -update and look at the difference", name)
		}
	}
}

func TestSameBytes(t *testing.T) {
	for _, write := range []func(testing.TB, *script.Document) string{htmlOf, textOf, markdownOf, pdfOf} {
		once, again := write(t, documents(t, "primary")[0]), write(t, documents(t, "primary")[0])
		if once != again {
			t.Error("the same deck gives other bytes")
		}
	}
}
