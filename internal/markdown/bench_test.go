package markdown

import (
	"fmt"
	"strings"
	"testing"
)

// typicalSlide is about what a slide of an assembly is.
const typicalSlide = `# All forms of extremism and hatred are wrong

<!-- pause -->

**Hatred is always wrong**

<!--
time: 1m30s
speaker: Reader 1
notes: |
  The police wrote a letter to head teachers.

  > That all forms of extremism and hatred is wrong

  [pause 3s] Those are big words. **Think** about them.
-->
`

func manySlides(n int) []byte {
	var b strings.Builder
	b.WriteString("---\ntitle: Many\n---\n\n")
	for i := range n {
		if i > 0 {
			b.WriteString("\n---\n\n")
		}
		fmt.Fprintf(&b, "## Slide %d\n\n", i)
		b.WriteString(typicalSlide)
	}
	return []byte(b.String())
}

func BenchmarkScan10000(b *testing.B) {
	src := manySlides(10_000)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		k := newBook(Options{Name: "deck.md"})
		k.text = src
		k.scan(0)
		if len(k.raws) < 10_000 {
			b.Fatal(len(k.raws))
		}
	}
}

func BenchmarkParse10000(b *testing.B) {
	src := manySlides(10_000)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse(src, Options{Name: "deck.md"}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParseAll10000(b *testing.B) {
	src := manySlides(10_000)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ParseAll(src, Options{Name: "deck.md"}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSlide(b *testing.B) {
	k := newBook(Options{Name: "deck.md"})
	k.text = []byte(typicalSlide)
	k.scan(0)
	b.ReportAllocs()
	for b.Loop() {
		k.load(0)
	}
}

// BenchmarkMarks reads slides of nothing but marks, of which each may be costly.
func BenchmarkMarks(b *testing.B) {
	for _, unit := range costlyMarks() {
		src := []byte("# a\n\n" + strings.Repeat(unit, 31_000/len(unit)))
		b.Run(strings.ReplaceAll(unit, "\n", " "), func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			for b.Loop() {
				_, _ = ParseAll(src, Options{Name: "deck.md"})
			}
		})
	}
}
