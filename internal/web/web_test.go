package web_test

import (
	"bufio"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/internal/web"
)

func get(t *testing.T, url string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(body)
}

// A page is one document, and nothing else is served: whoever has it needs only the presenter's events and deck.
func TestDocuments(t *testing.T) {
	s := newStand(t, builtin(t), "cream")
	for _, name := range []string{"/", "/card"} {
		resp, body := get(t, s.server.URL()+name)
		if resp.StatusCode != 200 || resp.Header.Get("Content-Type") != "text/html; charset=utf-8" || resp.Header.Get("Cache-Control") != "no-cache" {
			t.Errorf("%s comes with %s, %v", name, resp.Status, resp.Header)
		}
		if strings.Contains(body, "{{") {
			t.Errorf("%s has a gap that was not filled in", name)
		}
		for _, m := range regexp.MustCompile(`(?:\b(?:src|href)="|url\()([^")]{0,20})`).FindAllStringSubmatch(body, -1) {
			if !strings.HasPrefix(m[1], "data:") {
				t.Errorf("%s loads %s", name, m[1])
			}
		}
		policy := resp.Header.Get("Content-Security-Policy")
		parts := regexp.MustCompile(`(?s)<(style|script)>(.*?)</(?:style|script)>`).FindAllStringSubmatch(body, -1)
		for _, m := range parts {
			sum := sha256.Sum256([]byte(m[2]))
			if want := "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; !strings.Contains(rule(policy, m[1]+"-src"), want) {
				t.Errorf("%s has a %s that its policy %q does not allow", name, m[1], policy)
			}
		}
		if want := map[string]int{"/": 3, "/card": 1}[name]; len(parts) != want || strings.Contains(policy, "unsafe") || !strings.HasPrefix(policy, "default-src 'none'; ") {
			t.Errorf("%s has %d parts under the policy %q", name, len(parts), policy)
		}
	}
	for _, name := range []string{"/index.html", "/hall.js", "/hall.css", "/theme.css", "/card.html", "/card/", "/assets/hall.js", "/nothing", "/sw.js", "/manifest.json"} {
		if resp, _ := get(t, s.server.URL()+name); resp.StatusCode != 404 {
			t.Errorf("%s comes with %s, want 404", name, resp.Status)
		}
	}
}

// rule is what a content security policy says of one kind of thing.
func rule(policy, kind string) string {
	_, policy, _ = strings.Cut(policy, kind+" ")
	policy, _, _ = strings.Cut(policy, ";")
	return policy
}

// A page is compressed for those who accept that, and not sent again to those who have it.
func TestDocumentIsSentOnce(t *testing.T) {
	ask := func(encodings, tag string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodGet, "/", http.NoBody)
		r.Header.Set("Accept-Encoding", encodings)
		r.Header.Set("If-None-Match", tag)
		w := httptest.NewRecorder()
		web.Handler().ServeHTTP(w, r)
		return w
	}
	plain := ask("", "")
	for encodings, zipped := range map[string]bool{
		"gzip": true, "deflate, GZIP ;q=0.5": true, "br, gzip, zstd": true,
		"identity": false, "gzip;q=0": false, "gzip;q=x": false, "xgzip": false,
	} {
		got := ask(encodings, "")
		body := io.Reader(got.Body)
		if zipped {
			var err error
			if body, err = gzip.NewReader(got.Body); err != nil {
				t.Fatal(err)
			}
		}
		text, err := io.ReadAll(body)
		if err != nil || string(text) != plain.Body.String() || (got.Header().Get("Content-Encoding") == "gzip") != zipped || got.Header().Get("Vary") != "Accept-Encoding" {
			t.Errorf("to %q come %d bytes, %v, %v", encodings, len(text), err, got.Header())
		}
	}
	tag := plain.Header().Get("ETag")
	if again := ask("gzip", `"other", `+tag); again.Code != http.StatusNotModified || again.Body.Len() != 0 || again.Header().Get("ETag") != tag {
		t.Errorf("a page that is there is answered with %d and %d bytes", again.Code, again.Body.Len())
	}
	t.Logf("the page has %d bytes, compressed %d", plain.Body.Len(), ask("gzip", "").Body.Len())
}

// Tablets stay in schools for long: the pages use nothing that browsers have learned since Chrome 80 and Safari 13.1.
func TestOldBrowsersReadThePages(t *testing.T) {
	late := map[string]*regexp.Regexp{
		".js":  regexp.MustCompile(`\?\?=|\|\|=|&&=|\.at\(|replaceAll\(|replaceChildren\(|\(\?<[=!]|^\s*static\b|this\.#|structuredClone|findLast|toSorted|hasOwn\(|\.(margin|padding|inset)(Block|Inline)\b`),
		".css": regexp.MustCompile(`:(is|where|has)\(|\binset(-inline|-block)?:|\b(margin|padding)-(inline|block):|\d(dvh|svh|lvh|cqw)\b|&`),
	}
	err := fs.WalkDir(os.DirFS("assets"), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || late[path.Ext(name)] == nil {
			return err
		}
		text, err := fs.ReadFile(os.DirFS("assets"), name)
		if found := late[path.Ext(name)].FindString(string(text)); found != "" {
			t.Errorf("%s has %q", name, found)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// The page loads nothing from outside, has no script or style of its own in it, and never makes
// markup of words.
func TestPageIsSelfContained(t *testing.T) {
	forbidden := map[string]*regexp.Regexp{
		"an address outside":  regexp.MustCompile(`(?i)(https?:)?//[a-z0-9]+\.`),
		"a script in markup":  regexp.MustCompile(`(?i)<script(\s+type="module")?>|\son[a-z]+\s*=\s*["']|javascript:`),
		"a style in markup":   regexp.MustCompile(`(?i)<style|\sstyle\s*=\s*["']`),
		"words as markup":     regexp.MustCompile(`innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|eval\(|new Function`),
		"an import of a font": regexp.MustCompile(`@import|@font-face|url\(`),
	}
	err := fs.WalkDir(os.DirFS("assets"), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(os.DirFS("assets"), name)
		for what, pattern := range forbidden {
			if found := pattern.FindString(string(text)); found != "" {
				t.Errorf("%s holds %s: %q", name, what, found)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestThemes(t *testing.T) {
	s := newStand(t, builtin(t), "cream")
	_, page := get(t, s.server.URL())
	_, css, _ := strings.Cut(page, "<style>\n")
	css, _, _ = strings.Cut(css, "/*")
	if !strings.HasPrefix(css, ":root,\n[data-theme=\"cream\"] {") {
		t.Errorf("without a theme the page is not cream: %.80q", css)
	}
	for _, name := range theme.Names() {
		if !strings.Contains(css, `[data-theme="`+name+`"] {`) {
			t.Errorf("the theme %s is missing", name)
		}
	}
	if !strings.Contains(css, "--background: #fbf3df;") || strings.Count(css, "--") != 6*len(theme.Names()) {
		t.Errorf("the themes' colours are %s", css)
	}
}

// What deck.js takes for granted of package deck.
func TestKindsAreNumberedAsThePageKnowsThem(t *testing.T) {
	script, err := os.ReadFile("assets/deck.js")
	if err != nil {
		t.Fatal(err)
	}
	want := "Kind = Object.freeze({ Paragraph: 0, Heading: 1, List: 2, Quote: 3, Code: 4, Table: 5, Picture: 6 })"
	if !strings.Contains(string(script), want) {
		t.Errorf("deck.js has not %s", want)
	}
	kinds := []deck.Kind{deck.Paragraph, deck.Heading, deck.List, deck.Quote, deck.Code, deck.Table, deck.Picture}
	if !slices.Equal(kinds, []deck.Kind{0, 1, 2, 3, 4, 5, 6}) {
		t.Errorf("package deck numbers the kinds %v", kinds)
	}
}

// A follower that reads the events as they are on the wire.
func TestEventsOnTheWire(t *testing.T) {
	s := newStand(t, builtin(t), "cream")
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.server.URL()+"/events", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if got := resp.Header.Get("Content-Type"); got != "text/event-stream" {
		t.Fatalf("the events are %q", got)
	}
	lines := bufio.NewScanner(resp.Body)
	next := func() live.Snapshot {
		for lines.Scan() {
			data, ok := strings.CutPrefix(lines.Text(), "data: {")
			if !ok {
				continue
			}
			var got live.Snapshot
			if err := json.Unmarshal([]byte("{"+data), &got); err != nil {
				t.Fatal(err)
			}
			return got
		}
		t.Fatal("the events have ended")
		return live.Snapshot{}
	}
	if got := next(); got.Slide != 0 || got.Seq != 0 || got.Version != live.Version {
		t.Errorf("on joining there is %+v", got)
	}
	s.do(talk.GoTo, 3)
	if got := next(); got.Slide != 3 || got.Seq != 1 {
		t.Errorf("after a move there is %+v", got)
	}
	s.do(talk.BlackOut, 0)
	if got := next(); got.Blank != live.Black {
		t.Errorf("under black there is %+v", got)
	}
}

// No words of the notes of the built-in deck are in anything that is sent.
func TestNoNoteIsServed(t *testing.T) {
	d := builtin(t)
	s := newStand(t, d, "cream")
	var all strings.Builder
	for _, name := range []string{"/", "/card", "/deck", "/command", "/notes"} {
		resp, body := get(t, s.server.URL()+name)
		for field, values := range resp.Header {
			all.WriteString(field + ": " + strings.Join(values, " ") + "\n")
		}
		all.WriteString(body)
	}
	sentences := noteSentences(d)
	if len(sentences) < 100 {
		t.Fatalf("the notes have only %d sentences, so this test sees too little", len(sentences))
	}
	for _, sentence := range sentences {
		if strings.Contains(all.String(), sentence) {
			t.Errorf("a note is served: %q", sentence)
		}
	}
}

// noteSentences are the sentences of the notes that are not also on a slide.
func noteSentences(d *deck.Deck) []string {
	onSlides := ""
	for i := range d.Len() {
		onSlides += d.PublicSlide(i).Text() + "\n"
	}
	var out []string
	for i := range d.Len() {
		for _, notes := range d.Slide(i).Notes {
			for _, n := range notes {
				for _, sentence := range strings.Split(n.String(), ". ") {
					if len(sentence) > 15 && !strings.Contains(onSlides, strings.Trim(sentence, ".")) {
						out = append(out, sentence)
					}
				}
			}
		}
	}
	return out
}
