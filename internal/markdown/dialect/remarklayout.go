package dialect

import (
	"bytes"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// remarkLayout is what slides have of the layout above them.
type remarkLayout struct {
	content        remarkStage
	header, footer []remarkSpan
}

// layout tells what of a layout is content, and what is small. A layout of a few words is small, and so are
// those of its classes that are named for it.
func (w *remarkWriter) layout(s remarkStage) *remarkLayout {
	l := &remarkLayout{content: remarkStage{at: s.at, props: s.props}}
	small := true
	for _, span := range s.spans {
		small = small && w.isSmall(span)
	}
	for _, span := range s.spans {
		for _, piece := range pieces(span) {
			name := w.className(piece)
			switch {
			case topClass.MatchString(name) && w.isSmall(piece):
				l.header = append(l.header, piece)
			case small || smallClass.MatchString(name) && w.isSmall(piece):
				l.footer = append(l.footer, piece)
			default:
				l.content.spans = append(l.content.spans, piece)
			}
		}
	}
	return l
}

var (
	topClass   = lazyregexp.New(`head|top`)
	smallClass = lazyregexp.New(`foot|bottom|bar|logo|brand|banner|copyright|credit|date`)
)

// pieces divides a span at the classes that stand in no other one.
func pieces(s remarkSpan) []remarkSpan {
	var out []remarkSpan
	at, first, depth := s.from, 0, 0
	cut := func(to, i int) {
		if to > at {
			out = append(out, remarkSpan{at, to, s.marks[first:i], s.inner})
		}
		at, first = to, i
	}
	for i, m := range s.marks {
		switch {
		case m.kind == remarkOpen:
			if depth++; depth == 1 {
				cut(m.from, i)
			}
		case m.kind == remarkClose && depth > 0:
			if depth--; depth == 0 {
				cut(m.to, i+1)
			}
		}
	}
	cut(s.to, len(s.marks))
	return out
}

// className is the class that a piece begins with.
func (w *remarkWriter) className(s remarkSpan) string {
	if len(s.marks) == 0 || s.marks[0].kind != remarkOpen || s.marks[0].from != s.from {
		return ""
	}
	return strings.ToLower(string(w.file.Text[s.marks[0].from:s.marks[0].to]))
}

// maxSmall is how many bytes the text of a header or a footer has at most.
const maxSmall = 160

var (
	notSmall = lazyregexp.New(`(?m)^ {0,3}(#{1,6} |[-*+] |\d+[.)] |[>|])|\{\{ *content *\}\}`)
	htmlTag  = lazyregexp.New(`<[^<>]*>`)
	picture  = lazyregexp.New(`!\[[^\]]*\](\([^)]*\))?`)
)

// isSmall reports whether a span is a few words, pictures and tags aside.
func (w *remarkWriter) isSmall(s remarkSpan) bool {
	if s.to-s.from > maxSmall*maxSmall {
		return false
	}
	text := w.bare(s, nil)
	return !notSmall.MatchString(text) && len(strings.Join(strings.Fields(text), " ")) <= maxSmall
}

// bare is the text of a span with the values of variables, without pictures, tags and comments.
func (w *remarkWriter) bare(s remarkSpan, props map[string]string) string {
	var b strings.Builder
	at := s.from
	for _, m := range s.marks {
		b.Write(w.file.Text[at:m.from])
		switch text := w.file.Text[m.from:m.to]; m.kind {
		case remarkVariable:
			b.WriteString(valueOf(text, props))
		case remarkText, remarkCode:
			b.Write(text)
		}
		at = m.to
	}
	b.Write(w.file.Text[at:s.to])
	return htmlTag.ReplaceAllString(picture.ReplaceAllString(b.String(), ""), " ")
}

// valueOf is the value of {{name}}, or the mark itself when there is none.
func valueOf(mark []byte, props map[string]string) string {
	name := variableName(mark)
	if value, ok := props[name]; ok {
		return value
	}
	if name == "content" && props != nil {
		return ""
	}
	return string(mark)
}

// small writes the header or the footer of a slide.
func (w *remarkWriter) small(setting string, spans []remarkSpan, at int) {
	var words []string
	for _, s := range spans {
		if bytes.Contains(w.file.Text[s.from:s.to], []byte("![")) {
			w.unused("pictures of layouts", "", "![", s.from)
		}
		words = append(words, strings.Fields(w.bare(s, w.props))...)
	}
	text := safe(strings.ReplaceAll(strings.Join(words, " "), "-->", "->"))
	if text == "" || !w.take(len(text), at) {
		return
	}
	w.mark("<!-- "+setting+": "+text+" -->\n\n", at)
}

// safe is a value in which nothing is filled in.
func safe(text string) string { return strings.ReplaceAll(text, "{{", `\{\{`) }
