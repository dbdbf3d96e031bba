package dialect

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// edit replaces a stretch of a file by text.
type edit struct {
	at, end int
	text    string
	step    bool // text begins a step
}

// pauseMark is what begins a step.
const pauseMark = "<!-- pause -->"

// edited writes file.Text[from:to], a slide, with edits. Of two that overlap the first is followed. A step
// that nothing is shown before or in is left out.
func (t *translator) edited(from, to int, edits []edit) {
	slices.SortStableFunc(edits, byPlace)
	edits = t.separate(from, to, edits)
	t.settle(from, to, edits)
	for _, e := range edits {
		t.copy(from, e.at)
		t.put(e.text, e.at)
		from = e.end
	}
	t.copy(from, to)
}

// byPlace puts edits in the order of their places; what is put in comes before what is replaced.
func byPlace(a, b edit) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.end, b.end)) }

// separate leaves out edits that overlap an earlier one.
func (t *translator) separate(from, to int, edits []edit) []edit {
	return slices.DeleteFunc(edits, func(e edit) bool {
		if e.at < from || e.end > to {
			return true
		}
		from = e.end
		return false
	})
}

// settle takes the text from steps that are not needed.
func (t *translator) settle(from, to int, edits []edit) {
	shown := make([]bool, len(edits)+1) // what stands before each edit, and behind the last
	for i, e := range edits {
		shown[i] = shown[i] || visible(t.file.Text[from:e.at])
		shown[i+1] = !e.step && visible([]byte(e.text))
		from = e.end
	}
	shown[len(edits)] = shown[len(edits)] || visible(t.file.Text[from:to])
	after := make([]bool, len(edits)+1) // whether something is shown before the next step
	for i := len(edits); i >= 0; i-- {
		after[i] = shown[i] || i < len(edits) && !edits[i].step && after[i+1]
	}
	seen := false
	for i := range edits {
		seen = seen || shown[i]
		switch e := &edits[i]; {
		case !e.step:
		case seen && after[i+1]:
			seen = false
		default:
			e.text = ""
		}
	}
}

// visible reports whether Markdown text shows something: more than tags and the marks of blocks.
func visible(text []byte) bool {
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '<' && i+1 < len(text) && (text[i+1] == '/' || text[i+1] == '!' || isLetter(text[i+1])):
			n := bytes.IndexByte(text[i:], '>')
			if n < 0 || bytes.HasPrefix(text[i:], []byte("<img")) {
				return true
			}
			i += n
		case bytes.IndexByte([]byte(" \t\n-*+>#_:"), c) < 0:
			return true
		}
	}
	return false
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// stepLine is an edit that begins a step above a line, which begins with the indentation and quote marks in
// prefix.
func stepLine(at int, prefix []byte) edit {
	return edit{at, at, string(prefix) + pauseMark + "\n", true}
}

// stepBlock is an edit that begins a step between blocks, in place of what stands between two offsets.
func stepBlock(at, end int) edit { return edit{at, end, "\n\n" + pauseMark + "\n\n", true} }

// notesBelow begins the notes of a slide.
func (t *translator) notesBelow(at int) { t.put("\n\n???\n\n", at) }

// note writes file.Text[from:to] as notes, in which nothing but Markdown has a meaning.
func (t *translator) note(from, to int, edits []edit) {
	for at := from; at < to; {
		line, next := cutLine(t.file.Text[:to], at)
		text := bytes.TrimLeft(line, " \t")
		in := at + len(line) - len(text)
		switch {
		case isFence(withoutMark(bytes.TrimLeft(text, " \t>"))):
			edits = append(edits, edit{at: at, end: at + len(line)})
		case isRule(text) || isWord(text, "???") || isWord(text, ". . ."):
			edits = append(edits, edit{at: in, end: in, text: `\`})
		}
		edits = append(edits, escapes(line, at, "<!--", "{{", "[pause", "[wait", "[do")...)
		at = next
	}
	slices.SortStableFunc(edits, byPlace)
	for _, e := range t.separate(from, to, edits) {
		t.copy(from, e.at)
		t.put(e.text, e.at)
		from = e.end
	}
	t.copy(from, to)
}

// escapes puts a backslash before each of some marks in a line that stands at an offset.
func escapes(line []byte, at int, marks ...string) []edit {
	var out []edit
	for i := range line {
		for _, mark := range marks {
			if line[i] == mark[0] && bytes.HasPrefix(line[i:], []byte(mark)) && (i == 0 || line[i-1] != '\\') {
				out = append(out, edit{at: at + i, end: at + i, text: `\`})
			}
		}
	}
	return out
}

// guarded is an edit that keeps a line from meaning something in the deck format that it does not mean to
// the tool. prev says whether text stands right above it.
func guarded(line []byte, at int, prev bool) (edit, bool) {
	text := bytes.TrimLeft(line, " \t")
	in := at + len(line) - len(text)
	switch {
	case isWord(text, ". . ."):
		return edit{at: in, end: in, text: `\`}, true
	case isRule(text) && !isIndented(line) && prev:
		return edit{at: at, end: at + len(line)}, true
	case isRule(text) && !isIndented(line):
		return edit{at: in, end: at + len(line), text: "***"}, true
	}
	return edit{}, false
}

// ownSetting is a comment that is a setting of the deck format, which works in every deck.
var ownSetting = lazyregexp.New(`^<!--\s*((time|notes|speaker|silence|optional|skip|align):|skip_slide\s*-->)`)

// formula defuses two braces in a formula that may begin at an offset, where they mean groups, and returns
// its end.
func (t *translator) formula(at, to int) (end int, edits []edit) {
	text := t.file.Text
	marks := text[at : at+run(text[at:min(to, at+2)])]
	n := bytes.Index(text[at+len(marks):to], marks)
	if n <= 0 || len(marks) == 1 && (bytes.IndexByte(text[at:at+n+1], '\n') >= 0 || text[at+1] == ' ' || text[at+n] == ' ') {
		return at + len(marks), nil
	}
	end = at + 2*len(marks) + n
	return end, spaced(text[at:end], at)
}

// spaced puts a space between two braces of a formula at an offset.
func spaced(formula []byte, at int) []edit {
	var out []edit
	for i := 1; i < len(formula); i++ {
		if formula[i] == '{' && formula[i-1] == '{' {
			out = append(out, edit{at: at + i, end: at + i, text: " "})
		}
	}
	return out
}

// pictureFinder finds pictures. It keeps from asking again about what cannot be one.
type pictureFinder struct{ none int } // no picture begins before this offset

// findPicture matches a pattern of a picture with the text at an offset.
func (f *pictureFinder) findPicture(pattern *lazyregexp.Regexp, text []byte, at int) []int {
	if at < f.none || len(text) < 2 || text[1] != '[' {
		return nil
	}
	m := pattern.FindSubmatchIndex(text)
	if m == nil {
		n := bytes.IndexByte(text, ']')
		if n < 0 {
			n = len(text)
		}
		f.none = at + n // A picture whose words begin in the words of this one would end with it.
		return nil
	}
	f.none = at + m[1]
	return m
}
