package dialect

import (
	"bytes"
	"html"
	"regexp"
)

// remarkPage is where a page of HTML holds the source of a deck for remark.
var remarkPage = regexp.MustCompile(`(?i)^[ \t]*<textarea\b[^<>]*\bid=["']?source\b[^<>]*>\n?`)

// page finds the source of the deck when it stands in a page of HTML: the offsets of its beginning and end.
func (f *File) page(from int) (at, end int, found bool) {
	if IndexFold(f.Text[from:], "<textarea") < 0 {
		return 0, 0, false
	}
	for it := range f.items(from, len(f.Text)) {
		if it.kind != itemRaw {
			continue
		}
		text := f.text(it)
		n := len(remarkPage.Find(text))
		if n == 0 {
			continue
		}
		end = IndexFold(text, "</textarea>")
		if end < n {
			end = len(text)
		}
		return it.from + n, it.from + end, true
	}
	return 0, 0, false
}

// onPage reads only the source of the deck when it stands in a page of HTML, and returns what ends that.
func (t *translator) onPage() (found bool, restore func()) {
	at, end, found := t.file.page(t.in.Body)
	whole := t.file.Text
	if found {
		t.in.Body, t.file.Text = at, whole[:end]
	}
	return found, func() { t.file.Text = whole }
}

// maxEntity is the length of the longest entity that is looked for in code.
const maxEntity = 12

// entities writes code of a page of HTML, in which characters may be named.
func (w *remarkWriter) entities(from, to int) {
	for w.page {
		i := bytes.IndexByte(w.file.Text[from:to], '&')
		if i < 0 {
			break
		}
		at := from + i
		n := bytes.IndexByte(w.file.Text[at:min(to, at+maxEntity)], ';') + 1
		value := html.UnescapeString(string(w.file.Text[at : at+n]))
		w.code(from, at)
		if from = at + n; n == 0 {
			from = at + 1
			w.code(at, from)
			continue
		}
		w.mark(value, at)
	}
	w.code(from, to)
}
