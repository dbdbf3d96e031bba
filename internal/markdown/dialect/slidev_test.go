package dialect

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// translatedWith is a deck that may bring in files, and its warnings.
func translatedWith(t *testing.T, format Format, front, text string, files map[string]string) (string, []string) {
	t.Helper()
	open := func(name string) (*File, error) {
		text, ok := files[name]
		if !ok {
			return nil, errors.New("no such file")
		}
		return &File{Name: name, Text: []byte(text)}, nil
	}
	out := Translate(Input{
		Format: format, File: &File{Name: "deck.md", Text: []byte(text)}, Front: readFront([]byte(front)),
		Open: open, Exists: func(name string) bool { _, ok := files[name]; return ok },
	})
	if len(out.Text.Bytes) > 0 {
		checkOrigins(t, &out.Text)
	}
	var warnings []string
	for _, w := range out.Warnings {
		warnings = append(warnings, w.Message)
	}
	return squeezed(string(out.Text.Bytes)), warnings
}

// squeezed is a text whose slide breaks are |, whose steps are ^, and without other empty lines.
func squeezed(text string) string {
	text = strings.ReplaceAll(text, pauseMark, "^")
	var lines []string
	for line := range strings.Lines(text) {
		if line = strings.TrimRight(line, " \n"); line != "" {
			lines = append(lines, strings.Replace(line, "---", "|", 1))
		}
	}
	return strings.Join(lines, "/")
}

func TestSlidev(t *testing.T) {
	for _, c := range []struct{ name, front, text, want string }{
		{"breaks", "", "# A\n\n---\n\n# B\n--- x\nlayout: end\n---\n# C\n", "# A/|/# B/|/# C"},
		{"settings whatever their keys", "", "# A\n\n---\nglow: 50\nclass: |\n  x\n---\n\n# B\n", "# A/|/# B"},
		{"settings in a yaml block", "", "# A\n\n---\n\n```yaml\nlayout: full\n```\n\n# B\n", "# A/|/# B"},
		{"not quite YAML", "", "# A\n\n---\ntitle: a: b\nhide: true\n---\n\n# B\n\n---\n\n# C\n", "# A/|/# C"},
		{"words below a line ---", "", "# A\n\n---\n# B\n\nb\n\n---\n\n# C\n", "# A/|/# B/b/|/# C"},
		{"words at the end of settings", "", "# A\n\n---\nlayout: x\n\n# B\n\n---\n\n# C\n", "# A/|/# B/|/# C"},
		{"a yaml block of comments", "", "# A\n\n---\n\n```yaml\n# layout: full\n```\n\nB\n", "# A/|/B"},
		{"commented settings", "", "# A\n\n---\n# layout: x\n---\n\n# B\n", "# A/|/# B"},
		{"hidden", "", "# A\n\n---\nhide: TRUE\n---\n\n# B\n\n---\ndisabled: true\n---\n\n---\n\n# C\n", "# A/|/# C"},
		{"no break in code or comments", "", "# A\n\n```md\n---\n```\n\n<!--\n---\n-->\n\nb\n", "# A/```md/|/```/b"},
		{"code that does not end", "", "# A\n\n```js\na\n\n---\n\n# B\n", "# A/```js/a/```/|/# B"},
		{"other code that does not end", "", "# A\n\n~~~\na\n\n---\n\n# B\n~~~\n", "# A/~~~/a/~~~/|/# B/~~~/~~~"},
		{"slots", "", "a\n\n::right::\n\nb\n:: bottom ::\nc\n", "a/b/c"},
		{"not slots", "", "```\n::right::\n```\n\na ::b:: c\n", "```/::right::/```/a ::b:: c"},
		{"marks of the deck format", "", "???\n\n. . .\n\na\n\n ---\nb\n", `???/\. . ./a/ ***/b`},
		{"notes", "", "a <!-- x --> b\n\n<!--\nfirst [click] second [click:2] third {{a}} <!-- no\n---\n[do it]\n-->\n", "a  b/???/first [next] second [next] [next] third \\{{a}} \\<!-- no/\\|/\\[do it]"},
		{"tags in notes", "", "a\n\n<!-- b <b>c</b><br>d `<i>` <who> -->\n", "a/???/ b c d `<i>` <who>"},
		{"only the last comment is notes", "", "a\n<!-- n1 -->\nb\n<!-- n2 -->\n\n---\n\n<!-- n3 -->\nc\n", "a/b/???/ n2/|/c"},
		{"settings of the deck format", "", "a\n\n<!-- n -->\n<!-- time: 90s -->\n", "a/<!-- time: 90s -->/???/ n"},
		{"pause is no command", "", "a\n\n<!-- pause -->\n\nb\n", "a/b"},
		{"image layout", "", "---\nlayout: image-right\nimage: /x.png\n---\n\n# A\n\n---\nlayout: image\nimage: ./y.png\n---\n", "# A/![](<public/x.png>)/|/![](<./y.png>)"},
		{"a page in a frame", "", "# A\n\n---\nlayout: iframe-right\nurl: http://a.example\n---\n\n---\nlayout: iframe\nurl: http://a.example\n---\n\nb\n", "# A/|/(a web page)/|/b"},
		{"end", "", "# A\n\n---\nlayout: end\n---\n", "# A/|/# END"},
		{"pictures", "", "![a](/x.png) ![b](y.png)\n<img src=\"/z.png\" v-click.hide>\n", "![a](public/x.png) ![b](y.png)/<img src=\"public/z.png\" alt=\"\">"},
		{"styles and scripts", "", "# A\n\n<script setup>\nconst a = `\n```js`\n</script>\n\n<style>\nh1 { }\n</style>\nb\n", "# A/b"},
		{"expressions", "", "{{ n }} chairs {{ 'red' }} `{{ x }}` $x^{{2}}$\n", " chairs red `{{ x }}` $x^{ {2}}$"},
		{"formula with steps", "", "$$ {1|2}\nx\n$$\n", "$$/x/$$"},
		{"attributes are text without mdc", "", "# A {.b}\n", "# A {.b}"},
		{"attributes", "mdc: true", "# A {.b}\n\n[c]{.d} :e[f]{g=1} :h{i=2} 10:30{.x}\n\n::card{a=1}\nin\n#slot\nit\n::\n", "# A/c f  10:30/in/it"},
		{"tags of Vue", "", "<div @click=\"a > b\" class=\"{{x}}\">\n\n<Foo :a=\"1\">b</Foo> <template #right>c</template>\n\n</div>\n", "<div>/b c/</div>"},
		{"title of code", "", "```ts [a.ts] {1|2}\nx\n```\n", "`a.ts`/```ts [a.ts] {1|2}/x/```"},
	} {
		if got, _ := translatedWith(t, Slidev, c.front, c.text, nil); got != c.want {
			t.Errorf("%s: %q is read as\n%q, want\n%q", c.name, c.text, got, c.want)
		}
	}
}

func TestSlidevSteps(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"block", "a\n\n<v-click>\n\nb\n\n</v-click>\n\n<VClick>c</VClick>\n", "a/^/b/^/c"},
		{"nothing before", "<v-click>a</v-click>\n", "a"},
		{"nothing behind", "a\n\n<v-click><Arrow x=\"1\" /></v-click>\n", "a"},
		{"attribute", "a\n\n<div v-click>\n\nb\n</div>\n<p v-click.hide>c</p>\n", "a/^/<div v-click>/b/</div>/<p v-click.hide>c</p>"},
		{"after", "a\n\n<div v-click>b</div>\n<div v-after>c</div>\n", "a/^/<div v-click>b</div>/<div v-after>c</div>"},
		{"numbers", "a\n<p v-click=\"1\">b</p>\n<p v-click=\"1\">c</p>\n<p v-click=\"'+1'\">d</p>\n<p v-click=\"[3, 4]\">e</p>\n", "a/^/<p v-click=\"1\">b</p>/<p v-click=\"1\">c</p>/^/<p v-click=\"'+1'\">d</p>/^/<p v-click=\"[3, 4]\">e</p>"},
		{"list", "a\n\n<v-clicks>\n\n- b\n- c\n  - d\n\n</v-clicks>\n", "a/^/- b/^/- c/  - d"},
		{"depth", "a\n\n<v-clicks depth=\"2\">\n\n- b\n- c\n  - d\n    - e\n\n</v-clicks>\n", "a/^/- b/^/- c/  ^/  - d/    - e"},
		{"every", "a\n\n<v-clicks every='2'>\n\n1. b\n2. c\n3. d\n\n</v-clicks>\n", "a/^/1. b/2. c/^/3. d"},
		{"blocks", "a\n\n<v-clicks>\n\nb\nb\n\n```\nc\n```\n\n</v-clicks>\n\nd\n", "a/^/b/b/^/```/c/```/d"},
		{"item", "- a\n- <span v-click>b</span>\n  - <span v-click>c</span>\n", "- a/^/- <span v-click>b</span>/  ^/  - <span v-click>c</span>"},
		{"within a line", "- Wales: <v-click>Cardiff</v-click>\n", "- Wales:/  ^/  Cardiff"},
		{"heading", "# A <span v-click>b</span>\n", "# A <span v-click>b</span>"},
		{"switch", "a\n<v-switch>\n<template #0>b</template>\n<template #1>c</template>\n<template #2-4>d</template>\n</v-switch>\n", "a/b/^/c/^/d"},
		{"magic-move", "a\n\n````md magic-move {lines: true}\n```js {1}\nb\n```\n\nwords\n```js\nc\n```\n````\n\nd\n", "a/```js {1}/b/```/^/```js/c/```/d"},
		{"marks are no steps", "a <span v-mark.red=\"1\">b</span>\n", "a <span v-mark.red=\"1\">b</span>"},
		{"code", "```html\n<v-click>\n```\n\n`<v-click>`\n", "```html/<v-click>/```/`<v-click>`"},
	} {
		if got, _ := translatedWith(t, Slidev, "", c.text, nil); got != c.want {
			t.Errorf("%s: %q is read as\n%q, want\n%q", c.name, c.text, got, c.want)
		}
	}
}

func TestSlidevWarnings(t *testing.T) {
	_, warnings := translatedWith(t, Slidev, "", "# A <b v-click>b</b> <Tweet id=\"1\" /> <mdi-x />\n\n{{ x }} {{ y }}\n\n---\nlayout: iframe\nurl: https://a.b\nglow: 1\nclass: x\n---\n\n---\nbackground: /a.png\n---\n\nb\n", nil)
	want := []string{
		"steps within a line of Slidev are not followed: <b v-click>; what they reveal is shown at once",
		"components of Slidev are not followed: <Tweet>",
		"expressions of Slidev are not followed: {{ x }}, {{ y }} (2 in all); write the words that they stand for",
		"pages in a frame of Slidev are not followed: https://a.b",
		"settings of slides of Slidev are not followed: glow",
		"background pictures of Slidev are not followed: /a.png",
	}
	if !slices.Equal(warnings, want) {
		t.Errorf("warnings are %q, want %q", warnings, want)
	}
}

func TestSlidevFiles(t *testing.T) {
	files := map[string]string{
		"pages/a.md": "---\nlayout: x\n---\n\n# A1\n\n![](./p.png) ![](/q.png)\n\n---\n\n# A2\n\n<!-- n -->\n\n---\nhide: true\n---\n\n# A3\n",
		"pages/b.md": "---\nsrc: ./a.md#2\n---\n\n---\nsrc: ./b.md\n---\n\n---\nsrc: ../deck.md\n---\n",
		"code/c.ts":  "// #region one\n  let a = `1`\n// #endregion one\nlet b\n",
		"q.png":      "",
	}
	for _, c := range []struct{ name, text, want, warn string }{
		{"slides", "# X\n\n---\nsrc: ./pages/a.md\n---\nnot shown\n\n---\n\n# Y\n", "# X/|/# A1/![](pages/p.png) ![](q.png)/|/# A2/???/ n/|/# Y", "this slide is left out, as Slidev does: it says hide"},
		{"range", "---\nsrc: /pages/a.md#2-2,9\n---\n", "# A2/???/ n", ""},
		{"settings of the slide that brings in", "---\nsrc: pages/a.md#2\nlayout: image\nimage: /z.png\n---\n", "# A2/![](<public/z.png>)/???/ n", ""},
		{"nested, in a circle", "---\nsrc: pages/b.md\n---\n", "# A2/???/ n", "brings itself in"},
		{"missing", "# X\n\n---\nsrc: pages/zz.md\n---\n", "# X", `the slides of "pages/zz.md" are left out: no such file`},
		{"snippet", "<<< @/code/c.ts {1}\n", "```ts/// #region one/  let a = `1`/// #endregion one/let b/```", ""},
		{"region of a snippet", "- a\n  <<< ./code/c.ts#one js {2}{lines:true}\n", "- a/  ```js/  let a = `1`/  ```", ""},
		{"missing snippet", "a\n\n<<< @/x.ts\n", "a", `the text of "x.ts" is left out: no such file`},
	} {
		got, warnings := translatedWith(t, Slidev, "", c.text, files)
		if got != c.want {
			t.Errorf("%s: %q is read as\n%q, want\n%q", c.name, c.text, got, c.want)
		}
		if !slices.ContainsFunc(warnings, func(w string) bool { return strings.Contains(w, c.warn) }) && c.warn != "" || c.warn == "" && len(warnings) > 0 {
			t.Errorf("%s: warnings are %q, want one with %q", c.name, warnings, c.warn)
		}
	}
}
