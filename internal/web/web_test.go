package web_test

import (
	"bufio"
	"encoding/json"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"assembly/internal/deck"
	"assembly/internal/live"
	"assembly/internal/talk"
	"assembly/internal/theme"
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

// assets are the paths of everything that the page consists of.
func assets(t *testing.T) []string {
	t.Helper()
	entries, err := os.ReadDir("assets")
	if err != nil {
		t.Fatal(err)
	}
	out := []string{"/", "/card", "/theme.css"}
	for _, e := range entries {
		if path.Ext(e.Name()) != ".html" {
			out = append(out, "/"+e.Name())
		}
	}
	return out
}

func TestAssets(t *testing.T) {
	s := newStand(t, builtin(t), "cream")
	kinds := map[string]string{"": "text/html", ".css": "text/css", ".js": "text/javascript"}
	for _, name := range assets(t) {
		resp, body := get(t, s.server.URL()+name)
		want := kinds[path.Ext(name)] + "; charset=utf-8"
		if resp.StatusCode != 200 || resp.Header.Get("Content-Type") != want || body == "" {
			t.Errorf("%s comes with %s, %q, %d bytes; want %q", name, resp.Status, resp.Header.Get("Content-Type"), len(body), want)
		}
		if strings.Contains(body, "{{") {
			t.Errorf("%s has a gap that was not filled in", name)
		}
	}
	for _, name := range []string{"/index.html", "/card.html", "/card/", "/assets/hall.js", "/nothing", "/theme.css/"} {
		if resp, _ := get(t, s.server.URL()+name); resp.StatusCode != 404 {
			t.Errorf("%s comes with %s, want 404", name, resp.Status)
		}
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
	_, css := get(t, s.server.URL()+"/theme.css")
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
	for _, name := range append(assets(t), "/deck", "/command", "/notes") {
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
