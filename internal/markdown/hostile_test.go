package markdown

import (
	"strings"
	"testing"
	"time"
)

// TestHostile feeds what makes careless parsers slow or deep. A mistake would cost far more time than a test
// may take.
func TestHostile(t *testing.T) {
	if underRace {
		t.Skip("nothing here is done side by side, and it takes minutes under the race detector")
	}
	for name, src := range hostile() {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			d, err := ParseAll([]byte(src), Options{Name: "deck.md"})
			t.Logf("%d KB in %v", len(src)>>10, time.Since(start))
			if d == nil && err == nil {
				t.Error("neither a deck nor an error")
			}
		})
	}
}

func hostile() map[string]string {
	const n = 30_000
	rep := strings.Repeat
	most := maxComment - 100
	decks := map[string]string{
		"brackets":       rep("[", n),
		"images":         rep("![", n/2),
		"closed":         rep("[", n/2) + rep("]", n/2),
		"links":          rep("[a](", n/4),
		"nested links":   rep("[a](b", n/5),
		"references":     rep("[a]: b\n", n/7) + "\n" + rep("[a]", n/10),
		"emphasis":       rep("*a **b ", n/7),
		"emphasis2":      rep("*a_ ", n/4),
		"emphasis3":      rep("**a *b** c* ", n/12),
		"strike":         rep("~~a ~b ", n/7),
		"ticks":          rep("`a``b```c", n/9),
		"angle":          rep("<", n),
		"tags":           rep("<a ", n/3),
		"tags2":          rep("<a href='", n/9),
		"cdata":          rep("<![CDATA[", n/9),
		"processing":     rep("<?", n/2),
		"declaration":    rep("<!A ", n/4),
		"entities":       rep("&amp", n/4),
		"quotes":         rep(">", n),
		"quote lines":    rep(rep("> ", 100)+"a\n", 300),
		"items":          rep("- ", n/2) + "a",
		"deep list":      deepList(300),
		"fills":          rep("{{a", n/3),
		"fills2":         rep("{{a|", n/4) + rep("}}", n/8),
		"table":          rep("|a", n/4) + "\n" + rep("|-", n/4) + "\n" + rep("|b", n/8),
		"table rows":     "|a|\n|-|\n" + rep("|b|\n", n/4),
		"wide table":     rep("|a", 300) + "\n" + rep("|-", 300) + "\n" + rep("|\n", n/4),
		"code pipes":     "|a|\n|-|\n" + rep("|`\\|`|\n", n/8),
		"urls":           rep("http://a.b ", n/11),
		"mails":          rep("a@", n/2),
		"www":            rep("www.", n/4),
		"mail words":     rep("a.", n/2) + "@",
		"backslashes":    rep("\\", n),
		"comments":       "# a\n" + rep("<!-- a -->", n/10),
		"many notes":     "---\nphases: [p, q, r, s]\n---\n# a\n" + rep("<!-- {notes: {p: a}} -->", 10_000) + rep("<!-- a -->", 70_000),
		"open comments":  rep("<!--", n/4),
		"yaml flow":      "# a\n<!-- time: " + rep("[", most) + " -->",
		"yaml flow map":  "# a\n<!--\ntime: " + rep("{a: ", most/4) + "\n-->",
		"yaml block":     "# a\n<!--\ntime:\n" + rep("- ", most/2) + "\n-->",
		"yaml keys":      "# a\n<!--\ntime: 1s\n" + rep("a: b\n", most/5) + "\n-->",
		"yaml anchors":   "---\ntitle: &a [b]\n" + "event: [" + rep("*a, ", n) + "]\n---\n# a",
		"front flow":     "---\ntitle: " + rep("[", 1_000_000) + "\n---\n# a",
		"front keys":     "---\n" + rep("a: b\n", 200_000) + "---\n# a",
		"cues":           "# a\n<!-- " + rep("[do ", most/4) + " -->",
		"cue errors":     "# a\n<!-- " + rep("[pause]", most/7) + " -->",
		"notes brackets": "# a\n<!-- " + rep("[", most) + " -->",
		"notes quotes":   "# a\n<!-- " + rep("> a\nb\n", most/6) + " -->",
		"escapes":        rep("\x1b[31m", 1_000_000),
		"controls":       rep("\x01", 1_000_000) + "\n# a",
		"1252":           rep("\x80", 1_000_000),
		"breaks":         rep("---\n", 1_000_000),
		"tight breaks":   rep("a\n---\n", 20_000),
		"pauses":         rep("a\n\n. . .\n\n", 6_000),
		"idle pauses":    "a\n" + rep(". . .\n", 10_000),
		"front rules":    "---\n" + rep("a\n", 1_000_000),
		"front open":     rep("---\n# a\n", 100_000),
		"slidev":         rep("---\nlayout: a\n", 20_000),
		"marp headings":  "---\nmarp: true\nheadingDivider: 1\n---\n" + rep("#\n", 300_000),
		"long words":     "# a\n<!-- layout" + rep(" ", most) + "-->" + rep("\n<!-- layout -->", 1000),
		"fences":         rep("```\n~~~\n", n/8),
		"fence lists":    rep("- ```\n", n/6),
		"setext":         rep("a\n=\n", n/4),
		"paragraph":      rep("a\n", n/2),
		"data":           rep("data:image/ ", 300_000),
		"long slide":     rep("[ *a **b `` ![](", 60_000),
		"long lines":     rep("[ *a **b `` ![](\n", 60_000),
		"big slide":      rep("word ", 3_000_000),
		"many slides":    rep("# a\n\n---\n\n", 100_000),
	}
	for _, unit := range costlyMarks() {
		decks["marks "+strings.ReplaceAll(unit, "\n", " ")] = "# a\n\n[^1]: x\n\n" + rep(unit, n/len(unit))
	}
	decks["slides of marks"] = slidesOfMarks(64)
	return decks
}

// costlyMarks are what a parser may look far ahead or far back for, each time that it is written.
func costlyMarks() []string {
	return []string{
		"[", "[]", "![", "[a](", "[^1]", "[^a]: b\n\n", "[^1]: [^2]: ", "<", "<b>", "</b>", "<b><i></b>", "<div>\n\n", "<div \"", "<ul><li>",
		"<ul>\n\n<li>\n\n", "<table><tr><td>", "<td>a", "<blockquote>", "<svg>", "<svg>\n\n", "<aside class=notes>\n\n", "<dl><dt>a<dd>b", "<pre>\n",
		"<a @b='", "<div>&#0;", "<div><!x ", "$", "$a ", "$$ a\n\n", "$\\frac{a}{", "$\\sqrt{", "\\(a^", "\\[\n", ":", ":a", ":smile:", "a\n: : : b\n",
	}
}

// slidesOfMarks is a deck of long slides, each of one of the marks.
func slidesOfMarks(slides int) string {
	units := costlyMarks()
	var b strings.Builder
	for i := range slides {
		unit := units[i%len(units)]
		b.WriteString(strings.Repeat(unit, 31_000/len(unit)) + "\n\n---\n\n")
	}
	return b.String()
}

func deepList(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", 2*i) + "- a\n")
	}
	return b.String()
}
