package web_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/slides"
)

// sizes are windows from a phone's to a 4K projector's.
func sizes() [][2]int64 {
	return [][2]int64{{320, 480}, {390, 844}, {844, 390}, {1024, 768}, {1920, 1080}, {3840, 2160}}
}

// Each number stands on one line, whole, inside the window, and 999 is set apart.
func testClosingNumbers(t *testing.T, s *stand, p *tab) {
	s.show(p, builtin(t), "cream")
	s.do(talk.ToClosing, 0)
	for _, size := range append(sizes(), [2]int64{160, 160}, [2]int64{1200, 160}, [2]int64{140, 1200}) {
		p.size(size[0], size[1])
		p.waitText("0800 789 321")
		p.settled()
		for _, number := range []string{"101", "0800\u00a0789\u00a0321", "999"} {
			got := eval[struct {
				Lines               int
				Inside, Own, Hidden bool
				Size                float64
			}](p, fmt.Sprintf(`(() => {
				const dd = [...document.querySelectorAll("#stage dd")].find((n) => n.textContent === %q);
				const range = document.createRange();
				range.selectNodeContents(dd.firstChild);
				const boxes = [...range.getClientRects()];
				const inside = (%s)(dd.firstChild).every((r) => r.left >= 0 && r.top >= 0 && r.right <= innerWidth && r.bottom <= innerHeight);
				const style = getComputedStyle(dd);
				return { Lines: boxes.length, Inside: inside, Own: dd.scrollWidth <= dd.clientWidth,
					Hidden: style.visibility !== "visible" || style.textOverflow !== "clip", Size: parseFloat(style.fontSize) };
			})()`, number, inkOf))
			if got.Lines != 1 || !got.Inside || !got.Own || got.Hidden || got.Size < 8 {
				t.Errorf("at %dx%d %s is %+v", size[0], size[1], number, got)
			}
			if smaller := min(size[0], size[1]); smaller >= 768 && got.Size < float64(smaller)/8 {
				t.Errorf("at %dx%d %s is only %.0f px tall", size[0], size[1], number, got.Size)
			}
		}
		apart := eval[[]string](p, `[...document.querySelectorAll("#stage .apart dd")].map((n) => n.textContent)`)
		if len(apart) != 1 || apart[0] != "999" {
			t.Errorf("at %dx%d what is set apart is %v", size[0], size[1], apart)
		}
	}
}

func testAssemblyFits(t *testing.T, s *stand, p *tab) {
	s.show(p, builtin(t), "cream")
	fits(t, s, p)
}

func testEverythingFits(t *testing.T, s *stand, p *tab) {
	s.show(p, parse(t, slides.GuideName, append(slides.Guide(), everything...)), "cream")
	fits(t, s, p)
}

// Nothing of any slide is outside the window, and nothing has bars to scroll.
func fits(t *testing.T, s *stand, p *tab) {
	t.Helper()
	for _, size := range sizes() {
		p.size(size[0], size[1])
		for i, steps := range s.public.Steps {
			s.to(i, steps-1)
			p.at(s, i, steps-1)
			if got := eval[string](p, outside); got != "" {
				t.Errorf("slide %d at %dx%d: %s", i+1, size[0], size[1], got)
			}
		}
	}
}

// outside says what is outside the window's margins of 3 % or has bars. Of words it measures the ink,
// each piece of text by itself, since the words of an element that only screen readers see are clipped.
const outside = `(() => {
	const root = document.documentElement;
	if (root.scrollWidth > innerWidth || root.scrollHeight > innerHeight) return "the page scrolls";
	if (root.clientWidth < innerWidth || root.clientHeight < innerHeight) return "there are bars";
	const [x, y] = [0.03 * innerWidth - 1.5, 0.03 * innerHeight - 1.5]; // Browsers put baselines on whole pixels.
	for (const node of document.querySelectorAll("#stage *")) {
		if (node.closest(".disc > i, .spoken, .turn")) continue;
		const words = node.matches(":is(h1, p, strong, em, s, code, .own, dt, .number > span)");
		for (const r of [...(words ? [] : [node.getBoundingClientRect()]), ...(` + inkOf + `)(node)]) {
			if (r.left < x || r.top < y || r.right > innerWidth - x || r.bottom > innerHeight - y) {
				return node.tagName + " " + node.textContent.slice(0, 30) + " at " + [r.left, r.top, r.right, r.bottom].map(Math.round);
			}
		}
	}
	return "";
})()`

// inkOf gives a box for each line of the pieces of text that an element itself has, as tall as the ink of
// the piece.
const inkOf = `(node) => [...node.childNodes].filter((n) => n.nodeType === Node.TEXT_NODE && n.data.trim()).flatMap((n) => {
	const range = document.createRange();
	range.selectNodeContents(n);
	const pen = globalThis.inkPen ?? (globalThis.inkPen = document.createElement("canvas").getContext("2d"));
	const style = getComputedStyle(node);
	pen.font = style.fontWeight + " 250px " + style.fontFamily; // The ink of larger letters is measured less exactly.
	const m = pen.measureText(n.data);
	const share = parseFloat(style.fontSize) / 250;
	return [...range.getClientRects()].map(({ left, right, top }) => {
		const base = top + share * m.fontBoundingBoxAscent;
		return { left, right, top: base - share * m.actualBoundingBoxAscent, bottom: base + share * m.actualBoundingBoxDescent };
	});
})`

// A step that is revealed moves nothing that was there.
func testStepsMoveNothing(t *testing.T, s *stand, p *tab) {
	s.show(p, parse(t, slides.GuideName, append(slides.Guide(), everything...)), "cream")
	places := `JSON.stringify([...document.querySelectorAll("#stage *")].filter((n) => getComputedStyle(n).visibility === "visible")
		.map((n) => { const r = n.getBoundingClientRect(); return [n.tagName, n.textContent, r.x, r.y, r.width, r.height].join(); }))`
	tested := 0
	for i, steps := range s.public.Steps {
		if steps < 2 || s.public.Slides[i].Layout != "text" {
			continue
		}
		tested++
		s.to(i, 0)
		p.at(s, i, 0)
		before := eval[string](p, `(`+places+`)`)
		s.to(i, 1)
		p.at(s, i, 1)
		moved := eval[[]string](p, fmt.Sprintf(`(() => {
			const now = new Set(JSON.parse(%s));
			return JSON.parse(%q).filter((n) => !now.has(n));
		})()`, places, before))
		if len(moved) > 0 || before == eval[string](p, places) {
			t.Errorf("slide %d: its second step moves %v", i+1, moved)
		}
	}
	if tested < 2 {
		t.Errorf("only %d slides have steps, so this test sees too little", tested)
	}
}

func testReflection(t *testing.T, s *stand, p *tab) {
	s.show(p, builtin(t), "dark")
	s.to(5, 0)
	p.waitText("Be still")
	level := `Number(/translateY\(([0-9.]+)%\)/.exec(document.querySelector("#stage .disc > i").style.transform)?.[1] ?? 100)`
	p.wait(level + " === 100")
	if got := eval[string](p, text); got != "Be still" {
		t.Errorf("beside the shape there is %q", got)
	}
	s.to(5, 1)
	p.wait(level + " < 99.9")
	s.state.Shown = time.Now().Add(-22500 * time.Millisecond).UnixMilli() // Half of 45 seconds.
	s.state.Seq++
	s.publish()
	p.wait(level + " <= 50 && " + level + " > 40")
	s.state.Shown = time.Now().Add(-time.Minute).UnixMilli()
	s.state.Seq++
	s.publish()
	p.wait(level + " === 0")
}

// A slide of several screens shows the title and one part at each step.
func testScreens(t *testing.T, s *stand, p *tab) {
	text := "# Names\n\n" + strings.Repeat("- pupil\n", 40)
	s.show(p, parse(t, "names.md", []byte(text)), "cream")
	p.size(1024, 768)
	if len(s.public.Steps) != 1 || s.public.Steps[0] != 3 {
		t.Fatalf("the steps are %v, want 3 of one slide", s.public.Steps)
	}
	shown := 0
	for step := range 3 {
		s.to(0, step)
		p.at(s, 0, step)
		items := eval[int](p, `[...document.querySelectorAll("#stage li")].filter((n) => getComputedStyle(n).visibility === "visible").length`)
		if title := eval[string](p, `document.querySelector("#stage h1").textContent`); title != "Names" || items < 10 || items > 18 {
			t.Errorf("screen %d has the title %q and %d items", step+1, title, items)
		}
		if got := eval[string](p, outside); got != "" {
			t.Errorf("screen %d: %s", step+1, got)
		}
		shown += items
	}
	if shown != 40 {
		t.Errorf("the screens show %d of 40 items", shown)
	}
}
