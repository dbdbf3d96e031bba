package web

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"assembly/internal/live"
)

// RemotePage serves the page of the phone that drives, as one document with everything in it, whatever the path. The
// page takes its key from the fragment of its address; see live.Remote.
func RemotePage() http.Handler {
	page, policy := remotePage()
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		h := w.Header()
		h.Set("Content-Type", "text/html; charset=utf-8")
		h.Set("Content-Security-Policy", policy)
		h.Set("Content-Length", strconv.Itoa(len(page)))
		_, _ = w.Write(page) // A client that does not read it has gone.
	})
}

// remotePage puts the page together, with a policy that lets it load nothing else and talk to its own server only.
func remotePage() (page []byte, policy string) {
	script, err := bundle("remote.js", asset)
	if err != nil {
		panic(err) // The files are part of the program.
	}
	style := must(asset("remote.css"))
	text := strings.NewReplacer("{{version}}", strconv.Itoa(live.Version), "{{style}}", style, "{{script}}", script).Replace(must(asset("remote.html")))
	policy = fmt.Sprintf("default-src 'none'; script-src %s; style-src %s; img-src data:; connect-src 'self'; base-uri 'none'; "+
		"form-action 'none'; frame-ancestors 'none'", hashOf(script), hashOf(style))
	return []byte(text), policy
}

// must gives an embedded file, which cannot be missing.
func must(text string, err error) string {
	if err != nil {
		panic(err)
	}
	return text
}
