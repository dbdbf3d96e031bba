package script_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/script"
)

// cues is the blocks of a slide's section, a line each: "SAY words".
func cues(t *testing.T, source string, slide int, o script.Options) string {
	t.Helper()
	var out []string
	for s := range script.Of(parse(t, source), o).Sections {
		if s.Slide != slide {
			continue
		}
		for _, p := range s.Parts {
			out = append(out, strings.TrimSpace("["+p.Title+"]"))
			for _, b := range p.Blocks {
				out = append(out, strings.TrimSpace(strings.Join([]string{b.Cue, b.Marker, b.Text()}, " ")))
			}
		}
	}
	return strings.Join(out, "\n")
}

func TestCues(t *testing.T) {
	for name, c := range map[string]struct {
		source string
		slide  int
		want   string
	}{
		"every cue": {
			"# A\n\n<!--\nnotes: |\n  [do: stand] Good morning. [pause 90s] All well?\n  \n  [wait: for quiet] Yes. [next]\n-->\n\n---\n\n# B\n", 1,
			"[Notes]\nDO  stand\nSAY  Good morning.\nPAUSE  1 minute 30 seconds\nSAY  All well?\nWAIT  for quiet\nSAY  Yes.\nNEXT SLIDE",
		},
		"no notes":        {"# A\n\n---\n\n# B\n", 1, "[]\nThis slide has no notes.\nNEXT SLIDE"},
		"the only slide":  {"# A\n", 1, "[]\nThis slide has no notes."},
		"the last slide":  {"# A\n\n---\n\n# B\n\n<!--\nnotes: Bye. [next]\n-->\n", 2, "[Notes]\nSAY  Bye.\nEND"},
		"presses missing": {"# A\n\n<!-- pause -->\n\n**B c**\n\n<!--\nnotes: Hello.\n-->\n\n---\n\n# D\n", 1, "[On the slide]\nIts title. Then, alone: B c\n[Notes]\nSAY  Hello.\nNEXT STEP  B c\nNEXT SLIDE"},
		"many presses": {
			"# A\n\n<!-- pause -->\n\nB\n\n<!-- pause -->\n\nC\n\n<!-- pause -->\n\nD\n\n<!-- pause -->\n\nE\n\n---\n\n# F\n", 1,
			"[On the slide, below its title]\nStep 2: B\nStep 3: C\nStep 4: D\nStep 5: E\n[]\nThis slide has no notes.\nNEXT STEP  4 times\nNEXT SLIDE",
		},
		"a reflection": {
			"# Be still\n\n<!--\nlayout: reflection\nsilence: 45s\nnotes: |\n  Now. [next]\n\n  Thank you. [next]\n-->\n\n---\n\n# B\n", 1,
			"[On the slide, below its title]\nStep 2: A shape fills for 45 seconds.\n[Notes]\nSAY  Now.\nNEXT STEP  the shape starts to fill\nSILENCE  45 seconds\nSAY  Thank you.\nNEXT SLIDE",
		},
		"a reflection without notes": {
			"# Be still\n\n<!--\nlayout: reflection\nsilence: 30s\n-->\n\n---\n\n# B\n", 1,
			"[On the slide, below its title]\nStep 2: A shape fills for 30 seconds.\n[]\nThis slide has no notes.\nNEXT STEP  the shape starts to fill\nSILENCE  30 seconds\nNEXT SLIDE",
		},
		"the letter first, and in its place": {
			"---\nsource: letter.md\n---\n\n# A\n\n<!--\nnotes: |\n  One.\n\n  > No faith or religion believes in violence or hurt\n\n  Two. [next]\n\n  > Look out for anything suspicious and report it to an adult or to the police\n-->\n\n---\n\n# B\n", 1,
			"[Notes (the letter)]\nLook out for anything suspicious and report it to an adult or to the police\n[Notes (guidance, not police words)]\nSAY  One.\n[Notes (the letter)]\nNo faith or religion believes in violence or hurt\n[Notes (guidance, not police words)]\nSAY  Two.\nNEXT SLIDE",
		},
		"a quotation that is said": {"# A\n\n<!--\nnotes: |\n  > Words\n-->\n", 1, "[Notes (quotation)]\nSAY  Words"},
		"lists, tables and code": {
			"# A\n\n1. One\n   - Two\n2. Three\n\n| a | b |\n|---|---|\n| c | d |\n\n```\nx  y\n```\n\n> said\n", 1,
			"[On the slide, below its title]\n1. One\n- Two\n2. Three\n\nx  y\nsaid\n[]\nThis slide has no notes.",
		},
	} {
		if got := strings.ReplaceAll(cues(t, c.source, c.slide, script.Options{}), "\n \n", "\n\n"); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, c.want)
		}
	}
}

func TestFactsOfSlides(t *testing.T) {
	source := "# A\n\n<!--\ntime: 1m30s\nspeaker: Reader 1\noptional: true\n-->\n\n---\n\n# B\n\n- Office: 01632 960123\n\n<!--\nlayout: closing\ntime: 30s\n-->\n\n---\n\n# C\n"
	var got []string
	for s := range script.Of(parse(t, source), script.Options{}).Sections {
		got = append(got, s.Heading()+"|"+strings.Join(s.Facts, "|"))
	}
	want := []string{
		"How to read this script|",
		"Slide 1: A|Planned: 1 minute 30 seconds.|Running time: 0:00 to 1:30.|Speaker: Reader 1.|Leave this slide out if time is short.",
		"Slide 2: B|Planned: 30 seconds.|Running time: 1:30 to 2:00.",
		"Slide 3: C|After the closing slide: shown only if you go to it.",
		"Numbers to call|",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestInWords(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "0 seconds", -time.Second: "0 seconds", time.Second: "1 second", 45 * time.Second: "45 seconds",
		90 * time.Second: "1 minute 30 seconds", 2 * time.Minute: "2 minutes", 3601 * time.Second: "1 hour 1 second",
		1499 * time.Millisecond: "1 second",
	} {
		if got := script.InWords(d); got != want {
			t.Errorf("%v is %q, want %q", d, got, want)
		}
	}
}

func TestFacts(t *testing.T) {
	source := "---\ntitle: T\nfinish: \"09:15\"\nduration: 10m\n---\n\n# A\n"
	o := script.Options{For: "Year 6", Date: time.Date(2026, 11, 27, 0, 0, 0, 0, time.UTC)}
	got := fmt.Sprint(script.Of(parse(t, source), o).Facts)
	if want := "[{For Year 6} {Planned length 10 minutes} {Begin by 09:05} {Finish by 09:15} {Slides 1} {Printed on 27 November 2026}]"; got != want {
		t.Errorf("the facts are %s, want %s", got, want)
	}
}

// What a deck holds is words, whatever it looks like.
func TestWordsStayWords(t *testing.T) {
	const evil = "</p><script>alert(1)</script> [a](javascript:x) `b` *c* &amp;"
	source := "---\ntitle: \"</title><script>\\u001b[31m\"\n---\n\n# X <b onclick=1>\n\n`" + strings.ReplaceAll(evil, "`", "") + "`\n\n<!--\nspeaker: \"<i>Reader\"\nnotes: |\n  # not a heading " + "</section><img src=x onerror=1>" + "\n\n  1986\\. A year.\n-->\n"
	d := parse(t, source)
	doc := script.Of(d, script.Options{For: "<u>", Statement: "<s>"})
	doc.Lang = `en" onload="x`
	page := htmlOf(t, doc)
	for _, bad := range []string{"<script", "<img", "<b ", "<i>", "<u>", "<s>", "onload=\"", "\x1b"} {
		if strings.Contains(page, bad) {
			t.Errorf("HTML has %q", bad)
		}
	}
	md := markdownOf(t, doc)
	for _, bad := range []string{"\n<", " <script", "a](", "\x1b"} {
		if strings.Contains(md, bad) {
			t.Errorf("Markdown has %q in\n%s", bad, md)
		}
	}
	if text := textOf(t, doc); strings.ContainsAny(text, "\x1b\x07") {
		t.Errorf("the text has control characters")
	}
}

// An escaped script, read as Markdown, says what the document says.
func TestMarkdownIsReadBack(t *testing.T) {
	source := "# A\n\n<!--\nnotes: |\n  * star \\* _under_ [link] # hash 1. one + plus ~ tilde | pipe\n-->\n"
	md := markdownOf(t, script.Of(parse(t, source), script.Options{}))
	d := parse(t, strings.ReplaceAll(md, "**SAY** ", ""))
	text := ""
	for i := range d.Len() {
		text += d.PublicSlide(i).Text()
	}
	for _, want := range []string{"[link]", "# hash 1. one + plus ~ tilde | pipe"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in %q, read from %q", want, text, md)
		}
	}
}

// hard are decks that are hard to print.
func hard() map[string]string {
	long := strings.Repeat("Words of a very long note go on and on. ", 150)
	return map[string]string{
		"one slide":      "# A\n",
		"no title":       "Words\n",
		"a long note":    "# A\n\n<!--\nnotes: |\n  " + long + "\n-->\n\n---\n\n# B\n",
		"many notes":     "# A\n\n<!--\nnotes: |\n  " + strings.Repeat("A paragraph.\n\n  ", 200) + "\n-->\n",
		"a long title":   "# " + strings.Repeat("title word ", 60) + "\n\n---\n\n# B\n",
		"a long word":    "# A\n\n" + strings.Repeat("x", 500) + "\n\n<!--\nnotes: " + strings.Repeat("y", 500) + "\n-->\n",
		"Arabic":         "# السلام عليكم\n\n<!--\nnotes: |\n  صباح الخير للجميع. 101 نتحدث اليوم عن شيء حزين. [pause 3s] " + strings.Repeat("كلمات كثيرة هنا. ", 200) + "\n-->\n",
		"Chinese":        "# 大家好\n\n<!--\nnotes: " + strings.Repeat("今天我们要说一件难过的事。", 120) + "\n-->\n",
		"emoji":          "# 👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿\n\n<!--\nnotes: 👍🏽 " + strings.Repeat("🎉", 300) + "\n-->\n",
		"a long table":   "# A\n\n|" + strings.Repeat(" head of a column |", 20) + "\n|" + strings.Repeat("---|", 20) + "\n" + strings.Repeat("|"+strings.Repeat(" cell |", 20)+"\n", 40),
		"long code":      "# A\n\n```\n" + strings.Repeat("code 中文 "+strings.Repeat("z", 90)+"\n\n", 60) + "```\n",
		"deep lists":     "# A\n\n- a\n  - b\n    - c\n      - d\n        - e\n          - f\n            - g\n              - h " + strings.Repeat("word ", 50) + "\n\n> > > q\n",
		"numbers":        "# A\n\n<!--\nnotes: " + strings.Repeat("1 2 3 4 ", 100) + "\n-->\n",
		"a long contact": "# A\n\n- " + strings.Repeat("Label ", 60) + ": 0800 789 321\n- Office: +44 (0) 1632 960123 45\n- Emergency: 999\n\n<!--\nlayout: closing\n-->\n",
		"lines":          "# A\n\n<!--\nnotes: |\n  One\\\n  two\n\n  > verse\n  > lines\n\n  2. two\n  3. three\n     - nested\n-->\n",
	}
}

// hardWays are the options that the hard deck of a number is printed with: one of the two by turns, or both with CI_LONG=1.
func hardWays(n int) []script.Options {
	all := []script.Options{{}, {Large: true, Phase: "primary", Statement: "S"}}
	if os.Getenv("CI_LONG") == "1" {
		return all
	}
	return all[n%2 : n%2+1]
}

func TestHardDecks(t *testing.T) {
	decks := hard()
	for n, name := range slices.Sorted(maps.Keys(decks)) {
		d := parse(t, decks[name])
		for _, o := range hardWays(n) {
			for _, doc := range []*script.Document{script.Of(d, o), script.Cards(d, o), script.Brief(d, o), script.Checklist(d, o), script.FollowUp(d, o)} {
				if err := doc.HTML(io.Discard); err != nil {
					t.Errorf("%s: %v", name, err)
				}
				if err := doc.Markdown(io.Discard); err != nil {
					t.Errorf("%s: %v", name, err)
				}
				for l := range strings.Lines(textOf(t, doc)) {
					if n := len([]rune(strings.TrimSuffix(l, "\n"))); n > 2*longest {
						t.Errorf("%s: a line of %d characters", name, n)
					}
				}
				var pdf bytes.Buffer
				if _, err := doc.PDF(&pdf, script.Fonts{}); err != nil || pdf.Len() < 500 {
					t.Errorf("%s: %v", name, err)
				}
			}
		}
	}
}

// Nothing is cut off: every word of a long note is in the PDF, and no page has words beyond its edge.
func TestNothingIsCutOff(t *testing.T) {
	for _, name := range []string{"a long note", "many notes", "a long table", "deep lists", "a long word", "a long contact", "a long title"} {
		d := parse(t, hard()[name])
		want := len(strings.Fields(d.PublicSlide(0).Text())) + d.Speech(0, "").Words
		for _, doc := range []*script.Document{script.Of(d, script.Options{}), script.Cards(d, script.Options{})} {
			if doc.Cards {
				want = d.Speech(0, "").Words
			}
			all := places(t, pdfOf(t, doc))
			for _, w := range all {
				if right := map[bool]float64{false: 580, true: 290}[doc.Cards]; w.far > right || w.end > 835 {
					t.Errorf("%s, %s: %q stands beyond the edge", name, doc.Kind, w.word)
				}
			}
			if len(all) < want {
				t.Errorf("%s, %s: %d words, want %d", name, doc.Kind, len(all), want)
			}
		}
	}
}

func TestLongSectionsGoOn(t *testing.T) {
	text, ok := tool(t, pdfOf(t, script.Of(parse(t, hard()["a long note"]), script.Options{})), "pdftotext", "-layout", "FILE", "-")
	if !ok {
		t.Skip("pdftotext is not installed")
	}
	pages := strings.Split(text, "\f")
	if !strings.Contains(pages[2], "Slide 1, continued") || strings.Contains(pages[0], "continued") {
		t.Errorf("the pages are %q", pages[:3])
	}
}

func TestMissingCharactersAreReported(t *testing.T) {
	missing, err := script.Of(parse(t, "# Aབ\n"), script.Options{}).PDF(io.Discard, script.Fonts{})
	if err != nil || !slices.Contains(missing, "བ") {
		t.Errorf("missing: %q, %v", missing, err)
	}
}

func TestPictures(t *testing.T) {
	var data bytes.Buffer
	if err := png.Encode(&data, image.NewGray(image.Rect(0, 0, 160, 90))); err != nil {
		t.Fatal(err)
	}
	asked := 0
	draw := func() ([]byte, string) { asked++; return data.Bytes(), "" }
	o := script.Options{Pictures: func(int) []script.Image { return []script.Image{draw} }}
	doc := script.Of(parse(t, "# A \"slide\"\n\nBelow\n\n---\n\n# B\n"), o)
	if page := htmlOf(t, doc); strings.Count(page, `<img src="data:image/png;base64,iVBOR`) != 2 || !strings.Contains(page, `alt="Slide 1: A &#34;slide&#34;. Below"`) {
		t.Error("the pictures are not in the HTML")
	}
	if pdf := pdfOf(t, doc); !strings.Contains(pdf, "/Subtype /Image") {
		t.Error("no picture is in the PDF")
	}
	if asked != 4 {
		t.Errorf("%d pictures were drawn, want one for each slide and format", asked)
	}
}

// A sheet for another deck says nothing of the built-in one.
func TestSheetsOfOtherDecks(t *testing.T) {
	d := parse(t, "# Anti-bullying week\n\n---\n\n# Be kind\n\n---\n\n# Who to tell\n\n- Office: 01632 960123\n\n<!--\nlayout: closing\n-->\n")
	for _, doc := range []*script.Document{script.Brief(d, script.Options{}), script.FollowUp(d, script.Options{}), script.Of(d, script.Options{})} {
		text := textOf(t, doc)
		for _, bad := range []string{"Manchester", "police", "letter", "Terror", "Source:", "WeStand"} {
			if strings.Contains(text, bad) {
				t.Errorf("%s has %q in\n%s", doc.Kind, bad, text)
			}
		}
	}
	text := textOf(t, script.FollowUp(d, script.Options{}))
	for _, want := range []string{"- Be kind\n", "Office: 01632 960123", "Childline, free for under 19s: 0800 1111", "(guidance)"} {
		if !strings.Contains(text, want) {
			t.Errorf("the follow-up lacks %q in\n%s", want, text)
		}
	}
}

// big is a deck of many slides with notes.
func big(b *testing.B) *deck.Deck {
	var s strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&s, "# Slide about %d things\n\n- One\n- Two\n\n<!--\nnotes: |\n  %s\n\n  [pause 3s] And then we go on. [next]\n-->\n\n---\n\n",
			i, strings.Repeat("These are words that the speaker says to the hall. ", 6))
	}
	d := parse(b, s.String())
	d.Public()
	return d
}

func BenchmarkHTML(b *testing.B) {
	d := big(b)
	for b.Loop() {
		if err := script.Of(d, script.Options{}).HTML(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPDF(b *testing.B) {
	d := big(b)
	for b.Loop() {
		if _, err := script.Of(d, script.Options{}).PDF(io.Discard, script.Fonts{}); err != nil {
			b.Fatal(err)
		}
	}
}
