package deck_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// closing is a deck of one closing slide.
func closing(blocks ...deck.Block) *deck.Deck {
	slide := deck.Slide{PublicSlide: deck.PublicSlide{Layout: deck.LayoutClosing, Blocks: blocks}}
	load := func(int) (deck.Slide, []deck.Diagnostic) { return slide, nil }
	return deck.New("a.md", "", deck.Meta{}, []deck.Head{{Steps: 3, Closing: true}}, nil, load)
}

func spans(text string) []deck.Span { return []deck.Span{{Text: text}} }

func list(items ...string) deck.Block {
	b := deck.Block{Kind: deck.List}
	for _, it := range items {
		b.Items = append(b.Items, deck.Item{Spans: spans(it)})
	}
	return b
}

// rows writes rows as "label = number", each on a line.
func rows(list []deck.Row) string {
	var lines []string
	for _, r := range list {
		text := r.Label
		if r.Number != "" {
			text = strings.TrimSpace(r.Label + " = " + r.Number)
		}
		lines = append(lines, text)
	}
	return strings.Join(lines, "\n")
}

func TestContactsAreReadAsTheyAreWritten(t *testing.T) {
	for line, want := range map[string]string{
		"Police, not an emergency: 101":     "Police, not an emergency = 101",
		"Childline 0800 1111":               "Childline = 0800 1111",
		"Hotline: 0800 789 321 (free)":      "Hotline (free) = 0800 789 321",
		"School: 01234-567-890":             "School = 01234-567-890",
		"0800 1111 Childline":               "Childline = 0800 1111",
		"0800 1111: Childline":              "Childline = 0800 1111",
		"0800 1111 – Childline, for pupils": "Childline, for pupils = 0800 1111",
		"Emergency:999":                     "Emergency = 999",
		"Childline (0800 1111)":             "Childline = 0800 1111",
		"Office (01234) 567890":             "Office = (01234) 567890",
		"Office (01234)567890":              "Office = (01234)567890",
		"School: +44 (0)1234 567890":        "School = +44 (0)1234 567890",
		"From abroad +44 20 7946 0000":      "From abroad = +44 20 7946 0000",
		"From abroad: 0044 20 7946 0000":    "From abroad = 0044 20 7946 0000",
		"School: 01234 - 567 890":           "School = 01234 - 567 890",
		"Samaritans 116 123":                "Samaritans = 116 123",
		"Text 85258":                        "Text = 85258",
		"Office: 4321 (ask for Mrs Patel)":  "Office (ask for Mrs Patel) = 4321",
		"Office: 43 21":                     "Office = 43 21",
		"Open at: 9: 0800 789 321":          "Open at: 9 = 0800 789 321",
		"Open 24 hours: 0800 1111":          "Open 24 hours = 0800 1111",
		"Childline 0800 1111 - 24 hours":    "Childline, 24 hours = 0800 1111",
		"Call 101.":                         "Call = 101",
		"Childline\u00a00800\u00a01111":     "Childline = 0800 1111",
		"Childline 0800  1111":              "Childline = 0800 1111",
		"999":                               "= 999",
		": 999":                             "= 999",
		"999 Emergency":                     "Emergency = 999",
		"School 01234 567890 ext 123":       "School, ext 123 = 01234 567890",

		"Police 101, emergency 999":                         "Police = 101\nemergency = 999",
		"101 Police, 999 Emergency":                         "Police = 101\nEmergency = 999",
		"Childline 0800 1111 or text 85258":                 "Childline = 0800 1111\nor text = 85258",
		"Police: 101 (not an emergency) or 999 (emergency)": "Police (not an emergency) = 101\nor (emergency) = 999",
		"School 01234 567890 / 567891":                      "School = 01234 567890\n= 567891",
		"999 or 112 in an emergency":                        "= 999\nor, in an emergency = 112",
		"999/112":                                           "= 999\n= 112",
		"Call 101 (999 in an emergency)":                    "Call = 101\nin an emergency = 999",

		// Digits that nobody dials stay words.
		"Tell an adult you trust":             "Tell an adult you trust",
		"Look at the door: left":              "Look at the door: left",
		"Mrs Patel, Room 12":                  "Mrs Patel, Room 12",
		"Year 10 and Year 11":                 "Year 10 and Year 11",
		"Open: 24 hours":                      "Open: 24 hours",
		"Open: 9-5":                           "Open: 9-5",
		"Break: 10:45":                        "Break: 10:45",
		"Next on 01-09-2026 or 2026-09-01":    "Next on 01-09-2026 or 2026-09-01",
		"Since 2019-2024":                     "Since 2019-2024",
		"It costs £10000 or 85258p":           "It costs £10000 or 85258p",
		"help@school85258.example":            "help@school85258.example",
		"https://example.org/0800123456":      "https://example.org/0800123456",
		"Registered charity number 1234567":   "Registered charity number 1234567",
		"12345678901234567890 is a long word": "12345678901234567890 is a long word",
	} {
		d := closing(list(line, "Last: 111"))
		got, ok := strings.CutSuffix(rows(d.PublicSlide(0).Rows), "\nLast = 111")
		if !ok || got != want {
			t.Errorf("%q reads as\n%s\nwant\n%s", line, got, want)
		}
	}
}

// Whatever a closing slide is made of, each of its lines is a row.
func TestEveryLineOfAClosingSlideIsARow(t *testing.T) {
	heading := func(text string) deck.Block { return deck.Block{Kind: deck.Heading, Spans: spans(text)} }
	nested := list("Childline: 0800 1111")
	nested.Items[0].Step = 1
	nested.Items[0].Blocks = []deck.Block{list("free"), {Spans: spans("day and night")}}
	ordered := list("Tell a teacher", "Ring 101")
	ordered.Ordered, ordered.Start, ordered.Step = true, 1, 2
	crest := &deck.Image{Alt: "Our crest", File: &deck.File{}}
	d := closing(
		deck.Block{Spans: spans("Before the title")},
		heading("Tell someone: 999"), heading("At school"),
		deck.Block{Spans: spans("The office 01234 567890\nor Mrs Patel")}, nested, ordered,
		deck.Block{Kind: deck.Quote, Blocks: []deck.Block{{Spans: spans("Look out")}}},
		deck.Block{Kind: deck.Code, Text: "help@school.example\n"},
		deck.Block{Kind: deck.Table, Rows: [][]deck.Cell{{spans("Who"), spans("Number")}, {spans("Emergency"), spans("999")}, {nil}}},
		deck.Block{Kind: deck.Picture, Image: crest}, deck.Block{Kind: deck.Picture},
	)
	want := "Before the title\nAt school\nThe office = 01234 567890\nor Mrs Patel\nChildline = 0800 1111\nfree\nday and night\n" +
		"1. Tell a teacher\n2. Ring = 101\nLook out\nhelp@school.example\nWho: Number\nEmergency = 999\n(Our crest)\n(picture)"
	got := d.PublicSlide(0).Rows
	if rows(got) != want {
		t.Errorf("the rows are\n%s\nwant\n%s", rows(got), want)
	}
	var steps, besides, aparts []string
	for _, r := range got {
		steps = append(steps, fmt.Sprint(r.Step))
		if r.Beside {
			besides = append(besides, r.Number)
		}
		if r.Apart {
			aparts = append(aparts, r.Number)
		}
	}
	if s := strings.Join(steps, ""); s != "000011122000000" {
		t.Errorf("they are shown at the steps %s", s)
	}
	if !slices.Equal(besides, []string{"101", "999"}) || !slices.Equal(aparts, []string{"999"}) {
		t.Errorf("labels stand beside %v, apart is %v", besides, aparts)
	}
	if public := d.Public().PublicSlide(0).Rows; rows(public) != want || public[13].Image == crest {
		t.Errorf("pupils are sent\n%s", rows(public))
	}
}

// Without a number there is nothing to protect the size of: the slide is drawn as any text.
func TestAClosingSlideWithoutNumbersHasNoRows(t *testing.T) {
	if got := closing(list("Goodbye")).PublicSlide(0).Rows; got != nil {
		t.Errorf("it has the rows %+v", got)
	}
}

// Only the first emergency number behind others is parted from them.
func TestEmergencyNumbersStandApart(t *testing.T) {
	got := closing(list("Police: 101", "Think first", "Emergency: 999", "Abroad: 112", "Fire: 999")).PublicSlide(0).Rows
	if got := fmt.Sprint(got[0].Apart, got[1].Apart, got[2].Apart, got[3].Apart, got[4].Apart); got != "false false true false false" {
		t.Errorf("apart are %s", got)
	}
	if got := closing(list("Think first", "Emergency: 999")).PublicSlide(0).Rows; got[1].Apart {
		t.Error("a first number is parted from nothing")
	}
}

func TestCloses(t *testing.T) {
	for _, c := range []struct {
		items []string
		want  bool
	}{
		{[]string{"Police: 101", "Emergency: 999"}, true},
		{[]string{"Police 101", "0800 1111 Childline"}, true},
		{[]string{"Police: 101", "Tell an adult"}, false},
		{[]string{"999"}, false},
		{nil, false},
	} {
		if got := deck.Closes([]deck.Block{list(c.items...)}); got != c.want {
			t.Errorf("%q closes: %t, want %t", c.items, got, c.want)
		}
	}
}
