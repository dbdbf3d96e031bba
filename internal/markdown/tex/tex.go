// Package tex writes simple formulas of TeX as a line of text: x^2 as x², \frac{a}{b} as a/b.
package tex

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits of a formula. One beyond them is not simple.
const (
	MaxSize  = 2000 // bytes
	maxDepth = 20   // of braces and commands within each other
)

// Unicode writes a formula as text, of several lines when the formula has several. It reports false for a
// formula that has no faithful form in a line, or that contains a command it does not know.
func Unicode(formula string) (text string, ok bool) {
	if len(formula) > MaxSize {
		return "", false
	}
	p := &parser{rest: formula}
	var lines []string
	for {
		line := p.atoms(0)
		lines = append(lines, strings.TrimSpace(join(line, false)))
		if !p.skip(`\\`) {
			break
		}
	}
	if p.failed || p.rest != "" {
		return "", false
	}
	text = strings.Trim(strings.Join(lines, "\n"), "\n")
	return text, text != ""
}

// class says how an atom stands beside others, as in TeX.
type class uint8

const (
	ordinary  class = iota
	operator        // a name or a sign with a space to its operand
	binary          // with spaces around, unless it is a sign of what follows
	relation        // with spaces around
	opening         // brackets
	closing         //
	space           // asked for
	fraction        // a/b, in brackets beside a factor
	root            // likewise
	invisible       // shows nothing and stands for nothing
)

// atom is a piece of a formula.
type atom struct {
	text  string
	class class
}

// parser reads a formula from the front.
type parser struct {
	rest   string
	depth  int
	failed bool
}

func (p *parser) fail() atom {
	p.failed, p.rest = true, ""
	return atom{}
}

func (p *parser) skip(prefix string) bool {
	rest, found := strings.CutPrefix(p.rest, prefix)
	p.rest = rest
	return found
}

func (p *parser) spaces() { p.rest = strings.TrimLeft(p.rest, " \t\n") }

// atoms reads up to the byte end, to the end of a line, or, for 0, to the end of the formula.
func (p *parser) atoms(end byte) []atom {
	var out []atom
	if p.depth++; p.depth > maxDepth {
		p.fail()
	}
	for p.spaces(); p.rest != "" && p.rest[0] != end && !strings.HasPrefix(p.rest, `\\`); p.spaces() {
		switch p.rest[0] {
		case '^', '_', '\'':
			out = p.script(out)
		case '}':
			p.fail()
		default:
			out = append(out, p.atom())
		}
	}
	p.depth--
	return out
}

// atom reads one atom, without its scripts.
func (p *parser) atom() atom {
	switch c := p.rest[0]; c {
	case '{':
		return atom{text: p.group(false)}
	case '\\':
		return p.command()
	case '%', '#', '$':
		return p.fail()
	case '&': // Where lines are aligned.
		p.rest = p.rest[1:]
		return atom{class: invisible}
	case '~':
		p.rest = p.rest[1:]
		return atom{" ", space}
	}
	if p.skip(":=") {
		return atom{":=", relation}
	}
	return p.character()
}

func (p *parser) character() atom {
	r, n := utf8.DecodeRuneInString(p.rest)
	p.rest = p.rest[n:]
	switch r {
	case '=', '<', '>':
		return atom{string(r), relation}
	case '-':
		return atom{"−", binary}
	case '+', '*', '±', '×', '÷', '·':
		return atom{string(r), binary}
	case '(', '[':
		return atom{string(r), opening}
	case ')', ']', '!':
		return atom{string(r), closing}
	case ',', ';':
		if strings.HasPrefix(p.rest, " ") {
			return atom{string(r) + " ", closing}
		}
	}
	return atom{text: string(r)}
}

// group reads what is in braces, or a single atom without them.
func (p *parser) group(tight bool) string {
	p.spaces()
	switch {
	case p.rest == "" || strings.IndexByte("^_}&'", p.rest[0]) >= 0:
		p.fail()
		return ""
	case p.rest[0] != '{':
		if p.depth++; p.depth > maxDepth {
			p.fail()
			return ""
		}
		text := p.atom().text
		p.depth--
		return text
	}
	p.rest = p.rest[1:]
	inner := p.atoms('}')
	if !p.skip("}") {
		p.fail()
	}
	return strings.TrimSpace(join(inner, tight))
}

// raw reads what is in braces as words.
func (p *parser) raw() string {
	p.spaces()
	inner, rest, found := strings.Cut(strings.TrimPrefix(p.rest, "{"), "}")
	if !found || !strings.HasPrefix(p.rest, "{") || strings.ContainsAny(inner, "{\\$%") {
		p.fail()
		return ""
	}
	p.rest = rest
	return inner
}

// script reads a superscript or a subscript and adds it to the last atom.
func (p *parser) script(out []atom) []atom {
	mark := p.rest[0]
	p.rest = p.rest[1:]
	text := "′"
	if mark != '\'' {
		text = scripted(mark, p.group(true))
	}
	if len(out) == 0 {
		return append(out, atom{text: text})
	}
	last := &out[len(out)-1]
	switch last.class {
	case fraction, root:
		last.text, last.class = "("+last.text+")", ordinary
	case space, binary, relation, invisible:
		return append(out, atom{text: text})
	}
	last.text = strings.TrimRight(last.text, " ") + text
	return out
}

// scripted is a text as a superscript, for '^', or a subscript.
func scripted(mark byte, text string) string {
	shift := Subscript
	if mark == '^' {
		shift = Superscript
	}
	if s, ok := shift(text); ok {
		return s
	}
	if utf8.RuneCountInString(text) == 1 {
		return string(mark) + text
	}
	return string(mark) + "(" + text + ")"
}

// join writes atoms side by side, tightly within scripts.
func join(atoms []atom, tight bool) string {
	var out strings.Builder
	before := atom{class: invisible}
	pad := func() {
		if s := out.String(); !tight && s != "" && s[len(s)-1] != ' ' {
			out.WriteByte(' ')
		}
	}
	for i, a := range atoms {
		after := atom{class: invisible}
		if i+1 < len(atoms) {
			after = atoms[i+1]
		}
		if a.class == binary && isSign(before) {
			a.class = ordinary
		}
		text := factor(before, a, after)
		switch {
		case a.class == invisible:
			continue
		case a.class == space && !tight, parts(before, a):
			pad()
		}
		if a.class != space {
			out.WriteString(text)
		}
		before = a
	}
	return out.String()
}

// isSign reports whether a plus or minus behind an atom is the sign of what follows.
func isSign(before atom) bool {
	switch before.class {
	case invisible, opening, relation, binary, operator:
		return true
	}
	return strings.HasSuffix(before.text, " ")
}

// parts reports whether there is a space between two atoms.
func parts(a, b atom) bool {
	switch {
	case a.class == invisible || a.class == opening || a.class == relation && b.class == relation:
		return false
	case a.class == relation || b.class == relation:
		return true
	case a.class == binary || b.class == binary:
		return true
	case a.class == operator:
		return b.class != opening && b.class != closing
	case b.class == operator:
		return a.class != opening && a.class != space
	case b.class == fraction:
		return endsInDigit(a.text) && isNumber(b.text)
	}
	return false
}

// factor is the text of an atom, in brackets when it would otherwise run on into its neighbours.
func factor(before, a, after atom) string {
	touches := func(c class) bool {
		return c == ordinary || c == opening || c == fraction || c == root
	}
	mixed := endsInDigit(before.text) && isNumber(a.text) // Two and a half.
	switch {
	case a.class == root && touches(after.class), a.class == fraction && touches(after.class),
		a.class == fraction && (before.class == ordinary || before.class == closing) && !mixed:
		return "(" + a.text + ")"
	}
	return a.text
}

func endsInDigit(s string) bool {
	return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9'
}

// isNumber reports whether a fraction is one of figures.
func isNumber(s string) bool { return strings.Trim(s, "0123456789/") == "" }

// isSimple reports whether a text is one number, or letters that multiply.
func isSimple(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.Is(unicode.Mn, r) && r != '.' && r != '∞' && r != '′'
	})
}

// isOne reports whether a text is a single number or letter, perhaps with scripts.
func isOne(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return isSimple(s) && (strings.Trim(s, "0123456789.") == "" ||
		unicode.IsLetter(r) && !strings.ContainsFunc(s[n:], func(r rune) bool { return r < utf8.RuneSelf || unicode.Is(unicode.Greek, r) }))
}
