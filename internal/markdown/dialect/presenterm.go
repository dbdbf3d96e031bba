package dialect

import (
	"bytes"
)

// presenterm reads a deck for presenterm.
//
// Read: the title slide that the front matter makes; slides that end at end_slide, at rules with the option
// end_slide_shorthand (or when nothing else ends slides) and at titles with implicit_slide_ends; underlined
// titles; steps by pause and incremental_lists; speaker_note; include; skip_slide; alignment; alerts, quotes
// between lines >>>, fences that show a file, and sizes of pictures, which are dropped.
// Not followed: columns, which stand below each other; sizes, gaps and footers; rows of tables one by one;
// code that is to be run or drawn.
func (t *translator) presenterm() {
	p := newPresenterm(t)
	p.tellOptions()
	p.intro()
	p.read(t.in.Body)
	p.endSlide(len(t.file.Text), false)
	p.out.Text = p.done
	p.tellHidden("skip_slide")
}

// presenterm writes slides.
type presenterm struct {
	*listSteps
	prefix           string // of commands
	picture          string // prefix of what the words of a picture say of its size
	rules, hyphens   bool   // rules end slides; lines --- do
	implicit, titles bool   // titles end slides; headings # are titles
	steps            bool   // lists are shown item by item, on slides that do not say otherwise

	done   Text // the slides before
	slide  presentermSlide
	quoted bool // between two lines >>>
}

// presentermSlide is the slide that is being written.
type presentermSlide struct {
	used     bool // anything stands on it
	titled   bool // it has a title
	hidden   bool
	hiddenAt int  // where it says so
	steps    bool // lists are shown item by item
}

func newPresenterm(t *translator) *presenterm {
	o := t.in.Front.At("options")
	p := &presenterm{
		listSteps: &listSteps{translator: t}, prefix: o.Text("command_prefix"), picture: "image:", rules: o.True("end_slide_shorthand"),
		implicit: o.True("implicit_slide_ends"), titles: o.True("h1_slide_titles"), steps: o.True("incremental_lists"),
	}
	if o.Has("image_attributes_prefix") {
		p.picture = o.Text("image_attributes_prefix")
	}
	p.hyphens = p.rules || !p.implicit && !o.Has("end_slide_shorthand") && !bytes.Contains(t.file.Text[t.in.Body:], []byte("end_slide"))
	p.slide = presentermSlide{steps: p.steps}
	return p
}

// intro writes the title slide when the front matter has what stands on it.
func (p *presenterm) intro() {
	front := p.in.Front
	lines := []string{unmarked(front.Text("sub_title"))}
	for _, key := range []string{"event", "location", "date"} {
		lines = append(lines, plainText(front.Text(key)))
	}
	for _, name := range append(front.List("author"), front.List("authors")...) {
		lines = append(lines, plainText(name))
	}
	if p.titleSlide(front.Text("title"), lines) {
		p.endSlide(p.in.Body, true)
	}
}

// endSlide ends the slide at an offset, with a slide break when there may be another one.
func (p *presenterm) endSlide(at int, more bool) {
	if p.slide.hidden {
		p.hide(p.slide.hiddenAt)
		p.out.Text = Text{}
	} else if more {
		p.slideBreak(at)
	}
	p.done.Append(&p.out.Text)
	p.out.Text = Text{}
	p.slide = presentermSlide{steps: p.steps}
	p.begin()
}

// read writes the file from an offset on.
func (p *presenterm) read(from int) {
	end := len(p.file.Text)
	roles := p.file.outline(from, end, commonMark)
	i := 0
	for it := range p.file.items(from, end) {
		p.item(it, roles, i)
		i++
	}
}

// item writes an item, which has the role of an index.
func (p *presenterm) item(it item, roles []role, i int) {
	switch r := roles[i]; {
	case r == roleBlank:
		p.copy(it.from, it.next)
	case it.kind == itemComment:
		if p.eachComment(it, p.comment) {
			p.show(it.from)
			p.slide.used = true
		}
	case r == roleRule && p.endsSlide(it):
		p.endSlide(it.from, true)
	default:
		p.content(it, roles, i)
		p.slide.used, p.shown = true, true
	}
}

// endsSlide reports whether a rule ends the slide.
func (p *presenterm) endsSlide(it item) bool {
	return p.rules || p.hyphens && isRule(bytes.TrimLeft(p.file.line(it), " "))
}

// content writes an item that is shown.
func (p *presenterm) content(it item, roles []role, i int) {
	r := roles[i]
	if r == roleItem && p.slide.steps {
		p.stepItem(p.file.line(it), it.from)
	} else if r != roleInner && r != roleItem {
		p.resume(it.from)
	}
	switch {
	case r == roleTitle || r == roleSubtitle:
		p.titleLine(it, r, i == 0 || roles[i-1] != r)
	case r == roleUnderline:
		p.put("\n\n", it.from)
	case r == roleRule:
		p.unused("lines drawn across slides", "", string(bytes.TrimSpace(p.file.line(it))), it.from)
		p.put("\n", it.from)
	case r == roleHeading && p.titles && atxLevel(p.file.line(it)) == 1 && (!p.slide.titled || p.implicit):
		p.beginTitle(it.from)
		p.text(it)
	case it.kind == itemCode:
		p.code(it)
	default:
		p.text(it)
	}
}

// beginTitle begins a title, which may begin a slide.
func (p *presenterm) beginTitle(at int) {
	if p.implicit && p.slide.used {
		p.endSlide(at, true)
	}
	p.slide.titled = true
}

// titleLine writes a line of an underlined title, which is one line in the deck format.
func (p *presenterm) titleLine(it item, r role, first bool) {
	mark := " "
	if first {
		p.beginTitle(it.from)
		mark = map[role]string{roleTitle: "# ", roleSubtitle: "## "}[r]
	}
	line := p.file.line(it)
	from := it.from + len(line) - len(bytes.TrimLeft(line, " \t"))
	p.put(mark, it.from)
	p.inline(from, max(from, it.from+len(bytes.TrimRight(line, " \t\\"))))
}

// tellOptions counts the options that have no meaning here.
func (p *presenterm) tellOptions() {
	for _, key := range p.in.Front.At("options").Keys() {
		switch key {
		case "list_item_newlines", "auto_render_languages":
			p.unused("options", "", key, 0)
		case "incremental_tables":
			if p.in.Front.At("options").True(key) {
				p.unused("options", "a table is shown at once", key, 0)
			}
		}
	}
}
