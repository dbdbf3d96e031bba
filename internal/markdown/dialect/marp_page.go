package dialect

import (
	"bytes"
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// marpPage is the content of a slide that is being translated.
type marpPage struct {
	*marpDeck
	pictureFinder
	edits       []edit
	notes       [][2]int // the texts of the comments that are notes
	backgrounds []background
	list        bool // inside a list, where indented lines are not code
	above       bool // text stands right above the line
}

// background is a picture behind the text of a slide, or beside it.
type background struct {
	at, end    int // the whole mark
	target     int // offset of its address, with the bracket before it
	words      string
	besideText bool
}

// write writes a slide.
func (d *marpDeck) write(s marpSlide, lines []underline) {
	p := &marpPage{marpDeck: d}
	heads := p.headings(s, lines)
	var open *item
	from := -1
	for it := range d.file.items(s.from, s.to) {
		text := it.kind == itemComment || it.kind == itemLine && !isBlank(d.file.line(it))
		if !text && from >= 0 || text && from < 0 {
			p.text(from, it.from, heads)
			from = it.from
			if !text {
				from = -1
			}
		}
		if it.kind == itemRaw {
			p.raw(it)
		}
		if open = nil; it.kind == itemCode {
			open = &it
		}
	}
	p.text(from, s.to, heads)
	p.finish(s, open)
	d.local, d.spot = p.local, map[string]string{}
}

// finish writes what has been read of a slide.
func (p *marpPage) finish(s marpSlide, open *item) {
	shown := p.showsMore(s)
	if shown || len(p.backgrounds) > 0 {
		p.margin("header", s.at)
	}
	p.put("\n", s.at)
	p.edited(s.from, s.to, p.edits)
	if open != nil {
		p.closeCode(*open)
	}
	for _, b := range p.backgrounds {
		if shown && !b.besideText {
			p.unusedLook("background pictures", "", clipped(strings.Trim(string(p.file.Text[b.target:b.end]), "()[]")), b.at)
			continue
		}
		p.put("\n\n!["+b.words+"]", b.at)
		p.copy(b.target, b.end)
		p.put("\n", b.at)
	}
	if shown || len(p.backgrounds) > 0 {
		p.margin("footer", s.at)
	}
	for i, n := range p.notes {
		if i == 0 {
			p.notesBelow(n[0])
		}
		p.note(n[0], n[1], nil)
		p.put("\n\n", n[1])
	}
}

// showsMore reports whether the slide shows something besides its backgrounds.
func (p *marpPage) showsMore(s marpSlide) bool {
	from := s.from
	for _, b := range p.backgrounds {
		if shows(p.file.Text[from:b.at]) {
			return true
		}
		from = b.end
	}
	return shows(p.file.Text[from:s.to])
}

// headings makes headings of the paragraphs that lines --- are below, and returns where those begin and end.
func (p *marpPage) headings(s marpSlide, lines []underline) [][2]int {
	var out [][2]int
	for _, u := range lines {
		if u.at >= s.to {
			break
		}
		p.edits = append(p.edits, edit{at: u.text, end: u.text, text: "## "})
		for at := u.text; at < u.at-1; {
			_, next := cutLine(p.file.Text, at)
			if next < u.at {
				p.edits = append(p.edits, edit{at: next - 1, end: next, text: " "})
			}
			at = next
		}
		p.edits = append(p.edits, edit{at: u.at, end: u.end})
		out = append(out, [2]int{u.text, u.end})
	}
	return out
}

// raw drops styles and scripts.
func (p *marpPage) raw(it item) {
	text := p.file.text(it)
	head := bytes.TrimLeft(text, " \t>")
	for _, name := range []string{"script", "style"} {
		if len(head) > len(name) && bytes.EqualFold(head[1:len(name)+1], []byte(name)) {
			end := it.end
			if n := IndexFold(text, "</"+name+">"); n >= 0 {
				end = it.from + n + len(name) + 3
			}
			p.edits = append(p.edits, edit{at: it.from, end: end})
			return
		}
	}
	p.edits = append(p.edits, escapes(text, it.from, "{{")...)
	for at := it.from; at < it.end; {
		line, next := cutLine(p.file.Text[:it.end], at)
		if e, ok := guarded(line, at, false); ok {
			p.edits = append(p.edits, e)
		}
		at = next
	}
}

// text collects the edits of lines of text without an empty line between them, from an offset on unless it
// is negative.
func (p *marpPage) text(from, to int, heads [][2]int) {
	if from < 0 {
		return
	}
	p.above = false
	text := p.file.Text
	for at := from; at < to; at++ {
		if at == from || text[at-1] == '\n' {
			p.line(at, to, heads)
		}
		switch text[at] {
		case '\\':
			at++
		case '`':
			at += spanLen(text[at:to]) - 1
		case '<':
			at = max(at, p.commentAt(at, to)-1)
		case '$':
			end, edits := p.formula(at, to)
			p.edits = append(p.edits, edits...)
			at = end - 1
		case '!':
			at = max(at, p.image(at, to)-1)
		case '{':
			p.edits = append(p.edits, escapes(text[at:min(at+2, to)], at, "{{")...)
		}
	}
}

// line begins to read a line.
func (p *marpPage) line(at, to int, heads [][2]int) {
	line, next := cutLine(p.file.Text[:to], at)
	above := p.above
	p.above = true
	if i, _ := slices.BinarySearchFunc(heads, at, func(h [2]int, at int) int { return h[1] - at }); i < len(heads) && heads[i][0] <= at {
		return
	}
	if e, ok := guarded(line, at, above); ok {
		p.edits = append(p.edits, e)
		return
	}
	text := bytes.TrimLeft(line, " \t>")
	indent := len(line) - len(text)
	n := markLen(text)
	p.list = n > 0 && (p.list || !isIndented(line)) || p.list && (indent >= 2 || above)
	if n > 0 && p.list && !isThematic(text) && (text[0] == '*' || bytes.IndexByte(text[:n], ')') > 0) {
		p.edits = append(p.edits, stepLine(at, line[:indent]))
	}
	below, _ := cutLine(p.file.Text[:to], next)
	if goesOn(text) && n == 0 && goesOn(below) || n > 0 && goesOn(below) {
		p.edits = append(p.edits, edit{at: at + len(line), end: at + len(line), text: "  "})
	}
}

// goesOn reports whether a line is one of a paragraph, so that the line end beside it is shown.
func goesOn(line []byte) bool {
	text := bytes.TrimLeft(line, " \t")
	return len(text) > 0 && bytes.IndexByte([]byte("#|<>!$="), text[0]) < 0 && markLen(text) == 0 && !isThematic(text) && underlineLevel(line) == 0
}

// commentAt reads a comment, and returns its end.
func (p *marpPage) commentAt(at, to int) int {
	if !bytes.HasPrefix(p.file.Text[at:to], []byte("<!--")) {
		return 0
	}
	n := bytes.Index(p.file.Text[at+2:to], []byte("-->"))
	if n < 0 {
		return to // Nothing closes it, which the reader of slides tells.
	}
	end := at + n + 5
	if ownSetting.Match(p.file.Text[at:end]) {
		return end
	}
	p.edits = append(p.edits, edit{at: at, end: end})
	if from, behind := at+4, max(at+4, end-3); p.comment(from, behind) {
		p.notes = append(p.notes, [2]int{from, behind})
	}
	return end
}

var (
	marpPicture = lazyregexp.New(`^!\[([^\]\n]*)\](\((?:[^()\n]|\([^()\n]*\))*\)|\[[^\]\n]*\])`)
	pictureSize = lazyregexp.New(`^((\d*\.)?\d+%|(w|width|h|height):(((\d*\.)?\d+(%|ch|cm|em|ex|in|mm|pc|pt|px)?)|auto)|` +
		`(blur|brightness|contrast|drop-shadow|grayscale|hue-rotate|invert|opacity|saturate|sepia)(:.+)?)$`)
	looseSize      = lazyregexp.New(`\b(w|h|width|height):[ \t]+(\d)`)
	backgroundWord = lazyregexp.New(`^(bg|auto|contain|cover|fit|vertical|horizontal|(left|right)(:(\d*\.)?\d+%)?)$`)
	besideWord     = lazyregexp.New(`^(left|right)(:|$)`)
	colourAddress  = lazyregexp.New(`^\([ \t]*(#[0-9A-Fa-f]{3,8}|(rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(.*|[a-z]*)[ \t]*\)$`)
)

// image reads a picture, and returns its end. The words for its size and look are dropped.
func (p *marpPage) image(at, to int) int {
	m := p.findPicture(marpPicture, p.file.Text[at:min(to, at+maxPictureMark)], at)
	if m == nil {
		return 0
	}
	text := p.file.Text[at : at+m[1]]
	all := strings.Fields(looseSize.ReplaceAllString(string(text[m[2]:m[3]]), "$1:$2"))
	words := slices.DeleteFunc(slices.Clone(all), pictureSize.MatchString)
	behind := slices.Contains(words, "bg")
	e := edit{at: at, end: at + m[1]}
	switch {
	case colourAddress.Match(text[m[4]:]):
	case behind:
		beside := slices.ContainsFunc(words, besideWord.MatchString)
		words = slices.DeleteFunc(words, backgroundWord.MatchString)
		p.backgrounds = append(p.backgrounds, background{at, e.end, at + m[4], escapedWords(words), beside})
	case len(words) < len(all):
		e.at, e.end, e.text = at+m[2], at+m[3], escapedWords(words)
	default:
		return 0
	}
	p.edits = append(p.edits, e)
	return at + m[1]
}

// escapedWords are words of a picture on one line, in which two braces are no more than that.
func escapedWords(words []string) string {
	return strings.ReplaceAll(strings.Join(words, " "), "{{", `\{{`)
}
