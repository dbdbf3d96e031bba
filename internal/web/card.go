package web

import (
	"fmt"
	"net/http"
	"strings"
	"sync"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/theme"
)

// CardPath is where the test card is served.
const CardPath = "/card"

// Card serves the test card and nothing else.
func Card() http.Handler { return serve(map[string]func() *document{CardPath: cardPage}) }

// cardPage is made when it is first asked for.
var cardPage = sync.OnceValue(func() *document { //nolint:gochecknoglobals // A value that never changes.
	page := strings.ReplaceAll(embedded("card.html"), "{{themes}}", themeSamples())
	return newDocument(page, "\n"+themeCSS()+embedded("card.css")+facesCSS(faces()), "")
})

// themeSamples is every theme in markup, each in its own colours and with their contrast.
func themeSamples() string {
	var b strings.Builder
	for _, name := range theme.Names() {
		p, err := theme.Lookup(name)
		if err != nil {
			continue // Names and Lookup agree; a test holds them to it.
		}
		fmt.Fprintf(&b, "<div class=\"theme\" data-theme=%q>\n<h2>%s</h2>\n", name, name)
		roles := []string{"text", "strong", "quiet"}
		for i, c := range []cell.Color{p.Foreground, p.Strong, p.Quiet} {
			fmt.Fprintf(&b, "<p class=%q>%s %.0f:1</p>\n", roles[i], roles[i], theme.Contrast(c, p.Background))
		}
		b.WriteString("</div>\n")
	}
	return b.String()
}
