package dialect

import (
	"bytes"
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// R Markdown runs the code in fences such as ```{r} and in spans such as `r x`. What the code would show is not
// known here: of code that is not shown itself, only pictures that it names are.

var (
	rFence   = lazyregexp.New("^[ >]*`{3,} *\\{r\\b[^}\n]*\\}")
	rHidden  = lazyregexp.New(`\b(include|echo) *= *F(ALSE)?\b|\n#\| *(include|echo): *false\b`)
	rShown   = lazyregexp.New(`\becho *= *T(RUE)?\b|\n#\| *echo: *true\b`)
	rQuiet   = lazyregexp.New(`\becho *= *F(ALSE)?\b`)
	rSilent  = lazyregexp.New(`\binclude *= *F(ALSE)?\b|\n#\| *include: *false\b`)
	rPicture = lazyregexp.New(`\binclude_graphics\( *["']([^"'\n]+)["']`)
	rSpan    = lazyregexp.New("^`r +([^`\n]*)`$")
	rIcon    = lazyregexp.New(`^(fontawesome::|icons?::|fa|icon_style|anicon|academicons::)[\w:.]*\(`)
	rEmoji   = lazyregexp.New(`^(?:emo|emoji)::\w+\(["']([\w+-]+)["']\)$`)
	rField   = lazyregexp.New(`^rmarkdown::metadata\$(\w+)$`)
	rClass   = lazyregexp.New(`(?:\.[A-Za-z][\w-]*)+\[((?:[^\[\]]|\[[^\[\]]*\])*)\]`)
)

// maxOptions is how many bytes of code are searched for options.
const maxOptions = 1000

// runs reads code that R runs.
func (r *remarkReader) runs(m *remarkMark) {
	code := r.file.Text[m.from:m.to]
	if span := rSpan.FindSubmatch(code); span != nil {
		if rIcon.Match(span[1]) {
			m.kind = remarkDropped
		}
		return
	}
	head := code[:min(len(code), maxOptions)]
	if !rFence.Match(head) {
		return
	}
	hidden := rHidden.Match(head) || r.quiet && !rShown.Match(head)
	if i := bytes.Index(code, []byte("opts_chunk$set(")); i >= 0 {
		r.quiet = r.quiet || rQuiet.Match(code[i:])
	}
	if !hidden {
		return
	}
	m.kind = remarkDropped
	switch {
	case rSilent.Match(head):
	case rPicture.Match(code):
		m.kind = remarkDrawn
	default:
		r.unused("code that R runs", "what it would show is left out", "{r}", m.from)
	}
}

// drawn writes the pictures that code of R names.
func (w *remarkWriter) drawn(m remarkMark) {
	for _, found := range rPicture.FindAllSubmatchIndex(w.file.Text[m.from:m.to], maxDrawn) {
		w.mark("\n\n", m.from)
		w.picture("", string(w.file.Text[m.from+found[2]:m.from+found[3]]), m.from+found[2])
	}
	w.mark("\n\n", m.from)
}

// maxDrawn is how many pictures code names at most.
const maxDrawn = 20

// rValue is what a span of R shows, when that is known.
func (w *remarkWriter) rValue(code []byte) (string, bool) {
	span := rSpan.FindSubmatch(code)
	if span == nil || !w.runsR {
		return "", false
	}
	expression := strings.TrimSpace(string(span[1]))
	if name := rEmoji.FindStringSubmatch(expression); name != nil {
		return ":" + name[1] + ":", true
	}
	if name := rField.FindStringSubmatch(expression); name != nil && w.in.Front.Text(name[1]) != "" {
		return w.plainValue(w.in.Front.Text(name[1])), true
	}
	return "", false
}

// plainValue is a value of the front matter without classes, and without code of R that is not known.
func (w *remarkWriter) plainValue(text string) string {
	text = rClass.ReplaceAllString(text, "$1")
	parts := bytes.Split([]byte(text), []byte("`"))
	for i := 1; i+1 < len(parts); i += 2 {
		if bytes.HasPrefix(parts[i], []byte("r ")) {
			parts[i-1] = append(slices.Clone(parts[i-1]), parts[i+1]...)
			parts = slices.Delete(parts, i, i+2)
			i -= 2
		}
	}
	return safe(strings.TrimSpace(string(bytes.Join(parts, []byte("`")))))
}
