package check_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/check"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
)

// BenchmarkDeck checks a deck of 5,000 slides, of which one in twenty cannot be read from the back.
func BenchmarkDeck(b *testing.B) {
	source := []byte(longDeck(5000))
	b.ReportAllocs()
	for b.Loop() {
		d, err := markdown.Parse(source, markdown.Options{Name: "long.md"})
		if err != nil {
			b.Fatal(err)
		}
		check.Deck(d, check.Options{Source: source})
	}
}

// longDeck is a deck of slides as teachers write them.
func longDeck(slides int) string {
	var b strings.Builder
	for i := range slides {
		switch i % 20 {
		case 3:
			fmt.Fprintf(&b, "# Slide %d of many\n\n%s\n", i+1, strings.Repeat("- A line with far more words than anybody in the last row will read\n", 12))
		case 7:
			fmt.Fprintf(&b, "# A message that is number %d\n\n<!-- pause -->\n\n**Remember %d**\n", i+1, i)
		case 11:
			fmt.Fprintf(&b, "# Call %d\n\n| When | Whom |\n|---|---|\n| Always | The office |\n", i+1)
		default:
			fmt.Fprintf(&b, "# Slide %d is about number %d\n\n- Be kind to %d others\n- Tell a grown-up\n- Stop and think\n", i+1, i, i)
		}
		fmt.Fprintf(&b, "\n<!--\ntime: 30s\nnotes: |\n  Good morning, everyone. This is what is said on slide %d. It is short. [pause 3s]\n  Thank you for listening.\n-->\n\n---\n\n", i+1)
	}
	return b.String()
}
