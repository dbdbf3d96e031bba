package presenter

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// noted is a deck of slides with so many paragraphs of notes.
func noted(paragraphs ...int) string {
	var slides []string
	for i, n := range paragraphs {
		notes := ""
		for p := range n {
			notes += fmt.Sprintf("\n  Paragraph %d of notes%s.\n", p, strings.Repeat(" with words", p%3))
		}
		slides = append(slides, fmt.Sprintf("# Slide %d\n\n<!--\nnotes: |%s-->\n", i+1, notes))
	}
	return strings.Join(slides, "\n---\n\n")
}

// What is looked up of the lines of notes is what looking at each of them gives.
func TestTheLinesOfNotesAreFound(t *testing.T) {
	for _, size := range []int{0, 1, 3} {
		m, _ := newModel(t, strings.Replace(noted(12), "Paragraph 3", "> Paragraph 3", 1), 160, 44)
		m.notes.size = size
		m.Update(nil)
		n := &m.notes
		for h := range 12 {
			for row := -1; row <= n.grid.H; row++ {
				checkRow(t, n, row, h)
			}
			want := 0
			for _, l := range n.lines {
				if n.reaches(want, h) {
					break
				}
				want = l.y
			}
			if got := n.mostScroll(h); got != want {
				t.Errorf("size %d: a panel of %d rows is scrolled to %d at most, want %d", size, h, got, want)
			}
		}
	}
}

// checkRow looks at every line for what there is to know of a row, and of a panel of h rows from there on.
func checkRow(t *testing.T, n *notes, row, h int) {
	t.Helper()
	label, isLabel, whole, within := -1, false, row >= 0 && h > 0, row
	for _, l := range n.lines {
		if l.label && l.y < row {
			label = l.y
		}
		isLabel = isLabel || l.label && l.y == row
		if l.y <= row && row < l.y+l.h {
			whole, within = row <= l.y && l.y+l.h <= row+h, l.y
		}
	}
	w := n.window(row, h)
	if isLabel || w.rows+1 < h-1 || h < 3 {
		label = -1
	}
	if w.label != label || n.isLabel(row) != isLabel {
		t.Errorf("row %d in %d rows is under the label at %d, a label: %v; want %d, %v", row, h, w.label, n.isLabel(row), label, isLabel)
	}
	if got := n.shown(row, row, h); row >= 0 && got != whole {
		t.Errorf("row %d at the top of %d rows: whole is %v, want %v", row, h, got, whole)
	}
	most := n.mostScroll(h)
	if n.scroll = row; row <= most {
		if n.hold(h); n.scroll != max(within, 0) {
			t.Errorf("scrolled to row %d of %d rows, the first is %d, want %d", row, h, n.scroll, within)
		}
	}
}

// A key on a slide with long notes does not go through all of them to lay out what is laid out.
func TestAKeyOnLongNotesMakesNothingNew(t *testing.T) {
	var made []float64
	for _, paragraphs := range []int{30, 600} {
		m, _ := newModel(t, noted(paragraphs), 80, 24)
		m.prepareNotes()
		made = append(made, testing.AllocsPerRun(100, m.prepareNotes))
	}
	if made[1] != made[0] {
		t.Errorf("twenty times the notes take %v allocations", made)
	}
}

// Long notes of other slides do not stay in memory.
func TestLongNotesAreNotKept(t *testing.T) {
	m, clock := newModel(t, noted(3, 600, 5, 600, 600), 80, 24)
	for range 5 {
		press(m, clock, "pgdown")
	}
	press(m, clock, "1 enter 2 enter 3 enter")
	var slides []int
	rows := 0
	for _, l := range m.notes.kept {
		slides, rows = append(slides, l.key.slide), rows+l.grid.H
	}
	if rows > mostRows || !slices.Equal(slides, []int{1, 0}) {
		t.Errorf("of slides %v, %d rows are kept", slides, rows)
	}
	press(m, clock, "2 enter")
	if got := text(m); !strings.Contains(got, "Paragraph 0 of notes") {
		t.Errorf("the notes are\n%s", got)
	}
}
