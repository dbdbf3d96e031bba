package presenter

import (
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/check"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// tooMuch is a deck whose second slide is too much for a hall of 80 by 24.
var tooMuch = "# Be kind\n\n---\n\n# Too much\n\n" + strings.Repeat("- A line with far more words than anybody in the last row will read today\n", 9) //nolint:gochecknoglobals // A text.

// checking is a view of a deck that is checked, and runs what it asks for in the background.
type checking struct {
	*Model
	t     *testing.T
	clock *screentest.Clock
	halls *halls
	sizes [][]check.Window // that checks were asked for
}

func newChecking(t *testing.T, text string) *checking {
	t.Helper()
	from, clock := newModel(t, text, 110, 30)
	c := &checking{t: t, clock: clock, halls: &halls{}}
	c.Model = New(Setup{
		Setup: ui.Setup{Deck: from.stage.Deck, Look: from.stage.Look, Now: clock.Now}, Link: c.halls,
		Check: func(d *deck.Deck, sizes []check.Window, all bool) []check.Finding {
			c.sizes = append(c.sizes, sizes)
			if !all {
				return check.Legible(d, check.Options{Windows: sizes})
			}
			return check.Deck(d, check.Options{Windows: sizes})
		},
	})
	c.send(tea.WindowSizeMsg{Width: 110, Height: 30})
	return c
}

// send sends a message, and answers what of a check comes of it.
func (c *checking) send(msg tea.Msg) {
	c.t.Helper()
	_, _ = c.Update(msg)
	if c.checks.busy {
		c.t.Fatal("a check has begun that the test has not run")
	}
}

// run sends a message that makes a check, and hands its answer over.
func (c *checking) run(msg tea.Msg) {
	c.t.Helper()
	_, _ = c.Update(msg)
	if !c.checks.busy {
		c.t.Fatalf("%T begins no check", msg)
	}
	_, _ = c.Update(c.checks.do(c.setup.Check))
}

func (c *checking) open(w, h, slide int) {
	c.halls.list = []live.Hall{{Report: live.Report{Kind: live.Terminal, W: w, H: h, Slide: slide}, Matches: true, Seen: c.clock.Now()}}
}

// What a hall that is open cannot read is told once, stands on its line while the slide is shown, and in the overview.
func TestWhatTheHallCannotRead(t *testing.T) {
	c := newChecking(t, tooMuch)
	c.send(HallsChanged{})
	if len(c.sizes) != 0 {
		t.Error("it is checked before the first frames are out")
	}
	c.send(checkDue{}) // Without a hall, and before an edit, there is nothing to tell.
	c.open(80, 24, 1)
	c.run(HallsChanged{})
	const want = "slide 2 cannot be read from the back: 137 words"
	if got := flat(c.Model); !strings.Contains(got, "In the hall: "+want) {
		t.Errorf("the speaker is not told:\n%s", text(c.Model))
	}
	press(c.Model, c.clock, "pgdown pgdown")
	if got := flat(c.Model); strings.Contains(got, "In the hall") || !strings.Contains(got, "HALL TOO SMALL terminal 80x24: "+want) {
		t.Errorf("the hall's line is\n%s", text(c.Model))
	}
	press(c.Model, c.clock, "o")
	if got := flat(c.Model); !strings.Contains(got, "too small") {
		t.Errorf("the overview does not tell it:\n%s", text(c.Model))
	}
	c.send(HallsChanged{})
	if want := [][]check.Window{{{Screen: render.Screen{W: 80, H: 24}}}}; !slices.EqualFunc(c.sizes, want, slices.Equal) {
		t.Errorf("checked for %v, want %v", c.sizes, want)
	}
}

// Of an edited deck, what the edit brought is told, and nothing else.
func TestAnEditIsChecked(t *testing.T) {
	c := newChecking(t, tooMuch)
	c.send(checkDue{})
	edited := func(text string) ui.Reload {
		d, err := markdown.Parse([]byte(text), markdown.Options{Name: "talk.md"})
		if err != nil {
			t.Fatal(err)
		}
		return ui.Reload{Deck: d}
	}
	c.run(edited("A line above.\n\n---\n\n" + tooMuch))
	if got := flat(c.Model); !strings.Contains(got, "In the edited deck: slide 3 cannot be read") {
		// The number of the slide is another one, so it is new.
		t.Errorf("the speaker is not told:\n%s", text(c.Model))
	}
	press(c.Model, c.clock, "pgdown")
	c.run(edited("Another line above.\n\n---\n\n" + tooMuch))
	if got := flat(c.Model); strings.Contains(got, "In the edited deck") {
		t.Errorf("what was there before is told again:\n%s", text(c.Model))
	}
	c.run(edited("Another line above.\n\n---\n\n" + tooMuch + "\n---\n\n# Smile 😀\n"))
	if got := flat(c.Model); !strings.Contains(got, "In the edited deck: slide 4 has emoji") || strings.Contains(got, "more)") {
		t.Errorf("the speaker is not told of the emoji alone:\n%s", text(c.Model))
	}
}

// What a hall cannot read has been told when the deck is first edited, and what else is wrong in it was there before.
func TestAnEditBeforeAHall(t *testing.T) {
	c := newChecking(t, tooMuch+" 😀\n")
	c.open(80, 24, 1)
	c.run(checkDue{})
	if got := flat(c.Model); !strings.Contains(got, "In the hall: slide 2 cannot be read") || strings.Contains(got, "emoji") {
		t.Errorf("the speaker is told:\n%s", text(c.Model))
	}
	press(c.Model, c.clock, "pgdown")
	d, err := markdown.Parse([]byte(tooMuch+" 😀\n\n---\n\n# smile\n"), markdown.Options{Name: "talk.md"})
	if err != nil {
		t.Fatal(err)
	}
	c.run(ui.Reload{Deck: d})
	if got := flat(c.Model); !strings.Contains(got, "In the edited deck: slide 3: the title begins with a small letter") || strings.Contains(got, "more)") {
		t.Errorf("the speaker is not told of the title alone:\n%s", text(c.Model))
	}
}

// A check that ends after the next edit is of no use, and the next begins.
func TestALateCheckIsDoneAgain(t *testing.T) {
	c := newChecking(t, tooMuch)
	c.open(80, 24, 1)
	_, _ = c.Update(checkDue{})
	late := c.checks.do(c.setup.Check)
	d, err := markdown.Parse([]byte("# Short\n"), markdown.Options{Name: "talk.md"})
	if err != nil {
		t.Fatal(err)
	}
	_, _ = c.Update(ui.Reload{Deck: d})
	_, _ = c.Update(late)
	if !c.checks.busy || c.checks.deck != d || c.tooSmall(1, check.Window{Screen: render.Screen{W: 80, H: 24}}) != "" {
		t.Errorf("the check is %+v", c.checks)
	}
}

// A hall is checked as it draws type: what is read in drawn type is not in the terminal's own letters.
func TestAHallIsCheckedAsItDraws(t *testing.T) {
	c := newChecking(t, "# Be kind\n")
	c.send(checkDue{})
	c.open(80, 24, 0)
	c.run(HallsChanged{})
	if got := flat(c.Model); strings.Contains(got, "cannot be read") || !strings.Contains(got, "OK terminal 80x24") {
		t.Errorf("drawn type is told to be too small:\n%s", text(c.Model))
	}
	c.halls.list[0].Type = "letters"
	c.run(HallsChanged{})
	press(c.Model, c.clock, "?")
	press(c.Model, c.clock, "?")
	if got := flat(c.Model); !strings.Contains(got, "TOO SMALL terminal 80x24: slide 1 cannot be read from the back: 2 words") {
		t.Errorf("the terminal's own letters are not told to be too small:\n%s", text(c.Model))
	}
}

// Whatever a hall says of its size, no more is checked than is drawn on.
func TestTheSizeOfAHallIsBounded(t *testing.T) {
	for _, h := range []live.Hall{{Report: live.Report{W: 100_000, H: 100_000}}, {Report: live.Report{W: 400, H: 120}}} {
		if w := windowOf(h); w.W > 2000 || w.H > 1000 || h.W == 400 && w.Screen != (render.Screen{W: 400, H: 120}) {
			t.Errorf("a hall of %d by %d is checked as %v", h.W, h.H, w.Screen)
		}
	}
}
