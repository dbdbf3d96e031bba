package web_test

import (
	"fmt"
	"html"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/internal/web"
	"github.com/westandtogether-assembly/assembly/slides/rules"
)

// words are those of a page, without its markup.
func words(page string) string {
	_, body, _ := strings.Cut(page, "<body>")
	return rules.Flat(html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(body, " ")))
}

// The hall's server has the card, under the rules of every page; its words keep the rules of what pupils may see, and
// none of them is the deck's.
func TestCard(t *testing.T) {
	s := newStand(t, builtin(t), "cream")
	resp, page := get(t, s.server.URL()+"/card")
	if resp.StatusCode != 200 || resp.Header.Get("Content-Type") != "text/html; charset=utf-8" || !strings.Contains(resp.Header.Get("Content-Security-Policy"), "default-src 'none'") {
		t.Fatalf("the card comes with %s, %v", resp.Status, resp.Header)
	}
	text := words(page)
	if err := rules.ForPupils(text); err != nil {
		t.Error(err)
	}
	if err := rules.Closing(text); err != nil {
		t.Error(err)
	}
	for _, want := range []string{"Read this: 8 heights", "8 heights are 24 m where the picture is 3 m high", "101", "0800 789 321", "999"} {
		if !strings.Contains(text, want) {
			t.Errorf("the card does not say %q", want)
		}
	}
	if strings.Contains(page, "WeStandTogether") || strings.Contains(page, "<script") {
		t.Error("the card has words of the deck, or a script")
	}
	for _, name := range theme.Names() {
		p, err := theme.Lookup(name)
		if err != nil {
			t.Fatal(err)
		}
		want := fmt.Sprintf("%s text %.0f:1 strong %.0f:1 quiet %.0f:1", name, theme.Contrast(p.Foreground, p.Background),
			theme.Contrast(p.Strong, p.Background), theme.Contrast(p.Quiet, p.Background))
		if !strings.Contains(text, want) {
			t.Errorf("the card does not say %q", want)
		}
	}
}

// The card alone is served without the hall's page.
func TestCardAlone(t *testing.T) {
	s := httptest.NewServer(web.Card())
	t.Cleanup(s.Close)
	for path, want := range map[string]int{"/card": 200, "/": 404, "/card.css": 404, "/card.html": 404} {
		if resp, _ := get(t, s.URL+path); resp.StatusCode != want {
			t.Errorf("%s comes with %s, want %d", path, resp.Status, want)
		}
	}
}

// The distances of the card are those that the program works with everywhere.
func TestCardDistances(t *testing.T) {
	css, err := os.ReadFile("assets/card.css")
	if err != nil {
		t.Fatal(err)
	}
	if want := fmt.Sprintf("calc(var(--d) / %d / .52 * 100vh)", int(render.AimShare)); !strings.Contains(string(css), want) {
		t.Errorf("card.css has not %s", want)
	}
	_, page := get(t, newStand(t, builtin(t), "cream").server.URL()+"/card")
	if want := fmt.Sprintf(`class="line d%d back"`, render.UsualDistance); !strings.Contains(page, want) {
		t.Errorf("the line for the back row is not that of %s", want)
	}
}

// In a browser every line is as large as it says, nothing is wider than the window, and the frame is at its edges.
func testCard(t *testing.T, p *tab) {
	s := newStand(t, builtin(t), "cream")
	p.open(t, s.server.URL()+"/card", 1024, 768)
	p.wait(`document.readyState === "complete" && document.styleSheets.length === 1`)
	for _, size := range [][2]int64{{1024, 768}, {1920, 1080}, {844, 390}} {
		p.size(size[0], size[1])
		p.wait(fmt.Sprintf("innerWidth === %d && innerHeight === %d", size[0], size[1]))
		for _, d := range []int{16, 12, 8, 6, 4, 2} {
			got := eval[float64](p, fmt.Sprintf(`(() => {
				const rule = document.createElement("i"), line = document.querySelector(".d%d");
				rule.style.display = "inline-block";
				rule.style.height = "1ex";
				line.append(rule);
				const height = rule.getBoundingClientRect().height;
				rule.remove();
				return height;
			})()`, d))
			want := float64(d) / render.AimShare * float64(size[1])
			if got < 0.93*want || got > 1.07*want {
				t.Errorf("%v: the x-height of the line for %d heights is %.1f pixels, want %.1f", size, d, got, want)
			}
		}
		if over := eval[float64](p, "document.documentElement.scrollWidth - document.documentElement.clientWidth"); over > 0 {
			t.Errorf("%v: the card is %.0f pixels wider than the window", size, over)
		}
		if first := eval[float64](p, `document.querySelector("section").getBoundingClientRect().height - innerHeight`); first > 1 && size[0] > size[1] && size[1] > 700 {
			t.Errorf("%v: the letters are %.0f pixels higher than the window", size, first)
		}
		edge := eval[[]float64](p, `(() => { const r = document.querySelector(".edge").getBoundingClientRect(); return [r.left, r.top, r.width, r.height]; })()`)
		if edge[0] != 0 || edge[1] != 0 || edge[2] != float64(size[0]) || edge[3] != float64(size[1]) {
			t.Errorf("%v: the frame is at %v", size, edge)
		}
	}
	if got := eval[string](p, `getComputedStyle(document.querySelector('[data-theme="dark"]')).backgroundColor`); got != "rgb(14, 17, 22)" {
		t.Errorf("the dark theme is %s", got)
	}
}
