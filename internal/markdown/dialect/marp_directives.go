package dialect

import (
	"bytes"
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// marpDirectives are the directives, with a space around each. With _ before it one is for one slide.
const marpDirectives = " theme style headingDivider lang size math title author description keywords url image marp " +
	"paginate header footer class backgroundColor backgroundImage backgroundPosition backgroundRepeat backgroundSize color transition " +
	"$theme $size $width $height page_number template prerender $prerender "

// marpIgnored are comments that are neither directives nor notes. Those that begin with a mark are directives
// of its predecessor.
var marpIgnored = lazyregexp.New(`^(fit$|(prettier|dprint)-ignore|markdownlint-|textlint-|cspell:|lint (disable|enable|ignore)|[$*]\w+:|$)`)

// comment reads a comment, and reports whether it is a note.
func (p *marpPage) comment(from, to int) bool {
	text := bytes.Trim(p.file.Text[from:to], " \t\n-")
	if marpIgnored.Match(text) {
		return false
	}
	front, ok := looseSettings(text)
	if !ok || !slices.ContainsFunc(front.Keys(), isMarpDirective) {
		return true
	}
	local, spot := marginals(front)
	for key, value := range local {
		p.local[key] = value
	}
	for key, value := range spot {
		p.spot[key] = value
	}
	for _, key := range []string{"backgroundImage", "_backgroundImage"} {
		if name := front.Text(key); strings.HasPrefix(name, "url(") {
			p.unusedLook("background pictures", "", clipped(name), from)
		}
	}
	return false
}

func isMarpDirective(key string) bool {
	return strings.Contains(marpDirectives, " "+strings.TrimPrefix(key, "_")+" ")
}

// How long a header or a footer may be, in bytes: its words, and with its marks.
const (
	mostMargin  = 200
	mostMarking = 4 << 10
)

// marginMarks are marks of Markdown and HTML, which a header does not have: the words of a link stay.
var marginMarks = lazyregexp.New(`<[^>]*>|\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])`)

// headerPicture is a picture in a header or a footer.
var headerPicture = lazyregexp.New(`!\[[^\]]*\]\([^)]*\)`)

// marginText is the text of a header or a footer as a comment may hold it. It is made once for all slides.
func (d *marpDeck) marginText(text, key string, at int) string {
	words, ok := d.words[text]
	if !ok {
		words = d.marginWords(text, key, at)
		d.words[text] = words
	}
	return words
}

// marginWords are the words of a header or a footer.
func (d *marpDeck) marginWords(text, key string, at int) string {
	words := ""
	if len(text) <= mostMarking {
		if picture := headerPicture.FindString(text); picture != "" {
			d.unused("pictures in headers and footers", "", clipped(picture), at)
		}
		words = marginMarks.ReplaceAllString(headerPicture.ReplaceAllString(text, ""), "$1")
		words = strings.NewReplacer("-->", "", "<!--", "", "{{", "{ {", "**", "", "__", "", "`", "").Replace(words)
	}
	if len(text) > mostMarking || len(words) > mostMargin {
		d.unused("long headers and footers", "", key, at)
		return ""
	}
	return strings.TrimSpace(words)
}
