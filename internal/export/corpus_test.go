package export_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"github.com/rogpeppe/go-internal/txtar"

	"assembly/internal/deck"
	"assembly/internal/export"
	"assembly/internal/markdown"
)

// decksOfEveryTool calls a test with the decks that the reader is tested with, made for whichever tool.
func decksOfEveryTool(t *testing.T, test func(t *testing.T, d *deck.Deck)) {
	t.Helper()
	names, err := filepath.Glob("../markdown/testdata/*.txtar")
	if err != nil || len(names) < 50 {
		t.Fatal("too few decks", len(names), err)
	}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files := fstest.MapFS{}
		for _, f := range archive.Files {
			files[f.Name] = &fstest.MapFile{Data: f.Data}
		}
		if files["deck.md"] == nil {
			continue
		}
		if d, err := markdown.Parse(files["deck.md"].Data, markdown.Options{Name: "deck.md", Files: fs.FS(files)}); err == nil {
			t.Run(filepath.Base(name), func(t *testing.T) { test(t, d) })
		}
	}
}

// A deck of any tool is exported in every way, with every word of its slides and of its notes in PowerPoint.
func TestDecksOfEveryTool(t *testing.T) {
	decksOfEveryTool(t, func(t *testing.T, d *deck.Deck) {
		phase := ""
		if len(d.Meta.Phases) > 0 {
			phase = d.Meta.Phases[0]
		}
		var pdf, html, pptx bytes.Buffer
		e := export.New(d, options(t, phase))
		if err := errors.Join(e.PDF(&pdf), e.HTML(&html), e.PowerPoint(&pptx)); err != nil {
			t.Fatal(err)
		}
		shown, noted := texts(t, pptx.Bytes())
		for i := range d.Len() {
			for _, w := range strings.Fields(wordsOf(d.PublicSlide(i))) {
				if !strings.Contains(shown, squeezed(w)) {
					t.Errorf("slide %d: %q is on no slide", i+1, w)
				}
			}
			for _, n := range d.Slide(i).Notes.For(phase) {
				for _, p := range n.Parts {
					if !strings.Contains(noted, squeezed(p.Text)) {
						t.Errorf("slide %d: the note %q is on no notes page", i+1, p.Text)
					}
				}
			}
		}
	})
}

func wordsOf(s deck.PublicSlide) string {
	if s.Layout != deck.LayoutClosing {
		return s.Text()
	}
	var b strings.Builder
	for _, r := range s.Rows {
		b.WriteString(r.Label + " " + r.Number + " ")
	}
	return b.String()
}

// texts are all text on the slides, and all on the notes pages, without blanks and hyphens.
func texts(t *testing.T, pptx []byte) (shown, noted string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(pptx), int64(len(pptx)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		switch {
		case strings.HasPrefix(f.Name, "ppt/slides/slide"):
			shown += textIn(t, f)
		case strings.HasPrefix(f.Name, "ppt/notesSlides/notesSlide"):
			noted += textIn(t, f)
		}
	}
	return squeezed(shown), squeezed(noted)
}

func textIn(t *testing.T, f *zip.File) string {
	t.Helper()
	r, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	var b strings.Builder
	for dec := xml.NewDecoder(r); ; {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return b.String()
		}
		if err != nil {
			t.Fatal(f.Name, err)
		}
		if text, ok := token.(xml.CharData); ok {
			b.Write(text)
		}
	}
}

func squeezed(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune("-\u00ad", r) {
			return -1
		}
		return r
	}, text)
}
