package dialect

import (
	"slices"
	"strings"
	"testing"
)

func TestMarp(t *testing.T) {
	for _, c := range []struct{ name, front, text, want string }{
		{"breaks", "", "# A\n\n---\n\n# B\n***\n# C\n  ___\n# D\n\n- - -\n# E\n", "# A/|/# B/|/# C/|/# D/|/# E"},
		{"headings underlined", "", "A *b*\nc\n---\n\nd\n", "## A *b* c/d"},
		{"no paragraph above", "", "- a\n---\nb\n\n> c\nd\n---\n# e\n---\nf\n", "- a/|/b/> c/d/|/# e/|/f"},
		{"not at the top level", "", "- a\n\n  ---\n\n> ---\n\n    ---\n\nb\n", "- a/  ***/> |/    |/b"},
		{"in HTML", "", "<div>\n---\n</div>\n\n---\n\na\n", "<div>/</div>/|/a"},
		{"in code", "", "```\n---\n```\n\na\n", "```/|/```/a"},
		{"code that does not end", "", "a\n\n```\nb\n", "a/```/b/```"},
		{"divider", "headingDivider: 2", "# A\n\n## B\n\n### C\n\nD\n=\n\nd\n", "# A/|/## B/### C/|/D/=/d"},
		{"divider of some levels", "headingDivider: [1, 3]", "# A\n\n## B\n\n### C\n", "# A/## B/|/### C"},
		{"divider in a comment", "", "# A\n\n# B\n\n<!-- headingDivider: 1 -->\n", "# A/|/# B"},
		{"divider in a list or code", "headingDivider: 1", "# A\n\n- # B\n\n```\n# C\n```\n\nD\n---\n", "# A/- # B/```/# C/```/## D"},
		{"directives", "", "<!-- class: lead -->\n<!--\n_paginate: false\nunknown: x\n-->\n# A <!-- fit --> <!-- _color: red -->\n<!-- $theme: gaia -->\n<!-- *template: x -->\n", "# A"},
		{"notes", "", "# A\n\n<!-- one -->\n\nb <!-- two: {{x}} [pause] -->\n\n<!--\npause\n---\n???\n-->\n\n---\n\nc\n\n<!-- markdownlint-disable -->\n", "# A/b/???/ one/ two: \\{{x}} \\[pause]/pause/\\|/\\???/|/c"},
		{"header and footer", "header: H\nfooter: '**F** ![](x.png)'\n_header: h", "# A\n\n---\n\n# B\n\n---\n\n<!-- header: K: l -->\n<!-- _footer: '' -->\n# C\n\n---\n\n# D\n\n<!-- footer: '' -->\n", "<!-- header: h -->/# A/<!-- footer: F -->/|/<!-- header: H -->/# B/<!-- footer: F -->/|/<!-- header: K: l -->/# C/<!-- footer: \"\" -->/|/<!-- header: K: l -->/# D/<!-- footer: \"\" -->"},
		{"header and footer switched off", "footer: false", "# A\n\n<!-- _header: true -->\n", "# A/<!-- footer: \"\" -->"},
		{"links in a footer", "footer: '[**Hill** School](http://a.example/" + strings.Repeat("x", 300) + ") - [plan][p]'", "# A\n", "# A/<!-- footer: Hill School - plan -->"},
		{"comments for other tools", "", "# A\n\n<!-- dprint-ignore-start -->\n<!-- cspell:ignore abc -->\n", "# A"},
		{"settings of the deck format", "", "# A\n\n<!-- time: 90s -->\n<!-- n -->\n", "# A/<!-- time: 90s -->/???/ n"},
		{"fragments", "", "# A\n\n* a\n* b\n  * c\n  - d\n- e\n1. f\n\n1) g\n2) h\n", "# A/^/* a/^/* b/  ^/  * c/  - d/- e/1. f/^/1) g/^/2) h"},
		{"fragments alone", "", "* a\n* b\n", "* a/^/* b"},
		{"no fragments", "", "```\n* a\n```\n\n    * b\n\n* * *\n", "```/* a/```/    * b/|"},
		{"sizes", "", "![w:200px h:3cm A b](x.png) ![blur:2px](<y z.png> \"t\") ![50% opacity][r] ![w: 50 z](z.png) ![a](c_(1).png)\n", "![A b](x.png) ![](<y z.png> \"t\") ![][r] ![z](z.png) ![a](c_(1).png)"},
		{"backgrounds", "", "![bg](x.png)\n\n# A\n\n---\n\n![bg fit](y.png)\n![bg](z.png)\n\n---\n\n![bg right:40% two words](w.png)\n\n# B\n", "# A/|/![](y.png)/![](z.png)/|/# B/![two words](w.png)"},
		{"colours", "", "![](#fff) ![bg](rgb(1,2,3)) ![bg](red)\n\na\n", "a"},
		{"styles", "", "<style scoped>\nh1 { }\n</style>\n\na <style>\n", "a <style>"},
		{"lines", "", "a\nb\n\n- c\n  d\n- e\n", "a/b/- c/  d/- e"},
		{"braces", "", "{{ a }} `{{b}}` $x^{{2}}$\n", "\\{{ a }} `{{b}}` $x^{ {2}}$"},
		{"marks of the deck format", "", "???\n\n. . .\n\na\n", "???/\\. . ./a"},
	} {
		if got, _ := translatedWith(t, Marp, c.front, c.text, nil); got != c.want {
			t.Errorf("%s: %q is read as\n%q, want\n%q", c.name, c.text, got, c.want)
		}
	}
}

func TestMarpLines(t *testing.T) {
	got, _ := translated(t, Marp, "", "a\nb\n# c\n- d\n  e\n\n| f |\n|---|\n")
	if want := "\na  \nb\n# c\n- d  \n  e\n\n| f |\n|---|\n"; got != want {
		t.Errorf("lines are read as %q, want %q", got, want)
	}
}

func TestMarpWarnings(t *testing.T) {
	_, warnings := translatedWith(t, Marp, "paginate: true", "<!-- class: x -->\n<!-- backgroundImage: url(x.png) -->\n\n![bg](y.png)\n\n# A\n", nil)
	if len(warnings) != 1 || !strings.Contains(warnings[0], "background pictures of Marp are not followed: url(x.png), y.png (2 in all)") {
		t.Errorf("warnings are %q", warnings)
	}
	_, warnings = translatedWith(t, Marp, "", "<!-- class: x -->\n<!-- _paginate: skip -->\n\n# A\n", nil)
	if !slices.Equal(warnings, nil) {
		t.Errorf("directives that do not change the words have warnings %q", warnings)
	}
}
