package pptx

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// slideOf is a slide of one item as it is read back.
func slideOf(t *testing.T, items ...Item) *element {
	t.Helper()
	p := deck(Slide{Items: items})
	p.Theme = cream()
	data := write(t, p)
	for _, told := range validate(t, data) {
		t.Error(told)
	}
	return open(t, data).parts[slideName(1)]
}

// said is the text of an element, with / where a line breaks.
func said(e *element) string {
	var b strings.Builder
	e.walk(func(e *element) {
		switch e.name {
		case "a:t":
			b.WriteString(e.text)
		case "a:br":
			b.WriteByte('/')
		}
	})
	return b.String()
}

func TestTextIsKept(t *testing.T) {
	for _, c := range []struct {
		runs Line
		want string
	}{
		{line("  two  blanks, and one behind "), "  two  blanks, and one behind "},
		{line("a\tb"), "a\tb"},
		{line("one\ntwo\r\nthree\rfour\vfive"), "one/two/three/four/five"},
		{line("<b>&amp; \"quoted\" 'so'"), "<b>&amp; \"quoted\" 'so'"},
		{line("\x00\x07 bell\x1b[0m \ufffe\uffff"), " bell[0m "},
		{line("\xed\xa0\x80half"), "\ufffd\ufffd\ufffdhalf"},
		{Line{{Text: "a"}, {}, {Text: "b\n", Bold: true}, {Text: "c"}}, "ab/c"},
		{line(emoji + arabic + "\u200f\u00a0\u2028"), emoji + arabic + "\u200f\u00a0\u2028"},
		{line("_x0041_ ]]> <!-- "), "_x0041_ ]]> <!-- "},
	} {
		got := said(slideOf(t, Text{IsTitle: true, Size: 20, Lines: []Line{c.runs}}))
		if got != c.want {
			t.Errorf("%v: got %q, want %q", c.runs, got, c.want)
		}
	}
}

func TestOneTitle(t *testing.T) {
	words := Text{Size: 20, Lines: []Line{line("the"), line("words")}}
	title := words
	title.IsTitle = true
	for _, c := range []struct {
		name  string
		slide Slide
		want  string
		aside bool
	}{
		{"an item", Slide{Title: "other", Items: []Item{words, title}}, "the/words", false},
		{"the first of two", Slide{Items: []Item{title, Text{Size: 9, IsTitle: true, Lines: []Line{line("second")}}}}, "the/words", false},
		{"an item without words", Slide{Title: "given\nso", Items: []Item{Text{IsTitle: true}}}, "given so", true},
		{"given", Slide{Title: " given ", Items: []Item{words}}, "given", true},
		{"the first words", Slide{Items: []Item{Box{}, words}}, "the words", true},
		{"a picture", Slide{Items: []Item{Picture{Data: drawing(t, "png"), Alt: "The crest"}}}, "The crest", true},
		{"the number", Slide{Items: []Item{Disc{}}}, "1", true},
	} {
		root := open(t, write(t, deck(c.slide))).parts[slideName(1)]
		var got []string
		var top int
		for _, shape := range root.all("p:sp") {
			if ph := shape.all("p:ph"); len(ph) > 0 && ph[0].attrs["type"] == "title" {
				got = append(got, said(shape))
				top, _ = strconv.Atoi(shape.all("a:off")[0].attrs["y"])
				height, _ := strconv.Atoi(shape.all("a:ext")[0].attrs["cy"])
				top += height
			}
		}
		if !slices.Equal(got, []string{c.want}) {
			t.Errorf("%s: titles %q, want %q", c.name, got, c.want)
		}
		if above := top < 0; above != c.aside {
			t.Errorf("%s: the title ends at %d", c.name, top)
		}
	}
}

func TestBullets(t *testing.T) {
	for _, c := range []struct{ bullet, kind, value, said string }{
		{"", "a:buNone", "", "x"},
		{"•", "a:buChar", "•", "x"},
		{" – ", "a:buChar", "–", "x"},
		{"3.", "a:buAutoNum", "arabicPeriod 3", "x"},
		{"12)", "a:buAutoNum", "arabicParenR 12", "x"},
		{"32768.", "a:buNone", "", "32768.\tx"},
		{"0.", "a:buNone", "", "0.\tx"},
		{"99999999999.", "a:buNone", "", "99999999999.\tx"},
		{"iv.", "a:buNone", "", "iv.\tx"},
		{"1.2.", "a:buNone", "", "1.2.\tx"},
		{".", "a:buChar", ".", "x"},
		{"👩‍🏫", "a:buNone", "", "👩‍🏫\tx"},
	} {
		root := slideOf(t, Text{IsTitle: true, Size: 20, Bullet: c.bullet, Hanging: 36, Lines: []Line{line("x")}})
		found := root.all(c.kind)
		if len(found) != 1 {
			t.Errorf("%q: %d %s", c.bullet, len(found), c.kind)
			continue
		}
		a := found[0].attrs
		if got := strings.TrimSpace(a["char"] + a["type"] + " " + a["startAt"]); got != c.value {
			t.Errorf("%q: got %q, want %q", c.bullet, got, c.value)
		}
		if got := said(root); got != c.said {
			t.Errorf("%q: says %q, want %q", c.bullet, got, c.said)
		}
		wantIndent := "-457200"
		if c.bullet == "" {
			wantIndent = "0"
		}
		if got := root.all("a:pPr")[0].attrs["indent"]; got != wantIndent {
			t.Errorf("%q: indent %s, want %s", c.bullet, got, wantIndent)
		}
	}
}

func TestLanguages(t *testing.T) {
	for _, c := range []struct{ own, deck, want string }{
		{"", "", "en-GB"}, {"", "cy", "cy"}, {"ar-SA", "en-GB", "ar-SA"}, {"zh-Hant-TW", "", "zh-Hant-TW"}, {"es-419", "", "es-419"},
		{"english please", "fr", "fr"}, {"x", "1-a", "en-GB"}, {"en-", "en_GB", "en-GB"}, {`en"`, "é", "en-GB"},
	} {
		if got := language(c.own, c.deck); got != c.want {
			t.Errorf("%q, %q: got %q, want %q", c.own, c.deck, got, c.want)
		}
	}
}

func TestLook(t *testing.T) {
	theme := cream()
	root := slideOf(t, Text{IsTitle: true, Size: 44.5, Leading: 50, Align: Right, RTL: true, Mono: true, Alt: "said", Lang: "cy", Lines: []Line{{
		{Text: "a"}, {Text: "b", Colour: theme.Strong, Bold: true}, {Text: "c", Colour: cell.RGB(0x0102AB), Strike: true}}}})
	var got []string
	for _, r := range root.all("a:r") {
		look := r.kids[0]
		colour := look.all("a:solidFill")[0].kids[0]
		got = append(got, fmt.Sprintf("%s %s %s %s %s %s %s", said(r), look.attrs["lang"], look.attrs["sz"], look.attrs["b"],
			look.attrs["strike"], colour.attrs["val"], look.all("a:latin")[0].attrs["typeface"]))
	}
	want := []string{"a cy 4450 0  tx1 Courier New", "b cy 4450 1  accent1 Courier New", "c cy 4450 0 sngStrike 0102AB Courier New"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if body := root.all("a:bodyPr")[0]; body.attrs["wrap"] != "none" || len(body.all("a:noAutofit")) != 1 {
		t.Error("the lines may be broken again, or the type shrunk")
	}
	p := root.all("a:pPr")[0]
	if p.attrs["algn"] != "r" || p.attrs["rtl"] != "1" || p.all("a:spcPts")[0].attrs["val"] != "5000" {
		t.Errorf("the paragraph has %v", p.attrs)
	}
	if got := root.all("p:cNvPr")[1].attrs; got["descr"] != "said" || got["name"] != "Title 2" {
		t.Errorf("the shape has %v", got)
	}
}

func TestDecorationIsMarked(t *testing.T) {
	root := slideOf(t, Box{W: 1, H: 1}, Disc{D: 9, Alt: "told", FillOn: 1}, Picture{Data: drawing(t, "gif")}, Picture{Data: drawing(t, "gif"), Alt: "seen"})
	var got []string
	for _, e := range root.all("p:cNvPr")[2:] { // behind the slide's own and its title
		got = append(got, fmt.Sprintf("%s %q %d", e.attrs["name"], e.attrs["descr"], len(e.all("adec:decorative"))))
	}
	want := []string{`Rule 3 "" 1`, `Disc 4 "told" 0`, `Filling disc 5 "" 1`, `Picture 6 "" 1`, `Picture 7 "seen" 0`}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// steps are what comes in on each click: the kind of the effect, the shape, and how long it takes.
func steps(root *element) []string {
	var out []string
	for _, n := range root.all("p:cTn") {
		if n.attrs["presetClass"] != "entr" {
			continue
		}
		if n.attrs["nodeType"] == "clickEffect" {
			out = append(out, "")
		}
		word := n.attrs["presetID"] + "." + n.attrs["presetSubtype"] + " " + n.all("p:spTgt")[0].attrs["spid"]
		for _, e := range n.all("p:animEffect") {
			word += " " + e.attrs["filter"] + " " + e.all("p:cTn")[0].attrs["dur"]
		}
		out[len(out)-1] = strings.TrimPrefix(out[len(out)-1]+", "+word, ", ")
	}
	return out
}

func TestBuilds(t *testing.T) {
	text := func(build int) Text { return Text{Size: 9, Build: build, IsTitle: true, Lines: []Line{line("x")}} }
	for _, c := range []struct {
		items []Item
		want  []string
	}{
		{[]Item{text(0), Box{}, Disc{}}, nil},
		{[]Item{text(1), text(2), text(3)}, []string{"1.0 2", "1.0 3", "1.0 4"}},
		{[]Item{text(3), text(0), Box{Build: 1}, Picture{Data: drawing(t, "png"), Build: 3}}, []string{"1.0 4", "1.0 2, 1.0 5"}},
		{[]Item{text(0), Disc{FillOn: 1, Fill: 45 * time.Second}}, []string{"22.4 4 wipe(down) 45000"}},
		{[]Item{text(0), Disc{Build: 1, FillOn: 1, Fill: 1500 * time.Millisecond}}, []string{"1.0 3, 22.4 4 wipe(down) 1500"}},
		{[]Item{text(0), Disc{FillOn: 2}}, []string{"1.0 4"}},
		{[]Item{text(-1), text(9), Box{Build: 7}}, []string{"1.0 4", "1.0 3"}},
	} {
		root := slideOf(t, c.items...)
		if got := steps(root); !slices.Equal(got, c.want) {
			t.Errorf("%v: got %q, want %q", c.items, got, c.want)
		}
		if c.want == nil && len(root.all("p:timing")) > 0 {
			t.Error("nothing comes in, and there is a list of effects")
		}
	}
}

func TestNotesAndHidden(t *testing.T) {
	data := write(t, sample(t))
	b := open(t, data)
	if got := b.parts[slideName(7)].attrs["show"]; got != "0" {
		t.Errorf("the hidden slide has show=%q", got)
	}
	if b.parts[notesName(3)] != nil || b.parts[notesName(2)] == nil {
		t.Error("notes are where there are none, or the other way round")
	}
	notes := b.parts[notesName(1)].all("a:p")
	want := longNotes()
	if len(notes) != len(want) {
		t.Fatalf("%d paragraphs of notes, want %d", len(notes), len(want))
	}
	for i, p := range want {
		var words string
		for _, run := range p.Runs {
			words += strings.ReplaceAll(run.Text, "\n", "/")
		}
		if got := said(notes[i]); got != words {
			t.Errorf("notes %d: got %q, want %q", i, got, words)
		}
	}
	if got := notes[0].all("a:rPr"); got[0].attrs["b"] != "1" || got[1].attrs["b"] != "0" {
		t.Error("the label is not bold, or not alone")
	}
	var rtl string
	for _, p := range notes[:4] {
		rtl += p.all("a:pPr")[0].attrs["rtl"]
	}
	if rtl != "0100" {
		t.Errorf("right to left are the paragraphs %s, want 0100", rtl)
	}
	if got := notes[2].all("a:pPr")[0].attrs["lvl"]; got != "1" {
		t.Errorf("the level is %q", got)
	}
}

func TestThemes(t *testing.T) {
	white, black := cell.RGB(0xFFFFFF), cell.RGB(0x000000)
	for _, c := range []struct {
		theme          Theme
		background     string // the place of the background among the theme's colours
		dk1, lt1, face string
	}{
		{Theme{}, "lt1", "000000", "FFFFFF", "Arial"},
		{Theme{Background: black, Text: white, Heading: "Verdana"}, "dk1", "000000", "FFFFFF", "Verdana"},
		{cream(), "lt1", "1F2933", "FFF6E5", "Arial"},
	} {
		b := open(t, write(t, Presentation{Theme: c.theme}))
		theme, master := b.parts["ppt/theme/theme1.xml"], b.parts["ppt/slideMasters/slideMaster1.xml"]
		if got := master.all("p:clrMap")[0].attrs["bg1"]; got != c.background {
			t.Errorf("%v: the background is %s, want %s", c.theme, got, c.background)
		}
		dk1, lt1 := theme.all("a:dk1")[0].kids[0].attrs["val"], theme.all("a:lt1")[0].kids[0].attrs["val"]
		if dk1 != c.dk1 || lt1 != c.lt1 {
			t.Errorf("%v: dark %s and light %s, want %s and %s", c.theme, dk1, lt1, c.dk1, c.lt1)
		}
		if got := theme.all("a:majorFont")[0].kids[0].attrs["typeface"]; got != c.face {
			t.Errorf("%v: headings in %s, want %s", c.theme, got, c.face)
		}
	}
}

// sizes are slides with two lines each, in all sizes and spacings.
func sizes() []Slide {
	var slides []Slide
	for _, size := range []float64{18, 40, 80, 140, 200} {
		for _, leading := range []float64{1, 1.2} {
			text := Text{X: 60, W: 800, Baseline: 230, Size: size, Leading: leading * size, IsTitle: true,
				Lines: []Line{line("Hx"), {{Text: "Hx", Bold: true}}}}
			slides = append(slides, Slide{Items: []Item{text}})
			if size <= 50 {
				text.Mono = true
				slides = append(slides, Slide{Items: []Item{text}})
			}
		}
	}
	return slides
}

// Both LibreOffice and PowerPoint put every line within three points of where it is to stand: with exact spacing they
// keep these parts of the size below the baseline.
func TestBaselines(t *testing.T) {
	const libreOffice, arial, courier, perPoint, tolerance = 0.2, 0.228, 0.318, 12700, 3.0
	for _, s := range sizes() {
		text := s.Items[0].(Text) //nolint:errcheck // made above
		root := slideOf(t, text)
		box := root.all("p:sp")[0]
		x, y := float64(attr(t, box.all("a:off")[0], "x"))/perPoint, float64(attr(t, box.all("a:off")[0], "y"))/perPoint
		if math.Abs(x-text.X) > 0.5 {
			t.Errorf("size %g: the line begins at %.1f, want %.1f", text.Size, x, text.X)
		}
		if spacing := float64(attr(t, box.all("a:spcPts")[0], "val")) / 100; math.Abs(spacing-text.Leading) > 0.01 {
			t.Errorf("size %g: the spacing is %g, want %g", text.Size, spacing, text.Leading)
		}
		body := box.all("a:bodyPr")[0]
		if body.attrs["anchor"] != "t" || attr(t, body, "lIns") != 0 || attr(t, body, "tIns") != 0 {
			t.Errorf("size %g: the text begins elsewhere in its box: %v", text.Size, body.attrs)
		}
		powerPoint := arial
		if text.Mono {
			powerPoint = courier
		}
		for _, below := range []float64{libreOffice, powerPoint} {
			if got := y + text.Leading - below*text.Size; math.Abs(got-text.Baseline) > tolerance {
				t.Errorf("size %g, spacing %g, mono %v: a baseline at %.1f, want %.1f", text.Size, text.Leading, text.Mono, got, text.Baseline)
			}
		}
	}
}

func attr(t *testing.T, e *element, name string) int {
	t.Helper()
	n, err := strconv.Atoi(e.attrs[name])
	if err != nil {
		t.Fatalf("%s: %s=%q", e.name, name, e.attrs[name])
	}
	return n
}
