package deck

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// plain matches what may be a telephone number: digits, with a country's or an area's code ahead, in groups parted by
// blanks or hyphens. In dashed the groups are also parted by a dash with blanks around it.
var (
	plain  = regexp.MustCompile(`(?:` + codeAhead + `)?\d(?:(?:` + gap + `)?\d)*`)
	dashed = regexp.MustCompile(`^(?:` + codeAhead + `)?\d(?:(?: [-–] |` + gap + `)?\d)*`)
)

const (
	codeAhead = `\+\d{1,3}[\s\x{a0}-]?\(0\)[\s\x{a0}]?|\(\+?\d{2,6}\)[\s\x{a0}-]?|\+`
	gap       = `[\s\x{a0}]{1,2}|[-‐‑–]`
)

// longestNumber is more bytes than a telephone number takes, whatever parts its digits.
const longestNumber = 128

var (
	joinedAhead  = regexp.MustCompile(`(?:[\pL\d.,@#£$€_-]|\d:|[\pL./]/)$`)
	joinedBehind = regexp.MustCompile(`^(?:[\pL\d@_%]|[.,:]\d)`)
)

// splitRow reads a line as a number with its label, in either order, as several of them, or as
// words. Every word of the line is in the result.
func splitRow(line string) []Row {
	var rows []Row
	var words []string // between the numbers
	rest := line
	for {
		from, to := findNumber(rest, len(rows) > 0)
		if to == 0 {
			break
		}
		rows = append(rows, Row{Number: strings.Join(strings.Fields(rest[from:to]), " ")})
		words = append(words, rest[:from])
		rest = rest[to:]
	}
	if rows == nil {
		return []Row{{Label: line}}
	}
	label(rows, append(words, rest))
	return rows
}

// label gives numbers the words around them: those ahead, or those behind where the line begins
// with a number. Words in brackets belong to the number ahead of them, and so do the last words.
func label(rows []Row, words []string) {
	for i := range words {
		words[i] = trimLabel(words[i])
	}
	last := len(rows) - 1
	if words[0] == "" {
		for i := range rows {
			rows[i].Label = joinLabel(rows[i].Label, words[i+1])
			if i < last && (words[i+1] == "or" || words[i+1] == "and") {
				rows[i].Label, rows[i+1].Label = "", words[i+1]
			}
		}
		return
	}
	for i := range rows {
		rows[i].Label = words[i]
		if end := strings.Index(words[i], ")"); i > 0 && end > 0 && words[i][0] == '(' {
			rows[i-1].Label += " " + words[i][:end+1]
			rows[i].Label = trimLabel(words[i][end+1:])
		}
	}
	rows[last].Label = joinLabel(rows[last].Label, words[last+1])
}

func joinLabel(ahead, behind string) string {
	switch {
	case ahead == "" || behind == "":
		return ahead + behind
	case behind[0] == '(':
		return ahead + " " + behind
	}
	return ahead + ", " + behind
}

// trimLabel drops what stood between a label and its number.
func trimLabel(s string) string {
	const marks = " \u00a0:;,|/=–—-"
	s = strings.TrimRight(strings.TrimLeft(s, marks+"."), marks)
	switch strings.Count(s, "(") - strings.Count(s, ")") {
	case 1:
		return strings.Trim(strings.Replace(s, "(", "", 1), marks)
	case -1:
		return strings.Trim(strings.Replace(s, ")", "", 1), marks)
	}
	return s
}

// findNumber is where the first telephone number of a text is; to is 0 when there is none. Behind
// another number a part of one is enough.
func findNumber(s string, more bool) (from, to int) {
	for at := 0; at < len(s); {
		m := plain.FindStringIndex(s[at:])
		if m == nil {
			break
		}
		from, to := at+m[0], at+m[1]
		// A dash with blanks around it ends a number, or stands within one. Of a row of them no more is read than one has.
		if whole := dashed.FindString(s[from:min(len(s), from+longestNumber)]); !dialled(s[from:to]) && dialled(whole) {
			to = from + len(whole)
		}
		text := s[from:to]
		if freeStanding(s, from, to) && (dialled(text) || named(s, from, to) || more && within(digits(text), 5, mostDigits)) {
			return from, to
		}
		at = to
	}
	return 0, 0
}

// mostDigits is how many digits a telephone number has at most, with its country's code.
const mostDigits = 15

// dialled reports whether a text is a telephone number wherever it stands.
func dialled(s string) bool {
	n := digits(s)
	plain := strings.TrimLeft(s, "(+")
	first := strings.IndexFunc(plain, func(r rune) bool { return r < '0' || r > '9' })
	switch {
	case n > mostDigits:
		return false
	case s[0] == '+', n >= 10:
		return n >= 8
	case strings.HasPrefix(plain, "0") && (first < 0 || first > 2):
		return n >= 8 // A date such as 01-09-2026 begins with two digits.
	case n == 6 && strings.HasPrefix(s, "116"):
		return true
	case n == 5 && first < 0:
		return s[0] >= '6' && s[0] <= '8' // a number for texts
	}
	return slices.Contains([]string{"999", "112", "101", "111", "105"}, s)
}

// named reports whether a text is a number since a label with a colon ends ahead of it and nothing
// follows but words in brackets: "Office: 4321".
func named(s string, from, to int) bool {
	ahead := strings.TrimRight(s[:from], " \u00a0")
	behind := strings.TrimLeft(s[to:], " \u00a0.")
	if !strings.HasSuffix(ahead, ":") || behind != "" && behind[0] != '(' {
		return false
	}
	text, n := s[from:to], digits(s[from:to])
	return within(n, 2, mostDigits) && (n >= 5 || !strings.ContainsAny(text, "-‐‑–"))
}

// freeStanding reports whether digits are not a part of a word, an amount, a time or an address.
func freeStanding(s string, from, to int) bool {
	return !joinedAhead.MatchString(lastTwo(s[:from])) && !joinedBehind.MatchString(s[to:])
}

// lastTwo is the last two characters of a text. An expression that ends in $ would look at all of it.
func lastTwo(s string) string {
	_, last := utf8.DecodeLastRuneInString(s)
	_, ahead := utf8.DecodeLastRuneInString(s[:len(s)-last])
	return s[len(s)-last-ahead:]
}

func digits(s string) int {
	n := 0
	for i := range len(s) {
		if isDigit(s[i]) {
			n++
		}
	}
	return n
}
