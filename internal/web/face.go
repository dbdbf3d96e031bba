package web

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"sync"

	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/gomonobold"
)

// The page's type is that of the drawn type in a terminal: Go Bold, and Go Mono Bold for code. Their zeros have a
// slash, which makes an 8 of them at the back of a hall, so both are served with it taken out.

// face is a face that pages show type in.
type face struct {
	family string // its name in style sheets
	ttf    []byte
}

// faces are read once: they are values that never change. The program holds the fonts, so a fault in one is a bug.
var faces = sync.OnceValue(func() []face { //nolint:gochecknoglobals // A value that never changes.
	out := []face{{"Assembly", gobold.TTF}, {"Assembly Mono", gomonobold.TTF}}
	for i, f := range out {
		open, err := openZero(f.ttf)
		if err != nil {
			panic(err)
		}
		out[i].ttf = open
	}
	return out
})

// path is where a face is served. It changes with the face, so that a browser may keep it for ever.
func (f face) path() string {
	sum := sha256.Sum256(f.ttf)
	return "/face-" + hex.EncodeToString(sum[:4]) + ".ttf"
}

// facesCSS declares faces, each at an address.
func facesCSS(all []face, address func(f face) string) string {
	var b strings.Builder
	for _, f := range all {
		fmt.Fprintf(&b, "@font-face {\n  font-family: %q;\n  font-weight: 100 900;\n  font-display: block;\n  src: url(%s) format(\"truetype\");\n}\n",
			f.family, address(f))
	}
	return b.String()
}
