package web_test

import (
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// helpLines is a closing slide as a school may write it.
const helpLines = `# Tell someone

![Our crest](crest.png)

## At school

The office
01234 567890

- Police, not an emergency: 101
- Childline 0800 1111
- Hotline: 0800 789 321 (free)
- School: +44 (0)1234-567-890
  - Any adult you trust, or https://www.a-rather-long-address.example.org/help/for/pupils

> Look out for each other

- 112 or 999 Emergency

<!-- layout: closing -->
`

// Every line of a closing slide shows, with a number or without, inside the window; the numbers
// stand on one line each and the short ones in one column with their labels.
func testEveryClosingLine(t *testing.T, s *stand, p *tab) {
	s.show(p, parse(t, "help.md", []byte(helpLines)), "cream")
	for _, size := range sizes() {
		p.size(size[0], size[1])
		p.waitText("Tell someone")
		p.settled()
		shown := eval[string](p, text)
		for _, words := range []string{
			"At school", "The office", "01234\u00a0567890", "Childline", "0800\u00a01111", "Hotline (free)", "0800\u00a0789\u00a0321", "School",
			"+44\u00a0(0)1234-567-890", "Any adult you trust, or https://www.a-rather-long-address.example.org/help/for/pupils",
			"Look out for each other", "Police, not an emergency", "101", "112", "or", "Emergency", "999",
		} {
			if !strings.Contains(unspaced(shown), unspaced(words)) { // A long word is broken.
				t.Errorf("at %dx%d %q does not show in %q", size[0], size[1], words, shown)
			}
		}
		if got := eval[string](p, outside); got != "" {
			t.Errorf("at %dx%d: %s", size[0], size[1], got)
		}
		if got := eval[[]string](p, brokenNumbers); len(got) > 0 {
			t.Errorf("at %dx%d numbers are broken or cut: %q", size[0], size[1], got)
		}
		if got := eval[int](p, `document.querySelectorAll("#stage .crest img").length`); got != 1 {
			t.Errorf("at %dx%d the picture shows %d times", size[0], size[1], got)
		}
		lefts := eval[[]float64](p, `[...document.querySelectorAll("#stage .short dt")].map((n) => Math.round(n.getBoundingClientRect().left))`)
		if len(lefts) != 2 || lefts[0] != lefts[1] {
			t.Errorf("at %dx%d labels stand at %v", size[0], size[1], lefts)
		}
	}
}

func unspaced(text string) string { return strings.Join(strings.Fields(text), "") }

// Title, numbers and labels stand on one left edge, in one family of type; the labels are at least 0.3 of
// the numbers' size, and their words whole.
func testClosingGrid(t *testing.T, s *stand, p *tab) {
	few := parse(t, "few.md", []byte("# Tell someone\n\n- Help: 999\n\n<!-- layout: closing -->\n"))
	for _, d := range []*deck.Deck{builtin(t), few} {
		s.show(p, d, "cream")
		s.do(talk.ToClosing, 0)
		for _, size := range [][2]int64{{1024, 768}, {1280, 720}, {390, 844}} {
			p.size(size[0], size[1])
			p.waitText("999")
			p.settled()
			got := eval[grid](p, closingGrid)
			if len(got.Lefts) != 1 || len(got.Families) != 1 || got.Share < 0.3 || got.Share > 0.6 || len(got.Broken) > 0 {
				t.Errorf("%s at %dx%d: the grid is %+v", d.Heading(), size[0], size[1], got)
			}
		}
	}
}

// grid is where the parts of a closing screen begin, their type, and the labels' share of the numbers' size.
type grid struct {
	Lefts    []float64
	Families []string
	Share    float64
	Broken   []string // words of labels that stand on two lines
}

const closingGrid = `(() => {
	const broken = (node) => [...node.childNodes].flatMap((n) => [...(n.data ?? "").matchAll(/\S+/g)].filter((found) => {
		const range = document.createRange();
		range.setStart(n, found.index);
		range.setEnd(n, found.index + found[0].length);
		return range.getClientRects().length > 1;
	}).map(String));
	const all = [...document.querySelectorAll("#stage h1, #stage dt, #stage dd")];
	const size = (selector) => parseFloat(getComputedStyle(document.querySelector(selector)).fontSize);
	const edge = all.filter((n) => !n.matches(".short dt")).map((n) => Math.round(n.getBoundingClientRect().left));
	return { Lefts: [...new Set(edge)], Families: [...new Set(all.map((n) => getComputedStyle(n).fontFamily))],
		Share: size("#stage dt") / size("#stage .number"), Broken: all.flatMap(broken) };
})()`

const brokenNumbers = `[...document.querySelectorAll("#stage .number")].filter((n) => {
	const range = document.createRange();
	range.selectNodeContents(n.firstChild);
	return range.getClientRects().length !== 1 || n.scrollWidth > n.clientWidth;
}).map((n) => n.textContent)`
