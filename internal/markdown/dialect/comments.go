package dialect

import (
	"bytes"
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// eachComment writes an item that begins with a comment: each comment in it as write does, and what stands
// between them and behind them as it is. It reports whether anything else than comments was written.
func (t *translator) eachComment(it item, write func(from, end int)) (text bool) {
	at := it.from
	for at < it.end {
		i := bytes.Index(t.file.Text[at:it.end], []byte("<!--"))
		if i < 0 {
			break
		}
		n := bytes.Index(t.file.Text[at+i+2:it.end], []byte("-->"))
		if n < 0 {
			break
		}
		t.copy(at, at+i)
		text = text || len(bytes.Trim(t.file.Text[at:at+i], " \t>")) > 0
		write(at+i, at+i+n+5)
		at += i + n + 5
	}
	t.copy(at, it.next)
	return text || !isBlank(t.file.Text[at:it.end])
}

// body returns the range of the text of the comment at file.Text[from:end].
func (f *File) body(from, end int) (int, int) {
	from, end = min(from+4, end), max(from+4, end-3)
	end = min(end, len(f.Text))
	text := f.Text[from:max(from, end)]
	from += len(text) - len(bytes.TrimLeft(text, " \t\n"))
	return from, from + len(bytes.TrimSpace(text))
}

// aside writes a comment that means nothing to the tool: as it is, unless the deck format would read it as
// anything else than notes.
func (t *translator) aside(from, end int) {
	at, to := t.file.body(from, end)
	if body := t.file.Text[at:to]; !looksLikeSetting(body) || isSetting(body) {
		t.copy(from, end)
		return
	}
	t.notes(t.file.linesOf(at, to), false)
}

var (
	oneWord    = lazyregexp.New(`^[a-z_]+$`)
	keyedText  = lazyregexp.New(`^["']?[A-Za-z_][\w-]*["']?[ \t]*:`)
	notesText  = lazyregexp.New(`^(notes?|speaker_notes?|speaker|comment):[^\n]*$`)
	alignments = lazyregexp.New(`^(left|center|centre|right)$`)
	layouts    = lazyregexp.New(`^(title|message|text|reflection|closing|image)$`)
)

// looksLikeSetting reports whether the text of a comment is a word, which may be a command, or begins with a
// key.
func looksLikeSetting(body []byte) bool { return oneWord.Match(body) || keyedText.Match(body) }

// isSetting reports whether the text of a comment is settings of the deck format, with values that it has.
func isSetting(body []byte) bool {
	if string(body) == "skip_slide" || notesText.Match(body) {
		return true
	}
	front := readFront(body)
	return len(front.Keys()) > 0 && !slices.ContainsFunc(front.Keys(), func(key string) bool { return !front.sets(key) })
}

// sets reports whether a key is a setting of a slide with a value that it may have.
func (f Front) sets(key string) bool {
	value := f.Text(key)
	switch key {
	case "notes", "speaker", "speaker_note", "speaker_notes", "note", "header", "footer":
		return true
	case "time", "silence":
		return len(f.At(key).Keys()) > 0 || value != "" && '0' <= value[0] && value[0] <= '9'
	case "layout":
		return layouts.MatchString(value)
	case "align", "alignment":
		return alignments.MatchString(value)
	case "optional", "skip":
		return value == "true" || value == "false"
	}
	return false
}

// stretch is a stretch of a file.
type stretch struct{ from, end int }

// linesOf splits file.Text[from:to] into lines, without their ends.
func (f *File) linesOf(from, to int) []stretch {
	var out []stretch
	for at := from; at < to; {
		line, next := cutLine(f.Text[:to], at)
		out = append(out, stretch{at, at + len(line)})
		at = next
	}
	return out
}

// maxNotes bounds the notes of one comment in bytes.
const maxNotes = 32 << 10

// notes writes lines of the file as notes, as far as they are indented alike; folded is whether lines run on
// to the next empty one.
func (t *translator) notes(lines []stretch, folded bool) {
	if n := len(lines); n > 0 && lines[n-1].end-lines[0].from > maxNotes {
		t.warnf(lines[0].from, "these notes are left out: expected at most %d KB", maxNotes>>10)
		return
	}
	lines = t.file.dedent(lines)
	if len(lines) == 0 {
		return
	}
	t.put("<!--\nnotes: |2\n", lines[0].from)
	begin := true // a line of the notes begins
	for i, s := range lines {
		blank := s.from == s.end
		switch {
		case begin && !blank:
			t.put("  ", s.from)
		case !blank:
			t.put(" ", s.from)
		}
		t.noteText(s)
		goesOn := folded && !blank && i+1 < len(lines) && lines[i+1].from < lines[i+1].end
		if begin = !goesOn; begin {
			t.put("\n", s.end)
		}
	}
	t.put("-->", lines[len(lines)-1].end)
}

// commentMark is a mark that cannot stand within a comment.
var commentMark = lazyregexp.New(`<!--|-->`)

// noteText writes a line of notes with a space in the marks of comments.
func (t *translator) noteText(s stretch) {
	at := s.from
	for _, m := range commentMark.FindAllIndex(t.file.Text[s.from:s.end], -1) {
		t.copy(at, s.from+m[0]+2)
		t.put(" ", s.from+m[0]+2)
		at = s.from + m[0] + 2
	}
	t.copy(at, s.end)
}

// dedent takes away the white space that all lines begin with, and the empty lines around them.
func (f *File) dedent(lines []stretch) []stretch {
	blank := func(s stretch) bool { return isBlank(f.Text[s.from:s.end]) }
	for len(lines) > 0 && blank(lines[0]) {
		lines = lines[1:]
	}
	for len(lines) > 0 && blank(lines[len(lines)-1]) {
		lines = lines[:len(lines)-1]
	}
	margin := 1 << 30
	for _, s := range lines {
		if line := f.Text[s.from:s.end]; !isBlank(line) {
			margin = min(margin, len(line)-len(bytes.TrimLeft(line, " \t")))
		}
	}
	out := make([]stretch, 0, len(lines))
	for _, s := range lines {
		s.from = min(s.from+margin, s.end)
		if blank(s) {
			s.from = s.end
		}
		out = append(out, s)
	}
	return out
}

// plainText writes text as Markdown that shows it as it is, on a line of its own.
func plainText(text string) string {
	var b strings.Builder
	for i, r := range text {
		if strings.ContainsRune("\\`*_[]<>&|~^$", r) || i == 0 && strings.ContainsRune("#+-=:?", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return unmarked(b.String())
}

var (
	numberedText = lazyregexp.New(`^(\d+)([.)])( |$)`)
	markedText   = lazyregexp.New("^(#{1,6}( |$)|[-+*]( |$)|[>|:]|```|~~~|---|===|\\?\\?\\?|\\. \\. \\.$)")
)

// unmarked keeps a line of Markdown from being anything else than text, with what marks it has within.
func unmarked(line string) string {
	line = numberedText.ReplaceAllString(line, `$1\$2$3`)
	line = markedText.ReplaceAllString(line, `\$0`)
	return strings.ReplaceAll(line, "<!--", `\<!--`)
}
