package reader

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"charm.land/glamour/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// widest is the longest line of prose, in columns.
const widest = 76

// Prose is Markdown as a text to read, set in the palette's colours.
func Prose(markdown string) Text {
	return func(look ui.Look, w int) *cell.Grid {
		lines := linesOf(set(markdown, look, min(w, widest)-hangs))
		base := ui.NewStyles(look.Palette).Text
		g, hang := cell.New(w, len(lines), base), 0
		for y, line := range lines {
			x := hang
			if mark := markOf(line); mark > 0 || empty(line) {
				x, hang = 0, mark
			}
			ui.PutLine(g, x, y, line, base)
		}
		return g
	}
}

// set is Markdown in lines of at most w columns with Glamour's own escape sequences, of which only
// colours and attributes get any further.
func set(markdown string, look ui.Look, w int) string {
	text, err := render(tied(cleaned(markdown)), look, w)
	if err != nil {
		text = strings.Join(cell.Wrap(markdown, w), "\n") // Better unset than unread.
	}
	untied := strings.NewReplacer(noBreakHyphen, "-", url.PathEscape(noBreakHyphen), "-")
	return untied.Replace(text)
}

func render(markdown string, look ui.Look, w int) (string, error) {
	r, err := glamour.NewTermRenderer(glamour.WithStyles(style(look.Palette)), glamour.WithWordWrap(w))
	if err != nil {
		return "", err
	}
	return r.Render(markdown)
}

// cleaned is Markdown without anything that could steer a terminal. Its lines stay lines.
func cleaned(markdown string) string {
	lines := strings.Split(markdown, "\n")
	for i, l := range lines {
		lines[i] = cell.Clean(l)
	}
	return strings.Join(lines, "\n")
}

const (
	noBreakHyphen = "\u2011"
	noBreakSpace  = "\u00a0"
)

// compound is a word with hyphens in it.
var compound = regexp.MustCompile(`[\pL\p{Nd}](-[\pL\p{Nd}]+)+`)

// tied keeps Glamour from breaking a line at the hyphen of a word: an address that is broken there is
// copied wrong.
func tied(markdown string) string {
	return compound.ReplaceAllStringFunc(markdown, func(word string) string {
		return strings.ReplaceAll(word, "-", noBreakHyphen)
	})
}

// linesOf is what Glamour has set in lines, with one empty line between blocks and none around them.
func linesOf(text string) []uv.Line {
	lines := uv.NewStyledString(text).Lines(ansi.GraphemeWidth)
	lines = slices.CompactFunc(lines, func(a, b uv.Line) bool { return empty(a) && empty(b) })
	if len(lines) > 0 && empty(lines[0]) {
		lines = lines[1:]
	}
	if last := len(lines) - 1; last >= 0 && empty(lines[last]) {
		lines = lines[:last]
	}
	return lines
}

func empty(line uv.Line) bool { return strings.TrimSpace(line.String()) == "" }

// hangs is the columns that are left free on the right, beside the margin of a list. Glamour sets all
// lines of an item below its mark; here the further ones hang below its first word.
const hangs = 2

// markOf is the columns of the mark with which a line begins an item, 0 for none.
func markOf(line uv.Line) int {
	from := slices.IndexFunc(line, func(c uv.Cell) bool { return c.Content != " " })
	for i := max(from, 0); i < len(line); i++ {
		switch c := line[i].Content; {
		case c == "•", c == ".":
			if i+1 < len(line) && line[i+1].Content == noBreakSpace {
				return i + 2 - from
			}
			return 0
		case c < "0" || c > "9":
			return 0
		}
	}
	return 0
}
