package deck

import (
	"strconv"
	"strings"
)

// Title is what to call slide i: its title, or the first words on it, or its number.
func (d *Deck) Title(i int) string {
	f := d.PublicSlide(i)
	if f.Title != "" {
		return f.Title
	}
	if text := strings.Join(strings.Fields(f.Text()), " "); text != "" {
		return text
	}
	return "Slide " + strconv.Itoa(i+1)
}

// Text is all text of the slide, a line for each block and item.
func (s PublicSlide) Text() string {
	var b strings.Builder
	writeBlocks(&b, s.Blocks)
	return b.String()
}

func writeBlocks(b *strings.Builder, blocks []Block) {
	for _, bl := range blocks {
		b.WriteString(PlainText(bl.Spans))
		b.WriteString(bl.Text)
		for _, it := range bl.Items {
			b.WriteString(PlainText(it.Spans) + "\n")
			writeBlocks(b, it.Blocks)
		}
		for _, row := range bl.Rows {
			for _, c := range row {
				b.WriteString(PlainText(c) + "\n")
			}
		}
		writeBlocks(b, bl.Blocks)
		b.WriteByte('\n')
	}
}

// Heading is what to call the whole deck: its title, or that of its first slide. It is never the
// file's name: pupils see it, and a path can name a person.
func (d *Deck) Heading() string {
	if d.Meta.Title != "" || d.Len() == 0 {
		return d.Meta.Title
	}
	return d.Title(0)
}

// Label is what a note of a voice is labelled with. Only a deck that names its source has two
// voices to tell apart by name.
func (d *Deck) Label(v Voice) string {
	switch {
	case d.Meta.Source != "":
		return v.String()
	case v == Letter:
		return "quotation"
	}
	return "notes"
}
