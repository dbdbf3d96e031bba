// Package export shows the slides of a deck elsewhere: as PowerPoint slides, as the pages of a PDF, as pictures and as a
// page for a browser. What a slide looks like is decided by render, as for a hall's screen; here it is written down.
package export

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/internal/script"
	"github.com/westandtogether-assembly/assembly/internal/theme"
)

// Options say what is exported, and how.
type Options struct {
	Phase     string        // whose notes go with the slides, and whose silence fills a shape
	Palette   theme.Palette // with the colours of its theme
	Ratio     float64       // of a page's width to its height; 0 is 16 by 9
	Each      Each          // what a page or a picture is made of
	Font      *bigtype.Font // that has what the deck needs; nil is the embedded one alone
	Statement string        // where the deck's words come from; "" for nothing to say
	Created   time.Time     // of the file; the same deck and time give the same bytes

	// Progress is told how many slides of all are done. An error of it ends the export. Nil is nobody.
	Progress func(done, of int) error
}

// Each is what a page is made for.
type Each uint8

// The kinds of page.
const (
	EachStep  Each = iota // a step of a slide; of one with hundreds of them, the first 199 and the last
	EachSlide             // a slide as it looks in the end; of one whose steps are pictures of their own, each
)

// Deck is a deck that is exported. It may be used by one goroutine.
type Deck struct {
	deck     *deck.Deck
	o        Options
	renderer *render.Renderer
	warnings []Warning
	said     *script.Notes // of PowerPoint's notes pages
	pictures pictures
}

// New prepares a deck.
func New(d *deck.Deck, o Options) *Deck {
	if o.Font == nil {
		o.Font = bigtype.GoBold()
	}
	if o.Ratio == 0 {
		o.Ratio = usualRatio
	}
	out := &Deck{deck: d, o: o, renderer: render.New(d), pictures: pictures{from: d}}
	out.renderer.SetFont(o.Font.Boxed())
	return out
}

const usualRatio = 16.0 / 9

// point is how many points a row of a page is: a page is 7.5 inches high, as PowerPoint's own are.
const point = 540.0 / render.PageRows

// Warning is something of a slide that is not shown as it is meant.
type Warning struct {
	Slide int // from 1; 0 is the whole deck
	Text  string
}

// String is the warning with its place.
func (w Warning) String() string {
	if w.Slide == 0 {
		return w.Text
	}
	return fmt.Sprintf("slide %d: %s", w.Slide, w.Text)
}

// Warnings are those of the last export, in the order of the slides.
func (e *Deck) Warnings() []Warning { return e.warnings }

func (e *Deck) warn(slide int, format string, args ...any) {
	w := Warning{slide, fmt.Sprintf(format, args...)}
	if !slices.Contains(e.warnings[max(len(e.warnings)-keptWarnings, 0):], w) {
		e.warnings = append(e.warnings, w)
	}
}

// keptWarnings is how many of the last warnings a new one is compared with: as many as one slide has.
const keptWarnings = 8

// page is one page: a step of a slide.
type page struct{ slide, step int }

// pages are those of a slide.
func (e *Deck) pages(slide int) []page {
	last := e.steps(slide) - 1
	if e.alone(slide) {
		return []page{{slide, last}}
	}
	var out []page
	for step := range last {
		if step < mostSteps-1 || !e.tooManySteps(slide) {
			out = append(out, page{slide, step})
		}
	}
	return append(out, page{slide, last})
}

// alone reports whether a slide has one page.
func (e *Deck) alone(slide int) bool {
	return e.steps(slide) == 1 || e.o.Each == EachSlide && !e.renderer.Separate(slide)
}

func (e *Deck) steps(slide int) int { return max(e.deck.Heads[slide].Steps, 1) }

// mostSteps is how many steps of a slide have pages of their own, the last among them: no talk has as many on one, and
// each repeats those before it. Check looks at as many.
const mostSteps = 200

// tooManySteps reports whether some steps of a slide have no pages of their own. Each screen of one of several screens has,
// since it shows what no other does.
func (e *Deck) tooManySteps(slide int) bool {
	return e.steps(slide) > mostSteps && e.renderer.Screens(slide) <= 1
}

// warnOfSteps tells of the steps of a slide that have no pages.
func (e *Deck) warnOfSteps(slide int) {
	if !e.alone(slide) && e.tooManySteps(slide) {
		e.warn(slide+1, "it has %d steps: only the first %d and the last have pages of their own; divide it into several slides", e.steps(slide), mostSteps-1)
	}
}

// each calls a function for every page of the deck.
func (e *Deck) each(do func(p page) error) error {
	e.warnings = nil
	for i := range e.deck.Len() {
		e.warnOfSteps(i)
		for _, p := range e.pages(i) {
			if err := do(p); err != nil {
				return err
			}
		}
		if err := e.progress(i + 1); err != nil {
			return err
		}
	}
	return nil
}

func (e *Deck) progress(done int) error {
	if e.o.Progress == nil {
		return nil
	}
	return e.o.Progress(done, e.deck.Len())
}

// plate lays out a page, and warns of what is not as it is meant.
func (e *Deck) plate(p page) *render.Plate {
	v := render.PageView(e.o.Palette, e.o.Ratio)
	if p.step > 0 {
		v.Fill = render.FillMax
	}
	out := e.renderer.Plate(p.slide, p.step, v)
	for e.unreadable(out) {
		out = e.renderer.Plate(p.slide, p.step, v)
	}
	if out.Fit.Broken {
		e.warn(p.slide+1, "a picture could not be read; words stand in its place")
	}
	if out.Fit.XHeight > 0 && out.Fit.XHeight < leastXHeight {
		e.warn(p.slide+1, "there is too much on it to be read from afar: divide it in two")
	}
	return out
}

// leastXHeight is the x-height of words in rows that people in the front of a hall read: of type of 18 points on a page 7.5
// inches high.
const leastXHeight = 0.95

// missing warns of characters that no font has.
func (e *Deck) missing(p page, characters string) {
	if characters != "" {
		e.warn(p.slide+1, "%s", MissingText(characters))
	}
}

// MissingText says that no font has characters.
func MissingText(characters string) string {
	return "this computer has no font for " + short(characters) + ": an empty box stands in its place"
}

// short is the first of many characters.
func short(characters string) string {
	const most = 12
	all := strings.Split(characters, "")
	if len(all) > most {
		return strings.Join(all[:most], " ") + " …"
	}
	return strings.Join(all, " ")
}

// title is what a slide is called where slides are listed: its title, or the first of its words.
func (e *Deck) title(slide int) string {
	return cell.Truncate(strings.Join(strings.Fields(e.deck.Title(slide)), " "), mostTitle)
}

// mostTitle is the most columns of a title in a list: more than any title has, and far less than all the words of a slide
// without one, which each of its screens would repeat.
const mostTitle = 200
