package web

import (
	"encoding/base64"
	"fmt"
	"strings"
	"sync"

	"github.com/westandtogether-assembly/assembly/internal/goface"
)

// The page's type is that of the drawn type in a terminal: Go Bold, and Go Mono Bold for code.

// face is a face that pages show type in.
type face struct {
	family string // its name in style sheets
	woff   []byte
}

var faces = sync.OnceValue(func() []face { //nolint:gochecknoglobals // A value that never changes.
	return []face{{"Assembly", woff(goface.Bold())}, {"Assembly Mono", woff(goface.MonoBold())}}
})

// facesCSS declares faces, with what they are inside.
func facesCSS(all []face) string {
	var b strings.Builder
	for _, f := range all {
		fmt.Fprintf(&b, "@font-face {\n  font-family: %q;\n  font-weight: 100 900;\n  font-display: block;\n"+
			"  src: url(data:font/woff;base64,%s) format(\"woff\");\n}\n", f.family, base64.StdEncoding.EncodeToString(f.woff))
	}
	return b.String()
}
