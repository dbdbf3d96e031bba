package slides_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/slides"
	"github.com/westandtogether-assembly/assembly/slides/rules"
)

// These are the rules of the words, in their order, over every embedded deck. What a mode or an
// export makes of a deck is held to them where it is made, through package rules.

// saidByPupils is what the notes offer pupils to say. It is in quotation marks, but does not
// quote the letter.
const saidByPupils = "I do not think that,"

func TestRule1NoThreatLevel(t *testing.T) {
	levels := regexp.MustCompile(`(?i)\b(critical|severe|substantial)\b`)
	for _, name := range names(t) {
		if found := levels.FindString(source(t, name)); found != "" {
			t.Errorf("%s holds a threat level: %q", name, found)
		}
	}
	if found := levels.FindAllString(source(t, slides.LetterName), -1); !reflect.DeepEqual(found, []string{"CRITICAL"}) {
		t.Errorf("the letter speaks of levels %q, want the one it had", found)
	}
	everyPage(t, func(p page) error { return rules.ThreatLevel(p.text()) })
}

// The program holds no level as data: the words are in none of its sources.
func TestRule1NoThreatLevelInSources(t *testing.T) {
	seen := 0
	tree := os.DirFS("..")
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") ||
			path.Dir(name) == "slides/rules" { // which has to know what it forbids
			return err
		}
		seen++
		text, err := fs.ReadFile(tree, name)
		if found := regexp.MustCompile(`\b(CRITICAL|SEVERE|SUBSTANTIAL)\b`).Find(text); found != nil {
			t.Errorf("%s holds a threat level: %q", name, found)
		}
		return err
	})
	if err != nil || seen < 10 {
		t.Errorf("saw %d sources: %v", seen, err)
	}
}

func TestRule2Statement(t *testing.T) {
	const want = `Source: letter from Commander Mak Chishty, Metropolitan Police Service / NPCC, dated 25 May
		2017. It describes the position on that day. The threat level it mentions changed on 27 May
		2017 and has changed since. Before you present, check today's level at
		mi5.gov.uk/threat-levels and reporting advice at gov.uk/ACT. Do not read out the threat level
		from the letter.`
	if slides.Statement != rules.Flat(want) {
		t.Errorf("the statement is %q", slides.Statement)
	}
	everyPage(t, func(p page) error {
		return errors.Join(rules.NoStatement(p.slide.Text()), rules.NoAddress(p.slide.Text()))
	})
}

func TestRule3Quotations(t *testing.T) {
	quotes := 0
	everyPage(t, func(p page) error {
		var errs []error
		for _, note := range p.notes {
			if note.Voice == deck.Letter {
				quotes++
				errs = append(errs, rules.Quotation(note.String()))
			}
		}
		for _, b := range p.slide.Blocks {
			if b.Kind == deck.Quote {
				errs = append(errs, rules.Quotation(deck.PublicSlide{Blocks: b.Blocks}.Text()))
			}
		}
		errs = append(errs, rules.QuotationMarks(p.said(deck.Guidance), saidByPupils))
		if strings.ContainsAny(p.slide.Text(), `"“”`) && p.slide.Layout == deck.LayoutMessage {
			errs = append(errs, errors.New("a message stands in quotation marks"))
		}
		return errors.Join(errs...)
	})
	if quotes < 8 {
		t.Errorf("found %d quotations, want one for each message and phase", quotes)
	}
}

// The four messages stand as the letter has them, but for a corrected slip in the first.
func TestRule3Messages(t *testing.T) {
	exact := []string{
		"That all forms of extremism and hatred is wrong",
		"No faith or religion believes in violence or hurt",
		"Look out for anything suspicious and report it to an adult or to the police",
		"Use your powerful voice as a generation of young people to support the #WeStandTogether campaign",
	}
	corrected := strings.NewReplacer("That all", "All", "is wrong", "are wrong").Replace(exact[0])
	for _, p := range pages(t, slides.BuiltinName) {
		if p.slide.Layout != deck.LayoutMessage {
			continue
		}
		quote := exact[p.index-1]
		if want := strings.Replace(quote, exact[0], corrected, 1); p.slide.Title != want {
			t.Errorf("%s: the message is %q, want %q", p.name, p.slide.Title, want)
		}
		if got := strings.TrimSpace(p.said(deck.Letter)); got != quote {
			t.Errorf("%s: the notes quote %q, want %q", p.name, got, quote)
		}
	}
}

func TestRule4EveryNoteHasOneVoice(t *testing.T) {
	everyPage(t, func(p page) error {
		if len(p.notes) == 0 {
			return errors.New("no notes")
		}
		for _, note := range p.notes {
			label := note.Voice.String()
			if label != rules.LetterLabel && label != rules.GuidanceLabel {
				return fmt.Errorf("the label is %q", label)
			}
			if words := note.String(); note.Voice == deck.Guidance && len(words) > 20 && rules.Quotation(words) == nil {
				return fmt.Errorf("the letter's words are labelled as guidance: %q", words)
			}
		}
		return nil
	})
}

func TestRule5ClosingScreen(t *testing.T) {
	for _, name := range names(t) {
		d := parse(t, name)
		if d.Closing() != d.Len()-1 {
			t.Errorf("%s: the closing slide is number %d of %d", name, d.Closing()+1, d.Len())
			continue
		}
		slide := d.PublicSlide(d.Closing())
		var got []rules.Contact
		for _, r := range slide.Rows {
			got = append(got, rules.Contact{Label: r.Label, Number: r.Number})
		}
		if !reflect.DeepEqual(got, rules.Contacts()) || slide.Steps != 1 {
			t.Errorf("%s: the closing screen has %+v in %d steps", name, got, slide.Steps)
		}
		if err := rules.Closing(slide.Text()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	everyPage(t, func(p page) error { return rules.Numbers(p.text()) })
}

func TestRule6NoRunHideTell(t *testing.T) {
	for _, name := range append(names(t), slides.LetterName) {
		if err := rules.RunHideTell(source(t, name)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	everyPage(t, func(p page) error { return rules.RunHideTell(p.text()) })
}

func TestRule7Suspicious(t *testing.T) {
	everyPage(t, func(p page) error {
		err := rules.Suspicious(p.said(deck.Guidance))
		mentioned := strings.Contains(strings.ToLower(p.slide.Text()), "suspicious")
		if mentioned && !strings.Contains(strings.ToLower(p.said(deck.Guidance)), "suspicious") {
			err = errors.Join(err, errors.New("the slide says suspicious and the notes do not explain it"))
		}
		return err
	})
}

func TestRule8NoCallToPost(t *testing.T) {
	everyPage(t, func(p page) error {
		return errors.Join(rules.CallToPost(p.slide.Text()), rules.CallToPost(p.said(deck.Guidance)), rules.NoAddress(p.text()))
	})
}

func TestRule9NothingOfTheAttack(t *testing.T) {
	everyPage(t, func(p page) error {
		victims := rules.Victims
		if p.phase == "secondary" {
			victims = rules.VictimsSecondary
		}
		return errors.Join(rules.Attack(p.text()), rules.Victims(p.slide.Text()), victims(p.text()))
	})
	everyPage(t, func(p page) error {
		for _, b := range p.slide.Blocks {
			if b.Kind == deck.Picture {
				return errors.New("a picture")
			}
		}
		return nil
	})
}

func TestRule10NoContactDetails(t *testing.T) {
	for _, name := range names(t) {
		if err := rules.ContactDetails(source(t, name)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	letter := source(t, slides.LetterName)
	if err := errors.Join(rules.Numbers(letter), rules.NoAddress(letter), rules.ContactDetails(rules.WithoutLetter(letter))); err != nil {
		t.Errorf("the letter: %v", err)
	}
}

func TestRule11NoPupilSpeaksForAFaith(t *testing.T) {
	everyPage(t, func(p page) error { return rules.SpeakForFaith(p.text()) })
}

func TestRule12PrayerIsAnOption(t *testing.T) {
	everyPage(t, func(p page) error { return rules.Prayer(p.said(deck.Guidance)) })
	for _, p := range pages(t, slides.BuiltinName) {
		if p.slide.Layout == deck.LayoutReflection && strings.Count(p.said(deck.Guidance), "You might") < 3 {
			t.Errorf("%s: fewer than three ways to use the silence", p.name)
		}
	}
}

// All rules at once, as other packages hold their screens and exports to them.
func TestRulesForWhatIsShown(t *testing.T) {
	everyPage(t, func(p page) error {
		return errors.Join(rules.ForPupils(p.slide.Text()), rules.Shown(rules.WithoutLetter(p.text())))
	})
}
