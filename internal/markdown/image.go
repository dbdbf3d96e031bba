package markdown

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	_ "image/gif"  // The formats of pictures that a deck may use.
	_ "image/jpeg" //
	_ "image/png"  //
	"io"
	"path"
	"strings"
	"sync"
	"time"

	_ "golang.org/x/image/webp" // A format too.

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// picture is a picture's file. However often it is shown, it is looked at once.
func (b *book) picture(name string) (*deck.File, error) {
	if b.pictures[name] == nil {
		b.pictures[name] = sync.OnceValues(func() (*deck.File, error) { return b.openPicture(name) })
	}
	return b.pictures[name]()
}

// openPicture looks at a picture, without reading all of its file, to see whether it can be drawn.
func (b *book) openPicture(path string) (*deck.File, error) {
	switch {
	case strings.HasPrefix(path, "data:"):
		return b.openData(path)
	case strings.Contains(path, "://"), strings.HasPrefix(path, "//"):
		return nil, errors.New("it is a web address, and the hall may have no Internet; save the picture beside the deck and give its file name")
	}
	f, name, err := b.openFile(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("open it: %w", err)
	}
	out, err := inspect(name, f, info.Size(), info.ModTime())
	if err == nil {
		b.found.Store(out.ID, name)
	}
	return out, err
}

// openData looks at a picture that stands in the deck itself.
func (b *book) openData(address string) (*deck.File, error) {
	_, text, ok := strings.Cut(address, ";base64,")
	data, err := base64.StdEncoding.DecodeString(text)
	if !ok || err != nil {
		return nil, errors.New("its data is not complete base64")
	}
	out, err := inspect(address, bytes.NewReader(data), int64(len(data)), time.Unix(0, 0))
	if err == nil {
		b.found.Store(out.ID, data)
	}
	return out, err
}

// ReadPicture implements deck.Pictures.
func (b *book) ReadPicture(id string) ([]byte, error) {
	name, data, err := b.contents(id)
	if err != nil || data != nil {
		return data, err
	}
	return b.readFile(name, maxPicture)
}

// OpenPicture is ReadPicture for those who take a picture piece by piece.
func (b *book) OpenPicture(id string) (io.Reader, error) {
	name, data, err := b.contents(id)
	switch {
	case err != nil:
		return nil, err
	case data != nil:
		return bytes.NewReader(data), nil
	}
	return b.openPieces(name)
}

// contents says where the contents of a picture are: in a file, or here.
func (b *book) contents(id string) (name string, data []byte, err error) {
	found, _ := b.found.Load(id)
	switch found := found.(type) {
	case string:
		return found, nil, nil
	case []byte:
		return "", found, nil
	}
	return "", nil, errors.New("no such picture")
}

// headSize is how much of a picture's file is read to tell its kind and to tell it from others.
const headSize = 4096

// inspect says of a picture's file what it shows, or why it cannot be drawn.
func inspect(name string, f io.Reader, size int64, saved time.Time) (*deck.File, error) {
	if size > maxPicture {
		return nil, tooLarge(maxPicture)
	}
	head, err := io.ReadAll(io.LimitReader(f, headSize))
	if err != nil {
		return nil, fmt.Errorf("read it: %w", err)
	}
	if isSVG(name, head) {
		return nil, errSVG
	}
	c, kind, err := image.DecodeConfig(io.MultiReader(bytes.NewReader(head), f))
	if err != nil {
		return nil, errors.New("it is not a PNG, JPEG, GIF or WebP")
	}
	if c.Width < 1 || c.Height < 1 || c.Width > maxPixels/c.Height {
		return nil, fmt.Errorf("it is a %s of %d by %d, more than %d million pixels; make it smaller", kind, c.Width, c.Height, maxPixels/1_000_000)
	}
	if moves(head) {
		return nil, errors.New("it is a WebP that moves; save one picture of it as PNG")
	}
	if at, ok := f.(io.ReaderAt); ok && cutOff(kind, at, head, size) {
		return nil, errCutOff
	}
	return &deck.File{ID: pictureID(name, head, size, saved), Kind: kind, W: c.Width, H: c.Height}, nil
}

// pictureID tells pictures apart without reading all of them: files that are saved anew have another time.
func pictureID(name string, head []byte, size int64, saved time.Time) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\x00%d %d ", name, size, saved.UnixNano())
	h.Write(head)
	return hex.EncodeToString(h.Sum(nil)[:16])
}

func tooLarge(limit int64) error { return fmt.Errorf("it is larger than %d MB", limit>>20) }

// errCutOff says why the start of a picture is not shown.
var errCutOff = errors.New("its file ends in the middle of the picture; copy or download it again")

// cutOff reports whether the end of a picture's file is missing. It reads little of a file that ends as its
// kind should.
func cutOff(kind string, f io.ReaderAt, head []byte, size int64) bool {
	switch kind {
	case "png":
		return !endsWith(f, size, "IEND\xaeB\x60\x82") && !pngEnds(f, size)
	case "jpeg":
		return !endsWith(f, size, jpegEnd) && !jpegEnds(f, size)
	case "webp":
		return int64(binary.LittleEndian.Uint32(head[4:]))+8 > size
	case "gif":
		return !gifEnds(f, size) // It may lack its last byte, and be whole.
	}
	return false
}

func endsWith(f io.ReaderAt, size int64, want string) bool {
	end := make([]byte, len(want))
	n, _ := f.ReadAt(end, max(size-int64(len(want)), 0)) // What cannot be read does not end so.
	return string(end[:n]) == want
}

// pngEnds follows the chunks of a PNG, behind which programs leave other things, to the last one.
func pngEnds(f io.ReaderAt, size int64) bool {
	chunk := make([]byte, 8)
	for at := int64(8); at+12 <= size; {
		if n, _ := f.ReadAt(chunk, at); n < len(chunk) {
			return false
		}
		at += 12 + int64(binary.BigEndian.Uint32(chunk))
		if string(chunk[4:]) == "IEND" {
			return at <= size
		}
	}
	return false
}

const jpegEnd = "\xff\xd9"

// jpegEnds looks for the end of a JPEG behind its header, which may hold a small picture with an end of its
// own. Telephones put films after it.
func jpegEnds(f io.ReaderAt, size int64) bool {
	data, err := io.ReadAll(io.NewSectionReader(f, 0, size))
	if err != nil {
		return false
	}
	for at := 2; at+4 <= len(data); at += 2 + int(binary.BigEndian.Uint16(data[at+2:])) {
		if data[at] != 0xff || data[at+1] == 0xda { // the start of what is drawn
			return bytes.Contains(data[at:], []byte(jpegEnd))
		}
	}
	return false
}

// errSVG says why an SVG is shown in words: no library that is kept draws one both safely and as browsers
// do.
var errSVG = errors.New("it is an SVG, which cannot be drawn here; open it in a browser or a drawing program, save it as PNG, and name that file")

// isSVG reports whether a file is an SVG, by its name or by its first element.
func isSVG(name string, data []byte) bool {
	if ext := strings.ToLower(path.Ext(name)); ext == ".svg" || ext == ".svgz" {
		return true
	}
	head := bytes.TrimLeft(bytes.TrimPrefix(data[:min(len(data), 4096)], []byte("\xef\xbb\xbf")), " \t\r\n")
	return bytes.HasPrefix(head, []byte("<")) && bytes.Contains(head, []byte("<svg"))
}

// moves reports whether a WebP is an animation, which only its header tells: drawing it fails.
func moves(data []byte) bool {
	const animated = 1 << 1 // of the flags in an extended header
	return len(data) > 20 && string(data[8:16]) == "WEBPVP8X" && data[20]&animated != 0
}
