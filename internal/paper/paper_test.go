package paper

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/sysfont"
)

var created = time.Date(2026, 11, 27, 9, 30, 0, 0, time.UTC)

func black(uint8) cell.Color { return cell.Color{} }

// system finds fonts for all tests: to list them takes longer than most tests do.
var system = sysfont.New("") //nolint:gochecknoglobals // It changes nothing that is found.

// with is a font with the system's faces for a text.
func with(f *bigtype.Font, text string) *bigtype.Font {
	return f.With(system.Find(f.Lacks(text)))
}

// lines are a layout of a text at a size, in a width that it goes into.
func lines(t testing.TB, f *bigtype.Font, text string, size float64) bigtype.Layout {
	t.Helper()
	l, ok := f.Set(bigtype.Text{{Text: text}}, 1e5, size)
	if !ok {
		t.Fatalf("%.40q does not fit", text)
	}
	return l
}

// written are the bytes of a document.
func written(t testing.TB, d *Document) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := d.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// ask runs a program on a PDF and gives what it prints.
func ask(t *testing.T, pdf []byte, name string, args ...string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("needs %s: %v", name, err)
	}
	file := filepath.Join(t.TempDir(), "test.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	for i, a := range args {
		if a == "PDF" {
			args[i] = file
		}
	}
	out, err := exec.Command(path, args...).Output()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	return string(out)
}

// sound fails for a PDF in which qpdf finds a fault.
func sound(t *testing.T, pdf []byte) {
	t.Helper()
	if out := ask(t, pdf, "qpdf", "--check", "PDF"); !strings.Contains(out, "No syntax") || strings.Contains(out, "WARNING") {
		t.Errorf("qpdf says\n%s", out)
	}
}

func TestWhatTheDocumentSays(t *testing.T) {
	d := New(Info{Title: `Run (1) \ hide`, Author: "A. Teacher", Lang: "cy-GB) /X (", Created: created})
	d.AddPage(960, 540)
	pdf := written(t, d)
	sound(t, pdf)
	for _, want := range []string{"/Lang (cy-GBX)", "/DisplayDocTitle true", "(assembly)", "D:20261127093000", "/MediaBox [0 0 960.00 540.00]"} {
		if !bytes.Contains(pdf, []byte(want)) {
			t.Errorf("%s is not there", want)
		}
	}
	if strings.Count(string(pdf), "D:2") != 2 {
		t.Error("there is another date")
	}
	out := ask(t, pdf, "pdfinfo", "PDF")
	for _, want := range []string{`Run (1) \ hide`, "A. Teacher", "PDF version:     1.7"} {
		if !strings.Contains(out, want) {
			t.Errorf("%s is not in\n%s", want, out)
		}
	}
}

// Without a title, a date or pages there is still a document, and always the same one.
func TestEmpty(t *testing.T) {
	a, b := written(t, New(Info{})), written(t, New(Info{}))
	if !bytes.Equal(a, b) || !bytes.Contains(a, []byte("D:1970")) || bytes.Contains(a, []byte("DisplayDocTitle")) {
		t.Error("an empty document is not what it should be")
	}
	sound(t, a)
	if got := strings.Count(string(a), "/Type /Page\n"); got != 1 {
		t.Errorf("%d pages", got)
	}
}

// Page goes back: every page says of how many it is one.
func TestPageOf(t *testing.T) {
	d := New(Info{Created: created})
	f := bigtype.GoRegular()
	for i := range 12 {
		d.AddPage(A4Width, A4Height+float64(i))
	}
	for n := range d.Pages() {
		d.Page(n + 1)
		text := "page " + strings.Repeat("I", d.PageNo()) + " of " + strings.Repeat("I", d.Pages())
		d.Paint(f, lines(t, f, text, 14), 72, 72, 0, bigtype.Left, black)
	}
	d.Page(99)
	d.Page(0)
	pdf := written(t, d)
	sound(t, pdf)
	pages := strings.Split(ask(t, pdf, "pdftotext", "PDF", "-"), "\f")
	for n, page := range pages[:12] {
		if want := "page " + strings.Repeat("I", n+1) + " of IIIIIIIIIIII"; strings.TrimSpace(page) != want {
			t.Errorf("page %d says %q, want %q", n+1, page, want)
		}
	}
}

type full struct{}

var errFull = errors.New("the disk is full")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestWriteFails(t *testing.T) {
	d := New(Info{})
	if err := d.Write(full{}); !errors.Is(err, errFull) || !strings.HasPrefix(err.Error(), "write PDF: ") {
		t.Errorf("gives %v", err)
	}
	if err := d.Write(&bytes.Buffer{}); !errors.Is(err, errWritten) {
		t.Errorf("the second time gives %v", err)
	}
}

// everything draws a document of all that there is.
func everything(t testing.TB) []byte {
	d := New(Info{Title: "All of it 😀", Lang: "en-GB", Created: created})
	text := "Ring 0800 1111 نحن هنا 平和 😀 👩\u200D👧 🎈 🚒 \U000F0000"
	for _, f := range []*bigtype.Font{bigtype.GoBold(), bigtype.GoMono(), bigtype.GoRegular(), bigtype.GoMonoBold()} {
		d.AddPage(960, 540)
		d.Unit(10)
		f = with(f, text)
		d.Paint(f, lines(t, f, text, 3), 3, 3, 90, bigtype.Centre, black)
		d.Bookmark(text, 0)
	}
	for i := range 9 {
		if err := d.Picture(plain(40, 30+i), 10, 10, 20, 15); err != nil {
			t.Fatal(err)
		}
	}
	return written(t, d)
}

// The same calls give the same bytes, also where fpdf goes through maps.
func TestSame(t *testing.T) {
	want := everything(t)
	sound(t, want)
	for range 7 {
		if !bytes.Equal(everything(t), want) {
			t.Fatal("the same calls gave other bytes")
		}
	}
}

func TestBookmarks(t *testing.T) {
	d := New(Info{Created: created})
	d.Bookmark("", 0)
	for i, level := range []int{3, 1, 5, -1, 0, 2, 2} {
		d.AddPage(960, float64(500+i))
		d.Bookmark(string(rune('a'+i))+"\n(\x00\\) 😀\t"+strings.Repeat("x", 10_000), level)
	}
	pdf := written(t, d)
	sound(t, pdf)
	out := strings.Join(strings.Fields(ask(t, pdf, "qpdf", "--json", "--json-key=outlines", "PDF")), "")
	depth, got := 0, ""
	for i := range out {
		switch {
		case strings.HasPrefix(out[i:], `"kids":[{`):
			depth++
		case strings.HasPrefix(out[i:], `}]`):
			depth--
		case strings.HasPrefix(out[i:], `"title":"`):
			got += out[i+len(`"title":"`):][:1] + strings.Repeat("'", depth)
		}
	}
	// A level is never more than one below the one before. qpdf lists what is below a title before it.
	if want := "c''b'adg''f'e"; got != want || !strings.Contains(out, "…") || strings.Contains(out, strings.Repeat("x", 200)) {
		t.Errorf("the outline is %s, want %s, from %s", got, want, out)
	}
}

// All pages are written, whichever the last bookmark or the last stroke is on.
func TestAllPages(t *testing.T) {
	d := New(Info{Created: created})
	for i := range 4 {
		d.AddPage(300, 200)
		if i == 1 {
			d.Bookmark("second", 0)
		}
	}
	d.Page(1)
	d.Rect(0, 0, 10, 10, cell.Color{})
	if n := bytes.Count(written(t, d), []byte("/Type /Page\n")); n != 4 {
		t.Errorf("%d pages are written, want 4", n)
	}
}
