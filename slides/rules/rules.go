// Package rules checks what a screen, a page or an export shows against the rules of the words:
// what must be true, and what must never be said in front of pupils.
//
// A rule takes the text as a person reads it, without escape codes and frames. Line breaks and
// repeated spaces do not matter to a rule unless it says so. A nil error means that the text keeps
// the rule. The letter itself breaks some of the rules, so remove it first with WithoutLetter.
package rules

import (
	"errors"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
	"github.com/westandtogether-assembly/assembly/slides"
)

// Shown checks the rules for every text shown to anyone: a screen, a page, a note, an export. It is
// not for the help of commands, which may say "share".
func Shown(text string) error {
	return errors.Join(ThreatLevel(text), RunHideTell(text), CallToPost(text), Attack(text),
		VictimsSecondary(text), ContactDetails(text), Numbers(text), SpeakForFaith(text), Prayer(text))
}

// ForPupils checks the rules for what pupils see: those of Shown, and that the text has no source
// statement, no web address, no label of notes and no number of victims.
func ForPupils(text string) error {
	return errors.Join(Shown(text), NoStatement(text), NoAddress(text), Victims(text), NoLabel(text))
}

var noteLabel = lazyregexp.New(`(?i)not police words`)

// NoLabel reports the label of notes in front of pupils.
func NoLabel(text string) error { return never("a label of notes in front of pupils", text, noteLabel) }

var threatLevel = lazyregexp.New(`\b(CRITICAL|SEVERE|SUBSTANTIAL)\b` +
	`|(?i:\b(threat|terror|terrorism|alert) level( now)? ?(is|of|at|stands at|:))` +
	`|(?i:\b(threat|terror\w*|alert|level)\b[^.!?]{0,60}\b(critical|severe|substantial)\b)` +
	`|(?i:\b(critical|severe|substantial)\b[^.!?]{0,30}\b(threat|terror\w*|alert|level)\b)`)

// ThreatLevel reports a level of threat given as a present fact.
func ThreatLevel(text string) error {
	if !mentions(text, "critical", "severe", "substantial", "level") {
		return nil
	}
	return never("a threat level", WithoutStatement(text), threatLevel)
}

// Statement reports that the dated-source statement is missing or changed.
func Statement(text string) error {
	if !strings.Contains(Flat(text), slides.Statement) {
		return errors.New("the dated-source statement is missing or changed")
	}
	return nil
}

var statement = lazyregexp.New(`(?i)source: letter from|\bthreat.level`)

// NoStatement reports the dated-source statement in front of pupils.
func NoStatement(text string) error {
	if !mentions(text, "source:", "threat") {
		return nil
	}
	return never("the source statement in front of pupils", text, statement)
}

var runHideTell = lazyregexp.New(`(?i)\brun(\W*(and|then|to))*\W*hid(e|ing)\b|\brunhide` +
	`|\bhid(e|ing)(\W*(and|then|or))*\W*tell(ing)?\b`)

// RunHideTell reports the advice that has no place in an assembly, however it is spelt.
func RunHideTell(text string) error {
	if !mentions(text, "hid") {
		return nil
	}
	return never("Run Hide Tell", text, runHideTell)
}

const post = `(re-?tweet|tweet|re-?post|post|share|hashtag|visit|follow us|log on|go online|upload)`

var callToPost = lazyregexp.New(`(?i)(^|[.!?:] |, and |\bplease |\bnow |\band then )` + post + `\b` +
	`|\b(you|we|everyone) (can|could|should|must|might|may|will) (all )?` + post + `\b` +
	`|\b(let us|let's|everyone to) (all )?` + post + `\b` +
	`|\buse (the|our|this|your) (hashtag|#)` +
	`|\b(go to|look at|find us at) (https?:|www\.)`)

// CallToPost reports a call to post, share, tweet, use a hashtag or visit a site.
func CallToPost(text string) error {
	if !mentions(text, "tweet", "post", "share", "hashtag", "visit", "follow us", "log on", "go online", "upload", "http", "www.", "#") {
		return nil
	}
	return never("a call to post, share or visit", WithoutStatement(text), callToPost)
}

var address = lazyregexp.New(`(?i)\bhttps?://|\bwww\.|[\w.+-]+@[\w-]+\.[a-z]{2,}` +
	`|\b[a-z0-9-]+\.(gov\.uk|co\.uk|org\.uk|ac\.uk|sch\.uk|police\.uk|uk|com|org|net)\b`)

// NoAddress reports a web or e-mail address.
func NoAddress(text string) error {
	if !mentions(text, "://", "www.", "@", ".uk", ".com", ".org", ".net") {
		return nil
	}
	return never("an address", text, address)
}

var (
	hotlineName = lazyregexp.New(`(?i)\banti-terroris[tm]\b`)
	attack      = lazyregexp.New(`(?i)\b(bomb\w*|explo(de|sion|sive)\w*|detonat\w*|shrapnel|knife|knives|` +
		`stab(bed|bing)|guns?|gunm[ae]n|shootings?|suicide|blood\w*)\b` +
		`|\b(abedi|salman|isis|daesh|al-qaeda|islamist\w*|jihad\w*)\b` +
		`|\b(attacker|bomber|killer|murderer|terrorist)s?\b` +
		`|\b(watch|look at|here (is|are)|see) (the|this|these|an?) (videos?|photos?|pictures?)\b` +
		`|\bfootage\b`)
)

// Attack reports words about the attacker, the method, or pictures of the attack.
func Attack(text string) error {
	if !mentions(text, "bomb", "explo", "detonat", "shrapnel", "kni", "stab", "gun", "shooting", "suicide", "blood", "abedi", "salman", "isis", "daesh", "qaeda", "islamist", "jihad", "attacker", "killer", "murderer", "terrorist", "video", "photo", "picture", "footage") {
		return nil
	}
	return never("a word about the attack", hotlineName.ReplaceAllString(Flat(text), ""), attack)
}

const number = `(\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|` +
	`sixty|seventy|eighty|ninety|hundreds?|dozens?|scores)`

var (
	victims = lazyregexp.New(`(?i)\b` + number + `([- ]` + number + `)? (of )?((other|more|young|innocent) )?` +
		`(people|persons|children|victims|girls|boys|adults|families|lives|` +
		`were (killed|hurt|injured)|died|dead|killed|injured|hurt)\b`)
	allowedVictims = lazyregexp.New(`(?i)\btwenty-two people\b`)
)

// Victims reports a number of victims, which primary pupils are not told.
func Victims(text string) error {
	if !mentions(text, "people", "persons", "children", "victims", "girls", "boys", "adults", "families", "lives", "killed", "injured", "hurt", "died", "dead") {
		return nil
	}
	return never("a number of victims", text, victims)
}

// VictimsSecondary reports a number of victims other than twenty-two people, which secondary pupils
// may be told.
func VictimsSecondary(text string) error {
	return Victims(allowedVictims.ReplaceAllString(Flat(text), "some people"))
}

var contactDetails = lazyregexp.New(`(?i:[\w.+-]+@[\w-]+\.[a-z]{2,})` +
	`|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b` +
	`|(?i:\b(new scotland yard|victoria embankment|broadway)\b)` +
	`|(?i:\b(chishty|qpm|yours (sincerely|faithfully)|best wishes|signed by)\b)`)

// ContactDetails reports how to reach the letter's writer, and a signature.
func ContactDetails(text string) error {
	if !mentions(text, "@", "scotland yard", "embankment", "broadway", "chishty", "qpm", "yours ", "best wishes", "signed by") && !capitalDigit(text) {
		return nil
	}
	return never("contact details or a signature", WithoutStatement(text), contactDetails)
}

const group = `\b(faith|religion|communit(y|ies)|beliefs?)\b`

var speakForFaith = lazyregexp.New(`(?i)\b(speak|answer|apologi[sz]e|say sorry|stand up)\b[^.]{0,40}\b(for|on behalf of)\b[^.]{0,30}` + group +
	`|\b(defend|explain|condemn)\b[^.]{0,20}` + group +
	`|\bas an? (muslim|jew|jewish|christian|sikh|hindu|buddhist)\b` +
	`|\b(muslim|jewish|christian|sikh|hindu|buddhist) (pupil|student|child)(s|ren)?\b`)

// SpeakForFaith reports that a pupil is asked to speak for, defend or apologise for a faith or a
// community.
func SpeakForFaith(text string) error {
	if !mentions(text, "faith", "religion", "communit", "belief", "muslim", "jew", "christian", "sikh", "hindu", "buddhist") {
		return nil
	}
	return neverAffirmed("a pupil asked to speak for a faith", text, speakForFaith)
}

var (
	required = lazyregexp.New(`(?i)\b(let us|let's|we will|we shall|everyone will) (all |now )*pray\b` +
		`|\b(you|we|everyone) (all )?(must|should|have to|need to|ought to) (all )?(feel|pray|be sad)\b` +
		`|(^|[.!?] )(please )?pray\b`)
	option = lazyregexp.New(`(?i)\b(you (might|can|could|may)|or)\b`)
	prayer = lazyregexp.New(`(?i)\bpray`)
)

// Prayer reports prayer that is not one option among several, and a feeling that is required.
func Prayer(text string) error {
	if !mentions(text, "pray", "feel", "sad") {
		return nil
	}
	if err := never("a prayer or a feeling that is required", text, required); err != nil {
		return err
	}
	if prayer.MatchString(text) && len(option.FindAllString(Flat(text), -1)) < 3 {
		return Breach{What: "prayer that is not one option among several"}
	}
	return nil
}

var (
	suspicious = lazyregexp.New(`(?i)\bsuspicious`)
	looks      = lazyregexp.New(`(?i)\bsuspicious\b[^.]{0,60}\b(looks? like|looking|wear\w*|dress\w*|cloth\w*|skin|` +
		`colour|accents?|languages?|faiths?|religions?|muslims?|foreign\w*)\b` +
		`|\b(looks?|looking) suspicious\b|\bsuspicious[- ]looking\b` +
		`|\bsuspicious (person|people|man|men|woman|stranger)s?\b`)
	doNotTouch = lazyregexp.New(`(?i)\b(do not|don't|never) touch\b`)
	tellAdult  = lazyregexp.New(`(?i)\btell\b[^.]{0,20}\b(adult|grown-up|teacher|member of staff|parent|carer)\b`)
)

// Suspicious reports notes that mention suspicious things without saying not to touch them and to
// tell an adult, or that link suspicion to looks, dress, language or faith. It takes the notes of one
// slide.
func Suspicious(notes string) error {
	if !mentions(notes, "suspicious") || !suspicious.MatchString(notes) {
		return nil
	}
	return errors.Join(neverAffirmed("suspicion of looks, dress, language or faith", notes, looks),
		always("do not touch", notes, doNotTouch), always("tell an adult", notes, tellAdult))
}
