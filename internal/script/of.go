package script

import (
	"strconv"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/plan"
	"github.com/westandtogether-assembly/assembly/slides"
)

// Options say what is printed, and for whom.
type Options struct {
	Phase     string        // of the deck's; "" for a deck without phases
	Pace      int           // words a minute; 0 for the deck's own
	For       string        // whom it is for, besides the pupils of the phase; "" for nobody
	Statement string        // where the deck's words come from; "" for a deck without the letter
	Preflight []slides.Item // what to see to before; nil for none
	Date      time.Time     // of printing; the zero time for none
	Large     bool          // large print

	// Pictures are those of a slide, counted from 0: one for each step that is a picture of its own. An Image that
	// cannot be drawn says why. Nil leaves the pictures out.
	Pictures func(slide int) []Image
}

// Of is the script of a deck: every slide in order, those without notes too, with all that is said and done.
func Of(d *deck.Deck, o Options) *Document {
	w := writerOf(d, o)
	doc := w.document("Script")
	doc.Sections = func(yield func(Section) bool) {
		front := []Section{w.marks()}
		if len(o.Preflight) > 0 {
			front = append(front, preflight(o.Preflight))
		}
		for _, s := range front {
			if !yield(s) {
				return
			}
		}
		w.slides(yield, true)
	}
	return doc
}

// Cards is the script on cards for the hand: a card or more for each slide, with what is said and done and without
// what is on the slide.
func Cards(d *deck.Deck, o Options) *Document {
	w := writerOf(d, o)
	doc := w.document("Cards")
	doc.Cards = true
	doc.Sections = func(yield func(Section) bool) { w.slides(yield, false) }
	return doc
}

// writer makes the sections of a deck.
type writer struct {
	d    *deck.Deck
	o    Options
	plan plan.Plan
}

func writerOf(d *deck.Deck, o Options) *writer {
	return &writer{d, o, plan.Of(d, o.Phase, o.Pace)}
}

// document is a document of the deck without its sections.
func (w *writer) document(kind string) *Document {
	doc := &Document{
		Kind: kind, Title: oneLine(w.d.Heading()), SubTitle: oneLine(w.d.Meta.SubTitle),
		Lang: w.d.Meta.Lang, Statement: w.o.Statement, Large: w.o.Large, Created: w.o.Date,
	}
	doc.audience(w.o)
	total, named := w.plan.Total(), w.d.Meta.Duration
	if total > 0 {
		doc.fact("Planned length", InWords(total))
	}
	if named > 0 && named != total {
		doc.fact(namedTime, InWords(named))
	}
	if total > 0 {
		doc.Facts = append(doc.Facts, bell(w.d.Meta.Finish, total)...)
	}
	doc.fact("Slides", strconv.Itoa(w.d.Len()))
	if !w.o.Date.IsZero() {
		doc.fact("Printed on", w.o.Date.Format("2 January 2006"))
	}
	return doc
}

// namedTime is the name of the length that the deck names.
const namedTime = "Time named in the deck"

// audience says who the document is for, and which pupils the words are for.
func (doc *Document) audience(o Options) {
	doc.fact("For", oneLine(o.For))
	doc.fact("Pupils", oneLine(o.Phase))
}

func (doc *Document) fact(name, value string) {
	if value != "" {
		doc.Facts = append(doc.Facts, Fact{name, value})
	}
}

// bell says when to begin, where the talk has to be over at a time.
func bell(finish string, total time.Duration) []Fact {
	end, err := deck.ParseTimeOfDay(finish)
	if finish == "" || err != nil {
		return nil
	}
	return []Fact{{"Begin by", end.Add(-total).Format("15:04")}, {"Finish by", end.Format("15:04")}}
}

// slides makes a section of each slide, and one of the closing numbers.
func (w *writer) slides(yield func(Section) bool, whole bool) {
	var run time.Duration
	for i := range w.d.Len() {
		s := w.slide(i, run, whole)
		if run += w.plan.Time(i); !yield(s) {
			return
		}
	}
	if s, ok := w.numbers(); ok {
		yield(s)
	}
}

// slide is the section of a slide that comes up at a time into the talk.
func (w *writer) slide(i int, run time.Duration, whole bool) Section {
	s := w.d.Slide(i)
	out := Section{Title: oneLine(w.d.Title(i)), Slide: i + 1}
	w.times(&out, i, run, whole)
	if name := oneLine(s.Speaker); name != "" {
		out.Facts = append(out.Facts, "Speaker: "+name+".")
	}
	if s.Optional && !w.d.Heads[i].Closing {
		out.Facts = append(out.Facts, "Leave this slide out if time is short.")
	}
	if w.o.Pictures != nil {
		out.Images = w.pictures(i)
	}
	if whole {
		out.Parts = append(out.Parts, onSlide(s.PublicSlide, w.o.Phase)...)
	}
	out.Parts = append(out.Parts, w.notes(i)...)
	return out
}

// times says how long a slide takes, and when in the talk that is. What stands behind the closing slide is no part
// of the talk.
func (w *writer) times(out *Section, i int, run time.Duration, whole bool) {
	t := w.plan.Time(i)
	switch closing := w.d.Closing(); {
	case closing >= 0 && i > closing:
		out.Facts = append(out.Facts, "After the closing slide: shown only if you go to it.")
	case t > 0:
		out.Clock = plan.Clock(run + t)
		if whole {
			out.Facts = append(out.Facts, "Planned: "+InWords(t)+".")
		}
		out.Facts = append(out.Facts, "Running time: "+plan.Clock(run)+" to "+out.Clock+".")
	}
}

// preflight is the list to tick off, with how to see to it.
func preflight(items []slides.Item) Section {
	var blocks []Block
	for _, it := range items {
		words := trimmed([]Run{{Text: oneLine(it.Text) + ".", Strong: true}, {Text: " " + oneLine(it.Hint)}})
		blocks = append(blocks, Block{Kind: Tick, Runs: words})
	}
	return Section{Title: "Before you present", Parts: []Part{{Blocks: blocks}}}
}
