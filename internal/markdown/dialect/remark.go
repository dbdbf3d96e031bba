package dialect

import (
	"bytes"
	"slices"
	"sort"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// remark reads a deck for remark: properties at the top of slides, slides and steps at lines --- and --, notes
// below ???, classes, macros, layouts, templates and variables. Left out are slides with exclude: true, and
// macros but those of pictures. A layout of a few words is the header or the footer of its slides. Classes,
// backgrounds and numbers of slides are of no account, but class: center and right.
//
// What a mark is follows remark: brackets count in everything but code, text in brackets may hold lines --- that
// end no slide, and brackets that are never closed are text.
//
// The deck may stand in a page of HTML, in <textarea id="source">.
func (t *translator) remark() {
	defer t.onPage()()
	r := &remarkReader{translator: t, named: map[string]remarkStage{}, used: map[string]bool{}}
	r.w = &remarkWriter{escaper: newEscaper(t), links: map[string]remarkMark{}, budget: maxInherited, runsR: isXaringan(t.in.Front)}
	r.w.titleSlide()
	for _, p := range r.parts(lexRemark(t.file, t.in.Body, r.indentation())) {
		r.part(&p)
	}
	r.end()
}

// remarkSpan is a stretch of a file with its marks.
type remarkSpan struct {
	from, to int
	marks    []remarkMark
	inner    bool // it stands where a template has {{content}}
}

// remarkPart is a slide of remark, or a step of one, as it stands in the file.
type remarkPart struct {
	remarkSpan
	at      int // offset of its beginning, above its properties
	step    bool
	notes   []remarkSpan
	props   map[string]string
	inNotes bool
}

// remarkReader puts the slides of a deck together.
type remarkReader struct {
	*translator
	w      *remarkWriter
	used   map[string]bool // names of the variables in the deck
	named  map[string]remarkStage
	layout *remarkLayout
	slide  *remarkShow // that is being read
	left   bool        // the slide that is being read is left out
	quiet  bool        // no code that R runs is shown unless it says so
}

// indentation is how far all lines of the deck are indented.
func (r *remarkReader) indentation() int {
	least := -1
	for line := range bytes.Lines(r.file.Text[r.in.Body:]) {
		if n := leading(line); !isBlank(line) && (least < 0 || n < least) {
			least = n
		}
	}
	r.w.strip = max(least, 0)
	return r.w.strip
}

// parts divides the deck at its separators.
func (r *remarkReader) parts(marks []remarkMark) []remarkPart {
	r.gather(marks)
	parts := []remarkPart{{at: r.in.Body}}
	s := remarkSpan{from: r.in.Body}
	for i, first := 0, 0; i <= len(marks); i++ {
		if i < len(marks) && !marks[i].separates() {
			continue
		}
		p := &parts[len(parts)-1]
		s.to, s.marks = len(r.file.Text), marks[first:i]
		if i < len(marks) {
			s.to = marks[i].from
		}
		p.add(s)
		if i == len(marks) {
			break
		}
		first, s.from = i+1, marks[i].to
		if marks[i].kind == remarkNotes {
			p.inNotes = true
			continue
		}
		parts = append(parts, remarkPart{at: s.from, step: marks[i].kind == remarkStep})
	}
	for i := range parts {
		r.properties(&parts[i])
	}
	return parts
}

func (p *remarkPart) add(s remarkSpan) {
	if p.inNotes {
		p.notes = append(p.notes, s)
	} else {
		p.remarkSpan = s
	}
}

// gather takes note of what holds for the whole deck, and makes text of the separators in brackets.
func (r *remarkReader) gather(marks []remarkMark) {
	behind := 0
	for i, m := range marks {
		switch {
		case m.kind == remarkOpen:
			behind = max(behind, m.pair)
		case m.kind == remarkCode && r.w.runsR:
			r.runs(&marks[i])
		case m.kind == remarkLink:
			r.w.links[linkName(r.file.Text[m.from:m.to])] = m
		case m.kind == remarkVariable:
			r.used[variableName(r.file.Text[m.from:m.to])] = true
		case m.separates() && i < behind:
			marks[i].kind = remarkText
		}
	}
}

// linkName is the name of the link that a line defines.
func linkName(line []byte) string {
	name, _, _ := bytes.Cut(bytes.TrimLeft(line, " \t["), []byte("]:"))
	return strings.ToLower(string(name))
}

// variableName is the name in {{name}}.
func variableName(mark []byte) string {
	return strings.TrimSpace(string(mark[2 : len(mark)-2]))
}

var (
	remarkField   = lazyregexp.New(`^([-\w]+):([^$\n]*)`)
	remarkSetting = lazyregexp.New(`^<!--\s*([-\w]+):([^$\n]*?)\s*-->$`)
)

// isRemarkKey reports whether remark has a use for a property, or it says what the deck is.
func isRemarkKey(key string) bool {
	switch key {
	case "name", "class", "layout", "template", "continued", "count", "exclude", "background-image", "background-color",
		"background-size", "background-position", "highlightStyle", "title", "subtitle", "author", "date", "description":
		return true
	}
	return false
}

// properties reads the properties at the top of a part, and those in comments.
func (r *remarkReader) properties(p *remarkPart) {
	p.props = map[string]string{}
	limit := p.to
	if i := slices.IndexFunc(p.marks, func(m remarkMark) bool { return m.kind == remarkOpen }); i >= 0 {
		limit = p.marks[i].from
	}
	for n := r.property(p, limit); n > 0; n = r.property(p, limit) {
		p.from += n
	}
	first := slices.IndexFunc(p.marks, func(m remarkMark) bool { return m.from >= p.from })
	if first < 0 {
		first = len(p.marks)
	}
	p.marks = p.marks[first:]
	for i, m := range p.marks {
		if m.from < limit {
			r.setting(p, &p.marks[i])
		}
	}
}

// maxProperties is how many properties a slide has.
const maxProperties = 100

// property reads one property at the top of a part, and returns how long it is. Definitions of links and code
// that is not shown do not count as its top.
func (r *remarkReader) property(p *remarkPart, limit int) int {
	text := r.file.Text[p.from:limit]
	n := len(text) - len(bytes.TrimLeft(text, "\n"))
	if i := p.markAt(p.from + n); i >= 0 && (p.marks[i].kind == remarkLink || p.marks[i].kind == remarkDropped) {
		return p.marks[i].to - p.from
	}
	line, _ := cutLine(text, n)
	n += min(leading(line), r.w.strip)
	m := remarkField.FindSubmatch(text[n:min(len(text), n+len(line))])
	if m == nil || len(p.props) >= maxProperties {
		return 0
	}
	key := string(m[1])
	p.props[key] = string(bytes.TrimSpace(m[2]))
	if !isRemarkKey(key) && !r.used[key] {
		r.unused("properties at the top of slides", "they are not shown", key+":", p.from+n)
	}
	return n + len(m[0])
}

// markAt is the index of the mark that begins at an offset, or -1.
func (p *remarkPart) markAt(at int) int {
	i := sort.Search(len(p.marks), func(i int) bool { return p.marks[i].from >= at })
	if i < len(p.marks) && p.marks[i].from == at {
		return i
	}
	return -1
}

// setting reads a property in a comment.
func (r *remarkReader) setting(p *remarkPart, m *remarkMark) {
	if m.kind != remarkComment || len(p.props) >= maxProperties {
		return
	}
	found := remarkSetting.FindSubmatch(r.file.Text[m.from:m.to])
	if found == nil {
		return
	}
	key := string(found[1])
	if isRemarkKey(key) || r.used[key] {
		m.kind = remarkDropped
	}
	p.props[key] = string(bytes.TrimSpace(found[2]))
}
