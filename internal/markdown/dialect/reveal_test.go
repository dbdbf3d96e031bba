package dialect

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestReveal(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"slides", "A\n\n---\n\nB\n----\nC\n\n--\n\nD\n", "A|B|C|D"},
		{"no separators", "A\n--\n\nB\n--- \n\n-----\n\n***\n", "A/--//B/--//***//***"},
		{"blank slides", "A\n---\n\n---\nB\n", "A|B"},
		{"comments that separate", "A\n\n<!--s-->\n\nB\n\n<!-- v -->\nC\n", "A|B|C"},
		{"blank lines that separate", "A\n\n\n\nB\n\n\nC\n\nc\n", "A|B|C//c"},
		{"separators in code", "```\na\n---\nb\n```\n---\nC\n", "```/a/---/b/```|C"},
		{"code that is never closed", "A\n\n```js [1|2]\na\n---\nB\n\n```js\nb\n```\n", "A//```js /a//```|B//```js/b/```"},
		{"notes", "A\n\nNote: b\n- c\n\n---\n\nB\nnotes:\nd\n", "A¶b/- c|B¶d"},
		{"tags in notes", "A\n\nNote: b <a\nhref=\"x\">c</a><br/>d<ul><li>e</li></ul> `<b>` <who> <f@g.h>\n", "A¶b c d//- e// `<b>` <who> <f@g.h>"},
		{"no notes", "A note: b\n\n> Note: c\n\n```\nNote: d\n```\n", "A note: b//> Note: c//```/Note: d/```"},
		{"notes between tags", "A\n<aside class=\"notes\">\n  <p>b</p>\n  <ul><li>c</li><li>d</li></ul>\n  ---\n</aside>\nB\n", "A/B¶b//- c/- d//\\---"},
		{"notes within notes", "A\n<aside class=\"notes\">b <aside>c</aside> d</aside>\nE\n", "A/E¶b c d"},
		{"notes that are never closed", "A <aside class='notes'>b\n\nc\n", "A¶b//c"},
		{"notes as an attribute", "<!-- .slide: data-notes=\"b\" -->\n\nA\n", "A¶b"},
		{"hidden", "A\n---\n<!-- .slide: data-visibility=\"hidden\" -->\nB\n\nNote: c\n---\nC\n", "A|C"},
		{"comments", "<!-- .slide: class=\"x\" -->\n# A <!-- .element: class=\"big\" -->\n\n<!-- b -->\n", "# A //<!-- b -->"},
		{"a background", "<!-- .slide: data-background=\"a b.png\" -->\n---\n<!-- .slide: data-background-image=\"a.png\" -->\nA\n", "![](<a b.png>)|A"},
		{"formulas in code spans", "`$a_1$` ``$$b$$`` `$$\nc\n$$` `$d` `e$` `$` `$$$`\n\n```\n`$f$`\n```\n", "$a_1$ $$b$$ $$/c/$$ `$d` `e$` `$` `$$$`//```/`$f$`/```"},
		{"other marks", "???\n\n. . .\n\n{{a}} `{{a}}`\n", `???//\. . .//\{{a}} ` + "`{{a}}`"},
		{"HTML sections", "<section>\n\nA\n\n</section>\n<section data-x>\n\nB\n\n</section>\n", "A//</section>|B//</section>"},
	} {
		got, _ := translated(t, Reveal, "", c.text)
		if got = brief(got); got != c.want {
			t.Errorf("%s: %q is read as\n%s, want\n%s", c.name, c.text, got, c.want)
		}
	}
}

func TestRevealFragments(t *testing.T) {
	fragment := `<!-- .element: class="fragment" -->`
	for _, c := range []struct{ name, text, want string }{
		{"items", "A\n\n- b #\n- c #\n- d\n", "A~- b~- c/- d"},
		{"an item within", "A\n- b\n  - c #\n", "A/- b~- c"},
		{"at the beginning of an item", "A\n\n- # b\n- # c\n", "A~-  b~-  c"},
		{"below an item", "A\n\n- b\n  #\n- c\n  #\n", "A~- b~- c"},
		{"a list", "A\n\n- b\n- c\n\n#\n", "A~- b/- c"},
		{"a paragraph", "A\n\nb\nc\n#\n\nd #\n", "A~b/c~d"},
		{"below a blank line", "A\n\nb\n\n#\n", "A~b"},
		{"a heading", "A\n\n## b\n#\n\nc\n", "A~## b//c"},
		{"code", "A\n\n```\nb\n```\n\n#\n", "A~```/b/```"},
		{"the first thing", "A #\n\nb #\n", "A~b"},
		{"together", "A\n\n- b #1\n- c #1\n- d #2\n", "A~- b/- c~- d"},
		{"another effect", "A\n\nb #!\n", "A//b"},
		{"a tag", "A\n\n<p class=\"fragment\">b</p>\n\n- <span class=\"fragment fade-up\">c</span>\n- d <b class=\"fragment\">e</b>\n",
			`A~<p class="fragment">b</p>~- <span class="fragment fade-up">c</span>/- d <b class="fragment">e</b>`},
		{"a tag in a list in HTML", "A\n<ul>\n    <li class=\"fragment\">b\n    </li>\n    <li class=\"fragment\">c</li>\n</ul>\n",
			"A/<ul>~<li class=\"fragment\">b/    </li>~<li class=\"fragment\">c</li>/</ul>"},
		{"in notes", "A\n\nb\n\nNote:\nc #\n", "A//b¶c"},
	} {
		text := strings.NewReplacer("#1", `<!-- .element: class="fragment" data-fragment-index="1" -->`,
			"#2", `<!-- .element: class="fragment" data-fragment-index="2" -->`,
			"#!", `<!-- .element: class="fragment highlight-red" -->`, "##", "##", "#", fragment).Replace(c.text)
		got, _ := translated(t, Reveal, "", text)
		got = strings.ReplaceAll(brief(got), " /", "/")
		if got != c.want {
			t.Errorf("%s: %q is read as\n%s, want\n%s", c.name, c.text, got, c.want)
		}
	}
}

func TestRevealSeparators(t *testing.T) {
	for _, c := range []struct{ front, text, want string }{
		{"separator: <!--s-->\nverticalSeparator: <!--v-->", "A\n---\n<!--s-->\nB\n<!--v-->\nC\n", "A/--|B|C"},
		{`separator: "^\n\n\n"`, "A\n\n\n\nB\n\n---\n\nC\n", "A|B//***//C"},
		{`separator: \r?\n---\r?\n`, "A\n---\nB\n\n----\n\nC\n", "A|B|C"},
		{"separator: ---\nverticalSeparator: --", "A\n--\nB\n---\nC\n----\n", "A|B|C/--"},
		{"separator: '(?=x)'", "A\n---\nB\n", "A|B"},
		{"separator: ''", "A\n---\nB\n", "A|B"},
		{"separator: x*", "A\n---\nB\n", "A/--/B"},
		{"notesSeparator: '^%%'", "A\n%% b\nNote: c\n", "A¶b/Note: c"},
		{"notesSeparator: '<!-- n -->'", "A\n\n<!-- n -->\nb\n", "A¶b"},
		{"slideOptions: {verticalSeparator: ^\\+\\+$}", "A\n++\nB\n", "A|B"},
	} {
		got, _ := translated(t, Reveal, c.front, c.text)
		if got = brief(got); got != c.want {
			t.Errorf("%q with %s is read as\n%s, want\n%s", c.text, c.front, got, c.want)
		}
	}
}

// A pattern that a deck sets is followed as if it had all of the text before it, but looks only so far ahead: to the end of
// all of this for each of its matches would take hours.
func TestNearMatches(t *testing.T) {
	for _, expr := range []string{`^---$`, `\r?\n---\r?\n`, `^\n\n\n`, `---`, `\n+`, `^<!--s-->$`, `a|---`, `x*`, `^é.*$`, `^-+`} {
		pattern := regexp.MustCompile("(?m)(?:" + expr + ")")
		for n := range 5 {
			text := []byte(strings.Repeat("a", n) + strings.Repeat("\n\n---\n\n\n\na é b\n<!--s-->\nc---"+strings.Repeat("é-", n*200), 50))
			whole := slices.DeleteFunc(pattern.FindAllIndex(text, -1), func(m []int) bool { return m[0] == m[1] })
			if near := nearMatches(pattern, text); !slices.EqualFunc(near, whole, slices.Equal[[]int]) {
				t.Fatalf("%s behind %d letters: %d matches differ from %d", expr, n, len(near), len(whole))
			}
		}
	}
	far := regexp.MustCompile("x(?s:.*z)?")
	if n := len(nearMatches(far, bytes.Repeat([]byte("x"), 1<<20))); n < mostMatches || n > mostMatches+farPattern {
		t.Errorf("there are %d matches, want about %d", n, mostMatches)
	}
}

func FuzzReveal(f *testing.F) {
	for _, seed := range []string{
		"A\n\n- b <!-- .element: class=\"fragment\" -->\n\n---\n<!-- .slide: data-visibility=\"hidden\" -->\nB\n\nNote: c\n",
		"A\n<aside class=\"notes\">b\n<li class=\"fragment\">c\n```js [1|2]\nd\n----\n\n\n\ne {{f}}\n",
		"<pre>\n---\n</pre>\n`--`\n\n--\n\n<section>\n<!--s-->\n# A\n---\nnotes:\n???\nNote:\n~~~\n",
		"@title[x]\n@ul[y](true)\n- @color[red](a (b)) @quote[c](d)\n@ulend\n\n+++?image=/e.png\n\n```\nf\n```\n@[1](g)\n`$$h$$`\n#HSLIDE\nNote: <b>i</b>\n",
	} {
		f.Add("", seed)
		f.Add("separator: <!--s-->\nverticalSeparator: ^--$", seed)
		f.Add("separator: <!--s-->", seed+strings.Repeat("\xa8", 3*farPattern)) // in no character
	}
	f.Fuzz(func(t *testing.T, front, text string) { checkTranslation(t, Reveal, front, text) })
}
