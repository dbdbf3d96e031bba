package check_test

import (
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/check"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/internal/theme"
)

// A theme whose words are fainter than 7 to 1 is told, and no theme of the program is, in any number of colours.
func TestContrast(t *testing.T) {
	d, err := markdown.Parse([]byte("# Be kind\n"), markdown.Options{Name: "deck.md"})
	if err != nil {
		t.Fatal(err)
	}
	told := func(p theme.Palette) string {
		for _, f := range check.Deck(d, check.Options{Palette: p}) {
			if f.Rule == "contrast" {
				return f.String()
			}
		}
		return ""
	}
	for _, name := range theme.Names() {
		p, err := theme.Lookup(name)
		if err != nil {
			t.Fatal(err)
		}
		if got := told(p); got != "" {
			t.Errorf("%s: %s", name, got)
		}
	}
	grey := theme.Palette{Name: "grey", Background: cell.RGB(0xFFFFFF), Foreground: cell.RGB(0), Strong: cell.RGB(0), Quiet: cell.RGB(0x595959)}
	if got := told(grey); got != "" {
		t.Errorf("7.0 to 1 is told: %s", got)
	}
	grey.Quiet = cell.RGB(0x5C5C5C)
	if got := told(grey); !strings.Contains(got, "the theme grey has a contrast of 6.7 to 1 in full colour") {
		t.Errorf("6.7 to 1 is told as %q", got)
	}
}
