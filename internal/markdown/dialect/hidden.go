package dialect

import "fmt"

// hide counts a slide that is left out because of what stands at an offset.
func (t *translator) hide(at int) {
	if t.out.Hidden++; t.out.Hidden == 1 {
		t.hidden = Warning{File: t.file, Off: at}
	}
}

// tellHidden warns that slides were left out, and by which mark.
func (t *translator) tellHidden(mark string) {
	if t.out.Hidden == 0 {
		return
	}
	w := t.hidden
	w.Minor = true
	w.Message = fmt.Sprintf("this slide is left out, as %s does: it says %s", t.in.Format, mark)
	if t.out.Hidden > 1 {
		w.Message = fmt.Sprintf("%d slides are left out, as %s does: they say %s", t.out.Hidden, t.in.Format, mark)
	}
	t.out.Warnings = append(t.out.Warnings, w)
}
