package markdown

import (
	"bufio"
	"bytes"
	"cmp"
	"html"
	"strings"
	"unicode/utf8"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/markdown/dialect"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	goldmark "github.com/yuin/goldmark/renderer/html"
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
	notes    bool         // pictures are words, and tags are dropped
	verse    bool         // lines of the source stay lines
	html     []tagStyle   // styles that HTML has begun, the innermost last
	dropped  string       // the element of HTML that is being left out, "" for none
	pre      bool         // within <pre>
	wrapped  map[int]bool // but for lines that end at these offsets
	out      []inline
	pictures []picture
}

func (in *inliner) children(n ast.Node, style deck.Span) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		in.node(c, style)
	}
}

func (in *inliner) node(n ast.Node, style deck.Span) {
	if in.dropped != "" {
		in.droppedNode(n)
		return
	}
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
		in.rawHTML(n)
	case *words:
		in.add(n.text, style)
	case *formula:
		in.formula(n, style)
	case *extast.FootnoteLink:
		in.add(footnoteMark(n.Index), style)
	default:
		in.children(n, style)
	}
}

// droppedNode looks within an element that is left out for its end.
func (in *inliner) droppedNode(n ast.Node) {
	if tag, ok := n.(*ast.RawHTML); ok {
		in.rawHTML(tag)
		return
	}
	in.children(n, deck.Span{})
}

func (in *inliner) text(n *ast.Text, style deck.Span) {
	if r := in.page.book.prose; r != nil && !in.inCode() {
		r.text(in.page.book, in.src, n.Segment.Start, n.Segment.Stop, in.notes)
	}
	in.add(unescape(n.Segment.Value(in.src.text)), style)
	switch {
	case n.HardLineBreak():
		in.add("\n", style)
	case n.SoftLineBreak() && in.verse && !in.wrapped[n.Segment.Stop]:
		in.add("\n", style)
	case n.SoftLineBreak():
		in.add(" ", style)
	}
}

// add adds text, in which values replace the placeholders.
func (in *inliner) add(s string, style deck.Span) {
	for text, f := range in.page.placeholders.parts(s) {
		if f != nil && f.cue.Kind != deck.NoCue {
			in.out = append(in.out, inline{cue: f.cue})
			continue
		}
		if f != nil {
			text = in.page.placeholders.value(f)
		}
		in.out = append(in.out, inline{Span: in.styled(cleanString(text), style)})
	}
}

// code adds the text of a code span as it was written.
func (in *inliner) code(n *ast.CodeSpan, style deck.Span) {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.Write(t.Segment.Value(in.src.text))
		}
	}
	in.out = append(in.out, inline{Span: in.styled(flatten(in.page.placeholders.restore(b.String(), true)), style)})
}

func (in *inliner) address(raw []byte) string {
	return oneLine(in.page.placeholders.restore(unescape(raw), false))
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
	in.picture(&deck.Image{Path: in.address(n.Destination), Alt: oneLine(text)}, max(n.Pos(), 0))
}

// picture adds a picture that stands at an offset.
func (in *inliner) picture(img *deck.Image, off int) {
	if in.notes {
		in.pictures = append(in.pictures, picture{}) // It has no words to stand for it.
		return
	}
	if in.page.pictures++; in.page.pictures > maxPictures {
		in.page.once("pictures", in.src.source(off), "a slide shows at most %d pictures: this one and those after it are left out", maxPictures)
		return
	}
	file, err := in.page.book.picture(img.Path)
	if err != nil {
		in.pictureless(img, err, off)
	}
	if err != nil && img.Alt == "" {
		return
	}
	img.File = file
	in.pictures = append(in.pictures, picture{len(in.out), deck.Block{Kind: deck.Picture, Image: img}})
}

// pictureless warns about a picture that is not shown. Its deck still is: what it shows in words stands in
// its place, and without such words it is left out.
func (in *inliner) pictureless(img *deck.Image, err error, off int) {
	instead, p := "shown in words", in.page
	if img.Alt == "" {
		instead, p.gone = "left out", true
		p.reveal(p.step(off)) // The warning says why nothing comes with the step.
	}
	p.kindf("pictures", in.src.source(off), "the picture %s is %s: %v", dialect.Quote(clip(img.Path)), instead, err)
}

// unescape resolves backslashes and entities as goldmark does when it renders, and drops characters that are
// never shown.
func unescape(raw []byte) string {
	if bytes.IndexByte(raw, '\\') < 0 && bytes.IndexByte(raw, '&') < 0 {
		return string(raw)
	}
	var out strings.Builder
	for len(raw) > 0 {
		n := bytes.IndexFunc(raw, isPlaceholder)
		if n < 0 {
			n = len(raw)
		}
		out.WriteString(rendered(raw[:n]))
		_, size := utf8.DecodeRune(raw[n:])
		out.Write(raw[n : n+size])
		raw = raw[n+size:]
	}
	return out.String()
}

// rendered is text as a browser would show it.
func rendered(raw []byte) string {
	var out strings.Builder
	w := bufio.NewWriterSize(&out, 64)
	goldmark.DefaultWriter.Write(w, raw)
	_ = w.Flush() // A Builder never fails.
	return strings.Map(func(r rune) rune {
		if forbidden(r) {
			return -1
		}
		return r
	}, html.UnescapeString(out.String()))
}

// tidier joins inlines into the fewest that say the same: no space at the ends or beside a line
// break, single spaces between words, and none at the edges of a style.
type tidier struct {
	out  []inline
	text strings.Builder // of the last of out
	gap  string          // white space that came after it
}

// tidy returns tidied inlines.
func tidy(items []inline) []inline {
	t := &tidier{}
	for _, it := range items {
		if it.cue.Kind == deck.NoCue {
			t.words(it.Span)
			continue
		}
		t.space(deck.Span{})
		t.close()
		t.out = append(t.out, it)
	}
	t.close()
	return t.out
}

func (t *tidier) words(s deck.Span) {
	text := t.skip(s.Text)
	if text != "" && s.Code {
		t.space(deck.Span{}) // Two code spans stay two.
	}
	for text != "" {
		n := strings.IndexFunc(text, isSpace)
		if n < 0 {
			n = len(text)
		}
		t.space(s)
		t.add(s, text[:n])
		text = t.skip(text[n:])
	}
}

// skip returns text from its first word on.
func (t *tidier) skip(text string) string {
	rest := strings.TrimLeftFunc(text, isSpace)
	t.gap += text[:len(text)-len(rest)]
	return rest
}

// space adds the white space before text in a style.
func (t *tidier) space(next deck.Span) {
	gap := t.gap
	t.gap = ""
	if len(t.out) == 0 || gap == "" {
		return
	}
	if !t.isOpen(next) || next.Code && strings.Contains(gap, "\n") {
		next = deck.Span{}
	}
	t.add(next, cmp.Or(strings.Repeat("\n", strings.Count(gap, "\n")), " "))
}

// isOpen reports whether the last inline is text in the style of s.
func (t *tidier) isOpen(s deck.Span) bool {
	if len(t.out) == 0 {
		return false
	}
	last := t.out[len(t.out)-1]
	s.Text = last.Text
	return last.cue.Kind == deck.NoCue && last.Span == s
}

// add adds text to the last inline, or begins another.
func (t *tidier) add(s deck.Span, text string) {
	if !t.isOpen(s) {
		t.close()
		s.Text = ""
		t.out = append(t.out, inline{Span: s})
	}
	t.text.WriteString(text)
}

// close ends the text of the last inline.
func (t *tidier) close() {
	if n := len(t.out); n > 0 && t.text.Len() > 0 {
		t.out[n-1].Text = t.text.String()
	}
	t.text.Reset()
}

// spansOf returns tidied inlines as spans, or nil when there is no text.
func spansOf(items []inline) []deck.Span {
	var spans []deck.Span
	for _, it := range tidy(items) {
		spans = append(spans, it.Span)
	}
	return spans
}
