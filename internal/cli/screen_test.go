package cli

import (
	"fmt"
	"image/color"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/session"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// fiveSlides is a deck of which every screen can be told from every other by its text.
const fiveSlides = `---
title: Five
---

# Alpha

---

# Bravo

<!-- pause -->

more of it

---

# Charlie

---

# Delta

---

# Tell someone

- Police: 101
- Emergency: 999

<!-- layout: closing -->
`

// The keys as terminals send them.
const (
	pageUp, pageDown = "\x1b[5~", "\x1b[6~"
	up, down         = "\x1b[A", "\x1b[B"
	f5, esc          = "\x1b[15~", "\x1b"
	enter, backspace = "\r", "\x7f"
	ctrlC            = "\x03"
)

func showFive(t *testing.T) *terminal {
	t.Helper()
	_, path := write(t, fiveSlides)
	return run(t, "show", path).sees("Alpha")
}

func TestNextAndBack(t *testing.T) {
	t.Parallel()
	tm := showFive(t)
	for _, next := range []string{
		pageDown, "\x1b[6;2~", "\x1b[C", "\x1bOC", down, "\x1bOB", " ", enter, "n", "l", "j",
		"\x1b[32u", "\x1b[110u", // Space and n as kitty's keyboard protocol has them
	} {
		t.Logf("next by %q", next)
		tm.keys("1" + enter).sees("Alpha").keys(next).sees("Bravo").keys(next).sees("more of it").keys(next).sees("Charlie")
	}
	for _, back := range []string{pageUp, "\x1b[5;2~", "\x1b[D", "\x1bOD", up, "\x1bOA", backspace, "p", "h", "k"} {
		t.Logf("back by %q", back)
		// Over an edge the earlier slide comes up whole.
		tm.keys("3G").sees("Charlie").keys(back).sees("Bravo", "more of it").keys(back).gone("more of it").
			sees("Bravo").keys(back).sees("Alpha")
	}
	tm.keys("p?").sees("Keys").keys("?").gone("Keys").sees("Alpha") // Before the first slide is none.
}

func TestJumps(t *testing.T) {
	t.Parallel()
	tm := showFive(t)
	for _, last := range []string{"\x1b[F", "\x1b[4~", "\x1bOF", "\x1b[8~", "G", "e", "5" + enter, "5G"} {
		t.Logf("last by %q", last)
		tm.keys("2G").sees("Bravo").keys(last).sees("Police 101", "Emergency 999")
	}
	for _, first := range []string{"\x1b[H", "\x1b[1~", "\x1bOH", "\x1b[7~", "gg", "1G", "1" + enter, "01" + enter} {
		t.Logf("first by %q", first)
		tm.keys("2G").sees("Bravo").keys(first).sees("Alpha")
	}
	tm.keys("2G").sees("Bravo").keys("99G").keys("n").sees("more of it") // There is no such slide.
	tm.keys("4" + enter).sees("Delta").keys("2" + enter).sees("Bravo").gone("more of it")
	tm.keys("0").keys(enter).sees("more of it") // Nothing has been counted: Enter is next.
	tm.keys("gn").sees("Charlie")               // One g alone waits, and is forgotten.
}

func TestOverviewAndSearch(t *testing.T) {
	t.Parallel()
	tm := showFive(t)
	for _, open := range []string{"o", "\t"} {
		tm.keys("1G").sees("Alpha").keys(open).sees("Slides", "Delta").keys(down + "j" + down + up).keys(enter).gone("Slides").sees("Charlie")
	}
	tm.keys("o").sees("Slides").keys(esc).gone("Slides").sees("Charlie")
	tm.keys("/").sees("Search:").keys("delt").sees("Search: delt").gone("Bravo").keys(enter).gone("Search").sees("Delta")
	tm.keys("/").sees("Search:").keys("nowhere").gone("Bravo").keys(enter + backspace).sees("Search: nowher_").keys(esc).gone("Search").sees("Delta")
	// Typed and entered in one go, as fast fingers do.
	tm.keys("/charlie" + enter).gone("Search").sees("Charlie")
}

func TestCovers(t *testing.T) {
	t.Parallel()
	tm := showFive(t)
	for key, ground := range map[string]uint32{".": 0, "b": 0, ",": 0xFFFFFF, "w": 0xFFFFFF} {
		for _, off := range []string{key, pageDown, pageUp, "2G", f5} {
			t.Logf("%q, taken off by %q", key, off)
			tm.keys("2G").sees("Bravo").keys(key).covered(ground).keys(off).sees("Bravo").gone("more of it")
		}
		// What comes after the press that only uncovers is next.
		tm.keys(key).covered(ground).keys(pageDown).sees("Bravo").keys(pageDown).sees("more of it")
	}
	tm.keys("b").covered(0).keys("w").covered(0xFFFFFF).keys("w").sees("more of it")
}

// covered waits for a screen of nothing but one colour.
func (tm *terminal) covered(hex uint32) *terminal {
	tm.t.Helper()
	tm.mu.Lock()
	g := cell.New(tm.emu.Width(), tm.emu.Height(), cell.Style{BG: cell.RGB(hex)})
	tm.mu.Unlock()
	return tm.shows(g)
}

func TestClosingScreenIsProtected(t *testing.T) {
	t.Parallel()
	tm := showFive(t)
	tm.keys("e").sees("Police 101", "Emergency 999")
	// Had one of them moved, the help would stand over another slide.
	tm.keys(pageDown+enter+" ").keys("?").sees("Keys").keys("?").gone("Keys").sees("Police 101", "Emergency 999")
	for _, cover := range []string{".", "b", ",", "w"} {
		tm.keys(cover).sees("Cover the numbers?").keys("n").gone("Cover").sees("Police 101")
		tm.keys(cover).sees("Cover the numbers?").keys(pageDown).gone("Cover").sees("Police 101")
	}
	tm.keys(".").sees("Cover the numbers?").keys("y").covered(0).keys(pageDown).sees("Police 101", "Emergency 999")
	tm.keys(pageUp).sees("Delta")
}

func TestClickerButtonOfEscAndF5(t *testing.T) {
	t.Parallel()
	tm := showFive(t)
	tm.keys(pageDown).sees("Bravo")
	// A lone Esc leaves the help; that it has gone shows that Esc was read as one.
	tm.keys("?").sees("Keys").keys(esc).gone("Keys").keys(f5).keys(pageDown).sees("more of it")
	tm.keys(esc + f5 + esc + f5).keys(pageUp).gone("more of it").sees("Bravo")
	tm.keys(".").covered(0).keys(f5).sees("Bravo")
	// A key that moves the talk moves it behind the help too: the thumb is on a clicker.
	tm.keys("?").sees("Keys").keys(pageDown).keys("?").gone("Keys").sees("more of it")
}

func TestWhatIsNoKeyMovesNothing(t *testing.T) {
	t.Parallel()
	tm := showFive(t)
	for _, sent := range []string{
		"\x1b[<0;5;5M\x1b[<0;5;5m", "\x1b[M !!", // mouse clicks
		"\x1b[200~nnn G e\x1b[201~",  // pasted text
		"\x1b[I\x1b[O",               // the window gains and loses focus
		"\x1b[?2026;2$y\x1b[?62;22c", // a terminal's answers
		"\x1b]11;rgb:0000/0000/0000\a",
		"\x1b[99~\x1b[1;5C\x1b[24~\x00\x1a\xff", // keys that nothing is bound to
	} {
		t.Logf("%q", sent)
		tm.keys(sent).keys("?").sees("Keys").keys("?").gone("Keys").sees("Alpha")
	}
}

// Every key that the help names has been tried above; the help has to fit to be read.
func TestHelpNamesTheKeys(t *testing.T) {
	t.Parallel()
	tm := runDrawn(t, 80, 24, "show")
	tm.until("drawn slide", func() bool { return strings.ContainsAny(tm.text(), "▄▌▐▖") })
	tm.keys("?").sees("PageDown → ↓ Space Enter n l j", "PageUp ← ↑ Backspace p h k", "Home gg", "End G", "5 Enter 5G",
		"closing screen", "overview", "search", "black", "white", "F5", "Esc", "q, then y", "Ctrl+C twice")
}

// With --ascii nothing else is written, whatever is opened, however wide: help, overview, notes and
// the letter.
func TestASCIIOnly(t *testing.T) {
	t.Parallel()
	_, path := write(t, "---\ntitle: “Five” – or more\n---\n\n# A\u00a0title that’s “longer” than any narrow window of forty columns can hold…\n\n- One → two\n\n"+
		"<!-- notes: A note – and another…\n-->\n\n---\n\n# Be still\n\n<!-- layout: reflection -->\n")
	for _, args := range []string{"", "letter", "show", "show " + path, "present", "present " + path, "rehearse " + path} {
		for _, w := range []int{40, 80, 130} {
			t.Run(fmt.Sprintf("%s at %d", args, w), func(t *testing.T) {
				t.Parallel()
				tm := runAt(t, w, 24, append(strings.Fields(args), "--ascii")...)
				if args == "" || args == "letter" {
					tm.sees("q").keys("GG").resize(w-1, 23).keys("q").ends(exitDone)
				} else {
					tm.keys("?").sees("PageDown").keys("?").gone("PageDown").keys("noo").resize(w-1, 23).keys("T?").sees("PageDown")
				}
				written := tm.written()
				if i := strings.IndexFunc(written, func(r rune) bool { return r >= 0x80 }); i >= 0 {
					t.Errorf("it writes %q", written[max(i-40, 0):min(i+20, len(written))])
				}
			})
		}
	}
}

func TestARepeatOfNextIsIgnored(t *testing.T) {
	t.Parallel()
	_, path := write(t, fiveSlides)
	tm := runWith(t, setting{name: "assembly-timed", env: []string{clockEnv + "=" + clockStill}}, "show", path)
	tm.sees("Alpha").keys("2G").sees("Bravo").keys(pageDown + pageDown + " " + enter).sees("more of it")
	tm.keys("?").sees("Keys").keys("?").gone("Keys").sees("more of it") // not on Charlie
	tm.keys(pageUp + pageUp).sees("Alpha")                              // Only next is guarded.
}

func TestResizesKeepThePlace(t *testing.T) {
	t.Parallel()
	tm := showFive(t)
	tm.keys("2G").sees("Bravo").keys("n").sees("more of it")
	sizes := [][2]int{{1, 1}, {400, 120}, {20, 5}, {40, 12}}
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // the same sizes every time
	for range 60 {
		sizes = append(sizes, [2]int{1 + random.IntN(150), 1 + random.IntN(50)})
	}
	for i, s := range sizes {
		tm.resize(s[0], s[1])
		if i%4 == 3 { // Most are gone before they are drawn, as when a window is dragged.
			tm.resize(40, 12).sees("Bravo", "more of it")
		}
	}
	tm.resize(1, 1).keys("n").resize(400, 120)
	tm.sees("Charlie").resize(20, 5).sees("Charlie").resize(40, 12).sees("Charlie")
}

// Where the screen is large the type is drawn. Every cell of it is what the renderer made, there and
// back again.
func TestDrawnSlidesFollowTheKeys(t *testing.T) {
	t.Parallel()
	const w, h = 120, 30
	tm := runDrawn(t, w, h, "show")
	d, err := session.Source{}.Load()
	must(t, err)
	r := render.New(d)
	p, err := theme.Lookup(d.Meta.Theme)
	must(t, err)
	var frames []*cell.Grid
	for slide := range d.Len() - 2 { // The reflection moves by itself.
		for step := range d.PublicSlide(slide).Steps {
			frames = append(frames, r.Frame(slide, step, ui.Look{Palette: p}.View(w, h, 0)).Grid)
		}
	}
	for i, f := range frames {
		tm.shows(f)
		if i < len(frames)-1 {
			tm.keys(pageDown)
		}
	}
	for _, f := range slices.Backward(frames) {
		tm.shows(f).keys(pageUp)
	}
}

// shows waits for every cell of the screen to be that of a grid, its ground included.
func (tm *terminal) shows(g *cell.Grid) *terminal {
	tm.t.Helper()
	tm.until("screen as it was drawn", func() bool {
		for y := range g.H {
			for x := range g.W {
				if c := tm.emu.CellAt(x, y); c == nil || c.Content != g.At(x, y).Text || !sameColor(c.Style.Bg, g.At(x, y).Style.BG) {
					return false
				}
			}
		}
		return true
	})
	return tm
}

func sameColor(got color.Color, want cell.Color) bool {
	if got == nil || !want.Set {
		return got == nil && !want.Set
	}
	r, g, b, _ := got.RGBA()
	return cell.Color{R: uint8(r >> 8), G: uint8(g >> 8), B: uint8(b >> 8), Set: true} == want //nolint:gosec // a channel has 16 bits
}

// How type is drawn can be asked for, by the flag or, for every start, by the variable; --ascii goes before.
func TestTypeIsDrawnAsAskedFor(t *testing.T) {
	t.Parallel()
	const words = "We look after each other"
	for _, c := range []struct{ variable, flag, shows, not string }{
		{"blocks", "--type=letters", words, "▌"},
		{"letters", "--type=blocks", "▌", words},
		{"letters", "", words, "▌"},
		{"halves", "", "▌", "▋"},
		{"blocks", "--ascii", "", "▌"},
	} {
		s := setting{drawn: true, w: 120, h: 30, env: []string{"ASSEMBLY_TYPE=" + c.variable}}
		tm := runWith(t, s, append([]string{"show"}, strings.Fields(c.flag)...)...).sees(c.shows).keys("?").sees("PageDown").keys("?").gone("PageDown")
		if strings.Contains(tm.written(), c.not) {
			t.Errorf("%v draws %q", c, c.not)
		}
	}
}

func TestOldConsole(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		system, variable string
		pseudo, want     bool
	}{
		{"windows", "", false, true}, {"windows", "", true, false}, {"windows", "WT_SESSION", false, false},
		{"windows", "TERM_PROGRAM", false, false}, {"windows", "TERM", false, false}, {"linux", "", false, false},
	} {
		getenv := func(name string) string {
			if name == c.variable {
				return "set"
			}
			return ""
		}
		if got := oldConsole(c.system, getenv, func() bool { return c.pseudo }); got != c.want {
			t.Errorf("%s with %q set: %v", c.system, c.variable, got)
		}
	}
}
