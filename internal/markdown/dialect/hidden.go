package dialect

import "fmt"

// hide counts a slide that is left out because of what stands at an offset.
func (t *translator) hide(at int) {
	if t.leftOut++; t.leftOut == 1 {
		t.hidden = Warning{File: t.file, Off: at}
	}
}

// tellHidden warns that slides were left out, and by which mark.
func (t *translator) tellHidden(mark string) {
	if t.leftOut == 0 {
		return
	}
	w := t.hidden
	w.Minor = true
	w.Message = fmt.Sprintf("this slide is left out, as %s does: it says %s", t.in.Format, mark)
	if t.leftOut > 1 {
		w.Message = fmt.Sprintf("%d slides are left out, as %s does: they say %s", t.leftOut, t.in.Format, mark)
	}
	t.out.Warnings = append(t.out.Warnings, w)
}
