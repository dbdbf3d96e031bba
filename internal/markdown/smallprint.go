package markdown

import (
	"strings"
	"unicode/utf8"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/spelling"

	"github.com/yuin/goldmark/text"
	"go.yaml.in/yaml/v4"
)

// maxSmallPrint is the length of the longest header or footer, in characters: no screen has room for more.
const maxSmallPrint = 200

// smallPrint makes a reader of the header, or the footer, of every slide.
func (f *front) smallPrint(to *string) func(string, *yaml.Node) {
	return func(key string, v *yaml.Node) {
		if v.Tag == "!!bool" {
			return // There is none.
		}
		if f.isText(v, key) {
			p := &page{sink: sink{book: f.book}, placeholders: *f.placeholders}
			*to = p.smallPrint(key, scalar(v), f.start(v))
		}
	}
}

// setSmallPrint sets the header or the footer of the slide.
func (p *page) setSmallPrint(name, source string, off int) {
	to := &p.slide.Header
	if name == "footer" {
		to = &p.slide.Footer
	}
	if *to = p.smallPrint(name, source, off); *to != "" {
		p.smallAt = off
	}
}

// smallPrint reads the text of a header or a footer, which comes from an offset of the source, as plain text on one line.
func (p *page) smallPrint(name, source string, off int) string {
	src := &excerpt{}
	src.flat(strings.ReplaceAll(source, "\n", " "), off)
	in := &inliner{page: p, src: src, notes: true}
	in.children(newLineParser().Parse(text.NewReader(src.text)), deck.Span{})
	if len(in.pictures) > 0 {
		p.placeholders.warnf(off, "%s: its picture is not shown: a %s is words", name, name)
	}
	line := oneLine(deck.PlainText(spansOf(in.out)))
	if utf8.RuneCountInString(line) <= maxSmallPrint {
		return line
	}
	p.placeholders.warnf(off, "%s: only %d letters are kept: expected a few words", name, maxSmallPrint)
	return oneLine(string([]rune(line)[:maxSmallPrint-1])) + "\u2026"
}

// nearSetting is the setting that a key nearly is, or "". A reader and a leader are people, whom notes name.
func nearSetting(key string) string {
	near := spelling.Nearest(key, settingKeys())
	if near == "header" || near == "footer" {
		return ""
	}
	return near
}
