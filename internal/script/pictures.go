package script

import "strings"

// pictures are those of slide i. What they show is said in the words that stand on them.
func (w *writer) pictures(i int) []Image {
	all := w.o.Pictures(i)
	var out []Image
	for n, draw := range all {
		out = append(out, func() ([]byte, string) {
			png, alt := draw()
			if len(png) > 0 {
				alt = slideName(i+1) + ": " + w.seen(i, n, len(all))
			}
			return png, alt
		})
	}
	return out
}

// notDrawn says that there is no picture, and why.
func notDrawn(why string) string { return "Picture: " + oneLine(why) }

// seen is the words on the n-th of some pictures of slide i.
func (w *writer) seen(i, n, of int) string {
	s := w.d.PublicSlide(i)
	if of > 1 {
		return sentences(shownAt(s.Blocks, n))
	}
	all := []string{s.Title}
	for _, p := range onSlide(s, w.o.Phase) {
		for _, b := range p.Blocks {
			all = append(all, b.Text())
			for _, row := range b.Rows {
				all = append(all, strings.Join(row, ", "))
			}
		}
	}
	return sentences(all)
}
