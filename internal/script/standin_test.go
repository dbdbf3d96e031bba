package script_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/script"
	"github.com/westandtogether-assembly/assembly/slides"
)

// What a stand-in has to find on paper.

// pagesOf is the text of each page of a document.
func pagesOf(t *testing.T, doc *script.Document) []string {
	t.Helper()
	text, ok := tool(t, pdfOf(t, doc), "pdftotext", "-layout", "FILE", "-")
	if !ok {
		t.Skip("pdftotext is not installed")
	}
	return strings.Split(strings.TrimSuffix(text, "\f"), "\f")
}

// section is the blocks of the section with a title, a line each; "" without one.
func section(doc *script.Document, title string) string {
	var out []string
	for s := range doc.Sections {
		if s.Title == title {
			for _, p := range s.Parts {
				for _, b := range p.Blocks {
					out = append(out, strings.TrimSpace(b.Cue+" "+b.Text()+" "+b.Marker))
				}
			}
		}
	}
	return strings.Join(out, "|")
}

const church = `---
duration: 8m
---

# Harvest

<!--
time: 1m
notes: |
  In 1999 at 10.30 we paid £1,999. Call the food bank on 01632 960124, or Childline on 0800 1111. [wait: for quiet]
-->

---

# Prayer

Amen

<!-- pause -->

Food bank: 01632 960123

God bless

<!--
time: 2m
notes: Let us pray. [next]
-->

---

# Thank you

- Dear God, thank you.
- Food bank: 01632 960123
- Amen.

<!--
layout: closing
-->
`

func TestNumbersToCall(t *testing.T) {
	d := parse(t, church)
	for _, doc := range []*script.Document{script.Of(d, script.Options{}), script.Cards(d, script.Options{})} {
		if got, want := section(doc, "Numbers to call"), "Food bank 01632 960123|Also named in the notes: 01632 960124, 0800 1111 (Childline)"; got != want {
			t.Errorf("%s: the numbers are %q, want %q", doc.Kind, got, want)
		}
	}
	if got, want := section(script.FollowUp(d, script.Options{}), "Numbers to call"), "Food bank: 01632 960123|Childline, free for under 19s: 0800 1111"; strings.ReplaceAll(got, " -", "") != want {
		t.Errorf("in class the numbers are %q, want %q", got, want)
	}
	none := parse(t, "# A\n\n- Amen\n\n<!--\nlayout: closing\nnotes: Call 0800 1111.\n-->\n")
	if got := section(script.Of(none, script.Options{}), "Numbers to call"); got != "" {
		t.Errorf("a closing slide without numbers has %q", got)
	}
}

func TestWordsOfCues(t *testing.T) {
	d := parse(t, church)
	doc := script.Of(d, script.Options{})
	if got := section(doc, "How to read this script"); !strings.Contains(got, "WAIT Go on") || strings.Contains(got, "SILENCE") {
		t.Errorf("the cues are %q", got)
	}
	if got := section(doc, "Prayer"); !strings.Contains(got, "NEXT STEP Food bank: 01632 960123. God bless") {
		t.Errorf("a step is %q", got)
	}
	if got := fmt.Sprint(doc.Facts); !strings.Contains(got, "{Planned length 3 minutes}") || !strings.Contains(got, "{Time named in the deck 8 minutes}") {
		t.Errorf("the facts are %s", got)
	}
	still := parse(t, "# Be still\n\n<!--\nlayout: reflection\nsilence: 45s\nnotes: |\n  Now. [next]\n\n  [do: do not cut it short] [do: Don't move]\n\n  Thank you. [do: sit] [next]\n-->\n\n---\n\n# B\n")
	want := "SAY Now.|NEXT STEP the shape starts to fill|SILENCE 45 seconds. During it:|DO NOT cut it short|DO NOT move|SAY Thank you.|DO sit|NEXT SLIDE"
	if got := section(script.Of(still, script.Options{}), "Be still"); !strings.HasSuffix(got, want) {
		t.Errorf("a silence is %q, want %q", got, want)
	}
	if got := section(script.Of(still, script.Options{}), "How to read this script"); !strings.Contains(got, "SILENCE All") || strings.Contains(got, "WAIT") {
		t.Errorf("the cues are %q", got)
	}
}

// Each card ends behind a sentence, the last cues are with their words, and the numbers are on one card.
func TestCardsEndBehindSentences(t *testing.T) {
	ends := regexp.MustCompile(`([.!?"]|\d seconds|NEXT SLIDE|letter\.|voice\s+matters|belong\.|wrong|campaign|hurt|police|999|\(Childline\)|music off|distressed)$`)
	for _, phase := range []string{"primary", "secondary"} {
		for _, large := range []bool{false, true} {
			o := options(phase)
			o.Large = large
			pages := pagesOf(t, script.Cards(parse(t, string(slides.Builtin())), o))
			for i, page := range pages[1:] {
				lines := strings.Split(strings.TrimSpace(page), "\n")
				text := strings.TrimSpace(strings.Join(lines[:len(lines)-1], " "))
				if !ends.MatchString(text) {
					t.Errorf("%s, large %v: card %d ends with %q", phase, large, i+2, text)
				}
				if regexp.MustCompile(`^Slide \d, continued\s+(PAUSE|NEXT SLIDE|DO NOT)`).MatchString(text) {
					t.Errorf("%s, large %v: card %d is cut from its words: %q", phase, large, i+2, text)
				}
			}
			for _, n := range []string{"101", "0800 789 321", "999", "0800 1111"} {
				if last := pages[len(pages)-1]; !strings.Contains(last, n) {
					t.Errorf("%s, large %v: %s is not on the last card: %q", phase, large, n, last)
				}
			}
		}
	}
}

// Where a talk stands is said at the foot of the pages on which a slide ends, and only there.
func TestFeet(t *testing.T) {
	source := "# A\n\n<!--\ntime: 90s\nnotes: |\n  " + strings.Repeat("Words of a very long note go on and on. ", 120) + "\n-->\n"
	pages := pagesOf(t, script.Of(parse(t, source), script.Options{}))
	for i, page := range pages {
		if got, want := strings.Contains(page, "By the end of this page: 1:30"), i == len(pages)-1; got != want {
			t.Errorf("page %d of %d says when it ends: %v", i+1, len(pages), got)
		}
	}
	long := parse(t, "# "+strings.Repeat("Long title ", 12)+"\n")
	for _, page := range pagesOf(t, script.Of(long, script.Options{Large: true})) {
		if strings.Contains(page, "…") || !regexp.MustCompile(`\nScript +Page 1 of`).MatchString(page) && !strings.Contains(page, "Page 2") {
			t.Errorf("a title is cut in %q", page)
		}
	}
}

// Nearly every slide has a page, in large print and with pictures too.
func TestSlidesHaveOnePage(t *testing.T) {
	for _, phase := range []string{"primary", "secondary"} {
		goesOn := 0
		for _, page := range pagesOf(t, documents(t, phase)[1]) {
			goesOn += strings.Count(page, "continued")
			if strings.Contains(page, "Running time") && !regexp.MustCompile(`Running.time:.\d+:\d\d.to.\d+:\d\d\.`).MatchString(page) {
				t.Errorf("%s: a running time is broken in %q", phase, page)
			}
		}
		if goesOn > 2 {
			t.Errorf("%s: %d pages in large print go on", phase, goesOn)
		}
	}
}

func TestTables(t *testing.T) {
	doc := script.Of(parse(t, "# A\n\n| Class | Tins | Fruit |\n|---|---|---|\n| Year 1 | 24 | "+strings.Repeat("pears and apples ", 6)+"|\n| Year 10 | 108 | 3 |\n"), script.Options{})
	want := "Class    Tins  Fruit\n\nYear 1   24    pears and apples pears and apples pears and apples\n               pears and apples"
	if text := textOf(t, doc); !strings.Contains(text, want) || strings.Contains(text, " | ") {
		t.Errorf("the table is\n%s", text)
	}
	x := map[string]float64{}
	for _, w := range places(t, pdfOf(t, doc)) {
		x[w.word] = w.x
	}
	if x["Tins"] != x["24"] || x["24"] != x["108"] || x["Fruit"] != x["3"] || x["Fruit"] < x["Tins"]+30 {
		t.Errorf("the columns stand at %v", x)
	}
}

// The list names its deck, and says how to see to each item where one page has room for it.
func TestChecklist(t *testing.T) {
	other := script.Options{Preflight: slides.PreflightOf(slides.Assembly{Closing: true}), Date: time.Date(2026, 11, 27, 0, 0, 0, 0, time.UTC)}
	for name, c := range map[string]struct {
		doc   *script.Document
		hints bool
	}{
		"Harvest":          {script.Checklist(parse(t, church), other), true},
		"#WeStandTogether": {documents(t, "primary")[4], false},
	} {
		pages := pagesOf(t, c.doc)
		if len(pages) != 1 || !strings.Contains(pages[0], "Checklist: "+name) || strings.Contains(pages[0], "Plug the laptop in") != c.hints {
			t.Errorf("%s: the list is %q", name, pages)
		}
		if !strings.Contains(textOf(t, c.doc), "Plug the laptop in") {
			t.Errorf("%s: the text has no hints", name)
		}
	}
}

func TestSheetsOfDecksWithoutMessages(t *testing.T) {
	d := parse(t, church)
	for _, doc := range []*script.Document{script.Brief(d, script.Options{}), script.FollowUp(d, script.Options{})} {
		var titles []string
		for s := range doc.Sections {
			titles = append(titles, s.Title)
		}
		if !slices.Contains(titles, "The titles of the slides") || strings.Contains(strings.Join(titles, " "), "hear") {
			t.Errorf("%s: the sections are %q", doc.Kind, titles)
		}
	}
	brief := textOf(t, script.Brief(d, script.Options{}))
	for _, want := range []string{"Date, time and place: __", "pupils are close to the subject"} {
		if !strings.Contains(strings.Join(strings.Fields(brief), " "), want) {
			t.Errorf("the brief lacks %q:\n%s", want, brief)
		}
	}
}

// A cue is strong whatever its words are.
func TestCuesAreStrong(t *testing.T) {
	source := "# A\n\n<!--\nnotes: |\n  صباح الخير للجميع\n-->\n\n---\n\n# B\n\n<!--\nnotes: |\n  - Point\n-->\n"
	d := parse(t, source)
	text := textOf(t, script.Cards(d, script.Options{}))
	if !strings.Contains(text, "SAY") {
		t.Errorf("no cue in %q", text)
	}
	fonts, ok := tool(t, looseOf(t, script.Cards(d, script.Options{})), "pdftotext", "-layout", "FILE", "-")
	if ok && (!regexp.MustCompile(`(?m)^ *SAY$`).MatchString(fonts) || !strings.Contains(fonts, "SAY • Point")) {
		t.Errorf("the cards are %q", fonts)
	}
}

// looseOf is a PDF in which characters may be missing.
func looseOf(t *testing.T, doc *script.Document) string {
	t.Helper()
	var b strings.Builder
	if _, err := doc.PDF(&b, script.Fonts{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A message has a picture for each of its steps. What the pictures show is not printed again, but where one cannot be drawn.
func TestPicturesInPlaceOfWords(t *testing.T) {
	var data bytes.Buffer
	if err := png.Encode(&data, image.NewGray(image.Rect(0, 0, 160, 90))); err != nil {
		t.Fatal(err)
	}
	good := func() ([]byte, string) { return data.Bytes(), "" }
	bad := func() ([]byte, string) { return nil, "Slide 1, which cannot be drawn" }
	for _, c := range []struct {
		pictures []script.Image
		words    bool
	}{{[]script.Image{good, good}, false}, {[]script.Image{good, bad}, true}, {nil, true}} {
		o := script.Options{Pictures: func(int) []script.Image { return c.pictures }}
		doc := script.Of(parse(t, "# Be kind to all\n\n<!-- pause -->\n\n**Be kind**\n"), o)
		page := htmlOf(t, doc)
		both := strings.Contains(page, `alt="Slide 1: Be kind to all"`) && strings.Contains(page, `alt="Slide 1: Be kind"`)
		if both == c.words || strings.Contains(page, "Then, alone: ") != c.words {
			t.Errorf("%d pictures: HTML has the wrong words in\n%s", len(c.pictures), page)
		}
		if text := strings.Join(pagesOf(t, doc), ""); strings.Contains(text, "Then, alone: Be kind") != c.words || strings.Contains(text, "cannot be drawn") != (len(c.pictures) > 0 && c.words) {
			t.Errorf("%d pictures: PDF has the wrong words in %q", len(c.pictures), text)
		}
	}
}

// Emoji among the words change neither their weight nor the blanks between them.
func TestEmojiAmongWords(t *testing.T) {
	d := parse(t, "# A\n\n<!--\nnotes: |\n  Good morning 🎉 all of you, and **welcome** to this day.\n-->\n")
	text, ok := tool(t, looseOf(t, script.Cards(d, script.Options{})), "pdftotext", "-layout", "FILE", "-")
	if ok && (!strings.Contains(text, "SAY Good") || !strings.Contains(strings.Join(strings.Fields(text), " "), "and welcome to this")) {
		t.Errorf("the card is %q", text)
	}
}
