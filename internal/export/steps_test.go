package export_test

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/export"
)

// A slide with more steps than any talk has does not become a page for each, which would repeat all those before it. What is
// left out is told, and the last step, which shows everything, is there.
func TestManyStepsHaveFewPages(t *testing.T) {
	const steps = 300
	d := parsed(t, []byte("a\n\n"+strings.Repeat(". . .\n\nb\n\n", steps-1)))
	e := export.New(d, options(t, ""))
	names := e.PictureNames()
	if len(names) != 200 || names[0] != "1-1" || names[198] != "1-199" || names[199] != "1-300" {
		t.Errorf("%d pages, of which the last are %q", len(names), names[max(len(names)-2, 0):])
	}
	if err := e.PDF(io.Discard); err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(e.Warnings(), func(w export.Warning) bool {
		return strings.HasPrefix(w.String(), "slide 1: it has 300 steps: only the first 199 and the last have pages")
	}) {
		t.Errorf("nobody is told of the steps without pages: %v", e.Warnings())
	}
	o := options(t, "")
	o.Each = export.EachSlide
	if n := len(export.New(d, o).PictureNames()); n != 1 {
		t.Errorf("a page for each slide is %d pages", n)
	}
}

// A slide of many screens has all of them, and repeats its notes on the first few only.
func TestManyScreensRepeatNotesSeldom(t *testing.T) {
	const secret = "Good morning to all of you."
	d := parsed(t, []byte(strings.Repeat("Words.\n\n", 400)+"<!-- notes: "+secret+" -->\n"))
	screens := d.Heads[0].Screens
	if screens < 30 {
		t.Fatalf("the slide has %d screens", screens)
	}
	e := export.New(d, options(t, ""))
	var file bytes.Buffer
	if err := e.PowerPoint(&file); err != nil {
		t.Fatal(err)
	}
	notes := parts(t, file.Bytes(), "ppt/notesSlides/notesSlide")
	if len(notes) != screens || len(e.Warnings()) > 0 && strings.Contains(e.Warnings()[0].Text, "steps") {
		t.Errorf("%d slides for %d screens: %v", len(notes), screens, e.Warnings())
	}
	with, without := 0, 0
	for _, page := range notes {
		if strings.Contains(page, secret) {
			with++
		}
		if strings.Contains(page, "no notes of its own") {
			without++
		}
	}
	if with != 8 || with+without != screens {
		t.Errorf("the notes are on %d slides, and %d say that they have none, of %d", with, without, screens)
	}
	words := strings.Count(strings.Join(parts(t, file.Bytes(), "ppt/slides/slide"), ""), "Words.")
	if words < 400 || words > 400+40*screens {
		t.Errorf("400 words are %d on the slides: each repeats them all as its title", words)
	}
}

// parts are those files of a presentation whose names begin so.
func parts(t *testing.T, file []byte, begin string) []string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range z.File {
		if !strings.HasPrefix(f.Name, begin) {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(data))
	}
	return out
}
