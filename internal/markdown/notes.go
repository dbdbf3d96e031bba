package markdown

import (
	"bytes"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/markdown/dialect"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"go.yaml.in/yaml/v4"
)

// addNotes adds the notes that the comment being read is.
func (p *page) addNotes(e *excerpt) {
	before := p.told
	p.told = append(p.told, told{comment: p.at, text: e})
	if !p.mergeNotes(map[string][]deck.Note{"": p.notes(e)}) {
		p.told = before
		p.warnLeftOut(p.book.pos(e.source(0)))
	}
}

// mergeNotes appends notes by phase. It reports whether there was room for them, which there is not again on this slide
// once there was none.
func (p *page) mergeNotes(more map[string][]deck.Note) bool {
	merged, total := mergers(p.slide.Notes, more), 0
	for _, m := range merged {
		total += len(m.before) + len(m.more)
	}
	if p.fullOfNotes = p.fullOfNotes || total > maxNotes || p.noted > maxNotesText; p.fullOfNotes {
		return false
	}
	for phase, m := range merged {
		if phase != "" || len(m.before)+len(m.more) > 0 {
			p.slide.Notes[phase] = append(m.before, m.more...)
		}
	}
	return true
}

// warnLeftOut warns that there was no room for the notes at a position.
func (p *page) warnLeftOut(pos deck.Pos) {
	p.onceAt("slides with too many notes", pos, "this slide has more than %d KB of notes, or more than %d paragraphs of them in all phases together: these and those below are left out of the speaker's notes; shorten the notes, or divide the slide", maxNotesText>>10, maxNotes)
}

// merger is what the notes of a phase are put together from.
type merger struct{ before, more []deck.Note }

// mergers returns what more notes come to, by phase. Notes for every phase also go to the phases that have notes of
// their own, unless both are in one map.
func mergers(all, more map[string][]deck.Note) map[string]merger {
	out := make(map[string]merger, len(all)+len(more))
	for phase, before := range all {
		out[phase] = merger{before, more[""]}
	}
	for phase, own := range more {
		before, known := all[phase]
		if !known {
			before = slices.Clip(all[""])
		}
		out[phase] = merger{before, own}
	}
	return out
}

func (p *page) setNotes(y *yamlText, n *yaml.Node) {
	before, more := p.told, map[string][]deck.Note{}
	y.phases(n, "notes", func(phase string, v *yaml.Node) {
		if v.Kind != yaml.ScalarNode {
			y.errorf(v, "notes: expected text, found %s: write it below a line \"notes: |\"", kindName(v))
			return
		}
		e := blockText(y, v)
		p.told = append(p.told, told{phase: phase, settings: Settings{Node: n, yaml: y}, value: v, text: e})
		more[phase] = p.notes(e)
	})
	if !p.mergeNotes(more) {
		p.told = before
		p.warnLeftOut(p.book.pos(y.start(n)))
	}
}

// blockText returns the text of a scalar and where it came from: exactly for text below a | and for
// text on one line as written, and otherwise only where it begins.
func blockText(y *yamlText, n *yaml.Node) *excerpt {
	out := &excerpt{}
	if n.Style&yaml.LiteralStyle == 0 {
		off := y.offset(n.Line, n.Column)
		if n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 {
			off++
		}
		y.appendLine(out, scalar(n), off, n)
		return out
	}
	for i, line := range strings.SplitAfter(n.Value, "\n") {
		off := y.offset(n.Line+1+i, 1)
		indent := indentation(y.text[off:])
		if first := indentation([]byte(line)); indent >= first {
			off += indent - first
		}
		y.appendLine(out, line, off, n)
	}
	return out
}

// appendLine appends a line that should be found at an offset.
func (y *yamlText) appendLine(out *excerpt, line string, off int, n *yaml.Node) {
	if strings.HasPrefix(string(y.text[off:min(len(y.text), off+len(line))]), line) {
		out.append(y.piece(off, off+len(line)))
		return
	}
	out.flat(line, y.start(n))
}

// notes turns the text of notes into notes: none when there is no room for more.
func (p *page) notes(e *excerpt) []deck.Note {
	if len(e.text) > maxComment {
		p.errorf(e.source(0), "these notes are longer than %d KB: expected those of one slide", maxComment>>10)
		return nil
	}
	if p.noted += len(e.text); p.fullOfNotes || p.noted > maxNotesText {
		return nil
	}
	w := &noteWalker{page: p, src: &excerpt{}}
	e = endQuotes(bulleted(e, nil))
	p.placeholders.replace(w.src, e, p.cues(e))
	doc := p.book.notes.Parse(text.NewReader(w.src.text))
	w.wrapped = w.wrappedAt(doc)
	w.blocks(doc, deck.Guidance)
	return w.out
}

// endQuotes puts an empty line below each block quote. CommonMark reads a line right below a quote
// as part of it, and so in notes would put the speaker's guidance into the letter's mouth.
func endQuotes(e *excerpt) *excerpt {
	out, from, quoted := &excerpt{}, 0, false
	for at := 0; at < len(e.text); {
		line, next := cutLine(e.text, at)
		text := line[indentation(line):]
		mark := len(text) > 0 && text[0] == '>'
		if quoted && !mark && len(text) > 0 {
			out.append(e.piece(from, at))
			out.flat("\n", e.source(at))
			from = at
		}
		quoted, at = mark, next
	}
	out.append(e.piece(from, len(e.text)))
	return out
}

type noteWalker struct {
	page    *page
	src     *excerpt
	wrapped map[int]bool // the line breaks that do not count; see wrappedAt
	level   int          // lists around
	item    bool         // the next note is the first of an item
	number  string       // of that item
	out     []deck.Note
}

func (w *noteWalker) blocks(parent ast.Node, voice deck.Voice) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Blockquote:
			w.blocks(n, deck.Letter)
		case *ast.List:
			w.list(n, voice)
		case *ast.Paragraph, *ast.TextBlock, *ast.Heading:
			w.note(n, voice)
		}
	}
}

// maxNumber is the highest number of an item: CommonMark takes nine digits.
const maxNumber = 999_999_999

func (w *noteWalker) list(list *ast.List, voice deck.Voice) {
	item, outer, before := w.item, w.number, len(w.out)
	w.level++
	number := list.Start
	for n := list.FirstChild(); n != nil; n = n.NextSibling() {
		w.item, w.number = true, ""
		if r := w.page.book.prose; r != nil && n.FirstChild() != nil {
			r.item(w.page.book, w.src, offsetOf(n.FirstChild()), true)
		}
		if list.IsOrdered() {
			w.number = strconv.Itoa(number) + string(list.Marker)
			number = min(number+1, maxNumber)
		}
		w.blocks(n, voice)
	}
	w.item, w.number = false, ""
	w.level--
	if len(w.out) == before { // The item that the list is in has still to begin.
		w.item, w.number = item, outer
	}
}

func (w *noteWalker) note(n ast.Node, voice deck.Voice) {
	in := &inliner{page: w.page, src: w.src, notes: true, verse: true, wrapped: w.wrapped}
	in.children(n, deck.Span{})
	for i := range in.out {
		s := &in.out[i]
		s.Span = deck.Span{Text: s.Text, Strong: s.Strong}
	}
	pos := w.page.book.pos(w.src.source(offsetOf(n)))
	var items []inline
	for _, it := range in.out {
		if items = append(items, it); it.cue.Kind == deck.CueNext {
			w.add(items, voice, pos)
			items = nil
		}
	}
	w.add(items, voice, pos)
}

// add adds a note. What follows [next] is a note of its own: it belongs to what the press shows.
func (w *noteWalker) add(items []inline, voice deck.Voice, pos deck.Pos) {
	var parts []deck.Part
	for _, it := range tidy(items) {
		parts = append(parts, deck.Part{Text: it.Text, Strong: it.Strong, Cue: it.cue})
	}
	if len(parts) == 0 {
		return
	}
	w.out = append(w.out, deck.Note{Voice: voice, Item: w.item, Number: w.number, Level: w.level, Parts: parts, Pos: pos})
	w.item, w.number = false, ""
}

// Limits of a cue in bytes: with its brackets, and of its text.
const (
	maxCue     = 1200
	maxCueText = 300
)

// cues finds each cue in notes, with its offset.
func (p *page) cues(e *excerpt) iter.Seq2[int, placeholder] {
	return func(yield func(int, placeholder) bool) {
		for i := 0; i < len(e.text); i++ {
			switch e.text[i] {
			case '\\':
				i++
			case '[':
				if mark, ok := p.cueAt(e, i); ok {
					if !yield(i, mark) {
						return
					}
					i += mark.size - 1
				}
			}
		}
	}
}

// cueAt reads a cue. Brackets that are almost one are an error, except in a deck for a tool that has no cues.
func (p *page) cueAt(e *excerpt, off int) (f placeholder, ok bool) {
	raw, word, rest := cueText(e.text[off:])
	if raw == "" {
		p.warnNearCue(e, off)
		return f, false
	}
	c, expected := p.cue(word, rest)
	f = placeholder{raw: p.placeholders.restore(raw, true), size: len(raw), cue: c}
	if expected != "" && p.book.format == dialect.Assembly {
		p.errorf(e.source(off), "%q is not a cue: expected %s; write \\[ for a plain bracket", clip(oneLine(f.raw)), expected)
	}
	return f, expected == ""
}

// cueText finds a possible cue at the start of text: its text with the brackets, the word it
// begins with, and the rest after that word. All are "" for other brackets.
func cueText(text []byte) (raw, word, rest string) {
	text = text[:min(len(text), maxCue)]
	n := max(0, bytes.IndexAny(text[:min(len(text), 8)], " \t\n:]"))
	word = strings.ToLower(string(text[min(1, n):n]))
	if word != "pause" && word != "wait" && word != "do" && word != "next" {
		return "", "", ""
	}
	end := closing(text)
	if end < n || bytes.HasPrefix(text[end+1:], []byte("(")) || word == "next" && !isPress(text[n:end]) {
		return "", "", ""
	}
	return string(text[:end+1]), word, string(text[n:end])
}

// isPress reports whether what follows "next" in brackets makes a cue of it. Scripts say "[next slide]";
// "[next week]" is text.
func isPress(rest []byte) bool {
	after := strings.ToLower(strings.TrimSpace(string(rest)))
	return after == "" || after == "slide" || after == "step" || strings.HasPrefix(after, ":")
}

// closing returns the index of the bracket that closes a cue, or -1 when its paragraph ends first.
func closing(text []byte) int {
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case ']':
			return i
		case '\n':
			if line, _ := cutLine(text, i+1); isBlank(line) {
				return -1
			}
		}
	}
	return -1
}

// cue reads a cue, or returns what was expected.
func (p *page) cue(word, rest string) (c deck.Cue, expected string) {
	rest, named := strings.CutPrefix(strings.TrimLeft(rest, " \t\n"), ":")
	rest = oneLine(p.placeholders.restore(unescape([]byte(rest)), false))
	switch {
	case len(rest) > maxCueText:
		return c, "at most 300 letters"
	case word == "pause":
		d, err := deck.ParseDuration(rest)
		if err != nil || d == 0 {
			return c, "[pause 3s]"
		}
		return deck.Cue{Kind: deck.CuePause, For: d}, ""
	case word == "wait" && (named || rest == ""):
		return deck.Cue{Kind: deck.CueWait, Text: rest}, ""
	case word == "do" && named && rest != "":
		return deck.Cue{Kind: deck.CueDo, Text: rest}, ""
	case word == "wait":
		return c, "[wait] or [wait: for silence]"
	case word == "next" && named:
		return deck.Cue{Kind: deck.CueNext, Text: rest}, ""
	case word == "next":
		return deck.Cue{Kind: deck.CueNext}, ""
	}
	return c, "[do: dim the lights]"
}
