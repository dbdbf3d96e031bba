package markdown

import (
	"encoding/json"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// A short deck cannot become a long one: what is put into it is bounded, and what is repeated in
// messages too.
func TestBounds(t *testing.T) {
	const size = 54_000
	rep := strings.Repeat
	long := "---\nfill:\n  a: " + rep("x", size/2) + "\n"
	short := "---\nfill:\n  a: " + rep("x", 2_400) + "\n"
	for name, c := range map[string]struct{ src, want string }{
		"a slide":        {long + "---\n# A\n" + rep("{{a}}", size/10), "deck.md:6:46: filling in {{a}} adds more than 256 KB to the deck"},
		"notes":          {long + "---\n# A\n<!-- notes: " + rep("{{a}}", size/10) + " -->", "deck.md:6:58: filling in {{a}} adds"},
		"slides":         {long + "---\n" + rep("# {{a}}\n\n---\n\n", size/26), "deck.md:41:3: filling in {{a}} adds"},
		"front matter":   {long + "title: '" + rep("{{a}}", size/10) + "'\n---\n# A\n", "deck.md:4:54: filling in {{a}} adds"},
		"with words":     {long + "---\n# A\n" + rep("{{a|{{a}}}}", size/26), "deck.md:6:104: filling in {{a}} adds"},
		"one slide":      {short + "---\n# A\n\n{{a}}{{a}} {{a}}\n\n- {{a}}\n- {{a}}", "deck.md:9:3: filling in {{a}} adds more than 8 KB here"},
		"one slide's":    {short + "---\n# {{a}} {{a}}\n<!-- notes: '{{a}}' -->\n<!-- speaker: '{{a}}' -->", "deck.md:5:9: filling in {{a}} adds more than 8 KB here"},
		"in code":        {short + "---\n# A\n```\n" + rep("{{a}}", 50) + "\n```\n", ""},
		"a title":        {short + "title: '{{a}}{{a}}{{a}}{{a}}'\n---\n# A\n", "deck.md:4:24: filling in {{a}} adds more than 8 KB here"},
		"phases":         {"---\nphases: [" + rep("p, ", size/3) + "]\n---\n# A\n", "deck.md:2:9: phases: expected at most 20 names, found 18000"},
		"authors":        {"---\nauthor: [" + rep("a, ", 1_000_000) + "]\n---\n# A\n", "deck.md:2:1: the front matter is longer than 256 KB"},
		"many notes":     {"# A\n" + rep("<!-- a -->", 200_000), "deck.md:1:1: this slide is longer than 4 MB, or has more than 10000 comments"},
		"text":           {rep("# A\n\nwords\n\n---\n\n", 400_000), "deck.md:1:1: this deck has more than 6 MB of text"},
		"keys in a line": {"---\n{title: A, " + rep("{}, ", size/4) + "}\n---\n# A\n", "deck.md:2:12: expected a word before the colon"},
		"list of lists":  {"---\nauthor: [" + rep("[], ", size/4) + "]\n---\n# A\n", "deck.md:2:10: author: expected text, found a list"},
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := ParseAll([]byte(c.src), Options{Name: "deck.md"})
			runtime.ReadMemStats(&after)
			t.Logf("%d KB allocated", (after.TotalAlloc-before.TotalAlloc)>>10)
			if got := after.TotalAlloc - before.TotalAlloc; got > 100<<20 {
				t.Errorf("%d MB were allocated", got>>20)
			}
			if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.HasPrefix(err.Error(), c.want)) {
				t.Errorf("the error is %.300v, want %s", err, c.want)
			}
		})
	}
}

// A slide of thousands of blocks has each of them on one of its screens, below the title.
func TestScreensOfALongSlide(t *testing.T) {
	d, err := ParseAll([]byte("# A\n\n"+strings.Repeat("```\na\n```\n", 20_000)), Options{Name: "deck.md"})
	if err != nil {
		t.Fatal(err)
	}
	s := d.PublicSlide(0)
	if s.Screens < 1000 {
		t.Fatalf("there are %d screens", s.Screens)
	}
	blocks := 0
	for step := range s.Screens {
		shown := s.Screen(step)
		if shown[0].Kind != deck.Heading || slices.ContainsFunc(shown[1:], func(b deck.Block) bool { return b.Step != step }) {
			t.Fatalf("screen %d is %+v", step, shown)
		}
		blocks += len(shown) - 1
	}
	if blocks != len(s.Blocks)-1 {
		t.Errorf("the screens have %d blocks of %d", blocks, len(s.Blocks)-1)
	}
}

// Pictures in the deck itself do not count as its text.
func TestPicturesAreNoText(t *testing.T) {
	picture := "# A\n\n![a](data:image/png;base64," + strings.Repeat("A", 3_500_000) + ")\n"
	if _, err := Parse([]byte(picture+"\n---\n\n"+picture), Options{Name: "deck.md"}); err != nil {
		t.Error(err)
	}
}

// What each screen of a slide has is bounded: a slide of a thousand screens must not hold a long header or a long name a
// thousand times.
func TestScreensRepeatLittle(t *testing.T) {
	rep := strings.Repeat
	for name, src := range map[string]string{
		"header":          "# A\n\n|" + rep("h", 28_000) + "|\n|-|\n" + rep("|b|\n", 900),
		"spans":           "# A\n\n|" + rep("**a**b", 200) + "|\n|-|\n" + rep("|b|\n", 900),
		"quoted header":   "# A\n\n> |" + rep("h", 28_000) + "|\n> |-|\n" + rep("> |b|\n", 900),
		"language":        "# A\n\n```" + rep("a", 28_000) + "\n" + rep("b\n", 2_000) + "```\n",
		"language, quote": "# A\n\n> ```" + rep("a", 28_000) + "\n" + rep("> b\n", 2_000) + "\n",
	} {
		t.Run(name, func(t *testing.T) {
			d, err := ParseAll([]byte(src), Options{Name: "deck.md"})
			if err != nil {
				t.Fatal(err)
			}
			sent, err := json.Marshal(d.PublicSlide(0))
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%d bytes are sent as %d, for %d screens", len(src), len(sent), d.PublicSlide(0).Screens)
			if len(sent) > 40*len(src) {
				t.Errorf("%d bytes are sent as %d", len(src), len(sent))
			}
		})
	}
}
