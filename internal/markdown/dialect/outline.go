package dialect

import "bytes"

// role is what an item of a file is in its outline. Only what stands outside lists and quotes can be a
// heading or a rule.
type role uint8

const (
	roleBlank     role = iota
	roleText           // a line of a paragraph
	roleTitle          // a line of a heading that is underlined with =
	roleSubtitle       // a line of one that is underlined with -
	roleUnderline      // the line below either
	roleHeading        // a line such as "## Title"
	roleRule           // a line such as --- or * * *
	roleItem           // the beginning of an item of a list, at any depth
	roleInner          // anything else within a list
	roleQuote          // a line of a block quote
	roleIndented       // a line of indented code
	roleOther          // code between fences, a comment, HTML: what the kind of the item says
	roleTable          // a line of a table of pandoc
	roleMeta           // a line of settings within the deck
)

// flavour is whose rules a file follows where the readers of Markdown differ.
type flavour uint8

const (
	commonMark flavour = iota
	pandoc             // rules and lists need an empty line above; # needs no space behind it
	mistune            // only the line right above an underline is a heading; # needs no space behind it
)

// outline finds the role of each item of file.Text[from:to].
func (f *File) outline(from, to int, fl flavour) []role {
	o := &outliner{file: f, flavour: fl, para: -1}
	for it := range f.items(from, to) {
		o.roles = append(o.roles, o.role(it))
	}
	return o.roles
}

// outliner goes through the items of a file.
type outliner struct {
	file    *File
	flavour flavour
	roles   []role
	para    int  // index of the first line of the open paragraph, or -1
	list    int  // how far what belongs to the open list is indented, or 0
	quote   bool // a quote is open
	lazy    bool // text goes on with the paragraph of the list or the quote
}

func (o *outliner) role(it item) role {
	line := o.file.line(it)
	switch {
	case it.kind == itemLine && isBlank(line):
		o.para, o.quote, o.lazy = -1, false, false
		return roleBlank
	case o.flavour == pandoc && it.kind == itemLine && divLine.Match(line):
		o.para, o.quote, o.lazy, o.list = -1, false, false, 0
		return roleOther
	case o.list > 0:
		if r := o.inList(it, line); r != roleBlank {
			return r
		}
		o.list = 0
	case o.quote && it.kind == itemLine && o.lazy && o.plain(line):
		return roleQuote
	}
	o.quote = false
	return o.outside(it, line)
}

// inList is the role of an item when it belongs to the open list, and otherwise roleBlank.
func (o *outliner) inList(it item, line []byte) role {
	indent := indentation(line)
	marked := o.startsItem(it, line)
	switch {
	case indent >= o.list && marked, marked && it.kind != itemComment:
		if indent < o.list {
			o.openList(line)
		}
		o.lazy = true
		return roleItem
	case indent >= o.list:
		o.lazy = it.kind == itemLine
		return roleInner
	case it.kind == itemLine && o.lazy && (o.plain(line) || o.flavour == pandoc && line[0] != '>'):
		return roleInner
	}
	return roleBlank
}

// startsItem reports whether an item of the file begins an item of a list.
func (o *outliner) startsItem(it item, line []byte) bool {
	return it.kind != itemComment && markLen(bytes.TrimLeft(line, " \t")) > 0 && !isThematic(line)
}

// openList notes how far the content of the list's item is indented.
func (o *outliner) openList(line []byte) {
	indent := indentation(line)
	n := markLen(line[len(line)-len(bytes.TrimLeft(line, " \t")):])
	if o.list = indent + n; n > 6 || o.flavour == pandoc {
		o.list = indent + 4
	}
}

// outside is the role of an item that belongs to no list that is open.
func (o *outliner) outside(it item, line []byte) role {
	open := o.para
	o.para, o.lazy = -1, false
	text := bytes.TrimLeft(line, " \t")
	switch {
	case o.startsItem(it, line) && indentation(line) < 4 && (open < 0 || o.interrupts(text)):
		o.openList(line)
		o.lazy = true
		return roleItem
	case text[0] == '>':
		o.quote, o.lazy = true, it.kind == itemLine
		return roleQuote
	case it.kind != itemLine:
		return roleOther
	}
	return o.line(line, open)
}

// line is the role of a line that is in no list or quote. The paragraph above it begins with a line of an
// index, or is -1.
func (o *outliner) line(line []byte, open int) role {
	switch {
	case isIndented(line) && open < 0:
		return roleIndented
	case o.headingLevel(line) > 0:
		return roleHeading
	case open >= 0 && underlineLevel(line) > 0 && (o.flavour != pandoc || open == len(o.roles)-1):
		o.underline(open, underlineLevel(line))
		return roleUnderline
	case isThematic(line) && (open < 0 || o.flavour != pandoc):
		return roleRule
	case open < 0:
		o.para = len(o.roles)
	default:
		o.para = open
	}
	return roleText
}

// underline makes the open paragraph a heading.
func (o *outliner) underline(open, level int) {
	if o.flavour == mistune {
		open = len(o.roles) - 1
	}
	for i := open; i < len(o.roles); i++ {
		o.roles[i] = roleTitle + role(level-1)
	}
}

// headingLevel is the level of the heading that a line is by itself, or 0.
func (o *outliner) headingLevel(line []byte) int {
	if o.flavour == commonMark {
		return atxLevel(line)
	}
	return looseLevel(line, o.flavour == mistune)
}

// looseLevel is the level of a heading that needs no space behind its marks.
func looseLevel(line []byte, indented bool) int {
	if indented {
		line = bytes.TrimLeft(line, " ")
	}
	if len(line) == 0 || line[0] != '#' {
		return 0
	}
	n := run(line)
	if n > 6 || isBlank(line[n:]) || line[n] == '.' || line[n] == ')' || line[n] == '!' {
		return 0
	}
	return n
}

// interrupts reports whether the item of a list that begins with a line may end a paragraph.
func (o *outliner) interrupts(line []byte) bool {
	return o.flavour != pandoc && (line[0] < '0' || line[0] > '9' || markLen(line) > 0 && bytes.HasPrefix(line, []byte("1")) && (line[1] == '.' || line[1] == ')'))
}

// plain reports whether a line would be a line of a paragraph.
func (o *outliner) plain(line []byte) bool {
	text := bytes.TrimLeft(line, " \t")
	return o.headingLevel(line) == 0 && !isThematic(line) && text[0] != '>' && markLen(text) == 0
}

// isThematic reports whether a line is a rule: three or more of -, * or _, spaces aside.
func isThematic(line []byte) bool {
	line = bytes.TrimRight(line, " \t")
	if isIndented(line) || len(line) < 3 {
		return false
	}
	line = bytes.TrimLeft(line, " ")
	if len(line) == 0 || bytes.IndexByte([]byte("-*_"), line[0]) < 0 {
		return false
	}
	n := bytes.Count(line, line[:1])
	return n >= 3 && n+bytes.Count(line, []byte(" "))+bytes.Count(line, []byte("\t")) == len(line)
}

// indentation counts the columns that a line is indented by.
func indentation(line []byte) int {
	n := 0
	for _, c := range line {
		switch c {
		case ' ':
			n++
		case '\t':
			n += 4
		default:
			return n
		}
	}
	return n
}
