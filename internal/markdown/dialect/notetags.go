package dialect

import (
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// noteTag is a tag of HTML in notes, or a code span, in which there is none. What else stands between angle
// brackets are words to say.
var noteTag = lazyregexp.New("(?i)`[^`\\n]+`|</?(a|abbr|b|big|br|center|code|cite|del|div|em|figcaption|figure|font|h[1-6]|hr|i|iframe|img|ins|kbd|li|mark|" +
	`ol|p|pre|q|s|section|small|span|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul|video)(?:\s[^<>]*)?/?>`)

// noteTags are edits that take the tags of HTML out of notes. What a tag parts stays apart.
func (t *translator) noteTags(from, to int) []edit {
	var out []edit
	for _, m := range noteTag.FindAllSubmatchIndex(t.file.Text[from:to], -1) {
		if m[2] < 0 {
			continue
		}
		e := edit{at: from + m[0], end: from + m[1]}
		switch strings.ToLower(string(t.file.Text[from+m[2] : from+m[3]])) {
		case "li":
			if t.file.Text[e.at+1] != '/' {
				e.text = "\n- "
			}
		case "p", "div", "ol", "ul", "pre", "table", "tr", "section", "hr", "h1", "h2", "h3", "h4", "h5", "h6":
			e.text = "\n\n"
		case "br", "td", "th", "img", "iframe", "video":
			e.text = " "
		}
		out = append(out, e)
	}
	return out
}
