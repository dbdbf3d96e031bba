// Package licences holds the licences of what the program consists of: its own, Go's, those of every module that is
// built into it for some system, and those of its typefaces. A test holds them to what is built.
package licences

import (
	"bytes"
	"compress/gzip"
	_ "embed" // for the licences
	"io"
)

//go:generate go -C ../.. run ./cmd/licences

//go:embed licences.txt.gz
var packed []byte //nolint:gochecknoglobals // An embedded file is a variable.

// Text is a list of all parts with the kinds of their licences, and below it the licences, word for word. It is empty
// where the embedded file is not what the generator wrote.
func Text() string {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return ""
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return ""
	}
	return string(text)
}
