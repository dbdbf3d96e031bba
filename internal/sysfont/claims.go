package sysfont

import (
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/fontscan"

	"github.com/westandtogether-assembly/assembly/internal/atomicfile"
)

// Bounds of what a font may say of itself.
const (
	moreThanFile = 64 << 20 // bytes of tables beyond the file's own: those of a WOFF are packed
	maxDirectory = 1 << 20  // bytes that are read of a file's directories; 100 times what a large collection has
)

var errClaims = errors.New("the font says that it is far larger than its file")

// claims reads the directories of a font's file as go-text does, and adds up how long each says that its tables are:
// go-text asks for that much memory, up to 4 GiB a table, before it looks whether the file has it.
type claims struct {
	opentype.Resource
	most     int64 // bytes that the tables of one font may have
	tables   int64 // bytes that those of the font under way have
	read     int   // bytes, of all directories
	tooLarge bool
}

// Seek implements opentype.Resource. A font's directory begins where go-text goes to.
func (c *claims) Seek(offset int64, whence int) (int64, error) {
	c.tables = 0
	return c.Resource.Seek(offset, whence)
}

// Read implements opentype.Resource. go-text reads each entry of a directory by itself.
func (c *claims) Read(p []byte) (int, error) {
	n, err := c.Resource.Read(p)
	c.read += n
	switch n {
	case 16: // OpenType: tag, checksum, offset, length
		c.tables += int64(binary.BigEndian.Uint32(p[12:]))
	case 20: // WOFF: tag, offset, packed length, length, checksum
		c.tables += int64(max(binary.BigEndian.Uint32(p[8:]), binary.BigEndian.Uint32(p[12:])))
	}
	if c.tables > c.most || c.read > maxDirectory {
		c.tooLarge = true
		return 0, errClaims
	}
	return n, err
}

// modest reports whether a file of a size, in bytes, can be read as a font without asking for far more memory than that.
// What is no font can.
func modest(file opentype.Resource, size int64) bool {
	c := &claims{Resource: file, most: size + moreThanFile}
	_, _ = opentype.NewLoaders(c) // A broken font is left to the one who reads it.
	return !c.tooLarge
}

// immodest is the path of a font of the system that must not be read, "" where there is none. go-text reads the fonts by
// itself, file by file.
func immodest() (path string) {
	dirs, _ := fontscan.DefaultFontDirectories(quiet{})
	for _, dir := range dirs {
		_ = filepath.WalkDir(dir, func(file string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || mayBeRead(file) {
				return nil //nolint:nilerr // what cannot be listed is not read either
			}
			path = file
			return fs.SkipAll
		})
		if path != "" {
			return path
		}
	}
	return ""
}

// mayBeRead reports whether a file may be read as a font: it does not ask for too much, and is no device or pipe, on which
// a reader may wait for ever. Of a folder behind a link, and of what cannot be opened, nothing is read.
func mayBeRead(path string) bool {
	if info, err := os.Stat(path); err != nil || info.IsDir() {
		return true
	}
	file, err := atomicfile.OpenOrdinary(path)
	if err != nil {
		return !errors.Is(err, atomicfile.ErrNotOrdinary)
	}
	defer func() { _ = file.Close() }()
	info, err := file.Stat()
	return err != nil || modest(file, info.Size())
}
