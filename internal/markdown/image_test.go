package markdown

import (
	"encoding/base64"
	"strings"
	"testing"
	"testing/fstest"

	"assembly/internal/deck"
)

// webp is 160 by 80: its left half red, the rest transparent.
const webp = "UklGRigAAABXRUJQVlA4TBwAAAAvn8ATEA8QAxzzH2wQEhD+n9Y8UCL6PwFG4isA"

// moving is the header of a WebP that moves, of 4 by 4.
const moving = "RIFF\x1e\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x02\x00\x00\x00\x03\x00\x00\x03\x00\x00"

func TestWebP(t *testing.T) {
	data, err := base64.StdEncoding.DecodeString(webp)
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{"crest.webp": {Data: data}, "moving.webp": {Data: []byte(moving)}}
	d, err := ParseAll([]byte("![crest](crest.webp)"), Options{Name: "deck.md", Files: files})
	if err != nil {
		t.Fatal(err)
	}
	if got := d.Slide(0).Blocks[0].Image.Data; string(got) != string(data) {
		t.Errorf("%d bytes, want the file's %d", len(got), len(data))
	}
	pictureless(t, "![crest](moving.webp)", files, "a WebP that moves")
}

// An SVG is never opened as one, whatever it holds: the deck is shown without it, and its author is told
// where it stands and what to do.
func TestAnSVGIsAWarning(t *testing.T) {
	bomb := `<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><svg><text>&b;</text></svg>`
	for name, text := range map[string]string{
		"crest.svg":   `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>`,
		"named.png":   "\xef\xbb\xbf<?xml version=\"1.0\"?>\n<!-- drawn -->\n<svg/>",
		"crest.svgz":  "\x1f\x8b",
		"outside.svg": `<svg xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="file:///etc/passwd"/><script>alert(1)</script></svg>`,
		"bomb.svg":    bomb,
		"deep.svg":    strings.Repeat("<g>", 100_000),
		"huge.svg":    `<svg width="1e300" height="1e300"/>`,
	} {
		files := fstest.MapFS{name: {Data: []byte(text)}}
		d, err := ParseAll([]byte("# Our school\n\n![the crest]("+name+")\n\n- founded in 1902\n"), Options{Name: "deck.md", Files: files})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		diags, im := d.Diagnostics(), d.Slide(0).Blocks[1].Image
		if len(diags) != 1 || diags[0].Severity != deck.Warning || diags[0].Pos.Line != 3 || diags[0].Pos.Col != 1 ||
			!strings.Contains(diags[0].Message, "save it as PNG") || im.Data != nil || im.Alt != "the crest" {
			t.Errorf("%s gives %v and %+v", name, diags, im)
		}
	}
}
