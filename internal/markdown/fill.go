package markdown

import (
	"bytes"
	"iter"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
	"github.com/westandtogether-assembly/assembly/internal/markdown/dialect"
)

// placeholder is a {{fill}} or a [cue] that one character replaces in the text that goldmark and the YAML
// reader see, so that they do not look into it. The characters are private-use ones, which both treat as
// letters.
type placeholder struct {
	raw      string   // as written
	off      int      // in the source
	size     int      // bytes that it replaces
	cue      deck.Cue // of another kind than NoCue for a cue
	name     string
	fallback string
	given    bool // a fallback, perhaps an empty one
}

// firstPlaceholder is the first of these characters; the last is utf8.MaxRune.
const firstPlaceholder = 0x100000

// maxFill is the length of the longest {{fill}} in bytes.
const maxFill = 400

// placeholders are the placeholders of a slide, or of the front matter.
type placeholders struct {
	*sink
	list   []placeholder
	values map[string]string
	put    int // bytes of values that were put in
}

// appendFilled appends source text to an excerpt with a placeholder for each {{fill}}. src is the
// offset of text in the source.
func (h *placeholders) appendFilled(out *excerpt, text []byte, src int) {
	e := &excerpt{}
	e.add(text, src)
	h.replace(out, e, fills(text))
}

// replace appends an excerpt to another, with placeholders for what was found in it.
func (h *placeholders) replace(out, e *excerpt, found iter.Seq2[int, placeholder]) {
	from := 0
	for at, f := range found {
		if len(h.list) > utf8.MaxRune-firstPlaceholder {
			break
		}
		out.append(e.piece(from, at))
		f.off = e.source(at)
		out.flat(string(rune(firstPlaceholder+len(h.list))), f.off)
		h.list = append(h.list, f)
		from = at + f.size
	}
	out.append(e.piece(from, len(e.text)))
}

// of returns the placeholder that a character is, or nil.
func (h *placeholders) of(r rune) *placeholder {
	if i := int(r) - firstPlaceholder; 0 <= i && i < len(h.list) {
		return &h.list[i]
	}
	return nil
}

// dataMark begins a picture that is written into the deck itself.
const dataMark = "data:image/"

// fills finds each {{fill}} in a text, with its offset, and each picture that is written into it.
func fills(text []byte) iter.Seq2[int, placeholder] {
	return func(yield func(int, placeholder) bool) {
		braces, data := &finder{text: text, mark: "{{"}, &finder{text: text, mark: dataMark}
		for at := 0; ; {
			if at = min(braces.from(at), data.from(at)); at == len(text) {
				return
			}
			f, ok := readMark(text[at:])
			if !ok || escaped(text, at) {
				at++
				continue
			}
			if !yield(at, f) {
				return
			}
			at += f.size
		}
	}
}

// finder finds a mark in a text, from offsets that only rise.
type finder struct {
	text []byte
	mark string
	at   int // where it was found last
	done bool
}

// from returns the offset of the first mark at an offset or behind it, or that of the end.
func (f *finder) from(off int) int {
	if f.done && f.at >= off {
		return f.at
	}
	f.done, f.at = true, len(f.text)
	if i := bytes.Index(f.text[off:], []byte(f.mark)); i >= 0 {
		f.at = off + i
	}
	return f.at
}

// readMark reads the placeholder at the start of a text.
func readMark(text []byte) (f placeholder, ok bool) {
	if text[0] != '{' {
		return readData(text), true
	}
	return readFill(text)
}

// readData reads a picture in the text, which is as its own fallback.
func readData(text []byte) placeholder {
	n := bytes.IndexAny(text, " \t\n()<>\"'`")
	if n < 0 {
		n = len(text)
	}
	raw := string(text[:n])
	return placeholder{raw: raw, size: n, fallback: raw, given: true}
}

// escaped reports whether text[at] is escaped by a backslash.
func escaped(text []byte, at int) bool {
	return (at-len(bytes.TrimRight(text[:at], `\\`)))%2 == 1
}

// readFill reads a {{name}} or {{name|fallback}} at the start of text.
func readFill(text []byte) (f placeholder, ok bool) {
	line, _, _ := bytes.Cut(text[:min(len(text), maxFill)], []byte("\n"))
	inner, _, closed := strings.Cut(string(line[2:]), "}}")
	if !closed || strings.Contains(inner, "`") || strings.Contains(inner, "{{") {
		return f, false // It would extend beyond the code or the fill that it begins in.
	}
	f.size = len(inner) + 4
	f.raw = string(line[:f.size])
	f.name, f.fallback, f.given = strings.Cut(inner, "|")
	f.name = strings.Trim(f.name, " \t")
	return f, isName(f.name)
}

var namePattern = lazyregexp.New(`^[A-Za-z_][A-Za-z0-9_-]{0,39}$`)

// isName reports whether s is a valid name of a fill, a phase or a setting.
func isName(s string) bool { return namePattern.MatchString(s) }

// value returns the text that replaces a fill. A missing value is an error, and the fill stays as written. In
// a deck that fills nothing in, the braces are those of another tool: a warning is enough.
func (h *placeholders) value(f *placeholder) string {
	v, ok := h.values[f.name]
	switch {
	case ok && h.fits(f, v):
		return v
	case ok:
	case f.given:
		return flatten(f.fallback)
	case len(h.values) == 0:
		kind := "fill"
		if h.book.format == dialect.Assembly {
			kind += " " + f.name // Each may be one that was forgotten.
		}
		h.onceInDeck(kind, f.off, "%s is shown as it is written: give a value under fill: in the front matter or in --set %s=..., or write %s", f.raw, f.name, `\{{`)
	default:
		h.errorf(f.off, "no value for {{%s}}: expected it under fill: in the front matter, in --set %s=..., or as {{%s|words to use instead}}", f.name, f.name, f.name)
	}
	return f.raw
}

// fits reports whether a value still fits, and reports the first that does not as an error.
func (h *placeholders) fits(f *placeholder, v string) bool {
	before := h.put
	h.put += len(v)
	if before <= maxPut && h.put > maxPut {
		h.errorf(f.off, "filling in {{%s}} adds more than %d KB here: use shorter values, or fewer", f.name, maxPut>>10)
	}
	return h.put <= maxPut
}

// boundFills refuses a deck to which values would add far more text than anyone can have meant.
func (b *book) boundFills() bool {
	if len(b.meta.Fill) == 0 {
		return true
	}
	put := 0
	for at, f := range fills(b.text) {
		if put += len(b.meta.Fill[f.name]); put > maxFilled {
			b.refuse(at, "filling in {{%s}} adds more than %d KB to the deck: use shorter values, or fewer", f.name, maxFilled>>10)
			return false
		}
	}
	return true
}

// warnUnused warns about values that were given for names that the deck does not have.
func (b *book) warnUnused(given map[string]string) {
	if len(given) == 0 {
		return
	}
	used := map[string]bool{}
	for _, f := range fills(b.text) {
		used[f.name] = true
	}
	known := slices.Sorted(maps.Keys(used))
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if !used[name] {
			b.diags.add(deck.Pos{File: b.name}, deck.Warning, "no {{%s}} is in this deck, and its value is not used%s",
				clip(oneLine(name)), suggest(name, known))
		}
	}
}

// flatten cleans a value that becomes part of a line. Spaces stay.
func flatten(s string) string {
	return strings.ReplaceAll(cleanString(s), "\n", " ")
}

// restore cleans a string and replaces its placeholders by their values, or, literally, by the text
// that they replaced, as in code.
func (h *placeholders) restore(s string, literally bool) string {
	var out strings.Builder
	for text, f := range h.parts(s) {
		switch {
		case f == nil:
		case literally || f.cue.Kind != deck.NoCue:
			text = f.raw
		default:
			text = h.value(f)
		}
		out.WriteString(cleanString(text))
	}
	return out.String()
}

// parts splits a string into stretches of text and placeholders.
func (h *placeholders) parts(s string) iter.Seq2[string, *placeholder] {
	return func(yield func(string, *placeholder) bool) {
		for s != "" {
			n := strings.IndexFunc(s, isPlaceholder)
			if n < 0 {
				n = len(s)
			}
			if n > 0 && !yield(s[:n], nil) {
				return
			}
			r, size := utf8.DecodeRuneInString(s[n:])
			if f := h.of(r); f != nil && !yield("", f) {
				return
			}
			s = s[n+size:]
		}
	}
}

func isPlaceholder(r rune) bool { return r >= firstPlaceholder }
