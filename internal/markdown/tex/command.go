package tex

import (
	"strings"
	"unicode/utf8"
)

// command reads a command with its arguments.
func (p *parser) command() atom {
	name := p.name()
	if a, ok := symbols()[name]; ok {
		return a
	}
	switch name {
	case "frac", "dfrac", "tfrac", "cfrac":
		return over(p.group(false), p.group(false))
	case "sqrt":
		return p.sqrt()
	case "text", "textrm", "textbf", "textit", "textsf", "texttt", "mbox", "hbox":
		return atom{text: p.raw()}
	case "mathrm", "mathbf", "mathit", "mathsf", "mathtt", "mathcal", "mathscr", "mathfrak", "boldsymbol", "bm", "boxed", "underline":
		return atom{text: p.group(false)}
	case "operatorname":
		return atom{p.group(true), operator}
	case "mathbb":
		return atom{text: doubleStruck(p.group(true))}
	case "left", "right", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr", "biggl", "biggr", "middle":
		return p.delimiter(name)
	case "not":
		return p.not()
	case "pmod":
		return atom{" (mod " + p.group(false) + ")", closing}
	case "bra", "Bra":
		return atom{text: "⟨" + p.group(false) + "|"}
	case "ket", "Ket":
		return atom{text: "|" + p.group(false) + "⟩"}
	case "braket", "Braket":
		return atom{text: "⟨" + p.group(false) + "⟩"}
	case "begin", "end":
		return p.environment()
	}
	if mark, ok := accents()[name]; ok {
		return p.accent(mark)
	}
	return p.fail()
}

// name reads the name of a command: letters, or one other character.
func (p *parser) name() string {
	rest := p.rest[1:]
	n := len(rest) - len(strings.TrimLeft(rest, letters))
	if n == 0 {
		_, n = utf8.DecodeRuneInString(rest)
	}
	p.rest = rest[n:]
	return rest[:n]
}

// over is a fraction in a line.
func over(above, below string) atom {
	if s, ok := vulgar()[above+"/"+below]; ok {
		return atom{text: s}
	}
	if !isSimple(above) {
		above = "(" + above + ")"
	}
	if !isOne(below) {
		below = "(" + below + ")"
	}
	return atom{above + "/" + below, fraction}
}

func (p *parser) sqrt() atom {
	index := ""
	if p.spaces(); p.skip("[") {
		inner := p.atoms(']')
		if !p.skip("]") {
			return p.fail()
		}
		shifted, ok := Superscript(join(inner, true))
		if !ok {
			return p.fail()
		}
		index = shifted
	}
	text := p.group(false)
	if !isOne(text) {
		return atom{index + "√(" + text + ")", ordinary}
	}
	return atom{index + "√" + text, root}
}

// delimiter reads the bracket behind \left and its like.
func (p *parser) delimiter(name string) atom {
	p.spaces()
	if p.rest == "" {
		return p.fail()
	}
	if p.skip(".") {
		return atom{class: invisible}
	}
	a := p.atom()
	switch {
	case name == "left" || strings.HasSuffix(name, "l"):
		a.class = opening
	case name == "right" || strings.HasSuffix(name, "r"):
		a.class = closing
	}
	return a
}

func (p *parser) not() atom {
	p.spaces()
	sign := ""
	switch {
	case p.rest == "":
	case p.rest[0] == '\\':
		sign = "\\" + p.name()
	default:
		sign = p.character().text
	}
	if negated := negations()[sign]; negated != "" {
		return atom{negated, relation}
	}
	return p.fail()
}

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

// environment reads the marks around aligned lines, which show nothing.
func (p *parser) environment() atom {
	switch p.raw() {
	case "aligned", "align", "align*", "gather", "gather*", "gathered", "split", "equation", "equation*":
		return atom{class: invisible}
	}
	return p.fail()
}

// accent puts a mark on each letter of its argument. Only a few letters may have one: marks on marks would
// double the text each time.
func (p *parser) accent(mark rune) atom {
	const most = 4
	text := p.group(true)
	if utf8.RuneCountInString(text) > most {
		return p.fail()
	}
	var out strings.Builder
	for _, r := range text {
		out.WriteRune(r)
		out.WriteRune(mark)
	}
	return atom{text: out.String()}
}

// Superscript is a text raised, and whether Unicode has all of it.
func Superscript(s string) (string, bool) { return shift(s, superscripts()) }

// Subscript is a text lowered, and whether Unicode has all of it.
func Subscript(s string) (string, bool) { return shift(s, subscripts()) }

func shift(s string, table map[rune]rune) (string, bool) {
	var out strings.Builder
	for _, r := range s {
		to, ok := table[r]
		if !ok {
			return "", false
		}
		out.WriteRune(to)
	}
	return out.String(), s != ""
}

// doubleStruck is a text in the letters that name sets of numbers.
func doubleStruck(s string) string {
	return strings.NewReplacer("N", "ℕ", "Z", "ℤ", "Q", "ℚ", "R", "ℝ", "C", "ℂ", "P", "ℙ", "H", "ℍ").Replace(s)
}
