package pptx

import (
	"bytes"
	"crypto/sha256"
	"errors"
)

var errFormat = errors.New("the picture is no PNG, JPEG or GIF: convert it to one of them")

// extension is the kind of a picture by its first bytes.
func extension(data []byte) (string, error) {
	for _, kind := range []struct{ magic, ext string }{
		{"\x89PNG\r\n\x1a\n", "png"}, {"\xff\xd8\xff", "jpeg"}, {"GIF87a", "gif"}, {"GIF89a", "gif"},
	} {
		if bytes.HasPrefix(data, []byte(kind.magic)) {
			return kind.ext, nil
		}
	}
	return "", errFormat
}

// media knows the pictures that are already in the file.
type media struct {
	names map[[sha256.Size]byte]string
}

// name is the file of a picture, and whether it still has to be written.
func (m *media) name(data []byte) (name string, fresh bool, err error) {
	sum := sha256.Sum256(data)
	if known, ok := m.names[sum]; ok {
		return known, false, nil
	}
	ext, err := extension(data)
	if err != nil {
		return "", false, err
	}
	if m.names == nil {
		m.names = map[[sha256.Size]byte]string{}
	}
	name = "image" + number(len(m.names)+1) + "." + ext
	m.names[sum] = name
	return name, true, nil
}
