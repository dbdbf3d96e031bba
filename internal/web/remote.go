package web

import "net/http"

// RemotePage serves the page of the phone that drives, as one document, whatever the path. The page takes its key from
// the fragment of its address; see live.Remote.
func RemotePage() http.Handler {
	return remoteOf(asset)
}

// remoteOf is the page made of the modules that are read.
func remoteOf(read func(name string) (string, error)) *document {
	return newDocument(fillIn(embedded("remote.html")), embedded("remote.css"), mustBundle("remote.js", read))
}
