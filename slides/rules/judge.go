package rules

import (
	"strings"
	"unicode"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// Official is a number that may be shown, exactly as it is spaced.
type Official struct{ Number, Name string }

// The official numbers that labels and names ask for.
const (
	emergencyNumber     = "999"
	policeNumber        = "101"
	hotlineNumber       = "0800 789 321"
	childlineNumber     = "0800 1111"
	crimestoppersNumber = "0800 555 111"
	nspccNumber         = "0808 800 5000"
)

// Officials lists the official numbers.
func Officials() []Official {
	return []Official{
		{emergencyNumber, "emergency"},
		{policeNumber, "police, not an emergency"},
		{hotlineNumber, "Anti-Terrorist Hotline"},
		{childlineNumber, "Childline"},
		{crimestoppersNumber, "Crimestoppers"},
		{nspccNumber, "NSPCC"},
	}
}

// dialled are the official numbers by what is dialled.
type dialled struct {
	digits string
	Official
}

var official = func() (out []dialled) { //nolint:gochecknoglobals // A table that never changes.
	for _, o := range Officials() {
		out = append(out, dialled{o.digits(), o})
	}
	return out
}()

// String is the number with its name.
func (o Official) String() string { return o.Number + ", " + o.Name }

// digits is what is dialled.
func (o Official) digits() string { return strings.ReplaceAll(o.Number, " ", "") }

// Verdict says what a number is.
type Verdict uint8

// The verdicts.
const (
	Unknown  Verdict = iota // not an official number, nor like one
	Right                   // an official number as it must be
	Respaced                // an official number, spaced or written otherwise
	Wrong                   // an official number with a slip, or that of somebody else
)

// Judge says what a number is, and which official one it is or should be.
func Judge(n Number) (Verdict, Official) {
	if o, ok := named(n); ok && len(n.Digits) >= 7 && o.notThis(n.Digits) {
		return Wrong, o
	}
	if o, ok := exactly(n.longer); ok {
		return Wrong, o
	}
	if o, ok := exactly(n.Digits); ok {
		return judgeOfficial(n, o)
	}
	o, ok := slipOf(n.Digits)
	if !ok {
		o, ok = misdialled(n.Digits)
	}
	switch {
	case !ok:
		return Unknown, Official{}
	case len(n.Digits) == 3 && inUse(n.Digits):
		return judgeInUse(n)
	}
	if asked, ok := roleBeside(n); ok && len(n.Digits) == 3 {
		return Wrong, asked
	}
	return Wrong, o
}

// judgeOfficial says what a number with the right digits is. The words around it may ask for another one.
func judgeOfficial(n Number, o Official) (Verdict, Official) {
	if asked, ok := roleBeside(n); ok && asked != o && len(o.Number) == 3 {
		return Wrong, asked
	}
	if o.Number == strings.ReplaceAll(spaced(n.Text), "\n", " ") {
		return Right, o
	}
	return Respaced, o
}

// visibleSpace is a space for every space that looks like one.
func visibleSpace(r rune) rune {
	if r != '\n' && unicode.IsSpace(r) {
		return ' '
	}
	return r
}

// JudgeRow says what the number of a row of a closing slide is. Its label decides.
func JudgeRow(label, number string) (Verdict, Official) {
	n := Number{Text: number, Digits: bareDigits(number), ahead: label + " "}
	for _, found := range FindNumbers(number) {
		if found.Text == number {
			n.Digits, n.longer = found.Digits, found.longer
		}
	}
	right, asked := roleOf(label)
	if !asked && justPolice.MatchString(label) && len(n.Digits) < 5 {
		right, asked = policeOr(n.Digits)
	}
	switch _, exact := exactly(n.Digits); {
	case !asked && len(n.Digits) == 3 && !exact && !ofHelp.MatchString(label):
		return Unknown, Official{}
	case asked && cutOrLonger(right.digits(), n.Digits):
		return Wrong, right
	case !asked, strings.HasPrefix(number, "18001"), strings.HasPrefix(number, "18000"):
		return Judge(n)
	case right.digits() == n.Digits:
		return Judge(n)
	case right.Number == emergencyNumber && n.Digits == "112":
		return Unknown, Official{}
	case exact, len(n.Digits) == 3, len(right.Number) > 3 && right.notThis(n.Digits):
		return Wrong, right
	}
	return Judge(n)
}

// AsksForNumber reports whether a label, such as a cell of a table, is one of an official number. A table also counts
// police officers, and emergency exits.
func AsksForNumber(label string) bool {
	right, asked := roleOf(label)
	return asked && (len(right.Number) > 3 || right.Number == policeNumber || justEmergency.MatchString(label)) || justPolice.MatchString(label)
}

// justEmergency matches a label that says nothing but that there is an emergency.
var justEmergency = lazyregexp.New(`(?i)^\W*((call|ring|dial|phone|in|for|an|a|real|only) )*(emergenc(y|ies)|danger)( services| number| call| now| only)?(\W.*\b(police|fire|ambulance)\b.*)?\W*$`)

// justPolice matches a label that says whom to call, and not for what.
var justPolice = lazyregexp.New(`(?i)^\W*((call|ring|dial|phone|for) )?(the )?police( now| on| number)?\W*$`)

// policeOr returns which number of the police one of another length should be.
func policeOr(digits string) (Official, bool) {
	if len(digits) == 3 {
		return Official{}, false
	}
	if cutOrLonger(emergencyNumber, digits) && digits[0] == emergencyNumber[0] {
		return exactly(emergencyNumber)
	}
	return exactly(policeNumber)
}

// cutOrLonger reports whether digits are too few for any number, or the right ones of a short number with one more
// among them. Within a house there are numbers of four digits.
func cutOrLonger(right, digits string) bool {
	switch {
	case len(right) > 3 || digits == "":
		return false
	case len(digits) < 3:
		return true
	}
	return len(digits) == len(right)+1 && lacksOne(digits, right)
}

// lacksOne reports whether a text is another without one byte.
func lacksOne(text, shorter string) bool {
	at := 0
	for at < len(shorter) && text[at] == shorter[at] {
		at++
	}
	return text[at+1:] == shorter[at:]
}

// ofHelp matches the label of a number that is not one within the house.
var ofHelp = lazyregexp.New(`(?i)\b(police|emergenc|danger|ambulance|fire|coastguard|help|call|ring|dial|phone|999|101)`)

// bareDigits is the digits of a text.
func bareDigits(text string) string {
	var b strings.Builder
	for _, r := range text {
		if d := digitOf(r); d != 0 {
			b.WriteByte(d)
		}
	}
	return b.String()
}

// exactly returns the official number with these digits.
func exactly(digits string) (Official, bool) {
	for _, o := range official {
		if o.digits == digits {
			return o.Official, true
		}
	}
	return Official{}, false
}

// slipOf returns the official number that digits are a slip of.
func slipOf(digits string) (Official, bool) {
	for _, o := range official {
		if slips(o.digits, digits) {
			return o.Official, true
		}
	}
	return Official{}, false
}

// slips reports whether digits are one slip away from the right ones: a wrong digit, two neighbours swapped, and
// in a long number a digit missing or doubled.
func slips(right, digits string) bool {
	from := 0
	for from < min(len(right), len(digits)) && right[from] == digits[from] {
		from++
	}
	r, d := right[from:], digits[from:]
	switch len(digits) - len(right) {
	case 0:
		return r != "" && (r[1:] == d[1:] || len(r) > 1 && r[0] == d[1] && r[1] == d[0] && r[2:] == d[2:])
	case -1:
		return len(right) >= 7 && r[1:] == d
	case 1:
		return len(right) >= 7 && from > 0 && d[0] == digits[from-1] && d[1:] == r
	}
	return false
}

// misdialled returns the official number that has a digit twice, or is too short to be a number: 9999, 1011, 99.
func misdialled(digits string) (Official, bool) {
	if digits == "99" {
		return exactly(emergencyNumber)
	}
	for _, o := range Officials()[:2] {
		for i := range o.Number {
			if digits == o.Number[:i]+o.Number[i:i+1]+o.Number[i:] {
				return o, true
			}
		}
	}
	return Official{}, false
}

// inUse reports whether a number of three digits is one that may be called for something else.
func inUse(digits string) bool { return digits == "111" || digits == "112" || digits == "105" }

var (
	aboutPolice    = lazyregexp.New(`(?i)\bpolice\b`)
	aboutEmergency = lazyregexp.New(`(?i)\b(in an|an|in|for|emergency:?|emergencies:?) (real )?emergenc(y|ies)\b|^\W*emergenc(y|ies)\b`)
	noEmergency    = lazyregexp.New(`(?i)\b(not|no|non|isn't|isn’t|less)[- ]+(an? |for |in )*(real |urgent )?emergenc`)
	aboutHealth    = lazyregexp.New(`(?i)\b(nhs|ill|unwell|sick|medical|health|doctor|gp|poorly|symptoms?|pharmac\w*|injur\w*|power|electric\w*)\b`)
)

// judgeInUse says what 111, 112 or 105 is where it stands. It is a slip only beside the police or an emergency.
func judgeInUse(n Number) (Verdict, Official) {
	text := n.ahead + " " + n.behind
	switch {
	case aboutHealth.MatchString(text):
	case aboutEmergency.MatchString(text) && !noEmergency.MatchString(text) && n.Digits != "112":
		return Wrong, Officials()[0]
	case aboutPolice.MatchString(text) && (n.Digits != "112" || noEmergency.MatchString(text)):
		return Wrong, Officials()[1]
	}
	return Unknown, Official{}
}

// role is what a label says that a number is for.
type role struct {
	label  *lazyregexp.Regexp
	number string
}

const hotlineNamed = `anti-? ?terroris[tm]( hotline)?|terroris[tm] hotline`

var roles = []role{ //nolint:gochecknoglobals // A table that never changes.
	{lazyregexp.New(`(?i)\bchildline\b`), childlineNumber},
	{lazyregexp.New(`(?i)\bcrimestoppers\b`), crimestoppersNumber},
	{lazyregexp.New(`(?i)\bnspcc\b`), nspccNumber},
	{lazyregexp.New(`(?i)\b(` + hotlineNamed + `)\b`), hotlineNumber},
	{lazyregexp.New(`(?i)\bpolice\b.*\b(not|no|non)[- ]+(an? )?(emergenc|urgent)|\b(not|non)[- ]+(an )?emergency\b.*\bpolice\b`), policeNumber},
	{lazyregexp.New(`(?i)^\W*(in an |in |an |for )?emergenc(y|ies)\b|\bin danger\b|^\W*danger\b`), emergencyNumber},
}

// longestLabel is the longest label, in bytes; more is a text that several numbers are in.
const longestLabel = 70

// roleOf returns the official number that a label asks for.
func roleOf(label string) (Official, bool) {
	if len(label) > longestLabel || strings.Contains(label, ". ") || aboutHealth.MatchString(label) {
		return Official{}, false
	}
	for _, r := range roles {
		if r.label.MatchString(label) {
			return exactly(strings.ReplaceAll(r.number, " ", ""))
		}
	}
	return Official{}, false
}
