package markdown

import (
	"strconv"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// noteLists are the lists that are open where notes are written, the outermost first.
type noteLists []openList

type openList struct {
	number string // of its last item, "" for bullets
	indent int    // of what is inside that item
}

// lines is a note whose text is written already. Lists stand around quotes.
func (l *noteLists) lines(n deck.Note, text string) []string {
	var out []string
	var lead string
	if n.Item {
		lead, out = l.item(n)
	} else {
		*l = (*l)[:n.Level]
		lead = strings.Repeat(" ", l.indent(n.Level))
	}
	under := strings.Repeat(" ", len(lead))
	if n.Voice == deck.Letter {
		lead, under = lead+"> ", under+"> "
	}
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			lead = under
		}
		out = append(out, lead+line)
	}
	return out
}

// item is what stands ahead of an item, and the lines above it that part its list from another.
func (l *noteLists) item(n deck.Note) (lead string, above []string) {
	if len(*l) >= n.Level {
		last := (*l)[n.Level-1].number
		*l = (*l)[:n.Level-1]
		if n.Number != "" && n.Number != following(last) {
			above = []string{strings.Repeat(" ", l.indent(n.Level-1)) + "***", ""}
		}
	}
	lead = strings.Repeat(" ", l.indent(len(*l)))
	for level := len(*l) + 1; level <= n.Level; level++ {
		mark, number := "- ", ""
		if level == n.Level && n.Number != "" {
			mark, number = n.Number+" ", n.Number
		}
		lead += mark
		*l = append(*l, openList{number, len(lead)})
	}
	return lead, above
}

// indent is the column of what is inside the lists down to a level.
func (l *noteLists) indent(level int) int {
	if level == 0 {
		return 0
	}
	return (*l)[level-1].indent
}

// following is the number of the item after one.
func following(number string) string {
	if number == "" {
		return ""
	}
	digits := number[:len(number)-1]
	n, err := strconv.Atoi(digits)
	if err != nil {
		panic(err) // The number of an item is digits and a mark.
	}
	return strconv.Itoa(n+1) + number[len(digits):]
}
