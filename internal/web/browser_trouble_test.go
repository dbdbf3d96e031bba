package web_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/web"
)

// gallery shows many pages at once, each in a frame of one page.
type gallery struct {
	pages  map[string]http.Handler
	dead   map[string]bool // those in whose frames no script may run
	failed map[string]bool // modules
}

// hung is what shows of a page in a gallery.
type hung struct {
	Text    string // all that shows
	Front   string // the ID of what is in the middle, of the parts of the page
	Address string
	Trouble bool
}

const hungPages = `(() => {
	const frames = [...document.querySelectorAll("iframe")];
	const state = (f) => f.contentDocument.documentElement.dataset;
	const settled = (f) => f.contentDocument.readyState === "complete" && f.contentDocument.body &&
		(f.sandbox.length > 0 || state(f).at || state(f).status || "trouble" in state(f) || !f.contentDocument.documentElement.className);
	if (!frames.every(settled)) return "";
	return JSON.stringify(Object.fromEntries(frames.map((f) => {
		const d = f.contentDocument;
		let front = d.elementFromPoint(f.clientWidth / 2, f.clientHeight / 2) ?? d.body;
		while (front.parentElement && front.parentElement !== d.body) front = front.parentElement;
		return [f.name, { Text: d.body.innerText.replace(/\s+/g, " ").trim(), Front: front.id, Address: d.location.href, Trouble: "trouble" in state(f) }];
	})));
})()`

// hang opens the gallery, with a token in the address of each page, and waits until all show something.
func (g gallery) hang(t *testing.T, p *tab) map[string]hung {
	t.Helper()
	names := slices.Sorted(maps.Keys(g.pages))
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, "/")
		if page := g.pages[name]; page != nil {
			page.ServeHTTP(w, r)
			return
		}
		if name != "" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html")
		for _, name := range names {
			dead := ""
			if g.dead[name] {
				dead = ` sandbox="allow-same-origin"`
			}
			fmt.Fprintf(w, `<iframe name=%q src="/%s#token=secret" width="400" height="300" style="position:fixed"%s></iframe>`, name, name, dead)
		}
	}))
	t.Cleanup(s.Close)
	t.Cleanup(s.CloseClientConnections)
	p.open(t, s.URL, 400, 300)
	p.wait(hungPages + ` !== ""`)
	var out map[string]hung
	if err := json.Unmarshal([]byte(eval[string](p, hungPages)), &out); err != nil {
		t.Fatal(err)
	}
	if len(out) != len(names) {
		t.Fatalf("%d of %d pages are there", len(out), len(names))
	}
	return out
}

// standalonePage is a page without a server made of other modules, as a server gives it.
func standalonePage(t *testing.T, read func(string) (string, error)) http.Handler {
	t.Helper()
	var out bytes.Buffer
	if err := web.StandaloneOf(builtin(t).Public(), read, &out); err != nil {
		t.Fatal(err)
	}
	return bare(out.String())
}

// hasty is a page that must not wait until it tells of trouble.
func hasty(page http.Handler) http.Handler {
	return bare(strings.Replace(textOf(page), "longest = 6000", "longest = 600000", 1))
}

// bare is a page without its policy, which allows no frames and nothing of what tests put in, and without its faces,
// whose size counts where there are many pages.
func bare(text string) http.Handler {
	text = regexp.MustCompile(`<meta http-equiv[^>]*>|src: url\(data:font[^)]*\) format\("woff"\);`).ReplaceAllString(text, "")
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte(text))
	})
}

// textOf is what a handler gives.
func textOf(h http.Handler) string {
	answer := httptest.NewRecorder()
	h.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/", http.NoBody))
	return answer.Body.String()
}

// broken adds the pages in which one module fails, of those that have not failed elsewhere, and one that does not parse.
func (g gallery) broken(t *testing.T, kind, entry string, page func(read func(string) (string, error)) http.Handler) {
	t.Helper()
	modules, err := web.Modules(entry)
	if err != nil || len(modules) < 7 {
		t.Fatalf("the modules of %s are %q, %v", entry, modules, err)
	}
	for _, name := range modules {
		if g.failed[name] {
			continue
		}
		g.failed[name] = true
		g.pages[kind+"-"+name] = hasty(page(web.With(map[string]string{name: "throw new Error(\"broken\");\n"})))
	}
	for what, text := range map[string]string{"404": "<h1>404 page not found</h1>\n", "newer": "const later = a |> b;\n"} {
		g.pages[kind+"-"+what] = hasty(page(web.With(map[string]string{modules[0]: text})))
	}
}

// Whatever of a page fails, something shows that says so, and what is secret leaves the address if any script runs.
func testBrokenPages(t *testing.T, p *tab) {
	g := gallery{pages: map[string]http.Handler{}, dead: map[string]bool{}, failed: map[string]bool{}}
	g.broken(t, "hall", "hall.js", web.HallOf)
	g.broken(t, "phone", "remote.js", web.RemoteOf)
	g.broken(t, "alone", "standalone.js", func(read func(string) (string, error)) http.Handler { return standalonePage(t, read) })
	script := regexp.MustCompile(`(?s)<script>.*?</script>`)
	for kind, page := range map[string]http.Handler{
		"hall": web.Handler(), "phone": web.RemotePage(), "alone": standalonePage(t, web.With(nil)),
	} {
		text := textOf(page)
		all := script.FindAllString(text, -1)
		g.pages[kind+"-off"] = bare(text)
		g.dead[kind+"-off"] = true
		g.pages[kind+"-blocked"] = bare(script.ReplaceAllString(text, ""))
		text = strings.Replace(text, all[len(all)-1], "", 1)
		g.pages[kind+"-half"] = bare(strings.Replace(text, "longest = 6000", "longest = 60", 1))
	}
	for name, got := range g.hang(t, p) {
		kind, how, _ := strings.Cut(name, "-")
		want := map[string]string{"hall": "This browser cannot show the slides", "phone": "This clicker does not work here", "alone": "#WeStandTogether"}[kind]
		front := map[string]string{"alone": "plain"}[kind]
		if front == "" {
			front = "fallback"
		}
		if !strings.Contains(got.Text, want) || got.Front != front {
			t.Errorf("%s shows %q, in front %q", name, got.Text, got.Front)
		}
		if how == "off" && kind != "alone" && !strings.Contains(got.Text, "JavaScript is off") {
			t.Errorf("%s does not say that scripts are off: %q", name, got.Text)
		}
		if how != "off" && how != "blocked" && (strings.Contains(got.Address, "secret") || !got.Trouble) {
			t.Errorf("%s keeps the address %s, trouble %t", name, got.Address, got.Trouble)
		}
	}
}

// What a browser lacks or refuses on an ordinary day leaves no page blank.
func testFaults(t *testing.T, p *tab) {
	throwing := func(what, name string) string {
		return fmt.Sprintf(`Object.defineProperty(%s, %q, { configurable: true, get() { throw new DOMException("refused", "SecurityError"); } });`, what, name)
	}
	refused := `() => { throw new DOMException("refused", "NotAllowedError"); }`
	type fault struct{ pages, script string }
	faults := map[string]fault{
		"storage refused": {"hall phone alone", throwing("window", "localStorage") + throwing("window", "sessionStorage") + throwing("window", "indexedDB") + throwing("Document.prototype", "cookie")},
		"storage null":    {"hall phone", `for (const k of ["localStorage", "sessionStorage", "indexedDB"]) Object.defineProperty(window, k, { value: null });`},
		"storage full":    {"hall phone", `Storage.prototype.setItem = ` + refused + `;`},
		"no fonts":        {"hall alone", `Object.defineProperty(document, "fonts", { value: undefined });`},
		"fonts fail":      {"hall alone", `document.fonts.load = ` + refused + `;`},
		"no pen":          {"hall alone", `HTMLCanvasElement.prototype.getContext = () => null;`},
		"wake lock":       {"hall alone", `Object.defineProperty(navigator, "wakeLock", { value: { request: ` + refused + ` } });`},
		"history":         {"hall phone alone", `history.replaceState = ` + refused + `;`},
		"fullscreen":      {"hall", `Element.prototype.requestFullscreen = ` + refused + `; addEventListener("load", () => dispatchEvent(new Event("dblclick")));`},
		"no events":       {"hall", `delete window.EventSource;`},
		"no fetch":        {"hall phone", `delete window.fetch;`},
	}
	g := gallery{pages: map[string]http.Handler{}}
	for kind, page := range map[string]http.Handler{"hall": web.Handler(), "phone": web.RemotePage(), "alone": standalonePage(t, web.With(nil))} {
		for what, f := range faults {
			if strings.Contains(f.pages, kind) {
				g.pages[strings.ReplaceAll(kind+"-"+what, " ", "_")] = bare(strings.Replace(textOf(page), "<head>", "<head><script>"+f.script+"</script>", 1))
			}
		}
	}
	for name, got := range g.hang(t, p) {
		kind, what, _ := strings.Cut(name, "-")
		want := map[string]string{"hall": "The assembly will begin soon", "alone": "#WeStandTogether"}[kind]
		if kind == "hall" && what == "no_events" {
			want = "Something went wrong on this page"
		}
		if kind != "phone" && !strings.Contains(got.Text, want) || got.Text == "" || got.Trouble != (name == "hall-no_events") {
			t.Errorf("%s shows %q, trouble %t", name, got.Text, got.Trouble)
		}
		if strings.Contains(got.Address, "secret") {
			t.Errorf("%s keeps the address %s", name, got.Address)
		}
	}
}

// What is there before everything else is read by browsers that know only the language of 2009.
func TestFirstScriptIsForEveryBrowser(t *testing.T) {
	script, err := os.ReadFile("assets/first.js")
	if err != nil {
		t.Fatal(err)
	}
	code := regexp.MustCompile(`(?m)//.*$`).ReplaceAllString(string(script), "")
	if found := regexp.MustCompile("=>|`|\\?\\.|\\?\\?|\\b(let|const|class|import|export|async|await|of)\\b|\\.\\.\\.|dataset|classList").FindString(code); found != "" {
		t.Errorf("first.js has %q", found)
	}
}
