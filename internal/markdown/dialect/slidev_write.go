package dialect

import (
	"bytes"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// slidevPage is the content of a slide that is being translated.
type slidevPage struct {
	*slidevDeck
	pictureFinder
	slide    slidevSlide
	edits    []edit
	items    []item
	comments [][2]int // where each begins and ends
	regions  []clickRegion
	open     []clickRegion // that are not closed yet
	switches int           // v-switch that are not closed yet
	clicks   int           // that the steps so far make
	brackets []int         // offsets of [ that are not closed yet, in MDC
	html     bool          // inside HTML, up to an empty line
	list     bool          // inside a list, where indented lines are not code
	blocks   int           // of MDC that are not closed yet
	above    bool          // text stands right above the line
}

// write writes a slide.
func (d *slidevDeck) write(s slidevSlide) {
	if d.begun {
		d.slideBreak(s.at)
	}
	d.begun = true
	p := &slidevPage{slidevDeck: d, slide: s}
	text := d.file.Text
	for it := range d.file.items(s.from, s.to) {
		p.items = append(p.items, it)
	}
	p.scan()
	p.reveal()
	notes, to := p.notes()
	p.edits = append(p.edits, edit{at: to, end: s.to, text: "\n"})
	layout := s.front.Text("layout")
	p.settings(s, layout)
	shown := p.shown(to)
	p.edited(s.from, s.to, p.edits)
	p.closeFence(to)
	for _, name := range p.pictures(s, layout, shown) {
		p.put("\n\n![](<"+strings.NewReplacer("<", "", ">", "", "\n", "").Replace(p.picture(name))+">)\n", s.at)
	}
	if strings.HasPrefix(layout, "iframe") && !shown && s.front.Text("url") != "" {
		p.put("\n\n(a web page)\n", s.at)
	}
	if layout == "end" && !shown && isBlank(text[s.from:to]) {
		p.put("\n\n# END\n", s.at)
	}
	if notes[1] > notes[0] {
		p.notesBelow(notes[0])
		p.note(notes[0], notes[1], append(clickMarks(text, notes[0], notes[1]), p.noteTags(notes[0], notes[1])...))
	}
}

// shown reports whether the slide has something to show, up to an offset.
func (p *slidevPage) shown(to int) bool {
	from := p.slide.from
	for _, c := range p.comments {
		if c[0] >= from && c[0] < to && visible(p.file.Text[from:c[0]]) {
			return true
		}
		from = max(from, c[1])
	}
	return from < to && visible(p.file.Text[from:to])
}

// notes returns where the comment begins and ends that is the slide's notes, and where what is shown ends.
func (p *slidevPage) notes() (notes [2]int, to int) {
	n := len(p.comments)
	if n == 0 || !isBlank(withoutSettings(p.file.Text[p.comments[n-1][1]:p.slide.to])) {
		return notes, p.slide.to
	}
	last := p.comments[n-1]
	return [2]int{last[0] + 4, max(last[0]+4, last[1]-3)}, last[0]
}

// withoutSettings is text without the comments that it begins with and that are settings of the deck format.
func withoutSettings(text []byte) []byte {
	for {
		text = bytes.TrimLeft(text, " \t\n")
		if !ownSetting.Match(text) {
			return text
		}
		n := bytes.Index(text, []byte("-->"))
		if n < 0 {
			return text
		}
		text = text[n+3:]
	}
}

// closeFence closes code that the tool ends with the slide.
func (p *slidevPage) closeFence(to int) {
	for i := len(p.items) - 1; i >= 0; i-- {
		it := p.items[i]
		if it.from >= to || isBlank(p.file.text(it)) {
			continue
		}
		if it.kind == itemCode {
			p.closeCode(it)
		}
		return
	}
}

// closeCode writes the end of a code fence that has none.
func (t *translator) closeCode(it item) {
	text := bytes.TrimRight(t.file.text(it), " \t\n")
	head := bytes.TrimLeft(t.file.line(it), " \t>")
	marks := withoutMark(head)
	last := text[bytes.LastIndexByte(text, '\n')+1:]
	last = bytes.TrimLeft(last, " \t>")
	if ends := len(last) > 0 && len(last) >= run(marks) && run(last) == len(last) && bytes.HasPrefix(marks, last[:1]); !ends || len(text) <= len(t.file.line(it)) {
		t.put("\n"+string(marks[:run(marks)])+"\n", it.from)
	}
}

// clickMark is a mark in notes of what is said behind a click.
var clickMark = lazyregexp.New(`\[click(?::([0-9]))?\]`)

// clickMarks are edits that make [next] of the marks of clicks in notes.
func clickMarks(text []byte, from, to int) []edit {
	var out []edit
	for _, m := range clickMark.FindAllSubmatchIndex(text[from:to], -1) {
		n := 1
		if m[2] >= 0 {
			n = int(text[from+m[2]] - '0')
		}
		out = append(out, edit{at: from + m[0], end: from + m[1], text: strings.TrimSpace(strings.Repeat("[next] ", n))})
	}
	return out
}

// scan collects the edits of a slide.
func (p *slidevPage) scan() {
	for i := 0; i < len(p.items); {
		it := p.items[i]
		switch {
		case it.kind == itemCode:
			p.code(it)
			p.above = false
			i++
			continue
		case it.kind == itemRaw:
			p.raw(it)
			p.above = false
			i++
			continue
		case it.kind == itemLine && isBlank(p.file.line(it)):
			p.above, i = false, i+1
			continue
		}
		n := i
		for n < len(p.items) && p.isText(p.items[n]) {
			n++
		}
		p.text(p.items[i].from, p.items[n-1].end)
		i = n
	}
	p.regions = append(p.regions, p.open[:min(len(p.open), 1)]...)
	for i := range p.regions {
		if p.regions[i].to == 0 {
			p.regions[i].to = p.slide.to
		}
	}
}

// isText reports whether an item is a line with text, or a comment.
func (p *slidevPage) isText(it item) bool {
	return it.kind == itemComment || it.kind == itemLine && !isBlank(p.file.line(it))
}

// raw drops styles and scripts, and the expressions in other HTML.
func (p *slidevPage) raw(it item) {
	text := p.file.text(it)
	head := bytes.TrimLeft(text, " \t>")
	for _, name := range []string{"script", "style"} {
		if len(head) > len(name) && bytes.EqualFold(head[1:len(name)+1], []byte(name)) {
			if n := IndexFold(text, "</"+name+">"); n >= 0 {
				p.edits = append(p.edits, edit{at: it.from, end: it.from + n + len(name) + 3})
				return
			}
			p.edits = append(p.edits, edit{at: it.from, end: it.end})
			return
		}
	}
	p.lines(it.from, it.end)
	for at := it.from; at < it.end; at++ {
		if end := p.expression(at, it.end); end > at {
			at = end - 1
		}
	}
}

// lines keeps lines of raw HTML from meaning something in the deck format.
func (p *slidevPage) lines(from, to int) {
	for at := from; at < to; {
		line, next := cutLine(p.file.Text[:to], at)
		if e, ok := guarded(line, at, false); ok {
			p.edits = append(p.edits, e)
		}
		at = next
	}
}
