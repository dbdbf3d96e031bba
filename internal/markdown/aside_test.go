package markdown

import (
	"fmt"
	"strings"
	"testing"
)

// Notes of other tools are never shown, however long they are and whether or not they end.
func TestAsideIsNeverShown(t *testing.T) {
	secret := strings.Repeat("secret words\n\n", 4000)
	for name, src := range map[string]string{
		"long":       "# Head\n\n<aside class=\"notes\">\n\n" + secret + "</aside>\n\nShown\n",
		"never ends": "# Head\n\n<aside class='notes'>\n\n" + secret,
		"in a line":  "# Head\n\nShown <aside class=notes>secret `secret` **secret** ![secret](crest.png)\n",
		"too deep":   "# Head\n\n" + strings.Repeat("<blockquote>", 40) + "<aside class=notes>secret</aside>\n",
		"list":       "# Head\n\n- one <aside class=notes>secret\n",
		"table":      "# Head\n\n<table><tr><td>one<td><aside class=notes>secret<td>secret</table>\n",
		"within":     "# Head\n\n<div class=notes><div>secret</div>secret</div>\n",
	} {
		d, err := ParseAll([]byte(src), Options{Name: "deck.md", Files: besideDeck()})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if shown := fmt.Sprintf("%+v", d.PublicSlide(0)); strings.Contains(shown, "secret") {
			t.Errorf("%s: pupils are shown %.300s", name, shown)
		}
	}
}
