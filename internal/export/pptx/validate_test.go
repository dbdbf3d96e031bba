package pptx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// element is a part as it is read back.
type element struct {
	name  string
	attrs map[string]string
	kids  []*element
	text  string
}

// parse reads a part. The usual prefixes stand for the usual namespaces.
func parse(data []byte) (*element, error) {
	prefixes := map[string]string{drawingNS: "a:", presentationNS: "p:", relationsNS: "r:", coreNS: "cp:",
		"http://schemas.microsoft.com/office/drawing/2017/decorative": "adec:"}
	dec := xml.NewDecoder(bytes.NewReader(data))
	root := &element{}
	stack := []*element{root}
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		top := stack[len(stack)-1]
		switch v := token.(type) {
		case xml.StartElement:
			e := &element{name: prefixes[v.Name.Space] + v.Name.Local, attrs: map[string]string{}}
			for _, a := range v.Attr {
				e.attrs[prefixes[a.Name.Space]+a.Name.Local] = a.Value
			}
			top.kids = append(top.kids, e)
			stack = append(stack, e)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			top.text += string(v)
		}
	}
	return root.kids[0], nil
}

// all are the elements of some name at or below e, in their order.
func (e *element) all(name string) []*element {
	var out []*element
	e.walk(func(e *element) {
		if e.name == name {
			out = append(out, e)
		}
	})
	return out
}

func (e *element) walk(visit func(*element)) {
	if e == nil {
		return
	}
	visit(e)
	for _, kid := range e.kids {
		kid.walk(visit)
	}
}

// bundle is a presentation that was read back.
type bundle struct {
	names []string
	raw   map[string][]byte
	parts map[string]*element // those of XML
	rules map[string]string
	told  []string
}

func (b *bundle) fault(format string, args ...any) {
	b.told = append(b.told, fmt.Sprintf(format, args...))
}

func open(t testing.TB, data []byte) *bundle {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	b := &bundle{raw: map[string][]byte{}, parts: map[string]*element{}, rules: shared()}
	for _, f := range r.File {
		body, err := fs(f)
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		if b.raw[f.Name] != nil {
			b.fault("%s is there twice", f.Name)
		}
		if f.Method != zip.Deflate {
			b.fault("%s is not packed", f.Name)
		}
		b.names = append(b.names, f.Name)
		b.raw[f.Name] = body
		if ext := path.Ext(f.Name); ext == ".xml" || ext == ".rels" {
			if b.parts[f.Name], err = parse(body); err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
		}
	}
	return b
}

func fs(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

// validate reads a presentation back and says everything that PowerPoint would want to repair.
func validate(t testing.TB, data []byte) []string {
	t.Helper()
	b := open(t, data)
	b.types()
	b.reach()
	for _, name := range b.names {
		if e := b.parts[name]; e != nil {
			e.walk(func(e *element) { b.shape(name, e) })
		}
	}
	b.presentation()
	for n := 1; b.parts[slideName(n)] != nil; n++ {
		b.slide(slideName(n))
	}
	return b.told
}

// types holds the list of content types to the parts that are there.
func (b *bundle) types() {
	types := b.parts["[Content_Types].xml"]
	if types == nil {
		b.fault("there is no list of content types")
		return
	}
	defaults, overrides := map[string]bool{}, map[string]bool{}
	for _, d := range types.all("Default") {
		defaults["."+d.attrs["Extension"]] = true
	}
	for _, o := range types.all("Override") {
		name := strings.TrimPrefix(o.attrs["PartName"], "/")
		if overrides[name] {
			b.fault("%s has two content types", name)
		}
		overrides[name] = true
		if b.raw[name] == nil {
			b.fault("%s has a content type and is not there", name)
		}
	}
	for _, name := range b.names {
		known := overrides[name] || name == "[Content_Types].xml" || path.Ext(name) != ".xml" && defaults[path.Ext(name)]
		if !known {
			b.fault("%s has no content type", name)
		}
	}
}

// rels are the relations of a part: where they lead, by their id.
func (b *bundle) rels(name string) map[string]string {
	dir, base := path.Split(name)
	file := b.parts[dir+"_rels/"+base+".rels"]
	out := map[string]string{}
	if file == nil {
		return out
	}
	for _, r := range file.all("Relationship") {
		id, target := r.attrs["Id"], path.Join(dir, r.attrs["Target"])
		if out[id] != "" {
			b.fault("%s has the relation %s twice", name, id)
		}
		if b.raw[target] == nil {
			b.fault("%s leads to %s, which is not there", name, target)
		}
		if !strings.Contains(r.attrs["Type"], "/relationships/") {
			b.fault("%s has a relation of the kind %q", name, r.attrs["Type"])
		}
		out[id] = target
	}
	return out
}

// reach follows the relations from the package: every part is led to, and every reference leads.
func (b *bundle) reach() {
	seen := map[string]bool{"": true}
	for queue := []string{""}; len(queue) > 0; queue = queue[1:] {
		rels := b.rels(queue[0])
		for _, target := range rels {
			if !seen[target] {
				seen[target] = true
				queue = append(queue, target)
			}
		}
		if e := b.parts[queue[0]]; e != nil {
			b.references(queue[0], e, rels)
		}
	}
	for _, name := range b.names {
		if !seen[name] && path.Ext(name) != ".rels" && name != "[Content_Types].xml" {
			b.fault("nothing leads to %s", name)
		}
	}
}

func (b *bundle) references(name string, root *element, rels map[string]string) {
	root.walk(func(e *element) {
		for attr, value := range e.attrs {
			if strings.HasPrefix(attr, "r:") && rels[value] == "" {
				b.fault("%s: %s %s=%q leads nowhere", name, e.name, attr, value)
			}
		}
	})
}

// shape holds an element to its sequence and its attributes.
func (b *bundle) shape(part string, e *element) {
	if !strings.HasPrefix(e.name, "a:") && !strings.HasPrefix(e.name, "p:") {
		return
	}
	for _, attr := range strings.Fields(attributes[e.name]) {
		if _, ok := e.attrs[attr]; !ok {
			b.fault("%s: %s has no %s", part, e.name, attr)
		}
	}
	if strings.HasSuffix(e.name, "StyleLst") && len(e.kids) != 3 && e.name != "a:tblStyleLst" {
		b.fault("%s: %s has %d of 3", part, e.name, len(e.kids))
	}
	if strings.TrimSpace(e.text) != "" && e.name != "a:t" && e.name != "p:attrName" {
		b.fault("%s: %s holds text", part, e.name)
	}
	kids := e.kids
	for _, slot := range strings.Fields(b.rules[e.name]) {
		names := strings.Split(strings.TrimRight(slot, "!*+"), "|")
		n := 0
		for len(kids) > 0 && slices.Contains(names, kids[0].name) {
			kids = kids[1:]
			n++
		}
		if must := strings.HasSuffix(slot, "!") || strings.HasSuffix(slot, "+"); must && n == 0 {
			b.fault("%s: %s has no %s", part, e.name, strings.Join(names, " or "))
		}
		if many := strings.HasSuffix(slot, "*") || strings.HasSuffix(slot, "+"); !many && n > 1 {
			b.fault("%s: %s has %d %s", part, e.name, n, names[0])
		}
	}
	if len(kids) > 0 {
		b.fault("%s: %s may not stand in %s, or not there", part, kids[0].name, e.name)
	}
}

// presentation checks the numbers of the deck: those of masters and layouts are of one range.
func (b *bundle) presentation() {
	root, master := b.parts["ppt/presentation.xml"], b.parts["ppt/slideMasters/slideMaster1.xml"]
	if root == nil || master == nil {
		b.fault("there is no presentation, or no master")
		return
	}
	seen := map[string]bool{}
	for _, list := range []struct {
		ids   []*element
		least int
		below int
	}{
		{root.all("p:sldId"), 256, 1 << 31},
		{append(root.all("p:sldMasterId"), master.all("p:sldLayoutId")...), 1 << 31, 1 << 32},
	} {
		for _, e := range list.ids {
			id, err := strconv.Atoi(e.attrs["id"])
			if err != nil || id < list.least || id >= list.below || seen[e.attrs["id"]] {
				b.fault("%s has the number %q", e.name, e.attrs["id"])
			}
			seen[e.attrs["id"]] = true
		}
	}
	for _, part := range []string{"docProps/core.xml", "docProps/app.xml", "ppt/presProps.xml", "ppt/viewProps.xml",
		"ppt/tableStyles.xml", "ppt/theme/theme1.xml", "ppt/theme/theme2.xml", "ppt/notesMasters/notesMaster1.xml"} {
		if b.raw[part] == nil {
			b.fault("there is no %s", part)
		}
	}
}

// slide checks what belongs together on a slide.
func (b *bundle) slide(name string) {
	root, kinds := b.parts[name], map[string]int{}
	for _, target := range b.rels(name) {
		kinds[path.Base(path.Dir(target))]++
		if strings.HasPrefix(target, "ppt/notesSlides/") {
			b.notes(name, target)
		}
	}
	if kinds["slideLayouts"] != 1 || kinds["notesSlides"] > 1 {
		b.fault("%s has %d layouts and %d pages of notes", name, kinds["slideLayouts"], kinds["notesSlides"])
	}
	titles := 0
	for _, ph := range root.all("p:ph") {
		if ph.attrs["type"] == "title" {
			titles++
		}
	}
	if titles != 1 {
		b.fault("%s has %d titles", name, titles)
	}
	shapes := b.numbers(name, root, "p:cNvPr")
	b.numbers(name, root, "p:cTn")
	groups := map[string]bool{}
	for _, e := range root.all("p:bldP") {
		groups[e.attrs["spid"]] = true
	}
	for _, e := range append(root.all("p:spTgt"), root.all("p:bldP")...) {
		if !shapes[e.attrs["spid"]] {
			b.fault("%s: %s means the shape %q, which is not there", name, e.name, e.attrs["spid"])
		}
	}
	b.builds(name, root, groups)
}

// numbers are the ids of the elements of some name, each of which is there once.
func (b *bundle) numbers(part string, root *element, name string) map[string]bool {
	seen := map[string]bool{}
	for _, e := range root.all(name) {
		id := e.attrs["id"]
		if n, err := strconv.Atoi(id); err != nil || n < 1 || seen[id] {
			b.fault("%s: %s has the number %q", part, name, id)
		}
		seen[id] = true
	}
	return seen
}

// builds: every effect that belongs to a group is in the list of builds, and the other way round.
func (b *bundle) builds(name string, root *element, groups map[string]bool) {
	used := map[string]bool{}
	for _, e := range root.all("p:cTn") {
		if e.attrs["grpId"] != "" {
			used[e.all("p:spTgt")[0].attrs["spid"]] = true
		}
	}
	if fmt.Sprint(used) != fmt.Sprint(groups) {
		b.fault("%s: effects for %v, builds for %v", name, used, groups)
	}
}

// notes lead back to their slide and to the notes master.
func (b *bundle) notes(slide, name string) {
	var targets []string
	for _, target := range b.rels(name) {
		targets = append(targets, target)
	}
	slices.Sort(targets)
	if !slices.Equal(targets, []string{"ppt/notesMasters/notesMaster1.xml", slide}) {
		b.fault("%s leads to %v", name, targets)
	}
	b.numbers(name, b.parts[name], "p:cNvPr")
}

// repack writes parts again that were changed.
func repack(t testing.TB, b *bundle) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range b.names {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(b.raw[name]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
