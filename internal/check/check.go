// Package check finds what to fix in a deck before the day: slides that cannot be read from the back, words that
// pupils of the age do not follow, notes that take longer than planned, numbers with a wrong digit, and words that
// must not be said.
//
// Whether a slide fits and how large it is comes from package render, which draws it, so a finding never disagrees
// with the screen. What words may say comes from package rules. A check draws nothing, and writes nothing.
package check

import (
	"fmt"
	"slices"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/internal/theme"
)

// UsualDistance is how far the back row is from the picture, in heights of the picture, where nothing else is
// known.
const UsualDistance = render.UsualDistance

// Window is the window of a hall's terminal: its size, and how type is drawn in it.
type Window struct {
	render.Screen
	Tier bigtype.Tier
}

// String is the size, and how type is drawn where that is not as well as a terminal can.
func (w Window) String() string {
	out := fmt.Sprintf("%dx%d", w.W, w.H)
	if t := w.Tier.Base(); t != bigtype.Shades {
		out += ", type " + bigtype.Tiers()[t] + ","
	}
	return out
}

// UsualWindows are those that a deck is checked for where no other is known.
func UsualWindows(t bigtype.Tier) []Window {
	return []Window{{render.Screen{W: 80, H: 24}, t}, {render.Screen{W: 120, H: 30}, t}}
}

// Options say what a deck is checked for. The zero value is a usual hall.
type Options struct {
	Windows  []Window      // of the halls; nil for UsualWindows, with type drawn as well as a terminal can
	Distance float64       // of the back row from the picture, in heights of the picture; 0 for UsualDistance
	Phases   []string      // that are checked; nil for all of the deck's
	Pace     int           // words a minute; 0 for the deck's
	Palette  theme.Palette // of the slides
	Font     *bigtype.Font // nil for the embedded one
	Source   []byte        // the text of the deck's file, for what is told of its marks; nil where there is none
}

// Drawn is the options for halls whose terminals draw type in a way.
func (o Options) Drawn(t bigtype.Tier) Options {
	if o.Windows == nil {
		o.Windows = UsualWindows(t)
		return o
	}
	o.Windows = slices.Clone(o.Windows)
	for i := range o.Windows {
		o.Windows[i].Tier = t
	}
	return o
}

// withHall is the options with the usual hall, where none is named.
func (o Options) withHall() Options {
	if len(o.Windows) == 0 {
		o.Windows = UsualWindows(bigtype.Shades)
	}
	if o.Distance == 0 {
		o.Distance = UsualDistance
	}
	return o
}

// withDefaults is the options with what was left out.
func (o Options) withDefaults(d *deck.Deck) Options {
	o = o.withHall()
	if o.Phases == nil {
		o.Phases = d.Meta.Phases
	}
	if len(o.Phases) == 0 {
		o.Phases = []string{""}
	}
	return o
}

// Deck checks a deck. The findings are in the order of their places.
func Deck(d *deck.Deck, o Options) []Finding {
	c := newChecker(d, o)
	c.look()
	c.run(allRules()...)
	return sorted(append(c.found, Diagnostics(d.Diagnostics())...))
}

// Legible checks a deck by the rule of what the back row can read alone: it takes a small part of the time of all.
func Legible(d *deck.Deck, o Options) []Finding {
	c := newChecker(d, o)
	c.look()
	c.run(legibleRule())
	return sorted(c.found)
}

func newChecker(d *deck.Deck, o Options) *checker {
	if o.Font == nil {
		o.Font = bigtype.GoBold()
	}
	c := &checker{Deck: d, Options: o.withDefaults(d), source: sourceText(d.Meta), long: map[string]bool{}}
	c.renderer = c.rendererOf(d)
	return c
}

// rendererOf draws slides in the font of the halls.
func (c *checker) rendererOf(slides render.Slides) *render.Renderer {
	r := render.New(slides)
	r.SetFont(c.Font)
	return r
}

// checker is a deck while it is checked.
type checker struct {
	*deck.Deck
	Options
	renderer  *render.Renderer
	seen      []seen          // how each slide comes out in the halls
	source    string          // what the deck quotes, on one line
	long      map[string]bool // words, and whether they are long
	inEnglish *bool           // whether the deck's words are; nil until they are asked
	rule      string          // the name of the one that is being run
	found     []Finding
}

// rule is something that a deck is held to.
type rule struct {
	name   string
	about  string // what it finds, for those who read the list
	letter bool   // only for a deck that names its source

	slide func(c *checker, i int) // looks at a slide, counted from 0, after those before it; nil for none
	check func(c *checker)        // looks at the whole deck, after all slides; nil for none
}

// allRules are all rules, by what they look at.
func allRules() []rule {
	return slices.Concat(legibility(), words(), truth(), marks())
}

// Rule describes a rule.
type Rule struct {
	Name  string // of letters and hyphens; it does not change from version to version
	About string // what it finds
}

// Rules lists the rules, with that of the deck format last.
func Rules() []Rule {
	var out []Rule
	for _, r := range allRules() {
		out = append(out, Rule{r.name, r.about})
	}
	return append(out, Rule{formatRule, "what the reader of the deck says: marks, settings, pictures, placeholders"})
}

// run holds the deck to rules. The findings are in the order of the rules, and those of a rule in the order of the slides.
// All rules look at a slide before the next: a long deck is not kept parsed.
func (c *checker) run(all ...rule) {
	all = slices.DeleteFunc(all, func(r rule) bool { return r.letter && c.Meta.Source == "" })
	found := make([][]Finding, len(all))
	with := func(n int, look func()) {
		c.rule, c.found = all[n].name, found[n]
		look()
		found[n] = c.found
	}
	for i := range c.Len() {
		for n, r := range all {
			if r.slide != nil {
				with(n, func() { r.slide(c, i) })
			}
		}
	}
	for n, r := range all {
		if r.check != nil {
			with(n, func() { r.check(c) })
		}
	}
	c.found = slices.Concat(found...)
}

// add adds a finding of the rule that is being run. A place that is not known is that of the slide.
func (c *checker) add(f Finding) {
	f.Rule = c.rule
	if f.Pos.Line == 0 && f.Slide > 0 {
		f.Pos = c.Slide(f.Slide - 1).Pos
	}
	if f.Pos.File == "" {
		f.Pos.File = c.Name
	}
	c.found = append(c.found, f)
}
