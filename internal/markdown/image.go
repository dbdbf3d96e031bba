package markdown

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"image"
	_ "image/gif"  // The formats of pictures that a deck may use.
	_ "image/jpeg" //
	_ "image/png"  //
	"io"
	"io/fs"
	"path"
	"strings"
	"sync"

	_ "golang.org/x/image/webp" // A format too.
)

// findFile turns a path as authors write it into the name of a file beside the deck. It opens
// nothing: opening a pipe would wait for a writer.
func (b *book) findFile(path string) (name string, err error) {
	name = strings.ReplaceAll(path, `\\`, "/")
	for strings.HasPrefix(name, "./") {
		name = name[len("./"):]
	}
	if b.files == nil {
		return "", errors.New("no folder to read it from")
	}
	if !fs.ValidPath(name) || strings.Contains(name, ":") {
		return "", errors.New("expected a file in the deck's folder or below it")
	}
	info, err := fs.Stat(b.files, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", errors.New("no such file; expected a path from the deck's folder")
	case err != nil:
		return "", fmt.Errorf("open it: %w", err)
	case info.Mode().Type()&^fs.ModeIrregular != 0: // Files of OneDrive can be irregular.
		return "", errors.New("it is not a file")
	}
	return name, nil
}

// readFile reads a file beside the deck that is at most limit bytes long.
func (b *book) readFile(path string, limit int64) ([]byte, error) {
	name, err := b.findFile(path)
	if err != nil {
		return nil, err
	}
	f, err := b.files.Open(name)
	if err != nil {
		return nil, fmt.Errorf("open it: %w", err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, fmt.Errorf("read it: %w", err)
	}
	if int64(len(data)) > limit {
		return nil, fmt.Errorf("it is larger than %d MB", limit>>20)
	}
	return data, nil
}

// picture reads a picture of the deck. However often it is shown, it is read once.
func (b *book) picture(name string) ([]byte, error) {
	if b.pictures[name] == nil {
		b.pictures[name] = sync.OnceValues(func() ([]byte, error) { return b.readImage(name) })
	}
	return b.pictures[name]()
}

// readImage reads a picture and checks that it can be drawn.
func (b *book) readImage(name string) ([]byte, error) {
	data, err := b.imageData(name)
	if err != nil {
		return nil, err
	}
	if isSVG(name, data) {
		return nil, errSVG
	}
	c, kind, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, errors.New("it is not a PNG, JPEG, GIF or WebP")
	}
	if c.Width < 1 || c.Height < 1 || c.Width > maxPixels/c.Height {
		return nil, fmt.Errorf("it is a %s of %d by %d, more than %d million pixels; make it smaller", kind, c.Width, c.Height, maxPixels/1_000_000)
	}
	if moves(data) {
		return nil, errors.New("it is a WebP that moves; save one picture of it as PNG")
	}
	return data, nil
}

// imageData reads the bytes of a picture, from its file or from the deck itself.
func (b *book) imageData(name string) ([]byte, error) {
	switch {
	case strings.HasPrefix(name, "data:"):
		_, text, ok := strings.Cut(name, ";base64,")
		data, err := base64.StdEncoding.DecodeString(text)
		if !ok || err != nil {
			return nil, errors.New("its data is not complete base64")
		}
		return data, nil
	case strings.Contains(name, "://"), strings.HasPrefix(name, "//"):
		return nil, errors.New("it is a web address, and the hall may have no Internet; save the picture beside the deck and give its file name")
	}
	return b.readFile(name, maxPicture)
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
