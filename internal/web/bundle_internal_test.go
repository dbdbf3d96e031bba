package web

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// memory is modules by their names.
type memory map[string]string

func (m memory) read(name string) (string, error) {
	text, ok := m[name]
	if !ok {
		return "", fs.ErrNotExist
	}
	return text, nil
}

func TestBundle(t *testing.T) {
	got, err := bundle("a.js", memory{
		"a.js": "// a\nimport { c, D } from \"./b.js\";\nimport { e } from \"./e.js\";\nc(D, e);\n",
		"b.js": "import { e } from \"./e.js\";\nexport const c = 1;\nconst hidden = e;\nexport class D {\n}\n",
		"e.js": "export function e() {}\nexport async function f() {}\n",
	}.read)
	want := `"use strict";
const modules = {};

modules["e.js"] = (() => {
function e() {}
async function f() {}
return { e, f };
})();

modules["b.js"] = (() => {
const { e } = modules["e.js"];
const c = 1;
const hidden = e;
class D {
}
return { c, D };
})();

modules["a.js"] = (() => {
// a
const { c, D } = modules["b.js"];
const { e } = modules["e.js"];
c(D, e);
return {  };
})();
`
	if err != nil || got != want {
		t.Errorf("the bundle is\n%s\n%v", got, err)
	}
	for name, m := range map[string]memory{
		"a circle":       {"a.js": "import { b } from \"./b.js\";\n", "b.js": "import { a } from \"./a.js\";\nexport const b = 1;\n"},
		"a missing one":  {"a.js": "import { b } from \"./b.js\";\n"},
		"another form":   {"a.js": "import b from \"./b.js\";\n", "b.js": ""},
		"another export": {"a.js": "export default 1;\n"},
		"an address":     {"a.js": "import { b } from \"https://b.example/b.js\";\n"},
	} {
		if _, err := bundle("a.js", m.read); err == nil {
			t.Errorf("%s is bundled", name)
		}
	}
}

// Whatever a module of ours imports the other exports, and the bundle has each once.
func TestBundledModulesAgree(t *testing.T) {
	script, err := bundle("standalone.js", asset)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, m := range regexp.MustCompile(`(?m)^const \{ (.*) \} = modules\["(.*)"\];$`).FindAllStringSubmatch(script, -1) {
		n++
		text, err := asset(m[2])
		if err != nil {
			t.Fatal(err)
		}
		_, _, exports, err := module(text)
		if err != nil {
			t.Fatal(err)
		}
		for name := range strings.SplitSeq(m[1], ", ") {
			if !slices.Contains(exports, name) {
				t.Errorf("%s does not export %s", m[2], name)
			}
		}
		if c := strings.Count(script, "modules[\""+m[2]+"\"] = "); c != 1 {
			t.Errorf("%s is in the script %d times", m[2], c)
		}
	}
	if n < 15 {
		t.Errorf("only %d imports are seen", n)
	}
	if strings.Contains(script, "</script") || strings.Contains(script, "<!--") {
		t.Error("the script ends its element")
	}
}
