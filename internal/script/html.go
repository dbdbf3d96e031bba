package script

import (
	"bufio"
	"cmp"
	"encoding/base64"
	"fmt"
	"html"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// HTML writes the document as one page of HTML: no scripts, and nothing that is fetched from elsewhere. It prints on A4,
// or on A6 for cards, and can be read on any screen.
func (doc *Document) HTML(w io.Writer) error {
	h := &htmlWriter{Writer: bufio.NewWriter(w)}
	h.put(`<!DOCTYPE html>`, "\n", `<html lang="`, language(doc.Lang), `">`, "\n<head>\n<meta charset=\"utf-8\">\n",
		`<meta name="viewport" content="width=device-width, initial-scale=1">`, "\n<title>", esc(doc.Short()), "</title>\n<style>\n",
		style(doc), "</style>\n</head>\n<body>\n<main>\n")
	h.head(doc)
	doc.Sections(func(s Section) bool {
		h.section(s)
		return h.err == nil
	})
	h.put("</main>\n</body>\n</html>\n")
	if err := cmp.Or(h.err, h.Flush()); err != nil {
		return fmt.Errorf("write HTML: %w", err)
	}
	return nil
}

// htmlWriter writes HTML, and keeps the first error and the lists that are open.
type htmlWriter struct {
	*bufio.Writer
	err  error
	open []list
}

// list is an open list whose last item is open too.
type list struct {
	level int
	tag   string
}

func (h *htmlWriter) put(all ...string) {
	for _, s := range all {
		if h.err == nil {
			_, h.err = h.WriteString(s)
		}
	}
}

// esc is text as HTML has it.
func esc(text string) string { return html.EscapeString(text) }

// whole is escaped text whose numbers stay on one line.
func whole(text string) string { return eachNumber(esc(text), unbroken) }

var tag = regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$`)

// language is a language tag that may stand in an attribute.
func language(lang string) string {
	if tag.MatchString(lang) {
		return lang
	}
	return "en-GB"
}

func (h *htmlWriter) head(doc *Document) {
	h.put("<header>\n<h1 dir=\"auto\">", whole(doc.Short()), "</h1>\n")
	if doc.SubTitle != "" {
		h.put(`<p class="subtitle" dir="auto">`, whole(doc.SubTitle), "</p>\n")
	}
	if len(doc.Facts) > 0 {
		h.put("<dl>\n")
		for _, f := range doc.Facts {
			h.put("<div><dt>", esc(f.Name), ":</dt> <dd>", whole(f.Value), "</dd></div>\n")
		}
		h.put("</dl>\n")
	}
	if doc.Statement != "" {
		h.put("<aside><p>", whole(doc.Statement), "</p></aside>\n")
	}
	h.put("</header>\n")
}

func (h *htmlWriter) section(s Section) {
	class := ""
	if s.Alone {
		class = ` class="alone"`
	}
	h.put("<section", class, ">\n<h2 dir=\"auto\">", whole(s.Heading()), "</h2>\n")
	if len(s.Facts) > 0 {
		h.put(`<p class="facts"><span>`, strings.Join(escaped(s.Facts), "</span> <span>"), "</span></p>\n")
	}
	drawn := h.images(s.Images)
	for _, p := range s.Parts {
		if p.Shown && drawn {
			continue // The pictures have it in their alternative text.
		}
		if p.Title != "" {
			h.put("<h3>", whole(p.Title), "</h3>\n")
		}
		for _, b := range p.Blocks {
			h.block(b)
		}
		h.close(0)
	}
	h.put("</section>\n")
}

func escaped(texts []string) []string {
	var out []string
	for _, t := range texts {
		out = append(out, whole(t))
	}
	return out
}

// images writes pictures, and reports whether they were all drawn.
func (h *htmlWriter) images(all []Image) (drawn bool) {
	class := ""
	if len(all) > 1 {
		class = ` class="pair"`
	}
	drawn = len(all) > 0
	for i, draw := range all {
		if h.err != nil {
			return false
		}
		if i == 0 {
			h.put("<figure", class, ">\n")
		}
		drawn = h.image(draw()) && drawn
		if i == len(all)-1 {
			h.put("</figure>\n")
		}
	}
	return drawn
}

// image writes a picture, or why it cannot be drawn.
func (h *htmlWriter) image(data []byte, alt string) (drawn bool) {
	if len(data) == 0 {
		h.put("<p dir=\"auto\">", esc(notDrawn(alt)), "</p>\n")
		return false
	}
	h.put(`<img src="data:image/png;base64,`)
	if h.err == nil {
		e := base64.NewEncoder(base64.StdEncoding, h)
		_, err := e.Write(data)
		h.err = cmp.Or(err, e.Close())
	}
	h.put(`" alt="`, esc(oneLine(alt)), "\">\n")
	return true
}

// close ends the lists that stand deeper than a level.
func (h *htmlWriter) close(level int) {
	for len(h.open) > 0 && h.open[len(h.open)-1].level > level {
		last := h.open[len(h.open)-1]
		h.open = h.open[:len(h.open)-1]
		h.put("</li></", last.tag, ">\n")
	}
}

func (h *htmlWriter) block(b Block) {
	switch b.Kind {
	case Item, Tick, Number:
		h.item(b)
		return
	case Quote:
		h.close(b.Level - 1)
		h.put("<blockquote><p dir=\"auto\">", esc(bullet(b)), runs(b.Runs), "</p></blockquote>\n")
		return
	case Paragraph, Code, Table, Say, Direction, Blank:
	}
	h.close(b.Level)
	switch b.Kind {
	case Code:
		h.put("<pre>", whole(b.Text()), "</pre>\n")
	case Table:
		h.table(b)
	case Say, Direction:
		h.cue(b)
	case Blank:
		h.put(`<p class="blank"><span dir="auto">`, runs(b.Runs), "</span></p>\n")
	default:
		h.put("<p dir=\"auto\">", runs(b.Runs), "</p>\n")
	}
}

// item writes an item of a list, which stays open for what stands within it.
func (h *htmlWriter) item(b Block) {
	level, as, start := max(b.Level, 1), "ul", ""
	n, err := strconv.Atoi(strings.TrimRight(b.Marker, ".)"))
	if b.Kind == Item && err == nil {
		as, start = "ol", ` value="`+strconv.Itoa(n)+`"`
	}
	h.close(level)
	if last := len(h.open) - 1; last >= 0 && h.open[last].level == level {
		if h.open[last].tag == as {
			h.put("</li>\n")
		} else {
			h.close(level - 1)
		}
	}
	if last := len(h.open) - 1; last < 0 || h.open[last].level < level {
		h.open = append(h.open, list{level, as})
		h.put("<", as, listClass(b.Kind), ">\n")
	}
	h.put("<li", start, itemClass(b), " dir=\"auto\">")
	if b.Kind == Number {
		h.put("<span>", runs(b.Runs), "</span> <strong>", esc(b.Marker), "</strong>")
		return
	}
	h.put(runs(b.Runs), runs(b.Spare))
}

func listClass(k Kind) string {
	switch k {
	case Tick:
		return ` class="ticks"`
	case Number:
		return ` class="numbers"`
	default:
		return ""
	}
}

func itemClass(b Block) string {
	if b.Apart {
		return ` class="apart"`
	}
	return ""
}

func (h *htmlWriter) table(b Block) {
	h.put("<table>\n")
	for i, row := range b.Rows {
		as := "td"
		if i == 0 {
			as = "th"
		}
		h.put("<tr>")
		for _, c := range row {
			h.put("<", as, " dir=\"auto\">", whole(c), "</", as, ">")
		}
		h.put("</tr>\n")
	}
	h.put("</table>\n")
}

// cue writes words beside their cue.
func (h *htmlWriter) cue(b Block) {
	class := "say"
	if b.Kind == Direction {
		class = "do"
	}
	h.put(`<p class="`, class, `">`)
	if b.Cue != "" {
		h.put(`<strong class="cue">`, esc(strings.TrimRight(b.Cue+colon(b), " ")), "</strong> ")
	}
	if len(b.Runs) > 0 {
		h.put("<span", indented(b.Level), " dir=\"auto\">", esc(bullet(b)), runs(b.Runs), "</span>")
	}
	h.put("</p>\n")
}

// indented is the class of words in a list.
func indented(level int) string {
	if level = min(level-1, deepest); level > 0 {
		return ` class="in` + strconv.Itoa(level) + `"`
	}
	return ""
}

func runs(all []Run) string {
	var b strings.Builder
	for _, r := range all {
		text := strings.ReplaceAll(whole(r.Text), "\n", "<br>\n")
		if r.Strong {
			text = "<strong>" + text + "</strong>"
		}
		b.WriteString(text)
	}
	return b.String()
}

func unbroken(number string) string { return `<span class="n">` + number + `</span>` }
