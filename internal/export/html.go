package export

import (
	"io"

	"github.com/westandtogether-assembly/assembly/internal/web"
)

// HTML writes the slides as one page for a browser, the hall's page without a server: with its keys, and without notes. It
// fits itself to its window.
func (e *Deck) HTML(w io.Writer) error {
	e.warnings = nil
	for i := range e.deck.Len() {
		e.deck.Slide(i)
		if err := e.progress(i + 1); err != nil {
			return err
		}
	}
	p := e.deck.Public().WithTheme(e.o.Palette.Name)
	unread, err := web.Standalone(p, web.StandaloneOptions{Phase: e.o.Phase, Pictures: e.deck, Statement: e.o.Statement}, w)
	for _, u := range unread {
		e.warn(0, "%v", u)
	}
	return err
}
