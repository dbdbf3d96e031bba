package web_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/internal/web"
)

func testReducedMotion(t *testing.T, s *stand, p *tab) {
	s.show(p, builtin(t), "cream")
	p.waitText("#WeStandTogether")
	motion := func(value string) {
		features := []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: value}}
		if _, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features}); err != nil {
			t.Fatal(err)
		}
	}
	motion("reduce")
	defer motion("") // The next test has the tab as it was.
	s.to(5, 1)
	s.state.Shown = time.Now().Add(-20 * time.Second).UnixMilli() // 20 of 45 seconds: five of twelve steps.
	s.state.Seq++
	s.publish()
	p.wait(`document.querySelector("#stage .disc > i")?.style.transform.startsWith("translateY(58.33")`)
}

// A deck's words never become markup.
func testWordsAreOnlyWords(t *testing.T, s *stand, p *tab) {
	d := parse(t, "evil.md", []byte("# <img src=x onerror=\"document.title='owned'\"> & <b>bold</b>\n\nMore <script>document.title='owned'</script> words, "+
		"enough of them to make this a slide of text and to take up some room on it, please\n\n- `<i>code</i>`: 1\n"))
	s.show(p, d, "cream")
	if n := eval[int](p, `document.querySelectorAll("#stage img, #stage script, #stage b, #stage i").length`); n != 0 {
		t.Errorf("%d elements have been made from words: %s", n, eval[string](p, `document.getElementById("stage").outerHTML`))
	}
	if got := eval[string](p, "document.title"); strings.Contains(got, "owned") {
		t.Errorf("the page's title is %q", got)
	}
}

// A browser shows the pictures that a terminal shows: a WebP, and of an SVG, which could run scripts, only
// what it shows in words.
// A header and a footer stand beside the slide and touch nothing of it; a slide that has none shows none.
func testSmallPrint(t *testing.T, s *stand, p *tab) {
	long := strings.Repeat("small print ", 16)
	source := "---\nheader: '*Hill* <School>'\nfooter: " + long + "\n---\n# Title\n\nLine\n\n---\n# All of us\n\n---\n# List\n\n- one\n- two\n- three\n\n---\n# Call\n\n- Police: 101\n- Fire: 999\n"
	s.show(p, parse(t, "print.md", []byte(source)), "cream")
	for _, size := range [][2]int64{{1024, 768}, {1920, 1080}, {480, 640}, {640, 280}} {
		p.size(size[0], size[1])
		for i := range s.public.Slides {
			s.to(i, 0)
			p.at(s, i, 0)
			want := "Hill|" + strings.TrimSpace(long)
			if i == 3 || size[1] < 300 {
				want = "|"
			}
			if got := eval[string](p, `[...document.querySelectorAll(".print")].map((n) => n.textContent).join("|")`); got != want {
				t.Errorf("slide %d at %v has %q, want %q", i+1, size, got, want)
			}
			if got := eval[string](p, touching); got != "" {
				t.Errorf("slide %d at %v: %s", i+1, size, got)
			}
		}
	}
}

// touching says what small print is outside the window's margins, or touches the ink of the slide.
const touching = `(() => {
	const ink = [...document.querySelectorAll("#stage *")].filter((n) => !n.closest(".spoken, .turn")).flatMap(` + inkOf + `);
	for (const print of document.querySelectorAll(".print")) {
		if (!print.textContent) continue;
		const p = print.getBoundingClientRect();
		const [x, y] = [innerWidth * 0.03 - 1, innerHeight * 0.03 - 1];
		if (p.left < x || p.top < y || p.right > innerWidth - x || p.bottom > innerHeight - y) return "outside: " + print.textContent;
		for (const r of ink) {
			if (r.bottom > p.top && r.top < p.bottom) return "touches: " + print.textContent;
		}
	}
	return "";
})()`

func testPictures(t *testing.T, s *stand, p *tab) {
	s.show(p, parse(t, "crest.md", []byte("![the crest](crest.webp)\n\n---\n\n![the seal](crest.svg)\n")), "cream")
	p.wait(`document.querySelector("#stage img")?.naturalWidth === 160`)
	s.to(1, 0)
	p.waitText("the seal")
	if n := eval[int](p, `document.querySelectorAll("#stage img").length`); n != 0 {
		t.Errorf("%d pictures are made of an SVG", n)
	}
}

// A page asks for the pictures of the slide that shows and of the next one, and for no others: a hundred rooms would
// otherwise ask for all of a deck's at the same moment.
func testPicturesAsked(t *testing.T, s *stand, p *tab) {
	var text []string
	for i := range 6 {
		text = append(text, fmt.Sprintf("# Slide %d\n\nwords\n\n> ![crest](crest%d.webp)\n", i, i))
	}
	eval[bool](p, `performance.clearResourceTimings() ?? true`)
	s.show(p, parse(t, "crests.md", []byte(strings.Join(text, "\n---\n\n"))), "cream")
	const asked = `new Set(performance.getEntriesByType("resource").map((e) => e.name.split("?")[0]).filter((name) => name.includes("/picture/"))).size`
	for i := range 4 {
		s.to(i, 0)
		p.at(s, i, 0)
		p.wait(`document.querySelector("#stage img")?.naturalWidth === 160`)
		p.wait(fmt.Sprintf(`%s === %d`, asked, i+2))
	}
	p.size(900, 700)
	p.settled()
	p.wait(`document.querySelector("#stage img")?.naturalWidth === 160`)
	if n := eval[int](p, asked); n != 5 {
		t.Errorf("measured anew, the page has asked for %d pictures", n)
	}
}

func testNoNotes(t *testing.T, s *stand, p *tab) {
	d := builtin(t)
	s.show(p, d, "cream")
	var seen strings.Builder
	for i, steps := range s.public.Steps {
		s.to(i, steps-1)
		p.at(s, i, steps-1)
		seen.WriteString(eval[string](p, "document.documentElement.outerHTML"))
	}
	for _, sentence := range noteSentences(d) {
		if strings.Contains(seen.String(), sentence) {
			t.Errorf("a note is in the page: %q", sentence)
		}
	}
}

func testThemes(t *testing.T, s *stand, p *tab) {
	s.show(p, builtin(t), "cream")
	for i, name := range append(theme.Names(), "of another program") {
		s.public = s.public.WithTheme(name)
		s.to(i%2, 0)
		p.wait(fmt.Sprintf(`document.documentElement.dataset.theme === %q`, name))
		want, err := theme.Lookup(name)
		if err != nil {
			want, _ = theme.Lookup("")
		}
		colour := func(r, g, b uint8) string { return fmt.Sprintf("rgb(%d, %d, %d)", r, g, b) }
		got := eval[[]string](p, `["backgroundColor", "color"].map((k) => getComputedStyle(document.body)[k])`)
		if got[0] != colour(want.Background.R, want.Background.G, want.Background.B) || got[1] != colour(want.Foreground.R, want.Foreground.G, want.Foreground.B) {
			t.Errorf("in the theme %s the colours are %v", name, got)
		}
	}
}

// A presenter of another version is told of in words, unless there is a slide to keep.
func testOtherVersion(t *testing.T, p *tab) {
	page := web.Handler()
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/events" {
			page.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/event-stream")
		fmt.Fprint(w, "event: state\ndata: {\"v\":99}\n\n")
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	}))
	defer other.Close()
	p.open(t, other.URL, 1024, 768)
	p.waitText("Please open this page again The presenter is of another version.")
	other.CloseClientConnections()
}

func testScreenReaders(t *testing.T, s *stand, p *tab) {
	s.show(p, builtin(t), "cream")
	said := func(want string) {
		t.Helper()
		p.wait(fmt.Sprintf(`document.querySelector("[aria-live=polite]").textContent === %q`, want))
	}
	said("#WeStandTogether. We look after each other")
	s.do(talk.GoTo, 1)
	said("All forms of extremism and hatred are wrong")
	s.do(talk.Next, 0)
	said("Hatred is always wrong")
	s.do(talk.ToClosing, 0)
	said("Tell someone. Police, not an emergency. 101. Anti-Terrorist Hotline, confidential. 0800\u00a0789\u00a0321. " +
		"Emergency (not in the letter). 999")
	for selector, want := range map[string]int{"main h1": 1, "main dl": 1, "main dt": 3, "main dd": 3} {
		if got := eval[int](p, fmt.Sprintf("document.querySelectorAll(%q).length", selector)); got != want {
			t.Errorf("the closing screen has %d of %s, want %d", got, selector, want)
		}
	}
	s.do(talk.GoTo, 5)
	p.wait(`document.querySelector("main .disc[role=img][aria-label]")`)
}
