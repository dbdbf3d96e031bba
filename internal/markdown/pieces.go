package markdown

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
)

// pieces is a file beside the deck that is read piece by piece. Between two of them it is not open: whoever takes it slowly
// must not hold what Windows could not replace meanwhile, and no memory stick could be taken out with.
type pieces struct {
	book *book
	name string
	is   fs.FileInfo // as it was at first
	at   int64
}

var errChanged = errors.New("it has changed while it was read")

// openPieces looks at a picture's file.
func (b *book) openPieces(name string) (*pieces, error) {
	p := &pieces{book: b, name: name}
	f, err := p.open()
	if err != nil {
		return nil, err
	}
	return p, f.Close()
}

// open opens the file, which has to be the one that it was.
func (p *pieces) open() (fs.File, error) {
	f, _, err := p.book.openFile(p.name)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if p.is == nil {
		p.is = info
	}
	switch {
	case err != nil:
		err = fmt.Errorf("open it: %w", err)
	case info.Size() > maxPicture:
		err = tooLarge(maxPicture)
	case info.Size() != p.is.Size() || !info.ModTime().Equal(p.is.ModTime()):
		err = errChanged
	}
	if err != nil {
		_ = f.Close()
		return nil, err
	}
	return f, nil
}

// Read implements io.Reader.
func (p *pieces) Read(into []byte) (int, error) {
	if p.at >= p.is.Size() {
		return 0, io.EOF
	}
	f, err := p.open()
	if err != nil {
		return 0, err
	}
	defer func() { _ = f.Close() }()
	at, ok := f.(io.ReaderAt)
	if !ok {
		return 0, errors.ErrUnsupported
	}
	n, err := at.ReadAt(into[:min(int64(len(into)), p.is.Size()-p.at)], p.at)
	p.at += int64(n)
	if n > 0 {
		return n, nil
	}
	return 0, fmt.Errorf("read it: %w", err)
}
