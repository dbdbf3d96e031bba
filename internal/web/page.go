package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// A page is one document with its style, its faces and its script inside: a class that opens it at the same moment
// asks once for each screen.

// document is a page as it is sent.
type document struct {
	plain, zipped []byte
	policy, tag   string
}

// newDocument puts a style and a script, "" for none, into a page. Before a script there is first.js, which takes what
// is secret from the address and tells where the script does not work.
func newDocument(page, style, script string) *document {
	page = strings.Replace(page, "{{style}}", "<style>"+style+"</style>", 1)
	policy := "default-src 'none'; style-src " + hashOf(style) + "; img-src 'self' data: blob:; "
	if script != "" {
		first := embedded("first.js")
		page = strings.Replace(page, "{{first}}", "<script>"+first+"</script>", 1)
		page = strings.Replace(page, "{{script}}", "<script>"+script+"</script>", 1)
		policy += "script-src " + hashOf(first) + " " + hashOf(script) + "; connect-src 'self'; "
	}
	policy += "font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
	sum := sha256.Sum256([]byte(page))
	tag := `W/"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
	return &document{plain: []byte(page), zipped: zip(page), policy: policy, tag: tag}
}

// zip compresses a text. Writing to memory cannot fail.
func zip(text string) []byte {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		panic(err)
	}
	_, _ = w.Write([]byte(text))
	_ = w.Close()
	return out.Bytes()
}

// ServeHTTP implements http.Handler.
func (d *document) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Security-Policy", d.policy)
	h.Set("Cache-Control", "no-cache") // It may be stored, but must be asked for again.
	h.Set("ETag", d.tag)
	h.Set("Vary", "Accept-Encoding")
	if strings.Contains(r.Header.Get("If-None-Match"), d.tag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Type", "text/html; charset=utf-8")
	text := d.plain
	if takesGzip(r.Header.Get("Accept-Encoding")) {
		h.Set("Content-Encoding", "gzip")
		text = d.zipped
	}
	h.Set("Content-Length", strconv.Itoa(len(text)))
	_, _ = w.Write(text) // A client that does not read it has gone.
}

// takesGzip reports whether a browser accepts what is compressed, as in "deflate, gzip;q=0.5".
func takesGzip(accepted string) bool {
	for one := range strings.SplitSeq(accepted, ",") {
		name, weight, weighted := strings.Cut(one, ";")
		if strings.EqualFold(strings.TrimSpace(name), "gzip") {
			q, err := strconv.ParseFloat(strings.TrimPrefix(strings.TrimSpace(weight), "q="), 64)
			return !weighted || err == nil && q > 0
		}
	}
	return false
}

// hashOf names a script or a style in a content security policy.
func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return fmt.Sprintf("'sha256-%s'", base64.StdEncoding.EncodeToString(sum[:]))
}
