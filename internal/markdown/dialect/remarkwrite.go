package dialect

import (
	"bytes"
	"html"
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// remarkWriter writes slides of remark.
type remarkWriter struct {
	*escaper
	links  map[string]remarkMark // definitions of links, which hold for all slides
	linked []string              // names of links that the slide may have
	props  map[string]string     // that hold; nil in notes
	strips []int                 // what was left out of lines around the classes that are open
	skip   bool                  // the blanks that follow are left out
	budget int                   // bytes that may still be inherited
	told   bool                  // that there are none
	slides int                   // that were written
	marks  strongMarks           // that are open
	runsR  bool                  // the deck is R Markdown
}

// take takes bytes from the budget, and reports whether there were as many.
func (w *remarkWriter) take(n, at int) bool {
	if n > w.budget && !w.told {
		w.told = true
		w.warnf(at, "what slides take over from layouts, templates and properties is more than %d KB: the rest is left out", maxInherited>>10)
	}
	if n > w.budget {
		return false
	}
	w.budget -= n
	return true
}

// next begins a slide.
func (w *remarkWriter) next(at int) {
	if w.slides++; w.slides > 1 {
		w.mark("\n\n---\n\n", at)
	}
}

// show writes a slide.
func (w *remarkWriter) show(s *remarkShow) {
	w.next(s.at)
	w.linked, w.strips, w.marks = nil, nil, strongMarks{}
	w.props = s.stages[0].props
	w.small("header", s.header, s.at)
	w.small("footer", s.footer, s.at)
	w.align(s.at)
	shown := false
	for _, stage := range s.stages {
		fills := slices.ContainsFunc(stage.spans, w.fills)
		if shown && fills {
			w.step(stage)
		}
		w.props = stage.props
		w.spans(stage.spans)
		shown = shown || fills
	}
	w.background(s.at, shown)
	w.definitions(s.at)
	w.notes(s.notes)
}

// align follows the class that says where the text of a slide stands.
func (w *remarkWriter) align(at int) {
	place := ""
	for _, class := range strings.FieldsFunc(w.props["class"], func(c rune) bool { return c == ',' || c == ' ' }) {
		if class == "left" || class == "center" || class == "right" {
			place = class
		}
	}
	if place == "center" || place == "right" {
		w.mark("<!-- align: "+place+" -->\n\n", at)
	}
}

// fills reports whether a span shows something.
func (w *remarkWriter) fills(s remarkSpan) bool {
	at := s.from
	for _, m := range s.marks {
		hides := m.kind == remarkLink || m.kind == remarkDropped || m.kind == remarkComment || m.kind == remarkOpen || m.kind == remarkClose
		if !isBlank(w.file.Text[at:m.from]) || !hides {
			return true
		}
		at = m.to
	}
	return !isBlank(w.file.Text[at:s.to])
}

// step begins a step. Before an item of a list it is part of the list.
func (w *remarkWriter) step(s remarkStage) {
	from := s.spans[0].from
	text := bytes.TrimLeft(w.file.Text[from:s.spans[0].to], "\n")
	line, _ := cutLine(text, 0)
	indent := leading(line)
	switch {
	case len(line) > indent && line[indent] == '|' && w.inTable():
		w.unused("steps", "rows of a table are shown with it", "-- in a table", s.at)
		return
	case markLen(line[indent:]) == 0 && (indent == 0 || !w.lines.list):
		w.mark("\n\n<!-- pause -->\n\n", s.at)
		return
	case !w.fresh:
		w.mark("\n", s.at)
	}
	w.mark(strings.Repeat(" ", min(indent, maxIndent))+"<!-- pause -->\n", s.at)
}

// maxIndent is how far a step is indented at most.
const maxIndent = 60

// inTable reports whether what is written ends with a row of a table.
func (w *remarkWriter) inTable() bool {
	last := w.out.Text.Bytes[w.line:]
	if w.fresh {
		last = w.out.Text.Bytes[w.above:w.line]
	}
	return bytes.HasPrefix(bytes.TrimLeft(last, " "), []byte("|"))
}

// spans writes spans of one slide.
func (w *remarkWriter) spans(spans []remarkSpan) {
	outer := w.strip
	for _, s := range spans {
		if s.inner {
			inner := w.strip
			w.strip = outer
			w.marked(s)
			w.strip = inner
			continue
		}
		w.marked(s)
	}
	w.strip = outer
}

func (w *remarkWriter) marked(s remarkSpan) {
	at := s.from
	for _, m := range s.marks {
		w.words(at, m.from)
		w.follows(m)
		at = m.to
	}
	w.words(at, s.to)
}

var remarkReference = lazyregexp.New(`\[([^\[\]\n]{1,200})\]`)

// words writes text, and keeps the names of links in it.
func (w *remarkWriter) words(from, to int) {
	if len(w.links) > 0 && w.props != nil {
		for _, m := range remarkReference.FindAllSubmatch(w.file.Text[from:to], -1) {
			w.linked = append(w.linked, strings.ToLower(string(m[1])))
		}
	}
	if w.skip {
		blank := len(w.file.Text[from:to]) - len(bytes.TrimLeft(w.file.Text[from:to], " \t\n"))
		from += blank
		w.skip = from == to
	}
	for from < to {
		_, end := cutLine(w.file.Text[:to], from)
		if !isBlank(w.file.Text[from:end]) {
			w.endTag(from)
		}
		w.strong(from, end)
		from = end
	}
}

// follows writes what a mark stands for.
func (w *remarkWriter) follows(m remarkMark) {
	switch m.kind {
	case remarkText:
		w.text(m.from, m.to)
	case remarkCode:
		w.span(m)
	case remarkDrawn:
		w.drawn(m)
	case remarkComment:
		w.comment(m)
	case remarkOpen:
		w.open(m)
	case remarkClose:
		w.close(m)
	case remarkMacro:
		w.macro(m)
	case remarkVariable:
		w.variable(m)
	}
}

// comment writes a comment, unless it is a property where remark reads none.
func (w *remarkWriter) comment(m remarkMark) {
	found := remarkSetting.FindSubmatch(w.file.Text[m.from:m.to])
	if found == nil || !isRemarkKey(string(found[1])) {
		w.code(m.from, m.to)
	}
}

// variable writes the value of {{name}}.
func (w *remarkWriter) variable(m remarkMark) {
	mark := w.file.Text[m.from:m.to]
	value := valueOf(mark, w.props)
	switch {
	case w.props == nil || value == string(mark):
		w.text(m.from, m.to)
	case !w.take(len(value), m.from):
	case w.fresh && (isRule([]byte(value)) || value == "???" || value == ". . ."):
		w.mark(`\`+value, m.from)
	default:
		w.mark(safe(value), m.from)
	}
}

var remarkInCode = lazyregexp.New(`\\?\{\{[^}\n]{1,200}\}\}`)

// sample writes code with the values of the variables in it. Code on lines of its own is none of the HTML above.
func (w *remarkWriter) sample(m remarkMark) {
	from := m.from
	if block := bytes.IndexByte(w.file.Text[m.from:m.to], '\n') >= 0; block {
		if w.fresh && w.lines.html && w.file.Text[m.from] != '<' {
			w.mark("\n", m.from)
		}
		defer func() { w.lines = htmlLines{ends: !w.fresh, list: w.lines.list} }()
	}
	if w.props != nil {
		for _, found := range remarkInCode.FindAllIndex(w.file.Text[m.from:m.to], -1) {
			at, end := m.from+found[0], m.from+found[1]
			value, ok := w.inCode(w.file.Text[at:end])
			if !ok || !w.take(len(value), at) {
				continue
			}
			w.code(from, at)
			w.mark(value, at)
			from = end
		}
	}
	w.code(from, m.to)
	if m.unclosed {
		line, _ := cutLine(w.file.Text, m.from)
		w.mark(closing(line), m.to)
	}
}

// inCode is what is shown in code for a variable.
func (w *remarkWriter) inCode(mark []byte) (string, bool) {
	if mark[0] == '\\' {
		return string(mark[1:]), true
	}
	value := valueOf(mark, w.props)
	return value, value != string(mark) && !strings.Contains(value, "`")
}

// macroSize is what macros say of the size of a picture.
var macroSize = lazyregexp.New(`^(?i)(?:[\d.]+|%|px|r?em|v[wh]|width|height|auto|[ =,;:"'])*$`)

var remarkMacroMark = lazyregexp.New(`^!\[:([^\] ]+)([^\]]*)\](?:\(([^)]*)\))?`)

// macro writes the picture that a macro stands for.
func (w *remarkWriter) macro(m remarkMark) {
	found := remarkMacroMark.FindSubmatch(w.file.Text[m.from:m.to])
	arguments, object := strings.TrimSpace(string(found[2])), strings.TrimSpace(string(found[3]))
	if pictureName.MatchString(object) {
		if macroSize.MatchString(arguments) {
			arguments = ""
		}
		w.picture(arguments, object, m.from)
		return
	}
	for argument := range strings.SplitSeq(arguments, ",") {
		if argument = strings.TrimSpace(argument); pictureName.MatchString(argument) {
			w.picture("", argument, m.from)
			return
		}
	}
	w.unused("macros", "what they put in is left out", "![:"+string(found[1])+"]", m.from)
}

// picture writes a picture.
func (w *remarkWriter) picture(alt, path string, at int) {
	w.endTag(at)
	if w.inHTML() {
		w.mark(`<img src="`+safe(html.EscapeString(path))+`" alt="`+safe(html.EscapeString(alt))+`">`, at)
		return
	}
	if strings.ContainsAny(path, " <>()") {
		path = "<" + strings.NewReplacer("<", "", ">", "").Replace(path) + ">"
	}
	w.mark("!["+safe(alt)+"]("+safe(path)+")", at)
}

var cssURL = lazyregexp.New(`url\(\s*['"]?([^'")]+?)['"]?\s*\)`)

// background writes the background of a slide that shows nothing else.
func (w *remarkWriter) background(at int, shown bool) {
	found := cssURL.FindStringSubmatch(w.props["background-image"])
	switch {
	case found == nil:
	case shown:
		w.unusedLook("backgrounds", "", "background-image:", at)
	default:
		w.picture("", found[1], at)
	}
}

// definitions writes the addresses of the links on a slide.
func (w *remarkWriter) definitions(at int) {
	written := map[string]bool{}
	for _, name := range w.linked {
		m, ok := w.links[name]
		if !ok || written[name] || !w.take(m.to-m.from, at) {
			continue
		}
		if len(written) == 0 {
			w.mark("\n", at)
		}
		written[name] = true
		w.mark("\n", m.from)
		line := bytes.TrimRight(w.file.Text[m.from:m.to], "\n")
		w.as(m.from+leading(line), m.from+len(line))
	}
}

// notes writes the notes of a slide.
func (w *remarkWriter) notes(notes []remarkSpan) {
	w.props = nil
	begun := false
	for _, s := range notes {
		if !w.fills(s) {
			continue
		}
		if !begun {
			w.mark("\n\n???", s.from)
		}
		begun = true
		w.mark("\n\n", s.from)
		w.spans([]remarkSpan{s})
	}
}

// isXaringanKey reports whether a key of front matter is followed.
func isXaringanKey(key string) bool {
	return key == "output" || key == "subtitle" || key == "institute"
}

// titleSlide writes the slide that xaringan makes of its front matter.
func (w *remarkWriter) titleSlide() {
	front := w.in.Front
	title := front.Text("title")
	if !isXaringan(front) || title == "" || front.At("output").At("xaringan::moon_reader").Text("seal") == "false" {
		return
	}
	w.next(0)
	w.mark("# "+w.plainValue(title), 0)
	lines := slices.Concat([]string{front.Text("subtitle")}, front.List("author"), front.List("institute"), []string{front.Text("date")})
	for _, line := range lines {
		if line = w.plainValue(line); line != "" {
			w.mark("\n\n"+line, 0)
		}
	}
}

// isXaringan reports whether a deck is R Markdown that makes slides for remark.
func isXaringan(front Front) bool {
	return slices.ContainsFunc(append(front.At("output").Keys(), front.Text("output")), func(key string) bool {
		return strings.HasPrefix(key, "xaringan::")
	})
}
