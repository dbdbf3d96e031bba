package markdown

import (
	"bytes"
	"encoding/base64"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"testing/iotest"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// webp is 160 by 80: its left half red, the rest transparent.
const webp = "UklGRigAAABXRUJQVlA4TBwAAAAvn8ATEA8QAxzzH2wQEhD+n9Y8UCL6PwFG4isA"

// moving is the header of a WebP that moves, of 4 by 4.
const moving = "RIFF\x1e\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x02\x00\x00\x00\x03\x00\x00\x03\x00\x00"

func TestWebP(t *testing.T) {
	data, err := base64.StdEncoding.DecodeString(webp)
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{"crest.webp": {Data: data}, "moving.webp": {Data: []byte(moving)}}
	d, err := ParseAll([]byte("![crest](crest.webp)"), Options{Name: "deck.md", Files: files})
	if err != nil {
		t.Fatal(err)
	}
	f := d.Slide(0).Blocks[0].Image.File
	if got, err := d.ReadPicture(f.ID); string(got) != string(data) || err != nil || f.W != 160 || f.H != 80 {
		t.Errorf("%d bytes and %v of %+v, want the file's %d", len(got), err, f, len(data))
	}
	pictureless(t, "![crest](moving.webp)", files, "a WebP that moves")
}

// An SVG is never opened as one, whatever it holds: the deck is shown without it, and its author is told
// where it stands and what to do.
func TestAnSVGIsAWarning(t *testing.T) {
	bomb := `<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><svg><text>&b;</text></svg>`
	for name, text := range map[string]string{
		"crest.svg":   `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>`,
		"named.png":   "\xef\xbb\xbf<?xml version=\"1.0\"?>\n<!-- drawn -->\n<svg/>",
		"crest.svgz":  "\x1f\x8b",
		"outside.svg": `<svg xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="file:///etc/passwd"/><script>alert(1)</script></svg>`,
		"bomb.svg":    bomb,
		"deep.svg":    strings.Repeat("<g>", 100_000),
		"huge.svg":    `<svg width="1e300" height="1e300"/>`,
	} {
		files := fstest.MapFS{name: {Data: []byte(text)}}
		d, err := ParseAll([]byte("# Our school\n\n![the crest]("+name+")\n\n- founded in 1902\n"), Options{Name: "deck.md", Files: files})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		diags, im := d.Diagnostics(), d.Slide(0).Blocks[1].Image
		if len(diags) != 1 || diags[0].Severity != deck.Warning || diags[0].Pos.Line != 3 || diags[0].Pos.Col != 1 ||
			!strings.Contains(diags[0].Message, "save it as PNG") || im.File != nil || im.Alt != "the crest" {
			t.Errorf("%s gives %v and %+v", name, diags, im)
		}
	}
}

// encoded is a picture of 40 by 30 as a file of each kind.
func encoded(t testing.TB) map[string][]byte {
	t.Helper()
	im := image.NewRGBA(image.Rect(0, 0, 40, 30))
	for i := range 40 * 30 {
		im.Set(i%40, i/40, color.RGBA{uint8(i % 40 * 6), uint8(i / 40 * 8), 90, 255}) //nolint:gosec // within bytes
	}
	var p, j bytes.Buffer
	if err := errors.Join(png.Encode(&p, im), jpeg.Encode(&j, im, nil)); err != nil {
		t.Fatal(err)
	}
	w, err := base64.StdEncoding.DecodeString(webp)
	if err != nil {
		t.Fatal(err)
	}
	return map[string][]byte{"a.png": p.Bytes(), "a.jpg": j.Bytes(), "a.webp": w}
}

// A file that was not copied whole is a warning: nothing of it could be drawn.
func TestAPictureThatIsCutOffIsAWarning(t *testing.T) {
	for name, whole := range encoded(t) {
		for _, size := range []int{len(whole) - 1, len(whole) - len(whole)/10} {
			pictureless(t, "![crest]("+name+")", fstest.MapFS{name: {Data: whole[:size]}}, "ends in the middle of the picture")
		}
	}
}

// What programs and telephones put behind a picture does not make it a broken one; a small picture in the
// header of one that is cut off does not make it whole.
func TestWhatStandsBehindAPicture(t *testing.T) {
	for name, whole := range encoded(t) {
		files := fstest.MapFS{name: {Data: append(whole[:len(whole):len(whole)], strings.Repeat("film", 100)...)}}
		d, err := ParseAll([]byte("![crest]("+name+")"), Options{Name: "deck.md", Files: files})
		if err != nil || len(d.Diagnostics()) > 0 || d.Slide(0).Blocks[0].Image.File == nil {
			t.Errorf("%s with a film behind it gives %v and %v", name, err, d.Diagnostics())
		}
	}
	whole := encoded(t)["a.jpg"]
	header := append([]byte("\xff\xd8\xff\xe1\x00\x08\xff\xd8\xff\xd9.."), whole[2:]...)
	pictureless(t, "![crest](a.jpg)", fstest.MapFS{"a.jpg": {Data: header[:len(header)-9]}}, "ends in the middle")
}

// A deck is opened without reading its pictures, and they are read when they are asked for.
func TestPicturesAreReadWhenTheyAreNeeded(t *testing.T) {
	data := slices.Concat(encoded(t)["a.png"], make([]byte, 1<<20))
	counted := &countingFS{FS: fstest.MapFS{"a.png": {Data: data}}}
	d, err := ParseAll([]byte("![crest](a.png)"), Options{Name: "deck.md", Files: counted})
	if err != nil {
		t.Fatal(err)
	}
	if counted.read > 64<<10 {
		t.Errorf("%d bytes of the picture are read to open the deck", counted.read)
	}
	got, err := d.ReadPicture(d.Slide(0).Blocks[0].Image.File.ID)
	if err != nil || !bytes.Equal(got, data) {
		t.Errorf("the picture is %d bytes and %v, want %d", len(got), err, len(data))
	}
	if _, err := d.ReadPicture("another"); err == nil {
		t.Error("a picture that the deck does not have is read")
	}
}

// countingFS counts what is read of its files.
type countingFS struct {
	fs.FS
	read int
}

type countingFile struct {
	fs.File
	fs *countingFS
}

// Open implements fs.FS.
func (c *countingFS) Open(name string) (fs.File, error) {
	f, err := c.FS.Open(name)
	return countingFile{f, c}, err
}

// Read implements fs.File.
func (f countingFile) Read(p []byte) (int, error) {
	n, err := f.File.Read(p)
	f.fs.read += n
	return n, err
}

// ReadAt implements io.ReaderAt.
func (f countingFile) ReadAt(p []byte, at int64) (int, error) {
	from, ok := f.File.(io.ReaderAt)
	if !ok {
		return 0, errors.ErrUnsupported
	}
	n, err := from.ReadAt(p, at)
	f.fs.read += n
	return n, err
}

// A path with the backslashes of Windows leads to the same picture.
func TestAPathOfWindows(t *testing.T) {
	data, err := base64.StdEncoding.DecodeString(webp)
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{"img/crest.webp": {Data: data}}
	for _, path := range []string{`img/crest.webp`, `img\crest.webp`, `.\img\crest.webp`} {
		d, err := ParseAll([]byte("![crest]("+path+")"), Options{Name: "deck.md", Files: files})
		if err != nil || len(d.Slide(0).Blocks) != 1 || d.Slide(0).Blocks[0].Image.File == nil {
			t.Errorf("%s: %v, %+v", path, err, d.Slide(0))
		}
	}
}

// A picture's file takes the memory of its size when it is read, and not several times that.
func TestAPictureIsReadIntoItsSize(t *testing.T) {
	if underRace {
		t.Skip("the race detector takes memory of its own")
	}
	const size = 8 << 20
	b := &book{files: fstest.MapFS{"a.png": {Data: make([]byte, size)}}}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	data, err := b.readFile("a.png", maxPicture)
	runtime.ReadMemStats(&after)
	if got := after.TotalAlloc - before.TotalAlloc; err != nil || len(data) != size || got > size*3/2 {
		t.Errorf("%d bytes take %d, %v", len(data), got, err)
	}
}

// A picture's file is read piece by piece, as it was when its first piece was read, or not to its end: nobody takes parts of two.
func TestPicturesInPieces(t *testing.T) {
	data, err := base64.StdEncoding.DecodeString(webp)
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "crest.webp")
	save := func(text []byte) {
		t.Helper()
		if err := os.WriteFile(name, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	save(data)
	d, err := ParseAll([]byte("![crest](crest.webp)"), Options{Name: "deck.md", Files: os.DirFS(filepath.Dir(name))})
	if err != nil {
		t.Fatal(err)
	}
	id := d.Slide(0).Blocks[0].Image.File.ID
	open := func() io.Reader {
		t.Helper()
		f, err := d.OpenPicture(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	if got, err := io.ReadAll(iotest.OneByteReader(open())); err != nil || !bytes.Equal(got, data) {
		t.Errorf("%d bytes and %v are read, want the file's %d", len(got), err, len(data))
	}
	for what, change := range map[string]func() error{
		"longer":  func() error { return os.WriteFile(name, append(data, 0), 0o600) },
		"another": func() error { save(data); return os.Chtimes(name, time.Time{}, time.Unix(1, 0)) },
		"gone":    func() error { return os.Remove(name) },
	} {
		save(data)
		f := open()
		if _, err := io.ReadFull(f, make([]byte, 10)); err != nil {
			t.Fatal(err)
		}
		if err := change(); err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(f); err == nil || len(got) > 0 {
			t.Errorf("of a file that is %s, %d bytes more and %v are read", what, len(got), err)
		}
	}
	if _, err := d.OpenPicture(t.Context(), "another"); err == nil {
		t.Error("a picture that no slide has is opened")
	}
}
