package render_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
)

// helpLines are lines of a closing slide as schools write them, with the pieces of each that stay
// whole.
var helpLines = []struct {
	line  string
	words []string
}{
	{"Police: 101", []string{"Police", "101"}},
	{"Childline 0800 1111", []string{"Childline", "0800 1111"}},
	{"Hotline: 0800 789 321 (free)", []string{"Hotline", "(free)", "0800 789 321"}},
	{"School: 01234-567-890", []string{"School", "01234-567-890"}},
	{"Any adult you trust", []string{"Any adult", "trust"}},
	{"999 Emergency", []string{"Emergency", "999"}},
}

func frames(t *testing.T, d *deck.Deck, w, h int) []*render.Frame {
	t.Helper()
	r := render.New(d)
	var out []*render.Frame
	for step := range d.Slide(0).Steps {
		out = append(out, r.Frame(0, step, render.View{W: w, H: h, Palette: palette(t)}))
	}
	return out
}

// helpDeck has a step for each of its lines.
func helpDeck(t *testing.T, bullet string, n int) *deck.Deck {
	t.Helper()
	source := "# Tell someone\n"
	for i := range n {
		source += fmt.Sprintf("\n<!-- pause -->\n\n%s%s\n", bullet, helpLines[i%len(helpLines)].line)
	}
	return parse(t, source+"\n<!-- layout: closing -->\n")
}

// Every line of a closing slide is drawn, with a number or without, or the fit says that it is
// not. In drawn type each line has a step here, and each step has to show something.
func TestEveryLineOfAClosingSlideIsDrawn(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {59, 20}, {60, 16}, {80, 24}, {120, 30}, {192, 54}} {
		for _, bullet := range []string{"- ", "", "> "} {
			steps := frames(t, helpDeck(t, bullet, len(helpLines)), size[0], size[1])
			if !steps[0].Fit.Fits() {
				t.Errorf("%v, %q: %d lines do not fit", size, bullet, steps[0].Fit.Lost)
			}
			for i := 1; i < len(steps); i++ {
				if inked(steps[i].Grid) <= inked(steps[i-1].Grid) {
					t.Errorf("%v, %q: the line %q is not drawn", size, bullet, helpLines[i-1].line)
				}
			}
		}
	}
}

func inked(g *cell.Grid) int {
	return len(strings.ReplaceAll(strings.ReplaceAll(screentest.Plain(g), " ", ""), "\n", ""))
}

// In the terminal's own type every line reads whole, its number on one line, down to screens that
// are too small; there the fit counts what is cut, and the numbers stay.
func TestEveryLineOfAClosingSlideReads(t *testing.T) {
	d := helpDeck(t, "- ", len(helpLines))
	for w := 12; w < 60; w += 3 {
		for h := 3; h < 20; h++ {
			steps := frames(t, d, w, h)
			last := steps[len(steps)-1]
			text := screentest.Plain(last.Grid)
			lost := !strings.Contains(text, "Tell someone")
			for _, l := range helpLines {
				for i, words := range l.words {
					number := i > 0 && i == len(l.words)-1 && l.line != "Any adult you trust"
					if strings.Contains(text, words) {
						continue
					}
					if lost = true; number && w >= 13 && h >= 5 {
						t.Fatalf("%dx%d lacks %q:\n%s", w, h, words, text)
					}
				}
			}
			broken := w < 27 && h < 18 // Between numbers and the edge a word may have to break.
			if lost == last.Fit.Fits() && !broken {
				t.Fatalf("%dx%d: something is cut: %t, the fit is %+v:\n%s", w, h, lost, last.Fit, text)
			}
		}
	}
}

// A dozen lines are all there on a screen of few rows.
func TestADozenLinesOnASmallScreen(t *testing.T) {
	for _, size := range [][2]int{{44, 13}, {80, 24}, {80, 16}, {120, 30}} {
		steps := frames(t, helpDeck(t, "- ", 12), size[0], size[1])
		for i := 1; i < len(steps); i++ {
			if inked(steps[i].Grid) <= inked(steps[i-1].Grid) || !steps[i].Fit.Fits() {
				t.Errorf("%v: line %d is not drawn: %+v\n%s", size, i, steps[i].Fit, screentest.Plain(steps[i].Grid))
			}
		}
	}
	crowded := frames(t, helpDeck(t, "- ", 12), 40, 5)
	if fit := crowded[len(crowded)-1].Fit; fit.Lost < 7 {
		t.Errorf("of 12 lines on 5 rows %d are reported lost", fit.Lost)
	}
}

// Labels stand on a grid with their numbers: in one column beside them.
func TestLabelsOfShortNumbersStandInLine(t *testing.T) {
	d := parse(t, "# Tell someone\n\n- Police: 101\n- Office: 43\n- Emergency: 999\n\n<!-- layout: closing -->\n")
	lines := strings.Split(screentest.Plain(frames(t, d, 40, 5)[0].Grid), "\n")
	var at []int
	for _, l := range lines {
		at = append(at, max(strings.Index(l, "Police"), strings.Index(l, "Office"), strings.Index(l, "Emergency")))
	}
	if at = slices.DeleteFunc(at, func(n int) bool { return n < 0 }); len(at) != 3 || at[0] != at[1] || at[1] != at[2] {
		t.Errorf("the labels stand at %v in\n%s", at, strings.Join(lines, "\n"))
	}
}
