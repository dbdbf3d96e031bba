package dialect

import "bytes"

// heading is a heading of a file.
type heading struct {
	from  int // offset of its first line
	end   int // offset behind its last line
	level int // 1 to 6
}

// headings finds the headings of file.Text[from:to] that stand outside lists and quotes.
func (f *File) headings(from, to int, fl flavour) []heading {
	o := &outliner{file: f, flavour: fl}
	roles := f.outline(from, to, fl)
	var out []heading
	i, text := 0, -1 // text is the offset of a heading that is underlined
	for it := range f.items(from, to) {
		switch roles[i] {
		case roleTitle, roleSubtitle:
			if text < 0 {
				text = it.from
			}
		case roleUnderline:
			out = append(out, heading{text, it.next, underlineLevel(f.line(it))})
			text = -1
		case roleHeading:
			out = append(out, heading{it.from, it.next, o.headingLevel(f.line(it))})
		}
		i++
	}
	return out
}

// atxLevel is the level of a heading such as "## Title", or 0.
func atxLevel(line []byte) int {
	text := bytes.TrimLeft(line, " ")
	if len(text) == 0 || text[0] != '#' || len(line)-len(text) > 3 {
		return 0
	}
	n := run(text)
	if n > 6 || n < len(text) && text[n] != ' ' && text[n] != '\t' {
		return 0
	}
	return n
}

// underlineLevel is the level of the heading that a line makes of the text above it, or 0.
func underlineLevel(line []byte) int {
	text := bytes.TrimRight(bytes.TrimLeft(line, " "), " \t")
	switch {
	case len(text) == 0 || isIndented(line) || run(text) != len(text):
		return 0
	case text[0] == '=':
		return 1
	case text[0] == '-':
		return 2
	}
	return 0
}

// isIndented reports whether a line is indented as far as code is.
func isIndented(line []byte) bool {
	return bytes.HasPrefix(line, []byte("    ")) || bytes.HasPrefix(line, []byte("\t"))
}

// level is the highest level of heading that occurs more than once, or 0.
func level(all []heading) int {
	var count [7]int
	for _, h := range all {
		count[h.level]++
	}
	for l, n := range count {
		if n > 1 {
			return l
		}
	}
	return 0
}

// slideLevel is the level of heading that begins slides of a file without slide breaks: the highest that occurs
// more than once, or, when these stand only above other headings, the next one below that does not.
func (f *File) slideLevel(all []heading, to int) int {
	first := level(all)
	for l := first; 0 < l && l <= 6; l++ {
		if f.leads(all, l, to) {
			return l
		}
	}
	return first
}

// leads reports whether one of the headings of a level has something else than a heading right below it.
func (f *File) leads(all []heading, level, to int) bool {
	for i, h := range all {
		next := to
		if i+1 < len(all) {
			next = all[i+1].from
		}
		if h.level == level && !isBlank(f.Text[h.end:max(next, h.end)]) {
			return true
		}
	}
	return false
}

// split writes the deck, one slide, with its headings of a level as titles of slides.
func (t *translator) split(level int) {
	if t.out.Same = level == 0; !t.out.Same {
		t.atHeadings(t.in.Body, len(t.file.Text), level)
	}
}

// atHeadings writes file.Text[from:to] with a slide break above each heading of a level and above it.
func (t *translator) atHeadings(from, to, level int) {
	for _, h := range t.file.headings(from, to, commonMark) {
		if h.level > level || isBlank(t.file.Text[t.in.Body:h.from]) {
			continue
		}
		t.copy(from, h.from)
		t.slideBreak(h.from)
		from = h.from
	}
	t.copy(from, to)
}
