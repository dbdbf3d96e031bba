package markdown

import (
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// The notes of a slide are bounded, each phase's counted: what is left out is told, with its place.
func TestTooManyNotes(t *testing.T) {
	rep := strings.Repeat
	phases := "---\nphases: [a, b, c, d, e, f, g, h, i, j]\n---\n"
	byPhase := "<!--\nnotes:\n  a: x\n  b: x\n  c: x\n  d: x\n  e: x\n  f: x\n  g: x\n  h: x\n  i: x\n  j: x\n-->\n"
	comment := "<!--\n" + rep("a\n\n", 30_000/3) + "-->\n"
	for name, c := range map[string]struct {
		src  string
		most int    // notes of one phase
		want string // the place of what is left out, "" for nothing
	}{
		"an hour":    {"# A\n" + rep("<!-- "+rep("word ", 3000)+"-->\n", 4), 4, ""},
		"text":       {"# A\n" + rep("<!-- "+rep("word ", 3000)+"-->\n", 6), 4, "deck.md:6:6"},
		"list":       {"# A\n<!--\n" + rep("- a\n", 1999) + "-->\n<!-- b -->\n<!-- c -->\n<!-- d -->", 2000, "deck.md:2004:6"},
		"paragraphs": {"# A\n" + rep(comment, 20), 0, "deck.md:3:1"},
		"phases":     {phases + "# A\n" + byPhase + rep(comment, 20), 1, "deck.md:19:1"},
		"by phase":   {phases + "# A\n" + rep(byPhase, 300), 200, "deck.md:2607:3"},
		"below":      {"# A\n\n???\n\n" + rep("a\n\n", 3000), 0, "deck.md:5:1"},
		"aside":      {"# A\n\n<aside class=\"notes\">\n\n" + rep("a\n\n", 3000) + "</aside>\n\nb\n", 0, "deck.md:5:1"},
	} {
		t.Run(name, func(t *testing.T) {
			d, err := ParseAll([]byte(c.src), Options{Name: "deck.md"})
			if err != nil {
				t.Fatal(err)
			}
			for phase, notes := range d.Slide(0).Notes {
				if len(notes) > c.most || len(notes) < c.most && phase == "" {
					t.Errorf("there are %d notes for the phase %q, want %d", len(notes), phase, c.most)
				}
			}
			if got := leftOutAt(d); got != c.want {
				t.Errorf("notes are left out from %q on, want %q", got, c.want)
			}
		})
	}
}

// leftOutAt is where the notes begin that are left out, as the deck's diagnostics say it.
func leftOutAt(d *deck.Deck) string {
	var at []string
	for _, d := range d.Diagnostics() {
		if strings.Contains(d.Message, "left out of the speaker's notes") {
			at = append(at, d.Pos.String())
		}
	}
	return strings.Join(at, " and ")
}
