package dialect

import (
	"bytes"
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

var alert = lazyregexp.New(`(?i)^([ \t]*>[ \t]*)\[!(note|tip|important|warning|caution)\](.*)$`)

// text writes an item that is neither a comment nor code, without what only presenterm reads in it.
func (p *presenterm) text(it item) {
	line := p.file.line(it)
	head := bytes.TrimLeft(line, " \t")
	switch {
	case it.kind != itemLine:
		p.copy(it.from, it.next)
		return
	case p.innerRule(it):
		return
	case isWord(head, ">>>"):
		p.quoted = !p.quoted
		p.put("\n", it.from)
		return
	case isWord(head, ". . ."):
		p.put("\\", it.from+len(line)-len(head))
	case p.quoted:
		p.put("> ", it.from)
	}
	if m := alert.FindSubmatchIndex(line); m != nil {
		p.alert(it, m)
		return
	}
	p.inline(it.from, it.end)
	p.copy(it.end, it.next)
}

// alert writes the first line of a quote such as "> [!note]".
func (p *presenterm) alert(it item, m []int) {
	line := p.file.line(it)
	label := string(bytes.TrimSpace(line[m[6]:m[7]]))
	if label == "" {
		kind := strings.ToLower(string(line[m[4]:m[5]]))
		label = strings.ToUpper(kind[:1]) + kind[1:]
	}
	p.copy(it.from, it.from+m[3])
	p.put("**"+label+"**\n", it.from+m[4])
	p.copy(it.from, it.from+m[3])
	p.copy(it.end, it.next)
}

// inline writes file.Text[from:to], text within a line.
func (p *presenterm) inline(from, to int) {
	p.rewrite(from, to, func(at int) (int, string) {
		rest := p.file.Text[at:min(to, at+maxAttributes)]
		switch {
		case bytes.HasPrefix(rest, []byte("![")):
			return p.pictureWords(rest, at)
		case bytes.HasPrefix(rest, []byte("[[")):
			return wikiLink(rest, at)
		}
		return 0, ""
	})
}

// pictureWords reads the words of a picture that say how large it is.
func (p *presenterm) pictureWords(rest []byte, at int) (end int, text string) {
	n := bytes.Index(rest, []byte("]("))
	if n < 0 || p.picture == "" || !bytes.Contains(rest[:n], []byte(p.picture)) {
		return 0, ""
	}
	words := slices.DeleteFunc(strings.Split(string(rest[2:n]), ","), func(word string) bool {
		return strings.HasPrefix(strings.TrimSpace(word), p.picture)
	})
	return at + n, "![" + strings.Join(words, ",")
}

// wikiLink reads a link such as [[words|address]].
func wikiLink(rest []byte, at int) (end int, text string) {
	n := bytes.Index(rest, []byte("]]"))
	if n < 3 || bytes.ContainsAny(rest[2:n], "[]\n") {
		return 0, ""
	}
	words, _, _ := strings.Cut(string(rest[2:n]), "|")
	return at + n + 2, words
}

// code writes a code fence, or the file that it stands for, without the lines that presenterm hides.
func (p *presenterm) code(it item) {
	language, _, _ := strings.Cut(p.file.info(it), " ")
	prefix := hiddenPrefix(strings.ToLower(language))
	switch {
	case language == "file":
		p.fileCode(it)
	case prefix == "" || !bytes.Contains(p.file.text(it), []byte("\n"+prefix)):
		p.copy(it.from, it.next)
	default:
		p.visibleLines(it, prefix)
	}
}

// visibleLines writes the lines of code that do not begin with a prefix.
func (p *presenterm) visibleLines(it item, prefix string) {
	for at := it.from; at < it.next; {
		line, next := cutLine(p.file.Text, at)
		if at == it.from || !bytes.HasPrefix(line, []byte(prefix)) {
			p.copy(at, min(next, it.next))
		}
		at = next
	}
}

// hiddenPrefix is how lines of code begin that are run and not shown, in a language.
func hiddenPrefix(language string) string {
	switch language {
	case "rust", "rust-script":
		return "# "
	case "elixir", "jsonnet":
		return "## "
	case "bash", "c", "c++", "cpp", "csharp", "c#", "fish", "fsharp", "f#", "go", "java", "javascript", "js", "jsx", "julia", "kotlin",
		"php", "powershell", "python", "py", "sh", "shell", "ts", "tsx", "typescript", "zsh":
		return "/// "
	}
	return ""
}

// withoutLastLine is text up to its last line.
func withoutLastLine(text []byte) []byte {
	return text[:max(0, bytes.LastIndexByte(bytes.TrimRight(text, "\n"), '\n'))]
}

// lineRange is the stretch of the lines from a first to a last one, counted from 1; 0 is the end of the file.
func (f *File) lineRange(first, last int) stretch {
	from, to := 0, len(f.Text)
	for n, at := 1, 0; at < len(f.Text); n++ {
		_, next := cutLine(f.Text, at)
		if n == first {
			from = at
		}
		if n == last {
			to = next
		}
		at = next
	}
	if first > 0 && from == 0 && first > 1 {
		from = len(f.Text)
	}
	return stretch{min(from, to), to}
}

// fence writes a stretch of the file as code.
func (t *translator) fence(s stretch, language string) {
	marks := "```"
	for bytes.Contains(t.file.Text[s.from:s.end], []byte(marks)) {
		marks += strings.Repeat("`", len(marks))
	}
	language, _, _ = strings.Cut(strings.Trim(language, "` "), " ")
	t.put(marks+language+"\n", s.from)
	t.copy(s.from, s.end)
	if s.end > s.from && t.file.Text[s.end-1] != '\n' {
		t.put("\n", s.end)
	}
	t.put(marks+"\n", s.end)
}
