package rules

import (
	"strings"
	"unicode/utf8"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// Words that ask for a call stand right ahead of a short number.
var (
	callAhead = lazyregexp.New(`(?i)(` +
		`\b(call|calls|calling|ring|ringing|dial|dialling|phone|phoning|telephone)\b` +
		`(,? (us|them|him|her|the( number)?|police|emergency|services?|helpline|hotline|line|free|for|help|now|straight|away|at|once|on|by|first|either))*` +
		`|\b(tel|telephone|phone|mobile)( no| number)?\b` +
		`|\bpolice|\bpolice( station| officers?| team)? (on|at)` +
		`|\b(emergency|emergencies|danger)( services)?( on| at)?` +
		`)[.,:;]? *((\d[\d ]*)( or | and |, or |, ?| ?/ ?))*["'“‘(\[]?$`)
	numberAhead = lazyregexp.New(`(?i)\b(use|using|try|remember|contact|reach (us|them) on|report (it|this|that|anything)( to| on)?|numbers?)( to (call|ring|dial|text|phone|remember))?( is| are)?:? *((\d[\d ]*)( or | and |, or |, ))*["'“‘(]?$`)
	callWord    = lazyregexp.New(`(?i)\b(call|ring|dial|phone|tel|telephone|text|helpline|hotline|childline|nspcc|crimestoppers|police|ambulance|emergency|free|freephone|contact|999|101)\b`)
	behindWord  = lazyregexp.New(`^[ \x{a0}]*(\pL+)`)
	functions   = lazyregexp.New(`(?i)^(and|or|if|when|for|to|in|on|at|by|immediately|now|straight|as|is|it|are|but|not|free|then|unless|only|because|from|who|which|you|they|we|right|without|with|before|after|while|instead|whenever|any|anytime|at|once|first|so|the)$`)
)

// asksToCall reports whether a text ends with words that ask for a call. Some words do only where others, ahead of the
// number or behind it, speak of one.
func asksToCall(ahead, behind string) bool {
	const near = 48
	ahead = spaced(ahead[max(0, len(ahead)-near):])
	if !mentions(ahead, "call", "ring", "dial", "phon", "text", "tel", "mobile", "police", "emergenc", "danger", "number", "use", "using", "try", "remember", "contact", "reach", "report") {
		return false
	}
	return callAhead.MatchString(ahead) || numberAhead.MatchString(ahead) && callWord.MatchString(ahead+"\n"+behind)
}

// goesOn reports whether a text does not say what there are so many of: "ring 100 bells".
func goesOn(behind string) bool {
	m := behindWord.FindStringSubmatch(behind)
	return m == nil || functions.MatchString(m[1])
}

// talksOfCall reports whether a text has a word of calls.
func talksOfCall(text string) bool { return callWord.MatchString(text) }

// mostBeside is how much of a line beside a number is looked at, in bytes.
const mostBeside = 80

// spaced is a text with a plain space for every kind of space but a line's end.
func spaced(text string) string { return strings.Map(visibleSpace, text) }

// beside is some of the line ahead of text[from:to], and of that behind it.
func beside(text string, from, to int) (before, after string) {
	after = text[to:min(len(text), to+mostBeside)]
	if end := strings.IndexByte(after, '\n'); end >= 0 {
		after = after[:end]
	}
	return ahead(text, from), spaced(strings.ToValidUTF8(after, ""))
}

// ahead is some of the line ahead of an offset.
func ahead(text string, from int) string {
	at := max(0, from-mostBeside)
	for at > 0 && at < from && !utf8.RuneStart(text[at]) {
		at++
	}
	before := text[at:from]
	return spaced(before[strings.LastIndexByte(before, '\n')+1:])
}
