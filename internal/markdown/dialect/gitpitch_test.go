package dialect

import "testing"

func TestGitPitch(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"slides", "A\n\n+++\n\nB\n#HSLIDE\nC\n#VSLIDE\nD\n+++?color=red\nE\n", "A|B|C|D|E"},
		{"not without a sign", "A @color[red](b) a@[1] @ul\n\n#HSLIDES\n", "A @color[red](b) a@[1] @ul//#HSLIDES"},
		{"pictures", "A\n\n---?image=/b.png&size=cover\n\n---?size=1&image=c.png\n\nC\n", "A|![](<b.png>)|C"},
		{"boxes", "@title[x]\n@snap[north]\n# A\n@snapend\n\n@transition[none]\n@div[x](y)\nb\n@divend\n", "# A//b"},
		{"words", "@title[x]\n@color[red](a (b) @css[x](c)) @fa[cup] @size[2](d)\n@quote[e](f) @quote[g]\n@img[x](y.png) @ulrike @[x](z) @color[red](open\n",
			"a (b) c  d/e — f g/![](y.png) @ulrike @[x](z) @color[red](open"},
		{"steps", "A\n\n@ul[x]\n- b\n- c\n@ulend\n\n@ul\n- d\n@ulend\n\n@ol[](false)\n1. e\n2. f\n@olend\n", "A~- b~- c~- d//1. e/2. f"},
		{"stages of code", "```\n@[1](a)\n```\n\n@[1-2](b)\n@[3, zoom-2](c)\n@[4]\n\n@snap[x]\n", "```/@[1](a)/```//- b/- c"},
		{"notes", "A\n\n+++\n\nB\nNote: @color[red](c)\n", "A|B¶c"},
	} {
		if got, _ := translated(t, Reveal, "", c.text); brief(got) != c.want {
			t.Errorf("%s: %q is read as\n%s, want\n%s", c.name, c.text, brief(got), c.want)
		}
	}
}
