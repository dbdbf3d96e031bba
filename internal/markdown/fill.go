package markdown

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"assembly/internal/deck"
)

// fill is a {{name|fallback}} that a placeholder replaces.
type fill struct {
	raw      string // as written
	name     string
	fallback string
	given    bool // a fallback, perhaps an empty one
	off      int  // in the source
}

// maxFill is the length of the longest {{fill}} in bytes.
const maxFill = 400

// cueMark is a [cue] in the notes that a placeholder replaces.
type cueMark struct {
	raw string
	cue deck.Cue
}

// placeholders are the placeholders of a slide, or of the front matter.
type placeholders struct {
	fills  []fill
	cues   []cueMark
	values map[string]string
	put    int // bytes of values that were put in
	diags  *sink
}

// appendFilled appends source text to an excerpt with a placeholder for each {{fill}}. src is the
// offset of text in the source.
func (h *placeholders) appendFilled(e *excerpt, text []byte, src int) {
	e.from(src)
	from := 0
	for at := 0; ; {
		i := bytes.Index(text[at:], []byte("{{"))
		if i < 0 {
			break
		}
		at += i
		f, n := readFill(text[at:])
		if n == 0 || escaped(text, at) || len(h.fills) >= firstCue-firstFill {
			at++
			continue
		}
		e.text = append(e.text, text[from:at]...)
		f.off = src + at
		e.flat(f.off)
		e.text = utf8.AppendRune(e.text, rune(firstFill+len(h.fills)))
		h.fills = append(h.fills, f)
		at += n
		from = at
		e.from(src + at)
	}
	e.text = append(e.text, text[from:]...)
}

// escaped reports whether text[at] is escaped by a backslash.
func escaped(text []byte, at int) bool {
	n := 0
	for n < at && text[at-1-n] == '\\' {
		n++
	}
	return n%2 == 1
}

// readFill reads a {{name}} or {{name|fallback}} at the start of text; n is its length, or 0.
func readFill(text []byte) (f fill, n int) {
	line := text[:min(len(text), maxFill)]
	if i := bytes.IndexByte(line, '\n'); i >= 0 {
		line = line[:i]
	}
	end := bytes.Index(line, []byte("}}"))
	if end < 0 {
		return f, 0
	}
	if bytes.IndexByte(line[2:end], '`') >= 0 || bytes.Contains(line[2:end], []byte("{{")) {
		return f, 0 // It would extend beyond the code or the fill that it begins in.
	}
	name, fallback, given := strings.Cut(string(line[2:end]), "|")
	name = strings.Trim(name, " \t")
	if !isName(name) {
		return f, 0
	}
	return fill{raw: string(line[:end+2]), name: name, fallback: fallback, given: given}, end + 2
}

// isName reports whether s is a valid name of a fill, a phase or a setting.
func isName(s string) bool {
	for i, c := range []byte(s) {
		if !isLetter(c) && c != '_' && (i == 0 || !isDigit(c) && c != '-') {
			return false
		}
	}
	return s != "" && len(s) <= 40
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// value returns the text that replaces a fill. A missing value is an error, and the fill stays as written.
func (h *placeholders) value(f fill) string {
	v, ok := h.values[f.name]
	switch {
	case ok && h.room(f, v):
		return v
	case ok:
	case f.given:
		return flatten(f.fallback)
	default:
		h.diags.errorf(f.off, "no value for {{%s}}: expected it under fill: in the front matter, in --set %s=..., or as {{%s|words to use instead}}", f.name, f.name, f.name)
	}
	return f.raw
}

// room reports whether a value still fits, and reports the first that does not as an error.
func (h *placeholders) room(f fill, v string) bool {
	before := h.put
	h.put += len(v)
	if before <= maxSlideSize && h.put > maxSlideSize {
		h.diags.errorf(f.off, "filling in {{%s}} adds more than %d KB here: use shorter values, or fewer", f.name, maxSlideSize>>10)
	}
	return h.put <= maxSlideSize
}

// boundFills refuses a deck to which values would add far more text than anyone can have meant.
func (b *book) boundFills() bool {
	put := 0
	for at := 0; len(b.meta.Fill) > 0; {
		i := bytes.Index(b.text[at:], []byte("{{"))
		if i < 0 {
			break
		}
		at += i
		f, n := readFill(b.text[at:])
		if put += len(b.meta.Fill[f.name]); put > maxFilled {
			b.refuse(at, "filling in {{%s}} adds more than %d MB to the deck: use shorter values, or fewer", f.name, maxFilled>>20)
			return false
		}
		at += max(n, 1)
	}
	return true
}

// flatten cleans a value that becomes part of a line. Spaces stay.
func flatten(s string) string {
	return strings.ReplaceAll(cleanString(s), "\n", " ")
}

// restore cleans a string and replaces its placeholders by their values, or, literally, by the text
// that they replaced, as in code.
func (h *placeholders) restore(s string, literally bool) string {
	if !hasPlaceholder(s) {
		return cleanString(s)
	}
	var out strings.Builder
	h.split(s, func(text string) {
		out.WriteString(cleanString(text))
	}, func(c cueMark) {
		out.WriteString(c.raw)
	}, literally)
	return out.String()
}

// split calls text for each stretch of text and each value of a fill, and cue for each cue.
func (h *placeholders) split(s string, text func(string), cue func(cueMark), literally bool) {
	from := 0
	for i, r := range s {
		if r < firstFill {
			continue
		}
		if i > from {
			text(s[from:i])
		}
		from = i + utf8.RuneLen(r)
		switch f, c := int(r)-firstFill, int(r)-firstCue; {
		case c >= 0 && c < len(h.cues):
			cue(h.cues[c])
		case c >= 0 || f >= len(h.fills):
		case literally:
			text(h.fills[f].raw)
		default:
			text(h.value(h.fills[f]))
		}
	}
	if from < len(s) {
		text(s[from:])
	}
}

// hasPlaceholder reports whether a string has a placeholder: no other characters have a UTF-8 form
// that begins with this byte.
func hasPlaceholder(s string) bool { return strings.IndexByte(s, 0xf4) >= 0 }
