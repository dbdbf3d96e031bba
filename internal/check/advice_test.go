package check_test

import (
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/check"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/internal/render"
)

func adviseOn(t *testing.T, text string, o check.Options, w, h int, tier ...bigtype.Tier) check.Advice {
	t.Helper()
	d, err := markdown.Parse([]byte(text), markdown.Options{Name: "deck.md"})
	if err != nil {
		t.Fatal(err)
	}
	return check.Advise(d, o, check.Window{Screen: render.Screen{W: w, H: h}, Tier: append(tier, bigtype.Shades)[0]})
}

// tooFull is a deck whose second slide is too full for 80 by 24, as many times as it says.
func tooFull(times int) string {
	return "# Be kind\n\n---\n\n# Words\n\n" + strings.Repeat("kindness and respect for everyone ", times)
}

// The advice is right: after it every slide is read as it says.
func TestAdvise(t *testing.T) {
	text := tooFull(5)
	a := adviseOn(t, text, check.Options{Distance: 8}, 80, 24)
	if a.Slide != 2 || a.Well || a.Steps < 1 || a.Reach == 0 || !a.ThenWell {
		t.Fatalf("a slide that is too full gives %+v", a)
	}
	if after := adviseOn(t, text, check.Options{Distance: 8}, a.Then.W, a.Then.H); !after.Well || !after.Fair || after.Steps != 0 {
		t.Errorf("after %d steps it is %+v", a.Steps, after)
	}
	some := adviseOn(t, tooFull(6), check.Options{Distance: 8}, 80, 24)
	if some.Fair || some.Steps == 0 || some.ThenWell {
		t.Fatalf("a slide that is fuller still gives %+v", some)
	}
	if after := adviseOn(t, tooFull(6), check.Options{Distance: 8}, some.Then.W, some.Then.H); !after.Fair || after.Well {
		t.Errorf("after %d steps it is %+v", some.Steps, after)
	}
	if near := adviseOn(t, text, check.Options{Distance: 2}, 80, 24); !near.Well || near.Distance != 2 {
		t.Errorf("near by it is %+v", near)
	}
	if usual := adviseOn(t, "# Hi", check.Options{}, 80, 24); !usual.Well || usual.Distance != check.UsualDistance || usual.Slide != 1 {
		t.Errorf("a word gives %+v", usual)
	}
}

// The terminal's own letters are read from farther away when they are larger.
func TestAdviseLargerLetters(t *testing.T) {
	a := adviseOn(t, "# Be kind\n\nto everyone", check.Options{Distance: 4}, 80, 24, bigtype.Letters)
	if a.Well || a.Steps >= 0 {
		t.Errorf("the terminal's own letters give %+v", a)
	}
}

// Where nothing helps, that is said, and soon.
func TestAdviseFindsNoZoom(t *testing.T) {
	a := adviseOn(t, "# A\n\n"+strings.Repeat("far too many words ", 200), check.Options{}, 80, 24)
	if a.Well || a.Fair || a.Steps != 0 || a.Then != (render.Screen{}) {
		t.Errorf("a slide of 800 words gives %+v", a)
	}
	if a := check.Advise(deck.New("", "", deck.Meta{}, nil, nil, nil), check.Options{}, check.Window{Screen: render.Screen{W: 80, H: 24}}); a.Slide != 0 || !a.Well {
		t.Errorf("a deck without slides gives %+v", a)
	}
}
