package pptx

import (
	"cmp"
	"math"
	"strings"
	"unicode/utf8"
)

// typewriter is on every computer with PowerPoint, as Arial is.
const typewriter = "Courier New"

// mostLeading is the widest line spacing that the format knows, in points.
const mostLeading = 1584

// settled is the text with its measures in the range of the format, and with its lines broken where
// their text has line breaks.
func (t Text) settled() Text {
	t.Size = limit(t.Size, 1, 4000)
	t.Leading = limit(cmp.Or(t.Leading, 1.2*t.Size), 1, mostLeading)
	t.Hanging = limit(t.Hanging, 0, mostPage)
	t.Lines = broken(t.Lines)
	return t
}

// broken breaks lines again where a run has a line break of its own.
func broken(lines []Line) []Line {
	var out []Line
	for _, line := range lines {
		out = append(out, nil)
		for _, run := range line {
			for i, part := range pieces(run.Text) {
				if i > 0 {
					out = append(out, nil)
				}
				run.Text = part
				out[len(out)-1] = append(out[len(out)-1], run)
			}
		}
	}
	return out
}

// pieces are the lines of a text; a vertical tab is what PowerPoint itself takes for a line break.
func pieces(text string) []string {
	return strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n").Replace(text), "\n")
}

// words are the text in one line, as an outline shows it.
func (t Text) words() string {
	var lines []string
	for _, line := range t.Lines {
		var b strings.Builder
		for _, run := range line {
			b.WriteString(run.Text)
		}
		lines = append(lines, strings.TrimSpace(b.String()))
	}
	return strings.Join(strings.Fields(clean(strings.Join(lines, " "))), " ")
}

// body is the text of a shape. Its box has no margins, never breaks a line and never changes the size
// of the type, as the two programs would not do that alike.
func (t Text) body(lang string, theme Theme) node {
	par := el("a:p", t.paragraph())
	for i, line := range t.Lines {
		if i > 0 {
			par = par.add(el("a:br", t.look("a:rPr", Run{}, lang, theme)))
		}
		if marker, literal := t.marker(); i == 0 && literal {
			line = append(Line{{Text: marker + "\t", Colour: first(line).Colour, Bold: first(line).Bold}}, line...)
		}
		for _, run := range line {
			if run.Text != "" {
				par = par.add(el("a:r", t.look("a:rPr", run, lang, theme), el("a:t").holding(run.Text)))
			}
		}
	}
	par = par.add(t.look("a:endParaRPr", Run{}, lang, theme))
	return el("p:txBody", exactBody(), el("a:lstStyle"), par)
}

func exactBody() node {
	return el("a:bodyPr", el("a:noAutofit")).with("vert", "horz", "wrap", "none",
		"lIns", "0", "tIns", "0", "rIns", "0", "bIns", "0", "rtlCol", "0", "anchor", "t")
}

func first(line Line) Run {
	if len(line) == 0 {
		return Run{}
	}
	return line[0]
}

func (t Text) paragraph() node {
	p := el("a:pPr")
	indent := 0
	if t.Bullet != "" {
		indent = units(t.Hanging)
	}
	return p.with("marL", number(indent), "indent", number(-indent), "algn", t.Align.String(), "rtl", flag(t.RTL)).
		add(el("a:lnSpc", points(t.Leading)), el("a:spcBef", points(0)), el("a:spcAft", points(0))).
		add(t.bullet()...)
}

func points(v float64) node { return el("a:spcPts").with("val", hundredths(v, 0, mostLeading)) }

// String is the alignment as the format names it.
func (a Align) String() string {
	switch a {
	case Centre:
		return "ctr"
	case Right:
		return "r"
	default:
		return "l"
	}
}

// bullet is a mark that PowerPoint keeps in front of the paragraph.
func (t Text) bullet() []node {
	marker, literal := t.marker()
	if marker == "" || literal {
		return []node{el("a:buNone")}
	}
	if kind, start := numbered(marker); kind != "" {
		return []node{el("a:buFont").with("typeface", "+mj-lt"),
			el("a:buAutoNum").with("type", kind, "startAt", number(start))}
	}
	return []node{el("a:buFont").with("typeface", "Arial"), el("a:buChar").with("char", marker)}
}

// marker is the bullet, and whether it has to be written into the text as PowerPoint has none like it.
func (t Text) marker() (string, bool) {
	marker := strings.TrimSpace(clean(t.Bullet))
	kind, _ := numbered(marker)
	return marker, marker != "" && kind == "" && utf8.RuneCountInString(marker) > 1
}

// numbered is PowerPoint's name for the kind of a number such as "3." or "3)", with the number.
func numbered(marker string) (string, int) {
	kinds := map[byte]string{'.': "arabicPeriod", ')': "arabicParenR"}
	if len(marker) < 2 || len(marker) > 6 || kinds[marker[len(marker)-1]] == "" || marker[0] == '0' {
		return "", 0
	}
	n := 0
	for _, digit := range []byte(marker[:len(marker)-1]) {
		if digit < '0' || digit > '9' {
			return "", 0
		}
		n = 10*n + int(digit-'0')
	}
	if n > math.MaxInt16 {
		return "", 0
	}
	return kinds[marker[len(marker)-1]], n
}

// look is what a run looks like. Everything is said, so that nothing depends on a master.
func (t Text) look(name string, run Run, lang string, theme Theme) node {
	r := el(name, theme.fill(run.Colour, theme.Text)).
		with("lang", language(t.Lang, lang), "sz", hundredths(t.Size, 1, 4000), "b", flag(run.Bold))
	if run.Strike {
		r = r.with("strike", "sngStrike")
	}
	if t.Mono {
		r = r.add(el("a:latin").with("typeface", typewriter), el("a:cs").with("typeface", typewriter))
	}
	return r.with("dirty", "0")
}

// language is the first of some names that can be one.
func language(names ...string) string {
	for _, name := range names {
		if isLanguage(name) {
			return name
		}
	}
	return "en-GB"
}

func isLanguage(name string) bool {
	for i, part := range strings.Split(name, "-") {
		if len(part) < 1 || len(part) > 8 || i == 0 && len(part) < 2 {
			return false
		}
		for _, r := range part {
			letter := r|0x20 >= 'a' && r|0x20 <= 'z'
			if !letter && (i == 0 || r < '0' || r > '9') {
				return false
			}
		}
	}
	return true
}
