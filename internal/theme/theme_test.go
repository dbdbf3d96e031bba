package theme

import (
	"fmt"
	"image/color"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// pair is two colours that meet on a screen, and the least contrast that a hall needs: 12:1 for text
// to be read, 7:1 for what only carries meaning, 1.3:1 for an outline that is decoration.
type pair struct {
	what  string
	a, b  cell.Color
	least float64
}

// pairs are all that meet. Where colours are few, text has as much contrast as there is.
func pairs(p Palette) []pair {
	text := 12.0
	if p.Colours.Few() {
		text = 7
	}
	return []pair{
		{"text on background", p.Foreground, p.Background, text},
		{"strong on background", p.Strong, p.Background, text},
		{"quiet on background", p.Quiet, p.Background, 7},
		{"shape on background", p.Shape, p.Background, 7},
		{"shape on hollow", p.Shape, p.Hollow, 4.5},
		{"hollow on background", p.Hollow, p.Background, 1.3},
		{"panel text", p.PanelText, p.Panel, text},
		{"panel labels", p.Dim, p.Panel, 7},
		{"the letter's mark", p.Letter, p.Panel, 7},
		{"banner", p.AlarmText, p.Alarm, text},
		{"what is chosen", p.Panel, p.PanelText, text},
		{"a code", p.Black, p.White, text},
	}
}

func TestContrastOfEveryPair(t *testing.T) {
	for _, c := range []Colours{TrueColor, Cube, Sixteen, Eight} {
		for _, p := range every(t, c) {
			for _, pair := range pairs(p) {
				if got := least(t, p.Colours, pair.a, pair.b); got < pair.least {
					t.Errorf("%s in colours %d: %s has contrast %.2f:1, want at least %.1f:1", p.Name, c, pair.what, got, pair.least)
				}
			}
		}
	}
}

// On a terminal that has it, text in few colours is read as well as in many.
func TestTextInSixteenColours(t *testing.T) {
	for _, p := range every(t, Sixteen) {
		if got := least(t, Sixteen, p.Foreground, p.Background); got < 12 {
			t.Errorf("%s: text has contrast %.2f:1", p.Name, got)
		}
	}
}

// What leaves the program is the colour that was chosen and no other, by the way that Bubble Tea's
// renderer takes.
func TestEveryColourArrivesAsChosen(t *testing.T) {
	profiles := map[Colours]colorprofile.Profile{Cube: colorprofile.ANSI256, Sixteen: colorprofile.ANSI, Eight: colorprofile.ANSI}
	for c, profile := range profiles {
		for _, p := range every(t, c) {
			for i, want := range numbers(p.Name, c) {
				at := roles(p)[i]
				if got := converted(profile, at); got != want {
					t.Errorf("%s in colours %d: role %d, %v, arrives as colour %d, want %d", p.Name, c, i, at, got, want)
				}
				if got, want := written(t, profile, at), sgr(c, want); got != want {
					t.Errorf("%s in colours %d: role %d is written as %q, want %q", p.Name, c, i, got, want)
				}
			}
		}
	}
}

// A terminal of eight colours ignores the bright ones, and keeps the colour that it had.
func TestEightColoursHaveNoBrightOne(t *testing.T) {
	for _, p := range every(t, Eight) {
		for i, at := range append(roles(p), p.Black, p.White) {
			if got := converted(colorprofile.ANSI, at); got > 7 {
				t.Errorf("%s: role %d is the bright colour %d", p.Name, i, got)
			}
		}
		settle := p.Settler()
		for v := range uint32(1 << 12) {
			mixed := cell.RGB(v&0xF00<<12 | v&0xF0<<8 | v&0xF<<4)
			s := settle(cell.Style{FG: mixed, BG: mixed})
			if got := converted(colorprofile.ANSI, s.BG); got > 7 || s.FG != s.BG {
				t.Fatalf("%s: %v settles as the colour %d", p.Name, mixed, got)
			}
		}
	}
}

// What has settled arrives as it is. The renderer itself makes grey of dark red, and green of dark blue.
func TestMixedColoursSettle(t *testing.T) {
	settle := lookup(t, "cream").For(Cube).Settler()
	for v := range uint32(1 << 12) {
		got := settle(cell.Style{BG: cell.RGB(v&0xF00<<12 | v&0xF0<<8 | v&0xF<<4)}).BG
		if at := cubed(converted(colorprofile.ANSI256, got)); at != got {
			t.Fatalf("%v arrives as %v", got, at)
		}
	}
	for mixed, want := range map[uint32]uint32{0x1B306B: 0x000087, 0xAA2A32: 0xAF0000, 0x286432: 0x005F00, 0xE0ACA0: 0xD7AFAF, 0x7F7F81: 0x808080} {
		if got := settle(cell.Style{BG: cell.RGB(mixed)}).BG; got != cell.RGB(want) {
			t.Errorf("%06x settles as %v, want %06x", mixed, got, want)
		}
	}
}

// Bold black is grey on terminals of few colours.
func TestSettleTakesBoldOffALightGround(t *testing.T) {
	for name, want := range map[string]cell.Attr{"cream": cell.Underline, "dark": cell.Bold | cell.Underline} {
		for _, c := range []Colours{Sixteen, Eight} {
			p := lookup(t, name).For(c)
			s := cell.Style{FG: p.Foreground, BG: p.Background, Attr: cell.Bold | cell.Underline}
			if got := p.Settler()(s); got.Attr != want || got.FG != s.FG || got.BG != s.BG {
				t.Errorf("%s in colours %d settles as %v", name, c, got)
			}
		}
	}
	p := lookup(t, "cream")
	if s := (cell.Style{FG: cell.RGB(0x123456), Attr: cell.Bold}); p.Settler()(s) != s || p.For(Cube).Settler()(s).Attr != s.Attr {
		t.Error("a terminal of many colours loses something")
	}
	if s := (cell.Style{}); p.For(Eight).Settler()(s) != s {
		t.Error("the terminal's own colours do not stay")
	}
}

func TestForKeepsTheThemeAndFindsTheWayBack(t *testing.T) {
	for _, name := range Names() {
		full := lookup(t, name)
		for _, c := range []Colours{Cube, Sixteen, Eight} {
			if few := full.For(c); few.Name != name || few.Colours != c || few.For(TrueColor) != full {
				t.Errorf("%s in colours %d is %v", name, c, few)
			}
		}
	}
	if own := (Palette{Foreground: cell.RGB(1)}); own.For(Eight) != own {
		t.Error("a palette of no theme does not stay")
	}
}

func lookup(t *testing.T, name string) Palette {
	t.Helper()
	p, err := Lookup(name)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// every is the palette of every theme for a terminal.
func every(t *testing.T, c Colours) (out []Palette) {
	t.Helper()
	for _, name := range Names() {
		out = append(out, lookup(t, name).For(c))
	}
	return out
}

// roles are the colours of a palette in the order of its fields.
func roles(p Palette) []cell.Color {
	return []cell.Color{
		p.Background, p.Foreground, p.Strong, p.Quiet, p.Shape, p.Hollow,
		p.Panel, p.PanelText, p.Dim, p.Letter, p.Alarm, p.AlarmText,
	}
}

// numbers are the colours that were chosen, in the same order.
func numbers(name string, c Colours) []uint32 {
	var out []uint32
	for _, t := range append(themes(), panels()) {
		if t.name == name || t.name == "" {
			chosen := map[Colours]colors{Cube: t.cube, Sixteen: t.sixteen, Eight: t.eight}[c]
			out = append(out, chosen[:]...)
		}
	}
	return out
}

// converted is the number of a colour after the renderer has turned it into one of the terminal's.
func converted(p colorprofile.Profile, c cell.Color) uint32 {
	switch got := p.Convert(color.RGBA{c.R, c.G, c.B, 255}).(type) {
	case ansi.IndexedColor:
		return uint32(got)
	case ansi.BasicColor:
		return uint32(got)
	}
	return 1 << 31
}

// written is what a cell's ground is written as.
func written(t *testing.T, p colorprofile.Profile, c cell.Color) string {
	t.Helper()
	var b strings.Builder
	w := colorprofile.Writer{Forward: &b, Profile: p}
	if _, err := w.WriteString(cell.New(1, 1, cell.Style{BG: c}).Encode()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// sgr is how a cell on a ground of a number ought to be written.
func sgr(c Colours, number uint32) string {
	code := fmt.Sprintf("%d", 40+number)
	switch {
	case c == Cube:
		code = fmt.Sprintf("48;5;%d", number)
	case number > 7:
		code = fmt.Sprintf("%d", 100+number-8)
	}
	return "\x1b[;" + code + "m \x1b[m"
}

// least is the contrast of two colours on the terminal that shows them worst: the first sixteen are
// what it makes of them.
func least(t *testing.T, c Colours, a, b cell.Color) float64 {
	t.Helper()
	if !c.Few() {
		return Contrast(a, b)
	}
	worst := 21.0
	for _, table := range [][16]uint32{vga(), xterm()} {
		x, y := table[converted(colorprofile.ANSI, a)], table[converted(colorprofile.ANSI, b)]
		worst = min(worst, Contrast(cell.RGB(x), cell.RGB(y)))
	}
	return worst
}

// vga is what the console of Linux shows, xterm what xterm does.
func vga() [16]uint32 {
	return [16]uint32{
		0x000000, 0xAA0000, 0x00AA00, 0xAA5500, 0x0000AA, 0xAA00AA, 0x00AAAA, 0xAAAAAA,
		0x555555, 0xFF5555, 0x55FF55, 0xFFFF55, 0x5555FF, 0xFF55FF, 0x55FFFF, 0xFFFFFF,
	}
}

func xterm() [16]uint32 {
	return [16]uint32{
		0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
		0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
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
