package rules

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Number is a telephone number in a text.
type Number struct {
	Start, End int    // where it stands, in bytes
	Text       string // as it is written
	Digits     string // what is dialled: 0 for +44, and 0 and 1 for the letters that look like them

	ahead, behind string // some of the text around it
}

// FindNumbers finds the telephone numbers of a text, however they are spaced. A number stands on one line. Three
// digits are a number only where the words around them speak of a call.
func FindNumbers(text string) []Number {
	s := &scanner{text: text}
	for from, to := s.next(0); to > 0; from, to = s.next(to) {
		if g := s.read(from, to); g.digits != "" {
			s.join(g)
		} else {
			s.flush()
		}
	}
	s.flush()
	return s.found
}

// digitRun is a run of digits, of which a number has one or more.
type digitRun struct {
	from, to int
	digits   string
	plus     bool   // a + stands before it
	gap      string // what parts it from the group ahead
}

// scanner finds numbers in a text.
type scanner struct {
	text  string
	chain []digitRun // with nothing between them but what may stand within a number
	found []Number
}

// Limits of a number. The longest has 15 digits, and each may stand alone.
const (
	mostDigits = 15
	widestGap  = 12 // bytes
)

// next returns the next run of characters with a digit in it that could all be digits; to is 0 without one.
func (s *scanner) next(from int) (start, to int) {
	if from, to := s.letters(from); to > 0 {
		return from, to
	}
	at := from
	for at < len(s.text) && (s.text[at] < '0' || s.text[at] > '9') && s.text[at] != fullWidth {
		at++
	}
	if at == len(s.text) {
		return 0, 0
	}
	start = at
	for start > from && letterDigit(s.text[start-1]) {
		start--
	}
	to = at
	for to < len(s.text) {
		r, n := utf8.DecodeRuneInString(s.text[to:])
		if digitOf(r) == 0 {
			break
		}
		to += n
	}
	return start, max(to, at+1)
}

// letters returns the run of letters that look like digits and stand behind digits, as in 0800 llll.
func (s *scanner) letters(from int) (start, to int) {
	if len(s.chain) == 0 || s.chain[len(s.chain)-1].to != from || from == len(s.text) || s.text[from] != ' ' {
		return 0, 0
	}
	for to = from + 1; to < len(s.text) && letterDigit(s.text[to]); {
		to++
	}
	if to < from+4 {
		return 0, 0
	}
	return from + 1, to
}

// fullWidth is the first byte of the digits of full width.
const fullWidth = 0xef

// letterDigit reports whether a letter looks like a digit.
func letterDigit(c byte) bool { return c == 'O' || c == 'o' || c == 'l' || c == 'I' }

// digitOf is the digit that a character is or looks like, and 0 for any other.
func digitOf(r rune) byte {
	switch {
	case r >= '0' && r <= '9':
		return byte(r)
	case r >= '０' && r <= '９':
		return byte(r - '０' + '0')
	case r == 'O' || r == 'o':
		return '0'
	case r == 'l' || r == 'I':
		return '1'
	}
	return 0
}

// read reads a run of characters as a group. It is none when it is a part of a word, an amount, a time or an
// address.
func (s *scanner) read(from, to int) digitRun {
	if !standsFree(s.text, from, to) || to-from > 3*mostDigits {
		return digitRun{}
	}
	var digits []byte
	for _, r := range s.text[from:to] {
		if d := digitOf(r); d != 0 {
			digits = append(digits, d)
		}
	}
	return digitRun{from: from, to: to, digits: string(digits), plus: from > 0 && s.text[from-1] == '+'}
}

// standsFree reports whether text[from:to] could be a group of a number, by what is right beside it.
func standsFree(text string, from, to int) bool {
	before, n := utf8.DecodeLastRuneInString(text[:from])
	if joins(before) || strings.ContainsRune("@#£$€/\\=", before) {
		return false
	}
	if strings.ContainsRune(",:", before) && endsInDigit(text[:from-n]) {
		return false
	}
	after, n := utf8.DecodeRuneInString(text[to:])
	if joins(after) || strings.ContainsRune("@%/\\=", after) {
		return false
	}
	return !strings.ContainsRune(",:", after) || !startsWithDigit(text[to+n:])
}

// joins reports whether a character makes one word with a digit beside it.
func joins(r rune) bool {
	return r == '_' || r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

func endsInDigit(s string) bool { return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9' }

func startsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// join adds a group to the chain, or begins another chain with it.
func (s *scanner) join(g digitRun) {
	if n := len(s.chain); n > 0 {
		last := s.chain[n-1]
		g.gap = strings.TrimSuffix(s.text[last.to:g.from], "+")
		if !within(g.gap) {
			s.flush()
		}
	}
	s.chain = append(s.chain, g)
}

// within reports whether a text may stand between two groups of a number: spaces, brackets, and one dash or dot.
func within(gap string) bool {
	if len(gap) > widestGap {
		return false
	}
	marks := 0
	for _, r := range gap {
		switch {
		case r == '.' || dash(r):
			marks++
		case r == '(' || r == ')' || r != '\n' && blank(r):
		default:
			return false
		}
	}
	return marks <= 1
}

// dash reports whether a character is a hyphen or a dash.
func dash(r rune) bool { return r == '-' || r >= '\u2010' && r <= '\u2015' || r == '\u2212' }

// blank reports whether a character shows nothing.
func blank(r rune) bool {
	return unicode.IsSpace(r) || r == '\u00ad' || r >= '\u200b' && r <= '\u200d' || r == '\u2060'
}

// flush finds the numbers of the chain, and begins another.
func (s *scanner) flush() {
	for i := 0; i < len(s.chain); {
		i += max(1, s.numberAt(i))
	}
	s.chain = s.chain[:0]
}

// numberAt finds the number that begins with a group of the chain, and returns of how many groups it is.
func (s *scanner) numberAt(i int) int {
	if i > 0 && !s.chain[i].opens() {
		return 0
	}
	n := s.official(i)
	if n == 0 && s.chain[i].opens() {
		n = s.anyNumber(i)
	}
	if n > 0 {
		s.found = append(s.found, s.number(i, n))
	}
	return n
}

// opens reports whether a number may begin with a group that has others ahead of it.
func (g digitRun) opens() bool { return g.plus || g.digits[0] == '0' && len(g.digits) >= 2 }

// number makes a number of n groups.
func (s *scanner) number(i, n int) Number {
	first, last := s.chain[i], s.chain[i+n-1]
	from := first.from
	if first.plus {
		from--
	}
	if from > 0 && s.text[from-1] == '(' && strings.Contains(s.text[from:last.to], ")") {
		from--
	}
	ahead, behind := beside(s.text, from, last.to)
	return Number{Start: from, End: last.to, Text: s.text[from:last.to], Digits: s.dialled(i, n), ahead: ahead, behind: behind}
}

// dialled is the digits of n groups, with 0 for the country's code.
func (s *scanner) dialled(i, n int) string {
	var b strings.Builder
	for _, g := range s.chain[i : i+n] {
		b.WriteString(g.digits)
	}
	digits := b.String()
	rest, coded := strings.CutPrefix(digits, "0044")
	if !coded && s.chain[i].plus {
		rest, coded = strings.CutPrefix(digits, "44")
	}
	if coded {
		return "0" + strings.TrimPrefix(rest, "0")
	}
	return digits
}

// official returns how many groups from the i-th are an official number, or one with a slip; 0 for none.
func (s *scanner) official(i int) int {
	exact, slip := 0, 0
	for n := 1; i+n <= len(s.chain) && n <= mostDigits; n++ {
		digits := s.dialled(i, n)
		if len(digits) > mostDigits {
			break
		}
		_, right := exactly(digits)
		_, wrong := slipOf(digits)
		switch {
		case !right && !wrong || !s.called(i, n, len(digits)):
		case right && s.ends(i+n, true):
			exact = n
		case wrong && s.ends(i+n, false):
			slip = n
		}
	}
	if exact > 0 {
		return exact
	}
	return slip
}

// ends reports whether a number may end where another group follows. Behind an official one, an emergency number
// may follow; three or more other digits belong to the number.
func (s *scanner) ends(next int, exact bool) bool {
	if next == len(s.chain) {
		return true
	}
	g := s.chain[next]
	apart := strings.ContainsFunc(g.gap, dash) && strings.HasPrefix(g.gap, " ") && strings.HasSuffix(g.gap, " ")
	_, emergency := exactly(g.digits)
	return len(g.digits) <= 2 || g.opens() && len(g.digits) > 2 || apart || exact && emergency
}

// called reports whether n groups are meant as a number to call.
func (s *scanner) called(i, n, digits int) bool {
	if digits > 3 && !s.isRange(i, n) {
		return true
	}
	first, last := s.chain[i], s.chain[i+n-1]
	ahead, behind := beside(s.text, first.from, last.to)
	if digits > 3 {
		return talksOfCall(ahead)
	}
	return s.spelt(i, n) && asksToCall(ahead, behind) && goesOn(behind)
}

// spelt reports whether n groups of three digits are one, or each digit by itself: 9 9 9, 9-9-9.
func (s *scanner) spelt(i, n int) bool {
	return n == 1 || n == 3 && !strings.Contains(s.chain[i+1].gap+s.chain[i+2].gap, ".")
}

// anyNumber returns how many groups from the i-th are another telephone number; 0 for none.
func (s *scanner) anyNumber(i int) int {
	first := s.chain[i]
	if !first.plus && len(first.digits) < 3 || s.onlyTimes(i) || strings.HasSuffix(strings.ToLower(ahead(s.text, first.from, 8)), "isbn ") {
		return 0
	}
	for n := min(len(s.chain)-i, mostDigits); n > 0; n-- {
		digits := len(s.dialled(i, n))
		if (digits == 10 || digits == 11 || first.plus && digits >= 9 && digits <= mostDigits) && s.ends(i+n, true) {
			return n
		}
	}
	return 0
}
