package check

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/spelling"
	"github.com/westandtogether-assembly/assembly/internal/theme"
)

// unknownTheme finds a theme that does not exist. Decks for other tools name those of their tool.
func (t *theFile) unknownTheme(c *checker) {
	name := c.Meta.Theme
	if _, err := theme.Lookup(name); err == nil || !c.ownFormat() {
		return
	}
	hint := "expected one of " + strings.Join(theme.Names(), ", ")
	if near := nearTheme(name); near != "" {
		hint = "did you mean " + near + "? " + hint
	}
	c.add(Finding{Pos: t.front(c, "theme"), Severity: Warning, Hint: hint,
		What: fmt.Sprintf("theme %s is not known, and %s is used instead", clipped(name), theme.Names()[0])})
}

// nearTheme is the theme that a name may mean: one that is spelt nearly so, or the only one that begins like it.
func nearTheme(name string) string {
	const alike = 3
	if near := spelling.Nearest(name, theme.Names()); near != "" || len(name) < alike {
		return near
	}
	var begin []string
	for _, n := range theme.Names() {
		if strings.HasPrefix(n, strings.ToLower(name[:alike])) {
			begin = append(begin, n)
		}
	}
	if len(begin) != 1 {
		return ""
	}
	return begin[0]
}

// front is the place of a key of the front matter; none where the file is not known.
func (t *theFile) front(c *checker, key string) deck.Pos {
	if len(c.Source) == 0 {
		return deck.Pos{}
	}
	pattern := regexp.MustCompile(`^["']?` + regexp.QuoteMeta(key) + `["']?[ \t]*:`)
	for i, l := range t.of(c).lines {
		if l.where != inFront {
			break
		}
		if pattern.MatchString(l.text) {
			return deck.Pos{File: c.Name, Line: i + 1, Col: 1}
		}
	}
	return deck.Pos{}
}
