package pptx

import (
	"cmp"
	"slices"
	"time"
)

// The page of notes in points, which is PowerPoint's own: 7.5 by 10 inches.
const (
	notesWidth  = 540.0
	notesHeight = 720.0
)

const (
	officeRel  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	packageRel = "http://schemas.openxmlformats.org/package/2006/relationships"
	packageCT  = "http://schemas.openxmlformats.org/package/2006/content-types"
	coreNS     = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
	coreRel    = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
	ctPML      = "application/vnd.openxmlformats-officedocument.presentationml."
)

// rel is a relation of a part to another: its kind, or the whole address of a kind, and where it is.
type rel struct{ kind, target string }

func relation(n int) string { return "rId" + number(n) }

// relations is the file of a part's relations, which are numbered from rId1.
func relations(rels []rel) node {
	out := el("Relationships").with("xmlns", packageRel)
	for i, r := range rels {
		kind := r.kind
		if kind != coreRel {
			kind = officeRel + kind
		}
		out = out.add(el("Relationship").with("Id", relation(1+i), "Type", kind, "Target", r.target))
	}
	return out
}

// part is a file that is the same for every slide of a deck.
type part struct {
	name, kind string // the kind is its content type
	root       node
	rels       []rel
}

// fixed are the parts that do not depend on the slides.
func (p Presentation) fixed() []part {
	const theme = "application/vnd.openxmlformats-officedocument.theme+xml"
	master := part{name: "ppt/slideMasters/slideMaster1.xml", kind: ctPML + "slideMaster+xml",
		root: masterPart(p.Theme, p.Lang, p.W, p.H)}
	var below []part
	for i, l := range layouts() {
		name := "slideLayouts/slideLayout" + number(1+i) + ".xml"
		master.rels = append(master.rels, rel{"slideLayout", "../" + name})
		below = append(below, part{name: "ppt/" + name, kind: ctPML + "slideLayout+xml",
			root: l.part(p.Lang), rels: []rel{{"slideMaster", "../slideMasters/slideMaster1.xml"}}})
	}
	master.rels = append(master.rels, rel{"theme", "../theme/theme1.xml"})
	paper := p.Theme.onPaper()
	return append(append([]part{master}, below...),
		part{name: "ppt/notesMasters/notesMaster1.xml", kind: ctPML + "notesMaster+xml",
			root: notesMasterPart(paper, p.Lang, p.W, p.H), rels: []rel{{"theme", "../theme/theme2.xml"}}},
		part{name: "ppt/theme/theme1.xml", kind: theme, root: p.Theme.part()},
		part{name: "ppt/theme/theme2.xml", kind: theme, root: paper.part()},
		part{name: "ppt/presProps.xml", kind: ctPML + "presProps+xml",
			root: el("p:presentationPr").with(namespaces()...)},
		part{name: "ppt/viewProps.xml", kind: ctPML + "viewProps+xml", root: viewPart()},
		part{name: "ppt/tableStyles.xml", kind: ctPML + "tableStyles+xml",
			root: el("a:tblStyleLst").with("xmlns:a", drawingNS, "def", "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}")},
		part{name: "docProps/core.xml", kind: "application/vnd.openxmlformats-package.core-properties+xml",
			root: p.corePart()})
}

// viewPart opens the deck with the notes below the slide.
func viewPart() node {
	return el("p:viewPr", el("p:normalViewPr",
		el("p:restoredLeft").with("sz", "15620"),
		el("p:restoredTop").with("sz", "70000"))).with(namespaces()...)
}

func (p Presentation) corePart() node {
	core := el("cp:coreProperties").with("xmlns:cp", coreNS, "xmlns:dc", "http://purl.org/dc/elements/1.1/",
		"xmlns:dcterms", "http://purl.org/dc/terms/", "xmlns:dcmitype", "http://purl.org/dc/dcmitype/",
		"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
	core = core.add(el("dc:title").holding(p.Title), el("dc:creator").holding(p.Author),
		el("cp:lastModifiedBy").holding(p.Author), el("cp:revision").holding("1"))
	if !p.Created.IsZero() {
		at := p.Created.UTC().Format(time.RFC3339)
		for _, name := range []string{"dcterms:created", "dcterms:modified"} {
			core = core.add(el(name).with("xsi:type", "dcterms:W3CDTF").holding(at))
		}
	}
	if p.Description != "" {
		core = core.add(el("dc:description").holding(p.Description))
	}
	return core.add(el("dc:language").holding(p.Lang))
}

// appPart says how much there is in the file.
func appPart(slides []entry) node {
	count := func(f func(entry) bool) string {
		return number(len(slices.DeleteFunc(slices.Clone(slides), func(e entry) bool { return !f(e) })))
	}
	return el("Properties",
		el("Application").holding("assembly"),
		el("Slides").holding(number(len(slides))),
		el("Notes").holding(count(func(e entry) bool { return e.notes })),
		el("HiddenSlides").holding(count(func(e entry) bool { return e.hidden })),
	).with("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")
}

// firstSlideRel is the number of the first slide among the relations of the presentation.
const firstSlideRel = 7

func presentationRels(slides int) []rel {
	rels := []rel{
		{"slideMaster", "slideMasters/slideMaster1.xml"},
		{"notesMaster", "notesMasters/notesMaster1.xml"},
		{"presProps", "presProps.xml"},
		{"viewProps", "viewProps.xml"},
		{"theme", "theme/theme1.xml"},
		{"tableStyles", "tableStyles.xml"},
	}
	for i := range slides {
		rels = append(rels, rel{"slide", "slides/slide" + number(1+i) + ".xml"})
	}
	return rels
}

func (p Presentation) presentationPart(slides int) node {
	list := node{}
	if slides > 0 {
		list = el("p:sldIdLst")
		list.kids = make([]node, slides)
		for i := range list.kids {
			list.kids[i] = el("p:sldId").with("id", number(firstSlide+i), "r:id", relation(firstSlideRel+i))
		}
	}
	size := el("p:sldSz").with("cx", emu(p.W), "cy", emu(p.H))
	if p.W == 720 && p.H == 540 {
		size = size.with("type", "screen4x3")
	}
	return el("p:presentation",
		el("p:sldMasterIdLst", el("p:sldMasterId").with("id", number(firstMaster), "r:id", relation(1))),
		el("p:notesMasterIdLst", el("p:notesMasterId").with("r:id", relation(2))),
		list,
		size,
		el("p:notesSz").with("cx", emu(notesWidth), "cy", emu(notesHeight)),
		el("p:defaultTextStyle", levels(style{size: 18, font: "+mn"})...),
	).with(namespaces()...).with("saveSubsetFonts", "1")
}

// typesPart says what every part is.
func (p Presentation) typesPart(slides []entry) node {
	out := el("Types").with("xmlns", packageCT)
	for _, d := range [][2]string{
		{"gif", "image/gif"}, {"jpeg", "image/jpeg"}, {"png", "image/png"},
		{"rels", "application/vnd.openxmlformats-package.relationships+xml"}, {"xml", "application/xml"},
	} {
		out.kids = append(out.kids, el("Default").with("Extension", d[0], "ContentType", d[1]))
	}
	override := func(name, kind string) {
		out.kids = append(out.kids, el("Override").with("PartName", "/"+name, "ContentType", kind))
	}
	override("ppt/presentation.xml", ctPML+"presentation.main+xml")
	for i, s := range slides {
		override(slideName(1+i), ctPML+"slide+xml")
		if s.notes {
			override(notesName(1+i), ctPML+"notesSlide+xml")
		}
	}
	for _, part := range p.fixed() {
		override(part.name, part.kind)
	}
	override("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml")
	return out
}

// complete fills in what the presentation leaves open.
func (p Presentation) complete() Presentation {
	p.W, p.H = cmp.Or(p.W, DefaultWidth), cmp.Or(p.H, DefaultHeight)
	p.Lang = language(p.Lang)
	p.Theme = p.Theme.complete()
	return p
}
