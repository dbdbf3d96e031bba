package markdown

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/markdown/tex"

	"github.com/yuin/goldmark/ast"
)

// tagStyle is a style that a tag of HTML began, together with those around it.
type tagStyle struct {
	name string
	deck.Span
	script byte // '^' for a superscript, '_' for a subscript
}

// maxStyles is how deep tags of style nest.
const maxStyles = 32

// rawHTML follows a tag within a paragraph or a heading. One that begins a block begins a line.
func (in *inliner) rawHTML(n *ast.RawHTML) {
	t, ok := parseTag(n.Segments.Value(in.src.text), n.Segments.At(0).Start)
	if ok && t.name == "aside" {
		in.page.countAside(t)
	}
	if ok && t.name == "pre" {
		in.pre = !t.end
	}
	switch {
	case !ok:
		in.page.leave(string(n.Segments.Value(in.src.text)[:2]), n.Segments.At(0).Start)
	case in.tag(t) || t.end && (t.name == "td" || t.name == "li"):
	case t.name == "td" || t.name == "th":
		in.add(" ", deck.Span{})
	default:
		in.newLine()
		if t.name == "li" {
			in.add("\u2022 ", deck.Span{})
		}
	}
}

// newLine ends a line of text that is not empty.
func (in *inliner) newLine() {
	if n := len(in.out); n > 0 && !strings.HasSuffix(in.out[n-1].Text, "\n") {
		in.add("\n", deck.Span{})
	}
}

// isEmpty reports whether nothing has been collected.
func (in *inliner) isEmpty() bool { return len(in.out) == 0 && len(in.pictures) == 0 }

// tag follows a tag that matters within a line, and reports whether it does not begin or end a block.
func (in *inliner) tag(t tag) bool {
	switch {
	case in.dropped != "":
		if t.end && t.name == in.dropped {
			in.dropped = ""
		}
	case isDropped(t):
		in.drop(t)
	case t.isNotes():
		in.page.leave("<"+t.name+" class=\"notes\">", t.off)
		in.dropped = t.name
	case t.name == "br":
		in.add("\n", deck.Span{})
	case t.name == "img" && !t.end:
		in.img(t)
	case t.name == "q" && t.end:
		in.add("\u201d", deck.Span{})
	case t.name == "q":
		in.add("\u201c", deck.Span{})
	case isBlockTag(t.name):
		return false
	case t.end:
		in.endStyle(t.name)
	case !t.empty:
		in.beginStyle(t)
		in.page.warnUnknown(t)
	}
	return true
}

// shows reports whether a tag shows something by itself.
func shows(t tag) bool { return t.name == "br" || t.name == "img" || t.name == "q" }

// drop leaves out an element. Without an end below it only its tag is left out.
func (in *inliner) drop(t tag) {
	if t.end {
		return
	}
	in.page.leave("<"+t.name+">", t.off)
	if !t.empty && in.page.endsBelow(t.name, t.off) {
		in.dropped = t.name
	}
}

// beginStyle begins the style of a tag that has one.
func (in *inliner) beginStyle(t tag) {
	var s tagStyle
	if n := len(in.html); n > 0 {
		s = in.html[n-1]
	}
	switch s.name = t.name; t.name {
	case "b", "strong":
		s.Strong = true
	case "em", "i", "cite", "dfn", "var":
		s.Emph = true
	case "del", "s", "strike":
		s.Strike = true
	case "code", "kbd", "samp", "tt":
		s.Code = true
	case "sup":
		s.script = '^'
	case "sub":
		s.script = '_'
	case "a":
		s.Link = oneLine(in.page.placeholders.restore(t.attr("href"), false))
	default:
		return
	}
	if len(in.html) < maxStyles {
		in.html = append(slices.Clip(in.html), s)
	}
}

// inCode reports whether HTML has begun code that has not ended.
func (in *inliner) inCode() bool {
	return in.page.openCode || in.pre || len(in.html) > 0 && in.html[len(in.html)-1].Code
}

// endStyle ends the innermost style of a tag, and those within it.
func (in *inliner) endStyle(name string) {
	if name == "code" {
		in.page.openCode = false
	}
	for i := len(in.html) - 1; i >= 0; i-- {
		if in.html[i].name == name {
			in.html = in.html[:i]
			return
		}
	}
}

// styled is text in a style, and in those that HTML began around it.
func (in *inliner) styled(text string, s deck.Span) deck.Span {
	s.Text = text
	if len(in.html) == 0 {
		return s
	}
	own := in.html[len(in.html)-1]
	s.Strong, s.Emph, s.Strike, s.Code = s.Strong || own.Strong, s.Emph || own.Emph, s.Strike || own.Strike, s.Code || own.Code
	if s.Link == "" {
		s.Link = own.Link
	}
	if s.Code && text == "\n" {
		s.Code = false // Code has no line breaks.
	}
	if own.script != 0 {
		s.Text = script(own.script, text)
	}
	return s
}

// script is a short text raised or lowered. Longer ones are only small, and Unicode has no small letters that are
// easy to read.
func script(mark byte, text string) string {
	const most = 4
	shift := tex.Subscript
	if mark == '^' {
		shift = tex.Superscript
	}
	shifted, ok := shift(text)
	switch {
	case utf8.RuneCountInString(text) > most || strings.TrimSpace(text) == "":
		return text
	case ok:
		return shifted
	case mark == '^':
		return "^(" + text + ")"
	}
	return text
}

// img adds a picture.
func (in *inliner) img(t tag) {
	path := t.attr("src")
	if path == "" {
		path = t.attr(":src") // Vue's.
	}
	restore := func(s string) string { return oneLine(in.page.placeholders.restore(s, false)) }
	in.picture(&deck.Image{Path: restore(path), Alt: restore(t.attr("alt"))}, t.off)
}

// isDropped reports whether an element is left out with what is in it.
func isDropped(t tag) bool {
	switch t.name {
	case "script", "style", "head", "svg", "iframe", "video", "audio", "canvas", "object", "embed":
		return true
	case "template":
		return !t.isSlot()
	}
	return false
}

// isBlockTag reports whether a tag begins or ends a block.
func isBlockTag(name string) bool {
	switch name {
	case "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div",
		"dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
		"hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "option", "p", "pre", "search", "section",
		"summary", "table", "tbody", "td", "template", "tfoot", "th", "thead", "title", "tr", "ul":
		return true
	}
	return false
}

// warnUnknown warns about what may be words between angle brackets, such as <name>: a tag that is not of HTML and
// that nothing ends.
func (p *page) warnUnknown(t tag) {
	if strings.Contains(t.name, "-") || strings.Contains(inlineTags, " "+t.name+" ") || p.endsBelow(t.name, t.off) {
		return // A name with a hyphen is a component's.
	}
	p.once("tags", p.shown.source(t.off), `<%s> is read as a tag of HTML and not shown: write \<%[1]s> to show it`, t.name)
}

// inlineTags are the elements of HTML that neither begin a block nor are left out, with a space around each.
const inlineTags = " a abbr acronym area b base basefont bdi bdo big br button cite code col colgroup data datalist del dfn em font " +
	"frame frameset i img input ins kbd label link map mark marquee meta meter nobr noscript optgroup output param picture " +
	"progress q rb rp rt ruby s samp select slot small source span strike strong sub sup textarea time track tt u var wbr "

// leave notes that markup is left out; warnLeft says so, once for all of it.
func (p *page) leave(name string, off int) {
	if len(p.left) == 0 {
		p.leftAt = p.shown.source(off)
	}
	if !slices.Contains(p.left, name) {
		p.left = append(p.left, name)
	}
}

func (p *page) warnLeft() {
	if len(p.left) > 0 {
		p.once("parts of HTML", p.leftAt, "HTML that cannot be drawn here is left out: %s", strings.Join(p.left, ", "))
	}
}

// endsBelow reports whether the end of an element comes after an offset.
func (p *page) endsBelow(name string, off int) bool {
	last, known := p.ends[name]
	if !known {
		if p.ends == nil {
			p.ends = map[string]int{}
			p.lower = bytes.ToLower(p.shown.text)
		}
		last = bytes.LastIndex(p.lower, []byte("</"+name))
		p.ends[name] = last
	}
	return last > off
}
