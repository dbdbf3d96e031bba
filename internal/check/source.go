package check

import (
	"bytes"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
)

// sourceFile is the text of a deck's file by its lines, for what is told of its marks.
type sourceFile struct {
	source []byte
	lines  []sourceLine
	prose  map[int][]stretch // by line, from 1, in order; nil until it is asked for
}

// sourceLine is a line without its end.
type sourceLine struct {
	text  string
	start int // offset in the file
	where region
	skip  *[][2]int // stretches that are code, addresses or tags; nil until it is asked
}

// stretch is a part of a line that is prose.
type stretch struct {
	from, to int
}

// region says what a line of a deck's file is.
type region uint8

const (
	inText    region = iota // shown
	inNotes                 // in a comment, or below a line ???
	inCode                  // in a code fence, indented code, or HTML that is not text
	inFront                 // front matter
	inBetween               // a line with both text and a comment, or one that opens or ends either
	inIndent                // indented code
)

// spot is a place in a file: a line from 1, a column from 0.
type spot struct{ line, col int }

// readFile finds the lines of a deck's file. One that is not UTF-8 has none: nothing can be told of its marks.
func readFile(source []byte) *sourceFile {
	f := &sourceFile{source: source}
	if !utf8.Valid(source) || bytes.IndexByte(source, 0) >= 0 {
		return f
	}
	for at := len(source) - len(bytes.TrimPrefix(source, []byte("\ufeff"))); at <= len(source); {
		end := bytes.IndexAny(source[at:], "\r\n")
		if end < 0 {
			end = len(source) - at
		}
		f.lines = append(f.lines, sourceLine{text: string(source[at : at+end]), start: at})
		at += end + 1
		if at < len(source) && source[at-1] == '\r' && source[at] == '\n' {
			at++
		}
	}
	f.regions()
	return f
}

// mostBelow is how many lines below its block a text is looked for.
const mostBelow = 1000

// find is the first place of a text in the prose from a place to the end of a line.
func (f *sourceFile) find(from spot, last int, text string) (spot, bool) {
	last = min(last, from.line+mostBelow)
	for {
		at, ok := f.findIn(from, last, text, true)
		if !ok || f.inProse(at.line, at.col, at.col+len(text)) {
			return at, ok
		}
		from = spot{at.line, at.col + 1}
	}
}

// inProse reports whether all of a stretch of a line is in one of prose. The prose is found when it is first asked
// for: few decks have anything to ask about.
func (f *sourceFile) inProse(line, from, to int) bool {
	if f.prose == nil {
		f.findProse()
	}
	all := f.prose[line]
	i := sort.Search(len(all), func(i int) bool { return all[i].to >= to })
	return i < len(all) && all[i].from <= from
}

// proseOnly are those of some marks that are in prose.
func (f *sourceFile) proseOnly(all []mark) []mark {
	return slices.DeleteFunc(all, func(m mark) bool { return !f.inProse(m.line, m.from, m.to) })
}

// findProse asks the reader of decks for the prose.
func (f *sourceFile) findProse() {
	f.prose = map[int][]stretch{}
	for _, p := range markdown.ProseOf(f.source, markdown.Options{}) {
		f.prose[p.From.Line] = append(f.prose[p.From.Line], stretch{p.From.Col - 1, p.To.Col - 1})
	}
}

// findIn is find, and leaves out lines that are all notes where these are not meant.
func (f *sourceFile) findIn(from spot, last int, text string, notes bool) (spot, bool) {
	col := from.col
	for i := max(from.line, 1); i <= min(last, len(f.lines), from.line+mostBelow); i++ {
		if f.lines[i-1].where == inNotes && !notes {
			continue
		}
		if at := indexOutside(&f.lines[i-1], text, col); at >= 0 {
			return spot{i, at}, true
		}
		col = 0
	}
	return spot{}, false
}

// regions tells what each line is.
func (f *sourceFile) regions() {
	r := &regionReader{}
	first := f.frontMatter()
	for i := range f.lines {
		l := &f.lines[i]
		if i < first {
			l.where = inFront
			continue
		}
		if l.where = r.line(l.text); l.where == inBetween && i+1 < len(f.lines) {
			first = max(first, f.settings(i))
		}
	}
}

// settings is the number of lines up to the end of the settings between two lines ---, as other tools have them ahead
// of a slide; 0 where the first of them, line i counted from 0, does not begin any.
func (f *sourceFile) settings(i int) int {
	if !frontEnd.MatchString(f.lines[i].text) || !settingKey.MatchString(f.lines[i+1].text) {
		return 0
	}
	for j, l := range f.lines[i+1:] {
		switch {
		case frontEnd.MatchString(l.text):
			return i + j + 1 // That line ends the settings, and is a break like any other.
		case !settingKey.MatchString(l.text) && !settingRest.MatchString(l.text):
			return 0
		}
	}
	return 0
}

var (
	frontKey    = lazyregexp.New(`^[ \t]*["']?[A-Za-z_][\w -]*["']?[ \t]*:`)
	settingKey  = lazyregexp.New(`^[a-z_][a-zA-Z0-9_-]*:(?:[ \t]|$)`)
	settingRest = lazyregexp.New(`^(?:[ \t]+|- )\S`)
	frontEnd    = lazyregexp.New(`^(---|\.\.\.)[ \t]*$`)
	rawTag      = lazyregexp.New(`(?i)^[ \t]*<(script|style|pre|svg|template|textarea|iframe|video|audio|object)\b`)
)

// frontMatter is the number of lines of the front matter.
func (f *sourceFile) frontMatter() int {
	if len(f.lines) < 2 || !frontEnd.MatchString(f.lines[0].text) {
		return 0
	}
	for i, l := range f.lines[1:] {
		switch {
		case frontEnd.MatchString(l.text):
			return i + 2
		case i == 0 && !frontKey.MatchString(l.text):
			return 0
		}
	}
	return 0
}

// regionReader reads what lines are, one after the other.
type regionReader struct {
	fence   string // that is open
	quoted  bool   // it is in a quote, and ends with it
	listed  bool   // it is in a list, likewise
	comment bool   // one is open
	notes   bool   // below a line ???
	tag     string // of HTML that is open and whose text is none
	blank   bool   // the line above
	list    bool   // in a list, where indented lines are not code
	code    bool   // in indented code
}

func (r *regionReader) line(text string) region {
	if r.comment {
		return r.within(text)
	}
	if r.fence != "" {
		return r.inFence(text)
	}
	if r.tag != "" {
		if indexFold(text, "</"+r.tag) >= 0 {
			r.tag = ""
		}
		return inCode
	}
	return r.plain(text)
}

// inFence reads a line of a code fence, or the first below one that ends with its list or quote.
func (r *regionReader) inFence(text string) region {
	rest := trimIndent(text)
	if r.quoted && !strings.HasPrefix(rest, ">") || r.listed && rest != "" && len(text)-len(rest) < 2 {
		r.fence = ""
		return r.plain(text)
	}
	if m, info := fenceMark(text); len(m) >= len(r.fence) && m[0] == r.fence[0] && strings.TrimSpace(info) == "" {
		r.fence = ""
	}
	return inCode
}

// within reads a line of a comment.
func (r *regionReader) within(text string) region {
	at := strings.Index(text, "-->")
	if at < 0 {
		return inNotes
	}
	r.comment = openComment(text[at:])
	return inBetween
}

// plain reads a line outside comments and code.
func (r *regionReader) plain(text string) region {
	if m, info := fenceMark(text); m != "" && !(m[0] == '`' && strings.Contains(info, "`")) && (r.list || !isDeep(text)) {
		rest := trimIndent(text)
		r.list = r.list || isItem(rest)
		r.fence, r.quoted, r.listed = m, strings.HasPrefix(rest, ">"), r.list
		return inCode
	}
	if !strings.Contains(text, "<") {
		return r.shown(text)
	}
	if m := rawTag.FindStringSubmatch(text); m != nil {
		if indexFold(text, "</"+m[1]) < 0 {
			r.tag = m[1]
		}
		return inCode
	}
	if strings.Contains(text, "<!--") {
		r.comment = openComment(text)
		return inBetween
	}
	return r.shown(text)
}

// shown reads a line of text or of notes below a line ???.
func (r *regionReader) shown(text string) region {
	indent := len(text) - len(trimIndent(text))
	rest := text[indent:]
	deep := isDeep(text)
	wasBlank := r.blank
	r.blank = rest == ""
	switch {
	case rest == "":
		return inText
	case rest == "???":
		r.notes = true
		return inBetween
	case indent <= 3 && strings.HasPrefix(rest, "---") && strings.Trim(rest, "- \t") == "":
		r.notes, r.list = false, false
		return inBetween
	case r.notes:
		return inNotes
	case deep && !r.list && (wasBlank || r.code):
		r.code = true
		return inIndent
	}
	r.code = false
	r.list = isItem(rest) || r.list && indent >= 2
	return inText
}

// isItem reports whether a line begins an item of a list.
func isItem(line string) bool {
	r, _ := utf8.DecodeRuneInString(line)
	if strings.ContainsRune(bulletMarks, r) {
		return true
	}
	mark := strings.TrimLeft(line, "0123456789")
	if digits := len(line) - len(mark); digits > 9 || digits == 0 && !strings.ContainsAny(mark[:1], "-*+") ||
		digits > 0 && (mark == "" || !strings.ContainsAny(mark[:1], ".)")) {
		return false
	}
	return len(mark) == 1 || mark[1] == ' ' || mark[1] == '\t'
}

// isDeep reports whether a line is indented as code is.
func isDeep(text string) bool {
	indent := len(text) - len(trimIndent(text))
	return indent >= 4 || strings.IndexByte(text[:indent], '\t') >= 0
}

// fenceMark is the run of backticks or tildes that a line opens or closes a code fence with, and what is behind it;
// "" for none.
func fenceMark(line string) (mark, info string) {
	if !strings.Contains(line, "```") && !strings.Contains(line, "~~~") {
		return "", ""
	}
	rest := strings.TrimLeft(line, " \t>*+-0123456789.)")
	for _, mark := range []string{"`", "~"} {
		if n := len(rest) - len(strings.TrimLeft(rest, mark)); n >= 3 {
			return rest[:n], rest[n:]
		}
	}
	return "", ""
}

// openComment reports whether a line ends within a comment.
func openComment(text string) bool {
	open := false
	for text != "" {
		mark := "<!--"
		if open {
			mark = "-->"
		}
		at := strings.Index(text, mark)
		if at < 0 {
			return open
		}
		open = !open
		text = text[at+len(mark):]
	}
	return open
}

// trimIndent is a line without the white space that it begins with.
func trimIndent(text string) string {
	return strings.TrimLeft(text, " \t")
}

func indexFold(text, mark string) int {
	return strings.Index(strings.ToLower(text), strings.ToLower(mark))
}

// skips reports whether an offset of the line is in code, an address or a tag.
func (l *sourceLine) skips(at int) bool {
	if l.skip == nil {
		all := skipped(l.text)
		l.skip = &all
	}
	all := *l.skip
	i := sort.Search(len(all), func(i int) bool { return all[i][1] > at })
	return i < len(all) && all[i][0] <= at
}

// indexOutside is the index of a text in a line, from an offset on and outside of code and the like, or -1.
func indexOutside(l *sourceLine, text string, from int) int {
	if l.where == inCode || l.where == inFront || l.where == inIndent {
		return -1
	}
	for from <= len(l.text) {
		at := strings.Index(l.text[from:], text)
		if at < 0 {
			return -1
		}
		if at += from; !l.skips(at) {
			return at
		}
		from = at + max(1, len(text))
	}
	return -1
}
