package export_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/export"
	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/slides"
)

// tool runs a program on a file, and skips the test where there is none.
func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skipf("%s is not installed: what it reads is not checked", name)
	}
	out, err := exec.CommandContext(t.Context(), name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

func saved(t *testing.T, name string, write func(w *bytes.Buffer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// expected are the lines of each page, as they are laid out.
func expected(t *testing.T, d *deck.Deck, o export.Options, separate bool) []string {
	t.Helper()
	r := render.New(d)
	var out []string
	for i := range d.Len() {
		for step := range d.PublicSlide(i).Steps {
			if !separate && !r.Separate(i) && step < d.PublicSlide(i).Steps-1 {
				continue
			}
			var lines []string
			for _, m := range r.Plate(i, step, render.PageView(o.Palette, 16.0/9)).Marks {
				lines = append(lines, m.Layout.Lines...)
			}
			out = append(out, sorted(strings.Join(lines, " ")))
		}
	}
	return out
}

// sorted are the words of a text without their order: on a closing slide a label may stand above or beside its number.
func sorted(text string) string {
	words := strings.Fields(strings.ReplaceAll(text, "\u00a0", " "))
	count := map[string]int{}
	for _, w := range words {
		count[w]++
	}
	return fmt.Sprint(count)
}

func pagesOf(text string) []string {
	var out []string
	for _, p := range strings.Split(strings.TrimSuffix(text, "\f"), "\f") {
		out = append(out, sorted(p))
	}
	return out
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d pages, want %d", what, len(got), len(want))
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%s, page %d: %s, want %s", what, i+1, got[i], want[i])
		}
	}
}

// What a reader of PDFs finds on each page is what is laid out, and the numbers are whole on a line.
func TestPDFIsReadBack(t *testing.T) {
	for name, src := range map[string][]byte{"builtin": slides.Builtin(), "short": slides.Short(), "guide": slides.Guide()} {
		d, o := parsed(t, src), options(t, "primary")
		pdf := saved(t, "deck.pdf", func(w *bytes.Buffer) error { return export.New(d, o).PDF(w) })
		text := tool(t, "pdftotext", "-layout", pdf, "-")
		same(t, name, pagesOf(text), expected(t, d, o, true))
		if name == "builtin" && !strings.Contains(text, "0800 789 321") {
			t.Errorf("the hotline's number is not whole:\n%s", text)
		}
		if info := tool(t, "pdfinfo", pdf); name == "builtin" && !strings.Contains(info, "dated 25 May 2017") {
			t.Errorf("the statement is not in the file: %s", info)
		}
	}
}

// What stands on each slide of a presentation is what is laid out, and its notes are whole.
func TestPowerPointIsReadBack(t *testing.T) {
	d, o := builtin(t), options(t, "secondary")
	var b bytes.Buffer
	if err := export.New(d, o).PowerPoint(&b); err != nil {
		t.Fatal(err)
	}
	same(t, "slides", slidesOf(t, b.Bytes()), expected(t, d, o, false))
	_, noted := texts(t, b.Bytes())
	for i := range d.Len() {
		for _, n := range d.Slide(i).Notes.For("secondary") {
			for _, p := range n.Parts {
				if !strings.Contains(noted, squeezed(p.Text)) {
					t.Errorf("slide %d: the notes have not %q", i+1, p.Text)
				}
			}
		}
	}
}

// What LibreOffice shows of a presentation is what is laid out, and its notes are whole.
func TestLibreOfficeReadsPowerPoint(t *testing.T) {
	if os.Getenv("CI_LONG") != "1" {
		t.Skip("LibreOffice is slow to start: set CI_LONG=1")
	}
	d, o := builtin(t), options(t, "secondary")
	pptx := saved(t, "deck.pptx", func(w *bytes.Buffer) error { return export.New(d, o).PowerPoint(w) })
	dir := filepath.Dir(pptx)
	convert := func(kind string) {
		tool(t, "soffice", "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(dir, "profile")), "--headless", "--convert-to", kind, "--outdir", dir, pptx)
	}
	convert("pdf")
	same(t, "slides", pagesOf(tool(t, "pdftotext", "-layout", filepath.Join(dir, "deck.pdf"), "-")), expected(t, d, o, false))
	convert("fodp")
	data, err := os.ReadFile(filepath.Join(dir, "deck.fodp"))
	if err != nil {
		t.Fatal(err)
	}
	said := strings.Join(strings.Fields(string(data)), " ")
	for i := range d.Len() {
		for _, n := range d.Slide(i).Notes.For("secondary") {
			for _, sentence := range strings.SplitAfter(n.String(), ". ") {
				if words := strings.TrimSpace(sentence); !strings.ContainsAny(words, `["'&`) && !strings.Contains(said, words) {
					t.Errorf("slide %d: LibreOffice has not %q", i+1, words)
				}
			}
		}
	}
}

// Nothing that pupils may get has a note in it, in the text or beside it.
func TestNoNoteIsExported(t *testing.T) {
	const canary = "Kanarienvogel"
	d := parsed(t, []byte("---\ntitle: T\nauthor: A school\n---\n\n# One\n\ntext\n\n<!--\nspeaker: "+canary+"\nnotes: |\n  "+canary+"\n-->\n\n---\n\n# Call\n\n- Help: 999\n\n<!-- layout: closing -->\n"))
	e := export.New(d, options(t, ""))
	var pdf, html, pptx bytes.Buffer
	for _, err := range []error{e.PDF(&pdf), e.HTML(&html), e.PowerPoint(&pptx)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	png, err := e.Screen(0, 0, 320)
	if err != nil {
		t.Fatal(err)
	}
	shown, noted := texts(t, pptx.Bytes())
	for name, text := range map[string]string{"HTML": html.String(), "PDF": pdf.String(), "PNG": string(png), "slides": shown} {
		if strings.Contains(text, canary) {
			t.Errorf("a note is in the %s", name)
		}
	}
	if !strings.Contains(noted, canary) {
		t.Error("the note is on no notes page, so this test sees nothing")
	}
}

// The same deck and day give the same bytes, whoever else is exporting.
func TestExportsAreTheSameTwice(t *testing.T) {
	d := parsed(t, slides.Guide())
	ways := map[string]func(e *export.Deck, w io.Writer) error{
		"PDF": (*export.Deck).PDF, "HTML": (*export.Deck).HTML, "PowerPoint": (*export.Deck).PowerPoint,
		"PNG": func(e *export.Deck, w io.Writer) error {
			png, err := e.Screen(2, 0, 640)
			_, _ = w.Write(png)
			return err
		},
	}
	for name, write := range ways {
		var both [2]bytes.Buffer
		var all sync.WaitGroup
		for i := range both {
			all.Go(func() {
				if err := write(export.New(d, options(t, "primary")), &both[i]); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if both[0].Len() == 0 || !bytes.Equal(both[0].Bytes(), both[1].Bytes()) {
			t.Errorf("two exports as %s differ", name)
		}
	}
}
