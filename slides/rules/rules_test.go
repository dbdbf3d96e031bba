package rules_test

import (
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/slides"
	"github.com/westandtogether-assembly/assembly/slides/rules"
)

// cases are texts that keep a rule and texts that break it. A rule that cannot fail guards nothing.
type cases struct {
	rule         func(string) error
	keep, broken []string
}

func (c cases) run(t *testing.T) {
	t.Helper()
	for _, text := range c.keep {
		if err := c.rule(text); err != nil {
			t.Errorf("%q should keep the rule: %v", text, err)
		}
	}
	for _, text := range c.broken {
		if c.rule(text) == nil {
			t.Errorf("%q should break the rule", text)
		}
	}
}

func TestThreatLevel(t *testing.T) {
	cases{
		rule: rules.ThreatLevel,
		keep: []string{slides.Statement, "Check today's level.", "Be critical of what you read.", "A severe storm"},
		broken: []string{"CRITICAL", "the level is SUBSTANTIAL", "The threat\n level is  high", "a severe threat",
			"The threat is now severe", slides.Statement + " SEVERE"},
	}.run(t)
}

func TestStatement(t *testing.T) {
	wrapped := strings.ReplaceAll(slides.Statement, " ", "\n  ")
	cases{
		rule:   rules.Statement,
		keep:   []string{slides.Statement, "Start\n" + wrapped + "\nPresent"},
		broken: []string{"", strings.Replace(slides.Statement, "25 May", "26 May", 1), slides.Statement[:100]},
	}.run(t)
}

func TestNoStatement(t *testing.T) {
	cases{
		rule:   rules.NoStatement,
		keep:   []string{"", "Be still"},
		broken: []string{slides.Statement, "Source: letter from a Commander", "threat-levels"},
	}.run(t)
}

func TestRunHideTell(t *testing.T) {
	cases{
		rule: rules.RunHideTell,
		keep: []string{"Run to the gate. We will hide nothing.", "Stop. Do not touch. Tell.", "Running hidden features"},
		broken: []string{"Run Hide Tell", "RUN, HIDE, TELL", "run-hide-tell", "Run. Hide. Tell.", "#RunHideTell",
			"run and then hide", "hide, and tell"},
	}.run(t)
}

func TestCallToPost(t *testing.T) {
	cases{
		rule: rules.CallToPost,
		keep: []string{"Nobody is asking you to post anything.", "If you are online, stop before you share.",
			"He asked schools to share four messages.", "a post that is made to make you angry",
			"the #WeStandTogether campaign", slides.Statement},
		broken: []string{"Post a kind word.", "Be kind. Share it!", "You could tweet about it.", "Please visit our site.",
			"Use the hashtag.", "Write something, and post it", "Let us share this", "Go to www.example.org",
			"Use our #WeStandTogether"},
	}.run(t)
}

func TestNoAddress(t *testing.T) {
	cases{
		rule:   rules.NoAddress,
		keep:   []string{"Be still. Uk", "letter.md", "0800 789 321"},
		broken: []string{"http://127.0.0.1", "mi5.gov.uk/threat-levels", "www.example", "met.police.uk", "a.b@c.example"},
	}.run(t)
}

func TestAttack(t *testing.T) {
	cases{
		rule: rules.Attack,
		keep: []string{"the Anti-Terrorist Hotline", "A man attacked people who were leaving a concert.",
			"Never pass on pictures or videos of an attack.", "It is about terrorism.", "a stable table"},
		broken: []string{"the attacker", "The  bomber", "a bomb", "an explosion", "Watch this video", "the terrorists",
			"a knife", "CCTV footage", "look at the pictures"},
	}.run(t)
}

func TestVictims(t *testing.T) {
	broken := []string{"22 people died", "Twenty-three people", "hundreds of children", "two were killed",
		"nineteen dead", "3 other victims"}
	cases{
		rule:   rules.Victims,
		keep:   []string{"Some people died, and many more were hurt.", "four messages", "one child", "45 seconds"},
		broken: append(broken, "Twenty-two people were killed"),
	}.run(t)
	cases{
		rule:   rules.VictimsSecondary,
		keep:   []string{"Twenty-two people\nwere killed, and many more were hurt."},
		broken: broken,
	}.run(t)
}

func TestContactDetails(t *testing.T) {
	cases{
		rule: rules.ContactDetails,
		keep: []string{slides.Statement, "Ring 101 or 0800 789 321.", rules.WithoutLetter(slides.Letter())},
		broken: []string{"a.person@met.police.uk", "SW1A 0BG", "New Scotland Yard", "Mak Chishty", "M. Chishty QPM",
			"Yours sincerely", slides.Letter()},
	}.run(t)
}

func TestNumbers(t *testing.T) {
	cases{
		rule: rules.Numbers,
		keep: []string{"101", "0800 789 321", "0800\n1111", "0808 800 5000", "12 30 45 10", "05:30 of 10:30"},
		broken: []string{"0800 789 322", "0800789321", "08 00 11 11", "020 7230 1212", "+44 20 7230 1212",
			"0800 111"},
	}.run(t)
}

func TestSpeakForFaith(t *testing.T) {
	cases{
		rule: rules.SpeakForFaith,
		keep: []string{"Nobody should have to defend their community, or apologise for it.",
			"They may be Muslim, Jewish, Sikh, or from any group at all.", "Stand up for a friend."},
		broken: []string{"Would you speak for your faith?", "Explain your religion to us.",
			"As a Muslim, what do you think?", "Muslim pupils could say a few words.",
			"Please apologise on behalf of your community."},
	}.run(t)
}

func TestPrayer(t *testing.T) {
	cases{
		rule: rules.Prayer,
		keep: []string{"Be still", "You might think. You might pray. You can just rest.",
			"You might think, or pray, or rest.", "You do not have to feel sad."},
		broken: []string{"Let us pray.", "You might pray.", "You should feel sad.", "Now pray with us.", "Be still. Pray."},
	}.run(t)
}

func TestSuspicious(t *testing.T) {
	const advice = " Do not touch it. Tell a grown-up you trust."
	cases{
		rule: rules.Suspicious,
		keep: []string{"Be still", "Suspicious means out of place." + advice,
			"What is suspicious is never the clothes or the language of someone." + advice},
		broken: []string{"Look for anything suspicious.", "Suspicious? Do not touch it.", "Suspicious? Tell a teacher.",
			"A suspicious person." + advice, "A man in suspicious clothes." + advice, "If he looks suspicious." + advice},
	}.run(t)
}

func TestVoices(t *testing.T) {
	cases{
		rule:   rules.Voices,
		keep:   []string{"The letter: one. Guidance, not police words: two."},
		broken: []string{"", "The letter", "guidance, not  police words"},
	}.run(t)
}

func TestQuotation(t *testing.T) {
	cases{
		rule: rules.Quotation,
		keep: []string{"No faith or religion believes\nin violence or hurt.", "That all forms of extremism and hatred is wrong",
			"to support the #WeStandTogether campaign", "to support the **#WeStandTogether** campaign"},
		broken: []string{"", ".", "All forms of extremism and hatred are wrong", "no faith or religion"},
	}.run(t)
}

func TestQuotationMarks(t *testing.T) {
	cases{
		rule:   func(text string) error { return rules.QuotationMarks(text, "I do not think that,") },
		keep:   []string{`Say, "I do not think that," and smile.`, `“Use your powerful voice.” and "all forms"`, "none"},
		broken: []string{`"We stand as one"`, `"all forms" and “many forms”`},
	}.run(t)
}

const closing = `
Tell someone
   Police, not an emergency     101
   Anti-Terrorist Hotline,
   confidential             0800 789 321

   Emergency (not in the letter): 999`

func TestClosing(t *testing.T) {
	without := func(old, replacement string) string { return strings.Replace(closing, old, replacement, 1) }
	cases{
		rule: rules.Closing,
		keep: []string{closing, "101 Police, not an emergency\n0800 789 321 Anti-Terrorist Hotline, confidential\n" +
			"999 Emergency (not in the letter)"},
		broken: []string{without("101", "1 01"), without("0800 789 321", "0800 789\n321"), without("789 321", "789321"),
			without("999", "9999"), without("(not in the letter)", ""), without("Terrorist", "Terrorism"),
			without("101", ""), without("0800 789 321", "0800 789 3211")},
	}.run(t)
}

func TestShown(t *testing.T) {
	cases{
		rule:   rules.Shown,
		keep:   []string{closing, slides.Statement, rules.WithoutLetter(slides.Letter()), "Twenty-two people were killed."},
		broken: []string{"SEVERE", "run, hide", "Post it.", "a bomb", "QPM", "0800 789 322", "Let us pray."},
	}.run(t)
}

func TestForPupils(t *testing.T) {
	cases{
		rule:   rules.ForPupils,
		keep:   []string{closing, "Hatred is always wrong"},
		broken: []string{slides.Statement, "gov.uk", "Twenty-two people were killed.", "guidance, not police words", "SEVERE"},
	}.run(t)
}
