// Package web serves the hall screen as a browser page: one page with everything in it, for a window
// that fills the projector's screen and for pupils' own tablets in a classroom.
//
// The page loads nothing from outside and writes the words of a deck as text only. It follows the
// presenter by the paths of package live; with a code in its address, which is good for one page, it also drives.
//
// It shows type in the face of the terminal's drawn type and breaks lines by the same rule, in the same shares of the
// window, so that a slide looks alike in both. Standalone writes the slides as one file that shows them without a
// server, from the same modules.
package web

import (
	"embed"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/theme"
)

//go:embed assets
var files embed.FS

// Handler serves the page and the test card. Headers that hold for every response are the server's.
func Handler() http.Handler {
	return serve(map[string]func() *document{"/": hallPage, CardPath: cardPage})
}

// serve serves documents by their paths.
func serve(documents map[string]func() *document) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		page, ok := documents[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		page().ServeHTTP(w, r)
	})
}

// hallPage is made when it is first asked for.
var hallPage = sync.OnceValue(func() *document { //nolint:gochecknoglobals // A value that never changes.
	return hallOf(asset)
})

// hallOf is the page made of the modules that are read.
func hallOf(read func(name string) (string, error)) *document {
	return newDocument(fillIn(embedded("index.html")), "\n"+themeCSS()+embedded("hall.css")+facesCSS(faces()), "\n"+mustBundle("hall.js", read))
}

// mustBundle bundles modules of which a test has shown that they can be.
func mustBundle(entry string, read func(name string) (string, error)) string {
	script, err := bundle(entry, read)
	if err != nil {
		panic(err)
	}
	return script
}

// embedded reads an asset, which cannot fail.
func embedded(name string) string {
	text, err := asset(name)
	if err != nil {
		panic(err)
	}
	return text
}

// fillIn writes into the page what it shares with package live.
func fillIn(page string) string {
	return strings.ReplaceAll(page, "{{version}}", strconv.Itoa(live.Version))
}

// themeCSS writes every palette as custom properties, chosen by the data-theme of the page or of a part of it; the
// first is the default.
func themeCSS() string {
	var b strings.Builder
	for i, name := range theme.Names() {
		p, err := theme.Lookup(name)
		if err != nil {
			continue // Names and Lookup agree; a test holds them to it.
		}
		if i == 0 {
			b.WriteString(":root,\n")
		}
		fmt.Fprintf(&b, "[data-theme=%q] {\n", name)
		roles := []string{"background", "foreground", "strong", "quiet", "shape", "hollow"}
		for i, c := range []cell.Color{p.Background, p.Foreground, p.Strong, p.Quiet, p.Shape, p.Hollow} {
			fmt.Fprintf(&b, "  --%s: #%02x%02x%02x;\n", roles[i], c.R, c.G, c.B)
		}
		b.WriteString("}\n")
	}
	return b.String()
}
