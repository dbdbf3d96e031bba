package pptx

// The identities of the master and its layouts are drawn from one range, and slides have another.
const (
	firstMaster = 2147483648
	firstSlide  = 256
)

// layout is a kind of slide that PowerPoint offers for new slides. The slides of the deck itself are
// all of the first kind.
type layout struct {
	name, kind string
	title      bool
	body       bool
}

func layouts() []layout {
	return []layout{
		{name: "Title Only", kind: "titleOnly", title: true},
		{name: "Title and Content", kind: "obj", title: true, body: true},
		{name: "Blank", kind: "blank"},
	}
}

// places are where the title and the text of a new slide stand: x, y, w and h.
func places(w, h float64) (title, body [4]float64) {
	x, wide := w*0.06, w*0.88
	return [4]float64{x, h * 0.06, wide, h * 0.18}, [4]float64{x, h * 0.28, wide, h * 0.64}
}

// masterPart is the slide master: what a new slide looks like.
func masterPart(theme Theme, lang string, w, h float64) node {
	title, body := places(w, h)
	list := el("p:sldLayoutIdLst")
	for i := range layouts() {
		list = list.add(el("p:sldLayoutId").with("id", number(firstMaster+1+i), "r:id", relation(1+i)))
	}
	white := background(el("a:solidFill", el("a:schemeClr").with("val", "bg1")))
	return el("p:sldMaster",
		el("p:cSld", white, tree(
			example(2, "Title Placeholder 1", "title", title, "ctr", lang),
			example(3, "Text Placeholder 2", "body", body, "t", lang),
		)),
		theme.colourMap(),
		list,
		el("p:txStyles",
			el("p:titleStyle", level(1, style{size: 40, font: "+mj", bold: true})),
			el("p:bodyStyle", levels(style{size: 28, font: "+mn", bullet: true})...),
			el("p:otherStyle", levels(style{size: 18, font: "+mn"})...)),
	).with(namespaces()...)
}

// example is a placeholder of a master, with a place and words of its own.
func example(id int, name, kind string, at [4]float64, anchor, lang string) node {
	ph := el("p:ph").with("type", kind)
	if kind == "body" {
		ph = ph.with("idx", "1")
	}
	words := map[string]string{"title": "Title of the slide", "body": "Text of the slide"}
	return placed(placeholder(id, name, ph, false), at).add(el("p:txBody",
		el("a:bodyPr", el("a:normAutofit")).with("vert", "horz", "lIns", "0", "tIns", "0", "rIns", "0", "bIns", "0", "anchor", anchor),
		el("a:lstStyle"),
		prompt(words[kind], lang)))
}

// placed gives a placeholder a place of its own, and maybe more of a look.
func placed(n node, at [4]float64, look ...node) node {
	place := el("p:spPr", frame(at[0], at[1], at[2], at[3]), shape("rect")).add(look...)
	return el(n.name, n.kids[0], place)
}

func prompt(words, lang string) node {
	look := el("a:rPr").with("lang", lang)
	return el("a:p", el("a:r", look, el("a:t").holding(words)), el("a:endParaRPr").with("lang", lang))
}

// part is the layout as a file.
func (l layout) part(lang string) node {
	var shapes []node
	add := func(name string, ph node, words string) {
		text := el("p:txBody", el("a:bodyPr"), el("a:lstStyle"), prompt(words, lang))
		shapes = append(shapes, placeholder(len(shapes)+2, name, ph, false).add(text))
	}
	if l.title {
		add("Title 1", el("p:ph").with("type", "title"), "Title of the slide")
	}
	if l.body {
		add("Content Placeholder 2", el("p:ph").with("idx", "1"), "Text of the slide")
	}
	return el("p:sldLayout", el("p:cSld", tree(shapes...)).with("name", l.name), inherited()).
		with(namespaces()...).with("type", l.kind, "preserve", "1")
}

// notesMasterPart is the printed page of notes: the slide above and the words below, on paper that is
// higher than wide.
func notesMasterPart(theme Theme, lang string, w, h float64) node {
	wide, high := notesPicture(w, h)
	text := notesRoom(w, h)
	image := placed(placeholder(2, "Slide Image Placeholder 1", el("p:ph").with("type", "sldImg", "idx", "2"), true),
		[4]float64{(notesWidth - wide) / 2, 54, wide, high},
		el("a:noFill"), el("a:ln", el("a:solidFill", el("a:prstClr").with("val", "black"))).with("w", "9525"))
	return el("p:notesMaster",
		el("p:cSld", background(el("a:solidFill", el("a:schemeClr").with("val", "bg1"))),
			tree(image, notesText(text, lang))),
		theme.colourMap(),
		el("p:notesStyle", levels(style{size: 12, font: "+mn"})...),
	).with(namespaces()...)
}

// notesPicture is how large the slide is on its page of notes.
func notesPicture(w, h float64) (wide, high float64) {
	if high = 420 * h / w; high > 300 {
		return 300 * w / h, 300
	}
	return 420, high
}

// notesRoom is the rectangle of the words below it.
func notesRoom(w, h float64) [4]float64 {
	_, high := notesPicture(w, h)
	return [4]float64{54, 84 + high, notesWidth - 108, notesHeight - 84 - high - 54}
}

func notesText(at [4]float64, lang string) node {
	ph := el("p:ph").with("type", "body", "sz", "quarter", "idx", "1")
	return placed(placeholder(3, "Notes Placeholder 2", ph, false), at).add(el("p:txBody", el("a:bodyPr").with("vert", "horz", "rtlCol", "0"), el("a:lstStyle"),
		prompt("Notes", lang)))
}

// style is the text of a kind of placeholder, from which its nine levels follow.
type style struct {
	size   float64
	font   string // "+mj" or "+mn": the theme's headings or its body
	bold   bool
	bullet bool
}

func levels(s style) []node {
	out := make([]node, 9)
	for i := range out {
		out[i] = level(i+1, s)
		s.size = max(12, s.size-4)
	}
	return out
}

// level is the look of a paragraph at a level from 1 to 9.
func level(n int, s style) node {
	margin, indent, mark := 36*float64(n-1), 0.0, []node{el("a:buNone")}
	if s.bullet {
		margin, indent = margin+18, -18
		mark = []node{el("a:buFont").with("typeface", "Arial"), el("a:buChar").with("char", "•")}
	}
	out := el("a:lvl"+number(n)+"pPr").with("marL", emu(margin), "indent", emu(indent),
		"algn", "l", "defTabSz", "914400", "rtl", "0", "eaLnBrk", "1", "latinLnBrk", "0", "hangingPunct", "1")
	if s.bullet {
		out = out.add(el("a:spcBef", points(s.size/3)))
	}
	return out.add(mark...).add(el("a:defRPr",
		el("a:solidFill", el("a:schemeClr").with("val", "tx1")),
		el("a:latin").with("typeface", s.font+"-lt"),
		el("a:ea").with("typeface", s.font+"-ea"),
		el("a:cs").with("typeface", s.font+"-cs"),
	).with("sz", hundredths(s.size, 1, 4000), "b", flag(s.bold), "kern", "1200"))
}
