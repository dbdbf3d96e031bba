package web_test

import (
	"bytes"
	"errors"
	"fmt"
	"html"
	"regexp"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/web"
	"github.com/westandtogether-assembly/assembly/slides"
	"github.com/westandtogether-assembly/assembly/slides/rules"
)

// standalone is a deck as one page.
func standalone(t *testing.T, d *deck.Deck, o web.StandaloneOptions) string {
	t.Helper()
	if o.Pictures == nil {
		o.Pictures = d
	}
	var out bytes.Buffer
	unread, err := web.Standalone(d.Public().WithTheme("cream"), o, &out)
	if err != nil || len(unread) > 0 {
		t.Fatal(err, unread)
	}
	return out.String()
}

// plainWords are the words of a page's slides as a browser without scripts shows them.
func plainWords(page string) string {
	_, page, _ = strings.Cut(page, `<div id="plain">`)
	page, _, _ = strings.Cut(page, "<script")
	return rules.Flat(html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(page, " ")))
}

// The page is the same each time, names no address outside, loads nothing, and has no note.
func TestStandaloneIsSelfContained(t *testing.T) {
	d := builtin(t)
	page := standalone(t, d, web.StandaloneOptions{Phase: "primary"})
	if again := standalone(t, d, web.StandaloneOptions{Phase: "primary"}); again != page {
		t.Error("the same deck makes another page")
	}
	if found := regexp.MustCompile(`(?i)(https?:|file:|ftp:|[("'=]//)[^\s"')]*`).FindString(page); found != "" {
		t.Errorf("the page has the address %s", found)
	}
	for _, m := range regexp.MustCompile(`(?:\b(?:src|href)="|url\()([^")]{0,20})`).FindAllStringSubmatch(page, -1) {
		if !strings.HasPrefix(m[1], "data:") {
			t.Errorf("the page loads %s", m[1])
		}
	}
	if strings.Contains(page, "import ") || strings.Contains(page, "export ") || strings.Contains(page, "fetch(") || strings.Contains(page, "EventSource") {
		t.Error("the script imports something, or follows a presenter")
	}
	sentences := noteSentences(d)
	if len(sentences) < 100 {
		t.Fatalf("the notes have only %d sentences, so this test sees too little", len(sentences))
	}
	for _, sentence := range sentences {
		if strings.Contains(page, sentence) || strings.Contains(html.UnescapeString(page), sentence) {
			t.Errorf("a note is in the page: %q", sentence)
		}
	}
}

// Without scripts every slide is there in words, the numbers whole.
func TestStandalonePlainWords(t *testing.T) {
	d := parse(t, slides.GuideName, append(slides.Guide(), everything...))
	text := plainWords(standalone(t, d, web.StandaloneOptions{}))
	for i := range d.Len() {
		for line := range strings.Lines(d.PublicSlide(i).Text()) {
			for word := range strings.FieldsSeq(line) {
				if !strings.Contains(text, strings.Trim(word, ":,.")) {
					t.Errorf("slide %d: %q is missing", i+1, word)
				}
			}
		}
	}
	page := standalone(t, builtin(t), web.StandaloneOptions{Statement: slides.Statement})
	text = plainWords(page)
	if err := rules.Closing(text); err != nil {
		t.Error(err)
	}
	if n := strings.Count(page, "Do not read out the threat level"); n != 1 {
		t.Errorf("the statement is in the page %d times", n)
	}
	if !strings.Contains(page, "<dd dir=\"ltr\">0800\u00a0789\u00a0321</dd>") {
		t.Error("a number may break")
	}
	if !strings.Contains(page, `<html lang="en-GB" data-theme="cream">`) || !strings.Contains(page, "<title>#WeStandTogether</title>") {
		t.Error("the page has another language, theme or title")
	}
}

// Nothing in a deck ends the script or becomes markup.
func TestStandaloneEscapes(t *testing.T) {
	evil := "# </script><script>alert(1)</script> <img src=x> \u2028 & \"q\"\n\n`</script>`\n\n<!-- layout: text -->\n"
	p := deckOf(t, "---\ntitle: '</title><b>'\n---\n"+evil).Public()
	p.Lang = `x" y`
	var out bytes.Buffer
	if _, err := web.Standalone(p, web.StandaloneOptions{Statement: "<i>"}, &out); err != nil {
		t.Fatal(err)
	}
	page := out.String()
	if n := strings.Count(page, "</script>"); n != 3 {
		t.Errorf("the page has %d ends of scripts, want 3", n)
	}
	for _, bad := range []string{"<img src=x", "<b>", "<i>", "</title><", `lang="x" y"`} {
		if strings.Contains(page, bad) {
			t.Errorf("the page has %s", bad)
		}
	}
	data := regexp.MustCompile(`(?s)id="deck">(.*?)</script>`).FindStringSubmatch(page)
	if len(data) < 2 || strings.ContainsAny(data[1], "<\u2028") {
		t.Error("the deck's data is not escaped")
	}
}

type noPictures struct{}

var errLost = errors.New("the stick is gone")

func (noPictures) ReadPicture(string) ([]byte, error) { return nil, errLost }

// A picture is in the page once; one that cannot be read is told of, and leaves its words.
func TestStandalonePictures(t *testing.T) {
	d := parse(t, "crest.md", []byte("![the crest](crest.webp)\n\n---\n\n![the crest again](crest.webp)\n"))
	page := standalone(t, d, web.StandaloneOptions{})
	if strings.Count(page, "data:image/webp;base64,"+webp) != 1 || strings.Count(page, "data-again=") != 1 {
		t.Error("the picture is not in the page once, and named where it is shown again")
	}
	for _, from := range []deck.Pictures{noPictures{}, nil} {
		var out bytes.Buffer
		unread, err := web.Standalone(d.Public(), web.StandaloneOptions{Pictures: from}, &out)
		if err != nil || len(unread) != 1 || !strings.Contains(unread[0].Error(), "the crest") {
			t.Errorf("told is %v, %v", unread, err)
		}
		if from != nil && !errors.Is(unread[0], errLost) {
			t.Errorf("the error is %v", unread[0])
		}
		if text := plainWords(out.String()); text != "(the crest) (the crest again)" {
			t.Errorf("its words are %q", text)
		}
	}
}

type full struct{ left int }

var errFull = errors.New("full")

func (f *full) Write(b []byte) (int, error) {
	if f.left -= len(b); f.left < 0 {
		return 0, errFull
	}
	return len(b), nil
}

// A write that fails is told of, wherever it does.
func TestStandaloneTellsOfFailedWrites(t *testing.T) {
	d := builtin(t)
	whole := len(standalone(t, d, web.StandaloneOptions{}))
	for _, left := range []int{0, 10_000, whole / 2, whole - 1} {
		if _, err := web.Standalone(d.Public().WithTheme("cream"), web.StandaloneOptions{Pictures: d}, &full{left}); !errors.Is(err, errFull) {
			t.Errorf("after %d of %d bytes the error is %v", left, whole, err)
		}
	}
}

// manySlides is a deck of n slides.
func manySlides(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "# Slide %d\n\n- one line of words\n- another, a little longer than the first\n- and a third\n\n---\n\n", i+1)
	}
	return b.String()
}

func BenchmarkStandalone(b *testing.B) {
	d := deckOf(b, manySlides(10_000))
	p := d.Public()
	for b.Loop() {
		var out bytes.Buffer
		if _, err := web.Standalone(p, web.StandaloneOptions{}, &out); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(out.Len()), "bytes")
	}
}
