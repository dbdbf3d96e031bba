package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/render"
)

// Fonts finds faces for what the embedded face lacks. It may take seconds.
type Fonts interface {
	Find(wanted []bigtype.Grapheme) bigtype.Faces
}

// FontsFound is the message that the fonts for a deck have been looked for.
type FontsFound struct {
	renderer *render.Renderer
	font     *bigtype.Font // nil where none was looked for
	missing  []string      // the graphemes that no font has
}

// FindFonts looks in the background for the fonts that a renderer's deck needs. A deck that needs none
// looks for none, and its message says of no font. It is nil without fonts.
func FindFonts(r *render.Renderer, fonts Fonts) tea.Cmd {
	if fonts == nil || r == nil {
		return nil
	}
	return func() tea.Msg {
		text, font := r.Text(), bigtype.GoBold()
		lacks := font.Lacks(text)
		if len(lacks) == 0 {
			return FontsFound{renderer: r}
		}
		font = font.With(fonts.Find(lacks))
		return FontsFound{r, font, font.Missing(bigtype.Text{{Text: text}})}
	}
}

// For reports whether fonts were found for a renderer.
func (f FontsFound) For(r *render.Renderer) bool {
	return f.renderer == r && f.font != nil // It has another deck once that has been edited.
}

// findFonts looks in the background for the fonts that the deck needs, unless it has been edited when their turn comes. It
// is nil without fonts, and while others are looked for.
func (s *Stage) findFonts() tea.Cmd {
	r, d, find := s.Renderer, s.Deck, FindFonts(s.Renderer, s.fonts)
	if find == nil {
		return nil
	}
	return s.finding.Take(func() tea.Msg {
		if s.shown.Load() != d {
			return FontsFound{renderer: r}
		}
		return find()
	})
}

// Apply hands the fonts to the renderer that they are for; it reports false for any other.
func (f FontsFound) Apply(r *render.Renderer) bool {
	if !f.For(r) {
		return false
	}
	r.SetFont(f.font)
	return true
}

// Missing are the graphemes that no font has.
func (f FontsFound) Missing() []string { return f.missing }

// shownMissing is how many characters a warning names.
const shownMissing = 12

// Warning says what no font has, "" when all has one.
func (f FontsFound) Warning() string {
	if len(f.missing) == 0 {
		return ""
	}
	names, more := f.missing, ""
	if len(names) > shownMissing {
		names, more = names[:shownMissing], " …"
	}
	return "This computer has no font for: " + strings.Join(names, " ") + more +
		"; shown in the terminal's own letters"
}
