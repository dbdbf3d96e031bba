package paper

import (
	"bytes"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
)

// Whatever the words are, there is a document, with the words of titles and bookmarks in it or without.
func FuzzPaint(f *testing.F) {
	for _, s := range []string{"Run (1) \\", "0800\t1111", "é\u0301 平 نحن 😀", "\x00\xff\u202e\u2028", "\u200d\u00ad\ufeff"} {
		f.Add(s, 2)
	}
	f.Fuzz(func(t *testing.T, s string, level int) {
		d := New(Info{Title: s, Author: s, Lang: s})
		font := bigtype.GoBold()
		if l, ok := font.Set(bigtype.Text{{Text: s}}, 90, 4); ok {
			d.Paint(font, l, 3, 3, 90, bigtype.Right, black)
		}
		d.Bookmark(s, level)
		d.Bookmark("next", level)
		if pdf := written(t, d); !bytes.HasSuffix(pdf, []byte("%%EOF\n")) {
			t.Error("the document does not end")
		}
	})
}
