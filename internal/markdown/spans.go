package markdown

import (
	"cmp"
	"strings"

	"assembly/internal/deck"
)

// tidier joins inlines into the fewest that say the same: no space at the ends or beside a line
// break, single spaces between words, and none at the edges of a style.
type tidier struct {
	out  []inline
	text strings.Builder // of the last of out
	gap  string          // white space that came after it
}

// tidy returns tidied inlines.
func tidy(items []inline) []inline {
	t := &tidier{}
	for _, it := range items {
		if it.cue.Kind == deck.NoCue {
			t.words(it.Span)
			continue
		}
		t.space(deck.Span{})
		t.close()
		t.out = append(t.out, it)
	}
	t.close()
	return t.out
}

func (t *tidier) words(s deck.Span) {
	text := t.skip(s.Text)
	if text != "" && s.Code {
		t.space(deck.Span{}) // Two code spans stay two.
	}
	for text != "" {
		n := strings.IndexFunc(text, isSpace)
		if n < 0 {
			n = len(text)
		}
		t.space(s)
		t.add(s, text[:n])
		text = t.skip(text[n:])
	}
}

// skip returns text from its first word on.
func (t *tidier) skip(text string) string {
	rest := strings.TrimLeftFunc(text, isSpace)
	t.gap += text[:len(text)-len(rest)]
	return rest
}

// space adds the white space before text in a style.
func (t *tidier) space(next deck.Span) {
	gap := t.gap
	t.gap = ""
	if len(t.out) == 0 || gap == "" {
		return
	}
	if !t.isOpen(next) {
		next = deck.Span{}
	}
	t.add(next, cmp.Or(strings.Repeat("\n", strings.Count(gap, "\n")), " "))
}

// isOpen reports whether the last inline is text in the style of s.
func (t *tidier) isOpen(s deck.Span) bool {
	if len(t.out) == 0 {
		return false
	}
	last := t.out[len(t.out)-1]
	s.Text = last.Text
	return last.cue.Kind == deck.NoCue && last.Span == s
}

// add adds text to the last inline, or begins another.
func (t *tidier) add(s deck.Span, text string) {
	if !t.isOpen(s) {
		t.close()
		s.Text = ""
		t.out = append(t.out, inline{Span: s})
	}
	t.text.WriteString(text)
}

// close ends the text of the last inline.
func (t *tidier) close() {
	if n := len(t.out); n > 0 && t.text.Len() > 0 {
		t.out[n-1].Text = t.text.String()
	}
	t.text.Reset()
}

// spansOf returns tidied inlines as spans, or nil when there is no text.
func spansOf(items []inline) []deck.Span {
	items = tidy(items)
	if len(items) == 0 {
		return nil
	}
	spans := make([]deck.Span, len(items))
	for i, it := range items {
		spans[i] = it.Span
	}
	return spans
}
