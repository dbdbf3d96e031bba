package pptx

import (
	"bytes"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

func cream() Theme {
	return Theme{Name: "cream", Background: cell.RGB(0xFFF6E5), Text: cell.RGB(0x1F2933), Strong: cell.RGB(0x8A1538),
		Quiet: cell.RGB(0x5B6670), Shape: cell.RGB(0x2F6F6B), Hollow: cell.RGB(0xD9D2C2)}
}

// line is a line of one run.
func line(text string) Line { return Line{{Text: text}} }

// drawing is a small picture of a kind.
func drawing(t testing.TB, kind string) []byte {
	t.Helper()
	img := image.NewPaletted(image.Rect(0, 0, 40, 30), color.Palette{color.White, color.RGBA{R: 0x8A, G: 0x15, B: 0x38, A: 255}})
	for i := range img.Pix {
		img.Pix[i] = uint8(i / 7 % 2)
	}
	var b bytes.Buffer
	var err error
	switch kind {
	case "png":
		err = png.Encode(&b, img)
	case "jpeg":
		err = jpeg.Encode(&b, img, nil)
	default:
		err = gif.Encode(&b, img, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const (
	arabic = "نحن نعتني ببعضنا البعض"
	emoji  = "Thank you 🙂👩‍🏫"
)

// longNotes are more than a page.
func longNotes() []NoteParagraph {
	notes := []NoteParagraph{
		{Runs: []NoteRun{{Text: "guidance, not police words: ", Bold: true}, {Text: "Stand still & wait.\nThen <speak>."}}},
		{Runs: []NoteRun{{Text: "شكرا لكم"}}, RTL: true},
		{Level: 1, Runs: []NoteRun{{Text: "  two blanks lead this line"}}},
	}
	for i := range 60 {
		notes = append(notes, NoteParagraph{Runs: []NoteRun{{Text: "Paragraph " + number(i+1) + " of the notes is said slowly, to the last row."}}})
	}
	return notes
}

// sample is an assembly with everything that the package can write.
func sample(t testing.TB) Presentation {
	theme := cream()
	strong, quiet := theme.Strong, theme.Quiet
	crest := drawing(t, "png")
	slides := []Slide{
		{Title: "not used", Notes: longNotes(), Items: []Item{
			Text{X: 80, W: 800, Baseline: 240, Size: 80, Align: Centre, IsTitle: true, Lines: []Line{line("#WeStandTogether")}},
			Text{X: 80, W: 800, Baseline: 310, Size: 36, Align: Centre, Lines: []Line{{{Text: "We look after each other", Colour: quiet}}}},
		}},
		{Items: []Item{
			Text{X: 60, W: 840, Baseline: 170, Size: 68, Leading: 80, Align: Centre, IsTitle: true,
				Lines: []Line{line("All forms of"), line("extremism and hatred"), line("are wrong")}},
			Text{X: 60, W: 840, Baseline: 460, Size: 54, Align: Centre, Build: 1,
				Lines: []Line{{{Text: "Hatred is "}, {Text: "always", Colour: strong, Bold: true}, {Text: " wrong"}}}},
		}, Notes: []NoteParagraph{{Runs: []NoteRun{{Text: "The letter: ", Bold: true}, {Text: "“wrong” & nothing less"}}}}},
		{Items: []Item{
			Text{X: 60, W: 840, Baseline: 100, Size: 54, IsTitle: true, Lines: []Line{{{Text: "What we do", Bold: true}}}},
			Text{X: 60, W: 840, Baseline: 190, Size: 40, Bullet: "•", Hanging: 36, Build: 1, Lines: []Line{line("We listen, also to those"), line("who say little")}},
			Text{X: 60, W: 840, Baseline: 300, Size: 40, Bullet: "2.", Hanging: 50, Build: 2, Lines: []Line{line("We tell someone")}},
			Text{X: 60, W: 840, Baseline: 370, Size: 40, Bullet: "iii.", Hanging: 60, Build: 2, Lines: []Line{{{Text: "We forget", Strike: true}}}},
			Text{X: 60, W: 840, Baseline: 440, Size: 32, Mono: true, Lines: []Line{line("    if a < b && b > c {")}, Build: 4},
		}},
		{Title: "A quotation", Items: []Item{
			Box{X: 60, Y: 130, W: 8, H: 200, Colour: strong},
			Text{X: 100, W: 800, Baseline: 180, Size: 44, Leading: 54, Lines: []Line{line("“Hatred has no place"), line("in our schools.”")}},
			Text{X: 100, W: 800, Baseline: 320, Size: 28, Lines: []Line{{{Text: "Police, letter to head teachers", Colour: quiet}}}},
		}},
		{Items: []Item{
			Text{X: 60, W: 840, Baseline: 90, Size: 54, Align: Centre, IsTitle: true, Lines: []Line{line("Be still")}},
			Disc{X: 330, Y: 150, D: 300, FillOn: 1, Fill: 45 * time.Second, Alt: "A circle that fills in 45 seconds"},
		}},
		{Items: []Item{
			Text{X: 60, W: 840, Baseline: 100, Size: 54, IsTitle: true, Lines: []Line{line("Tell someone")}},
			Box{X: 60, Y: 130, W: 840, H: 3},
			Text{X: 60, W: 500, Baseline: 220, Size: 36, Lines: []Line{{{Text: "Police, not an emergency", Colour: quiet}}}},
			Text{X: 560, W: 340, Baseline: 220, Size: 64, Align: Right, Lines: []Line{{{Text: "101", Bold: true, Colour: strong}}}},
			Text{X: 60, W: 400, Baseline: 320, Size: 36, Lines: []Line{{{Text: "Anti-Terrorist Hotline", Colour: quiet}}}},
			Text{X: 460, W: 440, Baseline: 320, Size: 64, Align: Right, Lines: []Line{{{Text: "0800 789 321", Bold: true, Colour: strong}}}},
		}},
		{Hidden: true, Background: cell.RGB(0x102030), Items: []Item{
			Picture{X: 60, Y: 60, W: 400, H: 300, Data: crest, Alt: "The crest of the school"},
			Picture{X: 500, Y: 60, W: 200, H: 150, Data: drawing(t, "jpeg"), Build: 1},
			Picture{X: 500, Y: 250, W: 200, H: 150, Data: drawing(t, "gif")},
			Picture{X: 720, Y: 60, W: 40, H: 30, Data: crest, Alt: "The crest again"},
		}},
		{Items: []Item{
			Picture{X: 820, Y: 20, W: 120, H: 90, Data: crest, Alt: "The crest of the school"},
			Text{X: 60, W: 840, Baseline: 200, Size: 60, Align: Right, RTL: true, Lang: "ar-SA", IsTitle: true, Lines: []Line{line(arabic)}},
			Text{X: 60, W: 840, Baseline: 290, Size: 40, Align: Right, RTL: true, Lang: "ar-SA", Bullet: "•", Hanging: 36, Lines: []Line{line("شكرا لكم")}},
			Text{X: 60, W: 840, Baseline: 400, Size: 48, Align: Centre, Lines: []Line{line(emoji)}},
		}},
	}
	return Presentation{Title: "#WeStandTogether <& more>", Author: "A school", Lang: "en-GB",
		Created: time.Date(2026, 3, 4, 5, 6, 7, 8, time.UTC), Theme: theme, Slides: slices.Values(slides)}
}

// write is the presentation as a file.
func write(t testing.TB, p Presentation) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// deck is a presentation of some slides.
func deck(slides ...Slide) Presentation { return Presentation{Slides: slices.Values(slides)} }

// many are slides without end to them, made one by one.
func many(n int) func(func(Slide) bool) {
	text := strings.Repeat("words ", 6)
	return func(yield func(Slide) bool) {
		for i := range n {
			s := Slide{Items: []Item{
				Text{X: 60, W: 840, Baseline: 100, Size: 54, IsTitle: true, Lines: []Line{line("Slide " + number(i+1))}},
				Text{X: 60, W: 840, Baseline: 200, Size: 40, Build: 1, Lines: []Line{line(text), line(text)}},
			}, Notes: []NoteParagraph{{Runs: []NoteRun{{Text: text}}}}}
			if !yield(s) {
				return
			}
		}
	}
}
