package script_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/script"
	"github.com/westandtogether-assembly/assembly/slides"
)

// The rules of print.

const longest = 66

func linesAreShort(r reading) error {
	if r.format != "text" {
		return nil
	}
	for _, l := range strings.Split(r.text, "\n") {
		if cell.Width(l) > longest {
			return fmt.Errorf("a line of %d columns: %q", cell.Width(l), l)
		}
	}
	return nil
}

// place is a word's place in a PDF.
type place struct {
	page           int
	x, y, far, end float64
	word           string
}

var (
	wordPlace = regexp.MustCompile(`<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*)</word>`)
	entities  = strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">", "&quot;", `"`, "&apos;", "'")
)

func places(t *testing.T, pdf string) []place {
	t.Helper()
	text, ok := tool(t, pdf, "pdftotext", "-bbox", "FILE", "-")
	if !ok {
		t.Skip("pdftotext is not installed")
	}
	var out []place
	page := 0
	for _, l := range strings.Split(text, "\n") {
		if strings.Contains(l, "<page ") {
			page++
		}
		if m := wordPlace.FindStringSubmatch(l); m != nil {
			var v [4]float64
			for i := range v {
				v[i], _ = strconv.ParseFloat(m[i+1], 64)
			}
			out = append(out, place{page, v[0], v[1], v[2], v[3], entities.Replace(m[5])})
		}
	}
	return out
}

// lines puts words on one line together.
func lines(all []place) [][]place {
	var out [][]place
	for _, w := range all {
		last := len(out) - 1
		if last >= 0 && out[last][0].page == w.page && near(out[last][0].end, w.end, 4) {
			out[last] = append(out[last], w)
			continue
		}
		out = append(out, []place{w})
	}
	return out
}

func near(a, b, by float64) bool { return a-b < by && b-a < by }

func TestPagesArePrintedToTheRules(t *testing.T) {
	for _, doc := range documents(t, "secondary") {
		size := 14.0
		if doc.Large {
			size = 18
		}
		width, height := 595.28, 841.89
		if doc.Cards {
			width, height = 297.64, 419.53
		}
		pdf := pdfOf(t, doc)
		for _, line := range lines(places(t, pdf)) {
			var words []string
			for _, w := range line {
				words = append(words, w.word)
				if w.x < 20 || w.far > width-20 || w.y < 20 || w.end > height-10 {
					t.Errorf("%s, page %d: %q stands at the edge", doc.Kind, w.page, w.word)
				}
				if !doc.Cards && w.y < height-50 && w.far > width-85 && !doc.Wide && !doc.Large {
					t.Errorf("%s, page %d: %q stands where there is room for handwriting", doc.Kind, w.page, w.word)
				}
			}
			if text := strings.Join(words, " "); utf8.RuneCountInString(text) > longest+len("• ") && line[0].y < height-50 {
				t.Errorf("%s: a line of %d characters: %q", doc.Kind, utf8.RuneCountInString(text), text)
			}
		}
		checkSizes(t, doc, pdf, size)
	}
}

var textMatrix = regexp.MustCompile(`(?m)^([\d.]+) 0 0 ([\d.]+) [\d.]+ [\d.]+ Tm`)

// checkSizes looks at the size of all text in a PDF.
func checkSizes(t *testing.T, doc *script.Document, pdf string, least float64) {
	t.Helper()
	raw, ok := tool(t, pdf, "qpdf", "--qdf", "--stream-data=uncompress", "FILE", "-")
	if !ok {
		return
	}
	all := textMatrix.FindAllStringSubmatch(raw, -1)
	body := 0
	for _, m := range all {
		v, _ := strconv.ParseFloat(m[2], 64)
		if v < least-0.01 {
			t.Errorf("%s: text of %v points", doc.Kind, v)
		}
		if near(v, least, 0.01) {
			body++
		}
	}
	if body < len(all)/2 || body == 0 {
		t.Errorf("%s: %d of %d pieces of text are of %v points", doc.Kind, body, len(all), least)
	}
}

func TestLineSpacing(t *testing.T) {
	const want = 14 * 1.5
	var pitches []float64
	all := lines(places(t, pdfOf(t, documents(t, "primary")[0])))
	for i := 1; i < len(all); i++ {
		if all[i][0].page == all[i-1][0].page && near(all[i][0].x, all[i-1][0].x, 0.5) && all[i][0].end < 790 {
			pitches = append(pitches, all[i][0].end-all[i-1][0].end)
		}
	}
	as := 0
	for _, p := range pitches {
		if near(p, want, 0.1) {
			as++
		} else if p < want {
			t.Errorf("from line to line it is %v points, want %v", p, want)
		}
	}
	if as < 60 {
		t.Errorf("%d of %d lines are %v points below the one above", as, len(pitches), want)
	}
}

func TestPageNumbersAndRunningTime(t *testing.T) {
	text, ok := tool(t, pdfOf(t, documents(t, "primary")[0]), "pdftotext", "-layout", "FILE", "-")
	if !ok {
		t.Skip("pdftotext is not installed")
	}
	pages := strings.Split(strings.TrimSuffix(text, "\f"), "\f")
	for i, page := range pages {
		if want := fmt.Sprintf("Page %d of %d", i+1, len(pages)); !strings.Contains(page, want) {
			t.Errorf("page %d does not say %q", i+1, want)
		}
	}
	last := pages[len(pages)-1]
	if by := "By the end of this page: 10:30"; !strings.Contains(pages[len(pages)-2], by) || strings.Contains(last, "By the end") || !strings.Contains(last, "0800 789 321") || strings.Contains(last, "SAY") {
		t.Errorf("the last page is %q", last)
	}
}

var (
	capitals = regexp.MustCompile(`\b\p{Lu}{2,}\b`)
	allowed  = strings.Fields("SAY DO NOT PAUSE WAIT NEXT STEP SLIDE SILENCE END NPCC ACT") //nolint:gochecknoglobals // A list.
)

func noCapitalsAndNoItalics(r reading, page string) error {
	var errs []error
	for _, word := range capitals.FindAllString(r.text, -1) {
		if !slices.Contains(allowed, word) {
			errs = append(errs, fmt.Errorf("block capitals: %q", word))
		}
	}
	for _, bad := range []string{"<em", "<i>", "italic", "uppercase", "small-caps", "oblique"} {
		if strings.Contains(page, bad) {
			errs = append(errs, fmt.Errorf("HTML has %q", bad))
		}
	}
	return errors.Join(errs...)
}

func TestHTMLStandsAlone(t *testing.T) {
	for _, doc := range documents(t, "primary") {
		page := htmlOf(t, doc)
		for _, bad := range []string{"http", "<script", "<link", "@import", "url(", "src=\"/", "onload"} {
			if strings.Contains(strings.ToLower(page), bad) {
				t.Errorf("%s: HTML has %q", doc.Kind, bad)
			}
		}
		for _, want := range []string{"<!DOCTYPE html>", `<html lang="en-GB">`, `<meta charset="utf-8">`, "<main>", "<h1", "size: ", `counter(page) " of " counter(pages)`, "/1.5 Arial"} {
			if !strings.Contains(strings.ReplaceAll(page, "var(--spacing)", "1.5"), want) {
				t.Errorf("%s: HTML lacks %q", doc.Kind, want)
			}
		}
		checkHeadings(t, page)
	}
}

var heading = regexp.MustCompile(`<h(\d)`)

// checkHeadings reports a level that is left out.
func checkHeadings(t *testing.T, page string) {
	t.Helper()
	before := 0
	for i, m := range heading.FindAllStringSubmatch(page, -1) {
		level, _ := strconv.Atoi(m[1])
		if i == 0 && level != 1 || level > before+1 {
			t.Errorf("a heading of level %d follows one of level %d", level, before)
		}
		before = level
	}
}

func TestSizesOfHTML(t *testing.T) {
	for i, want := range []string{"--size: 14pt", "--size: 18pt"} {
		if page := htmlOf(t, documents(t, "primary")[i]); !strings.Contains(page, want) {
			t.Errorf("HTML lacks %q", want)
		}
	}
}

// A sheet for colleagues is one page.
func TestSheetsAreOnePage(t *testing.T) {
	for _, phase := range []string{"primary", "secondary"} {
		d, o := parse(t, strings.Replace(string(slides.Builtin()), "phases:", "finish: \"09:15\"\nphases:", 1)), options(phase)
		o.For = "Anna Bell"
		for _, doc := range append(documents(t, phase)[3:], script.Brief(d, o), script.Checklist(d, o), script.FollowUp(d, o)) {
			info, ok := tool(t, pdfOf(t, doc), "pdfinfo", "FILE")
			if ok && !regexp.MustCompile(`Pages: +1\n`).MatchString(info) {
				t.Errorf("%s, %s: %s", doc.Kind, phase, info)
			}
		}
	}
}

// A browser makes a tagged PDF of the page, with one slide on each page where it fits. What makes it do so is in the
// golden page.
func TestHTMLInABrowser(t *testing.T) {
	if os.Getenv("CI_LONG") != "1" {
		t.Skip("a browser is slow to start: set CI_LONG=1")
	}
	dir := t.TempDir()
	out := filepath.Join(dir, "out.pdf")
	_, ok := tool(t, htmlOf(t, documents(t, "secondary")[0]), "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
		"--no-first-run", "--disable-background-networking", "--user-data-dir="+dir, "--no-pdf-header-footer", "--print-to-pdf="+out, "file://FILE")
	if !ok {
		t.Skip("chromium is not installed")
	}
	pdf, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(pdf, []byte("/StructTreeRoot")) {
		t.Error("the PDF is not tagged")
	}
	text, ok := tool(t, string(pdf), "pdftotext", "-layout", "FILE", "-")
	if !ok {
		t.Skip("pdftotext is not installed")
	}
	pages := strings.Split(strings.TrimSuffix(text, "\f"), "\f")
	for i, page := range pages {
		if n := strings.Count(page, "NEXT SLIDE\n"); n > 1 {
			t.Errorf("page %d has the ends of %d slides", i+1, n)
		}
		if !strings.Contains(page, fmt.Sprintf("Page %d of %d", i+1, len(pages))) {
			t.Errorf("page %d has no number", i+1)
		}
	}
	for l := range strings.Lines(text) {
		line := cueAhead.ReplaceAllString(strings.TrimSpace(l), "")
		if utf8.RuneCountInString(line) > longest && !strings.Contains(line, "Page ") {
			t.Errorf("a line of %d characters: %q", utf8.RuneCountInString(line), line)
		}
	}
	if last := pages[len(pages)-1]; !strings.Contains(last, "0800 789 321") || strings.Contains(last, "SAY") || len(pages) != 10 {
		t.Errorf("there are %d pages, and the last one is %q", len(pages), last)
	}
}

var cueAhead = regexp.MustCompile(`^(SAY|DO|PAUSE) +`)

// Where letters are narrow, more of them would go into the width of a line than a reader can follow.
func TestNarrowLettersAreNotMoreToALine(t *testing.T) {
	source := "# A\n\n<!--\nnotes: " + strings.Repeat("till ill lilt it fill jilt ", 30) + "\n-->\n"
	for _, line := range lines(places(t, pdfOf(t, script.Of(parse(t, source), script.Options{})))) {
		n := -1
		for _, w := range line {
			n += 1 + utf8.RuneCountInString(strings.TrimPrefix(w.word, "SAY"))
		}
		if n > longest+1 {
			t.Errorf("a line of %d characters", n)
		}
	}
}

// The numbers have the last page to themselves, however much room there is on the one before.
func TestNumbersHaveAPage(t *testing.T) {
	source := "# A\n\n- Office: 01632 960123\n\n<!--\nlayout: closing\n-->\n"
	all := places(t, pdfOf(t, script.Of(parse(t, source), script.Options{})))
	if last := all[len(all)-1].page; last != 2 {
		t.Errorf("there are %d pages, want 2", last)
	}
	for _, w := range all {
		if w.page == 2 && w.word == "Numbers" {
			return
		}
	}
	t.Error("the numbers are not on the last page")
}

// However many words come before it, a telephone number is on one line of the page, also one with brackets.
func TestTelephoneNumbersAreWhole(t *testing.T) {
	var src strings.Builder
	for k := range 14 {
		src.WriteString("# Ring\n\n<!--\nnotes: |\n  Please" + strings.Repeat(" call", k) + " the office on (020) 7946 0018 or the **0800** 789 321 line.\n-->\n\n---\n\n")
	}
	doc := script.Of(parse(t, src.String()), options(""))
	text, ok := tool(t, pdfOf(t, doc), "pdftotext", "-layout", "FILE", "-")
	if !ok {
		return
	}
	for _, number := range []string{"(020) 7946 0018", "0800 789 321"} {
		if n := strings.Count(text, number); n < 14 {
			t.Errorf("%s is whole only %d times", number, n)
		}
	}
}
