package pptx

import (
	"encoding/xml"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// office converts presentations with LibreOffice.
type office struct {
	dir string
}

func newOffice(t *testing.T) office {
	t.Helper()
	if os.Getenv("CI_LONG") != "1" {
		t.Skip("LibreOffice is slow to start: set CI_LONG=1")
	}
	needs(t, "soffice")
	return office{dir: t.TempDir()}
}

// LibreOffice makes its profile at its first start, which takes longer than what is tested: there is one for all.
func TestLibreOffice(t *testing.T) {
	o := newOffice(t)
	t.Run("pages", o.testPages)
	t.Run("notes and builds", o.testNotesAndBuilds)
	t.Run("baselines", o.testBaselines)
}

// needs skips a test where a tool that reads what LibreOffice makes is missing.
func needs(t *testing.T, tool string) {
	t.Helper()
	if _, err := exec.LookPath(tool); err != nil {
		t.Skipf("%s is not installed: what LibreOffice makes of the file is not checked", tool)
	}
}

// convert writes the presentation and has it converted; kind is the ending, maybe with a filter.
func (o office) convert(t *testing.T, data []byte, kind string) string {
	t.Helper()
	from := filepath.Join(o.dir, "deck.pptx")
	if err := os.WriteFile(from, data, 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, "soffice", "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(o.dir, "profile")),
		"--headless", "--convert-to", kind, "--outdir", o.dir, from)
	ending, _, _ := strings.Cut(kind, ":")
	return filepath.Join(o.dir, "deck."+ending)
}

func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

// shown are the words of a slide from left to right and from top to bottom, as they stand on the page.
func shown(s Slide) string {
	var words []string
	for _, item := range s.Items {
		if text, ok := item.(Text); ok {
			words = append(words, text.Bullet, text.words())
		}
	}
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}

func (o office) testPages(t *testing.T) {
	needs(t, "pdftotext")
	pdf := o.convert(t, write(t, sample(t)), "pdf")
	pages := strings.Split(strings.TrimSuffix(run(t, "pdftotext", "-layout", pdf, "-"), "\f"), "\f")
	visible := slices.DeleteFunc(slices.Collect(sample(t).Slides), func(s Slide) bool { return s.Hidden })
	if len(pages) != len(visible) {
		t.Fatalf("%d pages, want %d", len(pages), len(visible))
	}
	for i, s := range visible {
		got := strings.Join(strings.Fields(pages[i]), " ")
		if want := shown(s); got != want && !strings.Contains(want, arabic) { // whose order pdftotext does not keep
			t.Errorf("page %d says %q, want %q", i+1, got, want)
		}
	}
	if !strings.Contains(pages[6], arabic) {
		t.Errorf("the Arabic page says %q", pages[6])
	}
}

// page is a slide of an OpenDocument presentation.
type page struct {
	Name   string    `xml:"name,attr"`
	Frames []content `xml:"frame"`
	Shapes []content `xml:"custom-shape"`
	Notes  struct {
		Frames []content `xml:"frame"`
	} `xml:"notes"`
	Timing content `xml:"par"`
}

type content struct {
	Class string `xml:"class,attr"`
	XML   string `xml:",innerxml"`
}

// plain is the text of a piece of OpenDocument; a line break is a line break and a new paragraph two.
func plain(s string) string {
	for _, c := range []struct{ old, with string }{
		{`(?s)<anim:.*|<svg:(title|desc)>.*?</svg:(title|desc)>`, ""}, {`\n\s*`, ""}, {`<text:line-break/>`, "\n"}, {`</text:p>`, "\n\n"},
		{`<text:s/>`, " "}, {`<text:s text:c="2"/>`, "  "}, {`<[^>]*>`, ""}, {"\n+$", ""},
	} {
		s = regexp.MustCompile(c.old).ReplaceAllString(s, c.with)
	}
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&quot;", `"`, "&apos;", "'", "&amp;", "&").Replace(s)
}

func (o office) testNotesAndBuilds(t *testing.T) {
	data, err := os.ReadFile(o.convert(t, write(t, sample(t)), "fodp"))
	if err != nil {
		t.Fatal(err)
	}
	var read struct {
		Pages []page `xml:"body>presentation>page"`
	}
	if err := xml.Unmarshal(data, &read); err != nil {
		t.Fatal(err)
	}
	want := slices.Collect(sample(t).Slides)
	if len(read.Pages) != len(want) {
		t.Fatalf("%d slides, want %d", len(read.Pages), len(want))
	}
	for i, s := range want {
		p := read.Pages[i]
		if got := notesOf(p); got != spokenNotes(s) {
			t.Errorf("slide %d: the notes are %q, want %q", i+1, got, spokenNotes(s))
		}
		var clicks []string
		for _, item := range s.Items {
			clicks = append(clicks, buildOf(item))
		}
		slices.Sort(clicks)
		clicks = slices.DeleteFunc(slices.Compact(clicks), func(s string) bool { return s == "0" })
		if got := strings.Count(p.Timing.XML, `smil:begin="next"`); got != len(clicks) {
			t.Errorf("slide %d: %d clicks, want %d", i+1, got, len(clicks))
		}
	}
	if disc := read.Pages[4].Timing.XML; !strings.Contains(disc, `smil:dur="45s"`) || !strings.Contains(disc, `"from-bottom"`) {
		t.Errorf("the disc does not fill from its foot in 45 seconds: %s", disc)
	}
	if got := read.Pages[3].Name; got != "A quotation" {
		t.Errorf("the slide without a title to be seen is called %q", got)
	}
}

func notesOf(p page) string {
	for _, f := range p.Notes.Frames {
		if f.Class == "notes" {
			return plain(f.XML)
		}
	}
	return ""
}

func spokenNotes(s Slide) string {
	var out []string
	for _, p := range s.Notes {
		var words string
		for _, run := range p.Runs {
			words += run.Text
		}
		out = append(out, words)
	}
	return strings.Join(out, "\n\n")
}

func buildOf(item Item) string {
	switch v := item.(type) {
	case Text:
		return number(v.Build)
	case Picture:
		return number(v.Build)
	case Disc:
		return number(v.FillOn)
	}
	return "0"
}

// Every line stands where it was put, whatever its size, its face and its spacing.
func (o office) testBaselines(t *testing.T) {
	needs(t, "pdftocairo")
	slides := sizes()
	pdf := o.convert(t, write(t, deck(slides...)), "pdf")
	for i, s := range slides {
		t.Run(fmt.Sprint(i+1), func(t *testing.T) { placedAt(t, pdf, i+1, s.Items[0].(Text)) }) //nolint:errcheck // made above
	}
}

// placedAt checks where the glyphs of a page of PDF stand: their origin is on the baseline.
func placedAt(t *testing.T, pdf string, page int, text Text) {
	t.Helper()
	const tolerance = 3.0
	svg := pdf + ".svg"
	run(t, "pdftocairo", "-svg", "-f", number(page), "-l", number(page), pdf, svg)
	data, err := os.ReadFile(svg)
	if err != nil {
		t.Fatal(err)
	}
	glyphs := regexp.MustCompile(`<use [^>]*x="([0-9.]+)" y="([0-9.]+)"`).FindAllStringSubmatch(string(data), -1)
	if len(glyphs) != 4 {
		t.Fatalf("%d glyphs, want 4", len(glyphs))
	}
	for i, g := range glyphs {
		x, _ := strconv.ParseFloat(g[1], 64)
		y, _ := strconv.ParseFloat(g[2], 64)
		want := text.Baseline + text.Leading*float64(i/2)
		if math.Abs(y-want) > tolerance {
			t.Errorf("size %g, spacing %g, mono %v: a baseline at %.1f, want %.1f", text.Size, text.Leading, text.Mono, y, want)
		}
		if i%2 == 0 && math.Abs(x-text.X) > 0.5 {
			t.Errorf("size %g: the line begins at %.1f, want %.1f", text.Size, x, text.X)
		}
	}
}
