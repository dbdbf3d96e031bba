package deck

import (
	"strings"
	"unicode"
)

// Source is the part of a slide in which a search found its words.
type Source uint8

// The sources, in the order in which they are searched.
const (
	InTitle Source = iota
	InWords
	InNotes // the speaker's
)

// String is the source in a word.
func (s Source) String() string { return [...]string{"title", "words", "notes"}[s] }

// Hit is a slide that a search has found: where, and what stands around the words.
type Hit struct {
	Slide                int // from 0
	Source               Source
	Before, Match, After string // in one line, to the ends of the paragraph; Match as the slide has it
}

// Find lists the slides that show the query, in order. Case, the kind of quotation marks and line breaks make no
// difference.
func (d *Deck) Find(query string) []Hit { return d.search(query, InWords, "") }

// FindWithNotes is Find that also looks into the speaker's notes for a phase, and must never be used for what
// pupils see.
func (d *Deck) FindWithNotes(query, phase string) []Hit { return d.search(query, InNotes, phase) }

func (d *Deck) search(query string, last Source, phase string) []Hit {
	q := []rune(fold(strings.Join(strings.Fields(query), " ")))
	var out []Hit
	for i := range d.Heads {
		if h, ok := d.Slide(i).find(q, last, phase); ok {
			h.Slide = i
			out = append(out, h)
		}
	}
	return out
}

// find looks for folded words in a slide, and gives the first place.
func (s *Slide) find(q []rune, last Source, phase string) (Hit, bool) {
	for source := InTitle; source <= last; source++ {
		for _, text := range s.searched(source, phase) {
			if h, ok := match(text, q); ok {
				h.Source = source
				return h, true
			}
		}
	}
	return Hit{}, false
}

// searched is the text of a source, a paragraph each.
func (s *Slide) searched(source Source, phase string) []string {
	switch source {
	case InTitle:
		return []string{s.Title}
	case InNotes:
		var out []string
		for _, n := range s.Notes.For(phase) {
			out = append(out, n.String())
		}
		return out
	}
	return strings.FieldsFunc(s.Text(), func(r rune) bool { return r == '\n' })
}

// match finds folded words in a text.
func match(text string, q []rune) (Hit, bool) {
	all := []rune(strings.Join(strings.Fields(text), " "))
	for at := range len(all) - len(q) + 1 {
		if folded(all[at:at+len(q)], q) {
			return Hit{Before: string(all[:at]), Match: string(all[at : at+len(q)]), After: string(all[at+len(q):])}, true
		}
	}
	return Hit{}, false
}

func folded(text, q []rune) bool {
	for i, r := range text {
		if foldRune(r) != q[i] {
			return false
		}
	}
	return true
}

func fold(s string) string { return strings.Map(foldRune, s) }

// foldRune makes alike what a keyboard has no key for, and upper and lower case.
func foldRune(r rune) rune {
	switch r {
	case '\u2018', '\u2019':
		return '\''
	case '\u201c', '\u201d':
		return '"'
	case '\u2010', '\u2011', '\u2013', '\u2014':
		return '-'
	}
	return unicode.ToLower(r)
}
