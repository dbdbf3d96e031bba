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
	longer        string // the official number, by its digits, that more digits stand right behind
}

// FindNumbers finds the telephone numbers of a text, however they are spaced. Only an official number, or one with a
// slip, goes on behind a line's end or another sign than a dash or a dot. Three digits are a number only where the words
// around them speak of a call.
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
	loose    bool   // the gap is one that only an official number may have
	tied     bool   // a sign, and no space, parts it from the digits behind it
	lettered bool   // it has letters that only an official number may have
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
	case r == 'g' || r == 'q':
		return '9'
	case r == 'S' || r == 's':
		return '5'
	case r == 'B':
		return '8'
	}
	return 0
}

// likeDigits are the letters that look like digits less than O, l and I do.
const likeDigits = "gqSsB"

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
	return digitRun{from: from, to: to, digits: string(digits), plus: from > 0 && s.text[from-1] == '+',
		tied: tiedFrom(s.text[to:]), lettered: strings.ContainsAny(s.text[from:to], likeDigits)}
}

// standsFree reports whether text[from:to] could be a group of a number, by what is right beside it.
func standsFree(text string, from, to int) bool {
	before, n := utf8.DecodeLastRuneInString(text[:from])
	if strings.ContainsRune("/_", before) && !endsInDigit(text[:from-n]) || before != '_' && joins(before) || strings.ContainsRune("@#£$€\\=", before) {
		return false
	}
	after, n := utf8.DecodeRuneInString(text[to:])
	if strings.ContainsRune("/_", after) && !startsWithDigit(text[to+n:]) || after != '_' && joins(after) {
		return false
	}
	return !strings.ContainsRune("@%\\=", after)
}

// ties are the signs that make one figure of the digits on both sides of them.
const ties = ",:/_"

// tiedTo reports whether a text ends with digits and a sign that ties what follows to them.
func tiedTo(ahead string) bool {
	return ahead != "" && strings.IndexByte(ties, ahead[len(ahead)-1]) >= 0 && endsInDigit(ahead[:len(ahead)-1])
}

// tiedFrom reports whether a text begins with a sign that ties it to what is ahead, and digits.
func tiedFrom(behind string) bool {
	return behind != "" && strings.IndexByte(ties, behind[0]) >= 0 && startsWithDigit(behind[1:])
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
		var may bool
		if may, g.loose = within(g.gap); !may {
			s.flush()
		}
	}
	if len(s.chain) == 0 && tiedTo(s.text[:g.from]) {
		return
	}
	s.chain = append(s.chain, g)
}

// within reports whether a text may stand between two groups of a number: spaces, brackets, and one dash or dot. A
// line's end and one other sign may stand only within an official one.
func within(gap string) (may, loose bool) {
	if len(gap) > widestGap {
		return false, false
	}
	marks := 0
	for _, r := range gap {
		switch {
		case r == '.' || dash(r):
			marks++
		case r == '\n':
			loose = true
		case strings.ContainsRune("()[]", r) || blank(r):
		case strings.ContainsRune(",:;/_~*'’·•", r):
			marks++
			loose = true
		default:
			return false, false
		}
	}
	return marks <= 1, loose
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
	if i > 0 && !s.chain[i].opens() && !s.begins(i) {
		return 0
	}
	n, longer := s.official(i)
	if n == 0 && s.chain[i].opens() {
		n = s.anyNumber(i)
	}
	if n > 0 {
		number := s.number(i, n)
		number.longer = longer
		s.found = append(s.found, number)
	}
	return n
}

// opens reports whether a number may begin with a group that has others ahead of it.
func (g digitRun) opens() bool { return g.plus || g.digits[0] == '0' && len(g.digits) >= 2 }

// begins reports whether a number may begin behind the gap ahead of a group: not within a figure such as 1,999.
func (s *scanner) begins(i int) bool {
	return s.chain[i].loose && (!s.chain[i-1].tied || len(s.chain[i-1].digits) >= 3)
}

// number makes a number of n groups.
func (s *scanner) number(i, n int) Number {
	first, last := s.chain[i], s.chain[i+n-1]
	from := first.from
	if first.plus {
		from--
	}
	if from > 0 && strings.IndexByte("([", s.text[from-1]) >= 0 && strings.ContainsAny(s.text[from:last.to], ")]") {
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
	if !coded && (s.chain[i].plus || strings.HasPrefix(digits, "4480")) {
		rest, coded = strings.CutPrefix(digits, "44")
	}
	if coded {
		return "0" + strings.TrimPrefix(rest, "0")
	}
	return digits
}
