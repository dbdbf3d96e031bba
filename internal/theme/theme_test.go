package theme

import (
	"math"
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
			{"text on background", p.Foreground, p.Background, 12},
			{"strong on background", p.Strong, p.Background, 12},
			{"quiet on background", p.Quiet, p.Background, 7},
			{"shape on background", p.Shape, p.Background, 7},
			{"shape on hollow", p.Shape, p.Hollow, 4.5},
			{"hollow on background", p.Hollow, p.Background, 1.3},
			{"panel text", p.PanelText, p.Panel, 12},
			{"panel labels", p.Dim, p.Panel, 7},
			{"the letter's mark", p.Letter, p.Panel, 7},
			{"banner", p.AlarmText, p.Alarm, 12},
		}
		for _, pair := range pairs {
			if got := contrast(pair.a, pair.b); got < pair.least {
				t.Errorf("%s: %s has contrast %.1f:1, want at least %.1f:1", name, pair.what, got, pair.least)
			}
		}
	}
}

func TestContrastOfKnownColours(t *testing.T) {
	if got := contrast(cell.RGB(0), cell.RGB(0xFFFFFF)); got < 20.99 || got > 21.01 {
		t.Errorf("black on white is %.2f:1, want 21:1", got)
	}
	if got := contrast(cell.RGB(0x777777), cell.RGB(0xFFFFFF)); got < 4.4 || got > 4.6 {
		t.Errorf("#777 on white is %.2f:1, want 4.48:1", got)
	}
}

func TestUnknownThemeNamesWhatThereIs(t *testing.T) {
	_, err := Lookup("beige")
	if err == nil || !strings.Contains(err.Error(), "yellow-on-black") {
		t.Errorf("got %v, want an error that lists the themes", err)
	}
}

// contrast is the contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it.
func contrast(a, b cell.Color) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func luminance(c cell.Color) float64 {
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

func linear(v uint8) float64 {
	s := float64(v) / 255
	if s <= 0.04045 {
		return s / 12.92
	}
	return math.Pow((s+0.055)/1.055, 2.4)
}
