package deck

// mostKept is how much memory the parsed slides of a deck take, in bytes and about: a thousand usual ones.
const mostKept = 2 << 20

// shelf is the slides that are kept parsed, in the order in which they were.
type shelf struct {
	slides []shelved
	size   int
}

type shelved struct{ slide, size int }

// put adds a slide, and returns those that have to go for it: the ones that came first. The one that was added stays,
// however large.
func (s *shelf) put(slide, size int) (gone []int) {
	s.slides = append(s.slides, shelved{slide, size})
	for s.size += size; s.size > mostKept && len(s.slides) > 1; {
		gone = append(gone, s.slides[0].slide)
		s.size -= s.slides[0].size
		s.slides = s.slides[1:]
	}
	return gone
}

// The sizes of values without what is in them, in bytes.
const (
	slideSize = 500 // with the maps of most
	blockSize = 240
	itemSize  = 56
	rowSize   = 56
	cellSize  = 24
	spanSize  = 40
	noteSize  = 100
	partSize  = 64
)

// size is about how much memory a slide takes in bytes. What is small in any slide is not looked at.
func (s *Slide) size() int {
	n := slideSize + sizeOfBlocks(s.Blocks)
	for _, r := range s.Rows {
		n += rowSize + len(r.Label) + len(r.Number)
	}
	for _, notes := range s.Notes {
		for _, note := range notes {
			n += noteSize
			for _, p := range note.Parts {
				n += partSize + len(p.Text)
			}
		}
	}
	return n
}

func sizeOfBlocks(blocks []Block) int {
	n := 0
	for _, b := range blocks {
		n += blockSize + sizeOfSpans(b.Spans) + len(b.Text) + sizeOfBlocks(b.Blocks)
		for _, it := range b.Items {
			n += itemSize + sizeOfSpans(it.Spans) + sizeOfBlocks(it.Blocks)
		}
		for _, row := range b.Rows {
			for _, c := range row {
				n += cellSize + sizeOfSpans(c)
			}
		}
	}
	return n
}

func sizeOfSpans(spans []Span) int {
	n := 0
	for _, s := range spans {
		n += spanSize + len(s.Text) + len(s.Link)
	}
	return n
}
