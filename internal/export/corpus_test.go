package export_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/decktest"
	"github.com/westandtogether-assembly/assembly/internal/export"
)

// A deck of any tool is exported in every way, with every word of its slides and of its notes in PowerPoint.
func TestDecksOfEveryTool(t *testing.T) {
	decktest.EveryTool(t, "../markdown/testdata", func(t *testing.T, d *deck.Deck, _ map[string][]byte) {
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

// slidesOf are the words of each slide of a presentation, but for a title that stands above its page.
func slidesOf(t *testing.T, pptx []byte) []string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(pptx), int64(len(pptx)))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for n := 1; ; n++ {
		f, err := z.Open(fmt.Sprintf("ppt/slides/slide%d.xml", n))
		if errors.Is(err, fs.ErrNotExist) {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		var slide struct {
			Shapes []struct {
				Top struct {
					Y int `xml:"y,attr"`
				} `xml:"spPr>xfrm>off"`
				Size struct {
					H int `xml:"cy,attr"`
				} `xml:"spPr>xfrm>ext"`
				XML string `xml:",innerxml"`
			} `xml:"cSld>spTree>sp"`
		}
		if err := xml.NewDecoder(f).Decode(&slide); err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, shape := range slide.Shapes {
			if shape.Top.Y+shape.Size.H > 0 {
				b.WriteString(plain(shape.XML) + " ")
			}
		}
		out = append(out, sorted(b.String()))
	}
}

// plain is the text of a piece of XML, with a blank for the end of a line.
func plain(piece string) string {
	piece = regexp.MustCompile(`<a:br>|<a:br/>|</a:p>`).ReplaceAllString(piece, " ")
	return html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(piece, ""))
}
