package markdown

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"strings"
)

// findFile turns a path as authors write it into the name of a file beside the deck. It opens
// nothing: opening a pipe would wait for a writer.
func (b *book) findFile(path string) (name string, err error) {
	name = strings.ReplaceAll(path, `\`, "/")
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
		if plain, err := url.PathUnescape(name); err == nil && plain != name {
			return b.findFile(plain) // As some editors write blanks: %20.
		}
		return "", errors.New("no such file; expected a path from the deck's folder")
	case err != nil:
		return "", fmt.Errorf("open it: %w", err)
	case info.Mode().Type()&^fs.ModeIrregular != 0: // Files of OneDrive can be irregular.
		return "", errors.New("it is not a file")
	}
	return name, nil
}

// openFile opens a file beside the deck.
func (b *book) openFile(path string) (f fs.File, name string, err error) {
	name, err = b.findFile(path)
	if err != nil {
		return nil, "", err
	}
	f, err = b.files.Open(name)
	if err != nil {
		return nil, "", fmt.Errorf("open it: %w", err)
	}
	return f, name, nil
}

// readFile reads a file beside the deck that is at most limit bytes long.
func (b *book) readFile(path string, limit int64) ([]byte, error) {
	f, _, err := b.openFile(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var data bytes.Buffer
	if info, err := f.Stat(); err == nil { // A buffer that grows step by step takes several times the memory.
		data.Grow(int(min(info.Size(), limit)) + bytes.MinRead)
	}
	if _, err := data.ReadFrom(io.LimitReader(f, limit+1)); err != nil {
		return nil, fmt.Errorf("read it: %w", err)
	}
	if int64(data.Len()) > limit {
		return nil, tooLarge(limit)
	}
	return data.Bytes(), nil
}
