package markdown

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"assembly/internal/deck"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// inline is a run of text in one style, or, in notes, a cue.
type inline struct {
	deck.Span
	cue deck.Cue
}

// picture is an image within text.
type picture struct {
	at    int // index of the inline that it precedes
	block deck.Block
}

// inliner collects the inlines of a node.
type inliner struct {
	page     *page
	src      *excerpt
	notes    bool
	out      []inline
	pictures []picture
}

func (in *inliner) children(n ast.Node, style deck.Span) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		in.node(c, style)
	}
}

func (in *inliner) node(n ast.Node, style deck.Span) {
	switch n := n.(type) {
	case *ast.Text:
		in.text(n, style)
	case *ast.CodeSpan:
		style.Code = true
		in.code(n, style)
	case *ast.Emphasis:
		style.Strong = style.Strong || n.Level > 1
		style.Emph = style.Emph || n.Level == 1
		in.children(n, style)
	case *extast.Strikethrough:
		style.Strike = true
		in.children(n, style)
	case *ast.Link:
		style.Link = in.address(n.Destination)
		in.children(n, style)
	case *ast.AutoLink:
		style.Link = in.address(n.URL(in.src.text))
		in.add(string(n.Label(in.src.text)), style)
	case *ast.Image:
		in.image(n, style)
	case *ast.RawHTML:
		in.html(n, style)
	default:
		in.children(n, style)
	}
}

// text adds the text of a node and its line break.
func (in *inliner) text(n *ast.Text, style deck.Span) {
	in.add(unescape(n.Segment.Value(in.src.text)), style)
	switch {
	case n.HardLineBreak():
		in.add("\n", style)
	case n.SoftLineBreak():
		in.add(" ", style)
	}
}

// add adds text, in which values replace the placeholders.
func (in *inliner) add(s string, style deck.Span) {
	if !hasPlaceholder(s) {
		style.Text = cleanString(s)
		in.out = append(in.out, inline{Span: style})
		return
	}
	in.page.placeholders.split(s, func(text string) {
		style.Text = cleanString(text)
		in.out = append(in.out, inline{Span: style})
	}, func(c cueMark) {
		in.out = append(in.out, inline{cue: c.cue})
	}, false)
}

// code adds the text of a code span as it was written.
func (in *inliner) code(n *ast.CodeSpan, style deck.Span) {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.Write(t.Segment.Value(in.src.text))
		}
	}
	style.Text = flatten(in.page.placeholders.restore(b.String(), true))
	in.out = append(in.out, inline{Span: style})
}

// address reads the address of a link.
func (in *inliner) address(raw []byte) string {
	return oneLine(in.page.placeholders.restore(unescape(raw), false))
}

// html adds the line break of a <br> and drops every other tag.
func (in *inliner) html(n *ast.RawHTML, style deck.Span) {
	tag := n.Segments.Value(in.src.text)
	if isBreakTag(tag) {
		in.add("\n", style)
		return
	}
	in.page.once("html", in.src.source(n.Segments.At(0).Start), "HTML is not shown: write it as Markdown")
}

// isBreakTag reports whether a tag is a line break.
func isBreakTag(tag []byte) bool {
	if len(tag) < 4 || !strings.EqualFold(string(tag[:3]), "<br") || tag[len(tag)-1] != '>' {
		return false
	}
	return len(bytes.Trim(tag[3:len(tag)-1], " \t\n/")) == 0
}

// image adds a picture; in notes, its description.
func (in *inliner) image(n *ast.Image, style deck.Span) {
	alt := &inliner{page: in.page, src: in.src}
	alt.children(n, deck.Span{})
	text := deck.PlainText(spansOf(alt.out))
	if in.notes {
		in.add(text, style)
		return
	}
	if in.page.pictures++; in.page.pictures > maxPictures {
		in.page.once("pictures", in.src.source(max(n.Pos(), 0)), "a slide shows at most %d pictures: this one and those after it are left out", maxPictures)
		return
	}
	img := &deck.Image{Path: in.address(n.Destination), Alt: oneLine(text)}
	data, err := in.page.book.picture(img.Path)
	if err != nil {
		in.page.errorf(in.src.source(max(n.Pos(), 0)), "the picture %q cannot be shown: %v", clip(img.Path), err)
	}
	img.Data = data
	in.pictures = append(in.pictures, picture{len(in.out), deck.Block{Kind: deck.Picture, Image: img}})
}

// unescape resolves backslashes and entities, which goldmark leaves to the renderer.
func unescape(raw []byte) string {
	if bytes.IndexByte(raw, '\\') < 0 && bytes.IndexByte(raw, '&') < 0 {
		return string(raw)
	}
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); {
		switch c := raw[i]; {
		case c == '\\' && i+1 < len(raw) && util.IsPunct(raw[i+1]):
			out = append(out, raw[i+1])
			i += 2
		case c == '&':
			text, n := entity(raw[i:])
			out = append(out, text...)
			i += n
		default:
			out = append(out, c)
			i++
		}
	}
	return string(out)
}

// entity returns the text and the length of the entity that s begins with, or else its first byte.
func entity(s []byte) (text []byte, n int) {
	const longest = 40
	end := bytes.IndexByte(s[:min(len(s), longest)], ';')
	if end < 2 {
		return s[:1], 1
	}
	name := string(s[1:end])
	if digits, ok := strings.CutPrefix(name, "#"); ok {
		if r, ok := number(digits); ok {
			return r, end + 1
		}
	} else if e, ok := util.LookUpHTML5EntityByName(name); ok {
		return e.Characters, end + 1
	}
	return s[:1], 1
}

// number returns the character of a numeric entity, or no text for a character that is never shown.
func number(digits string) ([]byte, bool) {
	base := 10
	if hex, ok := strings.CutPrefix(strings.ToLower(digits), "x"); ok {
		base, digits = 16, hex
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || len(digits) > 7 {
		return nil, false
	}
	r := rune(n)
	if r == 0 || !utf8.ValidRune(r) {
		r = utf8.RuneError
	}
	if r != '\n' && r != '\t' && forbidden(r) {
		return nil, true
	}
	return utf8.AppendRune(nil, r), true
}
