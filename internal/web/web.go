// Package web serves the hall screen as a browser page: one page with everything in it, for a window
// that fills the projector's screen and for pupils' own tablets in a classroom.
//
// The page loads nothing from outside and writes the words of a deck as text only. It follows the
// presenter by the paths of package live; with the token in its address it also drives.
//
// It shows type in the face of the terminal's drawn type and breaks lines by the same rule, in the same shares of the
// window, so that a slide looks alike in both. Standalone writes the slides as one file that shows them without a
// server, from the same modules.
package web

import (
	"bytes"
	"embed"
	"fmt"
	"net/http"
	"path"
	"strconv"
	"strings"

	"assembly/internal/cell"
	"assembly/internal/live"
	"assembly/internal/theme"
)

//go:embed assets
var files embed.FS

// Handler serves the page and what belongs to it, and the test card. Headers that hold for every response are the
// server's.
func Handler() http.Handler { return serve(load()) }

// serve serves assets by their paths.
func serve(assets map[string][]byte) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text, ok := assets[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", kindOf(r.URL.Path))
		if path.Ext(r.URL.Path) == ".ttf" { // The path of a face changes with it.
			w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		}
		w.Header().Set("Content-Length", strconv.Itoa(len(text)))
		_, _ = w.Write(text) // A client that does not read it has gone.
	})
}

// load reads the embedded files by the paths under which they are served. Reading them cannot fail.
func load() map[string][]byte {
	out := map[string][]byte{"/theme.css": []byte(themeCSS() + facesCSS(faces(), face.path))}
	for _, f := range faces() {
		out[f.path()] = f.ttf
	}
	entries, err := files.ReadDir("assets")
	if err != nil {
		panic(err)
	}
	for _, e := range entries {
		text, err := files.ReadFile("assets/" + e.Name())
		if err != nil {
			panic(err)
		}
		out["/"+e.Name()] = text
	}
	out["/"] = fillIn(out["/index.html"])
	out[CardPath] = fillInCard(out["/card.html"])
	delete(out, "/index.html")
	delete(out, "/card.html")
	return out
}

// fillIn writes into the page what it shares with package live.
func fillIn(page []byte) []byte {
	page = bytes.ReplaceAll(page, []byte("{{version}}"), []byte(strconv.Itoa(live.Version)))
	return bytes.ReplaceAll(page, []byte("{{tokenHeader}}"), []byte(live.TokenHeader))
}

// kindOf does not ask the machine, whose own table may say that a script is plain text.
func kindOf(name string) string {
	kinds := map[string]string{"": "text/html", ".css": "text/css", ".js": "text/javascript"}
	if path.Ext(name) == ".ttf" {
		return "font/ttf"
	}
	return kinds[path.Ext(name)] + "; charset=utf-8"
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
