package render_test

import (
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/render"
)

const everyBlock = `# A title

Words that are long enough to need a second line of text

- one
  - nested
- another that is long enough for two lines

9. ninth

> quoted words that go on until there are two lines of them
>
> - listed

` + "```\n  code stays as it is, however long a line of it may be\n```" + `

| Who | Number |
|-----|--------|
| Us  | 101    |

![Our crest](crest.png)
`

func TestLinearWithHeaderAndFooter(t *testing.T) {
	d := parse(t, "---\nheader: Above all of it\nfooter: Below it\n---\n# Title\n\nWords\n\n---\n# Still\n\n<!-- layout: reflection -->\n")
	for i, want := range []string{"Above all|of it|Title|Words|Below it", "Still|A shape fills."} {
		if got := strings.Join(render.Linear(d.PublicSlide(i), "", 10), "|"); got != want {
			t.Errorf("slide %d is %q, want %q", i+1, got, want)
		}
	}
}

func TestLinear(t *testing.T) {
	want := `A title
Words that are long enough to
need a second line of text
- one
  - nested
- another that is long enough
  for two lines
9. ninth
> quoted words that go on
> until there are two lines of
> them
> - listed
      code stays as it is, however long a line of it may be
Who | Number
Us | 101
Picture: Our crest`
	if got := strings.Join(render.Linear(parse(t, everyBlock).PublicSlide(0), "", 30), "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	quiet := "# Be still\n\n<!--\nlayout: reflection\nsilence: {a: 45s}\n-->\n"
	d := parse(t, "---\nphases: [a, b]\n---\n\n"+quiet).PublicSlide(0)
	for phase, want := range map[string]string{"a": "Be still\nA shape fills for 45s.", "b": "Be still\nA shape fills."} {
		if got := strings.Join(render.Linear(d, phase, 30), "\n"); got != want {
			t.Errorf("in phase %s it is %q, want %q", phase, got, want)
		}
	}
}
