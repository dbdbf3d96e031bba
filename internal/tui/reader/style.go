package reader

import (
	"fmt"

	"charm.land/glamour/v2/ansi"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/theme"
)

// style is how Glamour sets Markdown in a palette. In an empty one, which is that of a terminal
// without colours, what has to stand out does so by its attributes and signs, which are ASCII but
// for the mark of a list's item.
func style(p theme.Palette) ansi.StyleConfig {
	text, loud, quiet := ink(p.PanelText), ink(p.Letter), ink(p.Dim)
	yes := new(true)
	heading := ansi.StylePrimitive{Color: loud, Bold: yes, BlockSuffix: "\n"}
	bars := new("|")
	return ansi.StyleConfig{
		Document:              ansi.StyleBlock{StylePrimitive: ansi.StylePrimitive{Color: text}},
		Heading:               ansi.StyleBlock{StylePrimitive: heading},
		H1:                    ansi.StyleBlock{StylePrimitive: ansi.StylePrimitive{Underline: yes}},
		Strong:                ansi.StylePrimitive{Bold: yes},
		Emph:                  ansi.StylePrimitive{Underline: yes},
		Strikethrough:         ansi.StylePrimitive{CrossedOut: yes},
		BlockQuote:            ansi.StyleBlock{StylePrimitive: ansi.StylePrimitive{Color: loud}, Indent: new(uint(1)), IndentToken: new("| ")},
		List:                  ansi.StyleList{StyleBlock: ansi.StyleBlock{Margin: new(uint(2))}},
		Item:                  ansi.StylePrimitive{Prefix: "•" + noBreakSpace, Color: loud},
		Enumeration:           ansi.StylePrimitive{BlockPrefix: "." + noBreakSpace},
		Task:                  ansi.StyleTask{Ticked: "[x] ", Unticked: "[ ] "},
		LinkText:              ansi.StylePrimitive{Underline: yes},
		ImageText:             ansi.StylePrimitive{Format: "Image: {{.text}}"},
		Code:                  ansi.StyleBlock{StylePrimitive: ansi.StylePrimitive{Color: quiet}},
		CodeBlock:             ansi.StyleCodeBlock{StyleBlock: ansi.StyleBlock{StylePrimitive: ansi.StylePrimitive{Color: quiet}, Margin: new(uint(2))}},
		HorizontalRule:        ansi.StylePrimitive{Color: quiet, Format: "\n--------\n"},
		Table:                 ansi.StyleTable{CenterSeparator: bars, ColumnSeparator: bars, RowSeparator: new("-")},
		DefinitionDescription: ansi.StylePrimitive{BlockPrefix: "\n  "},
	}
}

// ink is a colour as Glamour takes it, nil for none.
func ink(c cell.Color) *string {
	if !c.Set {
		return nil
	}
	return new(fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B))
}
