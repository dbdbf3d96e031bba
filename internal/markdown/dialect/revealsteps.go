package dialect

import (
	"bytes"
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

var (
	revealDirective = lazyregexp.New(`(?s)^\s*(?:\.(slide|element)\b:?|(slide|element)\s+[\w-]+\s*=)`)
	revealClass     = lazyregexp.New(`\bclass\s*=\s*["']([^"']*\bfragment\b[^"']*)["']`)
	revealHidden    = lazyregexp.New(`\bdata-visibility\s*=\s*["']hidden["']`)
	revealImage     = lazyregexp.New(`(?i)\b(?:data-background(?:-image)?|bg)\s*=\s*["'](?:url\()?([^"'()]+\.(?:png|jpe?g|gif|svg|webp))`)
	revealDataNotes = lazyregexp.New(`(?s)\bdata-notes\s*=\s*"([^"]*)"`)
)

// comment reads a comment.
func (s *revealScanner) comment(at int) int {
	n := bytes.Index(s.text[at+2:], []byte("-->"))
	if n < 0 {
		return s.add(revealComment, at, len(s.text))
	}
	end := at + 2 + n + 3
	body := s.text[at+4 : max(at+4, end-3)]
	found := revealDirective.FindSubmatch(body)
	switch {
	case found == nil:
		return s.add(revealComment, at, end)
	case string(found[1]) == "slide" || string(found[2]) == "slide":
		s.about(body, at)
	case !s.told:
		s.element(body, at)
	}
	return s.add(revealDropped, at, end)
}

// about reads what a comment says of the slide.
func (s *revealScanner) about(body []byte, at int) {
	s.hidden = s.hidden || revealHidden.Match(body)
	if m := revealImage.FindSubmatch(body); m != nil {
		s.image = strings.TrimSpace(string(m[1]))
	}
	if m := revealDataNotes.FindSubmatch(body); m != nil {
		s.notes = append(s.notes, spokenNote{plainNotes(m[1]), at})
	}
}

// element reads what a comment says of the item or the block before it: of the list, below a blank line.
func (s *revealScanner) element(body []byte, at int) {
	m := revealClass.FindSubmatch(body)
	if m == nil || s.first < 0 {
		return
	}
	of := s.block
	if s.list && (!s.apart || s.text[s.line] == ' ' || s.text[s.line] == '\t' || !s.begins(at)) {
		of = s.item
	}
	s.step(of, string(m[1]), string(body))
}

// begins reports whether nothing but the mark of an item and tags stands in the line before an offset.
func (s *revealScanner) begins(at int) bool {
	if at < s.line || at-s.line > maxTag {
		return false
	}
	before := bytes.TrimLeft(s.text[s.line:at], " \t")
	return isBlank(htmlTag.ReplaceAll(before[markLen(before):], nil))
}

// fragment takes note of a tag that begins a step. It does when nothing but marks and tags stands before it.
func (s *revealScanner) fragment(at int, class, attributes string) {
	if !s.begins(at) {
		s.unused("fragments within a line", "they are shown with it", "fragment", at)
		return
	}
	s.step(s.line, class, attributes)
}

var revealIndex = lazyregexp.New(`data-fragment-index\s*=\s*["']?(\d+)`)

// stays are the effects of fragments that are there from the beginning.
var stays = lazyregexp.New(`\b(highlight|grow|shrink|strike|fade-out|semi-fade-out|blur)\b`)

// step takes note of a fragment that begins with the line at an offset.
func (s *revealScanner) step(at int, class, attributes string) {
	if effect := stays.FindString(class); effect != "" {
		s.unused("effects of fragments", "", effect, at)
		return
	}
	step := revealStep{at: at}
	if m := revealIndex.FindStringSubmatch(attributes); m != nil {
		step.index = m[1]
	}
	s.steps = append(s.steps, step)
}

// pauses are the offsets where steps begin, which show something that was not there.
func (s *revealSlide) pauses() []int {
	slices.SortStableFunc(s.steps, func(a, b revealStep) int { return a.at - b.at })
	var out []int
	index := ""
	for _, step := range s.steps {
		same := step.index != "" && step.index == index || len(out) > 0 && out[len(out)-1] == step.at
		if step.at > s.first && s.first >= 0 && !same {
			out = append(out, step.at)
		}
		index = step.index
	}
	return out
}

// asideEnd is the tag that ends notes.
const asideEnd = "</aside>"

// aside keeps the notes between two tags.
func (s *revealScanner) aside(at, from int) int {
	to := s.endOfAside(from)
	s.notes = append(s.notes, spokenNote{plainNotes(s.text[from:to]), from})
	return s.add(revealDropped, at, min(to+len(asideEnd), len(s.text)))
}

// endOfAside is the offset of the tag that ends the notes that begin at an offset, past those of elements of
// the same name within them, or the end of the slide.
func (s *revealScanner) endOfAside(from int) int {
	open := 1
	for !s.missing[asideEnd] {
		n := IndexFold(s.text[from:], asideEnd)
		if n < 0 {
			s.missing[asideEnd] = true
			break
		}
		for within := s.text[from : from+n]; ; open++ {
			i := IndexFold(within, "<aside")
			if i < 0 {
				break
			}
			within = within[i+1:]
		}
		if open--; open == 0 {
			return from + n
		}
		from += n + len(asideEnd)
	}
	return len(s.text)
}

var (
	noteItem  = lazyregexp.New(`(?i)<li\b[^<>]*>`)
	noteBreak = lazyregexp.New(`(?i)</?(p|div|ul|ol|h[1-6]|blockquote|br)\b[^<>]*>`)
)

// plainNotes is the text of notes in HTML.
func plainNotes(html []byte) string {
	text := noteBreak.ReplaceAll(noteItem.ReplaceAll(html, []byte("\n- ")), []byte("\n\n"))
	var lines []string
	for line := range strings.Lines(string(htmlTag.ReplaceAll(text, nil))) {
		line = strings.TrimSpace(line)
		if isRule([]byte(line)) || line == "???" || line == ". . ." {
			line = `\` + line
		}
		if line != "" || len(lines) > 0 && lines[len(lines)-1] != "" {
			lines = append(lines, safe(line))
		}
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}
