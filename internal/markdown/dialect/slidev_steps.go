package dialect

import (
	"bytes"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// clickRegion is what stands between <v-clicks> and its end.
type clickRegion struct {
	from, to int
	depth    int // how deep the lists nest whose items are steps
	every    int // how many items make a step
}

// tag follows a tag that makes steps, and makes other tags such that the reader of slides drops them.
func (p *slidevPage) tag(g tag, l textLine) {
	switch kebab(g.name) {
	case "v-clicks":
		p.clicksTag(g)
	case "v-click":
		if !g.closing {
			p.click(g, "at", l)
		}
		p.drop(g)
	case "v-switch":
		p.switches += 1 - 2*bool2int(g.closing)
		p.drop(g)
	case "template":
		if p.switches > 0 && !g.closing && slices.ContainsFunc(g.attrs, isStage) {
			p.step(g.at, l)
		}
		p.drop(g)
	case "v-after", "v-click-gap":
		p.drop(g)
	default:
		p.otherTag(g, l)
	}
}

func bool2int(b bool) int {
	if b {
		return 1
	}
	return 0
}

// kebab is the name of a component in lower case with hyphens: VClick and v-click are the same.
func kebab(name string) string {
	var out strings.Builder
	for i := range len(name) {
		c := name[i]
		if 'A' <= c && c <= 'Z' {
			if i > 0 {
				out.WriteByte('-')
			}
			c |= 0x20
		}
		out.WriteByte(c)
	}
	return out.String()
}

// isStage reports whether an attribute names the click from which a template of v-switch is shown, other than
// the beginning.
func isStage(a attr) bool {
	name, ok := strings.CutPrefix(a.name, "#")
	if !ok {
		name, ok = strings.CutPrefix(a.name, "v-slot:")
	}
	return ok && len(name) > 0 && '1' <= name[0] && name[0] <= '9'
}

// drop drops a tag.
func (p *slidevPage) drop(g tag) { p.edits = append(p.edits, edit{at: g.at, end: g.end}) }

// clicksTag begins or ends a region whose items are steps.
func (p *slidevPage) clicksTag(g tag) {
	p.drop(g)
	n := len(p.open)
	switch {
	case g.empty:
	case !g.closing:
		p.open = append(p.open, clickRegion{g.end, 0, p.number(g, "depth"), p.number(g, "every")})
	case n == 1:
		p.open[0].to = g.at
		p.regions = append(p.regions, p.open[0])
		p.open = nil
	case n > 1:
		p.open = p.open[:n-1]
	}
}

// number is an attribute of a tag that is a number, or 1.
func (p *slidevPage) number(g tag, name string) int {
	for _, name := range []string{name, ":" + name} {
		if v, ok := g.value(p.file.Text, name); ok {
			n, err := strconv.Atoi(strings.Trim(v, "' "))
			if err == nil && n > 0 {
				return n
			}
		}
	}
	return 1
}

// otherTag keeps what a tag shows, and drops what only Vue knows.
func (p *slidevPage) otherTag(g tag, l textLine) {
	for _, a := range g.attrs {
		if name, rest, _ := strings.Cut(a.name, "."); name == "v-click" && rest != "hide" {
			p.click(g, a.name, l)
		}
	}
	switch {
	case g.name == "img":
		p.imageTag(g)
	case strings.EqualFold(g.name, "aside") || strings.EqualFold(g.name, "div"):
		p.plainTag(g) // They may be notes, which a name in capitals must not show.
	case strings.ContainsAny(g.name, "-:.") || g.name[0] < 'a':
		if (g.empty || !g.closing && isShown(g.name)) && !icon.MatchString(g.name) {
			p.unused("components", "", "<"+clipped(g.name)+">", g.at)
		}
		p.drop(g)
	default:
		p.plainTag(g)
	}
}

// plainTag takes the attributes from a tag that CommonMark would not read as one.
func (p *slidevPage) plainTag(g tag) {
	if g.isPlain(p.file.Text) {
		return
	}
	name := "<" + g.name + ">"
	if g.closing {
		name = "</" + g.name + ">"
	}
	p.edits = append(p.edits, edit{at: g.at, end: g.end, text: name})
}

// icon is the name of a component that is a small picture.
var icon = lazyregexp.New(`:|^(carbon|mdi|logos|uil|uim|ri|fa|fa6|ph|tabler|twemoji|noto|heroicons|material-symbols|simple-icons|vscode-icons|bi|lucide|la|ic|ion|akar-icons)-`)

// isShown reports whether a component shows something without text in it.
func isShown(name string) bool {
	return slices.Contains([]string{"Tweet", "Youtube", "BlueSky", "SlidevVideo", "Toc", "Arrow"}, name)
}

// imageTag writes a picture.
func (p *slidevPage) imageTag(g tag) {
	text := p.file.Text
	name, ok := g.value(text, "src")
	if !ok {
		if name, ok = g.value(text, ":src"); ok {
			name = strings.Trim(name, "'` ")
		}
	}
	if !ok || strings.ContainsAny(name, "<>\"\n{}") {
		p.unused("pictures", "", clipped(string(text[g.at:g.end])), g.at)
		p.drop(g)
		return
	}
	alt, _ := g.value(text, "alt")
	alt = strings.NewReplacer(`"`, "", "{{", "{ {", "<", "", ">", "").Replace(strings.Join(strings.Fields(alt), " "))
	p.edits = append(p.edits, edit{at: g.at, end: g.end, text: `<img src="` + p.picture(name) + `" alt="` + alt + `">`})
}

// click begins the step that an attribute of a tag asks for. Numbers count the clicks from the slide's
// beginning, and with a sign from the step before.
func (p *slidevPage) click(g tag, name string, l textLine) {
	value, ok := g.value(p.file.Text, name)
	if !ok {
		value, _ = g.value(p.file.Text, ":"+name)
	}
	if _, hide := g.value(p.file.Text, "hide"); hide {
		return // It is shown from the beginning.
	}
	value, _, _ = strings.Cut(strings.Trim(value, "'[ ]"), ",")
	n, err := strconv.Atoi(strings.Trim(value, "'\" "))
	switch {
	case err != nil:
		p.clicks++
	case strings.ContainsAny(value, "+-"):
		if p.clicks += n; n <= 0 {
			return
		}
	case n <= p.clicks:
		return
	default:
		p.clicks = n
	}
	p.step(g.at, l)
}

// maxPrefix is how far a line that is divided may be indented.
const maxPrefix = 40

// step begins a step at an offset in a line.
func (p *slidevPage) step(at int, l textLine) {
	line := p.file.Text[l.from:at]
	before := bytes.TrimRight(line, " \t")
	switch {
	case !l.seen && (l.mark > 0 || bytes.IndexByte(l.prefix, '>') >= 0):
		p.edits = append(p.edits, stepLine(l.from, l.prefix))
	case !l.seen && p.list && len(l.prefix) > 0:
		p.edits = append(p.edits, stepLine(l.from, append([]byte{'\n'}, l.prefix...)), edit{at: l.from, end: l.from, text: "\n"})
	case !l.seen && p.html:
		p.edits = append(p.edits, stepBlock(l.from, l.from))
	case !l.seen:
		p.edits = append(p.edits, stepBlock(l.from, l.from+len(l.prefix)))
	case l.row || len(l.prefix)+l.mark > maxPrefix || len(before) == len(line) && before[len(before)-1] != '>':
		name, _, _ := bytes.Cut(p.file.Text[at:min(len(p.file.Text), at+60)], []byte(">"))
		p.unused("steps within a line", "what they reveal is shown at once", clipped(string(name))+">", at)
	default:
		inner := string(l.prefix) + strings.Repeat(" ", l.mark)
		p.edits = append(p.edits, edit{at: at, end: at, text: "\n\n" + inner + pauseMark + "\n\n" + inner, step: true})
	}
}

// reveal makes steps of what stands in v-clicks.
func (p *slidevPage) reveal() {
	for _, r := range p.regions {
		i := sort.Search(len(p.items), func(i int) bool { return p.items[i].end > r.from })
		w := clickWalk{page: p, region: r, fresh: true}
		for ; i < len(p.items) && p.items[i].from < r.to; i++ {
			w.item(p.items[i])
		}
	}
}

// clickWalk goes through the blocks of a region.
type clickWalk struct {
	page   *slidevPage
	region clickRegion
	fresh  bool  // a block may begin
	nested []int // the indentation of the lists that are open
	units  int
}

func (w *clickWalk) item(it item) {
	f := w.page.file
	line := f.line(it)
	if it.from < w.region.from {
		line = bytes.TrimSpace(f.Text[w.region.from:it.end])
	}
	text := bytes.TrimLeft(line, " \t>")
	indent := len(line) - len(text)
	switch {
	case len(text) == 0:
		w.fresh = true
		return
	case it.kind == itemComment || bytes.HasPrefix(text, []byte("</")):
		return
	case it.kind != itemCode && markLen(text) > 0:
		if w.level(indent) <= w.region.depth {
			w.unit(it, line[:indent], true)
		}
	case bytes.HasPrefix(text, []byte("<li")):
		w.unit(it, nil, false)
	case w.fresh && (len(w.nested) == 0 || indent < 2):
		w.nested = nil
		w.unit(it, nil, false)
	}
	w.fresh = false
}

// level is how deep a list is nested whose items have an indentation.
func (w *clickWalk) level(indent int) int {
	n := len(w.nested)
	for n > 0 && indent < w.nested[n-1] {
		n--
	}
	w.nested = w.nested[:n]
	if n == 0 || indent > w.nested[n-1]+1 {
		w.nested = append(w.nested, indent)
	}
	return len(w.nested)
}

// unit begins a step, unless it belongs to the one before.
func (w *clickWalk) unit(it item, prefix []byte, inList bool) {
	if w.units++; (w.units-1)%w.region.every != 0 {
		return
	}
	w.page.clicks++
	at := max(it.from, w.region.from)
	if inList && at == it.from {
		w.page.edits = append(w.page.edits, stepLine(at, prefix))
		return
	}
	w.page.edits = append(w.page.edits, stepBlock(at, at))
}
