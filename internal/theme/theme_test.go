package theme

import (
	"strings"
	"testing"

	"assembly/internal/cell"
)

// Every pair that meets on a screen, with the least contrast that a hall needs: 12:1 for text to
// be read, 7:1 for what only carries meaning, 1.3:1 for an outline that is decoration.
func TestContrastOfEveryPair(t *testing.T) {
	for _, name := range Names() {
		p, err := Lookup(name)
		if err != nil {
			t.Fatal(err)
		}
		pairs := []struct {
			what  string
			a, b  cell.Color
			least float64
		}{
			{"ink on ground", p.Ink, p.Ground, 12},
			{"strong on ground", p.Strong, p.Ground, 12},
			{"quiet on ground", p.Quiet, p.Ground, 7},
			{"shape on ground", p.Shape, p.Ground, 7},
			{"shape on hollow", p.Shape, p.Hollow, 4.5},
			{"hollow on ground", p.Hollow, p.Ground, 1.3},
			{"panel text", p.PanelInk, p.Panel, 12},
			{"panel labels", p.Dim, p.Panel, 7},
			{"the letter's mark", p.Letter, p.Panel, 7},
			{"banner", p.AlarmInk, p.Alarm, 12},
		}
		for _, pair := range pairs {
			if got := Contrast(pair.a, pair.b); got < pair.least {
				t.Errorf("%s: %s has contrast %.1f:1, want at least %.1f:1", name, pair.what, got, pair.least)
			}
		}
	}
}

func TestContrastOfKnownColours(t *testing.T) {
	if got := Contrast(cell.RGB(0), cell.RGB(0xFFFFFF)); got < 20.99 || got > 21.01 {
		t.Errorf("black on white is %.2f:1, want 21:1", got)
	}
	if got := Contrast(cell.RGB(0x777777), cell.RGB(0xFFFFFF)); got < 4.4 || got > 4.6 {
		t.Errorf("#777 on white is %.2f:1, want 4.48:1", got)
	}
}

func TestUnknownThemeNamesWhatThereIs(t *testing.T) {
	_, err := Lookup("beige")
	if err == nil || !strings.Contains(err.Error(), "yellow-on-black") {
		t.Errorf("got %v, want an error that lists the themes", err)
	}
}
