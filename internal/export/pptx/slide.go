package pptx

import (
	"cmp"
	"strings"
)

// canvas collects the shapes of one slide.
type canvas struct {
	theme   Theme
	lang    string
	page    [2]float64
	nodes   []node
	effects []effect
	titled  bool

	// link takes a picture into the file and returns the name of the slide's relation to it.
	link func(data []byte) (string, error)
}

// next is the number of the next shape; the slide's own group is number 1.
func (c *canvas) next() int { return len(c.nodes) + 2 }

// put adds a shape that comes in on a click, or is there from the start.
func (c *canvas) put(n node, click int, e effect) {
	e.shape = c.next()
	e.click = click
	if click > 0 {
		c.effects = append(c.effects, e)
	}
	c.nodes = append(c.nodes, n)
}

// part is the slide as a file; number counts from 1.
func (s Slide) part(c *canvas, number int) (node, error) {
	if title := s.heading(number); title != "" {
		c.aside(title)
	}
	for _, item := range s.Items {
		if item == nil {
			continue
		}
		if err := item.shapes(c); err != nil {
			return node{}, err
		}
	}
	page := el("p:sld", s.content(c), inherited(), timing(c.effects)).with(namespaces()...)
	if s.Hidden {
		page = page.with("show", "0")
	}
	return page, nil
}

func (s Slide) content(c *canvas) node {
	content := el("p:cSld")
	if s.Background.Set && s.Background != c.theme.Background {
		content = content.add(background(c.theme.fill(s.Background, s.Background)))
	}
	return content.add(tree(c.nodes...))
}

// heading is the title of a slide on which none is to be seen, and empty if one is.
func (s Slide) heading(n int) string {
	var said []string
	for _, item := range s.Items {
		words, title := spoken(item)
		if title {
			return ""
		}
		said = append(said, words)
	}
	given := strings.Join(strings.Fields(clean(s.Title)), " ")
	return cmp.Or(given, cmp.Or(said...), number(n))
}

// spoken is what a screen reader says of an item, and whether that is the title of the slide.
func spoken(item Item) (words string, title bool) {
	switch v := item.(type) {
	case Text:
		words = v.words()
		return words, v.IsTitle && words != ""
	case Picture:
		return clean(v.Alt), false
	case Disc:
		return clean(v.Alt), false
	}
	return "", false
}

// aside puts the title above the page, as PowerPoint's own "hidden slide title" does: the outline and
// screen readers have it, and the hall does not.
//
// It is a page's height above it: a program that breaks its line lets it grow downwards.
func (c *canvas) aside(title string) {
	t := Text{W: c.page[0], Baseline: -c.page[1], Size: 20, IsTitle: true, Lines: []Line{{{Text: title}}}}
	// A Text never fails.
	_ = t.shapes(c)
}

func (t Text) shapes(c *canvas) error {
	t = t.settled()
	if t.words() == "" {
		return nil
	}
	kind := node{}
	name, own := "Text", el("p:cNvSpPr").with("txBox", "1")
	if t.IsTitle && !c.titled {
		c.titled = true
		name, own = "Title", el("p:cNvSpPr", el("a:spLocks").with("noGrp", "1"))
		kind = el("p:ph").with("type", "title")
	}
	top := t.Baseline - t.seat()
	height := t.Leading * float64(len(t.Lines))
	c.put(el("p:sp",
		el("p:nvSpPr", c.named(name).maybe("descr", t.Alt), own, el("p:nvPr", kind)),
		el("p:spPr", frame(t.X, top, t.W, height), shape("rect"), el("a:noFill")),
		t.body(c.lang, c.theme),
	), t.Build, effect{kind: wordsOnly})
	return nil
}

func (b Box) shapes(c *canvas) error {
	c.put(c.painted("Rule", "rect", [4]float64{b.X, b.Y, b.W, b.H}, c.theme.fill(b.Colour, c.theme.Quiet), ""),
		b.Build, effect{kind: filled})
	return nil
}

func (d Disc) shapes(c *canvas) error {
	at := [4]float64{d.X, d.Y, d.D, d.D}
	c.put(c.painted("Disc", "ellipse", at, c.theme.fill(d.Hollow, c.theme.Hollow), d.Alt), d.Build, effect{kind: filled})
	if d.FillOn > 0 {
		c.put(c.painted("Filling disc", "ellipse", at, c.theme.fill(d.Full, c.theme.Shape), ""),
			d.FillOn, effect{kind: filled, rise: d.Fill})
	}
	return nil
}

func (p Picture) shapes(c *canvas) error {
	id, err := c.link(p.Data)
	if err != nil {
		return err
	}
	c.put(el("p:pic",
		el("p:nvPicPr", c.described("Picture", p.Alt),
			el("p:cNvPicPr", el("a:picLocks").with("noChangeAspect", "1")), el("p:nvPr")),
		el("p:blipFill", el("a:blip").with("r:embed", id), el("a:stretch", el("a:fillRect"))),
		el("p:spPr", frame(p.X, p.Y, p.W, p.H), shape("rect")),
	), p.Build, effect{kind: picture})
	return nil
}

// painted is a shape without an outline, and without words, for which it has an empty body as the shapes
// that PowerPoint makes have.
func (c *canvas) painted(name, form string, at [4]float64, fill node, alt string) node {
	return el("p:sp",
		el("p:nvSpPr", c.described(name, alt), el("p:cNvSpPr"), el("p:nvPr")),
		el("p:spPr", frame(at[0], at[1], at[2], at[3]), shape(form), fill, el("a:ln", el("a:noFill"))),
		el("p:txBody", el("a:bodyPr").with("rtlCol", "0", "anchor", "ctr"), el("a:lstStyle"),
			el("a:p", el("a:endParaRPr").with("lang", c.lang))))
}

// named gives the next shape its number and its name.
func (c *canvas) named(name string) node {
	id := number(c.next())
	return el("p:cNvPr").with("id", id, "name", name+" "+id)
}

// described is named with words for those who cannot see the shape; without any it is decoration.
func (c *canvas) described(name, alt string) node {
	n := c.named(name)
	if alt != "" {
		return n.with("descr", alt)
	}
	const decorative = "http://schemas.microsoft.com/office/drawing/2017/decorative"
	mark := el("adec:decorative").with("xmlns:adec", decorative, "val", "1")
	return n.add(el("a:extLst", el("a:ext", mark).with("uri", "{C183D7F6-B498-43B3-948B-1728B52AA6E4}")))
}

func frame(x, y, w, h float64) node {
	return el("a:xfrm",
		el("a:off").with("x", emu(x), "y", emu(y)),
		el("a:ext").with("cx", length(w), "cy", length(h)))
}

func shape(form string) node { return el("a:prstGeom", el("a:avLst")).with("prst", form) }

func background(fill node) node { return el("p:bg", el("p:bgPr", fill, el("a:effectLst"))) }

// tree is the shapes of a page, in the group that every page has.
func tree(shapes ...node) node {
	zero := el("a:xfrm",
		el("a:off").with("x", "0", "y", "0"), el("a:ext").with("cx", "0", "cy", "0"),
		el("a:chOff").with("x", "0", "y", "0"), el("a:chExt").with("cx", "0", "cy", "0"))
	return el("p:spTree",
		el("p:nvGrpSpPr", el("p:cNvPr").with("id", "1", "name", ""), el("p:cNvGrpSpPr"), el("p:nvPr")),
		el("p:grpSpPr", zero),
	).add(shapes...)
}

// inherited says that a page has the colours of its master.
func inherited() node { return el("p:clrMapOvr", el("a:masterClrMapping")) }

func namespaces() []string {
	return []string{"xmlns:a", drawingNS, "xmlns:r", relationsNS, "xmlns:p", presentationNS}
}
