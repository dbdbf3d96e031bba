// Package rules checks what a screen, a page or an export shows against the rules of the words:
// what must be true, and what must never be said in front of pupils.
//
// A rule takes the text as a person would read it, without escape codes and frames. Line breaks
// and repeated spaces do not matter to a rule unless it says so. A nil error means that the rule is
// kept. The letter itself breaks some of the rules, so take it out first with WithoutLetter.
package rules

import (
	"errors"
	"regexp"
	"strings"

	"assembly/slides"
)

// Shown checks the rules that hold for every text shown to anyone: a screen, a page, a note, an
// export. It is not made for the help of commands, which may say "share".
func Shown(text string) error {
	return errors.Join(ThreatLevel(text), RunHideTell(text), CallToPost(text), Attack(text),
		VictimsSecondary(text), ContactDetails(text), Numbers(text), SpeakForFaith(text), Prayer(text))
}

// ForPupils checks the rules for what hangs on the wall: those of Shown, and that the source
// statement, web addresses, labels of notes and numbers of victims stay away from it.
func ForPupils(text string) error {
	return errors.Join(Shown(text), NoStatement(text), NoAddress(text), Victims(text),
		never("a label of notes in front of pupils", text, `(?i)not police words`))
}

// ThreatLevel reports a level of threat that is given as a present fact.
func ThreatLevel(text string) error {
	return never("a threat level", WithoutStatement(text),
		`\b(CRITICAL|SEVERE|SUBSTANTIAL)\b`,
		`(?i)\b(threat|terror|terrorism|alert) level( now)? ?(is|of|at|stands at|:)`,
		`(?i)\b(threat|terror\w*|alert|level)\b[^.!?]{0,60}\b(critical|severe|substantial)\b`,
		`(?i)\b(critical|severe|substantial)\b[^.!?]{0,30}\b(threat|terror\w*|alert|level)\b`)
}

// Statement reports that the dated-source statement is missing or changed.
func Statement(text string) error {
	if !strings.Contains(Flat(text), slides.Statement) {
		return errors.New("the dated-source statement is missing or changed")
	}
	return nil
}

// NoStatement reports that pupils are shown the dated-source statement.
func NoStatement(text string) error {
	return never("the source statement in front of pupils", text,
		`(?i)source: letter from`, `(?i)\bthreat.level`)
}

// RunHideTell reports the advice that has no place in an assembly, however it is spelt.
func RunHideTell(text string) error {
	return never("Run Hide Tell", text,
		`(?i)\brun(\W*(and|then|to))*\W*hid(e|ing)\b`,
		`(?i)\brunhide`,
		`(?i)\bhid(e|ing)(\W*(and|then|or))*\W*tell(ing)?\b`)
}

// CallToPost reports a call to post, share, tweet, use a hashtag or visit a site.
func CallToPost(text string) error {
	const verb = `(re-?tweet|tweet|re-?post|post|share|hashtag|visit|follow us|log on|go online|upload)`
	return never("a call to post, share or visit", WithoutStatement(text),
		`(?i)(^|[.!?:] |, and |\bplease |\bnow |\band then )`+verb+`\b`,
		`(?i)\b(you|we|everyone) (can|could|should|must|might|may|will) (all )?`+verb+`\b`,
		`(?i)\b(let us|let's|everyone to) (all )?`+verb+`\b`,
		`(?i)\buse (the|our|this|your) (hashtag|#)`,
		`(?i)\b(go to|look at|find us at) (https?:|www\.)`)
}

// NoAddress reports the address of a web page or of anyone's mail.
func NoAddress(text string) error {
	return never("an address", text, `(?i)\bhttps?://`, `(?i)\bwww\.`, `(?i)[\w.+-]+@[\w-]+\.[a-z]{2,}`,
		`(?i)\b[a-z0-9-]+\.(gov\.uk|co\.uk|org\.uk|ac\.uk|sch\.uk|police\.uk|uk|com|org|net)\b`)
}

// Attack reports words about the attacker, the method, or pictures of the attack.
func Attack(text string) error {
	text = regexp.MustCompile(`(?i)\banti-terroris[tm]\b`).ReplaceAllString(Flat(text), "")
	return never("a word about the attack", text,
		`(?i)\b(bomb\w*|explo(de|sion|sive)\w*|detonat\w*|shrapnel|knife|knives|stab(bed|bing)|guns?|`+
			`gunm[ae]n|shootings?|suicide|blood\w*)\b`,
		`(?i)\b(abedi|salman|isis|daesh|al-qaeda|islamist\w*|jihad\w*)\b`,
		`(?i)\b(attacker|bomber|killer|murderer|terrorist)s?\b`,
		`(?i)\b(watch|look at|here (is|are)|see) (the|this|these|an?) (videos?|photos?|pictures?)\b`,
		`(?i)\bfootage\b`)
}

// Victims reports a number of victims, which pupils of primary age are not told.
func Victims(text string) error {
	const number = `(\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|` +
		`thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|dozens?|scores)`
	return never("a number of victims", text, `(?i)\b`+number+`([- ]`+number+`)? (of )?`+
		`((other|more|young|innocent) )?(people|persons|children|victims|girls|boys|adults|families|`+
		`lives|were (killed|hurt|injured)|died|dead|killed|injured|hurt)\b`)
}

// VictimsSecondary reports a number of victims other than the one that pupils of secondary age may
// be told: twenty-two people.
func VictimsSecondary(text string) error {
	allowed := regexp.MustCompile(`(?i)\btwenty-two people\b`)
	return Victims(allowed.ReplaceAllString(Flat(text), "some people"))
}

// ContactDetails reports how to reach the letter's writer, and a signature.
func ContactDetails(text string) error {
	return never("contact details or a signature", WithoutStatement(text),
		`(?i)[\w.+-]+@[\w-]+\.[a-z]{2,}`,
		`\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b`,
		`(?i)\b(new scotland yard|victoria embankment|broadway)\b`,
		`(?i)\b(chishty|qpm|yours (sincerely|faithfully)|best wishes|signed by)\b`)
}

// SpeakForFaith reports that a pupil is asked to speak for, defend or apologise for a faith or a
// community.
func SpeakForFaith(text string) error {
	const group = `\b(faith|religion|communit(y|ies)|beliefs?)\b`
	var errs []error
	for _, sentence := range affirmed(text) {
		errs = append(errs, never("a pupil asked to speak for a faith", sentence,
			`(?i)\b(speak|answer|apologi[sz]e|say sorry|stand up)\b[^.]{0,40}\b(for|on behalf of)\b[^.]{0,30}`+group,
			`(?i)\b(defend|explain|condemn)\b[^.]{0,20}`+group,
			`(?i)\bas an? (muslim|jew|jewish|christian|sikh|hindu|buddhist)\b`,
			`(?i)\b(muslim|jewish|christian|sikh|hindu|buddhist) (pupil|student|child)(s|ren)?\b`))
	}
	return errors.Join(errs...)
}

// Prayer reports prayer that is not one option among several, and a feeling that is required.
func Prayer(text string) error {
	if err := never("a prayer or a feeling that is required", text,
		`(?i)\b(let us|let's|we will|we shall|everyone will) (all |now )*pray\b`,
		`(?i)\b(you|we|everyone) (all )?(must|should|have to|need to|ought to) (all )?(feel|pray|be sad)\b`,
		`(?i)(^|[.!?] )(please )?pray\b`); err != nil {
		return err
	}
	options := regexp.MustCompile(`(?i)\b(you (might|can|could|may)|or)\b`).FindAllString(Flat(text), -1)
	if regexp.MustCompile(`(?i)\bpray`).MatchString(text) && len(options) < 3 {
		return errors.New("prayer is not one option among several")
	}
	return nil
}

// Suspicious reports notes that speak of what is suspicious without saying not to touch it and to
// tell an adult, or that tie it to looks, dress, language or faith. It takes the notes of one slide.
func Suspicious(notes string) error {
	flat := Flat(notes)
	if !regexp.MustCompile(`(?i)\bsuspicious`).MatchString(flat) {
		return nil
	}
	var errs []error
	for _, sentence := range affirmed(flat) {
		errs = append(errs, never("suspicion of looks, dress, language or faith", sentence,
			`(?i)\bsuspicious\b[^.]{0,60}\b(looks? like|looking|wear\w*|dress\w*|cloth\w*|skin|colour|`+
				`accents?|languages?|faiths?|religions?|muslims?|foreign\w*)\b`,
			`(?i)\b(looks?|looking) suspicious\b`, `(?i)\bsuspicious[- ]looking\b`,
			`(?i)\bsuspicious (person|people|man|men|woman|stranger)s?\b`))
	}
	errs = append(errs,
		always("do not touch", flat, `(?i)\b(do not|don't|never) touch\b`),
		always("tell an adult", flat,
			`(?i)\btell\b[^.]{0,20}\b(adult|grown-up|teacher|member of staff|parent|carer)\b`))
	return errors.Join(errs...)
}
