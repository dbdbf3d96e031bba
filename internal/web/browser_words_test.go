package web_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// linesOf gives the lines of words in which an element shows.
const linesOf = `(node) => {
	const lines = [];
	let above = -Infinity;
	const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
	for (let n = walker.nextNode(); n; n = walker.nextNode()) {
		for (const found of n.data.matchAll(/\S+/g)) {
			const range = document.createRange();
			range.setStart(n, found.index);
			range.setEnd(n, found.index + found[0].length);
			const top = range.getBoundingClientRect().top;
			if (top > above + 5) lines.push([]);
			above = top;
			lines.at(-1).push(found[0]);
		}
	}
	return lines.map((words) => words.join(" "));
}`

// huge is the one element of a message slide that is seen.
const huge = `document.querySelector("#stage .message > :not(.spoken)")`

// The words to remember stand alone, as large as fits; screen readers still find the message above them.
func testWordsToRemember(t *testing.T, s *stand, p *tab) {
	s.show(p, builtin(t), "cream")
	for _, size := range [][2]int64{{1024, 768}, {1280, 720}, {390, 844}} {
		p.size(size[0], size[1])
		for slide := 1; slide <= 4; slide++ {
			s.to(slide, 1)
			p.at(s, slide, 1)
			got := eval[struct {
				Seen  int
				Alone string
				Share float64
			}](p, `(() => {
				const all = [...document.querySelectorAll("#stage .message > *")];
				const ink = `+huge+`.querySelector("strong").getClientRects();
				const wide = Math.max(...[...ink].map((r) => r.width)) / innerWidth;
				return { Seen: all.filter((n) => n.offsetWidth > 1).length, Alone: all.map((n) => n.tagName + ": " + n.textContent).join("; "),
					Share: Math.max(wide, document.querySelector("#stage .message").offsetHeight / innerHeight) };
			})()`)
			blocks := s.public.Slides[slide].Blocks
			want := fmt.Sprintf("H1: %s; P: %s", blocks[0].Spans[0].Text, blocks[1].Spans[0].Text)
			if got.Seen != 1 || got.Alone != want {
				t.Errorf("slide %d at %dx%d shows %d of %q, want one of %q", slide+1, size[0], size[1], got.Seen, got.Alone, want)
			}
			if got.Share < 0.8 {
				t.Errorf("slide %d at %dx%d: the words take only %.2f of the width or height", slide+1, size[0], size[1], got.Share)
			}
		}
	}
}

// No line of huge type holds the end of one sentence and a part of another.
func testWholeSentences(t *testing.T, s *stand, p *tab) {
	deck := ""
	for _, words := range []string{
		"Stop. Do not touch. Tell.", "We do not blame. We belong.", "Who is it? Tell us!", "One **and** two. Three is *more* than both.",
		"Stop.\\\nDo not touch. Tell.",
	} {
		deck += "\n---\n\n# Words\n\n<!-- pause -->\n\n" + words + "\n\n<!-- layout: message -->\n"
	}
	s.show(p, parse(t, "sentences.md", []byte(strings.TrimPrefix(deck, "\n---\n"))), "cream")
	for _, size := range [][2]int64{{1024, 768}, {1280, 720}, {1920, 1080}} {
		p.size(size[0], size[1])
		for slide := range s.public.Slides {
			s.to(slide, 1)
			p.at(s, slide, 1)
			lines := eval[[]string](p, `(`+linesOf+`)(`+huge+`)`)
			for i, line := range lines {
				begins := i == 0 || strings.ContainsAny(lines[i-1][len(lines[i-1])-1:], ".?!")
				if strings.ContainsAny(line[:len(line)-1], ".?!") && !(begins && strings.ContainsAny(line[len(line)-1:], ".?!")) {
					t.Errorf("at %dx%d a sentence is torn: %q", size[0], size[1], lines)
				}
			}
			if want := []string{"Stop.", "Do not touch.", "Tell."}; slide == 0 && size[0] > 1024 && !slices.Equal(lines, want) {
				t.Errorf("at %dx%d the lines are %q, want %q", size[0], size[1], lines, want)
			}
		}
	}
}

// The rule by which lines break, for letters of half an em.
func testLineBreaks(t *testing.T, _ *stand, p *tab) {
	const set = `Promise.resolve(modules["breaks.js"]).then(({ breaks }) => {
		let at = -0.5;
		const words = %q.split(" ").map((w) => {
			const start = at + 0.5;
			at = start + w.length / 2;
			return { start, end: at, stop: w.endsWith(".") };
		});
		return (breaks(words, %v, %d)?.ends ?? []).join(" ");
	})`
	for _, c := range []struct {
		text  string
		width float64
		extra int
		want  string // after which words the lines end
	}{
		{"Stop. Do not touch. Tell.", 7, 1, "1 4 5"},
		{"Stop. Do not touch. Tell.", 7, 0, "3 5"}, // There is no room for whole sentences.
		{"Stop. Do not touch. Tell.", 20, 2, "5"},
		{"One two three four five", 9, 0, "3 5"},
		{"aaaa aaaa aaaa bb", 7, 0, "2 4"},
		{"Look after everyone", 3.5, 2, ""}, // A word is wider than the line.
		{"Everyone", 4, 2, "1"},
	} {
		if got := eval[string](p, fmt.Sprintf(set, c.text, c.width, c.extra)); got != c.want {
			t.Errorf("%q in lines of %v ems, %d more than needed, ends them after %q, want %q", c.text, c.width, c.extra, got, c.want)
		}
	}
}

// Slides that come near each other share a size; one that does not keeps its own.
func testLikeSlides(t *testing.T, s *stand, p *tab) {
	size := func(slide int, words ...string) float64 {
		deck := "# " + strings.Join(words, "\n\n<!-- layout: message -->\n\n---\n\n# ") + "\n\n<!-- layout: message -->\n"
		s.show(p, parse(t, "like.md", []byte(deck)), "cream")
		s.to(slide, 0)
		p.at(s, slide, 0)
		return eval[float64](p, `parseFloat(getComputedStyle(`+huge+`).fontSize)`)
	}
	words := []string{"Internationalisation", "Internationalisation.", "Internationalisationally"}
	own, second, third := size(0, words[0]), size(0, words[1]), size(0, words[2])
	if second >= own || second < own*0.95 || third >= own*0.95 || third < own*0.75 {
		t.Fatalf("alone the sizes are %.1f, %.1f and %.1f, so this test sees too little", own, second, third)
	}
	if got := size(0, words...); got != second {
		t.Errorf("beside a slide that needs %.1f one that needs %.1f takes %.1f", second, own, got)
	}
}
