package dialect

import (
	"regexp"
	"strings"
	"testing"
)

var (
	manyBlanks = regexp.MustCompile(`\n[ \t]*\n\s*\n|\n\n+`)
	edges      = regexp.MustCompile(`\s*([|~¶])\s*`)
)

// brief is a deck on one line: | ends a slide, ~ begins a step, ¶ begins notes, / ends a line and // a block.
func brief(text string) string {
	text = strings.ReplaceAll(strings.TrimSpace(text), "|", "!")
	text = strings.NewReplacer("\n\n---\n\n", "|", "<!-- pause -->", "~", "\n???\n", "¶").Replace(text)
	text = edges.ReplaceAllString(text, "$1")
	return strings.ReplaceAll(manyBlanks.ReplaceAllString(text, "//"), "\n", "/")
}

func TestRemark(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"properties", "name: a\nclass: wide\n\n# A\n\n---\ncount: false\nb: c\n# B\n", "# A|# B"},
		{"a property behind text", "# A\n\nname: b\n", "# A//name: b"},
		{"the value of a property ends at a dollar", "price: $5 each\n", "$5 each"},
		{"properties in comments", "<!-- name: a -->\n# A\n<!-- class: b -->\n\n<!-- a note -->\n", "# A//<!-- a note -->"},
		{"a definition above properties", "[//]: # (slides)\n\nclass: wide\n\n# A\n", "# A"},
		{"steps", "Sun\n--\n\n- Moon\n--\n\n- Stars\n\n--\n", "Sun~- Moon~- Stars"},
		{"a step within a list", "- a\n--\n  - b\n", "- a~- b"},
		{"a step within a table", "| a |\n|---|\n--\n| b |\n", "! a !/!---!/! b !"},
		{"a step of indented code", "- a\n\nb\n--\n\n    c\n", "- a//b~c"},
		{"bold text in a line of Japanese", "**甲。**乙**「丙」**\n__丁__戊**A **b 2 ** 3\n\n    **甲。**乙\n", "**甲。**<wbr>乙<wbr>**「丙」**/__丁__<wbr>戊**A <wbr>**b 2 ** 3//    **甲。**乙"},
		{"a step that shows nothing before it", "class: x\n\n--\n\nA\n", "A"},
		{"properties of a step", "A\n--\nclass: x\n\nB\n", "A~B"},
		{"no marks of slides", "A\n\n--- \n\nB\n----\n\n *** \n\n ???\n\n. . .\n", `A//***//B/--// ***¶\. . .`},
		{"a break in a comment", "A\n<!-- break -->\nB\n", "A|B"},
		{"notes", "A\n???\nn\n---\nB\n", "A¶n|B"},
		{"notes, then a step", "A\n\n???\nn\n\n--\n\nB\n\n???\nm\n", "A~B¶n//m"},
		{"excluded", "A\n---\nexclude: true\n\nB\n--\nC\n???\nn\n---\nD\n", "A|D"},
		{"code", "```\n---\n.red[a]\n--\n```\n\n`.red[b]`\n\n    .red[c]\n", "```/---/.red[a]/--/```//`.red[b]`//    .red[c]"},
		{"code that is never closed", "A\n\n```\ncode\n---\nB\n", "A//```/code//```|B"},
		{"Markdown right below a tag", "# T\n<br>\n- a\n\n<span>\n![b](c)\n\nd\n<br>\ne\n", "# T/<br>//- a//<span>//![b](c)//d/<br>/e"},
		{"code right below HTML", "<p>\na\n</p>\n```\nb\n```\n<br>\n```\n<c>\n```\nd\n", "<p>/a/</p>//```/b/```/<br>//```/<c>/```/d"},
		{"formulas in code", "`\\(a_b\\)` `\\(R\\)` `$$c^2$$` `\\[d\\]` `$e$` `\\(f` `\\({{g}}\\)`\n", "\\(a_b\\) R $$c^2$$ d `$e$` `\\(f` `\\({{g}}\\)`"},
		{"a page of HTML", "<html>\n<script>\n---\n</script>\n<textarea class=a id='source'>\nname: b\n\n# C\n\n```\n&lt;d&gt; & e &ouml\n```\n---\n&lt;i&gt;f&lt;/i&gt; &amp;nbsp;&nbsp;&#27;&#39;&eacute;</textarea>\n---\nh\n", "# C//```/<d> & e &ouml/```|<i>f</i> &nbsp;&nbsp;&#27;'é"},
		{"HTML", "<pre>\n---\n.red[a]\n</pre>\n.red[b]\n", "<pre>/---/.red[a]/</pre>/b"},
	} {
		got, _ := translated(t, Remark, "", c.text)
		if got = brief(got); got != c.want {
			t.Errorf("%s: %q is read as\n%s, want\n%s", c.name, c.text, got, c.want)
		}
	}
}

func TestRemarkClasses(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"inline", "a .red[b] c.big[d]\n", "a b cd"},
		{"at the very beginning", "`a` .b[c]\n", "`a` c"},
		{"two classes", ".red.big[a] b\n", "a b"},
		{"nested", ".a[b .c[d [e](f)] g] h\n", "b d [e](f) g h"},
		{"a bracket in code", ".a[b `]` c] d\n", "b `]` c d"},
		{"code in a class", ".a[\n```\nx]\n```\n]\nb\n", "```/x]/```//b"},
		{"code right behind a class", ".a[```\nx\n```]\nb\n", "```/x/```//b"},
		{"escaped", `a \.red[b] c`, "a .red[b] c"},
		{"never closed", "a .red[b\n\n---\n\nc\n", "a .red[b|c"},
		{"no class", "a .5[b] .[c] d[e]\n", "a .5[b] .[c] d[e]"},
		{"blocks", "# A\n.left[\n## B\n- c\n]\n.right[\n- d\n]\n", "# A//## B/- c//- d"},
		{"a line of its own", "A\n\n.red[b]\n.blue[c]\n\nD\n", "A//b//c//D"},
		{"within a paragraph", "A\n.red[b]\nC\n", "A/b/C"},
		{"a footnote", "- a\n.footnote[.red[*] b]\n", `- a//\* b`},
		{"an item", "- .red[\n  a\n  ]\n- b\n", "- a//- b"},
		{"indented lines", ".a[\n    # B\n    - c\n      - d\n]\n", "# B/- c/  - d"},
		{"lines that end no slide", ".a[\nb\n\n---\n\nc\n\n???\n]\nd\n", `b//***//c¶d`},
		{"across lines", ".a[b\nc] d\n", "b/c// d"},
	} {
		got, _ := translated(t, Remark, "", c.text)
		if got = brief(got); got != c.want {
			t.Errorf("%s: %q is read as\n%s, want\n%s", c.name, c.text, got, c.want)
		}
	}
}

func TestRemarkTemplates(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"variables", "a: 1\n\n{{a}} {{ a }} `{{a}}` {{b}} \\{{a}}\n???\n{{a}}\n", `1 1 ` + "`1`" + ` \{{b}} \{{a}}¶\{{a}}`},
		{"a footer", "t: T\nlayout: true\n.bar[{{t}}]\n---\nA\n---\nt: U\n\nB\n---\nlayout: false\nC\n",
			"<!-- footer: T -->//A|<!-- footer: U -->//B|C"},
		{"a header and a footer", "layout: true\n.header[h]\n.footer[f]\n---\nA\n", "<!-- header: h -->//<!-- footer: f -->//A"},
		{"a layout with a title", "layout: true\n# T\n.footer[f]\n---\nA\n", "<!-- footer: f -->//# T//A"},
		{"another layout", "layout: true\n# T\n---\nA\n---\nlayout: true\n# U\n---\nB\n", "# T/A|# U/B"},
		{"an empty layout", "layout: true\nclass: x\n---\nA\n", "A"},
		{"a template", "name: a\n\n# A\n---\ntemplate: a\n\nB\n--\nC\n", "# A|# A//B~C"},
		{"content", "name: a\nlayout: true\n\n# A\n{{content}}\nend\n---\nB\n--\nC\n", "# A/B//end~C"},
		{"a layout as a template", "name: a\nlayout: true\n# A\n---\nlayout: false\nB\n---\ntemplate: a\nC\n", "B|# A//C"},
		{"alignment", "class: center, middle\nA\n---\nclass: middle\nB\n", "<!-- align: center -->//A|B"},
		{"a background alone", "background-image: url(a.png)\n---\nbackground-image: url('b c.png')\n\nB\n", "![](a.png)|B"},
		{"links of other slides", "[a][x], [b]\n---\n[c][X]\n\n[x]: http://x\n[b]: http://b \"B\"\n",
			"[a][x], [b]//[x]: http://x/[b]: http://b \"B\"|[c][X]//[x]: http://x"},
		{"a macro in HTML", "<center>\n![:scale 5%](a.png)</center>\n\n<p>![:scale 5%](b c.png)</p>\n", `<center>/<img src="a.png" alt=""></center>//<p><img src="b c.png" alt=""></p>`},
		{"macros", "![:scale 50%](a.png) ![:fig A cat](b.jpg) ![:img c.png, 40%] ![:video](x)\n", "![](a.png) ![A cat](b.jpg) ![](c.png)"},
		{"continued", "A\n---\ncontinued: true\nB\n--\ncontinued: false\nC\n", "A~B|C"},
		{"all lines are indented", "  A\n\n  ---\n  class: x\n\n  - B\n    - C\n", "A|- B/  - C"},
	} {
		got, _ := translated(t, Remark, "", c.text)
		if got = brief(got); got != c.want {
			t.Errorf("%s: %q is read as\n%s, want\n%s", c.name, c.text, got, c.want)
		}
	}
}

func TestRemarkWarnings(t *testing.T) {
	for text, want := range map[string]string{
		"Example: a\n\nB\n":           "properties at the top of slides of remark are not followed: Example:; they are not shown",
		"a: 1\n\n{{a}}\n":             "",
		"A\n---\nexclude: true\n\nB":  "this slide is left out, as remark does: it says exclude: true",
		"![:video a](b)":              "macros of remark are not followed: ![:video]; what they put in is left out",
		"background-image: url(a)\nB": "backgrounds of remark are not followed: background-image:",
		"name: a\n\n" + strings.Repeat("word ", 1000) + strings.Repeat("\n---\ntemplate: a\n", 1000): "what slides take over from layouts, templates and " +
			"properties is more than 1024 KB: the rest is left out",
	} {
		_, warnings := translated(t, Remark, "", text)
		var got []string
		for _, w := range warnings {
			got = append(got, w.Message)
		}
		if strings.Join(got, "; ") != want {
			t.Errorf("%.50q: the warnings are %q, want %q", text, got, want)
		}
	}
}

func TestXaringan(t *testing.T) {
	front := "title: A\nauthor: [B, C]\ndate: \"`r Sys.Date()`\"\noutput:\n  xaringan::moon_reader:\n    css: [x]\n"
	text := "class: wide\n\n# D\n--\nE\n"
	if got := Detect(readFront([]byte(front)), []byte(text), 0); got != Remark {
		t.Errorf("the deck is for %s", got)
	}
	got, _ := translated(t, Remark, front, text)
	if got, want := brief(got), "# A//B//C|# D~E"; got != want {
		t.Errorf("it is read as %s, want %s", got, want)
	}
}

func FuzzRemark(f *testing.F) {
	for _, seed := range []string{
		"class: a\n\n# A\n--\n- b .red[c [d](e)]\n???\nn\n---\nlayout: true\n.bar[{{t}}]\n---\nt: u\n{{t}} {{content}}\n",
		"name: a\n{{content}}\n---\ntemplate: a\n.x[\n  - y\n]\n\n[l]: http://m\n---\n[l] ![:scale 5%](a.png)\n```\n---\n",
		"<body>\n<textarea id=source>\na: b\n&lt;c&gt;\n**d。**e &amp; [f](&eacute;)\n```\n&quot;g\n```\n![:x]\n</textarea>\nh\n",
		"`a` \\.b[c]\n<pre>\n.d[```\ne]\n--\n~~~\n---\nexclude: true\nbackground-image: url(x)\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) { checkTranslation(t, Remark, "", text) })
}

// checkTranslation holds whatever the deck: all that is written comes from a place in it, it is not much larger,
// and warnings are about places in it.
func checkTranslation(t *testing.T, format Format, front, text string) {
	t.Helper()
	out := Translate(Input{Format: format, File: &File{Name: "deck.md", Text: []byte(text)}, Front: readFront([]byte(front))})
	checkOrigins(t, &out.Text)
	if n, most := len(out.Text.Bytes), 12*(len(text)+len(front))+maxInherited+1000; n > most {
		t.Errorf("%d bytes become %d", len(text), n)
	}
	for _, w := range out.Warnings {
		if w.Off < 0 || w.Off > len(w.File.Text) {
			t.Errorf("a warning is at offset %d: %s", w.Off, w.Message)
		}
	}
}
