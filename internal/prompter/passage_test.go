package prompter

import "testing"

// A share of a text is found in the line that it ends in, and rows are divided without a gap.
func TestPassage(t *testing.T) {
	p := NewPassage([]string{"123456789", "1234", "1234"}, 12, 4)
	if p.H != 12 || len(p.lines) != 3 {
		t.Fatalf("the passage is %+v", p)
	}
	for _, c := range []struct {
		share   float64
		y, half int
	}{{0, 0, 0}, {0.25, 0, 1}, {0.49, 0, 1}, {0.5, 4, 0}, {0.65, 4, 1}, {0.75, 8, 0}, {0.99, 8, 1}, {1, 8, 2}} {
		if l, done := p.Find(c.share); l.Y != c.y || int(done*2) != c.half {
			t.Errorf("%.2f is in the line at %d, %.2f of it; want %d, %d halves", c.share, l.Y, done, c.y, c.half)
		}
	}
	if l, done := (Passage{}).Find(0.5); l != (Line{}) || done != 0 {
		t.Error("a passage without lines has one")
	}
	if p := NewPassage([]string{"a", "b"}, 4, 1); p.H != 3 || p.lines[1].Y != 2 || p.lines[1].H != 1 {
		t.Errorf("with empty lines between them, lines stand at %+v", p)
	}
}
