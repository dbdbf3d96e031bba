package web_test

import (
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
	"github.com/westandtogether-assembly/assembly/internal/web"
	"github.com/westandtogether-assembly/assembly/slides"
)

// openFile opens a deck as a page from the disk.
func (p *tab) openFile(t *testing.T, d *deck.Deck, w, h int64) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "slides.html")
	if err := os.WriteFile(file, []byte(standalone(t, d, web.StandaloneOptions{Phase: "primary"})), 0o600); err != nil {
		t.Fatal(err)
	}
	p.open(t, (&url.URL{Scheme: "file", Path: file}).String(), w, h)
	p.wait(`document.querySelector("#stage > *")`)
}

// place is where a page is, as package talk's tests write it.
const placeNow = `(() => {
	const [, slide, step] = document.documentElement.dataset.at.split(".").slice(-3);
	const cover = document.getElementById("cover");
	return (Number(slide) + 1) + "." + (Number(step) + 1) + (cover.hidden ? "" : " " + cover.className);
})()`

// shapes are decks as texts, with what a talk needs of them.
func shapes(t *testing.T) map[string]*deck.Deck {
	t.Helper()
	short := "# One\n\n---\n\n# Two\n\n- a\n<!-- pause -->\n- b\n\n---\n\n# Three\n\n- a\n<!-- pause -->\n- b\n<!-- pause -->\n- c\n\n---\n\n# Four\n\n- a\n- b\n"
	return map[string]*deck.Deck{
		"closing": deckOf(t, short+"\n---\n\n# Five\n\n- Police: 101\n<!-- pause -->\n- Fire: 999\n\n<!-- layout: closing -->\n"),
		"open":    deckOf(t, short),
		"middle":  deckOf(t, "# One\n\n---\n\n# Call\n\n- Police: 101\n\n<!-- layout: closing -->\n\n---\n\n# Three\n"),
	}
}

// The page's own talk is that of package talk, whatever keys are pressed.
func testStandaloneTalk(t *testing.T, p *tab) {
	names := map[rune]string{'n': "PageDown", 'p': "PageUp", 'g': "Home", 'G': "End", 'e': "e", 'b': "b", 'w': "w", 'F': "F5", 'E': "Enter"}
	ops := map[rune]talk.Op{
		'n': talk.Next, 'p': talk.Back, 'g': talk.First, 'G': talk.Last, 'e': talk.ToClosing, 'b': talk.BlackOut, 'w': talk.WhiteOut,
		'F': talk.Begin, 'E': talk.BeginOrNext,
	}
	decks := shapes(t)
	p.openFile(t, decks["open"], 640, 360)
	for name, d := range decks {
		shape := talk.Shape{Steps: d.Steps(), Closing: d.Closing()}
		for _, keys := range []string{
			"nnnpp", "p", "nnnnnnnnnnp", "enp", "ee", "G", "3Gnn2G", "nn5Ge", "99G", "bn", "bnn", "bp", "wbwn", "bb", "ww", "bw", "be", "b3G", "bg", "bG",
			"FnbF", "EbEE", "nnnbFn", "g0G", "eeppnwnpG", strings.Repeat("n", 12) + strings.Repeat("p", 12),
		} {
			now := talk.Start("", time.UnixMilli(1))
			now.Clock = talk.Clock{Since: 1} // It has begun, as a page without a clock always has.
			var pressed, want []string
			n := 0
			for _, key := range keys {
				c, press := talk.Command{Op: ops[key]}, names[key]
				switch {
				case '0' <= key && key <= '9':
					n, press = 10*n+int(key-'0'), string(key)
				case key == 'G' && n > 0:
					c, press = talk.Command{Op: talk.GoTo, N: n - 1}, "G"
				}
				if pressed = append(pressed, press); c.Op != talk.Nothing {
					now, n = talk.Do(shape, now, c, time.UnixMilli(2)), 0
				}
				want = append(want, fmt.Sprintf("%d.%d", now.Pos.Slide+1, now.Pos.Step+1)+map[talk.Blank]string{talk.Black: " black", talk.White: " white"}[now.Blank])
			}
			if got := p.walk(shape, pressed); !slices.Equal(got, want) {
				t.Errorf("%s: the keys %q lead the page to %q, the talk to %q", name, pressed, got, want)
			}
		}
	}
}

// walk presses keys of a page that is at the beginning of a deck, without painting it, and gives where each leads.
func (p *tab) walk(shape talk.Shape, keys []string) []string {
	p.t.Helper()
	return eval[[]string](p, fmt.Sprintf(`(() => {
		const shape = %s;
		let at = { slide: 0, step: 0, blank: "" };
		const keys = new modules["keys.js"].Keys((command) => { at = modules["talk.js"].act(shape, at, command); });
		return %s.map((key) => {
			keys.lastNext = -Infinity; // No key repeats another.
			keys.press({ key, preventDefault() {} });
			return (at.slide + 1) + "." + (at.step + 1) + (at.blank && " " + at.blank);
		});
	})()`, asJSON(p.t, shape), asJSON(p.t, keys)))
}

func testStandaloneKeys(t *testing.T, p *tab) {
	p.openFile(t, shapes(t)["closing"], 1024, 768)
	at := func(what, want string) {
		t.Helper()
		if got := eval[string](p, placeNow); got != want {
			t.Errorf("%s: the page is at %s, want %s", what, got, want)
		}
	}
	length := eval[int](p, "history.length")
	p.press("PageDown PageDown PageDown PageDown")
	at("a next that bounces", "2.1")
	p.press("Escape")
	p.press("x")
	at("keys without a meaning", "2.1")
	for _, key := range []string{"F5", "Escape", "Tab", "PageDown", "Backspace"} {
		if !eval[bool](p, fmt.Sprintf(`!dispatchEvent(new KeyboardEvent("keydown", {key: %q, cancelable: true}))`, key)) {
			t.Errorf("the browser also takes %s", key)
		}
	}
	p.press("2 G")
	eval[bool](p, `[..."12345"].forEach(() => document.body.click()) || dispatchEvent(new WheelEvent("wheel", {deltaY: 500})) || true`)
	at("clicks and the wheel", "2.1")

	p.press("?")
	if !eval[bool](p, `!document.getElementById("help").hidden && document.activeElement.id === "help"`) {
		t.Error("? shows no help")
	}
	eval[bool](p, `dispatchEvent(new KeyboardEvent("keydown", {key: "Shift"})) && true`)
	p.press("PageDown")
	at("a key that closes the help", "2.1")
	p.press("PageDown")
	at("the key after it", "2.2")

	p.press("b")
	if err := chromedp.Do(p.ctx, chromedp.Reload()); err != nil {
		t.Fatal(err)
	}
	p.wait(`document.querySelector("#stage > *")`)
	at("a reload", "2.2 black")
	if got := eval[int](p, "history.length"); got != length {
		t.Errorf("the history has grown from %d to %d", length, got)
	}
	eval[bool](p, `(location.hash = "#3.9") && true`)
	p.wait(placeNow + ` === "3.3"`)
	eval[bool](p, `(location.hash = "#nonsense") && true`)
	at("an address without a place", "3.3")
}

// Fingers move the talk by a swipe, and not by a tap, a swipe down, two fingers, or the mouse.
func testStandaloneSwipes(t *testing.T, p *tab) {
	p.openFile(t, shapes(t)["closing"], 1000, 600)
	swipe := func(kind string, x0, y0, x1, y1 int, primary bool) string {
		return eval[string](p, fmt.Sprintf(`(() => {
			const fire = (type, clientX, clientY) => dispatchEvent(new PointerEvent(type, { pointerId: 7, pointerType: %q, isPrimary: %t, clientX, clientY }));
			fire("pointerdown", %d, %d);
			fire("pointerup", %d, %d);
			return %s;
		})()`, kind, primary, x0, y0, x1, y1, placeNow))
	}
	for _, c := range []struct {
		what           string
		kind           string
		x0, y0, x1, y1 int
		primary        bool
		want           string
	}{
		{"a swipe to the left", "touch", 700, 300, 500, 310, true, "2.1"},
		{"a swipe to the right", "touch", 300, 300, 500, 290, true, "1.1"},
		{"a tap", "touch", 800, 300, 805, 300, true, "1.1"},
		{"a swipe down", "touch", 500, 100, 350, 400, true, "1.1"},
		{"another finger", "touch", 700, 300, 500, 300, false, "1.1"},
		{"a drag of the mouse", "mouse", 700, 300, 500, 300, true, "1.1"},
		{"a swipe from the edge", "touch", 990, 300, 500, 300, true, "1.1"},
	} {
		if got := swipe(c.kind, c.x0, c.y0, c.x1, c.y1, c.primary); got != c.want {
			t.Errorf("%s: the page is at %s, want %s", c.what, got, c.want)
		}
	}
}

// The page shows and says what the hall's page does; the shape fills over the silence of the phase; the words of
// code are in their own face, and no word of the policy is broken.
func testStandaloneShows(t *testing.T, p *tab) {
	d := builtin(t)
	p.openFile(t, d, 1024, 768)
	public := d.Public()
	for i, steps := range public.Steps {
		for step := range steps {
			eval[bool](p, fmt.Sprintf(`(location.hash = "#%d.%d") && true`, i+1, step+1))
			p.wait(fmt.Sprintf(`%s === "%d.%d"`, placeNow, i+1, step+1))
			if got := eval[string](p, outside); got != "" {
				t.Errorf("%d.%d: %s", i+1, step+1, got)
			}
		}
	}
	p.wait(`document.querySelector("[aria-live=polite]").textContent.includes("Emergency (not in the letter). 999")`)
	if got := eval[string](p, `getComputedStyle(document.getElementById("plain")).display`); got != "none" {
		t.Errorf("the plain words are %s", got)
	}
	if !eval[bool](p, `document.fonts.check("700 1em Assembly") && [...document.fonts].every((f) => f.status === "loaded")`) {
		t.Error("the face is not there")
	}
	eval[bool](p, `(location.hash = "#6.2") && true`)
	p.wait(`document.querySelector("#stage .disc > i")?.style.transform.startsWith("translateY(9")`)

	code := parse(t, slides.GuideName, append(slides.Guide(), everything...))
	p.openFile(t, code, 1024, 768)
	if got := eval[int](p, `[...document.fonts].filter((f) => f.status === "loaded").length`); got != 2 {
		t.Errorf("%d faces are there, want 2", got)
	}
}

// On paper each slide is a page, in landscape.
func testStandalonePrints(t *testing.T, p *tab) {
	d := builtin(t)
	p.openFile(t, d, 1024, 768)
	pdf, err := chromedp.Call(p.ctx, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: new(true)})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(regexp.MustCompile(`/Type /Page\b`).FindAll(pdf.Data, -1)); n != d.Len() {
		t.Errorf("%d slides are printed on %d pages", d.Len(), n)
	}
	if !regexp.MustCompile(`/MediaBox \[0 0 84[12][.\d]* 59[456]`).Match(pdf.Data) {
		t.Error("the pages are not A4 in landscape")
	}
}

// The help has the keys of the terminal's.
func TestStandaloneHelpIsTheTerminals(t *testing.T) {
	text, err := os.ReadFile("assets/help.js")
	if err != nil {
		t.Fatal(err)
	}
	lines := 0
	for _, b := range ui.ShowKeys() {
		switch b.Action {
		case ui.Next, ui.Back, ui.First, ui.GoTo, ui.Closing, ui.Black, ui.Help:
			lines++
			if want := fmt.Sprintf("[%q, %q],", b.Key.Help().Key, b.Key.Help().Desc); !strings.Contains(string(text), want) && b.Key.Help().Key != "" {
				t.Errorf("the help has not %s", want)
			}
		}
	}
	if lines < 7 {
		t.Errorf("only %d lines are seen", lines)
	}
}

// The zeros of the page's faces have nothing in the middle, and its words are in the one that is served.
func testFace(t *testing.T, p *tab) {
	s := newStand(t, builtin(t), "cream")
	p.open(t, s.server.URL(), 1024, 768)
	p.at(s, 0, 0)
	for _, c := range []struct {
		family, letter string
		inked          bool
	}{{"Assembly", "0", false}, {"Assembly Mono", "0", false}, {"Assembly", "8", true}} {
		got := eval[bool](p, fmt.Sprintf(`(() => {
			const canvas = document.createElement("canvas");
			canvas.width = canvas.height = 200;
			const pen = canvas.getContext("2d");
			pen.font = "bold 200px '%s'";
			const m = pen.measureText(%q);
			pen.fillText(%q, 100 - m.width / 2, 100 + (m.actualBoundingBoxAscent - m.actualBoundingBoxDescent) / 2);
			return pen.getImageData(100, 100, 1, 1).data[3] > 128;
		})()`, c.family, c.letter, c.letter))
		if got != c.inked {
			t.Errorf("the middle of %s in %s is inked: %t", c.letter, c.family, got)
		}
	}
	if got := eval[string](p, `getComputedStyle(document.body).fontFamily.split(",")[0]`); got != "Assembly" {
		t.Errorf("the page's face is %s", got)
	}
}

// A face that the browser does not take holds up nothing for long.
func testNoFace(t *testing.T, p *tab) {
	pages := web.Handler()
	bare := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer := httptest.NewRecorder()
		pages.ServeHTTP(answer, r)
		maps.Copy(w.Header(), answer.Header())
		w.Header().Set("Content-Security-Policy", strings.Replace(answer.Header().Get("Content-Security-Policy"), "font-src data:", "font-src 'none'", 1))
		w.WriteHeader(answer.Code)
		_, _ = w.Write(answer.Body.Bytes())
	}))
	defer bare.Close()
	defer bare.CloseClientConnections()
	p.open(t, bare.URL, 1024, 768)
	p.waitText("The assembly will begin soon")
	if eval[bool](p, `[...document.fonts].some((f) => f.status === "loaded")`) {
		t.Error("the face is there, so that this test sees nothing")
	}
}
