package markdown

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"io/fs"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// besideDeck is a folder with a picture and a letter.
func besideDeck() fstest.MapFS {
	var crest bytes.Buffer
	if err := png.Encode(&crest, image.NewGray(image.Rect(0, 0, 4, 4))); err != nil {
		panic(err)
	}
	return fstest.MapFS{
		"crest.png":            {Data: crest.Bytes()},
		"school crest (1).png": {Data: crest.Bytes()},
		"pics/logo.png":        {Data: crest.Bytes()},
		"letter.md":            {Data: []byte("That all forms of extremism and hatred is wrong.\n")},
		"notes.txt":            {Data: []byte("no picture")},
	}
}

func FuzzParse(f *testing.F) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		f.Fatal("no seeds", err)
	}
	for _, name := range names {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range a.Files {
			if strings.HasSuffix(file.Name, ".md") {
				f.Add(file.Data)
			}
		}
	}
	files := besideDeck()
	f.Fuzz(func(t *testing.T, src []byte) { checkLaws(t, src, files) })
}

// checkLaws holds whatever the source.
func checkLaws(t *testing.T, src []byte, files fs.FS) {
	t.Helper()
	d, err := ParseAll(src, Options{Name: "deck.md", Files: files})
	if err != nil {
		errs, ok := errors.AsType[Errors](err)
		if !ok || len(errs) == 0 {
			t.Fatalf("error %v is not a list of diagnostics", err)
		}
		checkDiagnostics(t, src, errs)
	}
	if d == nil {
		if err == nil {
			t.Fatal("neither a deck nor an error")
		}
		return
	}
	checkDiagnostics(t, src, d.Diagnostics())
	checkStrings(t, reflect.ValueOf(d.Meta), "meta")
	for i := range d.Len() {
		checkSlide(t, d, i)
	}
	checkLazy(t, src, files, d, err)
	if err != nil {
		return
	}
	text := Format(d)
	again, err := ParseAll(text, Options{Name: "deck.md", Files: files})
	if err != nil {
		t.Fatalf("formatted deck is not accepted: %v\n%s", err, text)
	}
	if divided(d) || divided(again) {
		return // Where a slide is divided depends on how its source is written.
	}
	if a, b := bare(d), bare(again); !reflect.DeepEqual(a, b) {
		t.Fatalf("formatted deck differs\n--- formatted\n%s--- want\n%s--- got\n%s", text, dump(d), dump(again))
	}
}

// checkLazy parses the deck with nothing parsed ahead: it has to come to the same.
func checkLazy(t *testing.T, src []byte, files fs.FS, d *deck.Deck, eager error) {
	t.Helper()
	lazy, err := Parse(src, Options{Name: "deck.md", Files: files, Lazy: 1})
	if err != nil {
		if eager == nil {
			t.Fatalf("lazily refused: %v", err)
		}
		return
	}
	if !reflect.DeepEqual(lazy.Heads, d.Heads) {
		t.Fatalf("heads differ: lazily %v, eagerly %v", lazy.Heads, d.Heads)
	}
	for i := range lazy.Len() {
		if !reflect.DeepEqual(lazy.Slide(i), d.Slide(i)) {
			t.Fatalf("slide %d differs when it is parsed lazily", i)
		}
	}
}

func checkDiagnostics(t *testing.T, src []byte, diags []deck.Diagnostic) {
	t.Helper()
	text, _ := decode(src)
	lines := strings.Split(string(unixLines(text)), "\n")
	for _, d := range diags {
		p := d.Pos
		if p.File != "deck.md" {
			continue // It is in a file that the deck brings in.
		}
		if p.Line < 1 || p.Line > len(lines) || p.Col < 1 || p.Col > len(lines[p.Line-1])+1 {
			t.Fatalf("%v is outside the source", d)
		}
		if strings.ContainsFunc(d.Message, dangerous) || !utf8.ValidString(d.Message) || strings.Contains(d.Message, "\n") {
			t.Fatalf("message %q has a forbidden character", d.Message)
		}
	}
}

func checkSlide(t *testing.T, d *deck.Deck, i int) {
	t.Helper()
	s := d.Slide(i)
	checkStrings(t, reflect.ValueOf(*s), "slide")
	if s.Steps != d.Heads[i].Steps || s.Steps < 1 {
		t.Fatalf("slide %d: %d steps, head says %d", i, s.Steps, d.Heads[i].Steps)
	}
	checkSteps(t, s.Blocks, 0, s.Steps)
	if s.Layout == "" || s.Layout == deck.LayoutClosing && !d.Heads[i].Closing || (s.Layout == deck.LayoutClosing) != (s.Rows != nil) {
		t.Fatalf("slide %d: layout %q, head says closing %v", i, s.Layout, d.Heads[i].Closing)
	}
	if s.Layout == deck.LayoutReflection && s.Steps < 2 {
		t.Fatalf("slide %d: a reflection of %d steps", i, s.Steps)
	}
	for _, notes := range s.Notes {
		for _, n := range notes {
			checkParts(t, n)
		}
	}
}

// checkSteps makes sure that steps never fall, from from on.
func checkSteps(t *testing.T, blocks []deck.Block, from, steps int) int {
	t.Helper()
	check := func(step int) {
		if step < from || step >= steps {
			t.Fatalf("step %d outside %d to %d", step, from, steps-1)
		}
		from = step
	}
	for _, b := range blocks {
		check(b.Step)
		for _, it := range b.Items {
			check(it.Step)
			from = checkSteps(t, it.Blocks, from, steps)
		}
		from = checkSteps(t, b.Blocks, from, steps)
	}
	return from
}

func checkParts(t *testing.T, n deck.Note) {
	t.Helper()
	line := n.String()
	if len(n.Parts) == 0 || strings.Contains(line, "  ") && !strings.Contains(line, "[") || strings.Trim(line, " ") != line {
		t.Fatalf("note %q is not tidy", line)
	}
	for _, p := range n.Parts {
		if (p.Text == "") == (p.Cue.Kind == deck.NoCue) {
			t.Fatalf("part %+v is not either text or a cue", p)
		}
	}
}

// dangerous is what product and terminals agree must not be shown, spelled out apart from the code.
func dangerous(r rune) bool {
	return unicode.IsControl(r) && r != '\n' && r != '\t' ||
		strings.ContainsRune("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029", r)
}

// checkStrings makes sure that no string within v has what must not reach a terminal.
func checkStrings(t *testing.T, v reflect.Value, path string) {
	t.Helper()
	switch v.Kind() {
	case reflect.String:
		s := v.String()
		if strings.ContainsFunc(s, dangerous) || !utf8.ValidString(s) || strings.Contains(s, "\t") && path != "meta.SourceText" {
			t.Fatalf("%s: %q has a forbidden character", path, s)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			checkStrings(t, v.Field(i), path+"."+v.Type().Field(i).Name)
		}
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return
		}
		for i := range v.Len() {
			checkStrings(t, v.Index(i), path)
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			checkStrings(t, k, path)
			checkStrings(t, v.MapIndex(k), path)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			checkStrings(t, v.Elem(), path)
		}
	}
}

// bare is what makes a deck, without places in the source.
func bare(d *deck.Deck) any {
	type slide struct {
		Head  deck.Head
		Slide deck.Slide
	}
	var out []any
	meta := d.Meta
	meta.Format, meta.Includes = "", nil // It is written in the deck format, in one file.
	out = append(out, meta)
	for i, h := range d.Heads {
		h.Pos = deck.Pos{}
		s := *d.Slide(i)
		s.Pos = deck.Pos{}
		s.Blocks = bareBlocks(s.Blocks)
		notes := deck.Notes(nil)
		for phase, list := range s.Notes {
			if notes == nil {
				notes = deck.Notes{}
			}
			list = append([]deck.Note(nil), list...)
			for i := range list {
				list[i].Pos = deck.Pos{}
			}
			notes[phase] = list
		}
		s.Notes = notes
		out = append(out, slide{h, s})
	}
	return out
}

func bareBlocks(blocks []deck.Block) []deck.Block {
	out := append([]deck.Block(nil), blocks...)
	for i := range out {
		out[i].Pos = deck.Pos{}
		out[i].Blocks = bareBlocks(out[i].Blocks)
		items := append([]deck.Item(nil), out[i].Items...)
		for j := range items {
			items[j].Blocks = bareBlocks(items[j].Blocks)
		}
		out[i].Items = items
	}
	return out
}

func divided(d *deck.Deck) bool {
	return slices.ContainsFunc(d.Heads, func(h deck.Head) bool { return h.Screens > 1 })
}
