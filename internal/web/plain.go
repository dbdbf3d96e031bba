package web

import (
	"bufio"
	"encoding/base64"
	"errors"
	"fmt"
	"html"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// plainPage writes all slides below each other, with all that their steps show, as markup that needs no script. It
// is also what a page without a server prints. Each picture is in it once; on paper the script puts it wherever it
// belongs.
type plainPage struct {
	out    *bufio.Writer // keeps the first error of writing
	from   deck.Pictures
	places map[string]bool // by a picture's ID: whether it could be read
	unread []error
}

var errNoPictures = errors.New("there is nowhere to read it from")

// longText is how many bytes of words a slide has that is printed smaller.
const longText = 420

func (w *plainPage) write(p deck.Public, statement string) {
	w.put("<div id=\"plain\">\n")
	for _, s := range p.Slides {
		w.slide(s)
	}
	if statement != "" {
		w.put("<section class=\"long\">\n<p>%s</p>\n</section>\n", escaped(statement))
	}
	w.put("</div>\n")
}

func (w *plainPage) put(format string, values ...any) {
	_, _ = fmt.Fprintf(w.out, format, values...) // The writer keeps the error.
}

// words writes an element of words, unless there are none.
func (w *plainPage) words(tag, text string) {
	if strings.TrimSpace(text) != "" {
		name, _, _ := strings.Cut(tag, " ")
		w.put("<%s dir=\"auto\">%s</%s>\n", tag, text, name)
	}
}

func (w *plainPage) slide(s deck.PublicSlide) {
	w.put("<section class=\"%s\">\n", sizeOf(s))
	w.words(`p class="small"`, escaped(s.Header))
	switch {
	case s.Layout == deck.LayoutMessage:
		w.message(s)
	case len(s.Rows) > 0:
		w.words("h2", escaped(deck.PlainText(s.Heading())))
		w.rows(s.Rows)
	default:
		w.blocks(s.Blocks)
	}
	w.words(`p class="small"`, escaped(s.Footer))
	w.put("</section>\n")
}

// sizeOf says how large a slide is printed.
func sizeOf(s deck.PublicSlide) string {
	switch s.Layout {
	case deck.LayoutMessage, deck.LayoutTitle, deck.LayoutReflection, deck.LayoutImage:
		return "big"
	}
	if len(s.Text()) > longText {
		return "long"
	}
	return ""
}

// message has the message and the words to remember; what a message slide does not show is not printed either.
func (w *plainPage) message(s deck.PublicSlide) {
	w.words("h2", escaped(deck.PlainText(s.Heading())))
	if b := s.Below(); b != nil {
		w.words(`p class="remember"`, spans(b.Spans))
	}
}

func (w *plainPage) rows(rows []deck.Row) {
	w.put("<dl>\n")
	for _, r := range rows {
		class := ""
		if r.Apart {
			class = ` class="apart"`
		}
		w.put("<div%s>", class)
		if r.Image != nil {
			w.picture(r.Image)
		} else {
			w.words("dt", escaped(r.Label))
		}
		if r.Number != "" {
			w.put("<dd dir=\"ltr\">%s</dd>", escaped(strings.ReplaceAll(r.Number, " ", "\u00a0")))
		}
		w.put("</div>\n")
	}
	w.put("</dl>\n")
}

func (w *plainPage) blocks(blocks []deck.Block) {
	for _, b := range blocks {
		w.block(b)
	}
}

func (w *plainPage) block(b deck.Block) {
	switch b.Kind {
	case deck.Heading:
		w.words(fmt.Sprintf("h%d", min(max(b.Level, 1)+1, 6)), spans(b.Spans))
	case deck.List:
		w.list(b)
	case deck.Quote:
		w.put("<blockquote>\n")
		w.blocks(b.Blocks)
		w.put("</blockquote>\n")
	case deck.Code:
		w.put("<pre><code>%s</code></pre>\n", html.EscapeString(b.Text))
	case deck.Table:
		w.table(b)
	case deck.Picture:
		w.picture(b.Image)
	default:
		w.words("p", spans(b.Spans))
	}
}

func (w *plainPage) list(b deck.Block) {
	tag, start := "ul", ""
	if b.Ordered {
		tag, start = "ol", fmt.Sprintf(" start=\"%d\"", b.Start)
	}
	w.put("<%s%s>\n", tag, start)
	for _, it := range b.Items {
		w.put("<li dir=\"auto\">%s", spans(it.Spans))
		w.blocks(it.Blocks)
		w.put("</li>\n")
	}
	w.put("</%s>\n", tag)
}

func (w *plainPage) table(b deck.Block) {
	w.put("<table>\n")
	tag := `th scope="col"`
	for _, row := range b.Rows {
		w.put("<tr>")
		for _, c := range row {
			w.put("<%s dir=\"auto\">%s</%s>", tag, spans(c), tag[:2])
		}
		w.put("</tr>\n")
		tag = "td"
	}
	w.put("</table>\n")
}

// picture writes a picture, the place of one that is in the page already, or its words.
func (w *plainPage) picture(im *deck.Image) {
	if im == nil || im.File == nil {
		w.words("p", escaped(im.InWords()))
		return
	}
	alt := html.EscapeString(im.Alt)
	readable, met := w.places[im.File.ID]
	switch {
	case !met:
		w.firstPicture(im, alt)
	case readable:
		w.put("<figure data-again=\"%s\">%s</figure>\n", html.EscapeString(im.File.ID), alt)
	default:
		w.words("p", escaped(im.InWords()))
	}
}

func (w *plainPage) firstPicture(im *deck.Image, alt string) {
	data, err := w.read(im.File)
	w.places[im.File.ID] = err == nil
	if err != nil {
		w.unread = append(w.unread, fmt.Errorf("read picture %q: %w", im.Alt, err))
		w.words("p", escaped(im.InWords()))
		return
	}
	w.put("<figure><img alt=\"%s\" data-picture=\"%s\" src=\"data:image/%s;base64,", alt, html.EscapeString(im.File.ID), html.EscapeString(im.File.Kind))
	e := base64.NewEncoder(base64.StdEncoding, w.out)
	_, _ = e.Write(data) // The writer below keeps the error.
	_ = e.Close()
	w.put("\"></figure>\n")
}

func (w *plainPage) read(f *deck.File) ([]byte, error) {
	if w.from == nil {
		return nil, errNoPictures
	}
	return w.from.ReadPicture(f.ID)
}

// spans writes styled words.
func spans(all []deck.Span) string {
	var b strings.Builder
	for _, s := range all {
		text := strings.ReplaceAll(html.EscapeString(cell.Whole(s.Text)), "\n", "<br>")
		for _, style := range []struct {
			on  bool
			tag string
		}{{s.Code, "code"}, {s.Strike, "s"}, {s.Emph, "em"}, {s.Strong, "strong"}} {
			if style.on {
				text = "<" + style.tag + ">" + text + "</" + style.tag + ">"
			}
		}
		b.WriteString(text)
	}
	return b.String()
}
