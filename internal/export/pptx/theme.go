package pptx

import (
	"cmp"
	"fmt"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

const (
	drawingNS      = "http://schemas.openxmlformats.org/drawingml/2006/main"
	presentationNS = "http://schemas.openxmlformats.org/presentationml/2006/main"
	relationsNS    = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)

// complete fills in what a theme leaves open.
func (t Theme) complete() Theme {
	fill := func(c *cell.Color, otherwise cell.Color) {
		if !c.Set {
			*c = otherwise
		}
	}
	fill(&t.Background, cell.RGB(0xFFFFFF))
	fill(&t.Text, cell.RGB(0x000000))
	fill(&t.Strong, t.Text)
	fill(&t.Quiet, t.Text)
	fill(&t.Shape, t.Strong)
	fill(&t.Hollow, t.Quiet)
	t.Name = cmp.Or(clean(t.Name), "assembly")
	t.Heading = cmp.Or(clean(t.Heading), "Arial")
	t.Body = cmp.Or(clean(t.Body), "Arial")
	return t
}

// dark says that the text is lighter than what it stands on.
func (t Theme) dark() bool { return light(t.Background) < light(t.Text) }

// light is how light a colour is to the eye, roughly; only the order counts.
func light(c cell.Color) int { return 299*int(c.R) + 587*int(c.G) + 114*int(c.B) }

// colour is one of the theme's if it is there, so that it follows when the theme is changed.
func (t Theme) colour(c cell.Color) node {
	for _, known := range []struct {
		colour cell.Color
		name   string
	}{
		{t.Text, "tx1"}, {t.Background, "bg1"}, {t.Strong, "accent1"},
		{t.Shape, "accent2"}, {t.Hollow, "accent3"}, {t.Quiet, "accent4"},
	} {
		if c == known.colour {
			return el("a:schemeClr").with("val", known.name)
		}
	}
	return exactly(c)
}

// fill paints in a colour, or in another one if it is not set.
func (t Theme) fill(c, otherwise cell.Color) node {
	if !c.Set {
		c = otherwise
	}
	return el("a:solidFill", t.colour(c))
}

func exactly(c cell.Color) node {
	return el("a:srgbClr").with("val", fmt.Sprintf("%02X%02X%02X", c.R, c.G, c.B))
}

// part is the theme as a file. The first two colours of a theme are a dark and a light one, whatever
// they are for; colourMap says which is the text.
func (t Theme) part() node {
	return el("a:theme",
		el("a:themeElements",
			t.colourScheme(),
			el("a:fontScheme", fonts("a:majorFont", t.Heading), fonts("a:minorFont", t.Body)).with("name", t.Name),
			formats().with("name", t.Name)),
		el("a:objectDefaults"),
		el("a:extraClrSchemeLst"),
	).with("xmlns:a", drawingNS, "name", t.Name)
}

func (t Theme) colourScheme() node {
	first, second := [2]cell.Color{t.Text, t.Quiet}, [2]cell.Color{t.Background, t.Hollow}
	if t.dark() {
		first, second = second, first
	}
	scheme := el("a:clrScheme").with("name", t.Name)
	for _, c := range []struct {
		name   string
		colour cell.Color
	}{
		{"dk1", first[0]}, {"lt1", second[0]}, {"dk2", first[1]}, {"lt2", second[1]},
		{"accent1", t.Strong}, {"accent2", t.Shape}, {"accent3", t.Hollow},
		{"accent4", t.Quiet}, {"accent5", t.Text}, {"accent6", t.Background},
		{"hlink", t.Strong}, {"folHlink", t.Quiet},
	} {
		scheme = scheme.add(el("a:"+c.name, exactly(c.colour)))
	}
	return scheme
}

// colourMap says which of the theme's colours are text and which lie behind it.
func (t Theme) colourMap() node {
	back, text := "lt", "dk"
	if t.dark() {
		back, text = text, back
	}
	m := el("p:clrMap").with("bg1", back+"1", "tx1", text+"1", "bg2", back+"2", "tx2", text+"2")
	for _, same := range []string{"accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"} {
		m = m.with(same, same)
	}
	return m
}

// fonts are those of a theme. Scripts that the face may lack are left to the program, save those that
// Arial draws.
func fonts(name, face string) node {
	return el(name,
		el("a:latin").with("typeface", face),
		el("a:ea").with("typeface", ""),
		el("a:cs").with("typeface", ""),
		el("a:font").with("script", "Arab", "typeface", "Arial"),
		el("a:font").with("script", "Hebr", "typeface", "Arial"))
}

// formats are plain: a theme must have three of each, and none here has a shade or a shadow.
func formats() node {
	plain := func() node { return el("a:solidFill", el("a:schemeClr").with("val", "phClr")) }
	line := func(width string) node {
		return el("a:ln", plain(), el("a:prstDash").with("val", "solid")).
			with("w", width, "cap", "flat", "cmpd", "sng", "algn", "ctr")
	}
	effect := func() node { return el("a:effectStyle", el("a:effectLst")) }
	return el("a:fmtScheme",
		el("a:fillStyleLst", plain(), plain(), plain()),
		el("a:lnStyleLst", line("6350"), line("12700"), line("19050")),
		el("a:effectStyleLst", effect(), effect(), effect()),
		el("a:bgFillStyleLst", plain(), plain(), plain()))
}

// onPaper is the theme of printed notes: the fonts of the deck, in black on white.
func (t Theme) onPaper() Theme {
	return Theme{Name: t.Name, Heading: t.Heading, Body: t.Body}.complete()
}
