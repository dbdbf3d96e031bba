package markdown

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"io/fs"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"unicode/utf16"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

func utf16Of(s string, order binary.ByteOrder) []byte {
	out := make([]byte, 0, 2*len(s)+2)
	for _, u := range append([]uint16{0xfeff}, utf16.Encode([]rune(s))...) {
		out = append(out, 0, 0)
		order.PutUint16(out[len(out)-2:], u)
	}
	return out
}

func TestEncodings(t *testing.T) {
	const text = "# Café “now”\n\ntext\n"
	for name, c := range map[string]struct {
		src    []byte
		notice string
	}{
		"utf-8":        {[]byte(text), ""},
		"bom":          {[]byte("\ufeff" + text), ""},
		"crlf":         {[]byte(strings.ReplaceAll(text, "\n", "\r\n")), ""},
		"cr":           {[]byte(strings.ReplaceAll(text, "\n", "\r")), ""},
		"utf-16 le":    {utf16Of(text, binary.LittleEndian), "read as UTF-16"},
		"utf-16 be":    {utf16Of(text, binary.BigEndian), "read as UTF-16"},
		"windows-1252": {[]byte("# Caf\xe9 \x93now\x94\n\ntext\n"), "Windows-1252"},
		"both":         {[]byte("# Café \x93now\x94\n\ntext\n"), "Windows-1252"},
	} {
		t.Run(name, func(t *testing.T) {
			d, err := Parse(c.src, Options{Name: "deck.md"})
			if err != nil {
				t.Fatal(err)
			}
			if got := d.PublicSlide(0).Title; got != "Café “now”" {
				t.Errorf("title %q", got)
			}
			if got := d.Slide(0).Blocks[1].Pos; got.Line != 3 || got.Col != 1 {
				t.Errorf("second block at %v", got)
			}
			diags := d.Diagnostics()
			if (len(diags) > 0) != (c.notice != "") || len(diags) > 0 && (diags[0].Severity != deck.Notice || !strings.Contains(diags[0].Message, c.notice)) {
				t.Errorf("diagnostics %v, want a notice %q", diags, c.notice)
			}
		})
	}
}

func TestRefused(t *testing.T) {
	for want, src := range map[string]string{
		"PowerPoint":  "PK\x03\x04rest",
		"an old":      "\xd0\xcf\x11\xe0rest",
		"a PDF":       "%PDF-1.7",
		"a picture":   "\x89PNG\r\n\x1a\n",
		"zero byte":   "# a\x00b",
		"larger than": strings.Repeat("a", MaxSize+1),
		"is empty":    "",
	} {
		_, err := Parse([]byte(src), Options{Name: "deck.md"})
		if err == nil || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), "deck.md:1:1: ") {
			t.Errorf("error %v, want one with %q", err, want)
		}
	}
}

// TestLazy makes sure that a slide beyond Lazy is not parsed before it is asked for, and that the
// talk knows its steps all the same.
func TestLazy(t *testing.T) {
	src := []byte("# One\n\n---\n\n# Two\n\n. . .\n\n<!-- time: soon -->\n\nx\n\n---\n\n# Three\n")
	d, err := Parse(src, Options{Name: "deck.md", Lazy: 1})
	if err != nil {
		t.Fatal(err)
	}
	if got := d.Steps(); len(got) != 3 || got[1] != 2 {
		t.Errorf("steps %v", got)
	}
	d.Public()
	if diags := d.Diagnostics(); len(diags) != 1 || diags[0].Pos.Line != 9 {
		t.Errorf("diagnostics %v", diags)
	}
	if _, err := Parse(src, Options{Name: "deck.md"}); err == nil {
		t.Error("the first slides are not checked at once")
	}
	if d, err := ParseAll(src, Options{Name: "deck.md", Lazy: 1}); err == nil || d == nil {
		t.Errorf("ParseAll: deck %v, error %v: want both", d, err)
	}
}

func TestHash(t *testing.T) {
	src := []byte("# {{a|x}}\n")
	hash := func(src []byte, fill map[string]string) string {
		d, err := Parse(src, Options{Name: "deck.md", Fill: fill})
		if err != nil {
			t.Fatal(err)
		}
		return d.Hash
	}
	h := hash(src, nil)
	if h != hash(src, nil) || h == hash([]byte("# {{a|y}}\n"), nil) || h == hash(src, map[string]string{"a": "b"}) {
		t.Error("a hash has to change with what is shown, and with nothing else")
	}
}

func TestParallel(t *testing.T) {
	d, err := Parse(manySlides(200), Options{Name: "deck.md"})
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() { d.Public() })
	}
	wg.Wait()
	if got := d.Slide(199).Speaker; got != "Reader 1" {
		t.Errorf("speaker %q", got)
	}
}

// TestPictureLimits makes sure that a picture is refused by what its header says, undecoded.
func TestPictureLimits(t *testing.T) {
	header := []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x75\x30\x00\x00\x75\x30\x08\x02\x00\x00\x00")
	header = binary.BigEndian.AppendUint32(header, crc32.ChecksumIEEE(header[12:]))
	files := fstest.MapFS{
		"wide.png":  {Data: header},
		"large.png": {Data: bytes.Repeat([]byte("x"), maxPicture+1)},
	}
	for name, want := range map[string]string{"wide.png": "30000 by 30000", "large.png": "larger than 20 MB"} {
		pictureless(t, "![a]("+name+")", files, want)
	}
	pictureless(t, "![a](wide.png)", nil, "no folder to read it from")
}

// pictureless makes sure that a picture at the start of a deck is shown in words, and that the deck's one
// warning says why.
func pictureless(t *testing.T, src string, files fs.FS, want string) {
	t.Helper()
	d, err := ParseAll([]byte(src), Options{Name: "deck.md", Files: files})
	if err != nil {
		t.Fatal(err)
	}
	diags, im := d.Diagnostics(), d.Slide(0).Blocks[0].Image
	if len(diags) != 1 || diags[0].Severity != deck.Warning || !strings.Contains(diags[0].Message, want) || im.File != nil {
		t.Errorf("%s gives %v and %v, want a warning with %q", src, diags, im.File, want)
	}
}

// A picture of 20 MB that is shown a thousand times is looked at once.
func TestSamePicture(t *testing.T) {
	files := besideDeck()
	d, err := ParseAll([]byte(strings.Repeat("![a](crest.png)\n\n---\n\n", 3)), Options{Name: "deck.md", Files: files})
	if err != nil {
		t.Fatal(err)
	}
	file := func(i int) *deck.File { return d.Slide(i).Blocks[0].Image.File }
	if file(0) == nil || file(0) != file(1) || file(0) != file(2) {
		t.Error("the same picture is looked at more than once")
	}
}

func TestManyPictures(t *testing.T) {
	d, err := ParseAll([]byte("# A\n\n"+strings.Repeat("![a](crest.png)\n\n", maxPictures+2)), Options{Name: "deck.md", Files: besideDeck()})
	if err != nil {
		t.Fatal(err)
	}
	diags := d.Diagnostics()
	if got := len(d.Slide(0).Blocks); got != 1+maxPictures || len(diags) != 2 || diags[1].Pos.Line != 43 {
		t.Errorf("%d blocks and the diagnostics %v, want %d pictures, on several screens, and a warning of one too many", got, diags, maxPictures)
	}
}

// TestCheapScan holds that a slide costs no allocation until it is parsed.
func TestCheapScan(t *testing.T) {
	src := manySlides(2000)
	allocs := testing.AllocsPerRun(3, func() {
		b := newBook(Options{Name: "deck.md"})
		b.text = src
		b.scan(0)
	})
	if allocs > 200 {
		t.Errorf("%v allocations to scan 2000 slides", allocs)
	}
}
