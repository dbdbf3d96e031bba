package markdown

import (
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// Code is whole wherever a chunk would end, and what stands around it is what it is in a short slide.
func TestNoChunkEndsInCode(t *testing.T) {
	rep := strings.Repeat
	words := strings.TrimSpace(rep("word ", 40))
	inside := rep("# code\n\n- a\n", 150)
	for name, c := range map[string]struct{ lead, open, close string }{
		"fence":             {words + "\n\n", "```\n", "```\n"},
		"no empty lines":    {words + "\n", "```\n", "```\n"},
		"tildes":            {words + "\n\n", "~~~ text\n", "~~~\n"},
		"pre":               {words + "\n\n", "<pre>\n", "</pre>\n"},
		"an open one":       {words + "\n\n", "```\n", ""},
		"one line of text":  {"word ", "\n```\n", "```\n"},
		"behind other code": {"```\nb\n```\n", "```\n", "```\n"},
	} {
		t.Run(name, func(t *testing.T) {
			for size := chunkSize - len(inside) - 100; size < chunkSize+100; size += 311 {
				lead := rep(c.lead, size/len(c.lead))
				src := "a\n\n" + lead + c.open + inside + c.close
				if c.close != "" {
					src += "\nAfter\n"
				}
				checkCode(t, src, inside, c.close != "")
			}
		})
	}
	t.Run("longer than a chunk", func(t *testing.T) {
		long := rep(inside, 2*chunkSize/len(inside))
		checkCode(t, rep(words+"\n\n", 100)+"```\n"+long+"```\n\nAfter\n", long, true)
		checkCode(t, rep(words+"\n\n", 100)+"<pre>\n"+long+"</pre>\n\nAfter\n", long, true)
	})
}

// checkCode checks that the code of a slide ends with all of some code, that it has no heading and no list, and what is
// behind the code. A slide of several screens has the code in as many blocks.
func checkCode(t *testing.T, src, code string, after bool) {
	t.Helper()
	d, err := ParseAll([]byte(src), Options{Name: "deck.md"})
	if err != nil {
		t.Fatal(err)
	}
	var read, behind strings.Builder
	for _, b := range d.Slide(0).Blocks {
		switch b.Kind {
		case deck.Heading, deck.List:
			t.Fatalf("%d bytes: code is read as Markdown: %v", len(src), b.Pos)
		case deck.Code:
			read.WriteString(b.Text)
			behind.Reset()
		default:
			behind.WriteString(deck.PlainText(b.Spans))
		}
	}
	if !strings.HasSuffix(read.String(), code) || after && behind.String() != "After" || !after && behind.String() != "" {
		t.Fatalf("%d bytes: the code has %d of %d bytes, and behind it is %.300q", len(src), read.Len(), len(code), behind.String())
	}
}

// A list that is longer than a chunk is divided between its items: behind the end of a chunk, an inner list would be code.
func TestChunksOfALongList(t *testing.T) {
	d, err := ParseAll([]byte(strings.Repeat("- a\n\n    - b\n\n    - c\n\n", 3*chunkSize/24)), Options{Name: "deck.md"})
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range d.Slide(0).Blocks {
		if b.Kind != deck.List {
			t.Fatalf("there is %v of kind %v, want lists", b, b.Kind)
		}
	}
}

// Chunks are not empty, and no longer than they may be where there is no code.
func TestChunkSizes(t *testing.T) {
	for _, unit := range []string{"word ", "word\n", "word\n\n", "é", "- ```\n", "> ```\n> a\n", "- ```\nword\n", "<pre>\n</pre>\n", "    a\n\n"} {
		src, from := []byte(strings.Repeat(unit, 3*chunkSize/len(unit))), 0
		ends := chunks(src)
		for _, to := range ends {
			if to <= from || to-from > chunkSize+len("\n") {
				t.Errorf("%q: there is a chunk from %d to %d", unit, from, to)
			}
			from = to
		}
		if from != len(src) {
			t.Errorf("%q: the chunks end at %d of %d", unit, from, len(src))
		}
	}
}
