package web

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"strings"
	"sync"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// StandaloneOptions is what a page without a server needs besides the deck.
type StandaloneOptions struct {
	Phase     string        // whose silence the shape of a reflection fills over; "" for none in particular
	Pictures  deck.Pictures // nil for a deck without pictures
	Statement string        // stands behind the slides on paper and where scripts are off, never on a slide; "" for none
}

// Standalone writes the slides as one HTML file that needs nothing else: no server, no network, no other file. It
// shows them as the hall's page does and drives itself. Without scripts, and on paper, it is all slides as plain
// words.
//
// Unread lists the pictures that could not be read; their words stand in their places. The error is that of writing.
// The same arguments always give the same bytes.
func Standalone(p deck.Public, o StandaloneOptions, w io.Writer) (unread []error, err error) {
	return writeStandalone(p, o, standaloneParts(), w)
}

func writeStandalone(p deck.Public, o StandaloneOptions, parts parts, w io.Writer) (unread []error, err error) {
	out := bufio.NewWriter(w)
	style := parts.style + facesCSS(facesFor(p))
	writeHead(out, p, parts, style)
	body := &plainPage{out: out, from: o.Pictures, places: map[string]bool{}}
	body.write(p, o.Statement)
	if err := writeDeck(out, p, o.Phase); err != nil {
		return nil, fmt.Errorf("write page: %w", err)
	}
	fmt.Fprintf(out, "<script>%s</script>\n</body>\n</html>\n", parts.script)
	if err := out.Flush(); err != nil {
		return nil, fmt.Errorf("write page: %w", err)
	}
	return body.unread, nil
}

// parts are what every page without a server has in it.
type parts struct{ first, script, style string }

var standaloneParts = sync.OnceValue(func() parts { return partsOf(asset) }) //nolint:gochecknoglobals // A value that never changes.

// partsOf makes the parts of the modules that are read. The first script is run before anything shows, so that the
// plain words do not show first. Where the other one fails, they do.
func partsOf(read func(name string) (string, error)) parts {
	return parts{
		first:  embedded("first.js"),
		script: "\n" + mustBundle("standalone.js", read),
		style:  "\n" + themeCSS() + embedded("hall.css") + embedded("standalone.css"),
	}
}

// writeHead writes the page up to its slides.
func writeHead(out *bufio.Writer, p deck.Public, s parts, style string) {
	fmt.Fprintf(out, "<!doctype html>\n<html lang=\"%s\" data-theme=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
		html.EscapeString(cmp.Or(p.Lang, "en-GB")), html.EscapeString(p.Theme))
	fmt.Fprintf(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src %s %s; style-src %s; "+
		"img-src data:; font-src data:; base-uri 'none'; form-action 'none'\">\n", hashOf(s.first), hashOf(s.script), hashOf(style))
	_, _ = out.WriteString("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover\">\n" +
		"<meta name=\"referrer\" content=\"no-referrer\">\n<link rel=\"icon\" href=\"data:,\">\n")
	fmt.Fprintf(out, "<title>%s</title>\n<script>%s</script>\n<style>%s</style>\n</head>\n<body>\n",
		html.EscapeString(cmp.Or(p.Title, "Assembly")), s.first, style)
	_, _ = out.WriteString("<main id=\"stage\" class=\"frame\"></main>\n<div id=\"measure\" class=\"frame\" aria-hidden=\"true\"></div>\n" +
		"<p id=\"hint\">Swipe left for next, right for back</p>\n" +
		"<p id=\"trouble\" role=\"status\">Something went wrong on this page. If it does not go on, reload it.</p>\n<div id=\"cover\" hidden></div>\n" +
		"<p id=\"spoken\" class=\"spoken\" aria-live=\"polite\"></p>\n")
}

// facesFor are the faces that a deck is shown in: that of code only where there is code.
func facesFor(p deck.Public) []face {
	all := faces()
	for _, s := range p.Slides {
		if hasCode(s.Blocks) {
			return all
		}
	}
	return all[:1]
}

func hasCode(blocks []deck.Block) bool {
	for _, b := range blocks {
		if b.Kind == deck.Code || codeIn(b.Spans) || hasCode(b.Blocks) {
			return true
		}
		for _, it := range b.Items {
			if codeIn(it.Spans) || hasCode(it.Blocks) {
				return true
			}
		}
		for _, row := range b.Rows {
			for _, c := range row {
				if codeIn(c) {
					return true
				}
			}
		}
	}
	return false
}

func codeIn(spans []deck.Span) bool {
	for _, s := range spans {
		if s.Code {
			return true
		}
	}
	return false
}

// writeDeck writes what pupils may see of the deck for the script to read, and how long each reflection lasts, in
// milliseconds. As data in JSON, "<" and the line separators of Unicode are escaped, so that nothing ends the element.
func writeDeck(out *bufio.Writer, p deck.Public, phase string) error {
	value := struct {
		Deck     deck.Public
		Silences map[int]int64
	}{p, map[int]int64{}}
	for i, s := range p.Slides {
		if t := s.Reflection(phase); t > 0 {
			value.Silences[i] = t.Milliseconds()
		}
	}
	text, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("encode deck: %w", err)
	}
	fmt.Fprintf(out, "<script type=\"application/json\" id=\"deck\">%s</script>\n", bytes.TrimSpace(text))
	return nil
}

// escaped is text for markup; a line break that the author asked for stays one.
func escaped(text string) string {
	return strings.ReplaceAll(html.EscapeString(cell.Whole(strings.TrimRight(text, "\n"))), "\n", "<br>")
}
