package web

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"assembly/internal/goface"
)

// The page's type is that of the drawn type in a terminal: Go Bold, and Go Mono Bold for code.

// face is a face that pages show type in.
type face struct {
	family string // its name in style sheets
	ttf    []byte
}

func faces() []face { return []face{{"Assembly", goface.Bold()}, {"Assembly Mono", goface.MonoBold()}} }

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
