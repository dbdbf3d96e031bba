package rules

import (
	"errors"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// The same words can break several rules. Those here leave to another rule what it reports.

var threatWords = lazyregexp.New(`(?i)\bthreat.level`)

// SpeakersOnly reports what only the speaker sees, in front of pupils: the source statement and the label of notes.
// A threat level that ThreatLevel reports is left to it.
func SpeakersOnly(text string) error {
	left := text
	if mentions(text, "threat") {
		left = eachLine(text, func(line string) string {
			if ThreatLevel(line) == nil {
				return line
			}
			return threatWords.ReplaceAllString(line, "")
		})
	}
	return errors.Join(NoStatement(left), NoLabel(text))
}

var (
	mail    = lazyregexp.New(`(?i)[\w.+-]+@[\w-]+(\.[a-z]{2,})+`)
	visited = lazyregexp.New(`(?i)\b(visit|go to|look at|find us at)( (our|the) (web)?site)?( at)?:? (https?://|www\.)?[\w-]+(\.[\w-]+)+\S*`)
)

// AddressAlone reports a web or e-mail address that neither ContactDetails nor CallToPost reports.
func AddressAlone(text string) error {
	if NoAddress(text) == nil {
		return nil
	}
	return NoAddress(eachLine(text, func(line string) string {
		if ContactDetails(line) != nil {
			line = mail.ReplaceAllString(line, "")
		}
		if CallToPost(line) != nil {
			line = visited.ReplaceAllString(line, "")
		}
		return line
	}))
}

// eachLine changes each line of a text.
func eachLine(text string, change func(line string) string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(change(strings.TrimSuffix(line, "\n")) + "\n")
	}
	return b.String()
}
