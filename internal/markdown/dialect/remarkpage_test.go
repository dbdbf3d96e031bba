package dialect

import (
	"bytes"
	"testing"
)

func TestPlacesOnAPage(t *testing.T) {
	const page = "<textarea id=source>\n&quot;a&quot; &lt;b&gt; c\n\n![:video](d)\n</textarea>\n"
	out := Translate(Input{Format: Remark, File: &File{Name: "deck.html", Text: []byte(page)}})
	for _, c := range []struct{ written, page string }{{`"a`, "&quot;a"}, {`a"`, "a&quot;"}, {`<b`, "&lt;b"}, {`> c`, "&gt; c"}, {`c`, "c\n"}} {
		at := bytes.Index(out.Text.Bytes, []byte(c.written))
		if f, off := out.Text.Origin(at); at < 0 || !bytes.HasPrefix(f.Text[off:], []byte(c.page)) {
			t.Errorf("%s is said to come from %q", c.written, f.Text[off:])
		}
	}
	if w := out.Warnings[0]; !bytes.HasPrefix(w.File.Text[w.Off:], []byte("![:video]")) {
		t.Errorf("a warning is about %q", w.File.Text[w.Off:])
	}
}
