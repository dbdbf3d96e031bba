package markdown

import (
	"strings"

	"assembly/internal/deck"
)

// tidier joins inlines into the fewest that say the same: no space at the ends or beside a line
// break, single spaces between words, and none at the edges of a style.
type tidier struct {
	out    []inline
	text   strings.Builder // of the last of out
	space  bool            // white space came after it
	breaks int             // line breaks came after it
}

// tidy returns tidied inlines.
func tidy(items []inline) []inline {
	t := &tidier{}
	for _, it := range items {
		if it.cue.Kind != deck.NoCue {
			t.gap(deck.Span{})
			t.close()
			t.out = append(t.out, it)
			continue
		}
		t.words(it.Span)
	}
	t.close()
	return t.out
}

// words adds the words of a span.
func (t *tidier) words(s deck.Span) {
	text, first := s.Text, true
	for text != "" {
		n := strings.IndexFunc(text, isSpace)
		if n == 0 {
			t.space = true
			if text[0] == '\n' {
				t.breaks++
			}
			text = text[1:]
			continue
		}
		if n < 0 {
			n = len(text)
		}
		if first && s.Code {
			t.gap(deck.Span{}) // Two code spans stay two.
		}
		first = false
		t.gap(s)
		t.add(s, text[:n])
		text = text[n:]
	}
}

// gap adds the white space before text in a style.
func (t *tidier) gap(next deck.Span) {
	space, breaks := t.space, t.breaks
	t.space, t.breaks = false, 0
	if len(t.out) == 0 || !space {
		return
	}
	style := deck.Span{}
	if t.isOpen(next) {
		style = next
	}
	if breaks > 0 {
		t.add(style, strings.Repeat("\n", breaks))
		return
	}
	t.add(style, " ")
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
