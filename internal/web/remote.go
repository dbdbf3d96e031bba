package web

import "net/http"

// RemotePage serves the page of the phone that drives, as one document, whatever the path. The page takes its key from
// the fragment of its address; see live.Remote.
func RemotePage() http.Handler {
	script, err := bundle("remote.js", asset)
	if err != nil {
		panic(err) // The modules are embedded; a test bundles them.
	}
	return newDocument(fillIn(embedded("remote.html")), embedded("remote.css"), script)
}
