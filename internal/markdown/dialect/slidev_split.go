package dialect

import (
	"bytes"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// slidevSlide is a slide as it stands in a file.
type slidevSlide struct {
	at       int // offset of the line that begins it
	front    Front
	from, to int // its content
}

// slidevSplitter finds the slides of a file.
type slidevSplitter struct {
	file     *File
	slides   []slidevSlide
	cur      slidevSlide
	begun    bool            // the slide has a line, be it blank
	closer   int             // offset of a line ---, with none between here and there
	refused  int             // offset of the line --- that ends what proved to be no settings
	unclosed map[string]bool // the marks of code fences that nothing closes from here on
}

// slidevSlides finds the slides of a file from an offset on. front are the settings of the first, when they
// stand above it.
func (f *File) slidevSlides(from int, front Front) []slidevSlide {
	s := &slidevSplitter{file: f, begun: from > 0, unclosed: map[string]bool{}}
	s.cur = slidevSlide{at: from, from: from, front: front}
	text := f.Text
	for at := from; at < len(text); {
		line, next := cutLine(text, at)
		switch {
		case bytes.HasPrefix(line, []byte("---")):
			s.end(at)
			next = s.begin(at, line, next)
		case bytes.HasPrefix(bytes.TrimLeft(line, " \t"), []byte("```")):
			next, s.begun = s.fence(line, next), true
		default:
			next, s.begun = afterComments(text, at, next), true
		}
		at = next
	}
	s.end(len(text))
	return s.slides
}

func (s *slidevSplitter) end(at int) {
	if s.begun {
		s.cur.to = max(at, s.cur.from)
		s.block()
		s.slides = append(s.slides, s.cur)
	}
	s.begun = false
}

// begin begins a slide below a line ---, and reads its settings when they stand right below.
func (s *slidevSplitter) begin(at int, line []byte, next int) int {
	s.cur = slidevSlide{at: at, from: next}
	below, _ := cutLine(s.file.Text, next)
	if isBlank(below) || len(line) > 3 && line[3] == '-' {
		return next
	}
	end := s.closing(next)
	if end == len(s.file.Text) || end == s.refused || end-next > maxSettings {
		return next
	}
	_, after := cutLine(s.file.Text, end)
	return s.settings(next, end, after)
}

// closing is the offset of the first line --- from an offset on, or of the end of the text.
func (s *slidevSplitter) closing(from int) int {
	s.closer = max(s.closer, from)
	for s.closer < len(s.file.Text) {
		line, next := cutLine(s.file.Text, s.closer)
		if isWord(line, "---") {
			break
		}
		s.closer = next
	}
	return s.closer
}

// settings reads the settings of a slide at Text[from:to]. What is plainly no settings, although the tool
// takes it for such, is shown.
func (s *slidevSplitter) settings(from, to, next int) int {
	text := s.file.Text[from:to]
	front, ok := looseSettings(text)
	if !ok && !onlyComments(text) {
		s.refused = to
		return from
	}
	s.cur.front, s.cur.from, s.begun = front, next, true
	if n := swallowed(text); n >= 0 {
		s.cur.from = from + n
		return from + n
	}
	return next
}

// commentedSetting is a setting that is commented out, or a line of words between such.
var commentedSetting = lazyregexp.New(`^#+ *([a-z][\w-]*:|[a-z@])|^\s*$`)

// onlyComments reports whether settings are only such that are commented out.
func onlyComments(text []byte) bool {
	for line := range bytes.Lines(text) {
		if !commentedSetting.Match(line) {
			return false
		}
	}
	return true
}

// swallowed finds a heading that stands last in settings, below an empty line: the line --- above it is
// missing. It is -1 when there is none.
func swallowed(text []byte) int {
	text = bytes.TrimRight(text, " \t\n")
	from := bytes.LastIndexByte(text, '\n') + 1
	if from > 1 && atxLevel(text[from:]) > 0 && text[from-2] == '\n' {
		return from
	}
	return -1
}

// yamlBlock is a code fence with settings, which stands first on a slide.
var yamlBlock = lazyregexp.New("^\\s*```ya?ml[ \\t]*\\n(?s:(.*?))```")

// block reads the settings of a slide from a code fence at its top.
func (s *slidevSplitter) block() {
	text := s.file.Text[s.cur.from:min(s.cur.to, s.cur.from+maxSettings)]
	if s.cur.front.node != nil || !bytes.HasPrefix(bytes.TrimLeft(text, " \t\n"), []byte("```y")) {
		return
	}
	m := yamlBlock.FindSubmatchIndex(text)
	if m == nil {
		return
	}
	if front, ok := looseSettings(text[m[2]:m[3]]); ok || onlyComments(text[m[2]:m[3]]) {
		s.cur.front = front
		s.cur.from += m[1]
	}
}

// mostUnclosed bounds how many kinds of unclosed fences are looked for.
const mostUnclosed = 32

// fence returns the offset behind the code that a line opens. Code that is never closed does not end: it is
// a line like any other.
func (s *slidevSplitter) fence(line []byte, next int) int {
	blanks := len(line) - len(bytes.TrimLeft(line, " \t"))
	mark := line[:blanks+run(line[blanks:])]
	if s.unclosed[string(mark)] || len(s.unclosed) > mostUnclosed {
		return next
	}
	for at := next; at < len(s.file.Text); {
		line, after := cutLine(s.file.Text, at)
		if bytes.HasPrefix(line, mark) {
			return after
		}
		at = after
	}
	s.unclosed[string(mark)] = true
	return next
}

// afterComments returns the offset of the line below the one at an offset, or below the comments that begin
// in it.
func afterComments(text []byte, at, next int) int {
	for {
		i := bytes.Index(text[at:next], []byte("<!--"))
		if i < 0 {
			return next
		}
		at += i + 4
		n := bytes.Index(text[at:], []byte("-->"))
		if n < 0 {
			return len(text)
		}
		if at += n + 3; at > next {
			_, next = cutLine(text, at)
		}
	}
}
