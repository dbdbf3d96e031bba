package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/check"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/internal/session"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/slides"
)

// exitFindings is the exit code of a check that found errors.
const exitFindings = 3

// errFindings ends the program with exitFindings, silently: what was found has been printed.
var errFindings = errors.New("errors were found")

// checked is a deck that was checked.
type checked struct {
	check.Report
	src   session.Source
	text  []byte
	notes []string // what was done to read it
	err   error    // why it could not be checked
}

// checkCommand is the command that finds what to fix before the day.
func (a *app) checkCommand() *cobra.Command {
	f := &flags{}
	c := &cobra.Command{
		Use:   "check [DECK]...",
		Short: "What to fix before the day",
		Long: "check finds what would go wrong in the hall: slides that the back row cannot read, words that\n" +
			"pupils of that age may not follow, notes longer than their time, numbers with a wrong digit,\n" +
			"and words that must not be said. It reads decks made for other tools too. DECK can be several\n" +
			"files or folders; it defaults to the built-in assembly. With errors, the exit code is 3.",
		Example: "  assembly check my-assembly.md --hall \"18m, 2m\" --size 120x30\n  assembly check my-assembly.md --fix",
		RunE:    func(_ *cobra.Command, args []string) error { return a.check(f, args) },

		ValidArgsFunction: completeDecks,
	}
	f.checking(c.Flags())
	return c
}

// check runs the command of that name.
func (a *app) check(f *flags, args []string) error {
	o, err := f.checkOptions()
	if err != nil {
		return err
	}
	switch {
	case f.listRules:
		return a.print(ruleList())
	case f.schema:
		return a.print(check.Schema())
	}
	targets, err := decksOf(args)
	if err != nil {
		return err
	}
	if f.fix {
		return a.fix(f, o, targets)
	}
	return a.checkAll(f, o, targets)
}

// checkAll checks decks and prints what was found in each as soon as it is known.
func (a *app) checkAll(f *flags, o check.Options, targets []target) error {
	var reports []check.Report
	failed, found := false, 0
	for _, t := range targets {
		c := a.checkDeck(f, o, t)
		if c.err != nil && len(targets) == 1 && !f.json {
			return c.err
		}
		failed, found = failed || c.err != nil, found+check.Errors(c.Findings)
		reports = append(reports, c.Report)
		if !f.json {
			if err := a.printReport(c); err != nil {
				return err
			}
		}
	}
	switch err := a.printEnd(f, o, reports); {
	case err != nil:
		return err
	case failed:
		return fail(errors.New("not every deck could be checked"), "see above which, and why")
	case found > 0:
		return errFindings
	}
	return nil
}

// printEnd prints what is said of all decks together.
func (a *app) printEnd(f *flags, o check.Options, reports []check.Report) error {
	if f.json {
		return written(check.WriteJSON(a.out, o, reports))
	}
	var text string
	if len(reports) > 1 {
		text = "\n" + check.Total(reports) + "\n"
	}
	if slices.ContainsFunc(reports, func(r check.Report) bool { return r.Slides > 0 }) {
		text += a.wrapped("", "Checked for "+o.Hall()+".") + "\n"
	}
	if here := a.tierHere(f); here != "" {
		text += a.wrapped("", "This terminal draws type less well. If it is the hall's: --type "+here) + "\n"
	}
	return a.print(text)
}

// tierHere names how this terminal draws type, where that is less well than the check takes it to be; "" otherwise.
func (a *app) tierHere(f *flags) string {
	if f.drawn != "" || !a.outTTY {
		return ""
	}
	look, err := a.look(theme.Palette{}, f)
	if tier := look.View(1, 1, 0).Tier.Base(); err == nil && tier != bigtype.Shades {
		return bigtype.Tiers()[tier]
	}
	return ""
}

// checkDeck checks a deck.
func (a *app) checkDeck(f *flags, o check.Options, t target) checked {
	c := checked{src: session.Source{Path: t.path, Fill: f.set}}
	c.File = deckName(t.path)
	if t.err != nil {
		return c.failedBy(t.err)
	}
	var err error
	if c.text, err = c.src.Read(); err != nil {
		return c.failedBy(err)
	}
	d, err := c.src.Parse(c.text)
	if bad, ok := errors.AsType[markdown.Errors](err); ok {
		c.Findings = check.Diagnostics(bad)
		return c
	}
	if err != nil {
		return c.failedBy(err)
	}
	if o, err = a.optionsFor(o, d); err != nil {
		return c.failedBy(err)
	}
	o.Source = c.text
	for _, said := range d.Diagnostics() {
		if said.Severity == deck.Notice {
			c.notes = append(c.notes, said.Message)
		}
	}
	c.Report = check.NewReport(c.File, d, check.Settled(c.text, c.src.Options(), check.Deck(d, o)))
	return c
}

// optionsFor are the options for a deck: the phase as it names it, its theme, and the fonts that it needs.
func (a *app) optionsFor(o check.Options, d *deck.Deck) (check.Options, error) {
	if len(o.Phases) > 0 {
		phase, err := choosePhase(o.Phases[0], d.Meta.Phases)
		if err != nil {
			return o, err
		}
		o.Phases = []string{phase}
	}
	if o.Palette.Name == "" {
		o.Palette = paletteOf(d)
	}
	o.Font = a.fontFor(d)
	return o, nil
}

func (c checked) failedBy(err error) checked {
	c.err, c.Failed = err, failureOf(err).err.Error()
	return c
}

// checking makes a check of the deck of a presenter, whichever version of it, for the halls that are open.
func (a *app) checking(f *flags, src session.Source, p theme.Palette) func(*deck.Deck, []check.Window, bool) []check.Finding {
	var font *bigtype.Font
	var of *deck.Deck // that the font is for: to find out what a long deck needs takes as long as to check it
	return func(d *deck.Deck, halls []check.Window, all bool) []check.Finding {
		o, err := f.hallOptions()
		if err != nil {
			return nil // The command line has been refused before.
		}
		if src.Path != "" || d.Name != slides.BuiltinName {
			o.Source, _ = session.Source{Path: d.Name}.Read() // A file that is gone has no marks to tell of.
		}
		if of != d {
			font, of = a.fontFor(d), d
		}
		o.Windows, o.Palette, o.Font, o.Pace = halls, p, font, f.pace
		if !all {
			return check.Legible(d, o)
		}
		return check.Deck(d, o)
	}
}

// deckName is what a deck is called in what is found in it.
func deckName(path string) string {
	if path == "" {
		return "the built-in assembly"
	}
	return path
}

// paletteOf is the palette that a deck names, or the default: a deck made for another tool may name another.
func paletteOf(d *deck.Deck) theme.Palette {
	p, err := theme.Lookup(d.Meta.Theme)
	if err != nil {
		p, _ = theme.Lookup("")
	}
	return p
}

// fontFor is the embedded font with those of the system that a deck needs; nil where it needs none.
func (a *app) fontFor(d *deck.Deck) *bigtype.Font {
	font := bigtype.GoBold()
	lacks := font.Lacks(render.New(d).Text())
	if len(lacks) == 0 || a.fonts == nil {
		return nil
	}
	return font.With(a.fonts.Find(lacks))
}

// printReport prints what was found in a deck, and a summary.
func (a *app) printReport(c checked) error {
	var b strings.Builder
	for _, found := range c.Findings {
		b.WriteString(a.findingLine(found) + "\n")
	}
	about := c.About() + ": "
	if c.Slides == 0 {
		about = ""
	}
	if c.err != nil {
		b.WriteString(cell.Clean(c.File+": "+c.Failed) + "\n")
	} else {
		b.WriteString(cell.Clean(c.File+": "+about+c.Summary()) + "\n")
	}
	for _, line := range c.remarks() {
		b.WriteString(a.wrapped("  ", line) + "\n")
	}
	return a.say(b.String())
}

// remarks are what there is to say below the findings.
func (c checked) remarks() []string {
	var out []string
	for _, note := range c.notes {
		out = append(out, "Note: "+cell.Clean(note)+".")
	}
	if often := c.Often(); often != "" {
		out = append(out, "Most of it, by rule: "+often+".")
	}
	if c.Unread() {
		out = append(out, "Nothing else is checked until this is fixed: the deck cannot be shown as it is.")
	}
	if c.Format != "" && c.Format != ownFormat {
		out = append(out, "It is read as a deck for "+c.Format+". If it is not, write format: assembly into its front matter.")
	}
	if n := c.Fixable(); n > 0 {
		out = append(out, fmt.Sprintf("%d of them can be fixed for you: assembly check --fix %s", n, typed(c.src.Path)))
	}
	return out
}

// findingLine is a finding as it is printed; in a terminal its severity stands out, and it is wrapped at words.
func (a *app) findingLine(found check.Finding) string {
	text := a.wrapped("", cell.Clean(found.String()))
	if word := string(found.Severity) + ":"; a.outStyled() {
		return strings.Replace(text, word, bold(word), 1)
	}
	return text
}

// wrapped is a line behind a lead, wrapped for a terminal.
func (a *app) wrapped(lead, text string) string {
	if !a.outTTY {
		return lead + text
	}
	return strings.Join(cell.Wrap(text, max(a.width()-len(indent), 1)), "\n"+indent)
}

// indent is ahead of the further lines of a finding.
const indent = "    "

// ruleList lists the rules.
func ruleList() string {
	all, column := check.Rules(), 0
	for _, r := range all {
		column = max(column, len(r.Name))
	}
	var b strings.Builder
	for _, r := range all {
		fmt.Fprintf(&b, "%-*s  %s\n", column, r.Name, r.About)
	}
	return b.String()
}
