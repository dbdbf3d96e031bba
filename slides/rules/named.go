package rules

import (
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

const helplines = `(childline|crimestoppers|nspcc|anti-? ?terroris[tm] hotline)`

var (
	helplineAhead = lazyregexp.New(`(?i)\b` + helplines + `\b` +
		`[\s,:()\[\x{2013}-]*(?:(?:free|in confidence|confidential(?:ly)?|is|on|at|number|the|call|ring|phone|helpline|tel|telephone)[\s,.:()\[\x{2013}-]*){0,5}$`)
	helplineBehind = lazyregexp.New(`(?i)^[ ,]*(?:\(|is |for |reaches |to reach |to call )(?:the )?` + helplines + `\b(?:\W*$|[).,;!?]| (?:if|when|and|or|to|is)\b)`)
)

// named returns the long official number whose name stands right beside a number: its own, if that is there, or else
// the one ahead.
func named(n Number) (Official, bool) {
	ahead, isAhead := namedAhead(n.ahead)
	if isAhead && ahead.digits() == n.Digits || !freePhone(n.Digits) {
		return ahead, isAhead
	}
	behind, isBehind := namedBehind(n.behind)
	if isBehind && (!isAhead || behind.digits() == n.Digits) {
		return behind, true
	}
	return ahead, isAhead
}

// namedBehind returns the long official number whose name stands right behind.
func namedBehind(behind string) (Official, bool) {
	m := helplineBehind.FindStringSubmatch(behind)
	if m == nil {
		return Official{}, false
	}
	return roleOf(m[1])
}

// namedAhead returns the long official number whose name stands right ahead, and not in brackets behind another.
func namedAhead(ahead string) (Official, bool) {
	if !mentions(ahead, "line", "stoppers", "nspcc") {
		return Official{}, false
	}
	m := helplineAhead.FindStringSubmatchIndex(ahead)
	if m == nil {
		return Official{}, false
	}
	before, bracket := strings.CutSuffix(ahead[:m[0]], "(")
	if bracket && endsInDigit(strings.TrimSpace(before)) {
		return Official{}, false
	}
	return roleOf(ahead[m[2]:m[3]])
}

// notThis reports whether digits that stand with the name of an official number are wrong. Only one that is like no
// official number may be right, for those who have several.
func (o Official) notThis(digits string) bool {
	_, other := exactly(digits)
	return o.digits() != digits && (o.Number != nspccNumber || other || len(digits) < 7 || slips(o.digits(), digits))
}

// freePhone reports whether digits are those of a number that is free to call.
func freePhone(digits string) bool { return strings.HasPrefix(digits, "080") }

// What an emergency number is for, in the words around it. Numbers of a list have their words ahead of them or behind.
const (
	forEmergency = `((only )?(in|for) (an? |real |a real )*emergenc(y|ies)|emergenc(y|ies)( services| number)?|(if|when) (you are |anyone is |someone is |there is )?(in )?danger|(in )?danger( now)?|(if|when) (it|this) is (an |a real )?emergency)`
	noneUrgent   = `((if|when|where|for|only) )*(it |this |that |there )?(is |are |it[’']s )?(not|non|no|isn[’']t)[- ]?( in | for )?(an? |in an )?(emergenc(y|ies)|urgent)( number)?`
	toCall       = `[ ,:)\]]*((please|always|you|must|should|can|phone|call|ring|dial|use|it|is|on|the|police|at)[ ,:]+)*["'“‘(\[]?$`
)

var (
	emergencyAhead  = lazyregexp.New(`(?i)(^|[.!?;,] *|^[-*•] *)` + forEmergency + `(?P<then>` + toCall + `)`)
	notUrgentAhead  = lazyregexp.New(`(?i)(^|[.!?;,] *)(for |call |ring |the |police|[,(\[ ]|line|number)*` + noneUrgent + toCall)
	emergencyBehind = lazyregexp.New(`(?i)^(( *[(\[]| *, *| +[–—-] +)(an |the )?|[ ,]*(is )?((only )?(in|for) |(if|when) (it|this) is )(an? |real )*)emergenc(y|ies)([)\].,;!?]|\W*$| (or|and|call|ring|but|only|if|when)\b)`)
	notUrgentBehind = lazyregexp.New(`(?i)^( *[(\[,]? *|[ ,]+)(for )?(the )?(police[, (]*)?` + noneUrgent + `([)\].,;!?]|\W*$| (or|and|call|ring|but|only|if|when)\b)`)
	otherwise       = lazyregexp.New(`(?i)^ *,? *(otherwise|if not|at (all )?other times)\b`)
	emergencies     = lazyregexp.New(`\b(999|101)\b`)
)

// roleBeside returns which of the short official numbers the words right beside a number ask for.
func roleBeside(n Number) (Official, bool) {
	ahead := clause(n.ahead)
	if !mentions(ahead+n.behind, "emergenc", "urgent", "danger") {
		return Official{}, false
	}
	switch {
	case notUrgentBehind.MatchString(n.behind):
		return exactly(policeNumber)
	case emergencyBehind.MatchString(n.behind):
		return exactly(emergencyNumber)
	case notUrgentAhead.MatchString(ahead):
		return exactly(policeNumber)
	case saysEmergency(ahead):
		return exactly(emergencyNumber)
	}
	return Official{}, false
}

// saysEmergency reports whether a text ends by asking for the number of an emergency. The word alone does in a list of
// numbers: Emergency 101 may be the name of a course.
func saysEmergency(ahead string) bool {
	m := emergencyAhead.FindStringSubmatch(ahead)
	if m == nil {
		return false
	}
	return strings.TrimSpace(m[emergencyAhead.SubexpIndex("then")]) != "" || strings.Contains(m[0], " an ") || strings.ContainsAny(ahead, "0123456789")
}

// clause is the last sentence of a text.
func clause(text string) string {
	for _, end := range []string{". ", "! ", "? ", "; "} {
		if at := strings.LastIndex(text, end); at >= 0 {
			text = text[at+len(end):]
		}
	}
	return text
}

// labelled reports whether a text ends with a label of a short official number, as in "Danger now: ", or what is behind
// it says that it is one.
func labelled(ahead, behind string) bool {
	if !mentions(ahead+behind, "emergenc", "urgent", "danger", "police", "otherwise", "if not", "other times") {
		return false
	}
	if emergencyBehind.MatchString(behind) || notUrgentBehind.MatchString(behind) || otherwise.MatchString(behind) && emergencies.MatchString(ahead) {
		return true
	}
	label, colon := strings.CutSuffix(strings.TrimRight(clause(ahead), " ([\"'“‘"), ":")
	if !colon || !goesOn(behind) {
		return false
	}
	right, asked := roleOf(label)
	return asked && len(right.Number) == 3 || justPolice.MatchString(label)
}

// Numbers that are not those of the police or of an emergency, by the words around them.
var (
	bookNumber  = lazyregexp.New(`(?i)\b(isbn|issn)([- ]1[03])?[: ]*$`)
	ofTimes     = lazyregexp.New(`(?i)\b(open(s|ing|ed)?|clos(e|es|ed|ing)|doors?|gates?|hours|times?|starts?|starting|lessons?|periods?|from|between|begins?|timetable|bus|train|departs?|arrives?)( times?| hours?)?( at| from)?\W*$`)
	untilTime   = lazyregexp.New(`(?i)^ ?(to|till|until|am|pm)\b`)
	dialAhead   = lazyregexp.New(`(?i)\b(call|calling|ring|ringing|dial|dialling|phone|phoning|telephone|telephoning)( the police| the emergency services| for help)?( on| at)? *["'“‘(]?$`)
	abroad      = lazyregexp.New(`\b(?i:abroad|overseas|europe|other countries|germany|france|spain|italy|portugal|greece|austria|switzerland|belgium|the netherlands|holland|denmark|norway|sweden|finland|poland|turkey|russia|ukraine|china|japan|korea|india|pakistan|australia|new zealand|canada|america|usa|brazil|mexico|south africa|nigeria|kenya|egypt|israel)\b`)
	ofSomething = lazyregexp.New(`(?i)^ *(to (give|donate|vote|enter|win|join)\b|(in|on|from) (the|your|our|this|that) (register|list|book|hymn ?book|page|timetable|menu|queue|table|programme)\b|(for|to reach|gets|and ask for) (the |our |your |a )?(operator|reception|receptionist|office|school office|switchboard|front desk|room service|speaking clock|directory)\b)`)
)

// ofOther reports whether words around three digits say that they are the number of something else.
func ofOther(ahead, behind string) bool {
	return abroad.MatchString(clause(ahead)) || ofSomething.MatchString(behind) && !mentions(ahead, "police", "emergenc", "danger")
}
