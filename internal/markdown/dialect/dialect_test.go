package dialect

import (
	"strings"
	"testing"
)

// translated is a deck without front matter, in a format, in the deck format.
func translated(t *testing.T, format Format, front, text string) (string, []Warning) {
	t.Helper()
	in := Input{Format: format, File: &File{Name: "deck.md", Text: []byte(text)}, Front: readFront([]byte(front))}
	in.Single = format == Assembly
	out := Translate(in)
	if out.Same {
		return text, nil
	}
	checkOrigins(t, &out.Text)
	return string(out.Text.Bytes), out.Warnings
}

// checkOrigins holds of every translation: what is copied is what stands there.
func checkOrigins(t *testing.T, text *Text) {
	t.Helper()
	for off := range text.Bytes {
		f, at := text.Origin(off)
		if at > len(f.Text) || text.Exact(off, off+1) && f.Text[at] != text.Bytes[off] {
			t.Fatalf("byte %d of %q is said to come from offset %d", off, text.Bytes, at)
		}
	}
}

func TestDetect(t *testing.T) {
	for _, c := range []struct {
		want        Format
		front, text string
	}{
		{Assembly, "title: A", "# One\n\n---\n\n# Two\n"},
		{Assembly, "title: A\nphases: [p]\ntransition: none", "# One\n"},
		{Assembly, "title: A\nsub_title: B\nauthor: C", "# One\n\n<!-- speaker_note: x -->\n"},
		{Assembly, "", "# One\n\nNotes: ask Year 2\n\n---\n\nTitle\n--\n\ntext\n"},
		{Remark, "", "<!DOCTYPE html>\n<style>a {}</style>\n<body>\n  <textarea id=\"source\">\n# One\n---\n# Two\n</textarea>\n"},
		{Assembly, "", "# One\n\n```\n<textarea id=\"source\">\n```\n\n<textarea id=\"a\">b</textarea>\n"},
		{Remark, "format: remark\nmarp: true", "# One\n"},
		{Marp, "marp: true", "# One\n"},
		{Marp, "", "<!-- _class: lead -->\n# One\n"},
		{Slidev, "theme: default", "# One\n"},
		{Slidev, "", "# One\n\n---\nlayout: center\n---\n\n# Two\n"},
		{Slidev, "", "# One\n\n::right::\n\nTwo\n"},
		{Assembly, "", "# One\n\n---\nNote: call 101\nPlease: do\n---\n"},
		{Presenterm, "", "One\n===\n\n<!-- end_slide -->\n"},
		{Presenterm, "", "One\n---\n\n<!-- time: 90s -->\n<!-- end_slide -->\n\nTwo\n---\n"},
		{Assembly, "", "---\nname: Anna goes first\n\nclass: 8B\n\n---\n\n# Two\n"},
		{Presenterm, "theme:\n  name: dark", "One\n===\n"},
		{Patat, "patat:\n  wrap: true", "# One\n"},
		{Patat, "", "# One\n\n  Right    Left\n-------  ------\n     12  12\n"},
		{Lookatme, "styles: {style: monokai}", "# One\n"},
		{Patat, "", "% Bees\n% Ann\n\n# One\n"},
		{Patat, "title: A", "# One\n\n::: notes\nx\n:::\n"},
		{MDP, "", "%title: Bees\n\n-> # One <-\n"},
		{Lookatme, "title: A", "# One\n\na\n<!-- stop -->\nb\n"},
		{Lookatme, "extensions: [a]", "# One\n\n<!-- end_slide -->\n"},
		{Assembly, "", "# One\n\na\n<!-- stop -->\nb\n<!-- pause -->\nc\n"},
		{Assembly, "", "# One\n\n<!-- time: 90s -->\n<!-- end_slide -->\n"},
		{Assembly, "", "# One\n\n---\n\n# Two\n\n---\n\na\n\n<!-- end_slide -->\n"},
		{Slides, "theme: ./theme.json", "# One\n"},
		{Remark, "", "class: center, middle\n\n# One\n"},
		{Remark, "", "# One\n\n---\nname: two\n\n# Two\n"},
		{Remark, "", "# One\n\n.left[\nText\n]\n"},
		{Remark, "", "# In the sky\n\nSun\n--\n\n- Moon\n"},
		{Assembly, "", "# One\n\n```\n.left[\nclass: center\n```\n"},
		{Reveal, "", "# One\n\n<!-- .slide: data-state=\"x\" -->\n"},
		{Reveal, "", "# One\n\nNote:\nGreet the pupils\n"},
		{Reveal, "", "# One\n\n+++\n\nTwo\n"},
		{Reveal, "", "@snap[north]\n# One\n@snapend\n"},
		{Assembly, "", "# One\n\n- ```\n  +++\n  ```\n\nWrite to @ul or @snap\n"},
	} {
		if got := Detect(readFront([]byte(c.front)), []byte(c.text), 0); got != c.want {
			t.Errorf("%q with front matter %q is for %s, want %s", c.text, c.front, got, c.want)
		}
	}
}

func TestHeadingsEndSlides(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"# A\n\na\n\n# B\n\nb\n", "# A\n\na\n\n|# B\n\nb\n"},
		{"# A\n\n## B\n\n## C\n", "# A\n\n|## B\n\n|## C\n"},
		{"A\n===\n\na\n\nB\n===\n", "A\n===\n\na\n\n|B\n===\n"},
		{"# A\n\n```\n# B\n```\n\n# C\n", "# A\n\n```\n# B\n```\n\n|# C\n"},
		{"# A\n\n## B\n\nb\n\n## C\n\nc\n\n# D\n\n## E\n\ne\n", "# A\n\n|## B\n\nb\n\n|## C\n\nc\n\n|# D\n\n|## E\n\ne\n"},
		{"# A\n\n# B\n", "# A\n\n|# B\n"},
		{"# A\n\n## B\n", "# A\n\n## B\n"},
		{"text\n\n# A\n\n# B\n", "text\n\n|# A\n\n|# B\n"},
	} {
		got, _ := translated(t, Assembly, "", c.text)
		if got = strings.ReplaceAll(got, "\n\n---\n\n", "|"); got != c.want {
			t.Errorf("%q is read as %q, want %q", c.text, got, c.want)
		}
	}
}

func TestItems(t *testing.T) {
	f := &File{Text: []byte("a\n- ```x\n  # no\n  ```\n<!-- c\n--> d\n<pre>```\n---\n</PRE>\n> ~~~\n> b\n> ~~~\nend")}
	var got []string
	for it := range f.items(0, len(f.Text)) {
		got = append(got, string("lckr"[it.kind])+":"+strings.ReplaceAll(string(f.text(it)), "\n", "/"))
	}
	want := "l:a c:- ```x/  # no/  ``` k:<!-- c/--> d r:<pre>```/---/</PRE> c:> ~~~/> b/> ~~~ l:end"
	if strings.Join(got, " ") != want {
		t.Errorf("items are %q, want %q", got, want)
	}
}

func TestAttributes(t *testing.T) {
	for text, want := range map[string]string{
		"{.small} rest": "{.small}", "{#top .a key=1 k2=\"b c\"}": "{#top .a key=1 k2=\"b c\"}", "{width=50%}": "{width=50%}",
		"{{count}}": "", "{a set}": "", "{}": "", "{1, 2}": "",
	} {
		if got := text[:attributesLen([]byte(text))]; got != want {
			t.Errorf("the attributes of %q are %q, want %q", text, got, want)
		}
	}
}
