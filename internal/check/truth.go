package check

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/slides/rules"
)

// truth are the rules of what must be true, and of what must not be said to pupils.
func truth() []rule {
	file := &theFile{}
	letter, voices := &theLetter{file: file}, &labels{heard: map[spokenBy]bool{}}
	return ofSource(slices.Concat([]rule{
		{name: "number", about: "a telephone number with a wrong digit", slide: file.numbers},
		{name: "spacing", about: "an official telephone number that is not spaced as people know it", slide: file.spacing},
		{name: "quotation", about: "a quotation that is not in the letter word for word", letter: true, slide: letter.rule((*checker).quotations)},
		{name: "closing", about: "a closing slide without the numbers to call", letter: true, check: (*checker).closing},
		{name: "labels", about: "notes that do not tell the letter's words from your own", letter: true, slide: letter.rule(voices.slide), check: voices.check},
	}, forPupils(letter), speakers(file)))
}

// ofSource says of the rules that are only for decks that name their source that they are.
func ofSource(all []rule) []rule {
	for i := range all {
		if all[i].letter {
			all[i].about += " (in a deck that names its source)"
		}
	}
	return all
}

// theLetter is the letter that the deck names, which rules share, and what the deck says in its own words.
type theLetter struct {
	file   *theFile
	letter *rules.Letter
	own    map[string]string
}

// without is a text without the letter's words.
func (l *theLetter) without(text string) string {
	own, ok := l.own[text]
	if !ok {
		own = l.letter.Without(text)
		l.own[text] = own
	}
	return own
}

// rule makes a rule's look at a slide of one that asks for the letter.
func (l *theLetter) rule(look func(c *checker, letter *theLetter, i int)) func(c *checker, i int) {
	return func(c *checker, i int) {
		if l.letter == nil {
			l.letter, l.own = rules.NewLetter(c.Meta.SourceText), map[string]string{}
		}
		look(c, l, i)
	}
}

// wordRule is a rule of the words: what the hall sees, and what is said, must keep it.
type wordRule struct {
	name, about string
	severity    Severity
	hint        string
	slide       func(text string) error
	notes       func(phase, text string) error
	own         bool // of the notes, only the speaker's own words
}

// everyPhase holds notes of every phase to a rule.
func everyPhase(rule func(string) error) func(phase, text string) error {
	return func(_, text string) error { return rule(text) }
}

// forPupils are the rules of what must not be said to pupils.
func forPupils(letter *theLetter) []rule {
	var out []rule
	for _, r := range wordRules() {
		out = append(out, rule{name: r.name, about: r.about, letter: true, slide: letter.rule(r.check)})
	}
	return out
}

func wordRules() []wordRule {
	return []wordRule{
		{name: "threat-level", about: "a level of threat as if it were today's", severity: Error,
			slide: rules.ThreatLevel, notes: everyPhase(rules.ThreatLevel), hint: "leave it out: the level has changed since the letter"},
		{name: "run-hide-tell", about: "advice that has no place in an assembly", severity: Error,
			slide: rules.RunHideTell, notes: everyPhase(rules.RunHideTell), hint: "leave it out: the official advice is not to teach it in an assembly"},
		{name: "suspicious", about: "what is suspicious, without what to do or by how people look", severity: Warning, own: true,
			notes: everyPhase(rules.Suspicious), hint: "speak of what people do and of objects, and say: do not touch, tell an adult"},
		{name: "call-to-post", about: "a call to post, share or visit a site", severity: Warning, own: true,
			slide: rules.CallToPost, notes: everyPhase(rules.CallToPost), hint: "ask for something that pupils can do without a screen"},
		{name: "attack", about: "words about the attacker or the method, and numbers of victims", severity: Error,
			slide: onSlides, notes: ofAttack, hint: "leave it out: speak of the helpers"},
		{name: "contact-details", about: "how to reach the letter's writer, or a signature", severity: Error,
			slide: rules.ContactDetails, notes: everyPhase(rules.ContactDetails), hint: "leave it out"},
		{name: "speak-for-faith", about: "a pupil who is asked to speak for a faith", severity: Warning,
			slide: rules.SpeakForFaith, notes: everyPhase(rules.SpeakForFaith), hint: "ask nobody to speak for, defend or apologise for a faith or a community"},
		{name: "prayer", about: "a prayer or a feeling that is required", severity: Warning, own: true,
			slide: rules.Prayer, notes: everyPhase(rules.Prayer), hint: "offer it as one of several ways: you might think, or pray, or just rest"},
		{name: "address", about: "a web or e-mail address on a slide", severity: Warning,
			slide: rules.AddressAlone, hint: "pupils cannot follow it: say whom to ask"},
		{name: "statement", about: "what is for the speaker on a slide", severity: Error,
			slide: rules.SpeakersOnly, hint: "leave it out: the program shows the speaker where the words come from"},
	}
}

// onSlides holds a slide to the rule about the attack.
func onSlides(text string) error { return errors.Join(rules.Attack(text), rules.Victims(text)) }

// ofAttack holds notes to the rule about the attack. Older pupils may be told how many people died.
func ofAttack(phase, text string) error {
	if phase == "secondary" || phase == "" {
		return errors.Join(rules.Attack(text), rules.VictimsSecondary(text))
	}
	return onSlides(text)
}

// check makes findings of a slide and of its notes where they break the rule.
func (r wordRule) check(c *checker, letter *theLetter, i int) {
	if r.slide != nil {
		r.checkSlide(c, letter, i)
	}
	if r.notes != nil {
		r.checkNotes(c, letter, i)
	}
}

func (r wordRule) checkSlide(c *checker, letter *theLetter, i int) {
	shown := c.shown(i)
	err := r.slide(letter.without(joined(shown)))
	if err == nil {
		return
	}
	p, err := firstBroken(shown, err, func(text string) error { return r.slide(letter.without(text)) })
	c.add(Finding{Slide: i + 1, Pos: letter.file.at(c, i, p, brokenWords(err)), Severity: r.severity, What: fmt.Sprintf("slide %d %s", i+1, breachText(err, "")), Hint: r.hint})
}

func (r wordRule) checkNotes(c *checker, letter *theLetter, i int) {
	var phases []string
	var first error
	var at piece
	for _, phase := range c.Phases {
		notes := c.said(i, phase)
		if r.own {
			notes = c.said(i, phase, deck.Guidance)
		}
		err := r.notes(phase, letter.without(joined(notes)))
		if err == nil {
			continue
		}
		if phases = append(phases, phase); first == nil {
			at, first = firstBroken(notes, err, func(text string) error { return r.notes(phase, letter.without(text)) })
		}
	}
	if first != nil {
		c.add(Finding{Slide: i + 1, Pos: letter.file.at(c, i, at, brokenWords(first)), Severity: r.severity, What: fmt.Sprintf("slide %d %s", i+1, breachText(first, c.inPhases(phases))), Hint: r.hint})
	}
}

// inPhases says that something is in the notes, and of which phases where it is not in all.
func (c *checker) inPhases(phases []string) string {
	if len(phases) == len(c.Meta.Phases) || len(phases) == 1 && phases[0] == "" {
		return " in its notes"
	}
	return " in its notes for " + andList(phases)
}

// firstBroken is the first text with words that break a rule, and how. Where none has, and only something is missing,
// it is the first text that breaks it, with what all together lack.
func firstBroken(all []piece, together error, rule func(text string) error) (first piece, err error) {
	for _, p := range all {
		err := rule(p.text)
		if brokenWords(err) != "" {
			return p, err
		}
		if err != nil && first.pos.Line == 0 {
			first = p
		}
	}
	return first, together
}

// brokenWords are the first words that break a rule; "" where only something is missing.
func brokenWords(err error) string {
	for _, b := range breaches(err) {
		if b.Text != "" {
			return b.Text
		}
	}
	return ""
}

// breachText says what breaks a rule, and where.
func breachText(err error, where string) string {
	var missing []string
	for _, b := range breaches(err) {
		switch {
		case b.Missing:
			missing = append(missing, b.What)
		case b.Text == "":
			return "has " + b.What + where
		default:
			return fmt.Sprintf("has %s%s: %q", b.What, where, b.Text)
		}
	}
	return "does not say" + where + ": " + strings.Join(missing, ", ")
}

// breaches are the breaches that an error is made of.
func breaches(err error) []rules.Breach {
	if all, ok := err.(interface{ Unwrap() []error }); ok { //nolint:errorlint // It is looked into, one after the other.
		var out []rules.Breach
		for _, e := range all.Unwrap() {
			out = append(out, breaches(e)...)
		}
		return out
	}
	if b, ok := errors.AsType[rules.Breach](err); ok {
		return []rules.Breach{b}
	}
	return nil
}
