package script

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The sizes of print, in points. The type of cards is as large as that of pages.
const (
	bodySize  = 14
	largeSize = 18
	spacing   = 1.5 // from line to line, in sizes

	cardSpacing = 1.3
)

// size is that of the document's type, in points.
func (doc *Document) size() int {
	if doc.Large {
		return largeSize
	}
	return bodySize
}

// style is the document's style sheet. Lines are short enough for 66 characters in the widths of common faces, and the
// room beside them is for handwriting.
func style(doc *Document) string {
	page, measure := "A4; margin: 15mm 14mm 18mm 18mm", 30
	switch {
	case doc.Cards:
		page, measure = "105mm 148mm; margin: 8mm 8mm 14mm", 40
	case doc.Wide:
		page, measure = "A4; margin: 12mm 14mm 17mm 18mm", 30
	}
	if doc.Large && !doc.Cards {
		measure = 28
	}
	foot := fmt.Sprintf("@page { size: %s;\n"+
		"  @bottom-left { content: %s; font: %dpt Arial, Helvetica, sans-serif }\n"+
		"  @bottom-right { content: \"%s \" counter(page) \" of \" counter(pages); font: %dpt Arial, Helvetica, sans-serif } }\n",
		page, cssString(footTitle(doc)), bodySize, doc.sheet(), bodySize)
	class := ""
	switch {
	case doc.Cards:
		class = cardStyle
	case doc.Wide:
		class = wideStyle
	}
	return fmt.Sprintf(":root { --size: %dpt; --measure: %dem; --spacing: %s }\n", doc.size(), measure,
		strconv.FormatFloat(spacing, 'g', -1, 64)) + commonStyle + foot + class
}

// sheet is what the document's pages are called.
func (doc *Document) sheet() string {
	if doc.Cards {
		return "Card"
	}
	return "Page"
}

// footTitle is the document's name where there is room for it at the foot of a page, and else what it is.
func footTitle(doc *Document) string {
	const most = 36
	if doc.Cards {
		return ""
	}
	if title := doc.Short(); utf8.RuneCountInString(title) <= most {
		return title
	}
	return doc.Kind
}

// cssString is a text as a string of CSS, in which nothing can end the string or the style sheet.
func cssString(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		if r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "\\%06X", r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// commonStyle is for screens and for paper. Cues are labels and stand beside their words; on a narrow screen above them.
const commonStyle = `* { box-sizing: border-box }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100% }
body { margin: 0; color: #000; background: #fff; font: var(--size)/var(--spacing) Arial, Helvetica, "Liberation Sans", sans-serif; text-align: start; text-wrap: pretty; overflow-wrap: anywhere }
main { max-width: calc(var(--measure) + 3rem); margin: 0 auto; padding: 1rem 1.5rem 3rem }
h1, h2, h3, p, dl, ul, ol, pre, table, figure, blockquote { margin: 0 0 .6em }
h1, h2, h3 { line-height: 1.3; break-after: avoid }
h1 { font-size: 1.6em }
h2 { font-size: 1.25em; border-top: 2pt solid #000; padding-top: .4em; margin-top: 1.4em }
h3 { font-size: 1em; margin-top: 1em; margin-bottom: .3em }
dl div { display: flex; gap: .5em }
dt { flex: none } dd { margin: 0; font-weight: bold }
aside { border: 1.5pt solid #000; padding: .5em .7em }
aside p { margin: 0 }
.facts { break-after: avoid } .facts span { white-space: nowrap }
p, li { max-width: 28em; orphans: 3; widows: 3 }
.facts { max-width: none }
.n { white-space: nowrap }
.say, .do { max-width: 30em }
.say, .do { padding-inline-start: 4em; position: relative; break-inside: avoid }
.do { padding-inline-start: 0; display: flex; gap: .5em; font-weight: bold; margin-bottom: .3em }
.do:last-child { break-before: avoid }
.do + .say, .say + .do { margin-top: .6em }
.do .cue { min-width: 3.5em; flex: none }
.say .cue { position: absolute; inset-inline-start: 0 }
.say > span, .do > span { display: block }
.do > span { font-weight: normal }
.in1 { margin-inline-start: 1.2em } .in2 { margin-inline-start: 2.4em } .in3 { margin-inline-start: 3.6em }
.in4 { margin-inline-start: 4.8em } .in5 { margin-inline-start: 6em } .in6 { margin-inline-start: 7.2em }
ul, ol { padding-inline-start: 1.6em }
blockquote { border-inline-start: 3pt solid #000; padding-inline-start: .8em }
blockquote p { margin: 0 }
pre { white-space: pre-wrap; font-family: "Courier New", "Liberation Mono", monospace }
table { border-collapse: collapse } th, td { border: 1pt solid #000; padding: .1em .5em; text-align: start; text-wrap: pretty; vertical-align: top }
figure img { display: block; max-width: 100%; max-height: 75mm; border: 1pt solid #000 } .pair { display: flex; flex-wrap: wrap; gap: .8em } .pair img { max-width: 47% }
.ticks { list-style: none; padding: 0 } .ticks li { position: relative; padding-inline-start: 1.8em; margin-bottom: .25em; break-inside: avoid }
.ticks li::before { content: ""; position: absolute; inset-inline-start: 0; top: .3em; width: .85em; height: .85em; border: 1.5pt solid #000 }
.blank { display: flex; gap: .5em; max-width: none } .blank::after { content: ""; flex: 1; border-bottom: 1pt solid #000 }
.numbers { list-style: none; padding: 0 } .numbers li { padding: .4em 0; break-inside: avoid }
.numbers li > span { display: block; font-size: 1.3em } .numbers strong { font-size: 3em; line-height: 1.15; white-space: nowrap }
.numbers .apart { border-top: 3pt solid #000; margin-top: .8em; padding-top: 1em }
@media screen and (max-width: 30rem) {
  body { font-size: 1.15rem }
  main { padding: .75rem 1rem 2rem }
  .say { padding-inline-start: 0 } .say .cue { position: static; display: block }
  .numbers strong { font-size: 2.2em }
}
@media print {
  main { max-width: var(--measure); margin: 0; padding: 0 }
  section { break-inside: avoid } figure img { max-height: 60mm }
  h2 { margin-top: 1em }
  .alone { break-before: page }
}
`

// cardStyle puts each section on a card of its own, with less air.
const cardStyle = `@media print {
  body { line-height: 1.3 }
  section { break-before: page; break-inside: auto }
  h1 { font-size: 1.2em } h2 { font-size: 1.1em; margin-top: 0; border: 0; padding: 0 }
  .say { padding-inline-start: 0; break-inside: auto } .say .cue { position: static } .do .cue { min-width: 0 }
  .say > span { display: inline }
  .numbers li > span { font-size: 1em } .numbers strong { font-size: 2em }
}
`

// wideStyle lets lines be as long as 66 characters may be, and sets a sheet closer.
const wideStyle = `p, li { max-width: 28em } .ticks li { max-width: 29.8em; margin-bottom: .1em }
dl { display: flex; flex-wrap: wrap; gap: 0 1.5em } h1, dl, aside, ul { margin-bottom: .3em }
h1 { font-size: 1.4em } h2 { margin-top: .5em; padding-top: .2em; border-width: 1pt; margin-bottom: .2em }
`
